"""How a case stands in words, what holds it back in a few words, and how many stand how."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from wccflow.engine.decisions import Offer
from wccflow.engine.definition import Definition
from wccflow.engine.facts import Fact, Facts, Tally
from wccflow.engine.refusals import Refusal, Refused, either, told

LATE, AT_RISK, ON_TIME, FINISHED = "late", "at-risk", "on-time", "finished"
STANDINGS = {LATE: "late", AT_RISK: "at risk", ON_TIME: "on time", FINISHED: "finished"}
TONES = {LATE: "late", AT_RISK: "warning", ON_TIME: "good", FINISHED: "quiet"}
SOON_DAYS = 14  # as on the case page, where a milestone so near is marked

_LISTED = ": {missing}"


@dataclass(frozen=True, slots=True)
class Row:
    """One case in the cockpit."""

    address: str
    code: str
    organisation: str
    overseer: str
    overseer_code: str
    stage: str
    stage_title: str
    state: str
    milestone: str
    due: date | None
    late_days: int
    standing: str
    words: str
    days_in_state: int
    obstacles: tuple[str, ...]
    documents: Tally | None
    questions: int
    oldest_question: datetime | None


def standing(due: date | None, late_days: int, on: date, *, is_over: bool) -> tuple[str, str]:
    """How a case stands, and the same in words with the days."""
    if is_over:
        return FINISHED, "finished"
    if due is None:
        return ON_TIME, "no date yet"
    if late_days:
        return LATE, f"late by {_days(late_days)}"
    left = (due - on).days
    if left > SOON_DAYS:
        return ON_TIME, "on time"
    return AT_RISK, f"at risk: {_days(left)} left" if left else "at risk: due today"


def obstacles(definition: Definition, onward: Offer | None, facts: Facts) -> tuple[str, ...]:
    """What stands in the way of the next move onward, shortened; or whom it waits for when nothing does."""
    if onward is None:
        return ()
    if isinstance(onward.answer, Refused):
        gates_first = sorted(onward.answer.refusals, key=lambda refusal: refusal.kind != "gate")
        return tuple(_shortened(definition, each, facts) for each in gates_first)
    people = [role for role in onward.move.by if not definition.roles[role].automatic] or onward.move.by
    return (f"open: “{onward.move.label}”, by the {either(definition.titles(tuple(people)))}",)


def documents(definition: Definition, facts: Facts) -> Tally | None:
    """How many required documents there are, as a track of slots counts them; None where none does."""
    for track in definition.tracks.values():
        for name, count in track.counts.items() if track.of == "slots" else ():
            found = facts.get(name)
            if count.only == "required" and isinstance(found, Tally):
                return found
    return None


def counted(rows: Iterable[Row], key: Callable[[Row], str]) -> Mapping[str, int]:
    """How many rows have each value of a key."""
    return Counter(key(row) for row in rows)


ORDERS: Mapping[str, Callable[[Row], tuple[object, ...]]] = {
    "urgency": lambda row: (list(STANDINGS).index(row.standing), row.due or date.max, row.organisation),
    "name": lambda row: (row.organisation,),
    "overseer": lambda row: (row.overseer, row.organisation),
    "stage": lambda row: (row.stage_title, row.state, row.organisation),
    "due": lambda row: (row.due or date.max, row.organisation),
    "days": lambda row: (-row.days_in_state, row.organisation),
    "documents": lambda row: (-(row.documents.short if row.documents else 0), row.organisation),
    "questions": lambda row: (-row.questions, row.oldest_question is None, row.organisation),
}


def ordered(rows: Sequence[Row], order: str) -> list[Row]:
    """The rows in this order; the most urgent first when there is no such order."""
    return sorted(rows, key=ORDERS.get(order, ORDERS["urgency"]))


def _shortened(definition: Definition, refusal: Refusal, facts: Facts) -> str:
    if refusal.kind != "gate":
        return refusal.say
    gate = definition.gates[refusal.gate]
    return told(gate.say.removesuffix(_LISTED), _with_few_names(facts[gate.fact]), gate.need)


def _with_few_names(fact: Fact) -> Fact:
    if not isinstance(fact, Tally) or len(fact.missing) <= 2:
        return fact
    return fact._replace(missing=(f"{fact.missing[0]} and {len(fact.missing) - 1} more",))


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"
