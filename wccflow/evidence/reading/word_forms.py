"""What the boxes of an older Word form show: the entry that was chosen, the tick that was set."""

from lxml import etree

from wccflow.evidence.reading.markup import attribute, child, is_on, name

TICKED, UNTICKED = "☒", "☐"


def chosen(field: etree._Element) -> str:
    """What a field of a form shows where it begins; nothing for any other field."""
    data = child(field, "w:ffData")
    entries, box = child(data, "w:ddList"), child(data, "w:checkBox")
    if entries is not None:
        return _entry(entries)
    return "" if box is None else _tick(box)


def _entry(entries: etree._Element) -> str:
    """The entry of a list that was chosen, else its first."""
    texts = [attribute(row, "w:val") or "" for row in entries if name(row) == "w:listEntry"]
    result = child(entries, "w:result")
    said = child(entries, "w:default") if result is None else result
    place = "0" if said is None else attribute(said, "w:val") or "0"
    return texts[int(place)] if place.isdecimal() and int(place) < len(texts) else ""


def _tick(box: etree._Element) -> str:
    checked = child(box, "w:checked")
    return TICKED if is_on(child(box, "w:default") if checked is None else checked) else UNTICKED
