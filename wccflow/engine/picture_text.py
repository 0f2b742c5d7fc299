"""How much room words take in a drawing: a cautious measure, since no font is at hand here."""

from dataclasses import dataclass

_NARROW = frozenset("iljtfrI.,:;'’|!()[]-– ")
_WIDE = frozenset("mwMW@%—…")
_SHARES = {"narrow": 0.41, "wide": 0.98, "capital": 0.75, "other": 0.64}
LEADING = 1.25


@dataclass(frozen=True, slots=True)
class Words:
    """Words broken into lines, in one size; bold ones are wider."""

    lines: tuple[str, ...]
    size: float
    bold: bool = False
    quiet: bool = False

    @property
    def width(self) -> float:
        """The room that the longest line takes."""
        return max((measure(line, self.size, bold=self.bold) for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """The room that the lines take one below the other."""
        return len(self.lines) * self.size * LEADING


def measure(line: str, size: float, *, bold: bool = False) -> float:
    """The room that a line takes at most, in any of the common faces without serifs."""
    return sum(_SHARES[_kind(letter)] for letter in line) * size * (1.1 if bold else 1.0)


def broken(text: str, room: float, size: float, *, bold: bool = False, quiet: bool = False) -> Words:
    """The text in lines that fit into the room; a word that is longer than a line is cut."""
    lines, line = [], ""
    for word in (piece for each in text.split() for piece in _cut(each, room, size, bold)):
        longer = f"{line} {word}".strip()
        if line and measure(longer, size, bold=bold) > room:
            lines.append(line)
            longer = word
        line = longer
    return Words((*lines, line) if line else tuple(lines), size, bold, quiet)


def _cut(word: str, room: float, size: float, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and measure(pieces[-1] + letter, size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _kind(letter: str) -> str:
    if letter in _NARROW:
        return "narrow"
    if letter in _WIDE or ord(letter) > 0x2E7F:
        return "wide"
    return "capital" if letter.isupper() else "other"
