"""Putting a framework (items, levels, documents, dates) into a process that is written already: pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wccflow.engine.checks import check
from wccflow.engine.definition import Workflow
from wccflow.engine.faults import Fault, Unsound
from wccflow.engine.loading import Tables, assemble
from wccflow.engine.wording import reworded

CALENDAR = "dates"
_OF_THE_PROCESS = frozenset(("gates.toml", "tracks.toml"))
_OF_ANY_CONTENT = frozenset(("title", "edition", "calendar", "begins", "facts", "strict", "steps"))
_STAGE_EDGE = re.compile(r"(start|end) of \w+")

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Framework:
    """What a framework brings; `items` and `slots` are tables as the files of a workflow have them.

    A slot names in `serves` what it serves; who files it is the process's own.
    """

    key: str
    title: str
    edition: str
    scale: Table
    items: Mapping[str, Table]
    slots: Mapping[str, Table]
    windows: Mapping[str, Mapping[str, date]]
    statement: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    due: Mapping[str, str] = field(default_factory=dict)
    holidays: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Framed:
    """A framework in its process: a workflow, or every fault by file and key; never both."""

    workflow: Workflow | None
    faults: tuple[Fault, ...] = ()


def frame(
    framework: Framework,
    process: Tables,
    *,
    facts: Collection[str] | None = None,
    effects: Collection[str] | None = None,
    abilities: Collection[str] | None = None,
) -> Framed:
    """The workflow that the framework makes of the process, read and checked as if it stood in files.

    That gates and tracks go well the process has shown by itself, with its own example: where a framework
    asks for no approved document, for one, the track's way over approval is a way that nothing takes.
    """
    found: tuple[Fault, ...] = ()
    try:
        workflow = assemble(merged(framework, process))
    except Unsound as unsound:
        if unsound.workflow is None:
            return Framed(None, unsound.faults)
        workflow, found = unsound.workflow, unsound.faults
    found += check(workflow, facts=facts, effects=effects, abilities=abilities)
    faults = _telling([fault for fault in found if fault.file not in _OF_THE_PROCESS])
    return Framed(None if faults else workflow, faults)


def _telling(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """Without the walks that go astray where something else is wrong: they only tell it again."""
    others = tuple(fault for fault in faults if fault.file != "examples.toml")
    return others or tuple(faults)


def home_of(process: Tables) -> str:
    """The file of the one element that has items, where a framework's own will stand; empty without one."""
    homes = [file for file, table in process.items() if file.startswith("elements/") and table.get("items")]
    return homes[0] if len(homes) == 1 else ""


def kind_of(process: Tables) -> str:
    """How the items of a process are rated: levels, rag, number or narrative; empty where none fit in."""
    home = home_of(process)
    scale = process[home]["element"]["scale"] if home else ""
    return str(process["workflow.toml"]["scales"].get(scale, {}).get("kind", ""))


def merged(framework: Framework, process: Tables) -> dict[str, dict[str, Any]]:
    """The tables of the process in the framework's words, with its content in the place of the example's."""
    own = process["workflow.toml"].get("words", {})
    said = reworded(process, {own[key]: word for key, word in framework.words.items() if key in own})
    left_out = ("calendars/", "migrations.toml", "indicators.toml", "publication.toml", "rehearsal.toml")
    tables = {file: dict(table) for file, table in said.items() if not file.startswith(left_out)}
    home = home_of(process)
    tables[home] = {
        "element": _element(framework, tables[home]["element"]),
        "items": {key: dict(item) for key, item in framework.items.items()},
    }
    tables["workflow.toml"] = _workflow(framework, tables["workflow.toml"], tables[home]["element"]["scale"])
    tables["evidence.toml"] = {"slots": _slots(framework, tables["evidence.toml"])}
    if "partners.toml" in tables:  # its questions name the example's items; without any, groups are asked
        tables["partners.toml"] = {"kinds": tables["partners.toml"].get("kinds", {})}
    tables["holidays.toml"] = {"holidays": _holidays(framework, tables["holidays.toml"])}
    tables["examples.toml"] = {"examples": _examples(framework, tables["examples.toml"])}
    tables[f"calendars/{CALENDAR}.toml"] = {
        "title": framework.title,
        "edition": framework.edition,
        "windows": {stage: dict(days) for stage, days in framework.windows.items()},
    }
    return {file: _with_days(framework, table) for file, table in tables.items()}


def _element(framework: Framework, element: Table) -> dict[str, Any]:
    statement = framework.statement or element.get("statement", "")
    return {**element, "title": framework.words.get("items", "").capitalize() or element["title"]} | (
        {"statement": statement} if statement else {}
    )


def _workflow(framework: Framework, table: Table, scale: str) -> dict[str, Any]:
    example = next(iter(table["editions"].values()))
    edition = {**example, "title": framework.title}
    return {
        **table,
        "key": framework.key,
        "title": framework.title,
        "words": {**table.get("words", {}), **framework.words},
        "scales": {**table["scales"], scale: dict(framework.scale)},
        "editions": {framework.edition: edition},
    }


def _slots(framework: Framework, table: Table) -> dict[str, Any]:
    """The framework's documents, each filed by those who file in the process."""
    owners = [one["owners"] for one in table.get("slots", {}).values()]
    filing = owners[0] if owners else []
    return {key: {"owners": filing, **slot} for key, slot in framework.slots.items()}


def _holidays(framework: Framework, table: Table) -> dict[str, list[date]]:
    found = {year: set(days) for year, days in table.get("holidays", {}).items()}
    for day in framework.holidays:
        found.setdefault(str(day.year), set()).add(day)
    return {year: sorted(days) for year, days in found.items()}


def _examples(framework: Framework, table: Table) -> dict[str, Any]:
    """The walks of the process that name nothing of its example, to be walked by the framework's own days."""
    return {
        key: {**walk, "edition": framework.edition, "calendar": CALENDAR}
        for key, walk in table.get("examples", {}).items()
        if _fits_elsewhere(walk)
    }


def _fits_elsewhere(walk: Table) -> bool:
    """Whether a walk says nothing of the content or the days of its own example."""
    steps = walk.get("steps", ())
    return set(walk) <= _OF_ANY_CONTENT and all(
        "item" not in step and _STAGE_EDGE.fullmatch(step["on"]) for step in steps
    )


def _with_days(framework: Framework, table: Table) -> dict[str, Any]:
    """A stage's milestones with the days that the framework tells for them."""
    if "milestones" not in table:
        return dict(table)
    milestones = {
        key: {**one, "due": framework.due.get(key, one["due"])} for key, one in table["milestones"].items()
    }
    return {**table, "milestones": milestones}
