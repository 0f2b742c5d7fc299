"""Checking the rows of a file of values one after the other: each fault by row and column."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

from wccflow.indicators.answers import MOST_NAMED, Loaded
from wccflow.indicators.cells import has_control, is_formula, read_number, suppression_in
from wccflow.indicators.measures import kind_of
from wccflow.indicators.periods import KINDS, WRITE, Period, read_period
from wccflow.indicators.places import NATIONS, Places
from wccflow.indicators.rules import POLARITIES
from wccflow.people.models import Organisation

NEEDED = ("indicator_id", "indicator", "period", "area_type", "area_code", "area_name", "value")
FURTHER = (
    *("lower_ci", "upper_ci", "numerator", "denominator", "unit", "polarity", "source", "suppression"),
    *("quality", "quality_flag", "area", "period_type", "licence", "url", "published"),
)
NUMBERS = {
    "value": "value",
    "low": "lower_ci",
    "high": "upper_ci",
    "numerator": "numerator",
    "denominator": "denominator",
}
LONGEST_CELL = 4_000
LONGEST = {"indicator_id": 80, "area_type": 40, "area_code": 20, "area": 40}
SAME = {"unit": "unit", "polarity": "polarity", "area": "area"}  # one and the same within an indicator
LEVELS = {"nation": "the nation", "overseer": "an overseer", "organisation": "an organisation"}
CLEAR_MAJORITY = 0.9

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the first row of an indicator said, which the others must say too."""

    place: int
    cells: Mapping[str, str]
    period: Period


@dataclass(slots=True)
class RowChecks:
    """What is known of the rows that went by; its size grows with their number, not with their length."""

    source: str
    places: Places
    result: Loaded
    first: dict[int, int] = field(default_factory=dict)  # a digest of the key → the row where it stood first
    spoken: dict[str, Spoken] = field(default_factory=dict)
    levels: dict[str, Counter[str]] = field(default_factory=dict)
    strays: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    ended: set[UUID] = field(default_factory=set)
    periods: dict[str, Period] = field(default_factory=dict)

    def look(self, place: int, row: Cells, beyond: str) -> dict[str, Any] | None:
        """The row as it is kept, or None when it has a fault."""
        before = self.result.fault_count
        if beyond:
            self.result.fault(place, "", "more cells than the first row names")
        self._look_at_cells(place, row)
        period = self._period(place, row)
        numbers, suppression = self._numbers(place, row)
        found = self.places.find(row["area_type"], row["area_code"], row["area_name"])
        self._look_at_area(place, row, found, period)
        if period is not None:
            self._look_at_kin(place, row, period)
            self._look_at_repeats(place, row, period)
        if self.result.fault_count > before or period is None:
            return None
        self._count(place, row, found, suppression, period)
        return self._kept(place, row, found, period, suppression) | numbers

    def finish(self) -> None:
        """Tell the faults that only all the rows together show."""
        for kind, levels in self.levels.items():
            usual, most = levels.most_common(1)[0]
            for level in levels:
                if level != usual and most >= CLEAR_MAJORITY * sum(levels.values()):
                    place, code = self.strays[kind, level]
                    say = f"{code} is {LEVELS.get(level, level)}, while other rows of {kind} are not"
                    self.result.fault(place, "area_code", say)
        self.result.unknown_areas = sorted(self.unknown)[:MOST_NAMED]
        ordered = sorted(self.periods.values(), key=lambda each: each.sort_key)
        self.result.periods = [each.text for each in ordered][-MOST_NAMED:]

    def level_of(self, kind: str) -> str:
        """The level of a kind of area: that of those of its areas which are known here."""
        if kind.casefold() in NATIONS:
            return "nation"
        known = self.levels.get(kind)
        return known.most_common(1)[0][0] if known else kind[:20]

    def _look_at_cells(self, place: int, row: Cells) -> None:
        for column in ("indicator_id", "area_type", "area_code"):
            if not row[column]:
                self.result.fault(place, column, "is empty")
        for column, cell in row.items():
            if not cell:
                continue
            longest = LONGEST.get(column, LONGEST_CELL)
            if has_control(cell):
                self.result.fault(place, column, "holds a character that no text has (such as NUL)")
            elif is_formula(cell):
                self.result.fault(place, column, f"holds a formula, “{cell[:20]}”; give the value")
            elif len(cell) > longest:
                self.result.fault(place, column, f"is longer than {longest:,} characters")
        if row.get("polarity", "") not in POLARITIES:
            known = ", ".join(filter(None, POLARITIES))
            self.result.fault(place, "polarity", f"is “{row['polarity'][:20]}”; write one of {known}")

    def _period(self, place: int, row: Cells) -> Period | None:
        kind = row.get("period_type", "").casefold()
        if kind and kind not in KINDS:
            self.result.fault(place, "period_type", f"is “{kind[:20]}”; write one of {', '.join(KINDS)}")
            return None
        found = _read_period(row["period"], kind)
        if found is None:
            say = f"is no {KINDS[kind]}" if kind in KINDS and _read_period(row["period"], "") else WRITE
            self.result.fault(place, "period", f"is “{row['period'][:20]}”; {say}")
        return found

    def _numbers(self, place: int, row: Cells) -> tuple[dict[str, float | None], str]:
        """The numbers by the columns that they are kept in, and why the value is not shown."""
        kind = kind_of(row.get("unit", ""))
        is_share = kind.name == "proportion" and kind.per == 100
        suppression = suppression_in(row["value"])
        read: dict[str, float | None] = {}
        for name, column in NUMBERS.items():
            cell = row.get(column, "")
            read[name] = None
            if not cell or suppression_in(cell) or is_formula(cell) or has_control(cell):
                continue  # told already, where it is a fault
            try:
                read[name] = read_number(cell, is_share=is_share)
            except ValueError as fault:
                self.result.fault(place, column, f"is “{cell[:20]}”, {fault}")
        self._look_at_numbers(place, read)
        if row.get("suppression") and read["value"] is not None:
            self.result.fault(
                place, "suppression", f"is “{row['suppression'][:20]}”, and yet a value is given"
            )
        return read, row.get("suppression", "") or suppression

    def _look_at_numbers(self, place: int, read: Mapping[str, float | None]) -> None:
        value, low, high = read["value"], read["low"], read["high"]
        if low is not None and high is not None and low > high:
            self.result.fault(place, "lower_ci", f"is {low:g}, above the upper_ci {high:g}")
        elif value is not None and ((low is not None and value < low) or (high is not None and value > high)):
            ends = f"{'…' if low is None else f'{low:g}'} to {'…' if high is None else f'{high:g}'}"
            self.result.fault(place, "value", f"is {value:g}, outside its own interval {ends}")
        for column in ("numerator", "denominator"):
            number = read[column]
            if number is not None and (number < 0 or (column == "denominator" and number == 0)):
                self.result.fault(place, column, f"is {number:g}, and nobody can be counted so")

    def _look_at_area(
        self, place: int, row: Cells, found: Organisation | None, period: Period | None
    ) -> None:
        if found is None:
            return
        other = (
            self.places.mistaken(found, row["area_name"]) if found.code == row["area_code"].upper() else None
        )
        if other is not None:
            say = f"is {found.code}, {found.name}, while the name beside it is that of {other.code}"
            self.result.fault(place, "area_code", say)
        if period is not None and found.id not in self.ended:
            said = self.places.ended(found, period.begins)
            if said:
                self.ended.add(found.id)
                self.result.note(f"Row {place}, area_code: {said}")

    def _look_at_kin(self, place: int, row: Cells, period: Period) -> None:
        """Whether the row says of its indicator what the first row said."""
        indicator = row["indicator_id"]
        said = self.spoken.get(indicator)
        if said is None:
            cells = {name: row.get(column, "") for name, column in SAME.items()}
            self.spoken[indicator] = Spoken(place, {**cells, "title": row["indicator"]}, period)
            return
        for name, column in SAME.items():
            here, there = row.get(column, ""), said.cells[name]
            if here != there:
                say = f"is “{here[:30]}”, while row {said.place} says “{there[:30]}” for {indicator[:30]}"
                self.result.fault(place, column, say)
        if period.family != said.period.family:
            say = f"is {period.called}, while row {said.place} has {said.period.called} for {indicator[:30]}"
            self.result.fault(place, "period", f"{say}; give each kind of period its own indicator_id")
        if row["indicator"] != said.cells["title"]:
            self.result.note(
                f"Row {place}, indicator: {indicator[:30]} has another title than in row {said.place}"
            )

    def _look_at_repeats(self, place: int, row: Cells, period: Period) -> None:
        key = key_of(row["indicator_id"], period.text, f"{row['area_type']} {row['area_code']}")
        there = self.first.setdefault(key, place)
        if there != place:
            words = " ".join((row["indicator_id"], period.text, row["area_type"], row["area_code"]))
            self.result.fault(place, "area_code", f"repeats row {there}: {words[:80]}")

    def _count(
        self, place: int, row: Cells, found: Organisation | None, suppression: str, period: Period
    ) -> None:
        result, kind = self.result, row["area_type"]
        result.rows += 1
        result.not_shown += bool(suppression)
        result.indicators[row["indicator"]] = result.indicators.get(row["indicator"], 0) + 1
        self.periods.setdefault(period.text, period)
        if found is None and kind.casefold() not in NATIONS:
            self.unknown.add(row["area_name"] or row["area_code"])
        if found is not None and kind.casefold() not in NATIONS:
            self.levels.setdefault(kind, Counter())[found.level] += 1
            self.strays.setdefault((kind, found.level), (place, row["area_code"]))

    def _kept(
        self, place: int, row: Cells, found: Organisation | None, period: Period, suppression: str
    ) -> dict[str, Any]:
        return {
            "row": place,
            "indicator": row["indicator_id"],
            "title": row["indicator"],
            "period": period.text,
            "organisation_id": found.id.hex if found else None,
            "area_code": row["area_code"],
            "area_name": row["area_name"],
            "area_type": row["area_type"],
            "area": re.sub(r"[^a-z0-9]+", "_", row.get("area", "").casefold()).strip("_"),
            "unit": row.get("unit", ""),
            "polarity": row.get("polarity", ""),
            "suppression": suppression,
            "quality": row.get("quality", "") or row.get("quality_flag", ""),
            "source": row.get("source", "") or self.source,
        }


def key_of(indicator: str, period: str, area: str) -> int:
    """A short digest of what makes a value one and the same from pack to pack."""
    words = f"{indicator}\n{period}\n{area}".encode()
    return int.from_bytes(hashlib.blake2b(words, digest_size=8).digest(), "big", signed=True)


@lru_cache(maxsize=4096)
def _read_period(text: str, kind: str) -> Period | None:
    try:
        return read_period(text, kind)
    except ValueError:
        return None
