"""Telling which pages of a PDF hold no text."""

from collections.abc import Iterable

from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.gathering import Gathering


def announce_silence(gathering: Gathering, drawn: Iterable[int], blank: Iterable[int]) -> None:
    """Warn of pages that are drawn and not written; of white pages only where there is no other."""
    scans, white = list(drawn), list(blank)
    if scans:
        gathering.warn(sentences.scanned(ranges(scans), one=len(scans) == 1))
    elif white and not gathering.passages:
        gathering.warn(sentences.blank(ranges(white), one=len(white) == 1))


def ranges(numbers: list[int]) -> str:
    """Rising numbers as a person writes them: "1, 4–9"."""
    spans: list[tuple[int, int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)
