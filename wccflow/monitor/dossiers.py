"""What the checks of dossiers look at, gathered for many cases at once, and what they find."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base import audiences
from wccflow.base.clock import business_day
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.outlook import Outlook
from wccflow.engine.definition import Definition
from wccflow.engine.facts import Tally
from wccflow.engine.refusals import either
from wccflow.evidence import following
from wccflow.evidence import queries as evidence
from wccflow.evidence.following import Standing
from wccflow.evidence.models import PassageRow
from wccflow.evidence.queries import Filled
from wccflow.evidence.rules import UNREADABLE
from wccflow.indicators import queries as indicators
from wccflow.indicators.models import Aim
from wccflow.monitor.dossier_rules import SERIOUS, Aimed, Dossier, Filed, Finding, Limits, Rated, findings
from wccflow.partners import facts as heard_of
from wccflow.partners.rules import LEAST_SHOWN, asks_partners
from wccflow.people.rights import Reach
from wccflow.ratings import queries as ratings
from wccflow.ratings.hanging import hanging_of
from wccflow.ratings.models import Citation, Ratification, Rating
from wccflow.ratings.rules import SELF, element_of, in_words, is_told
from wccflow.review.models import Closure, Thread
from wccflow.review.rules import KINDS

Kept = TypeVar("Kept", Rating, Citation)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one case; who may not read what (`may_read`) is told only how many."""

    case: Case
    findings: tuple[Finding, ...]
    may_read: bool

    @property
    def serious(self) -> int:
        """How many of the findings are to be put right."""
        return sum(each.severity == SERIOUS for each in self.findings)

    @property
    def address(self) -> str:
        """The page of the case's checks."""
        return f"{self.case.address}/checks"


def checked(found: Sequence[Outlook], reach: Reach, on: date) -> dict[UUID, Checked]:
    """What the checks find in each of these cases; constant queries for any number of them."""
    gathered = _Gathered.of([each.case for each in found], reach)
    return {
        each.case.id: Checked(
            each.case, tuple(findings(_dossier(each, gathered, on))), gathered.may_read(each.case)
        )
        for each in found
    }


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The rows of all these cases, whoever may read them; the audiences that the one who asks belongs to."""

    readable: frozenset[UUID]
    ratings: Mapping[UUID, list[Rating]]
    citations: Mapping[UUID, list[Citation]]
    filled: Mapping[UUID, list[Filled]]
    lost: frozenset[UUID]
    ratified: Mapping[UUID, Ratification]
    partners: Mapping[UUID, Tally]
    chosen: Mapping[UUID, tuple[str, ...]]
    aims: Mapping[tuple[UUID, str], Aim]
    measured: Mapping[tuple[UUID, str], indicators.Measured]
    questions: Mapping[UUID, tuple[int, date]]

    @classmethod
    def of(cls, cases: Sequence[Case], reach: Reach) -> "_Gathered":
        ids = [case.id for case in cases]
        filled, cited = evidence.fillings(ids), ratings.citations(ids, channels=[SELF])
        return cls(
            readable=audiences.readable(reach.tokens),
            ratings=_by_case(ratings.current(ids, channels=[SELF])),
            citations=_by_case(cited),
            filled=evidence.by_case(list(evidence.current(filled).values())),
            lost=_lost(cited, filled),
            ratified=_ratified(ids),
            partners=heard_of.heard(cases),
            chosen=indicators.chosen(cases),
            aims=indicators.aims(ids),
            measured=indicators.measured(cases),
            questions=_questions(ids, reach),
        )

    def may_read(self, case: Case) -> bool:
        """Whether nothing that the checks speak of is hidden from the one who asks."""
        rows = [each.audience_id for each in self.ratings.get(case.id, ())]
        rows += [each.version.audience_id for each in self.filled.get(case.id, ())]
        return bool(rows) and self.readable.issuperset(rows)


def _dossier(found: Outlook, gathered: _Gathered, on: date) -> Dossier:
    case, definition = found.case, found.definition
    ratified = gathered.ratified.get(case.id)
    asked = gathered.questions.get(case.id)
    return Dossier(
        address=case.address,
        on=on,
        limits=_limits(definition),
        authors=_those_who(definition, "rate_self"),
        board=_those_who(definition, "ratify"),
        rated=tuple(_rated(case, definition, gathered)),
        filed=tuple(_filed(definition, each) for each in gathered.filled.get(case.id, ())),
        aims=tuple(_aimed(case, definition, item, gathered) for item in gathered.chosen[case.id]),
        partners=gathered.partners[case.id] if asks_partners(definition) else None,
        ratified_on=ratified.met_on if ratified else None,
        changed_since=_changed_since(case, ratified, gathered),
        questions=asked[0] if asked else 0,
        oldest_days=(on - asked[1]).days if asked else 0,
        overdue=_overdue(found),
    )


def _limits(definition: Definition) -> Limits:
    told = definition.dossier_checks
    return Limits(told.document_months, told.unanswered_days, partners_shown=LEAST_SHOWN)


def _rated(case: Case, definition: Definition, gathered: _Gathered) -> Iterable[Rated]:
    cited = gathered.citations.get(case.id, [])
    for row in gathered.ratings.get(case.id, ()):
        element = element_of(definition, row.item)
        if element is None or is_told(definition.scales[element.scale]):
            continue
        scale, mine = definition.scales[element.scale], [each for each in cited if each.item == row.item]
        bound = definition.dossier_checks.proof_from
        is_bound = bound in {level.key for level in scale.values}
        yield Rated(
            item=row.item,
            called=definition.items[row.item].called if row.item in definition.items else element.title,
            value=in_words(scale, row.value),
            is_claim=is_bound and scale.at_least(row.value, bound),
            rationale=row.rationale,
            cited=len(mine),
            lost=sum(each.id in gathered.lost for each in mine),
        )


def _filed(definition: Definition, filled: Filled) -> Filed:
    slot, version = definition.slots.get(filled.slot), filled.version
    return Filed(
        slot=filled.slot,
        title=slot.title if slot else filled.slot,
        outcome=version.outcome if version.state == UNREADABLE else "",
        as_of=version.as_of,
        filed_on=business_day(filled.filling.filled_at),
        board_approved=slot is not None and slot.board_approved,
        approved_on=filled.filling.board_approved_on,
        owners=either(definition.titles(slot.owners)) if slot else "",
    )


def _aimed(case: Case, definition: Definition, item: str, gathered: _Gathered) -> Aimed:
    measured = gathered.measured.get((case.id, item))
    return Aimed(
        item=item,
        called=definition.items[item].title,
        has_aim=(case.id, item) in gathered.aims,
        has_data=measured is not None and measured.complete,
    )


def _changed_since(case: Case, ratified: Ratification | None, gathered: _Gathered) -> int:
    if ratified is None:
        return 0
    rated = sum(each.at > ratified.at for each in gathered.ratings.get(case.id, ()))
    return rated + sum(each.filling.filled_at > ratified.at for each in gathered.filled.get(case.id, ()))


def _overdue(found: Outlook) -> tuple[tuple[str, int, str], ...]:
    if found.is_over:
        return ()
    titles = found.definition.titles
    return tuple(
        (due.title, due.late_days, titles((due.owner,))[0])
        for due in found.milestones
        if due.met is None and due.late_days
    )


def _those_who(definition: Definition, ability: str) -> str:
    able = [key for key, role in definition.roles.items() if ability in role.may]
    return either(definition.titles(tuple(able))) if able else ""


def _lost(cited: Iterable[Citation], filled: Sequence[Filled]) -> frozenset[UUID]:
    """The citations whose version was replaced by one in which their passage was not found."""
    now = evidence.current(filled)
    newest = {
        each.version.id: now[each.document.case_id, each.slot].version.id
        for each in filled
        if (each.document.case_id, each.slot) in now
    }
    moved = [each for each in cited if newest.get(each.version_id, each.version_id) != each.version_id]
    query = select(PassageRow.version_id, PassageRow.key).where(
        PassageRow.version_id.in_({newest[each.version_id] for each in moved}),
        PassageRow.key.in_({each.passage for each in moved}),
    )
    there = {(version_id, key) for version_id, key in session().execute(query)}
    standings = following.of([hanging_of(each) for each in moved], None)
    return frozenset(
        each.id
        for each in moved
        if (newest[each.version_id], each.passage) not in there and _is_gone(standings[each.id])
    )


def _is_gone(standing: Standing) -> bool:
    """Whether a passage is lost, or was not looked for yet."""
    return standing.row is None or standing.is_lost


def _ratified(ids: Sequence[UUID]) -> dict[UUID, Ratification]:
    query = select(Ratification).where(Ratification.case_id.in_(ids), Ratification.set_aside_at.is_(None))
    return {row.case_id: row for row in session().scalars(query.order_by(Ratification.at))}


def _questions(ids: Sequence[UUID], reach: Reach) -> dict[UUID, tuple[int, date]]:
    closed = select(Closure.id).where(Closure.thread_id == Thread.id, Closure.ended_at.is_(None)).exists()
    query = (
        select(Thread.case_id, func.count(), func.min(Thread.opened_at))
        .where(Thread.case_id.in_(ids), ~closed)
        .where(Thread.kind.in_([kind.key for kind in KINDS.values() if kind.asks]))
        .where(audiences.visible(Thread.audience_id, reach.tokens))
        .group_by(Thread.case_id)
    )
    return {
        case_id: (count, business_day(oldest))
        for case_id, count, oldest in session().execute(query)
        if case_id
    }


def _by_case(rows: Iterable[Kept]) -> dict[UUID, list[Kept]]:
    found: dict[UUID, list[Kept]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found
