"""Which words are spelt nearly alike, and which of a text tell most of it."""

from collections import Counter
from collections.abc import Collection, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from wccflow.search.words import words

SHORTEST, LONG = 4, 7  # letters; a short word is like too many others
LEAST_TELLING = 4  # letters; shorter words are seldom what a text is about


def slips(word: str) -> int:
    """How many letters may be missing, too many, wrong or swapped; 0 for a word too short to guess at."""
    if len(word) < SHORTEST:
        return 0
    return 2 if len(word) >= LONG else 1


def alike(word: str, known: Collection[str]) -> dict[str, int]:
    """The words that are spelt nearly so, with how many slips away."""
    most = slips(word)
    near = [each for each in known if abs(len(each) - len(word)) <= most] if most else []
    found = process.extract(word, near, scorer=OSA.distance, score_cutoff=most, limit=None)
    return {each: int(distance) for each, distance, _ in found if each != word}


def telling(text: str, having: Mapping[str, int], total: int, most: int) -> list[str]:
    """The words that the text has often and others seldom; `having` counts the entries with each word."""
    said = Counter(each for each in words(text) if len(each) >= LEAST_TELLING and not each.isdigit())
    known = {word: times for word, times in said.items() if 0 < having.get(word, 0) <= max(2, total // 4)}
    return sorted(known, key=lambda word: (-known[word] / having[word], word))[:most]
