"""Which passages speak of an item: BM25F over its curated terms, headings counted, documents varied; pure."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Protocol

from wccflow.coverage.rules import words_named
from wccflow.engine.content import Item
from wccflow.evidence.rules import ROWS
from wccflow.search.words import spoken, stem, words

MOST = 5
# Robertson and Zaragoza (2009), the usual values of BM25; a word in a heading counts half as much again.
SATURATION, LENGTH_SHARE, HEADING_WEIGHT = 1.2, 0.75, 1.5
SERVES = 1.25  # a document that the workflow names for the item is the likelier place
SAME_DOCUMENT, SAME_HEADING = 0.65, 0.8  # what a passage is still worth beside another from there
LEAST_WORDS, LEAST_IN_ROW = 8, 4  # shorter passages show nothing
LONGEST, BEFORE = 420, 120  # characters of a passage that are shown, and of them before the first match
EMPTY = frozenset(
    (
        *(
            "a",
            "an",
            "and",
            "are",
            "as",
            "at",
            "be",
            "between",
            "by",
            "for",
            "from",
            "in",
            "into",
            "is",
            "it",
        ),
        *("its", "of", "on", "or", "that", "the", "their", "to", "with", "within"),
    )
)

Stems = tuple[str, ...]


class Said(Protocol):
    """What scoring asks of a passage."""

    @property
    def slot(self) -> str:
        """The slot of its document."""

    @property
    def key(self) -> str:
        """Its name."""

    @property
    def kind(self) -> str:
        """heading, paragraph, table row and so on."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def heading(self) -> str | None:
        """The heading above it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that speaks of an item, and by which of its words."""

    number: int
    score: float
    matched: tuple[str, ...]


class Corpus:
    """Passages of one case, with each word looked up once; `total` counts those left out as well."""

    def __init__(self, passages: Sequence[Said], *, total: int = 0) -> None:
        self.passages = passages
        self.total = max(total, len(passages))
        self.texts = [_stems(each.text) for each in passages]
        self.headings = [_stems(each.heading or "") for each in passages]
        self.usual = max(1.0, sum(map(len, self.texts)) / max(1, len(passages)))
        self.having: dict[str, set[int]] = {}
        for number, (text, heading) in enumerate(zip(self.texts, self.headings, strict=True)):
            for each in {*text, *heading}:
                self.having.setdefault(each, set()).add(number)

    def best(self, item: Item, *, without: Collection[str] = ()) -> list[Hit]:
        """At most five passages for an item, best first, none whose words are named in `without`."""
        return _varied(self.passages, [hit for hit in self.hits(item) if self._fits(hit, without)])

    def hits(self, item: Item) -> list[Hit]:
        """Every passage that has a term of the item, with its score; its title alone finds none."""
        terms = [(term, _stems(term)) for term in item.terms]
        title = [(word, (stem(word),)) for word in words(item.title) if word not in EMPTY]
        known = {stems for _, stems in terms}
        scores: dict[int, float] = {}
        matched: dict[int, list[str]] = {}
        for term, stems in [*terms, *((word, each) for word, each in title if each not in known)]:
            self._count(term, stems, scores, matched)
        speaking = {term for term, _ in terms or title}
        return [
            Hit(number, self._raised(number, item, score), _told(matched[number]))
            for number, score in scores.items()
            if speaking.intersection(matched[number])
        ]

    def _count(
        self, term: str, stems: Stems, scores: dict[int, float], matched: dict[int, list[str]]
    ) -> None:
        found = {number: self._weight(number, stems) for number in self._candidates(stems)}
        found = {number: weight for number, weight in found.items() if weight}
        rarity = log(1 + (self.total - len(found) + 0.5) / (len(found) + 0.5))
        for number, weight in found.items():
            scores[number] = scores.get(number, 0.0) + rarity * weight / (SATURATION + weight)
            matched.setdefault(number, []).append(term)

    def _candidates(self, stems: Stems) -> set[int]:
        if not stems:
            return set()
        return set.intersection(*(self.having.get(each, set()) for each in stems))

    def _weight(self, number: int, stems: Stems) -> float:
        text = self.texts[number]
        length = 1 - LENGTH_SHARE + LENGTH_SHARE * len(text) / self.usual
        return _times(text, stems) / length + HEADING_WEIGHT * _times(self.headings[number], stems)

    def _raised(self, number: int, item: Item, score: float) -> float:
        return score * (SERVES if self.passages[number].slot in item.slots else 1.0)

    def _fits(self, hit: Hit, without: Collection[str]) -> bool:
        passage = self.passages[hit.number]
        least = LEAST_IN_ROW if passage.kind in ROWS else LEAST_WORDS
        fresh = words_named(passage.key) not in without
        return fresh and passage.kind != "heading" and len(self.texts[hit.number]) >= least


def lit(text: str, terms: Sequence[str]) -> list[tuple[str, bool]]:
    """The text in pieces with whether a term lights them; of a long one the part where the first stands."""
    said = list(spoken(text))
    stems = [stem(each.word) for each in said]
    marks = sorted(_marks(stems, [_stems(term) for term in terms]))
    places = [(said[first].start, said[last].end) for first, last in marks]
    start, end = _window(text, places[0][0] if places else 0)
    return [*_more(start > 0), *_pieces(text, places, start, end), *_more(end < len(text))]


def _stems(text: str) -> Stems:
    return tuple(stem(each) for each in words(text))


def _told(matched: Sequence[str]) -> tuple[str, ...]:
    """The words found, without those that a longer one of them says already."""
    stems = {term: _stems(term) for term in matched}
    longer = {each for said in stems.values() if len(said) > 1 for each in said}
    return tuple(term for term, said in stems.items() if len(said) > 1 or not longer.issuperset(said))


def _times(said: Stems, wanted: Stems) -> int:
    if len(wanted) == 1:
        return said.count(wanted[0])
    length = len(wanted)
    return sum(said[at : at + length] == wanted for at in range(len(said) - length + 1))


def _varied(passages: Sequence[Said], hits: Sequence[Hit]) -> list[Hit]:
    """The best hits, each worth less for every one already taken from its document and below its heading."""
    left = sorted(hits, key=lambda hit: (-hit.score, hit.number))[: 10 * MOST]
    chosen: list[Hit] = []
    while left and len(chosen) < MOST:
        best = max(left, key=lambda hit: (_worth(passages, hit, chosen), -hit.number))
        left.remove(best)
        if all(passages[best.number].text != passages[each.number].text for each in chosen):
            chosen.append(best)
    return chosen


def _worth(passages: Sequence[Said], hit: Hit, chosen: Sequence[Hit]) -> float:
    here = passages[hit.number]
    beside = [passages[each.number] for each in chosen if passages[each.number].slot == here.slot]
    same = sum(each.heading == here.heading for each in beside)
    return hit.score * float(SAME_DOCUMENT ** len(beside) * SAME_HEADING**same)


def _marks(stems: Sequence[str], wanted: Sequence[Stems]) -> Iterator[tuple[int, int]]:
    """The places of the words that some term lights, each as its first and last word."""
    for at in range(len(stems)):
        fits = [len(term) for term in wanted if term and tuple(stems[at : at + len(term)]) == term]
        if fits:
            yield at, at + max(fits) - 1


def _window(text: str, first: int) -> tuple[int, int]:
    if len(text) <= LONGEST:
        return 0, len(text)
    start = min(max(0, first - BEFORE), len(text) - LONGEST)
    start = text.find(" ", start) + 1 if start else 0
    end = text.rfind(" ", start, start + LONGEST)
    return start, len(text) if start + LONGEST >= len(text) or end < 0 else end


def _more(there_is: bool) -> list[tuple[str, bool]]:
    return [("…", False)] if there_is else []


def _pieces(text: str, places: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[str, bool]]:
    at = start
    for first, last in places:
        if first < at or last > end:
            continue
        if first > at:
            yield text[at:first], False
        yield text[first:last], True
        at = last
    if at < end:
        yield text[at:end], False
