"""A spreadsheet that comes back: whose it is, each faulty cell by name, what would change of which item."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from wccflow.base.errors import Refused
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence.difference_words import Pieces, words_between
from wccflow.evidence.reading.workbooks import Cells, Sheet, cells
from wccflow.ratings import queries
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import fault_of, in_words, item_in_words
from wccflow.ratings.sheet_layout import (
    CHANNELS,
    IDENTITY,
    as_cell,
    elements_of,
    sheet_titles,
)
from wccflow.ratings.sheet_rows import Entry, Faults, entries
from wccflow.ratings.soundness import Given, demand_sound

MISSING = "it is missing. Take a fresh copy, or put the sheet back."
MINE, THEIRS = "mine", "theirs"
NOT_OURS = (
    "This workbook does not say whose it is: its hidden sheet “wccflow” is missing. "
    "Take a fresh copy from the page of the sheet, and paste your values into it."
)


@dataclass(frozen=True, slots=True)
class Change:
    """One item that would be rated otherwise; with `theirs` somebody has rated it since the copy was made."""

    item: str
    title: str
    at: str  # sheet and cell
    was: str
    now: str
    value: str
    rationale: str
    reason: Pieces
    seen: int  # the number of the rating that stands now
    theirs: Rating | None = None


@dataclass(slots=True)
class Plan:
    """What taking a workbook in would do: faults, changes, what somebody else changed, and what stays."""

    faults: Faults = field(default_factory=Faults)
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Change] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)  # items that the workbook does not have
    notes: list[str] = field(default_factory=list)


@lru_cache(maxsize=32)
def read(path: Path, name: str) -> Cells | str:
    """The cells of a kept file, or why it cannot be read; read once, since a kept file never changes."""
    try:
        return cells(path, name=name, whole=True)
    except Refused as refusal:
        return refusal.sentences[0]


def plan_of(found: Cells | str, case: Case, channel: str) -> Plan:
    """What taking these cells in would do. Raises Refused for a workbook that is not of this case."""
    if isinstance(found, str):
        raise Refused(found)
    numbers = _numbers(found.sheets, case, channel)
    plan, definition = Plan(notes=list(found.warnings)), definition_of(case)
    titles = sheet_titles(definition, channel)
    said: list[Entry] = []
    for element in elements_of(definition, channel):
        sheet = _sheet_called(found.sheets, titles[element.key])
        if sheet is None:
            plan.faults.tell(
                titles[element.key], "", "it is missing. Take a fresh copy, or put the sheet back."
            )
        else:
            said += entries(sheet, element, definition.scales[element.scale], plan.faults)
    known = {*titles.values(), IDENTITY, "Read me"}
    strange = [each.title for each in found.sheets if each.title not in known and each.rows]
    plan.notes += [f"The sheet “{title}” is none of ours. It was not read." for title in strange]
    _compare(plan, case, channel, said, numbers)
    return plan


def given(plan: Plan, choices: Mapping[str, str]) -> list[Given]:
    """What is to be kept. Raises Refused with every fault, or where a conflict was not chosen in."""
    if plan.faults.found:
        raise Refused(*(each.sentence for each in plan.faults.found[:20]))
    open_ones = [each for each in plan.conflicts if choices.get(each.item) not in (MINE, THEIRS)]
    if open_ones:
        raise Refused(
            *(f"{each.title}: somebody has rated it since. Choose which rating stands." for each in open_ones)
        )
    mine = [each for each in plan.conflicts if choices[each.item] == MINE]
    return [Given(each.item, each.value, each.rationale, seen=each.seen) for each in [*plan.changes, *mine]]


def _sheet_called(sheets: Sequence[Sheet], title: str) -> Sheet | None:
    return next((each for each in sheets if each.title.strip().casefold() == title.casefold()), None)


def _numbers(sheets: Sequence[Sheet], case: Case, channel: str) -> dict[str, int]:
    """By item the number of the rating from which the workbook was made, once it is of this case."""
    sheet = _sheet_called(sheets, IDENTITY)
    if sheet is None:
        raise Refused(NOT_OURS)
    said = {row.texts.get(0, ""): row.texts.get(1, "") for row in sheet.rows}
    if said.get("case") != case.id.hex:
        whose = said.get("name") or "another case"
        raise Refused(f"This workbook is of {whose}, not of {case.name}. Nothing was read from it.")
    if said.get("channel") != channel:
        other = CHANNELS.get(said.get("channel", ""), "something else")
        raise Refused(f"This workbook is for “{other}”, not for “{CHANNELS[channel]}”.")
    return {
        name.removeprefix("item "): int(number)
        for name, number in said.items()
        if name.startswith("item ") and number.isdecimal() and len(number) < 9
    }


def _compare(plan: Plan, case: Case, channel: str, said: Sequence[Entry], numbers: Mapping[str, int]) -> None:
    """Hold what the workbook says against what stands now, and against what it was made from."""
    definition = definition_of(case)
    items = [item for element in elements_of(definition, channel) for item in element.items]
    rows = queries.ratings([case.id], channels=[channel], items=items)
    standing = {row.item: row for row in queries.newest(rows)}
    made_from = {row.item: row for row in rows if row.number == numbers.get(row.item)}
    told = {each.item for each in said}
    faulty = bool(plan.faults.found)
    plan.absent = [] if faulty else [item_in_words(definition, each) for each in items if each not in told]
    for entry in said:
        change = _change(case, entry, standing.get(entry.item), plan)
        if change is None or _is_as_made(entry, made_from.get(entry.item)):
            plan.stays.append(entry.item)
        elif numbers.get(entry.item, 0) != change.seen:
            plan.conflicts.append(change)
        else:
            plan.changes.append(change)
    _demand_sound(plan, case, channel, standing)


def _change(case: Case, entry: Entry, now: Rating | None, plan: Plan) -> Change | None:
    definition = definition_of(case)
    scale = definition.scales[definition.elements[definition.items[entry.item].element].scale]
    if not entry.value and not entry.rationale:
        return None  # an empty cell takes nothing back
    value = entry.value or (now.value if now else "")
    if not value:
        plan.faults.tell(entry.sheet, entry.cell, f"there is a rationale and no value. {fault_of(scale, '')}")
        return None
    rationale = entry.rationale or (now.rationale if now else "")
    there = (as_cell(now.value), as_cell(now.rationale)) if now else ("", "")
    if (as_cell(value), as_cell(rationale)) == there:
        return None
    return Change(
        item=entry.item,
        title=item_in_words(definition, entry.item),
        at=f"{entry.sheet}, {entry.cell}",
        was=in_words(scale, now.value) if now else "not rated",
        now=in_words(scale, value),
        value=value,
        rationale=rationale,
        reason=words_between(now.rationale if now else "", rationale),
        seen=now.number if now else 0,
        theirs=now,
    )


def _is_as_made(entry: Entry, made_from: Rating | None) -> bool:
    """Whether nobody touched these cells since the workbook was made."""
    if made_from is None:
        return False
    return (entry.value, entry.rationale) == (as_cell(made_from.value), as_cell(made_from.rationale))


def _demand_sound(plan: Plan, case: Case, channel: str, standing: Mapping[str, Rating]) -> None:
    """Tell at its cell what could not be kept: a rating that rests on nothing, a reason that is missing."""
    asked = [*plan.changes, *plan.conflicts]
    wanted = [
        Given(
            each.item,
            each.value,
            each.rationale,
            tuple(standing[each.item].clauses) if each.item in standing else (),
            standing[each.item].no_passage if each.item in standing else "",
        )
        for each in asked
    ]
    try:
        demand_sound(case, wanted, channel, standing)
    except Refused as refused:
        for sentence in refused.sentences:
            place = next((each for each in asked if sentence.startswith(f"{each.title}: ")), asked[0])
            sheet, _, cell = place.at.rpartition(", ")
            plan.faults.tell(sheet, cell, sentence)
