"""The cockpit's filter: the language of every search box, asked of rows instead of texts."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from wccflow.base.errors import Refused
from wccflow.engine.definition import Definition
from wccflow.monitor.rows import AT_RISK, DONE, FINISHED, LATE, ON_TIME, Row
from wccflow.search.grammar import FieldKind, parse, understood, unknown_value
from wccflow.search.saying import says
from wccflow.search.tree import Among, And, Compare, Field, Not, Or, Tree
from wccflow.search.words import same_value

FORECAST_LATE = "forecast-late"
IS = (LATE, AT_RISK, ON_TIME, FINISHED, FORECAST_LATE)
HAS = ("questions", "missing", "forecast")

_FIELDS: Mapping[str, FieldKind] = {
    "organisation": FieldKind("organisation", "organisation"),
    "org": FieldKind("organisation", "organisation"),
    "overseer": FieldKind("overseer", "overseer"),
    "stage": FieldKind("stage", "stage"),
    "state": FieldKind("state", "state"),
    "is": FieldKind("is", "is", values=IS),
    "has": FieldKind("has", "has", values=HAS),
    "missing": FieldKind("missing", "missing"),
    "milestone": FieldKind("milestone", "next milestone"),
    "target": FieldKind("target", "forecast of"),
    "late": FieldKind("late", "late with"),
    "done": FieldKind("done", "has done"),
    "days": FieldKind("days", "days here", holds="number"),
    "questions": FieldKind("questions", "open questions", holds="number"),
    "oldest": FieldKind("oldest", "days the oldest question waits", holds="number"),
    "work": FieldKind("work", "work done, in percent", holds="number"),
    "due": FieldKind("due", "due", holds="date"),
    "forecast": FieldKind("forecast", "forecast", holds="date"),
}

_MEASURED: Mapping[str, Callable[[Row], int | date | None]] = {
    "days": lambda row: row.days_in_state,
    "questions": lambda row: row.questions,
    "oldest": lambda row: row.oldest_days if row.questions else None,
    "work": lambda row: int(100 * row.share) if row.measures else None,
    "due": lambda row: row.due,
    "forecast": lambda row: row.forecast,
}
_HELD: Mapping[str, Callable[[Row], bool]] = {
    "questions": lambda row: row.questions > 0,
    "missing": lambda row: bool(row.lacking),
    "forecast": lambda row: row.forecast is not None,
    FORECAST_LATE: lambda row: row.will_miss,
}
_NAMED: Mapping[str, Callable[[Row], Iterable[str]]] = {
    "organisation": lambda row: (row.code, row.organisation),
    "overseer": lambda row: (row.overseer_code, row.overseer),
    "stage": lambda row: (row.stage, row.stage_title),
    "state": lambda row: (row.state, row.state_title),
    "milestone": lambda row: (row.milestone, row.milestone_title),
    "target": lambda row: (row.target, row.target_title),
    "missing": lambda row: row.lacking,
    "late": lambda row: _marked(row, LATE),
    "done": lambda row: _marked(row, DONE),
}
_EXACTLY = {"stage": "stages", "state": "states"} | dict.fromkeys(
    ("milestone", "target", "late", "done"), "milestones"
)
"""Fields whose value is one of the definition's names, given whole as its key or its title."""


def fields(definition: Definition) -> dict[str, FieldKind]:
    """The fields of the filter, those of places also by the workflow's own words."""
    known = dict(_FIELDS)
    for word in ("organisation", "overseer"):
        own = definition.words.get(word, "").lower()
        if own.isalpha():
            known[own] = FieldKind(word, definition.words[word])
    return known


def read(text: str, definition: Definition) -> Tree | None:
    """What the filter asks for; None when it asks for nothing. Raises Refused in a sentence."""
    if not text.strip():
        return None
    tree = parse(text, fields=fields(definition))
    _demand_known(tree, definition)
    return tree


def chips(tree: Tree | None) -> list[str]:
    """How the filter was understood, a chip for each thing that must hold."""
    return understood(tree) if tree else []


def holds(tree: Tree | None, row: Row) -> bool:
    """Whether the row is one of those asked for."""
    match tree:
        case None:
            return True
        case And(parts):
            return all(holds(part, row) for part in parts)
        case Or(parts):
            return any(holds(part, row) for part in parts)
        case Not(part):
            return not holds(part, row)
        case Compare(field):
            return tree.holds(_MEASURED[field](row))
        case Field(field, value):
            return _has(field, value, row)
        case Among():
            return False  # Only what is resolved in the database becomes one; the cockpit has no such names.
        case _:
            return any(says(tree, name) for name in _names(row))


def replaced(text: str, field: str, value: str = "") -> str:
    """The filter with another value of one field in the place of what it asked of it before."""
    rest = re.sub(rf'(?<!\S)-?{re.escape(field)}:("[^"]*"|\S*)', "", text, flags=re.IGNORECASE)
    rest = " ".join(rest.split())
    if not value:
        return rest
    wanted = f'{field}:"{value}"' if re.search(r'[\s()"]', value) else f"{field}:{value}"
    if re.search(r"(?<!\S)OR(?!\S)", rest):
        rest = f"({rest})"
    return f"{rest} {wanted}".strip()


def _demand_known(tree: Tree, definition: Definition) -> None:
    """Raise Refused when one of few names is asked for that the definition does not have."""
    match tree:
        case And(parts) | Or(parts):
            for part in parts:
                _demand_known(part, definition)
        case Not(part):
            _demand_known(part, definition)
        case Field(field, value) if field in _EXACTLY:
            named = getattr(definition, _EXACTLY[field])
            known = {same_value(name) for key, each in named.items() for name in (key, each.title)}
            if same_value(value) not in known:
                raise Refused(unknown_value(field, value, tuple(named)))


def _has(field: str, value: str, row: Row) -> bool:
    wanted = same_value(value)
    if field == "is":
        return _HELD[wanted](row) if wanted in _HELD else row.standing == wanted
    if field == "has":
        return _HELD[wanted](row)
    found = [same_value(each) for each in _NAMED[field](row)]
    return any(wanted == each if field in _EXACTLY else wanted in each for each in found)


def _names(row: Row) -> tuple[str, ...]:
    return (row.organisation, row.code, row.overseer, row.overseer_code)


def _marked(row: Row, standing: str) -> tuple[str, ...]:
    return tuple(word for mark in row.marks if mark.standing == standing for word in (mark.key, mark.title))
