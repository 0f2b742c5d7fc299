"""The words that a person sees in a file, by a walk that shares no code with the reader: for recall."""

import posixpath
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

WORD = re.compile(r"\w+")
UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff]")
NOT_SHOWN = {"del", "moveFrom", "instrText", "delText", "rt", "sectPr", "pPr", "tblPr", "tcPr", "sdtPr"}
MOST_BYTES = 60_000_000


def words(text: str) -> Counter[str]:
    """The words of a text, whatever lies between them."""
    return Counter(WORD.findall(UNSEEN.sub("", unicodedata.normalize("NFKC", text))))


def visible(path: Path, kind: str) -> Counter[str] | None:
    """The visible words of an Office file; None where it cannot be walked."""
    try:
        with zipfile.ZipFile(path) as archive:
            return words("\n".join(_WALKS[kind](_Parts(archive))))
    except Exception:  # a file that the oracle cannot open says nothing of anybody's recall
        return None


class _Parts:
    """The parts of one package by name, in small letters."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {each.filename.lstrip("/").lower(): each for each in archive.infolist()}

    def root(self, part: str) -> etree._Element | None:
        entry = self._names.get(part.lower())
        if entry is None or entry.file_size > MOST_BYTES:
            return None
        return etree.fromstring(self._archive.read(entry), etree.XMLParser(recover=True, no_network=True))

    def linked(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part points to: id → (kind, part)."""
        folder, file = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", f"{file}.rels"))
        return {
            row.get("Id", ""): (
                row.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, row.get("Target", ""))).lstrip("/"),
            )
            for row in (root if root is not None else ())
            if row.get("TargetMode") != "External"
        }

    def main(self, otherwise: str) -> str:
        kinds = self.linked("").values()
        return next((part for kind, part in kinds if kind == "officeDocument"), otherwise)


def _word(parts: _Parts) -> Iterator[str]:
    main = parts.main("word/document.xml")
    document = parts.root(main)
    if document is None:
        raise ValueError
    yield "".join(_shown(document))
    for kind, part in parts.linked(main).values():
        notes = parts.root(part) if kind in ("footnotes", "endnotes") else None
        cited = {_value(each, "id") for each in document.iter() if _name(each) == f"{kind[:-1]}Reference"}
        for note in notes if notes is not None else ():
            if _value(note, "id") in cited:
                yield "".join(_shown(note))


def _shown(element: etree._Element) -> Iterator[str]:
    """The text below an element but for what was deleted, hidden, or is there twice."""
    for child in element:
        name = _name(child)
        if name in NOT_SHOWN or (name == "r" and _is_hidden(child)):
            continue
        if name == "t":
            yield child.text or ""
        elif name == "AlternateContent":
            yield from _shown(child[0]) if len(child) else ()
        else:
            apart = name in ("p", "tc", "tab", "br", "cr")
            yield "\n" if apart else ""
            yield from _shown(child)
            yield "\n" if apart else ""


def _is_hidden(run: etree._Element) -> bool:
    marks = [each for each in run.iter() if _name(each) == "vanish"]
    return any(_value(each, "val") not in ("0", "false", "off") for each in marks)


def _slides(parts: _Parts) -> Iterator[str]:
    main = parts.main("ppt/presentation.xml")
    links, root = parts.linked(main), parts.root(main)
    if root is None:
        raise ValueError
    for each in root.iter():
        slide = parts.root(links[_relation(each)][1]) if _name(each) == "sldId" else None
        if slide is not None and slide.get("show") not in ("0", "false"):
            yield "".join(_shown(slide))


def _sheets(parts: _Parts) -> Iterator[str]:
    main = parts.main("xl/workbook.xml")
    links, root = parts.linked(main), parts.root(main)
    if root is None:
        raise ValueError
    part = next((part for kind, part in links.values() if kind == "sharedStrings"), "")
    strings = [_joined(each) for each in _or_none(parts.root(part)) if _name(each) == "si"]
    for each in root.iter():
        if _name(each) == "sheet" and each.get("state", "visible") == "visible":
            yield from _cells(parts.root(links[_relation(each)][1]), strings)


def _cells(sheet: etree._Element | None, strings: list[str]) -> Iterator[str]:
    """The texts of a sheet's cells; numbers are left out, since a format decides how they are seen."""
    hidden = [each for each in _or_none(sheet, deep=True) if _name(each) == "col" and _is_set(each)]
    spans = [(int(each.get("min", 0)), int(each.get("max", 0))) for each in hidden]
    rows = (each for each in _or_none(sheet, deep=True) if _name(each) == "row" and not _is_set(each))
    for cell in (cell for row in rows for cell in row if _name(cell) == "c"):
        if any(first <= _column(cell.get("r", "")) <= last for first, last in spans):
            continue
        value = next((each.text or "" for each in cell if _name(each) == "v"), "")
        if cell.get("t") == "s" and value.isdigit() and int(value) < len(strings):
            yield strings[int(value)]
        elif cell.get("t") == "inlineStr":
            yield _joined(cell)
        elif cell.get("t") == "str":
            yield value


def _column(place: str) -> int:
    number = 0
    for letter in place.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number


def _is_set(element: etree._Element) -> bool:
    return element.get("hidden") in ("1", "true")


def _joined(element: etree._Element) -> str:
    texts = (each for each in element.iter() if _name(each) == "t")
    return "".join(each.text or "" for each in texts if _name(each.getparent()) != "rPh")


def _or_none(element: etree._Element | None, *, deep: bool = False) -> Iterator[etree._Element]:
    if element is not None:
        yield from element.iter() if deep else element


def _name(element: etree._Element | None) -> str:
    tag = element.tag if element is not None else None
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _value(element: etree._Element, name: str) -> str | None:
    found = (value for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name)
    return next((str(value) for value in found), None)


def _relation(element: etree._Element) -> str:
    keys = (key for key in element.attrib if str(key).endswith("}id"))
    return str(element.get(next(keys, ""), ""))


_WALKS = {"docx": _word, "pptx": _slides, "xlsx": _sheets}
