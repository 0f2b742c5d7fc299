"""What will come by mail, in sentences: what a person's wishes mean for each kind of notice."""

from wccflow.notices.rules import EVENING, KINDS, Often, Wishes, often

NEVER_EARLY = (
    "Nobody is told of a message before it is a minute old, and what you read here first is not mailed."
)
MUTED = "Of a conversation that you muted you hear nothing, unless somebody mentions you or asks you."
TOGETHER = "One conversation is one line of the digest: how many messages, and from whom."
_NO_CONVERSATION = "Conversations are not mailed."


def promises(wishes: Wishes) -> list[str]:
    """What these wishes will bring, the most urgent first."""
    digest = f"{wishes.hour:02}:00"
    at_once = f"at once, between {digest} and {EVENING}:00"
    yours = at_once if wishes.at_once else f"in the digest at {digest}"
    return [
        f"What only you can do: {yours}.",
        *(f"{title}: {_when(often(kind, wishes), digest, at_once)}." for kind, title in KINDS.items()),
        TOGETHER if often("question", wishes) != "none" else _NO_CONVERSATION,
        MUTED,
        NEVER_EARLY,
        f"At most {wishes.most_a_day} mails a day; what is more waits for the next digest.",
    ]


def _when(word: Often, digest: str, at_once: str) -> str:
    return {
        "once": at_once,
        "daily": f"in the digest at {digest}",
        "weekly": f"in the digest of Mondays at {digest}",
        "none": "on your page of notices only",
    }[word]
