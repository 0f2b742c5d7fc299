"""Excel files: one passage for each row that holds something, as it looks on the sheet."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from lxml import etree

from wccflow.base.errors import Refused
from wccflow.evidence.reading import progress, sentences
from wccflow.evidence.reading.gate import Admitted
from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.markup import attribute, child, found, name, text_of
from wccflow.evidence.reading.package import Package
from wccflow.evidence.reading.sheet_beside import Beside
from wccflow.evidence.reading.sheet_values import Formats, column_of

WIDEST_GAP = 200
SHEETS = ("worksheet", "chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet")


def gather(path: Path, admitted: Admitted, gathering: Gathering) -> None:
    """Gather the rows of all sheets that are shown."""
    package = admitted.package
    main = package.main_part() if package else None
    root = package.root(main) if package and main else None
    if package is None or main is None or root is None:
        raise Refused(sentences.DAMAGED)
    workbook, beside = Workbook(package, main, root), Beside(package, main, gathering)
    try:
        sheets = list(workbook.sheets(*SHEETS))
        for number, (title, part, shown) in enumerate(sheets, start=1):
            if shown:
                workbook.gather_sheet(title, part, gathering, beside)
            else:
                gathering.warn(sentences.hidden_sheet(title))
            progress.tell(number, len(sheets))
    finally:
        if beside.comments:
            gathering.warn(sentences.comments(beside.comments))
    if any(part.lower().endswith("vbaproject.bin") for part in package.names()):
        gathering.warn(sentences.MACROS)


class Workbook:
    """The sheets of a file with what they share."""

    def __init__(self, package: Package, main: str, root: etree._Element) -> None:
        self._package = package
        self._root = root
        self._main, self._folder = main, main.rpartition("/")[0]
        self._relations = package.relations(main)
        self._shared = [_words(row) for row in children(self._beside("sharedStrings"), "s:si")]
        from_1904 = any(row.get("date1904") in ("1", "true") for row in found(root, "s:workbookPr"))
        self._formats = Formats(self._beside("styles"), from_1904=from_1904)

    def sheets(self, *kinds: str) -> Iterator[tuple[str, str, bool]]:
        """Title, part and whether it is shown, in the order of the tabs: of cells, or of these kinds."""
        for number, row in enumerate(found(self._root, "s:sheet"), start=1):
            kind, part = self._relations.get(attribute(row, "r:id") or "", self._usual(number))
            if kind in (kinds or ("worksheet",)) and self._package.holds(part):
                yield row.get("name", ""), part, row.get("state", "visible") == "visible"

    def _usual(self, number: int) -> tuple[str, str]:
        """Where a sheet stands that nothing points to."""
        return ("", "") if self._relations else ("worksheet", f"{self._folder}/worksheets/sheet{number}.xml")

    def gather_sheet(self, title: str, part: str, gathering: Gathering, beside: Beside) -> None:
        """Gather one sheet beneath its title."""
        hidden_columns: set[int] = set()
        rows: dict[int, str] = {}
        heading_rows, number = beside.heading_rows(part), 0
        gathering.heading_when_needed(title)
        for element in streamed(self._package.content(part) or b"", "row", "col", "headerFooter"):
            if name(element) == "s:col":
                hidden_columns |= _hidden(element)
            elif name(element) != "s:row":
                beside.margins(element)
            else:
                number = _number(element, number + 1)
                heads = number in heading_rows
                if self._gather_row(element, hidden_columns, gathering, f"{title}!{number}", heads=heads):
                    rows[number] = gathering.last_passage()
        if hidden_columns:
            gathering.warn(sentences.HIDDEN_ROWS)
        beside.gather(part, title, rows)

    def _gather_row(
        self, row: etree._Element, hidden_columns: set[int], gathering: Gathering, cell: str, *, heads: bool
    ) -> bool:
        """Gather a row, if it is shown and holds something."""
        if row.get("hidden") in ("1", "true"):
            if len(row):
                gathering.warn(sentences.HIDDEN_ROWS)
            return False
        texts = self._texts(row, hidden_columns)
        if texts:
            gathering.row("sheet row", _laid_out(texts), cell=cell, heads=heads)
        return bool(texts)

    def _beside(self, kind: str) -> etree._Element | None:
        part = self._package.related(self._main, kind)
        return None if part is None else self._package.optional(part)

    def _texts(self, row: etree._Element, hidden_columns: set[int]) -> dict[int, str]:
        """What the cells of a row show, by column from 0."""
        texts: dict[int, str] = {}
        for place, cell in enumerate(children(row, "s:c")):
            column = column_of(cell.get("r")) if cell.get("r") else place
            text = self.shown(cell).strip()
            if text and column not in hidden_columns:
                texts[column] = text
        return texts

    def shown(self, cell: etree._Element) -> str:
        """What a cell shows."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _words(child(cell, "s:is"))
        value = child(cell, "s:v")
        text = "" if value is None else (value.text or "")
        if kind == "s":
            return self._shared_string(text)
        if kind == "b":
            return "TRUE" if text == "1" else "FALSE"
        return self._formats.shown(text, cell.get("s")) if kind == "n" else text

    def _shared_string(self, place: str) -> str:
        """The string at a place; where there is none, the file is not whole."""
        if place.isdecimal() and int(place) < len(self._shared):
            return self._shared[int(place)]
        self._package.whole = False
        return ""


def _number(row: etree._Element, otherwise: int) -> int:
    """The number of a row; some writers leave it out."""
    said = row.get("r", "")
    return int(said) if said.isdecimal() and len(said) < 8 else otherwise


def streamed(data: bytes, *names: str) -> Iterator[etree._Element]:
    """Elements of these names (rows, columns) one at a time, each forgotten after it was used."""
    try:
        parser = etree.iterparse(
            BytesIO(data),
            events=("end",),
            tag=tuple(f"{{*}}{each}" for each in names),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            recover=True,
        )
        for _, element in parser:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as fault:
        raise Refused(sentences.DAMAGED) from fault


def _hidden(column: etree._Element) -> set[int]:
    """The columns, from 0, that an entry hides."""
    if column.get("hidden") not in ("1", "true"):
        return set()
    first, last = column.get("min", "0"), column.get("max", "0")
    if not (first.isdecimal() and last.isdecimal()):
        return set()
    return set(range(int(first) - 1, min(int(last), 16_384)))


def _laid_out(texts: dict[int, str]) -> list[str]:
    """The texts in their columns; those of a row that is nearly all gap close up."""
    widest = max(texts) + 1
    if widest - len(texts) > WIDEST_GAP:
        return [texts[column] for column in sorted(texts)]
    return [texts.get(column, "") for column in range(widest)]


def _words(element: etree._Element | None) -> str:
    """The text of a string, without how it is pronounced."""
    if element is None:
        return ""
    return "".join(text_of(text) for text in found(element, "s:t") if name(_parent(text)) != "s:rPh")


def _parent(element: etree._Element) -> etree._Element:
    above = element.getparent()
    return element if above is None else above


def children(element: etree._Element | None, key: str) -> Iterator[etree._Element]:
    """The elements of a name directly below one; none below nothing."""
    return iter(()) if element is None else (below for below in element if name(below) == key)
