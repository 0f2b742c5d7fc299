"""The sheets of what is assessed: levels, items below their groups, and documents."""

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from wccflow.evidence.reading.workbooks import Sheet
from wccflow.frameworks.clauses import parted
from wccflow.frameworks.grid import Line, Table, Telling, table_of
from wccflow.frameworks.layout import DOCUMENTS, ITEMS, NO, SCALE, YES, cell_at, plain
from wccflow.frameworks.places import Places

KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
KEY_WORDS = "has at most 40 letters, figures, dots and dashes"
LEVEL_HEADING = re.compile(r"(?:level|descriptor|grade|descriptor for level|level descriptor)? ?(.+)")
TRUE_WORDS, FALSE_WORDS = frozenset((YES, "y", "true", "x", "1")), frozenset((NO, "n", "false", "0"))
MOST_LEVELS, MOST_ITEMS, MOST_DOCUMENTS = 12, 500, 60
LEVEL = "level:"

Found = dict[str, dict[str, Any]]


def levels_of(sheet: Sheet, places: Places, telling: Telling) -> list[dict[str, Any]]:
    """The levels of the scale, the lowest first, as the files of a workflow have them."""
    table = table_of(sheet, SCALE, telling)
    if table is None:
        return []
    places.put("scales", SCALE, table.heading_at("level"))
    found: Found = {}
    for place, line in enumerate(table.lines, 1):
        key = _new_key(line, "level", found, telling)
        if key:
            found[key] = _level(line, key, place, telling)
    if not found:
        telling.fault(SCALE, table.heading_at("level"), "there is no level below this heading")
    if len(found) > MOST_LEVELS:
        telling.fault(SCALE, table.heading_at("level"), f"a scale has at most {MOST_LEVELS} levels")
    return list(found.values())


def items_of(
    sheet: Sheet, levels: Sequence[str], slots: Mapping[str, str], places: Places, telling: Telling
) -> tuple[Found, dict[str, list[str]]]:
    """The items below their groups, and by document the items that it serves. `slots` are titles by key."""
    table = table_of(sheet, ITEMS, telling, lambda heading: _level_heading(heading, levels))
    if table is None:
        return {}, {}
    _strange_levels(table, levels, telling)
    found: Found = {}
    serves: dict[str, list[str]] = {key: [] for key in slots}
    groups: dict[str, str] = {}
    group = ""
    for line in table.lines:
        group = line.text("group") or group
        key = _new_key(line, "item", found, telling)
        if not key:
            continue
        if group and group not in groups:
            groups[group] = f"group_{len(groups) + 1}"
            found[groups[group]] = {"title": group}
            places.put(f"items.{groups[group]}", ITEMS, line.at("group"))
        found[key] = _item(line, key, groups.get(group, ""), levels)
        _put_item(places, line, key)
        for slot in _slots(line, table, slots, telling):
            serves[slot].append(key)
    _told_of_items(table, found, groups, telling)
    return found, serves


def documents_of(sheet: Sheet, places: Places, telling: Telling) -> Found:
    """The documents that are asked for, as the files of a workflow have them, without what they serve."""
    table = table_of(sheet, DOCUMENTS, telling)
    if table is None:
        return {}
    found: Found = {}
    for line in table.lines:
        key = _new_key(line, "document", found, telling, plainly=_as_key)
        if key:
            found[key] = {
                "title": line.text("title"),
                "required": _yes(line, "required", telling, otherwise=True),
                "board_approved": _yes(line, "board", telling, otherwise=False),
                "hint": line.text("hint"),
            }
            places.put(f"slots.{key}", DOCUMENTS, line.at("document"))
            places.put(f"slots.{key}.title", DOCUMENTS, line.at("title"))
    if not 0 < len(found) <= MOST_DOCUMENTS:
        say = f"list at least one document, and at most {MOST_DOCUMENTS}: ratings are shown by documents"
        telling.fault(DOCUMENTS, table.heading_at("document"), say)
    return found


def _level(line: Line, key: str, place: int, telling: Telling) -> dict[str, Any]:
    rank, said = place, line.text("rank")
    if said:
        if re.fullmatch(r"-?\d{1,4}(?:\.0+)?", said):
            rank = int(float(said))
        else:
            telling.fault(SCALE, line.at("rank"), f"a rank is a whole number, not “{said}”")
    title = line.text("title") or (f"Level {key}" if key[0].isdigit() else key)
    statement, clauses = parted(line.text("meaning"))
    return {"key": key, "title": title, "rank": rank, "statement": statement, "clauses": clauses}


def _item(line: Line, key: str, parent: str, levels: Sequence[str]) -> dict[str, Any]:
    item: dict[str, Any] = {"title": line.text("title"), "short": key, "statement": line.text("statement")}
    if parent:
        item["parent"] = parent
    cells = {level: parted(line.text(LEVEL + level)) for level in levels}
    descriptors = {level: general for level, (general, _) in cells.items() if general}
    clauses = {level: own for level, (_, own) in cells.items() if own}
    terms = list(dict.fromkeys(word for word in _several(line.text("terms"))))
    return {**item, "descriptors": descriptors, "clauses": clauses, "terms": terms}


def _put_item(places: Places, line: Line, key: str) -> None:
    places.put(f"items.{key}", ITEMS, line.at("item"))
    places.put(f"items.{key}.title", ITEMS, line.at("title"))
    places.put(f"items.{key}.parent", ITEMS, line.at("group"))
    places.put(f"items.{key}.documents", ITEMS, line.at("documents"))


def _slots(line: Line, table: Table, slots: Mapping[str, str], telling: Telling) -> list[str]:
    """The documents that a row names, by key or title; all of them where the sheet has no such column."""
    if not table.has("documents"):
        return list(slots)
    by_name = {plain(name): key for key, title in slots.items() for name in (title, key)}
    found = []
    for name in _several(line.text("documents")):
        if plain(name) in by_name:
            found.append(by_name[plain(name)])
        else:
            telling.fault(ITEMS, line.at("documents"), _no_document(name, slots))
    return list(dict.fromkeys(found))


def _no_document(name: str, slots: Mapping[str, str]) -> str:
    near = get_close_matches(name, [*slots, *slots.values()], n=1)
    hint = f"; did you mean “{near[0]}”?" if near else f"; there is {', '.join(slots) or 'none'}"
    return f"there is no document “{name}” on the sheet {DOCUMENTS}{hint}"


def _told_of_items(table: Table, found: Found, groups: Mapping[str, str], telling: Telling) -> None:
    if not table.has("documents"):
        telling.note(f"{ITEMS} has no column “Documents”: every document is taken to serve every item.")
    heading = table.heading_at("item")
    if len(found) == len(groups):
        telling.fault(ITEMS, heading, "there is no item below this heading")
    if len(found) > MOST_ITEMS:
        telling.fault(ITEMS, heading, f"a framework has at most {MOST_ITEMS} items")
    for place, text in table.others:
        name = f"{ITEMS}!{cell_at(table.heading_row, place)}"
        if not _looks_like_level(text):
            telling.note(f"{name}: the column “{text[:60]}” was not read.")


def _level_heading(heading: str, levels: Sequence[str]) -> str:
    """The column of a level: headed by its key, alone or after “Level” or “Descriptor”."""
    said = LEVEL_HEADING.fullmatch(plain(heading))
    level = next((each for each in levels if said and plain(each) in (said[1], plain(heading))), "")
    return LEVEL + level if level else ""


def _looks_like_level(heading: str) -> bool:
    return bool(re.fullmatch(r"(?:(?:level|descriptor|grade) .{1,12}|\d{1,2})", plain(heading)))


def _strange_levels(table: Table, levels: Sequence[str], telling: Telling) -> None:
    for place, text in table.others:
        if _looks_like_level(text):
            said = LEVEL_HEADING.fullmatch(plain(text))
            level = said[1] if said else text
            known = f"the levels are {in_a_row(levels)}" if levels else "items are told in words only"
            say = f"there is no level “{level}” on the sheet {SCALE}; {known}"
            telling.fault(ITEMS, cell_at(table.heading_row, place), say)


def in_a_row(levels: Sequence[str]) -> str:
    """Levels in a sentence: `1 to 4`, or `red, amber and green`."""
    figures = [int(each) for each in levels if each.isdecimal() and len(each) < 4]
    if len(figures) == len(levels) > 2 and figures == list(range(figures[0], figures[-1] + 1)):
        return f"{levels[0]} to {levels[-1]}"
    return " and ".join(filter(None, (", ".join(levels[:-1]), levels[-1])))


def _new_key(
    line: Line,
    column: str,
    found: Mapping[str, object],
    telling: Telling,
    plainly: Callable[[str], str] = str,
) -> str:
    """The key of a row; empty, after telling why, where it has none, an impossible one, or another's."""
    said = line.text(column)
    key = plainly(re.sub(r"\.0+$", "", said) if column == "level" else said)
    if not said:
        telling.fault(line.sheet, line.at(column), "this row has no name to go by: write one, such as 1.1")
    elif not KEY.fullmatch(key):
        telling.fault(line.sheet, line.at(column), f"“{said[:40]}”: a name to go by {KEY_WORDS}")
    elif key in found:
        figure = "; Excel makes 1.10 into 1.1: format the column as text" if re.search(r"\.\d", key) else ""
        telling.fault(line.sheet, line.at(column), f"“{key}” stands already further up{figure}")
    else:
        return key
    return ""


def _as_key(text: str) -> str:
    """A document's name to go by: its words joined, since people write “annual report”."""
    return re.sub(r"\s+", "_", text.strip())


def _yes(line: Line, column: str, telling: Telling, *, otherwise: bool) -> bool:
    said = plain(line.text(column))
    if not said or said in TRUE_WORDS or said in FALSE_WORDS:
        return said in TRUE_WORDS if said else otherwise
    telling.fault(line.sheet, line.at(column), f"write {YES} or {NO}, not “{line.text(column)[:40]}”")
    return otherwise


def _several(text: str) -> list[str]:
    return [word.strip() for word in re.split(r"[,;\n]", text) if word.strip()]
