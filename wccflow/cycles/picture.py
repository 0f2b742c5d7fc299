"""How a case stands, as a page or a command tells it: stages, moves open and closed, milestones, history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wccflow.base.clock import business_day
from wccflow.base.log import Event
from wccflow.cycles import actions, queries, timetable
from wccflow.cycles.models import Case
from wccflow.cycles.obstacles import (
    InForce,
    Obstacle,
    Surroundings,
    exceptions_of,
    obstacles_of,
    roles_asked,
)
from wccflow.cycles.signatures import signatures
from wccflow.cycles.whose import names_at
from wccflow.engine.calendars import Due, working_days_between
from wccflow.engine.decisions import Offer, Refused, available
from wccflow.engine.definition import Definition
from wccflow.engine.refusals import Refusal
from wccflow.engine.vocabulary import SIGNED_DAYS
from wccflow.people.queries import names
from wccflow.people.rights import Reach


@dataclass(frozen=True, slots=True)
class Wanted:
    """A signature that would help: under what, in which role, against what, and how long it waits."""

    purpose: str
    role: str
    say: str
    days: int = SIGNED_DAYS


@dataclass(frozen=True, slots=True)
class MoveShown:
    """A move that leaves the present state: open, or with everything that stands in its way."""

    offer: Offer
    is_mine: bool
    obstacles: tuple[Obstacle, ...] = ()
    exceptions: tuple[InForce, ...] = ()

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """What stands in the way; nothing when the move is open."""
        return self.offer.answer.refusals if isinstance(self.offer.answer, Refused) else ()

    def signatures_for(self, mine: frozenset[str], me: UUID | None = None) -> list["Wanted"]:
        """The signatures that this person could give towards this move and has not given."""
        found = []
        for each in self.refusals:
            if each.kind == "gate" and each.override and not self._signed(me, each.gate):
                able = mine.intersection(each.override.by + each.override.countersign)
                purpose, days = f"waive {each.gate}", each.override.days
                found += [Wanted(purpose, role, each.say, days) for role in sorted(able)[:1]]
            elif each.kind == "signature" and not self._signed(me, each.gate):
                able = mine.intersection(self.offer.move.signed_by)
                found += [Wanted(f"move {self.offer.move.event}", role, each.say) for role in sorted(able)]
        return found

    def _signed(self, me: UUID | None, gate: str) -> bool:
        waivers = (each.waiver for each in self.obstacles if each.gate == gate and each.waiver)
        return any(given.person_id == me for waiver in waivers for given in waiver.given)


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything about where a case stands that a page or a command shows."""

    case: Case
    definition: Definition
    moves: tuple[MoveShown, ...]
    milestones: tuple[Due, ...]
    history: tuple[Event, ...]
    on: date
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """The state in words."""
        return self.definition.states[self.case.state].title

    @property
    def stages(self) -> list[tuple[str, str]]:
        """The stages in order with `done`, `now` or `later`."""
        keys = [key for key, stage in self.definition.stages.items() if stage.states]
        here = self.definition.states[self.case.state].stage
        place = keys.index(here) if here in keys else len(keys)
        words = ["done" if number < place else "later" for number in range(len(keys))]
        if place < len(keys):
            words[place] = "now"
        return [(self.definition.stages[key].title, word) for key, word in zip(keys, words, strict=True)]

    @property
    def next_due(self) -> Due | None:
        """The milestone that is due first."""
        return timetable.next_due(self.milestones)

    @property
    def next_in_words(self) -> str:
        """The milestone that is due first, with the working days that are left, or how late it is."""
        due = self.next_due
        if due is None or due.due is None or self.is_over:
            return ""
        if due.late_days:
            return f"{due.title}: {due.late_days} day{'' if due.late_days == 1 else 's'} late"
        if due.due == self.on:
            return f"{due.title}: today"
        left = working_days_between(self.on, due.due, queries.calendar_of(self.case.cycle).holidays)
        days = "1 working day" if left == 1 else f"{left} working days"
        return f"{days} to: {due.title} ({due.due.day} {due.due:%B})"

    def whose(self, roles: tuple[str, ...]) -> str:
        """Whose a move is, for a sentence: people before the calendar, which acts by itself."""
        people = [role for role in roles if not self.definition.roles[role].automatic]
        said = " or ".join(self._with_names(role) for role in people)
        if len(people) == len(roles):
            return f"is for the {said}"
        by_itself = "happens by itself on its day"
        return f"is for the {said}, or {by_itself}" if people else by_itself

    def _with_names(self, role: str) -> str:
        (title,), holders = self.definition.titles((role,)), self.names.get(role, ())
        return f"{title} ({', '.join(holders)})" if holders else title

    @property
    def is_over(self) -> bool:
        """Whether the case is in a final state."""
        return self.definition.states[self.case.state].final

    def as_document(self) -> dict[str, Any]:
        """The case as `case show --json` gives it."""
        return {
            "case": self.case.name,
            "workflow": self.definition.workflow,
            "digest": self.case.digest,
            "stage": self.definition.states[self.case.state].stage,
            "state": self.case.state,
            "moves": [_move_document(move) for move in self.moves],
            "milestones": [_milestone_document(due) for due in self.milestones],
        }


def picture(
    case: Case, reach: Reach | None, now: datetime, places: Mapping[str, str] | None = None
) -> Picture:
    """How the case stands for this person; for nobody in particular every role may be taken.

    `places` gives for a gate the page on which its obstacle is put right.
    """
    definition, on = queries.definition_of(case), business_day(now)
    mine = reach.roles_at(case.place) if reach else frozenset(definition.roles)
    given, facts = signatures(case, on), queries.facts_of([case])
    windows = queries.windows([case])[case.id]
    offered = available(
        definition,
        queries.standing(case),
        roles=mine,
        facts=facts[case.id],
        on=on,
        windows=windows,
        signed=actions.signed_by_others(given, reach.person_id if reach else None),
        waived=actions.waived(given),
    )
    milestones = timetable.milestones_of([case], on, facts)[case.id]
    holders = names_at(case, roles_asked(definition), reach, now)
    known = Surroundings(
        case=case,
        definition=definition,
        facts=facts[case.id],
        windows=windows,
        milestones=milestones,
        signatures=given,
        names=holders,
        signers=names(each.person_id for each in given),
        places=places or {},
        on=on,
    )
    return Picture(
        case=case,
        definition=definition,
        moves=tuple(_ordered(offered, mine, known)),
        milestones=milestones,
        history=tuple(reversed(queries.steps_of([case])[case.id])),
        on=on,
        names=holders,
    )


def _ordered(offered: Sequence[Offer], mine: frozenset[str], known: Surroundings) -> list[MoveShown]:
    shown = [_shown(offer, not mine.isdisjoint(offer.move.by), known) for offer in offered]
    return sorted(shown, key=lambda move: (not move.is_mine, move.offer.move.reason_required))


def _shown(offer: Offer, is_mine: bool, known: Surroundings) -> MoveShown:
    refusals = offer.answer.refusals if isinstance(offer.answer, Refused) else ()
    obstacles = obstacles_of(offer.move, refusals, known)
    return MoveShown(offer, is_mine, obstacles, exceptions_of(offer.move, known))


def _move_document(move: MoveShown) -> dict[str, Any]:
    found = {(each.kind, each.gate): each for each in move.obstacles}
    return {
        "event": move.offer.move.event,
        "label": move.offer.move.label,
        "to": move.offer.move.to,
        "open": move.offer.open,
        "refusals": [
            {
                "kind": each.kind,
                "gate": each.gate or None,
                "say": each.say,
                "who": list(each.who),
                "override": {"by": list(each.override.by), "countersign": list(each.override.countersign)}
                if each.override
                else None,
                **(found[each.kind, each.gate].as_document() if (each.kind, each.gate) in found else {}),
            }
            for each in move.refusals
        ],
    }


def _milestone_document(due: Due) -> dict[str, Any]:
    return {
        "key": due.key,
        "title": due.title,
        "due": due.due.isoformat() if due.due else None,
        "planned": due.planned.isoformat() if due.planned else None,
        "met": due.met.isoformat() if due.met else None,
        "late_days": due.late_days,
        "owner": due.owner,
    }
