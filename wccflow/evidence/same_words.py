"""Passages of two versions that say the same words, paired only where their place is beyond doubt.

Words that stand once in each version are their own evidence, when they are enough. Repeats, short headings
and rows of numbers are paired by what stands beside them and by nothing else: the rest is asked of a person.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wccflow.evidence.likeness import alike, longest_increasing

NONE = -2  # no passage; -1 and the length are the edges of a document, which are pairs too
ENOUGH_LETTERS, ENOUGH_WORDS = 25, 5  # words that stand once are evidence from here on
ENOUGH_DIGITS = 7  # with a name beside them, in a row of a table
NAMING_LETTERS = 4  # fewer letters name nothing: such a row is numbers only
NEAR = 6  # passages to either side that vouch for short words that stand once
BESIDE, TWIN = 3, 0.75  # passages to either side that may be a changed copy, and from when on they are
ROUNDS = 12
DIGIT = re.compile(r"\d")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")  # says little: every table has its years
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Run:
    """Passages with the same words, one after the other; a lone passage is a run of one."""

    start: int
    length: int
    words: str

    @property
    def end(self) -> int:
        """The place after its last passage."""
        return self.start + self.length


class Same:
    """What is known so far of two versions, given by the words of each passage without their layout."""

    def __init__(self, old: Sequence[str], new: Sequence[str], counts: Sequence[int]) -> None:
        self.old, self.new = old, new
        self.word_counts = counts  # of the old passages
        self.to_new = [NONE] * len(old)
        self.to_old = [NONE] * len(new)
        self.old_runs, self.new_runs = list(_runs(old)), list(_runs(new))
        self.old_places, self.new_places = _places(old), _places(new)
        self._doubted: set[int] = set()
        self._likely: Mapping[int, int] = {}
        self._needs_both = True
        self._sure: list[int] = []
        self._sure_in_order: list[int] = []
        self._begin_once()

    def settle(self, likely: Mapping[int, int] | None = None) -> None:
        """Pair what stands beside pairs, round after round.

        `likely` are pairs that were reworded; before they are known only both neighbours together are enough.
        """
        self._needs_both, likely = likely is None, likely or {}
        back = {after: before for before, after in likely.items()}
        self._mark_sure()
        self._likely = likely
        for _ in range(ROUNDS):
            found = list(self._vouched(likely, back))
            if not found:
                break
            for before, after in found:
                self._pair(before, after)
        self._settle_short()

    def in_order(self) -> set[int]:
        """The old passages of the pairs that kept their order: the others have moved."""
        paired = [at for at, image in enumerate(self.to_new) if image != NONE]
        kept = longest_increasing([self.to_new[at] for at in paired])
        return {paired[at] for at in kept}

    def part(self, before: int) -> None:
        """Take a pair back, and believe it again only when its neighbours say so."""
        self._doubted.add(before)
        self.to_old[self.to_new[before]] = NONE
        self.to_new[before] = NONE

    def once(self, words: str) -> bool:
        """Whether these words stand once in each version."""
        return len(self.old_places[words]) == 1 and len(self.new_places.get(words, ())) == 1

    def image(self, at: int) -> int:
        """The new place of an old one, edges included."""
        return _image(self.to_new, at, len(self.new))

    def origin(self, at: int) -> int:
        """The old place of a new one, edges included."""
        return _image(self.to_old, at, len(self.old))

    def _begin_once(self) -> None:
        for words, places in self.old_places.items():
            if self.once(words) and self._says_enough(places[0]):
                self._pair(Run(places[0], 1, words), Run(self.new_places[words][0], 1, words))

    def _says_enough(self, at: int) -> bool:
        text = self.old[at]
        letters = len(LETTER.findall(text))
        if self.word_counts[at] >= ENOUGH_WORDS and letters >= ENOUGH_LETTERS:
            return True
        return letters >= NAMING_LETTERS and len(DIGIT.findall(YEAR.sub("", text))) >= ENOUGH_DIGITS

    def _pair(self, before: Run, after: Run) -> None:
        for step in range(before.length):
            self.to_new[before.start + step] = after.start + step
            self.to_old[after.start + step] = before.start + step

    def _vouched(self, likely: Mapping[int, int], back: Mapping[int, int]) -> Iterator[tuple[Run, Run]]:
        """Runs whose neighbours agree on one place that nothing else claims."""
        old_at = {run.start: run for run in self.old_runs}
        new_at = {run.start: run for run in self.new_runs}
        old_end = {run.end: run for run in self.old_runs}
        new_end = {run.end: run for run in self.new_runs}
        for run in self.old_runs:
            if self.to_new[run.start] != NONE or run.words not in self.new_places:
                continue
            claims = _claims(run, self.image, likely, new_at, new_end)
            free = {start for start in claims if self.to_old[start] == NONE}
            if len(claims) != 1 or not free:
                continue
            claimed = new_at[free.pop()]
            rivals = _claims(claimed, self.origin, back, old_at, old_end)
            if set(rivals) <= {run.start} and self._is_enough(claims[claimed.start], run, claimed):
                yield run, claimed

    def _is_enough(self, support: float, run: Run, claimed: Run) -> bool:
        """Both neighbours; or one, where the words stand as often in the same stretch of both versions."""
        if support >= 2 or self._needs_both:
            return support >= 2
        most = NONE if support >= 1 else run.length
        often = any(self._as_often(run, claimed, row, most) for row in (self._sure, self._sure_in_order))
        return often and not self._has_twin(run, claimed)

    def _has_twin(self, run: Run, claimed: Run) -> bool:
        """Whether one not paired yet, here or by a neighbour, says nearly the same: the changed original."""
        low, high = self._near_image(run.start - 1), self._near_image(run.end)
        edges = (claimed.start, claimed.end, low + 1, high)
        there = {at for edge in edges for at in range(edge - BESIDE, edge + BESIDE)}
        here = range(run.start - BESIDE, run.end + BESIDE)
        return any(
            0 <= at < len(texts) and images[at] == NONE and _are_twins(run.words, texts[at])
            for texts, images, places in ((self.new, self.to_old, there), (self.old, self.to_new, here))
            for at in places
        )

    def _near_image(self, at: int) -> int:
        image = self.image(at)
        return self._likely.get(at, NONE) if image == NONE else image

    def _as_often(self, run: Run, claimed: Run, row: Sequence[int], most: int) -> bool:
        """Whether the words stand as often between the same sure pairs; `most` is how often, unless none."""
        after = bisect_left(row, run.start)
        low, high = row[after - 1], row[after]
        if not self.image(low) < claimed.start < self.image(high):
            return False
        here = _between(self.old_places[run.words], low, high)
        there = _between(self.new_places[run.words], self.image(low), self.image(high))
        return here == there and most in (NONE, here)

    def _mark_sure(self) -> None:
        """Note for each old passage the nearest before and after whose words stand once and are paired."""
        sure = [at for at, image in enumerate(self.to_new) if image != NONE and self.once(self.old[at])]
        in_order = self.in_order()
        self._sure = [-1, *sure, len(self.old)]
        self._sure_in_order = [-1, *(at for at in sure if at in in_order), len(self.old)]

    def _settle_short(self) -> None:
        """Pair few words that stand once in each version and near each other's neighbours."""
        for words, places in self.old_places.items():
            at = places[0]
            if self.to_new[at] != NONE or at in self._doubted or not self.once(words):
                continue
            target = self.new_places[words][0]
            if len(LETTER.findall(words)) >= NAMING_LETTERS and self._is_near(at, target):
                self._pair(Run(at, 1, words), Run(target, 1, words))

    def _is_near(self, at: int, target: int) -> bool:
        around = range(max(at - NEAR, 0), min(at + NEAR + 1, len(self.old)))
        return any(
            abs(self.to_new[each] - target) <= 2 * NEAR for each in around if self.to_new[each] != NONE
        )


def _claims(
    run: Run,
    image: Callable[[int], int],
    likely: Mapping[int, int],
    at: Mapping[int, Run],
    ending: Mapping[int, Run],
) -> dict[int, float]:
    """Where the neighbours of a run would have it, by the start of the place, with how much they say."""
    claims: dict[int, float] = defaultdict(float)
    for beside, found, towards in ((run.start - 1, at, 1), (run.end, ending, 0)):
        there, weight = image(beside), 1.0
        if there == NONE and beside in likely:
            there, weight = likely[beside], 0.5
        if there == NONE:
            continue
        place = found.get(there + towards)
        if place is not None and place.words == run.words and place.length == run.length:
            claims[place.start] += weight
    return dict(claims)


def _are_twins(one: str, other: str) -> bool:
    if one == other:
        return False
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or long.endswith(short) or alike(one, other) >= TWIN


def _image(images: Sequence[int], at: int, last: int) -> int:
    if at < 0:
        return -1
    return last if at >= len(images) else images[at]


def _runs(texts: Sequence[str]) -> Iterator[Run]:
    start = 0
    for at in range(1, len(texts) + 1):
        if at == len(texts) or texts[at] != texts[start]:
            yield Run(start, at - start, texts[start])
            start = at


def _places(texts: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        places[text].append(at)
    return dict(places)


def _between(places: Sequence[int], low: int, high: int) -> int:
    return bisect_left(places, high) - bisect_right(places, low)
