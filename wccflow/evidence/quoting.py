"""The quoted words of a passage in what the passage became: still there word for word, or which words now."""

from rapidfuzz.distance import Levenshtein

from wccflow.evidence.likeness import WORD, Signs, squeezed

ENOUGH_WORDS, ENOUGH_LETTERS = 5, 25  # fewer words may stand anywhere by chance
BESIDE = 12  # letters on either side that must be the same where no sentence begins or ends
SENTENCE_ENDS = ".!?:;|"


def says_enough(quote: str) -> bool:
    """Whether the quoted words are enough to be known by."""
    return len(WORD.findall(quote)) >= ENOUGH_WORDS and sum(map(str.isalpha, quote)) >= ENOUGH_LETTERS


def stands(quote: str, text: str) -> bool:
    """Whether the quoted words stand in a text, whatever the layout."""
    return squeezed(quote) in squeezed(text)


def undisturbed(quote: str, before: str, after: str) -> bool:
    """Whether the quote stands once in both texts, and nothing was put to it or taken from its sentence."""
    words, old, new = squeezed(quote), squeezed(before), squeezed(after)
    if not words or old.count(words) != 1 or new.count(words) != 1:
        return False
    start, at = old.index(words), new.index(words)
    end, stop = start + len(words), at + len(words)
    return _same_left(old[:start], new[:at], words) and _same_right(old[end:], new[stop:], words)


def words_now(quote: str, before: str, after: str) -> str:
    """The words of a reworded passage where the quoted ones stood; all of it where nobody can tell."""
    start = before.find(quote)
    if not quote or start < 0 or quote.strip() == before.strip():
        return after
    if quote in after:
        return quote
    first, last = _span(before, after, start, start + len(quote))
    found = list(WORD.finditer(after))
    if first >= last or not found:
        return after
    end = len(after) if last == len(found) and start + len(quote) == len(before) else found[last - 1].end()
    return after[found[first].start() : end]


def _same_left(old: str, new: str, words: str) -> bool:
    if old[-BESIDE:] == new[-BESIDE:]:
        return True
    begins = not old or old[-1] in SENTENCE_ENDS
    return begins and not words[0].isdigit() and (not new or new[-1] in SENTENCE_ENDS)


def _same_right(old: str, new: str, words: str) -> bool:
    if old[:BESIDE] == new[:BESIDE]:
        return True
    return _ends(old, words) and _ends(new, words)


def _ends(rest: str, words: str) -> bool:
    return not rest or rest[0] == "|" or (words[-1] in SENTENCE_ENDS and not rest[0].isdigit())


def _span(before: str, after: str, start: int, end: int) -> tuple[int, int]:
    """Which words of the new text, by number, answer to the stretch of the old one."""
    signs = Signs()
    marks = list(WORD.finditer(before))
    first = sum(mark.end() <= start for mark in marks)
    last = sum(mark.start() < end for mark in marks)
    steps = Levenshtein.opcodes(signs.of_words(before), signs.of_words(after))
    images = [0] * (len(marks) + 1)
    for step in steps:
        for place in range(step.src_start, step.src_end):
            images[place] = min(step.dest_start + place - step.src_start, step.dest_end)
    images[len(marks)] = len(WORD.findall(after))
    low = images[first]
    high = images[last - 1] + 1 if last > first else low
    return low, min(high, images[-1])
