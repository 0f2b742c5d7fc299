"""Scorecards of a nation gathered at once and cell by cell, and a file of 200,000 values loaded."""

import csv
import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from uuid import UUID

from sqlalchemy import event

from benchmarks._timing import table
from wccflow.base import clock
from wccflow.base.migrating import upgrade
from wccflow.base.settings import Settings
from wccflow.indicators.gathering import series_of
from wccflow.indicators.loading import load
from wccflow.indicators.series import Series
from wccflow.indicators.standings import standing
from wccflow.people.actions import found_organisation
from wccflow.people.models import Organisation
from wccflow.wiring import House, open_house

ORGANISATIONS, OVERSEERS, INDICATORS, YEARS = 152, 10, 10, 6
CELLS = 60  # of the 1,520 that are gathered alone, since all would take minutes
LARGE_ROWS, ROUNDS = 200_000, 5
HEAD = (
    "indicator_id", "indicator", "period", "area_type", "area_code", "area_name", "value", "numerator",
    "denominator", "unit", "polarity",
)  # fmt: skip


def measured() -> str:
    """The table of scorecards, and what the large file took."""
    with tempfile.TemporaryDirectory() as folder:
        house = open_house(Settings.read({"WCCFLOW_INSTANCE": folder}))
        upgrade(house.database.engine)
        ids = _founded(house)
        small = Path(folder) / "small.csv"
        _write(small, INDICATORS, YEARS)
        with house.database.writing():
            load(small, "Invented", now=clock.now())
        before = _megabytes()
        rows = [_whole(house, ids)]
        grew = _megabytes() - before
        rows.append(_by_cell(house, ids))
        large = _large(house, Path(folder) / "large.csv")
        house.database.engine.dispose()
    head = ("scorecards", "ms of the processor", "ms of the clock", "statements")
    load_now = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    memory = f"gathering all at once, the process grew by {grew:.0f} MB"
    return f"{table(head, rows)}\n\n{memory}\n{large}\nload of the machine: {load_now}"


def _founded(house: House) -> list[UUID]:
    with house.database.writing():
        nation = _organisation("ENG", "England", "nation", None)
        above = [_organisation(f"Q{number}", f"SHA {number}", "overseer", nation) for number in range(30, 40)]
        members = [
            _organisation(f"5{number:03}", f"PCT {number}", "organisation", above[number % OVERSEERS])
            for number in range(ORGANISATIONS)
        ]
        return [each.id for each in members]


def _organisation(code: str, name: str, level: str, parent: Organisation | None) -> Organisation:
    return found_organisation(code, name=name, level=level, parent=parent, by_id=None, now=clock.now())


def _write(path: Path, indicators: int, years: int) -> None:
    chance = Random(7)
    areas = [("country", "ENG", "England"), *(("sha", f"Q{each}", f"SHA {each}") for each in range(30, 40))]
    areas += [("pct", f"5{each:03}", f"PCT {each}") for each in range(ORGANISATIONS)]
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(HEAD)
        for number in range(indicators):
            for year in range(years):
                for kind, code, name in areas:
                    people = 200_000 if kind == "pct" else 5_000_000
                    count = round(chance.gauss(people * 0.002, people**0.5 * 0.05))
                    period = f"{2000 + year}/{(year + 1) % 100:02}"
                    about = (f"indicator_{number}", f"Indicator {number}", period, kind, code, name)
                    worth = (f"{count / people * 1e5:.4f}", count, people, "per 100000", "lower_is_better")
                    out.writerow((*about, *worth))


def _whole(house: House, ids: list[UUID]) -> tuple[str, ...]:
    wanted = [f"indicator_{number}" for number in range(INDICATORS)]

    def gather() -> int:
        found = series_of(ids, wanted)
        return sum(_told(each) for each in found.values())

    return _row(house, f"{ORGANISATIONS} × {INDICATORS}, in one gathering", gather, ROUNDS, 1)


def _by_cell(house: House, ids: list[UUID]) -> tuple[str, ...]:
    cells = [(ids[each % ORGANISATIONS], f"indicator_{each % INDICATORS}") for each in range(CELLS)]

    def gather() -> int:
        return sum(_told(series_of([own], [key])[own, key]) for own, key in cells)

    share = ORGANISATIONS * INDICATORS / CELLS
    return _row(house, f"the same cell by cell (from {CELLS})", gather, 1, share)


def _told(series: Series) -> int:
    """Everything that a scorecard says of a cell: change, funnel, fault."""
    found = standing(series)
    return len(f"{found.chance}{found.verdict}{found.fault}{found.change}") if found else 0


def _row(house: House, name: str, act: Callable[[], int], rounds: int, share: float) -> tuple[str, ...]:
    cpu, wall, sent = [], [], 0
    for _ in range(rounds):
        with house.database.reading() as session:
            counter = _Statements(session.get_bind())
            began, ran = time.perf_counter(), time.process_time()
            act()
            cpu.append((time.process_time() - ran) * 1e3 * share)
            wall.append((time.perf_counter() - began) * 1e3 * share)
            sent = counter.stop()
    return name, f"{min(cpu):,.0f}", f"{min(wall):,.0f}", f"{sent * share:,.0f}"


class _Statements:
    """Counts what is sent to the database."""

    def __init__(self, engine: object) -> None:
        self.engine, self.sent = engine, 0
        event.listen(engine, "before_cursor_execute", self._note)

    def stop(self) -> int:
        event.remove(self.engine, "before_cursor_execute", self._note)
        return self.sent

    def _note(self, *_rest: object) -> None:
        self.sent += 1


def _large(house: House, path: Path) -> str:
    per_year = 1 + OVERSEERS + ORGANISATIONS
    _write(path, -(-LARGE_ROWS // (per_year * 25)), 25)
    before = _megabytes()
    with house.database.reading():
        looked, rows = _taken(lambda: load(path, "Invented", True).rows)
    with house.database.writing():
        kept, _ = _taken(lambda: load(path, "Invented", now=clock.now()).rows)
    size = path.stat().st_size / 1e6
    return (
        f"{rows:,} rows ({size:.0f} MB): looked at in {looked:.1f} s, looked at and kept in {kept:.1f} s; "
        f"the process grew from {before:.0f} to {_megabytes():.0f} MB"
    )


def _taken(act: Callable[[], int]) -> tuple[float, int]:
    began = time.perf_counter()
    done = act()
    return time.perf_counter() - began, done


def _megabytes() -> float:
    """The most that the process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
