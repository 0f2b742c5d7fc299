"""Times, and how they are summed up and printed."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

Given = TypeVar("Given")
Memory: TypeAlias = tuple[int, int]


@dataclass(frozen=True)
class Times:
    """Milliseconds of many runs of one kind."""

    all: list[float]

    @property
    def p50(self) -> float:
        """Half of them are faster."""
        return self._at(0.50)

    @property
    def p95(self) -> float:
        """Nineteen of twenty are faster."""
        return self._at(0.95)

    def as_document(self) -> dict[str, float]:
        """What is kept of them."""
        return {"runs": len(self.all), "p50_ms": round(self.p50, 2), "p95_ms": round(self.p95, 2)}

    def __str__(self) -> str:
        return f"{self.p50:.1f} / {self.p95:.1f}"

    def _at(self, share: float) -> float:
        return sorted(self.all)[min(len(self.all) - 1, int(share * len(self.all)))]


def timed(act: Callable[[], Given]) -> tuple[float, Given]:
    """How many milliseconds an act took, and what it gave."""
    began = time.perf_counter()
    given = act()
    return (time.perf_counter() - began) * 1000, given


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows in columns, in the form of a Markdown table."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    rule = ["-" * width for width in widths]
    return "\n".join(_line(row, widths) for row in (head, rule, *rows))


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return f"| {' | '.join(text.ljust(width) for text, width in zip(row, widths, strict=True))} |"


def memory() -> Memory:
    """The bytes that this process holds now: its own, and of files, which the system may take back."""
    lines = (line.split() for line in Path("/proc/self/status").read_text().splitlines())
    held = {words[0]: int(words[1]) * 1024 for words in lines if words and words[0].startswith("Rss")}
    return held["RssAnon:"], held["RssFile:"]
