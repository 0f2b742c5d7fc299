"""What stands upon a sheet and not in its cells: shapes, charts, comments, heads and feet of pages."""

import re
from collections.abc import Iterator

from lxml import etree

from wccflow.evidence.reading import drawn
from wccflow.evidence.reading.cleaning import clean
from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.markup import attribute, child, found, name, text_of
from wccflow.evidence.reading.package import Package
from wccflow.evidence.reading.word_margins import PAGE_NUMBER

# How a head says which font, which place, which number: none of it is a word on the page.
CODES = re.compile(r'&"[^"]*"|&\d+|&K[0-9A-F]{6}|&[A-Z+\-]', re.IGNORECASE)
THREADED = "tc="
ROW = re.compile(r"\$?[A-Z]{1,3}\$?(\d{1,7})")
WITH_HEADS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


class Beside:
    """All that hangs on the sheets of one workbook."""

    def __init__(self, package: Package, main: str, gathering: Gathering) -> None:
        self._package = package
        self._gathering = gathering
        self.comments = 0
        self._people = {
            row.get("id", ""): row.get("displayName", "")
            for kind, part in package.relations(main).values()
            if kind == "person"
            for row in found(_root(package, part), "person")
        }

    def heading_rows(self, sheet: str) -> set[int]:
        """The rows that name the columns of a table."""
        tables = (self._package.optional(part) for part in self._parts(sheet, "table"))
        with_heads = (root for root in tables if root is not None and root.get("headerRowCount") != "0")
        return {int(row[1]) for root in with_heads if (row := ROW.match(root.get("ref", "")))}

    def gather(self, sheet: str, title: str, rows: dict[int, str]) -> None:
        """Gather what hangs on a sheet; `rows` are the passages of its rows by number."""
        for part in self._parts(sheet, "drawing"):
            self._drawing(part, title, has_rows=bool(rows))
        for part in self._parts(sheet, "threadedComment"):
            self._threads(_root(self._package, part), rows)
        for part in self._parts(sheet, "comments"):
            self._notes(_root(self._package, part), rows)

    def margins(self, element: etree._Element) -> None:
        """Gather the words at the head and foot of printed pages."""
        for row in element:
            local = name(row).rpartition(":")[2]
            if local in WITH_HEADS:
                kind = "header" if local.endswith("Header") else "footer"
                text = clean(CODES.sub(" ", text_of(row).replace("&&", "\0")).replace("\0", "&"))
                said = not PAGE_NUMBER.fullmatch(text)
                if said and all(text != each.text for each in self._gathering.passages if each.kind == kind):
                    self._gathering.text(kind, text)

    def _parts(self, part: str, kind: str) -> Iterator[str]:
        relations = self._package.relations(part).values()
        return (target for said, target in relations if said == kind and self._package.holds(target))

    def _drawing(self, part: str, title: str, *, has_rows: bool) -> None:
        """Gather shapes and charts; of a chart above cells only the titles, for it draws what these say."""
        root, relations = _root(self._package, part), self._package.relations(part)
        for each in found(root, "a:p", "c:chart", "dgm:relIds"):
            spot = drawn.Spot("paragraph", None, title)
            if name(each) == "a:p":
                self._gathering.text(spot.kind, drawn.words(each), cell=title)
                continue
            key = attribute(each, "r:id") or attribute(each, "r:dm") or ""
            inner = _root(self._package, relations.get(key, ("", ""))[1])
            if name(each) == "c:chart" and not has_rows:
                drawn.gather_chart(inner, self._gathering, spot)
            else:
                drawn.gather_paragraphs(inner, self._gathering, spot)

    def _threads(self, root: etree._Element, rows: dict[int, str]) -> None:
        for row in root.iterchildren(etree.Element):
            words = " ".join(text_of(each) for each in row if name(each).rpartition(":")[2] == "text")
            author, at = self._people.get(row.get("personId", ""), ""), row.get("dT", "")
            self._remark(row, words, author, at, rows)

    def _notes(self, root: etree._Element, rows: dict[int, str]) -> None:
        authors = [text_of(each) for each in found(root, "s:author")]
        for row in found(root, "s:comment"):
            place = row.get("authorId", "")
            author = authors[int(place)] if place.isdecimal() and int(place) < len(authors) else ""
            if not author.startswith(THREADED):  # The same words are in the thread.
                text = child(row, "s:text")
                words = "" if text is None else "".join(text_of(each) for each in found(text, "s:t"))
                self._remark(row, words, author, "", rows)

    def _remark(self, row: etree._Element, words: str, author: str, at: str, rows: dict[int, str]) -> None:
        self.comments += 1
        place = ROW.match(row.get("ref", ""))
        passage = rows.get(int(place[1]), "") if place else ""
        self._gathering.remark(words, author=author, at=at, passage=passage)


def _root(package: Package, part: str) -> etree._Element:
    """The content of a part; an empty one where it is absent."""
    root = package.optional(part) if part else None
    return etree.Element("absent") if root is None else root
