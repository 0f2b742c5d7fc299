"""A workbook as a framework in its process: what it makes, or every fault at its cell, all at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from wccflow.engine.definition import Workflow
from wccflow.engine.framing import Framework, frame
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
    MILESTONES,
    NEEDED,
    READ_ME,
    SCALE,
    plain,
)
from wccflow.frameworks.places import Places

EMPTY = Sheet("", ())


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
    otherwise: str,
    offered: Offered | None = None,
    taken: Collection[str] = (),
) -> Outcome:
    """The outcome of a workbook; `otherwise` is the process of one that names none, `taken` names of others.

    The workflow is put together only where the sheets can be read, since faults would else be told twice.
    """
    telling, places = Telling([], list(cells.warnings)), Places()
    sheets = _sheets(cells.sheets, telling)
    about = about_of(sheets[ABOUT], list(processes), telling, taken=taken)
    process = about.text("process") if about.text("process") in processes else otherwise
    framework = _framework(about, sheets, processes[process], places, telling)
    if telling.faults:
        return Outcome(about, process, None, in_order(telling.faults), tuple(telling.notes))
    names = {
        "facts": offered.facts if offered else None,
        "effects": offered.effects if offered else None,
        "abilities": offered.abilities if offered else None,
    }
    framed = frame(framework, processes[process], **names)
    return Outcome(
        about, process, framed.workflow, in_order(places.told(framed.faults)), tuple(telling.notes)
    )


def in_order(faults: Sequence[CellFault]) -> tuple[CellFault, ...]:
    """Faults as one reads the workbook: sheet by sheet, down the rows; each told once."""
    order = list(COLUMNS)

    def place(fault: CellFault) -> tuple[int, int, int, str, str]:
        letters = fault.cell.rstrip("0123456789")
        row = int(fault.cell[len(letters) :] or 0)
        at = order.index(fault.sheet) if fault.sheet in order else len(order)
        return at, row, len(letters), letters, fault.say

    return tuple(sorted(set(faults), key=place))


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
    course = course_of(process)
    levels = [] if about.in_words_only else _levels(sheets[SCALE], places, telling)
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
    kind = "narrative" if about.in_words_only else "levels"
    return Framework(
        key=about.key,
        title=about.text("title"),
        edition=about.text("edition"),
        statement=about.text("statement"),
        words=about.words,
        scale={"title": _scale_title(keys), "kind": kind, "values": levels},
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
