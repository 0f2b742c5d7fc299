"""A Word file with comments put on its words: the copy that is mailed, with all else as it was."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from wccflow.base.errors import Refused
from wccflow.evidence.reading import progress, sentences
from wccflow.evidence.reading.gate import admit
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.markup import name
from wccflow.evidence.reading.package import Package
from wccflow.evidence.reading.word_notes import SPACE, Notes
from wccflow.evidence.reading.word_package import as_bytes, related, written
from wccflow.evidence.reading.word_places import PlacedWalk, walked
from wccflow.evidence.reading.word_pointing import NOWHERE, point, surround

NO_WORD_FILE = "This is not a Word file."


def answer(path: Path, file_name: str, limits: Limits, asked: Any) -> dict[str, Any]:
    """The copy as text in base 64, and for each thread whether it stands in its place.

    `asked` is {first: [sentence], heading, threads: [{passage, quote, prefix, where, messages: [{key, author,
    initials, at, words: [line], done}]}]}; a thread without a passage is about the document as a whole.
    """
    admitted = admit(path, file_name, limits)
    if admitted.family != "word" or admitted.package is None:
        raise Refused(NO_WORD_FILE)
    made, outcomes = commented(admitted.package, asked)
    return {"file": base64.b64encode(made).decode("ascii"), "outcomes": outcomes}


def commented(package: Package, asked: Mapping[str, Any]) -> tuple[bytes, list[str]]:
    """The file with its comments. Raises Refused where it has no text."""
    walk = walked(package)
    return _Copy(package, walk).made(asked)


class _Copy:
    """One copy while it is made."""

    def __init__(self, package: Package, walk: PlacedWalk) -> None:
        self._package, self._walk = package, walk
        self._notes = Notes(package, walk.main, walk.root)
        body = next((each for each in walk.root if name(each) == "w:body"), None)
        if body is None:
            raise Refused(sentences.DAMAGED)
        self._body: etree._Element = body
        self._w = self._notes.w

    def made(self, asked: Mapping[str, Any]) -> tuple[bytes, list[str]]:
        """The file, and for each thread in its order how surely it stands."""
        threads = asked["threads"]
        first = [self._paragraph(words, bold=True) for words in asked["first"]]
        outcomes = []
        for number, thread in enumerate(threads, start=1):
            progress.tell(number, len(threads))
            outcomes.append(self._put(thread, first))
        self._list([each for each, how in zip(threads, outcomes, strict=True) if how == NOWHERE], asked)
        for place, paragraph in enumerate(first):
            self._body.insert(place, paragraph)
        return self._written(), outcomes

    def _put(self, thread: Mapping[str, Any], first: Sequence[etree._Element]) -> str:
        """Put one thread in its place; nothing is put where there is none."""
        if not thread["passage"]:
            return self._on(first[0], thread) if first else NOWHERE
        spot = self._walk.story.places.get(thread["passage"])
        noted: list[str] = []

        def begins(_: str) -> list[etree._Element]:
            noted[:] = noted or list(self._noted(thread))
            return self._notes.begins(noted)

        def ends(_: str) -> list[etree._Element]:
            noted[:] = noted or list(self._noted(thread))
            return self._notes.ends(noted)

        return point(spot, thread["quote"], thread["prefix"], begins=begins, ends=ends)

    def _on(self, paragraph: etree._Element, thread: Mapping[str, Any]) -> str:
        ids = list(self._noted(thread))
        surround(paragraph, begins=lambda _: self._notes.begins(ids), ends=lambda _: self._notes.ends(ids))
        return "whole"

    def _noted(self, thread: Mapping[str, Any]) -> Iterator[str]:
        """Add the messages of a thread as comments, each an answer to the first; gives their ids."""
        top = ""
        for message in thread["messages"]:
            key, paragraph = self._notes.add(message, top)
            top = top or paragraph
            yield key

    def _list(self, threads: Sequence[Mapping[str, Any]], asked: Mapping[str, Any]) -> None:
        """List at the end, each with its comments, what Word can show in no place of its own."""
        if not threads:
            return
        paragraphs = [self._paragraph(asked["heading"], bold=True, on_new_page=True)]
        for thread in threads:
            words = f"“{thread['quote']}”" if thread["quote"] else ""
            said = self._paragraph(" ".join(filter(None, (words, f"({thread['where']})"))))
            self._on(said, thread)
            paragraphs.append(said)
        last = self._body[-1] if len(self._body) else None
        ends = len(self._body) - 1 if last is not None and name(last) == "w:sectPr" else len(self._body)
        for offset, paragraph in enumerate(paragraphs):
            self._body.insert(ends + offset, paragraph)

    def _written(self) -> bytes:
        parts = self._notes.parts()
        known = related(
            self._package,
            self._walk.main,
            {part: (kind, content_type) for part, (_, kind, content_type) in parts.items()},
            self._w,
        )
        changed = {self._walk.main: as_bytes(self._walk.root), **known}
        changed |= {part: as_bytes(root) for part, (root, _, _) in parts.items()}
        return written(self._package, changed)

    def _paragraph(self, words: str, *, bold: bool = False, on_new_page: bool = False) -> etree._Element:
        made = etree.Element(f"{{{self._w}}}p", nsmap={"w": self._w})
        if on_new_page:
            properties = etree.SubElement(made, f"{{{self._w}}}pPr")
            etree.SubElement(properties, f"{{{self._w}}}pageBreakBefore")
        run = etree.SubElement(made, f"{{{self._w}}}r")
        if bold:
            etree.SubElement(etree.SubElement(run, f"{{{self._w}}}rPr"), f"{{{self._w}}}b")
        text = etree.SubElement(run, f"{{{self._w}}}t")
        text.text = words
        text.set(SPACE, "preserve")
        return made
