"""What stands between a case and a milestone, in the gates' own sentences, and who can clear it now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wccflow.cycles.outlook import Outlook
from wccflow.engine.calendars import Due
from wccflow.engine.decisions import Refusal, Refused, Standing
from wccflow.engine.definition import Definition, Gate
from wccflow.engine.facts import fits
from wccflow.engine.plans import plan
from wccflow.engine.refusals import either, told


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One thing that is missing, and the roles that can clear it; none where nobody is named.

    `by_itself` marks a stage that opens on its day: until then nobody need do anything about it.
    """

    say: str
    roles: tuple[str, ...]
    by_itself: bool = False


@dataclass(frozen=True, slots=True)
class Ahead:
    """The next step towards a milestone: what is missing for it, or the move that is open and whose it is."""

    missing: tuple[Hindrance, ...] = ()
    label: str = ""
    movers: tuple[str, ...] = ()

    def actors(self, owner: str) -> tuple[str, ...]:
        """Who can act now; the owner where nobody is named. Nobody where the calendar does it by itself."""
        named = [role for each in self.missing if not each.by_itself for role in each.roles or (owner,)]
        if not self.missing:
            named = [owner] if owner in self.movers else list(self.movers)
        return tuple(dict.fromkeys(named))


def ahead_of(found: Outlook, due: Due, on: date) -> Ahead:
    """What stands in the way of this milestone of the case now."""
    met = found.definition.milestones[due.key].met
    if met.kind == "gate":
        gate = found.definition.gates[met.name]
        return Ahead((Hindrance(_gate_sentence(found, gate), gate.who),))
    return _before_state(found, met.name, on)


def in_words(definition: Definition, ahead: Ahead) -> str:
    """What is missing and for whom, as a sentence; else that nothing is."""
    if ahead.missing:
        return f"What is missing: {'; '.join(_said(definition, each) for each in ahead.missing)}."
    return f"Nothing is missing: “{ahead.label}” can be done now." if ahead.label else ""


def _said(definition: Definition, each: Hindrance) -> str:
    return f"{each.say} (for the {either(definition.titles(each.roles))})" if each.roles else each.say


def _before_state(found: Outlook, goal: str, on: date) -> Ahead:
    standing = Standing(found.case.state)
    steps = plan(found.definition, standing, goal, facts=found.facts, on=on, windows=found.windows)
    if not steps:
        return Ahead()
    offer = next((each for each in found.offers if each.move.event == steps[0].event), None)
    if offer is None or offer.move.reason_required:  # a way back is nobody's to be reminded of
        return Ahead()
    refusals = offer.answer.refusals if isinstance(offer.answer, Refused) else ()
    people = tuple(role for role in offer.move.by if not found.definition.roles[role].automatic)
    return Ahead(tuple(_hindrances(found, refusals, on)), offer.move.label if people else "", people)


def _hindrances(found: Outlook, refusals: Iterable[Refusal], on: date) -> Iterable[Hindrance]:
    keys = {role.title: role.key for role in found.definition.roles.values()}
    for each in refusals:
        window = found.windows.get(each.gate) if each.kind == "window" else None
        if window is not None and on < window.first:
            yield Hindrance(each.say, (), by_itself=True)
        elif each.kind != "role":
            yield Hindrance(each.say, tuple(keys[title] for title in each.who if title in keys))


def _gate_sentence(found: Outlook, gate: Gate) -> str:
    kind, fact = found.definition.facts[gate.fact], found.facts.get(gate.fact)
    return told(gate.say, fact, gate.need) if fits(fact, kind.type) else f"not known yet: {kind.title}"
