"""A workbook with notes put beside some of its cells: the copy that goes back to whoever wrote it."""

import base64
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import PatternFill
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.cells import NO_WORKBOOK
from wccflow.evidence.reading.gate import admit
from wccflow.evidence.reading.limits import Limits

MARK = PatternFill("solid", start_color="FFEB9C", end_color="FFEB9C")
AUTHOR = "wccflow"
WIDE, HIGH = 320, 120  # of a note, in points


def answer(path: Path, file_name: str, limits: Limits, asked: Any) -> dict[str, str]:
    """The workbook with its notes (sheet, cell, words), as text in base 64; its macros are left behind."""
    admitted = admit(path, file_name, limits)
    if admitted.family != "sheets" or admitted.package is None:
        raise Refused(NO_WORKBOOK)
    admitted.package.demand_bearable()
    try:  # from memory, since openpyxl goes by the ending of a file's name
        book = load_workbook(BytesIO(path.read_bytes()), keep_vba=False, keep_links=False)
    except MemoryError:
        raise
    except Exception as fault:  # openpyxl breaks on files that Excel opens, in ways that nobody can list
        raise Refused(sentences.DAMAGED) from fault
    _put(book, asked)
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        _Writer(book, archive).save()
    return {"workbook": base64.b64encode(made.getvalue()).decode("ascii")}


def _put(book: Any, notes: Sequence[Sequence[str]]) -> None:
    """Put the notes down; several of one cell are put into one."""
    together: dict[tuple[str, str], list[str]] = {}
    for sheet, at, words in notes:
        if sheet in book.sheetnames:
            together.setdefault((sheet, at), []).append(words)
    for (sheet, at), lines in together.items():
        cell = book[sheet][at]
        if not hasattr(cell, "comment") or type(cell).__name__ == "MergedCell":
            continue
        cell.comment = Comment("\n\n".join(lines), AUTHOR, width=WIDE, height=HIGH)
        cell.fill = MARK


class _Writer(ExcelWriter):
    """Writes sheets in memory: a child may not write the files that openpyxl would put aside."""

    def write_worksheet(self, ws: Worksheet) -> None:
        """Write one sheet into the archive."""
        sheet: Any = ws
        sheet._drawing = SpreadsheetDrawing()
        sheet._drawing.charts, sheet._drawing.images = sheet._charts, sheet._images
        written = BytesIO()
        writer: Any = WorksheetWriter(ws, out=written)
        writer.write()
        sheet._rels = writer._rels
        archive: ZipFile = vars(self)["_archive"]
        archive.writestr(sheet.path[1:], written.getvalue())
        self.manifest.append(ws)
