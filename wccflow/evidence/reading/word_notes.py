"""The parts of a Word file that hold its comments: ours put beside those that stand there already."""

import hashlib
import posixpath
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from wccflow.evidence.reading.markup import attribute, found
from wccflow.evidence.reading.package import Package

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
EXTENDED = "commentsExtended"
MOST_ID = 0x7FFFFFFF  # Word takes no greater one


class Notes:
    """The comments of a Word file, and which of them answers which."""

    def __init__(self, package: Package, main: str, root: etree._Element) -> None:
        self.w = etree.QName(root).namespace or ""
        self._folder = posixpath.dirname(main)
        self.part, self._comments = self._opened(package, main, "comments", "comments", self.w, "w")
        self.extended, self._answers = self._opened(package, main, EXTENDED, "commentsEx", W15, "w15")
        used = [each for part in (root, self._comments) for each in part.iter(etree.Element)]
        self._paragraphs = {attribute(each, "w14:paraId") or "" for each in used}
        marks = found(root, "w:commentRangeStart", "w:commentReference", "w:commentRangeEnd")
        ids = [attribute(each, "w:id") or "" for each in (*self._comments, *marks)]
        self._last = max((int(each) for each in ids if each.isdecimal() and len(each) < 10), default=-1)

    def add(self, message: Mapping[str, Any], top: str) -> tuple[str, str]:
        """Add a comment, an answer to that whose paragraph is `top`; gives its id and its paragraph's."""
        self._last += 1
        paragraph = self._paragraph_id(str(message["key"]))
        said = self._make("comment", id=str(self._last), author=message["author"], date=message["at"])
        said.set(self._w("initials"), message["initials"])
        for words in message["words"]:
            said.append(self._paragraph(words))
        said[-1].set(f"{{{W14}}}paraId", paragraph)
        self._comments.append(said)
        answer = etree.SubElement(self._answers, f"{{{W15}}}commentEx")
        answer.set(f"{{{W15}}}paraId", paragraph)
        if top:
            answer.set(f"{{{W15}}}paraIdParent", top)
        answer.set(f"{{{W15}}}done", "1" if message["done"] else "0")
        return str(self._last), paragraph

    def begins(self, ids: Sequence[str]) -> list[etree._Element]:
        """The marks before the words on which comments stand."""
        return [self._make("commentRangeStart", id=each) for each in ids]

    def ends(self, ids: Sequence[str]) -> list[etree._Element]:
        """The marks after the words, each with what refers to the comment."""
        made: list[etree._Element] = []
        for each in ids:
            run = self._make("r")
            style = etree.SubElement(etree.SubElement(run, self._w("rPr")), self._w("rStyle"))
            style.set(self._w("val"), "CommentReference")
            run.append(self._make("commentReference", id=each))
            made += [self._make("commentRangeEnd", id=each), run]
        return made

    def parts(self) -> dict[str, tuple[etree._Element, str, str]]:
        """By its name each part as it is now, the last word of its relation, and its type."""
        return {
            self.part: (self._comments, "comments", f"{TYPES}.comments+xml"),
            self.extended: (self._answers, EXTENDED, f"{TYPES}.commentsExtended+xml"),
        }

    def _opened(
        self, package: Package, main: str, kind: str, tag: str, space: str, prefix: str
    ) -> tuple[str, etree._Element]:
        """A part that is there, with the prefixes that we need, or a new one."""
        part = package.related(main, kind)
        root = package.optional(part) if part else None
        spaces = {"w14": W14, "mc": MC, prefix: space}
        if root is None:
            made = etree.Element(f"{{{space}}}{tag}", nsmap=spaces)
        else:
            given: Any = root.nsmap
            taken: Any = {key: value for key, value in given.items() if key not in spaces}
            made = etree.Element(root.tag, nsmap=taken | spaces)
            for key, value in root.attrib.items():
                made.set(key, value)
            made.extend(list(root))
        known = (made.get(f"{{{MC}}}Ignorable") or "").split()
        made.set(f"{{{MC}}}Ignorable", " ".join(dict.fromkeys([*known, "w14"])))
        return part or self._free(package, kind), made

    def _free(self, package: Package, kind: str) -> str:
        names = (posixpath.join(self._folder, f"{kind}{number}.xml") for number in ("", *range(2, 999)))
        return next(each for each in names if not package.holds(each))

    def _paragraph_id(self, key: str) -> str:
        """An id that follows from what the comment is, so that the same comment always has the same."""
        wanted = int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % MOST_ID or 1
        while f"{wanted:08X}" in self._paragraphs:
            wanted = wanted % (MOST_ID - 1) + 1
        self._paragraphs.add(f"{wanted:08X}")
        return f"{wanted:08X}"

    def _paragraph(self, words: str) -> etree._Element:
        made = self._make("p")
        text = etree.SubElement(etree.SubElement(made, self._w("r")), self._w("t"))
        text.text = words
        text.set(SPACE, "preserve")
        return made

    def _make(self, tag: str, **attributes: str) -> etree._Element:
        made = etree.Element(self._w(tag), nsmap={"w": self.w})
        for key, value in attributes.items():
            made.set(self._w(key), value)
        return made

    def _w(self, tag: str) -> str:
        return f"{{{self.w}}}{tag}"
