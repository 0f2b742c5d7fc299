"""What partners have answered as far as it may be shown: in groups of five or more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.partners.counting import may_come, waiting_count
from wccflow.partners.queries import Counted, counted_in, invitations
from wccflow.partners.rules import (
    LEAST_SHOWN,
    OTHERS,
    TOGETHER,
    Asked,
    counted,
    kinds_of,
    questions,
    words_of,
)
from wccflow.people.rights import Reach


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with how many chose each answer: of everyone, or of one kind of partner."""

    title: str
    replies: int
    mean: float | None
    counts: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class OfKind:
    """How many of a kind were asked and have answered, whoever they are."""

    title: str
    invited: int
    answered: int
    declined: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """What partners have answered as far as it may be shown."""

    invited: int
    answered: int
    lines: Sequence[Answered]
    words: Sequence[str]
    by_kind: Sequence[tuple[str, int, Sequence[Answered]]] = ()
    progress: Sequence[OfKind] = ()
    counted: int = 0
    waiting: int = 0
    is_open: bool = True  # whether somebody could still answer

    @property
    def leftover(self) -> int:
        """How many are never shown, being fewer than five when nobody is left who could still answer."""
        return self.waiting if self.waiting < LEAST_SHOWN and not self.is_open else 0

    @property
    def is_shown(self) -> bool:
        """Whether enough have answered for anything to be shown."""
        return bool(self.lines)


def feedback_of(case: Case, reach: Reach, now: datetime) -> Feedback:
    """What partners answered, for this person: counts for everyone, the rest in groups of five or more."""
    definition = definition_of(case)
    standing = [
        (row, done)
        for row, done in invitations(case)
        if row.revoked_at is None and (done or not row.declined_at)
    ]
    counts, kinds = counted_in([case.id], reach)[case.id], kinds_of(definition)
    found = Feedback(
        invited=len(standing),
        answered=sum(done for _, done in standing),
        lines=(),
        words=(),
        progress=_progress(case, kinds),
        waiting=waiting_count(case),
        is_open=may_come(case, now),
    )
    if not counts.groups:
        return found
    asked = questions(definition)
    return Feedback(
        found.invited,
        found.answered,
        [_answered(each, counts.answers(each.key)) for each in asked],
        words_of([given for _, given in counts.groups], case.id.hex),
        _by_kind(counts, asked, kinds),
        found.progress,
        counts.size,
        found.waiting,
        found.is_open,
    )


def _by_kind(
    counts: Counted, asked: Sequence[Asked], kinds: Mapping[str, str]
) -> list[tuple[str, int, Sequence[Answered]]]:
    """The same by kind of partner, where there is more than one group of kinds to tell apart."""
    if len(counts.kinds) < 2:
        return []
    return [
        (
            OTHERS if kind == TOGETHER else kinds.get(kind, kind),
            sum(len(given) for given in counts.of_kind(kind)),
            [_answered(each, counted(counts.of_kind(kind), each.key)) for each in asked],
        )
        for kind in counts.kinds
    ]


def _progress(case: Case, kinds: Mapping[str, str]) -> list[OfKind]:
    rows = [(row, done) for row, done in invitations(case) if row.revoked_at is None]
    found = []
    for kind, title in kinds.items():
        mine = [(row, done) for row, done in rows if row.kind == kind]
        if mine:
            declined = sum(row.declined_at is not None and not done for row, done in mine)
            found.append(OfKind(title, len(mine), sum(done for _, done in mine), declined))
    return found


def _answered(asked: Asked, answers: Sequence[str]) -> Answered:
    ranks = {level.key: level.rank for level in asked.scale.values}
    known = [ranks[each] for each in answers if each in ranks]
    mean = round(sum(known) / len(known), 1) if known else None
    counts = [(level.title, list(answers).count(level.key)) for level in asked.scale.values] if known else []
    return Answered(asked.text, len(known), mean, counts)
