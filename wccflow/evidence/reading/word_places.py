"""A Word file walked with the place of every letter, so that words can be pointed at in the file itself."""

import contextlib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.cleaning import UNWANTED
from wccflow.evidence.reading.gathering import Full, Gathering
from wccflow.evidence.reading.markup import attribute, name
from wccflow.evidence.reading.package import Package
from wccflow.evidence.reading.word import Walk, bodies_of
from wccflow.evidence.reading.word_beside import beside
from wccflow.evidence.reading.word_story import Place, Story
from wccflow.evidence.reading.word_text import Line, Text

BEGINS, ENDS = "w:commentRangeStart", "w:commentRangeEnd"
BETWEEN_CELLS = "|"


@dataclass
class Letters:
    """The letters of one paragraph, in pieces, each with the element that holds it; and marks among them."""

    line: Line
    paragraph: etree._Element | None = None
    sources: list[etree._Element] = field(default_factory=list)
    marks: list[tuple[str, bool, int]] = field(default_factory=list)
    """Of comments by id: whether one begins here or ends, and before which piece."""

    def note(self, element: etree._Element) -> None:
        """Keep that the pieces that came last are this element's."""
        self.sources += [element] * (len(self.line.pieces) - len(self.sources))

    def counted(self) -> Iterator[tuple[str, int, int]]:
        """The letters that count, each with its piece and its place in it."""
        for number, piece in enumerate(self.line.pieces):
            for at, sign in enumerate(piece):
                for each in counting(sign):
                    yield each, number, at


@dataclass
class Spot:
    """Where a passage stands: its own paragraphs, or the one on which its note, box or picture hangs."""

    lines: list[Letters] = field(default_factory=list)
    host: Letters | None = None


class PlacedText(Text):
    """Reads paragraphs, and remembers from where each letter came."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.styles, text.pages)
        self.kept: dict[int, Letters] = {}

    def line(self, paragraph: etree._Element) -> Line:
        """What stands in a paragraph."""
        line = super().line(paragraph)
        self.letters(line).paragraph = paragraph
        return line

    def letters(self, line: Line) -> Letters:
        """The letters of a line, which stays as long as this does."""
        return self.kept.setdefault(id(line), Letters(line))

    def _take(self, element: etree._Element, line: Line, style: str | None) -> None:
        letters, key = self.letters(line), name(element)
        if key in (BEGINS, ENDS):
            letters.marks.append((attribute(element, "w:id") or "", key == BEGINS, len(line.pieces)))
        super()._take(element, line, style)
        letters.note(element)

    def _take_piece(self, element: etree._Element, line: Line, hidden: bool) -> None:
        super()._take_piece(element, line, hidden)
        self.letters(line).note(element)


class PlacedStory(Story):
    """Gathers passages, and remembers on which paragraphs each stands."""

    places: dict[str, Spot]
    order: list[tuple[Letters, str]]
    _host: Letters | None = None

    def begin(self, text: PlacedText) -> "PlacedStory":
        """Itself, before anything was gathered."""
        self.letters, self.places, self.order = text.letters, {}, []
        return self

    def _note_comments(self, line: Line, before: int) -> None:
        super()._note_comments(line, before)
        added, letters = self.gathering.passages[before:], self.letters(line)
        for passage in added:
            self.places.setdefault(passage.id, Spot()).lines.append(letters)
        self.order.append((letters, added[0].id if added else ""))

    def _hanging(self, line: Line, place: Place) -> None:
        outer, before = self._host, len(self.gathering.passages)
        self._host = outer or self.letters(line)
        super()._hanging(line, place)
        for passage in self.gathering.passages[before:]:
            self.places.setdefault(passage.id, Spot()).host = self._host
        self._host = outer


class PlacedWalk(Walk):
    """The walk over a Word file that remembers where everything stands."""

    def __init__(self, package: Package, main: str, root: etree._Element, gathering: Gathering) -> None:
        super().__init__(package, main, root, gathering, 0)
        self.main, self.root, self.gathering = main, root, gathering
        self.placed = self.text = PlacedText(self.text)
        self.stories: list[PlacedStory] = []

    @property
    def story(self) -> PlacedStory:
        """The story of the text itself; those of heads and feet come after it."""
        return self.stories[0]

    def _story(self, part: str, gathering: Gathering) -> Story:
        made = PlacedStory(gathering, self.placed, beside(self._package, part, self._inserted))
        self.stories.append(made.begin(self.placed))
        return made


def walked(package: Package) -> PlacedWalk:
    """The file walked to its end, or as far as the limits allow. Raises Refused where it holds no text."""
    main = package.main_part()
    root = package.root(main) if main else None
    bodies = [] if root is None else bodies_of(root)
    if main is None or root is None or not bodies:
        raise Refused(sentences.DAMAGED)
    walk = PlacedWalk(package, main, root, Gathering(package.limits))
    with contextlib.suppress(Full):
        walk.all(bodies)
    return walk


def counting(text: str) -> str:
    """What counts of a text when words are looked for: its letters, taken apart, and no white space."""
    bare = (each for each in UNWANTED.sub("", text) if not each.isspace() and each != BETWEEN_CELLS)
    return unicodedata.normalize("NFKD", "".join(bare))


@dataclass(frozen=True, slots=True)
class Letter:
    """Where one letter stands: in which line, in which piece of it, and where in that."""

    line: Letters
    piece: int
    at: int


def stands_at(lines: Sequence[Letters], quote: str, prefix: str) -> tuple[Letter, Letter] | None:
    """The first and the last letter of a quote; None where it does not stand in these lines."""
    signs, places = list[str](), list[Letter]()
    for line in lines:
        for sign, piece, at in line.counted():
            signs.append(sign)
            places.append(Letter(line, piece, at))
    text, wanted = "".join(signs), counting(quote)
    if not wanted or wanted not in text:
        return None
    start = _best(text, wanted, counting(prefix))
    return places[start], places[start + len(wanted) - 1]


def _best(text: str, wanted: str, prefix: str) -> int:
    """Of several places of the words the one before which the same stands."""
    found, at = list[int](), text.find(wanted)
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + 1)
    return max(found, key=lambda each: (_same_end(text[:each], prefix), -each))


def _same_end(one: str, other: str) -> int:
    count = 0
    for first, second in zip(reversed(one), reversed(other), strict=False):
        if first != second:
            break
        count += 1
    return count
