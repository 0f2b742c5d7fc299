"""The sentences of a report: each has a key of its own, so that a point raised on it stays there."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from wccflow.panels.rules import words_of

_LINE = re.compile(r"[^\r\n]+")
_END = re.compile(r"[.!?…][\"'”’)\]]*(\s+)(?=[\"'“‘(\[]?[A-Z0-9£])")
_LAST_WORD = re.compile(r"([\w.]+)$")
# After these a full stop ends no sentence.
_SHORT = frozenset(
    {"e.g", "i.e", "dr", "mr", "mrs", "ms", "prof", "st", "no", "para", "fig", "vs", "cf", "p", "pp"}
)
_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a section, where it stands in the section's text, and in which of its lines."""

    key: str
    words: str
    first: int
    last: int
    line: int


def sentences_of(text: str) -> list[Sentence]:
    """Every sentence of a text in order; of words that stand there twice the second has a key of its own."""
    seen: Counter[str] = Counter()
    found = []
    for line, first, last in _spans(text):
        words = text[first:last]
        key = key_of(words)
        seen[key] += 1
        found.append(Sentence(key if seen[key] == 1 else f"{key}-{seen[key]}", words, first, last, line))
    return found


def paragraphs_of(text: str) -> list[Sequence[Sentence]]:
    """The same, line by line."""
    found: dict[int, list[Sentence]] = {}
    for each in sentences_of(text):
        found.setdefault(each.line, []).append(each)
    return list(found.values())


def key_of(words: str) -> str:
    """The key of a sentence: it stays while the words stay, whatever the spaces between them."""
    plain = words_of(unicodedata.normalize("NFKC", words))
    return f"s-{sha256(plain.encode()).hexdigest()[:_DIGITS]}"


def sentence_called(text: str, key: str) -> Sentence | None:
    """The sentence with this key, None when the text has none."""
    return next((each for each in sentences_of(text) if each.key == key), None)


def replaced(text: str, key: str, words: str) -> str | None:
    """The text with other words in place of this sentence; None when it stands there no longer."""
    found = sentence_called(text, key)
    return None if found is None else f"{text[: found.first]}{words}{text[found.last :]}"


def _spans(text: str) -> Iterator[tuple[int, int, int]]:
    for number, line in enumerate(_LINE.finditer(text)):
        first = line.start()
        for end in _END.finditer(text, line.start(), line.end()):
            if not _goes_on(text[first : end.start()]):
                yield from _trimmed(text, first, end.start(1), number)
                first = end.end()
        yield from _trimmed(text, first, line.end(), number)


def _trimmed(text: str, first: int, last: int, line: int) -> Iterator[tuple[int, int, int]]:
    words = text[first:last]
    begins = first + len(words) - len(words.lstrip())
    ends = begins + len(words.strip())
    if ends > begins:
        yield line, begins, ends


def _goes_on(before: str) -> bool:
    """Whether the full stop after these words only shortens the last of them."""
    found = _LAST_WORD.search(before)
    if found is None:
        return False
    word = found[1].lstrip(".")
    return word.casefold() in _SHORT or (len(word) == 1 and word.isupper())
