"""Plain text and comma-separated files."""

import csv
import re
from pathlib import Path

from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.decoding import decode
from wccflow.evidence.reading.gate import Admitted
from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.paragraphs import paragraphs_of
from wccflow.evidence.reading.wording import begins_item, item_text

DELIMITERS = ",;\t|"
SAID = re.compile(r"\ufeff?sep=([,;\t|])\s*$")
QUOTED = re.compile(r'"[^"]*"')
NAMES_COLUMN = re.compile(r"[^\W\d_]")
LINES_TO_LOOK_AT = 20
LONGEST_CELL = 1_000_000


def gather(path: Path, admitted: Admitted, gathering: Gathering) -> None:
    """Gather the paragraphs of a text, or the rows of a comma-separated file."""
    text = read_text(path, gathering)
    if admitted.kind == "csv":
        _rows(text, gathering)
        return
    gather_paragraphs(text, gathering)


def gather_paragraphs(text: str, gathering: Gathering) -> None:
    """Gather the paragraphs of a text."""
    for paragraph in paragraphs_of(text):
        if begins_item(paragraph):
            gathering.text("list", item_text(paragraph), level=1)
        else:
            gathering.text("paragraph", paragraph)


def read_text(path: Path, gathering: Gathering) -> str:
    """The text of a plain file."""
    return decode(read_data(path, gathering))


def read_data(path: Path, gathering: Gathering) -> bytes:
    """The bytes of a plain file, which may be as large as one part of an Office file."""
    if path.stat().st_size > gathering.limits.max_entry_megabytes << 20:
        raise Refused(sentences.TOO_LARGE)
    return path.read_bytes()


def _rows(text: str, gathering: Gathering) -> None:
    lines = text.replace("\x00", "").splitlines(keepends=True)
    delimiter = _delimiter(lines)
    if lines and (said := SAID.match(lines[0])):
        delimiter, lines = said[1], lines[1:]
    usual = csv.field_size_limit(LONGEST_CELL)  # which is the whole process's
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=delimiter), start=1):
            heads = number == 1 and len(cells) > 1 and all(NAMES_COLUMN.search(cell) for cell in cells)
            gathering.row("sheet row", cells, cell=f"row {number}", heads=heads)
    except csv.Error as fault:
        raise Refused(sentences.DAMAGED) from fault
    finally:
        csv.field_size_limit(usual)


def _delimiter(lines: list[str]) -> str:
    """The sign that parts the cells: the one that most of the first lines hold most often."""
    first = QUOTED.sub("", "".join(lines[:LINES_TO_LOOK_AT]))
    return max(DELIMITERS, key=first.count)
