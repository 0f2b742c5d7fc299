"""A message before it is written: its words, whom it names, where it leads; refused before it is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wccflow.cycles.home import Home
from wccflow.people.rights import Reach
from wccflow.review import mentions, references
from wccflow.review.acts import words_of
from wccflow.review.naming import Named
from wccflow.review.readers import Readers
from wccflow.web.text import said_in

SPEAKING = ("@", "/evidence/", "/threads/")


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of a message and whom they name."""

    words: str
    named: Sequence[Named]


def speech(case: Home, who: Readers, body: str, *, by: Reach, now: datetime) -> Speech:
    """The message as these readers would get it.

    Raises Refused when it is empty, names somebody who does not read it, or leads where they cannot follow.
    """
    words = words_of(body)
    if not any(sign in words for sign in SPEAKING):
        return Speech(words, ())
    said = said_in(words)
    references.demand_all_may_follow(said.links, who, by, now)
    if not any("@" in text for text in said.texts):
        return Speech(words, ())
    return Speech(words, mentions.named(case, who, said.texts, by=by, now=now))


def plainly(words: str) -> str:
    """The words so written that they name nobody, for texts that come from elsewhere."""
    return words.replace("\\@", "@").replace("@", "\\@")
