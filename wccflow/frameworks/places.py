"""Which cell each part of a workflow came from, so that a fault of the workflow is told at its cell."""

import re
from collections.abc import Iterable

from wccflow.engine.faults import Fault
from wccflow.engine.framing import CALENDAR
from wccflow.frameworks.british_days import day_of, in_words
from wccflow.frameworks.grid import CellFault
from wccflow.frameworks.layout import DATES, DOCUMENTS, HOLIDAYS, SCALE

# What the check says of files, said of sheets.
SAID_OF_SHEETS = (
    (
        re.compile(r"no document serves it: name it in `serves` of a slot"),
        f"no document serves it: name one of the sheet {DOCUMENTS}, or several",
    ),
    (
        re.compile(r"holidays\.toml does not have the bank holidays of its years"),
        f"the bank holidays of its year are not known here: list them on a sheet “{HOLIDAYS}”",
    ),
    (re.compile(r"^is empty$"), "there is nothing in this cell"),
    (
        re.compile(r"two levels have one key or one rank"),
        f"two levels of the sheet {SCALE} have one rank",
    ),
    (re.compile(r"the stage (“.+”) has no dates"), rf"the stage \1 has no row on the sheet {DATES}"),
    (re.compile(r" \(calendar \w+\)"), ""),
)
ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


class Places:
    """Cells by the path of what stands in them: `items.1.1.title`, `windows.review`."""

    def __init__(self) -> None:
        self._cells: dict[str, tuple[str, str]] = {}

    def put(self, path: str, sheet: str, cell: str) -> None:
        """Note where a part stands."""
        self._cells.setdefault(path, (sheet, cell))

    def of(self, path: str) -> tuple[str, str]:
        """The sheet and cell of a path, or of the nearest part above it; nothing where there is none."""
        path = path.removeprefix("calendars.").removeprefix(f"{CALENDAR}.")
        while path and path not in self._cells:
            path = path.rpartition(".")[0]
        return self._cells.get(path, ("", ""))

    def told(self, faults: Iterable[Fault]) -> list[CellFault]:
        """These faults of a workflow, each at its cell and in the words of a sheet."""
        return [self._told(fault) for fault in faults]

    def _told(self, fault: Fault) -> CellFault:
        path = fault.key
        if "no document serves it" in fault.say:
            path += ".documents"
        sheet, cell = self.of(path)
        say = in_sheet_words(fault.say)
        return CellFault(sheet, cell, say if sheet else f"{fault.key}: {say}")


def in_sheet_words(say: str) -> str:
    """A fault's sentence with days as people write them, and sheets where it speaks of files."""
    for pattern, words in SAID_OF_SHEETS:
        say = pattern.sub(words, say)
    return ISO.sub(lambda found: in_words(day) if (day := day_of(found[0])) else found[0], say)
