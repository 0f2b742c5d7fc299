"""The queries that every engine is asked alike, by class, and the scopes of those who ask."""

import random
from collections import Counter
from collections.abc import Callable, Sequence

from benchmarks._texts import Texts
from wccflow.search.grammar import parse
from wccflow.search.tree import Tree

SCOPES = {"one organisation": 1, "a reviewer's five": 5, "an SHA's fifteen": 15, "the nation": 0}
SAMPLED = 10  # one passage in so many is read to know how common words are
SHORTEST = 4  # letters of a word that is asked for
COMMON, MID, RARE = (0.01, 0.25), (0.001, 0.01), (0.00002, 0.0003)  # shares of all passages
BEGINNING, TYPED = 4, 3  # letters


def asked(texts: Texts, count: int, seed: int) -> dict[str, list[Tree]]:
    """So many queries of each class, drawn from what the texts say."""
    said, pairs, passages = texts.counts(SAMPLED)
    dice = random.Random(seed)
    bands = [_band(said, passages, share) for share in (COMMON, MID, RARE)]
    made = _classes(dice, *bands, _recurring(pairs, passages))
    return {name: [parse(draw(), fields={}) for _ in range(count)] for name, draw in made.items()}


def _classes(
    dice: random.Random,
    common: Sequence[str],
    mid: Sequence[str],
    rare: Sequence[str],
    pairs: Sequence[tuple[str, str]],
) -> dict[str, Callable[[], str]]:
    def of(words: Sequence[str], joiner: str, count: int) -> Callable[[], str]:
        return lambda: joiner.join(dice.sample(words, count))

    def begun() -> str:
        first, second = dice.choice(pairs)
        return f"{first} {second[:TYPED]}*"

    return {
        "common": of(common, " ", 1),
        "mid": of(mid, " ", 1),
        "rare": of(rare, " ", 1),
        "and2": of(common, " ", 2),
        "and3": of(common, " ", 3),
        "or2": of(common, " OR ", 2),
        "or3": of(common, " OR ", 3),
        "phrase": lambda: '"' + " ".join(dice.choice(pairs)) + '"',
        "prefix": lambda: f"{dice.choice([*common, *mid])[:BEGINNING]}*",
        "typeahead": begun,
    }


def _band(said: Counter[str], passages: int, share: tuple[float, float]) -> list[str]:
    least, most = max(1, share[0] * passages), max(2, share[1] * passages)
    return sorted(word for word, count in said.items() if least <= count <= most and _askable(word))


def _recurring(pairs: Counter[tuple[str, str]], passages: int) -> list[tuple[str, str]]:
    least = max(2, passages // 4_000)
    return sorted(pair for pair, count in pairs.items() if count >= least and all(map(_askable, pair)))


def _askable(word: str) -> bool:
    return word.isalpha() and len(word) >= SHORTEST
