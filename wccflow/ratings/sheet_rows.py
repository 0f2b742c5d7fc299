"""The rows of a filled spreadsheet: what each says of its item, and every cell that cannot be taken in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wccflow.engine.content import Element
from wccflow.engine.vocabulary import Scale
from wccflow.evidence.reading.workbooks import Row, Sheet
from wccflow.ratings.rules import fault_of, is_told
from wccflow.ratings.sheet_layout import KEY, LONGEST, RATIONALE, VALUE, value_of

FORMULA = "holds a formula. Write the value itself: choose Copy, then Paste Special, Values."


@dataclass(frozen=True, slots=True)
class CellFault:
    """One cell that cannot be taken in, and why."""

    sheet: str
    cell: str
    say: str

    @property
    def sentence(self) -> str:
        """Where it is and what is wrong, such as `Sheet Competencies, cell D14: …`."""
        return (
            f"Sheet {self.sheet}, cell {self.cell}: {self.say}"
            if self.cell
            else f"Sheet {self.sheet}: {self.say}"
        )


@dataclass(slots=True)
class Faults:
    """The cells that cannot be taken in."""

    found: list[CellFault] = field(default_factory=list)

    def tell(self, sheet: str, cell: str, say: str) -> None:
        """Note a cell that cannot be taken in."""
        self.found.append(CellFault(sheet, cell, say))


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row says of one item."""

    item: str
    value: str
    rationale: str
    sheet: str
    cell: str


def entries(sheet: Sheet, element: Element, scale: Scale, faults: Faults) -> list[Entry]:
    """What the rows of an element's sheet say of its items, each item once."""
    heads = next((row for row in sheet.rows if KEY in row.texts.values()), None)
    wanted = (KEY, VALUE) if is_told(scale) else (KEY, VALUE, RATIONALE)
    places = {text: place for place, text in heads.texts.items()} if heads else {}
    missing = [each for each in wanted if each not in places]
    if heads is None or missing:
        faults.tell(sheet.title, "A1", f"no row has the heads {', '.join(f'“{each}”' for each in missing)}.")
        return []
    found: dict[str, Entry] = {}
    for row in sheet.rows:
        if row.number <= heads.number:
            continue
        entry = _entry(sheet, row, element, scale, places, faults)
        if entry is None:
            continue
        if entry.item in found:
            at = _cell(row, places[KEY])
            faults.tell(sheet.title, at, f"{entry.item} stands already in {found[entry.item].cell}.")
        else:
            found[entry.item] = entry
    return list(found.values())


def _entry(
    sheet: Sheet, row: Row, element: Element, scale: Scale, places: Mapping[str, int], faults: Faults
) -> Entry | None:
    """What a row says; None, after telling each faulty cell, where it says nothing that can be taken in."""
    before = len(faults.found)
    columns = [places[each] for each in (KEY, VALUE, RATIONALE) if each in places]
    for place in columns:
        at = _cell(row, place)
        if place in row.made:
            faults.tell(sheet.title, at, FORMULA)
        elif len(row.texts.get(place, "")) > LONGEST:
            faults.tell(sheet.title, at, f"is longer than {LONGEST:,} characters.")
    key, said = row.texts.get(places[KEY], ""), row.texts.get(places[VALUE], "")
    why = row.texts.get(places[RATIONALE], "") if RATIONALE in places and not is_told(scale) else ""
    if not key and (said or why):
        faults.tell(sheet.title, _cell(row, places[KEY]), "which item is meant? The key is missing.")
    elif key and key not in element.items:
        faults.tell(sheet.title, _cell(row, places[KEY]), f"“{key}” is no item of {element.title}.")
    value = said if is_told(scale) else value_of(scale, said)
    fault = fault_of(scale, value) if said else ""
    if fault:
        faults.tell(sheet.title, _cell(row, places[VALUE]), fault)
    if len(faults.found) > before or not key:
        return None
    return Entry(key, value, why, sheet.title, _cell(row, places[VALUE]))


def _cell(row: Row, place: int) -> str:
    letters, rest = "", place + 1
    while rest:
        rest, left = divmod(rest - 1, 26)
        letters = f"{chr(65 + left)}{letters}"
    return f"{letters}{row.number}"
