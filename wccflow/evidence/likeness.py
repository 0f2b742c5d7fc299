"""How alike two passages are: what of a text counts at all, and how many of its words agree in order."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Indel, LCSseq

ROOT = 6  # letters of a word that count, so that "admission" and "admissions" agree
FIRST_SIGN = 0x10000  # one character for each word, past everything that means something in a text

MARKS = {
    **dict.fromkeys("‘’‚‛`´", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‐‑‒–—―−⁃", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}
MARK = re.compile(f"[{''.join(MARKS)}]")
BULLET = re.compile(r"^\s*[•▪◦·‣●○■□➢➤*-]\s+(?=[^\W\d_])")
# Each begins with its hyphen, and looks behind only then: a text is searched for hyphens alone.
BROKEN = re.compile(r"-(?<=[^\W\d_]-)\s*(?=[^\W\d_])")
DASH = re.compile(r"-(?<=[^\W\d_]\s-)\s*(?=[^\W\d_])")
BETWEEN_NUMBERS = re.compile(r"(\d)\s+(?=\d)")
KEPT_APART = r"\1|"
WORD = re.compile(r"[^\W_]+(?:[.,'][^\W_]+)*")


def plain(text: str) -> str:
    """The text in lower case with one kind of quote and dash, and words whole that a line's end broke."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", MARK.sub(lambda found: MARKS[found[0]], text))
    lower = BULLET.sub("", text.casefold())
    return DASH.sub(" ", BROKEN.sub("", lower)) if "-" in lower else lower


def squeezed(text: str) -> str:
    """What stays of a text however it is laid out: no white space but between two numbers."""
    return "".join(BETWEEN_NUMBERS.sub(KEPT_APART, plain(text)).split())


def words(text: str) -> list[str]:
    """The words of a text, numbers whole."""
    return WORD.findall(plain(text))


class Signs:
    """Words as single characters, so that texts are compared word by word at the speed of strings."""

    def __init__(self) -> None:
        self._signs: dict[str, str] = {}

    def of(self, text: str) -> str:
        """The words of a text, one character each."""
        return "".join(map(self._sign, words(text)))

    def of_all(self, texts: Iterable[str]) -> list[str]:
        """The words of each text."""
        return [self.of(text) for text in texts]

    def of_words(self, text: str) -> str:
        """The words of a text as they stand in it, broken ones in their parts, one character each."""
        return "".join(self._sign(word) for word in WORD.findall(text.casefold()))

    def _sign(self, word: str) -> str:
        root = word[:ROOT] if word.isalpha() else word
        return self._signs.setdefault(root, chr(FIRST_SIGN + len(self._signs)))


def alike(one: str, other: str) -> float:
    """The share of words that agree in their order, of texts given in signs: 0 to 1."""
    return Indel.normalized_similarity(one, other)


def held(part: str, whole: str) -> float:
    """The share of a part's words that the whole has in that order."""
    return LCSseq.similarity(part, whole) / len(part) if part else 0.0


def pairs(signs: str) -> set[str]:
    """Each two words that follow each other."""
    return {signs[at : at + 2] for at in range(len(signs) - 1)}


def shared(one: set[str], other: set[str]) -> float:
    """The share of the smaller set that the other has too; small sets say little, so they count less."""
    least = min(len(one), len(other))
    return len(one & other) / max(least, 4)


def longest_increasing(values: Sequence[int]) -> set[int]:
    """Positions of a longest rising row among the values."""
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(values)
    for at, value in enumerate(values):
        slot = bisect_left(tails, value)
        before[at] = ends[slot - 1] if slot else -1
        if slot == len(tails):
            tails.append(value)
            ends.append(at)
        else:
            tails[slot], ends[slot] = value, at
    kept: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept
