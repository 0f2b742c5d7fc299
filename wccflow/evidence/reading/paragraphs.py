"""Lines of plain text as paragraphs: parted by blank lines, items, and lines that break off early."""

from collections.abc import Iterator

from wccflow.evidence.reading.wording import begins_item

UNWRAPPED = 120
BREAKS_OFF = 0.6
SENTENCE_ENDS = (".", "!", "?", ":", ";")


def paragraphs_of(text: str) -> Iterator[str]:
    """The paragraphs of a text; where lines are longer than anyone wraps them, each line is one."""
    lines = [line.strip() for line in text.splitlines()]
    widest = max(map(len, lines), default=0)
    gathered: list[str] = []
    for line in lines:
        if gathered and (
            not line or widest > UNWRAPPED or begins_item(line) or _broke_off(gathered[-1], widest)
        ):
            yield " ".join(gathered)
            gathered = []
        if line:
            gathered.append(line)
    if gathered:
        yield " ".join(gathered)


def _broke_off(last: str, widest: int) -> bool:
    """Whether a line ends a paragraph: short, and with the end of a sentence."""
    return len(last) < BREAKS_OFF * widest and last.endswith(SENTENCE_ENDS)
