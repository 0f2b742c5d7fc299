"""Improvement without a database: the ways of improving."""

KINDS = {
    "share": "Share: do it together with others",
    "learn": "Learn: grow the skill ourselves",
    "buy": "Buy: have it done for us",
}
SHORT = {"share": "share", "learn": "learn", "buy": "buy"}
