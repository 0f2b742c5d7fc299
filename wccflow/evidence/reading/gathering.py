"""Where the families put what they find: headings make the path, texts become passages."""

from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.cleaning import LONGEST_PASSAGE, clean, pieces
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.passages import Passage, Picture, Reading, Remark, passage_id

BETWEEN_HEADINGS = " › "
BETWEEN_CELLS = " | "
LONGEST_HEADING = 250
MOST_PICTURES = 300
MOST_REMARKS = 5_000
TABLE_HEADER = 1  # the level of a table's row that names its columns


class Full(Exception):
    """One document may not have more passages: what is there is kept, and said to be cut short."""


class Gathering:
    """The passages of one document while it is read."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.passages: list[Passage] = []
        self.warnings: list[str] = []
        self.remarks: list[Remark] = []
        self.pictures: list[Picture] = []
        self.pages: int | None = None
        self.tables = 0
        self._characters = 0
        self._waiting = ""
        self._path: list[tuple[int, str]] = []
        self._seen: dict[str, int] = {}

    def heading(self, text: str, level: int, page: int | None = None) -> None:
        """Add a heading and put what follows beneath it; a heading as long as a paragraph is a paragraph."""
        words = clean(text)
        if len(words) > LONGEST_HEADING:
            self.text("paragraph", words, page=page)
        elif words:
            self._path = [above for above in self._path if above[0] < level]
            self._add("heading", words, page=page, level=level)
            self._path.append((level, words))

    def heading_when_needed(self, text: str) -> None:
        """Keep a highest heading until something follows it; the next one takes its place."""
        self._waiting = text

    def text(
        self,
        kind: str,
        text: str,
        *,
        page: int | None = None,
        cell: str | None = None,
        level: int | None = None,
    ) -> None:
        """Add a text, in pieces where it is very long; nothing where it holds no words."""
        for piece in pieces(clean(text)):
            self._add(kind, piece, page=page, cell=cell, level=level)

    def row(
        self, kind: str, texts: list[str], *, cell: str, page: int | None = None, heads: bool = False
    ) -> None:
        """Add one row of a table with its cells; a row as long as a chapter becomes its cells, one by one.

        `heads` says that the row names the columns of those beneath it.
        """
        cells = tuple(clean(text) for text in texts)
        joined = BETWEEN_CELLS.join(text for text in cells if text)
        if len(joined) <= LONGEST_PASSAGE:
            if joined:
                level = TABLE_HEADER if heads else None
                self._add(kind, joined, page=page, cell=cell, level=level, cells=cells)
            return
        for column, text in enumerate(cells, start=1):
            self.text("cell", text, page=page, cell=f"{cell} column {column}")

    def remark(self, text: str, *, author: str = "", at: str = "", passage: str = "") -> None:
        """Add what somebody wrote in the margin; nothing where it holds no words."""
        words = clean(text)[:LONGEST_PASSAGE]
        if words and len(self.remarks) < MOST_REMARKS:
            self.remarks.append(Remark(words, clean(author), at.strip()[:40], passage))

    def picture(self, name: str, alt: str = "") -> None:
        """Add a picture after the passage that was gathered last; of a file, the first few hundred."""
        if len(self.pictures) < MOST_PICTURES:
            self.pictures.append(Picture(name, self.last_passage(), clean(alt)[:LONGEST_HEADING]))

    def last_passage(self) -> str:
        """The name of the passage that was gathered last; empty before the first."""
        return self.passages[-1].id if self.passages else ""

    def warn(self, sentence: str) -> None:
        """Keep what the reader must be told, once."""
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def close_path(self) -> None:
        """Begin again beneath no heading."""
        self._path = []

    def finish(self, kind: str) -> Reading:
        """The reading that was gathered."""
        return Reading(
            kind,
            self.pages,
            tuple(self.passages),
            tuple(self.warnings),
            tuple(self.remarks),
            tuple(self.pictures),
        )

    def _add(
        self,
        kind: str,
        text: str,
        *,
        page: int | None,
        cell: str | None = None,
        level: int | None = None,
        cells: tuple[str, ...] = (),
    ) -> None:
        if self._waiting:
            waiting, self._waiting = self._waiting, ""
            self.heading(waiting, 1)
        self._characters += len(text)
        if len(self.passages) >= self.limits.max_passages or self._characters > self.limits.max_characters:
            self.warn(sentences.CUT_SHORT)
            raise Full
        path = BETWEEN_HEADINGS.join(words for _, words in self._path) or None
        name = passage_id(text, self._seen)
        self.passages.append(Passage(name, kind, text, path, page, cell, level, cells))
