"""The comments on slides, in the older form and in threads, with their answers."""

from collections.abc import Iterator

from lxml import etree

from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.markup import found, name, text_of
from wccflow.evidence.reading.package import Package

COMMENTS, AUTHORS = "comments", ("commentAuthors", "authors")


class Remarks:
    """The comments of a file while its slides are read."""

    def __init__(self, package: Package, main: str, gathering: Gathering) -> None:
        self._package = package
        self._gathering = gathering
        self._count = 0
        self._authors = {
            row.get("id", ""): row.get("name", "")
            for kind, part in package.relations(main).values()
            if kind in AUTHORS
            for row in _children(package.optional(part))
        }

    def gather(self, slide: str, passage: str) -> None:
        """Gather the comments of one slide, which hang on its first passage."""
        for kind, part in self._package.relations(slide).values():
            root = self._package.optional(part) if kind == COMMENTS else None
            for comment in _children(root):
                self._take(comment, passage)

    def announce(self) -> None:
        """Tell how many there are."""
        if self._count:
            self._gathering.warn(sentences.comments(self._count))

    def _take(self, comment: etree._Element, passage: str) -> None:
        """Keep a comment and the answers inside it."""
        answers = [answer for each in comment if _local(each) == "replyLst" for answer in each]
        for row in (comment, *answers):
            self._count += 1
            author = self._authors.get(row.get("authorId", ""), "")
            at = row.get("dt") or row.get("created") or ""
            self._gathering.remark(_text(row), author=author, at=at, passage=passage)


def _text(row: etree._Element) -> str:
    """The words of a comment: bare in the older form, paragraphs in the newer."""
    bare = "".join(text_of(each) for each in row if _local(each) == "text")
    bodies = [each for each in row if _local(each) == "txBody"]
    return bare or " ".join(text_of(text) for body in bodies for text in found(body, "a:t"))


def _children(root: etree._Element | None) -> Iterator[etree._Element]:
    return iter(()) if root is None else root.iterchildren(etree.Element)


def _local(element: etree._Element) -> str:
    """The name without where it comes from: the newer form has a space of its own."""
    return name(element).rpartition(":")[2]
