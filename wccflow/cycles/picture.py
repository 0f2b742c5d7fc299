"""How a case stands, as a page or a command tells it: stages, moves open and closed, milestones, history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from wccflow.base.clock import business_day
from wccflow.base.log import Event
from wccflow.cycles import actions, queries, timetable
from wccflow.cycles.models import Case
from wccflow.engine.calendars import Due, working_days_between
from wccflow.engine.decisions import Offer, Refused, available
from wccflow.engine.definition import Definition
from wccflow.engine.refusals import Refusal
from wccflow.people.rights import Reach


@dataclass(frozen=True, slots=True)
class Wanted:
    """A signature that would help: under what, in which role, and against which obstacle."""

    purpose: str
    role: str
    say: str


@dataclass(frozen=True, slots=True)
class MoveShown:
    """A move that leaves the present state: open, or with everything that stands in its way."""

    offer: Offer
    is_mine: bool

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """What stands in the way; nothing when the move is open."""
        return self.offer.answer.refusals if isinstance(self.offer.answer, Refused) else ()

    @property
    def obstacles(self) -> list[dict[str, str]]:
        """What stands in the way besides the role of the one who asks, in words, and who can help."""
        return [
            {"say": each.say, "who": ", ".join(each.who), "gate": each.gate}
            for each in self.refusals
            if each.kind != "role"
        ]

    def signatures_for(self, mine: frozenset[str]) -> list["Wanted"]:
        """The signatures that somebody with these roles could give towards this move."""
        found = []
        for each in self.refusals:
            if each.kind == "gate" and each.override:
                able = mine.intersection(each.override.by + each.override.countersign)
                found += [Wanted(f"waive {each.gate}", role, each.say) for role in sorted(able)[:1]]
            elif each.kind == "signature":
                able = mine.intersection(self.offer.move.signed_by)
                found += [Wanted(f"move {self.offer.move.event}", role, each.say) for role in sorted(able)]
        return found


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything about where a case stands that a page or a command shows."""

    case: Case
    definition: Definition
    moves: tuple[MoveShown, ...]
    milestones: tuple[Due, ...]
    history: tuple[Event, ...]
    on: date

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
        said = " or ".join(self.definition.titles(tuple(people)))
        if len(people) == len(roles):
            return f"is for the {said}"
        by_itself = "happens by itself on its day"
        return f"is for the {said}, or {by_itself}" if people else by_itself

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


def picture(case: Case, reach: Reach | None, now: datetime) -> Picture:
    """How the case stands for this person; for nobody in particular every role may be taken."""
    definition, on = queries.definition_of(case), business_day(now)
    mine = reach.roles_at(case.place) if reach else frozenset(definition.roles)
    signatures, facts = queries.signatures(case), queries.facts_of([case])
    offered = available(
        definition,
        queries.standing(case),
        roles=mine,
        facts=facts[case.id],
        on=on,
        windows=queries.windows([case])[case.id],
        signed=frozenset(each.role for each in signatures if each.purpose.startswith("move ")),
        waived=actions.waived(signatures),
    )
    return Picture(
        case=case,
        definition=definition,
        moves=tuple(_ordered(offered, mine)),
        milestones=timetable.milestones_of([case], on, facts)[case.id],
        history=tuple(reversed(queries.steps_of([case])[case.id])),
        on=on,
    )


def _ordered(offered: Sequence[Offer], mine: frozenset[str]) -> list[MoveShown]:
    shown = [MoveShown(offer, not mine.isdisjoint(offer.move.by)) for offer in offered]
    return sorted(shown, key=lambda move: (not move.is_mine, move.offer.move.reason_required))


def _move_document(move: MoveShown) -> dict[str, Any]:
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
            }
            for each in move.refusals
        ],
    }


def _milestone_document(due: Due) -> dict[str, Any]:
    return {
        "key": due.key,
        "title": due.title,
        "due": due.due.isoformat() if due.due else None,
        "met": due.met.isoformat() if due.met else None,
        "late_days": due.late_days,
        "owner": due.owner,
    }
