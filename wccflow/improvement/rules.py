"""Improvement without a database: the ways of improving, what became of promises, how few are too few."""

KINDS = {
    "share": "Share: do it together with others",
    "learn": "Learn: grow the skill ourselves",
    "buy": "Buy: have it done for us",
}
OUTCOMES = {
    "kept": "We did it",
    "partly": "We did some of it, or something else in its place",
    "dropped": "We did not do it",
}
FEWEST = 5  # others, before anything is told of them together
SHORT = {"share": "share", "learn": "learn", "buy": "buy"}
