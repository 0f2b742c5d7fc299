"""What stands in the way of a move: the sentence, who can clear it, by when, where, and who may waive it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wccflow.cycles.models import Case, Signature
from wccflow.cycles.signatures import lapses_after
from wccflow.engine.calendars import Due, Window
from wccflow.engine.decisions import Standing
from wccflow.engine.definition import Definition, Move
from wccflow.engine.facts import Fact, Facts, Tally
from wccflow.engine.plans import plan
from wccflow.engine.refusals import Refusal, day, either, sentence_of
from wccflow.engine.vocabulary import Signatures

FEW = 6  # as many missing things as a sentence names; a longer list is folded beneath it


@dataclass(frozen=True, slots=True)
class Given:
    """A signature that was given and that no move has used yet."""

    id: UUID
    person_id: UUID
    name: str
    role: str
    why: str
    at: datetime
    until: date


@dataclass(frozen=True, slots=True)
class Waiver:
    """Two signatures that together let a case pass: whose they may be, and which are there already."""

    purpose: str
    by: tuple[str, ...]
    countersign: tuple[str, ...]
    given: tuple[Given, ...]
    remaining: tuple[str, ...]

    @property
    def say(self) -> str:
        """Who may sign, in a sentence."""
        if not self.by:
            return "Whoever signs cannot be the one who makes the move."
        return f"Two people may sign an exception: the {either(self.by)} and the {either(self.countersign)}."


@dataclass(frozen=True, slots=True)
class InForce:
    """A condition that does not hold and is waived all the same: what it says, and who signed."""

    say: str
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way of a move, with everything that helps to clear it."""

    kind: str
    gate: str
    say: str
    roles: tuple[str, ...]
    people: tuple[str, ...]
    by: date | None
    until: str
    address: str
    missing: tuple[str, ...] = ()
    waiver: Waiver | None = None

    @property
    def who(self) -> str:
        """Who can clear it: the roles in words, and the people who hold them here."""
        roles = either(self.roles) if self.roles else ""
        return f"{roles}: {', '.join(self.people)}" if self.people else roles

    def as_document(self) -> dict[str, Any]:
        """The obstacle beyond its refusal, as `case show --json` gives it."""
        return {
            "people": list(self.people),
            "by": self.by.isoformat() if self.by else None,
            "until": self.until or None,
            "address": self.address or None,
            "missing": list(self.missing),
            "signed": [
                {"name": each.name, "role": each.role, "at": each.at.isoformat(), "why": each.why}
                for each in (self.waiver.given if self.waiver else ())
            ],
            "still_to_sign": list(self.waiver.remaining) if self.waiver else [],
        }


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a case when its obstacles are told."""

    case: Case
    definition: Definition
    facts: Facts
    windows: Mapping[str, Window]
    milestones: Sequence[Due]
    signatures: Sequence[Signature]
    names: Mapping[str, Sequence[str]]  # of the holders of a role
    signers: Mapping[UUID, str]
    places: Mapping[str, str]
    on: date


def obstacles_of(move: Move, refusals: Iterable[Refusal], known: Surroundings) -> tuple[Obstacle, ...]:
    """Everything in the way of a move besides the role of the one who asks."""
    blocked = _blocked(move, known)
    return tuple(_obstacle(move, each, blocked, known) for each in refusals if each.kind != "role")


def exceptions_of(move: Move, known: Surroundings) -> tuple[InForce, ...]:
    """The conditions of a move that two people have waived and that would stand in its way otherwise."""
    found = []
    for gate in (known.definition.gates[key] for key in move.when):
        fact = known.facts.get(gate.fact)
        given = [each for each in known.signatures if each.purpose == f"waive {gate.key}"]
        complete = gate.override and gate.override.complete(frozenset(each.role for each in given))
        if complete and fact is not None and not gate.need.holds(fact, known.on):
            found.append(InForce(sentence_of(gate, fact), tuple(_given(each, known) for each in given)))
    return tuple(found)


def roles_asked(definition: Definition) -> frozenset[str]:
    """Every role that may have to do with the obstacles of some move: whose names may be told."""
    gates = definition.gates.values()
    asked = {role for gate in gates for role in gate.who}
    asked |= {role for move in definition.moves.values() for role in (*move.by, *move.signed_by)}
    for pair in [gate.override for gate in gates] + _pairs(definition):
        asked |= {*pair.by, *pair.countersign} if pair else set()
    return frozenset(role for role in asked if role in definition.roles)


def waiver_of(purpose: str, pair: Signatures, known: Surroundings) -> Waiver:
    """Where the two signatures of this pair stand."""
    given = [each for each in known.signatures if each.purpose == purpose]
    roles = {each.role for each in given}
    first, second = not roles.isdisjoint(pair.by), not roles.isdisjoint(pair.countersign)
    remaining = (() if first else pair.by) + (() if second else pair.countersign)
    titles = known.definition.titles
    told = tuple(_given(each, known) for each in given)
    return Waiver(purpose, titles(pair.by), titles(pair.countersign), told, titles(remaining))


def _given(signature: Signature, known: Surroundings) -> Given:
    (role,) = known.definition.titles((signature.role,))
    until = lapses_after(known.definition, signature)
    name = known.signers.get(signature.person_id, "Someone")
    return Given(signature.id, signature.person_id, name, role, signature.why, signature.at, until)


def _obstacle(move: Move, refusal: Refusal, blocked: Due | None, known: Surroundings) -> Obstacle:
    due = _due_of_gate(refusal.gate, known) or blocked
    by, until = _by_when(move, refusal, due, known)
    fact = _fact(refusal, known)
    return Obstacle(
        kind=refusal.kind,
        gate=refusal.gate,
        say=refusal.say,
        roles=refusal.who,
        people=_people(refusal.who, known),
        by=by,
        until=until,
        address=_address(refusal, known),
        missing=fact.missing if isinstance(fact, Tally) and len(fact.missing) > FEW + 1 else (),
        waiver=_waiver(move, refusal, known),
    )


def _waiver(move: Move, refusal: Refusal, known: Surroundings) -> Waiver | None:
    if refusal.kind == "gate" and refusal.override:
        return waiver_of(f"waive {refusal.gate}", refusal.override, known)
    if refusal.kind == "signature":
        return waiver_of(f"move {move.event}", Signatures((), move.signed_by), known)
    return None


def _people(titles: Sequence[str], known: Surroundings) -> tuple[str, ...]:
    keys = [role.key for role in known.definition.roles.values() if role.title in titles]
    return tuple(dict.fromkeys(name for key in keys for name in known.names.get(key, ())))


def _address(refusal: Refusal, known: Surroundings) -> str:
    """The page on which it is put right."""
    if refusal.kind == "window":
        return f"/cycles/{known.case.cycle.key}/windows/{known.case.overseer.code}"
    return known.places.get(refusal.gate, "")


def _fact(refusal: Refusal, known: Surroundings) -> Fact:
    gate = known.definition.gates.get(refusal.gate) if refusal.kind == "gate" else None
    return known.facts.get(gate.fact) if gate else None


def _by_when(move: Move, refusal: Refusal, due: Due | None, known: Surroundings) -> tuple[date | None, str]:
    """The day by which it should be cleared, and that day in words with what hangs on it."""
    window = known.windows.get(refusal.gate) if refusal.kind == "window" else None
    if window is not None and known.on < window.first:
        return None, ""  # it opens by itself
    if due is not None and due.due is not None:
        verb = "was due" if due.due < known.on else "is due"
        return due.due, f"“{due.title}” {verb} on {day(due.due)}"
    closing = [(known.windows[stage].last, stage) for stage in move.stages if stage in known.windows]
    if not closing:
        return None, ""
    last, stage = max(closing)
    verb = "closed" if last < known.on else "closes"
    return last, f"“{known.definition.stages[stage].title}” {verb} on {day(last)}"


def _due_of_gate(gate: str, known: Surroundings) -> Due | None:
    """The milestone that is met once this very gate holds."""
    milestones = known.definition.milestones
    waiting = (due for due in known.milestones if due.met is None)
    return next((due for due in waiting if str(milestones[due.key].met) == f"gate {gate}"), None)


def _blocked(move: Move, known: Surroundings) -> Due | None:
    """The first milestone to whose state the way leads by this move."""
    found = [due for due in known.milestones if due.met is None and due.due and _leads(move, due, known)]
    return min(found, key=lambda due: due.due or date.max, default=None)


def _leads(move: Move, due: Due, known: Surroundings) -> bool:
    met = known.definition.milestones[due.key].met
    if met.kind != "state":
        return False
    standing = Standing(known.case.state)
    steps = plan(known.definition, standing, met.name, facts=known.facts, on=known.on, windows=known.windows)
    return bool(steps) and steps is not None and steps[0].event == move.event


def _pairs(definition: Definition) -> list[Signatures | None]:
    return [pair for stage in definition.stages.values() for pair in (stage.late, stage.early)]
