"""A workbook as a framework in its process: what it makes, or every fault at its cell, all at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wccflow.engine.definition import Workflow
from wccflow.engine.framing import Framework, frame, kind_of
from wccflow.engine.loading import Tables
from wccflow.evidence.reading.workbooks import Cells, Sheet
from wccflow.frameworks.about import About, about_of
from wccflow.frameworks.content import documents_of, items_of, levels_of
from wccflow.frameworks.dates import course_of, due_of, holidays_of, windows_of
from wccflow.frameworks.grid import CellFault, Telling
from wccflow.frameworks.layout import (
    ABOUT,
    COLUMNS,
    DATES,
    DOCUMENTS,
    HOLIDAYS,
    ITEMS,
    LEVELS,
    MILESTONES,
    NEEDED,
    READ_ME,
    SCALE,
    WORDS_ONLY,
    plain,
)
from wccflow.frameworks.places import Places

EMPTY = Sheet("", ())
# What is wrong on these sheets makes what the check says of the first one doubtful: it is told another time.
HANGS_ON = {DATES: {DATES, MILESTONES, HOLIDAYS}, MILESTONES: {DATES, MILESTONES}}
SERVES_NOTHING = "serves no item"


@dataclass(frozen=True, slots=True)
class Offered:
    """What the program offers to a workflow, by name; the check holds the workflow against it."""

    facts: frozenset[str]
    effects: frozenset[str]
    abilities: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a workbook makes: a workflow, or its faults in the order of the sheets; and what is only told."""

    about: About
    process: str
    workflow: Workflow | None
    faults: tuple[CellFault, ...]
    notes: tuple[str, ...]


def outcome_of(
    cells: Cells,
    processes: Mapping[str, Tables],
    *,
    offered: Offered | None = None,
    taken: Collection[str] = (),
) -> Outcome:
    """The outcome of a workbook; `taken` are short names that it cannot have.

    The first process that rates in the workbook's way is that of one which names none.
    """
    telling, places = Telling([], list(cells.warnings)), Places()
    sheets = _sheets(cells.sheets, telling)
    about = about_of(sheets[ABOUT], list(processes), telling, taken=taken)
    key = _process(about, processes, telling)
    framework = _framework(about, sheets, processes[key], places, telling)
    told = list(telling.faults)
    names: dict[str, Any] = {}
    if offered is not None:
        names = {"facts": offered.facts, "effects": offered.effects, "abilities": offered.abilities}
    framed = frame(_enough(framework, processes[key]) if told else framework, processes[key], **names)
    faults = told + [each for each in places.told(framed.faults) if _is_told_too(each, told)]
    workflow = framed.workflow if not faults else None
    return Outcome(about, key, workflow, in_order(faults), tuple(telling.notes))


def in_order(faults: Sequence[CellFault]) -> tuple[CellFault, ...]:
    """Faults as one reads the workbook: sheet by sheet, down the rows; each told once."""
    order = list(COLUMNS)

    def place(fault: CellFault) -> tuple[int, int, int, str, str]:
        letters = fault.cell.rstrip("0123456789")
        row = int(fault.cell[len(letters) :] or 0)
        at = order.index(fault.sheet) if fault.sheet in order else len(order)
        return at, row, len(letters), letters, fault.say

    return tuple(sorted(set(faults), key=place))


def rates_by(process: Tables) -> str:
    """How the items of a process are rated, as the first sheet says it."""
    return WORDS_ONLY if kind_of(process) == "narrative" else LEVELS


def _process(about: About, processes: Mapping[str, Tables], telling: Telling) -> str:
    """The process that is named; else the first that rates as is said; else the first."""
    fitting = [key for key, tables in processes.items() if rates_by(tables) == (about.rating or LEVELS)]
    named = about.text("process")
    if named not in processes:
        return next(iter(fitting), next(iter(processes)))
    if about.rating and named not in fitting:
        others = f"; for “{about.rating}” there is {', '.join(fitting)}" if fitting else ""
        say = f"items of the process “{named}” are rated {rates_by(processes[named])}{others}"
        telling.fault(ABOUT, about.at("process"), say)
    return named


def _is_told_too(fault: CellFault, told: Sequence[CellFault]) -> bool:
    """Whether a fault of the check is told beside those of the sheets: not where it may follow from them."""
    if not told:
        return True
    faulty = {each.sheet for each in told}
    cells = {(each.sheet, each.cell) for each in told}
    at_another = bool(fault.sheet) and (fault.sheet, fault.cell) not in cells
    if SERVES_NOTHING in fault.say and ITEMS in faulty:
        return False
    return at_another and faulty.isdisjoint(HANGS_ON.get(fault.sheet, set()))


def _enough(framework: Framework, process: Tables) -> Framework:
    """The framework with what it lacks taken from the process, so that the rest of it can be checked."""
    example = next(table for file, table in process.items() if file.startswith("calendars/"))
    whole = all(len(days) == 2 for days in framework.windows.values())
    stages = set(course_of(process).stages)
    return replace(
        framework,
        key=framework.key or "framework",
        title=framework.title or "Framework",
        edition=framework.edition or "1",
        windows=framework.windows if whole and set(framework.windows) == stages else example["windows"],
    )


def _sheets(found: Sequence[Sheet], telling: Telling) -> dict[str, Sheet]:
    """The sheets by the names that the layout gives them; what is missing, hidden or strange is told."""
    sheets: dict[str, Sheet] = {}
    for sheet in found:
        name = next((each for each in COLUMNS if plain(each) == plain(sheet.title)), "")
        if not name:
            if sheet.rows and plain(sheet.title) != plain(READ_ME):
                telling.note(f"The sheet “{sheet.title}” is none of a framework. It was not read.")
        elif name in sheets:
            telling.fault(name, "A1", f"there are two sheets called {name}")
        else:
            sheets[name] = replace(sheet, title=name)
            if not sheet.shown:
                telling.note(f"The sheet {name} is hidden. It was read like the others.")
    for name in NEEDED:
        if name not in sheets and name != SCALE:
            telling.fault(name, "", f"there is no sheet “{name}”")
    return {name: sheets.get(name, EMPTY) for name in COLUMNS}


def _framework(
    about: About, sheets: Mapping[str, Sheet], process: Tables, places: Places, telling: Telling
) -> Framework:
    in_words = rates_by(process) == WORDS_ONLY
    course = course_of(process)
    levels = [] if in_words else _levels(sheets[SCALE], places, telling)
    slots = documents_of(sheets[DOCUMENTS], places, telling) if sheets[DOCUMENTS] is not EMPTY else {}
    keys = [str(level["key"]) for level in levels]
    titles = {key: slot["title"] for key, slot in slots.items()}
    items, serves = (
        items_of(sheets[ITEMS], keys, titles, places, telling) if sheets[ITEMS] is not EMPTY else ({}, {})
    )
    windows = windows_of(sheets[DATES], course.stages, places, telling) if sheets[DATES] is not EMPTY else {}
    due = due_of(sheets[MILESTONES], course, places, telling) if sheets[MILESTONES].rows else {}
    for milestone, stage in course.stage_of.items():
        places.put(f"milestones.{milestone}", *places.of(f"windows.{stage}"))
    return Framework(
        key=about.key,
        title=about.text("title"),
        edition=about.text("edition"),
        statement=about.text("statement"),
        words=about.words,
        scale={
            "title": _scale_title(keys),
            "kind": "narrative" if in_words else "levels",
            "values": levels,
        },
        items=items,
        slots={key: {**slot, "serves": serves.get(key, [])} for key, slot in slots.items()},
        windows=windows,
        due=due,
        holidays=holidays_of(sheets[HOLIDAYS], telling) if sheets[HOLIDAYS].rows else (),
    )


def _levels(sheet: Sheet, places: Places, telling: Telling) -> list[dict[str, object]]:
    if sheet is EMPTY:
        telling.fault(SCALE, "", f"there is no sheet “{SCALE}”, though items are rated by levels")
        return []
    return levels_of(sheet, places, telling)


def _scale_title(keys: Sequence[str]) -> str:
    return f"Levels {keys[0]} to {keys[-1]}" if keys else "In words"
