"""How well, and how fast, quoted places follow into the next version: ./run bench anchoring."""

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks import _baseline, _plans, _revisions
from benchmarks._plans import Piece, Said
from benchmarks._timing import Times, table, timed
from wccflow.evidence.anchoring import EDITED, LOST, Anchor, Placing, follow

PASSAGES = 7_000  # about 400 pages
ROUNDS = 5
JUDGED = ("placed", "proposed", "lost", "asked wrong", "wrong")
HEAD = (
    "edit",
    "anchors",
    "placed",
    "proposed",
    "lost",
    "asked wrong",
    "silently wrong",
    "other placed",
    "other wrong",
)
Follow = Callable[[Sequence[Anchor], Sequence[Said], Sequence[Said]], list[Placing]]


@dataclass(frozen=True)
class Case:
    """Two versions, anchors in the old one, and for each where it may stand in the new one and why."""

    name: str
    old: list[Said]
    new: list[Said]
    anchors: list[Anchor]
    truths: list[tuple[str, frozenset[str]]]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="./run bench anchoring")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pairs", type=int, default=2)
    parser.add_argument("--passages", type=int, default=PASSAGES)
    given = parser.parse_args()
    cases = [
        case for step in range(given.pairs) for case in cases_of(given.seed + step, given.passages, 1500)
    ]
    quality(cases)
    speed(given.seed, given.passages)


def cases_of(seed: int, passages: int, anchors: int) -> list[Case]:
    """Versions edited lightly and heavily, exported anew, and cut anew."""
    random = Random(seed)
    first = _plans.plan(random, passages)
    return [
        _case("edited", random, first, _revisions.revised(random, first), anchors),
        _case("edited twice as much", random, first, _revisions.revised(random, first, amount=2.0), anchors),
        _case("exported anew", random, first, _revisions.laid_out_anew(random, first), anchors // 3),
        _case("cut anew", random, first, _revisions.cut_anew(random, first), anchors // 3),
    ]


def quality(cases: Sequence[Case]) -> None:
    """Print the outcomes for each kind of edit, ours beside the baseline's."""
    ours, theirs = judged(cases, follow), judged(cases, _baseline.followed)
    rows = []
    for case, kind in sorted(ours):
        own, other = ours[case, kind], theirs[case, kind]
        counts = (own.total(), *(own[each] for each in JUDGED), other["placed"], other["wrong"])
        rows.append([f"{case}: {kind}", *map(str, counts)])
    print(table(HEAD, rows))


def speed(seed: int, passages: int) -> None:
    """Print the time for 500 anchors over one long pair: by the clock, and of the processor alone."""
    case = cases_of(seed, passages, 500)[0]
    began = time.process_time()
    taken = Times([timed(lambda: follow(case.anchors, case.old, case.new))[0] for _ in range(ROUNDS)])
    processor = (time.process_time() - began) / ROUNDS * 1000
    size = f"{len(case.anchors)} anchors over {len(case.old)} and {len(case.new)} passages"
    print(f"\n{size}: {taken} ms, p50 / p95; {processor:.0f} ms of one processor")


def judged(cases: Sequence[Case], way: Follow) -> dict[tuple[str, str], Counter[str]]:
    """How often each judgement fell, by case and kind of edit."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for case in cases:
        for placing, (kind, truth) in zip(way(case.anchors, case.old, case.new), case.truths, strict=True):
            counts[case.name, kind][judgement(placing, truth)] += 1
    return counts


def judgement(placing: Placing, truth: frozenset[str]) -> str:
    """Whether one placing is right; nothing is right of what was deleted but to lose it or to ask."""
    if placing.outcome == LOST:
        return "lost"
    right = placing.passage in truth
    if placing.outcome == EDITED:
        return "proposed" if right else "asked wrong"
    return "placed" if right else "wrong"


def _case(name: str, random: Random, first: list[Piece], second: list[Piece], count: int) -> Case:
    old, new = _plans.said(first), _plans.said(second)
    where: dict[int, list[int]] = defaultdict(list)
    for at, piece in enumerate(second):
        for part in piece.parts:
            where[part].append(at)
    repeated = Counter(piece.text for piece in first)
    anchors: list[Anchor] = []
    truths: list[tuple[str, frozenset[str]]] = []
    for at in random.sample(range(len(first)), min(count, len(first))):
        anchor = _anchor(random, old[at])
        anchors.append(anchor)
        truths.append(_truth(anchor, first[at], [(second[each], new[each]) for each in where[at]], repeated))
    return Case(name, old, new, anchors, truths)


def _anchor(random: Random, said: Said) -> Anchor:
    """A whole passage, a sentence of it, or a few words."""
    start, end = 0, len(said.text)
    drawn = random.random()
    spaces = [at + 1 for at in range(len(said.text)) if said.text[at] == " "]
    if drawn < 0.5 and len(spaces) > 8:
        length = random.randint(3, 8)
        first = random.randrange(len(spaces) - length)
        start, end = spaces[first], spaces[first + length] - 1
    elif drawn < 0.7 and ". " in said.text:
        start = said.text.index(". ") + 2
        stop = said.text.find(". ", start)
        end = stop + 1 if stop > 0 else end
    text = said.text
    return Anchor(
        said.key, text[start:end], text[max(0, start - 32) : start], text[end : end + 32], said.heading
    )


def _truth(
    anchor: Anchor, piece: Piece, became: list[tuple[Piece, Said]], repeated: Counter[str]
) -> tuple[str, frozenset[str]]:
    kind = became[0][0].what if became else "deleted"
    if kind in ("unchanged", "moved", "section moved") and repeated[piece.text] > 1:
        kind += ", repeated words"
    if kind == "split":
        holding = [said.key for _, said in became if anchor.quote in said.text]
        return kind, frozenset(holding or [said.key for _, said in became])
    return kind, frozenset(said.key for _, said in became)


if __name__ == "__main__":
    main()
