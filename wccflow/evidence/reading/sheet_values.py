"""What a number in a cell looks like: a date, a percentage, money, a plain number."""

import re
from datetime import datetime, timedelta

from lxml import etree

from wccflow.evidence.reading.markup import child, found, name

DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
}
NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
DATE_LETTERS = re.compile(r"[dmyhs]", re.I)
PATTERN = re.compile(r"[#0?,]*[0#?](?:\.(0+))?")
COLUMN = re.compile(r"[A-Z]+", re.I)
MONEY = re.compile("[£€$]")
EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a sheet's dates have no zone
LATEST_SERIAL = 2_958_466


class Formats:
    """The number formats of a file by the style of a cell."""

    def __init__(self, styles: etree._Element | None, *, from_1904: bool) -> None:
        self._epoch = EPOCH_1904 if from_1904 else EPOCH
        self._own: dict[int, str] = {}
        self._by_style: list[int] = []
        if styles is not None:
            self._own = {
                _whole(row.get("numFmtId")): row.get("formatCode", "") for row in found(styles, "s:numFmt")
            }
            formats = child(styles, "s:cellXfs")
            rows = () if formats is None else formats
            self._by_style = [_whole(row.get("numFmtId")) for row in rows if name(row) == "s:xf"]

    def shown(self, text: str, style: str | None) -> str:
        """A number as the sheet shows it; what is no number stays as it is."""
        try:
            number = float(text)
        except ValueError:
            return text
        place = _whole(style)
        key = self._by_style[place] if 0 <= place < len(self._by_style) else 0
        code = self._own.get(key, BUILT_IN.get(key, "")).split(";")[0]
        bare = NOT_SHOWN.sub("", code)
        if key in DATES or (key in self._own and DATE_LETTERS.search(bare) and "general" not in bare.lower()):
            return self._moment(number)
        return _figure(number, code, bare)

    def _moment(self, number: float) -> str:
        """A serial number as a date, a time or both."""
        if not 0 <= number < LATEST_SERIAL:
            return f"{number:.15g}"
        moment = self._epoch + timedelta(seconds=round(number * 86_400))
        if number < 1:
            return moment.strftime("%H:%M")
        return moment.strftime("%Y-%m-%d" if number == int(number) else "%Y-%m-%d %H:%M")


def column_of(reference: str | None) -> int:
    """The column of a cell, counted from 0: "B7" is 1."""
    letters = COLUMN.match(reference or "")
    column = 0
    for letter in letters.group().upper()[:4] if letters else "A":
        column = column * 26 + ord(letter) - 64
    return column - 1


def _figure(number: float, code: str, bare: str) -> str:
    """A number with the decimals, thousands, money or percentage that its format asks for."""
    pattern = PATTERN.search(bare)
    if pattern is None or "E" in bare.upper() or "/" in bare:
        return f"{number:.15g}"
    percent = "%" in bare
    decimals = len(pattern.group(1) or "")
    grouping = "," if "," in pattern.group() else ""
    money = MONEY.search(code)
    shown = f"{abs(number) * (100 if percent else 1):{grouping}.{decimals}f}"
    sign = "-" if number < 0 else ""
    return f"{sign}{money.group() if money else ''}{shown}{'%' if percent else ''}"


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 9 else 0
