"""What a rehearsal says to those who will run the cycle: sentences with numbers, and what to consider."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from wccflow.engine.definition import Definition, Gate
from wccflow.engine.refusals import day, either
from wccflow.engine.simulating_behaviours import Behaviours
from wccflow.engine.simulating_facts import spec_of
from wccflow.notices.rules import Wishes

_MANY = 0.2  # of all cases
_LONG_WAIT = 10  # working days
_LONG_QUEUE = 6
_MANY_MAILS = 5
_BUSY = 0.5  # of a person's attention over the whole cycle


def warnings(
    definition: Definition,
    behaviours: Behaviours,
    report: Mapping[str, Any],
    waits: Mapping[str, Sequence[int]],
) -> list[str]:
    """The sentences, the gravest first; one that says so when there is nothing to say."""
    sentences = [
        *_of_stranded(definition, report),
        *_of_waits(definition, behaviours, report, waits),
        *_of_exceptions(definition, report),
        *_of_lateness(report),
        *_of_stages(definition, report),
        *_of_queues(definition, report),
        *_of_mails(report),
        *_of_recovery(report),
    ]
    return sentences or ["Nothing stood out: every case came to its end, and few were late."]


def _of_stranded(definition: Definition, report: Mapping[str, Any]) -> Iterator[str]:
    word = definition.words.get("organisations", "organisations")
    for row in report["stranded"]:
        gates = [each for each in row["because"] if each["gate"] in definition.gates] or row["because"]
        stand = "stands" if row["cases"] == 1 else "stand"
        said = f"{row['cases']} of {report['organisations']} {word} {stand} in “{row['title']}” at the end"
        if not gates:
            yield f"{said}, though nothing holds them: nobody got round to them in time."
            continue
        first = gates[0]
        gate = definition.gates.get(first["gate"])
        yield f"{said} because {_brief(first['say'])}{_consider(definition, gate)}"


def _of_waits(
    definition: Definition,
    behaviours: Behaviours,
    report: Mapping[str, Any],
    waits: Mapping[str, Sequence[int]],
) -> Iterator[str]:
    """Gates at which the cases of a place wait for one another."""
    words = definition.words
    for gate in definition.gates.values():
        days = waits.get(gate.key, ())
        spec = spec_of(definition, gate.fact, behaviours.facts)
        if spec.total != "cases" or not days or max(days) < _LONG_WAIT:
            continue
        mean = round(sum(days) / len(days))
        place = (
            words.get("overseer", "overseer") if spec.shared == "overseer" else words.get("nation", "nation")
        )
        yield (
            f"{len(days)} of {report['organisations']} {words.get('organisations', 'organisations')} waited "
            f"{mean} working days on average, and up to {max(days)}, until "
            f"“{definition.facts[gate.fact].title}” was complete: everyone waits for the slowest of the "
            f"{place}{_consider(definition, gate)}"
        )


def _of_exceptions(definition: Definition, report: Mapping[str, Any]) -> Iterator[str]:
    for key, count in report["exceptions"]:
        gate = definition.gates[key]
        yield (
            f"{_cases(count)} went on only because two people signed for "
            f"“{definition.facts[gate.fact].title}”: agree beforehand when they will sign, "
            "or plan the work earlier."
        )


def _of_lateness(report: Mapping[str, Any]) -> Iterator[str]:
    rows = [row for row in report["lateness"] if row["cases"] and row["late"] >= _MANY * row["cases"]]
    for row in sorted(rows, key=lambda row: -row["late"]):
        yield (
            f"{row['late']} of {row['cases']} miss “{row['title']}”, half of them by "
            f"{_days(row['half_within_days'])} or less and one by "
            f"{_days(row['most_days'])}: consider an earlier reminder or a later day."
        )


def _of_stages(definition: Definition, report: Mapping[str, Any]) -> Iterator[str]:
    for stage, count in report["held_open"]:
        times = "once" if count == 1 else f"{count} times"
        overseer = definition.words.get("overseer", "overseer")
        yield (
            f"“{definition.stages[stage].title}” had to be held open late {times} for an {overseer}: "
            "what it needs does not fit into its dates."
        )


def _of_queues(definition: Definition, report: Mapping[str, Any]) -> Iterator[str]:
    told: set[str] = set()
    for row in report["busiest"]:
        if row["longest_queue"] >= _LONG_QUEUE and row["role"] not in told:
            told.add(row["role"])
            title = definition.roles[row["role"]].title
            monday = day(date.fromisoformat(row["week"]))
            yield (
                f"In the week of {monday} {row['longest_queue']} cases waited at once for one person "
                f"({row['person']}): consider {_help(title, row['attention_used'])}."
            )


def _of_mails(report: Mapping[str, Any]) -> Iterator[str]:
    mails = report["mails_per_person_day"]
    if mails["max"] >= _MANY_MAILS:
        person, on, count = mails["busiest"][0]
        limit = ", the most that anyone is sent" if count >= Wishes().most_a_day else ""
        yield f"{person} got {count} mails on {day(date.fromisoformat(on))}{limit}."


def _of_recovery(report: Mapping[str, Any]) -> Iterator[str]:
    recovery = report["recovery"]
    if recovery["rmse_raw"] is None:
        if recovery["connected"] is False:
            yield recovery["say"]
        return
    better = recovery["rmse_fitted"] < recovery["rmse_raw"]
    finds = "finds" if better else "does not find"
    yield (
        f"Calibration {finds} the severities that were planted: the panels' means "
        f"are {recovery['rmse_raw']:.2f} of a level away from the truth, the calibrated values "
        f"{recovery['rmse_fitted']:.2f}."
    )


def _help(title: str, attention_used: float) -> str:
    """More people where attention is short; where it is not, the work waits for being got round to."""
    if attention_used > _BUSY:
        return f"another {title} in those weeks"
    return "a fixed day for it in those weeks, or a deputy"


def _consider(definition: Definition, gate: Gate | None) -> str:
    """What might be done about a gate, as the end of a sentence."""
    if gate is None:
        return ": consider other dates for the stage, or holding it open longer."
    if gate.override:
        first, second = (
            either(definition.titles(each)) for each in (gate.override.by, gate.override.countersign)
        )
        return (
            f": consider letting cases pass by two signatures ({first}, then {second}) from an agreed day on."
        )
    if gate.who:
        return f": consider more time, or more help, for the {either(definition.titles(gate.who))}."
    return ": consider whether the gate asks too much."


def _brief(say: str) -> str:
    """A gate's sentence, without a long list of names."""
    head, colon, names = say.partition(": ")
    return head if colon and len(names) > 60 else say


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _cases(count: int) -> str:
    return "1 case" if count == 1 else f"{count} cases"
