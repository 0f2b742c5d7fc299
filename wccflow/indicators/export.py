"""The scorecard as a spreadsheet: a row for each outcome, and a sheet of every value by period."""

from collections.abc import Sequence

from wccflow.base import spreadsheets
from wccflow.base.spreadsheets import Sheet, Value
from wccflow.cycles.models import Case
from wccflow.indicators.rules import YEARS
from wccflow.indicators.scorecard import Row, Scorecard

COLUMNS = (
    *(("Outcome", 40), ("Chosen", 18), ("Value", 30), ("Which way is better", 20), ("Trend", 44)),
    *(("National average", 26), ("Upper quartile", 26), ("Among its peers", 44), ("Look at the records", 60)),
    *(("Quality", 20), ("Baseline", 12), *((f"Year {number}", 10) for number in range(1, YEARS + 1))),
    *(("What came", 60), ("Why chosen", 50), ("Source", 60)),
)
VALUES = (
    *(("Outcome", 40), ("Period", 14), ("Value", 14), ("Low", 14), ("High", 14), ("Not shown because", 24)),
    *(("Quality", 20), ("Numerator", 14), ("Denominator", 14), ("Source", 60)),
)


def spreadsheet_of(case: Case, card: Scorecard) -> bytes:
    """The file, each cell what the page says of it."""
    sheet = Sheet("Scorecard", COLUMNS, [_row(row) for row in card.rows])
    values = Sheet("Values", VALUES, [line for row in card.rows for line in _values(row)])
    about = [("Organisation", case.organisation.name), ("Cycle", case.cycle.title)]
    return spreadsheets.workbook(sheet, about, demonstration=case.cycle.demonstration, further=[values])


def _row(row: Row) -> Sequence[Value]:
    aim, measured = row.aim, row.measured
    years: list[Value] = [*aim.trajectory] if aim else []
    return [
        row.item.title,
        "for the nation" if row.is_fixed else "locally",
        row.value,
        row.direction,
        row.trend,
        row.beside("national_average"),
        row.beside("upper_quartile"),
        row.chance,
        row.fault,
        "; ".join(row.notes),
        aim.baseline if aim else None,
        *(years or [None] * YEARS),
        "; ".join(year.words for year in row.years if year.came is not None),
        row.why,
        measured.source if measured else "",
    ]


def _values(row: Row) -> list[Sequence[Value]]:
    found: list[Sequence[Value]] = []
    for each in row.standing.points if row.standing else ():
        known = each.measure
        numbers = (known.value, known.low, known.high)
        said = (each.suppression, each.quality, known.numerator, known.denominator, each.source)
        found.append([row.item.title, each.period.text, *numbers, *said])
    return found
