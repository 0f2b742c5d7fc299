"""What each channel says of one item, as far as a person may read it, on what it rests, and what was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.engine.vocabulary import Scale
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.ratings import queries
from wccflow.ratings.answers import CitedAnswer
from wccflow.ratings.lines import Cited
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import (
    CITING,
    OF_ONE_PERSON,
    TITLES,
    TOLD_TITLES,
    UNGROUNDED,
    in_words,
    is_above_lowest,
    is_told,
)
from wccflow.web.formats import day

SOMEBODY = "Someone"


@dataclass(frozen=True, slots=True)
class Before:
    """A rating that another has superseded, in words: what was said, until when, and why."""

    said: str
    until: str
    because: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Voice:
    """One channel, or one member of a panel: what it says now and on what that rests."""

    channel: str
    title: str
    rating: Rating
    said: str
    who: str
    cited: Sequence[Cited]
    answers: Sequence[CitedAnswer]
    earlier: Sequence[Before]
    is_told: bool
    lacks: str  # that nothing is cited for it, in a sentence; empty where something is, or a reason is given

    @property
    def met(self) -> list[str]:
        """The clauses that are met, in words."""
        return list(self.rating.clauses.values())


def voices_of(
    case: Case, item: str, scale: Scale, cited: Sequence[Cited], answers: Sequence[CitedAnswer], reach: Reach
) -> list[Voice]:
    """Every voice on an item that the person may read, in the order of the cycle; two queries."""
    rows = queries.ratings([case.id], reach=reach, items=[item])
    people = names(row.by_id for row in rows)
    lines: dict[tuple[str, str], list[Rating]] = {}
    for row in sorted(rows, key=lambda row: row.number):
        lines.setdefault((row.channel, row.line), []).append(row)
    found = [_voice(line, scale, cited, answers, people) for line in lines.values()]
    order = list(TITLES)
    return sorted(found, key=lambda voice: (order.index(voice.channel), voice.who))


def _voice(
    line: Sequence[Rating],
    scale: Scale,
    cited: Sequence[Cited],
    answers: Sequence[CitedAnswer],
    people: Mapping[UUID, str],
) -> Voice:
    newest = line[-1]
    mine = [each for each in cited if _is_of(newest, each.citation.channel, each.citation.by_id)]
    told = [each for each in answers if _is_of(newest, each.citation.channel, each.citation.by_id)]
    rests = bool(mine or told or newest.no_passage)
    bare = newest.channel in CITING and is_above_lowest(scale, newest.value) and not rests
    return Voice(
        channel=newest.channel,
        title=_title(newest.channel, scale),
        rating=newest,
        said=in_words(scale, newest.value),
        who=people.get(newest.by_id, SOMEBODY),
        cited=mine,
        answers=told,
        earlier=[_before(was, after, scale, people) for was, after in pairwise(line)][::-1],
        is_told=is_told(scale),
        lacks=UNGROUNDED if bare else "",
    )


def _title(channel: str, scale: Scale) -> str:
    return TOLD_TITLES.get(channel, TITLES[channel]) if is_told(scale) else TITLES[channel]


def _is_of(rating: Rating, channel: str, by_id: UUID) -> bool:
    return channel == rating.channel and (channel not in OF_ONE_PERSON or by_id == rating.by_id)


def _before(was: Rating, after: Rating, scale: Scale, people: Mapping[UUID, str]) -> Before:
    return Before(
        said=in_words(scale, was.value),
        until=day(after.at),
        because=was.rationale,
        who=people.get(was.by_id, SOMEBODY),
        at=was.at,
    )
