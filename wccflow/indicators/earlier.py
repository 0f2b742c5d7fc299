"""What a new file changes of the values that count already: the same, revised, or new."""

from typing import Any

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.indicators.answers import Loaded
from wccflow.indicators.models import DataPack, IndicatorValue, PackWithdrawal
from wccflow.indicators.row_checks import key_of

MOST_TOLD = 50


class Earlier:
    """The values that count before a file is loaded, read indicator by indicator as they come by."""

    def __init__(self, result: Loaded) -> None:
        self._result = result
        self._read: set[str] = set()
        self._values: dict[int, float | None] = {}

    def compare(self, row: dict[str, Any]) -> None:
        """Say in the row what it revises, and count it."""
        indicator = row["indicator"]
        if indicator not in self._read:
            self._read.add(indicator)
            self._take(indicator, row)
        key = key_of(indicator, row["period"], row["area_code"])
        row["is_revised"], row["was"] = False, None
        if key not in self._values:
            return
        was = self._values[key]
        if was == row["value"]:
            self._result.same += 1
            return
        row["is_revised"], row["was"] = True, was
        self._result.revised += 1
        if len(self._result.revisions) < MOST_TOLD:
            self._result.revisions.append(
                revised(row["title"], row["period"], row["area_name"], was, row["value"])
            )

    def _take(self, indicator: str, row: dict[str, Any]) -> None:
        columns = (
            IndicatorValue.period,
            IndicatorValue.area_code,
            IndicatorValue.value,
            IndicatorValue.unit,
        )
        query = select(*columns).join(DataPack, DataPack.id == IndicatorValue.pack_id)
        query = query.where(
            IndicatorValue.indicator == indicator, DataPack.id.not_in(select(PackWithdrawal.pack_id))
        )
        order = (DataPack.loaded_at, DataPack.id, IndicatorValue.row)
        unit = row["unit"]
        for each in session().execute(query.order_by(*order)):
            self._values[key_of(indicator, each.period, each.area_code)] = each.value
            unit = each.unit
        if unit != row["unit"]:
            self._result.note(f"{indicator} was in “{unit}” before, and is in “{row['unit']}” now")


def revised(title: str, period: str, area: str, was: float | None, now: float | None) -> str:
    """One value that another version gives otherwise, in a sentence."""
    return f"{title}, {period}, {area}: revised from {_figure(was)} to {_figure(now)}."


def _figure(value: float | None) -> str:
    return "not shown" if value is None else f"{value:g}"
