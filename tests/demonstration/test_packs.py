"""The invented data packs load without a fault, agree with the documents, and hold one fault of coding."""

import csv
from pathlib import Path

import pytest

from tests.harness.world import World
from wccflow.demonstration import cast, packs
from wccflow.demonstration.figures import Profile
from wccflow.engine.definition import Workflow
from wccflow.indicators.coding_faults import fault_in
from wccflow.indicators.loading import load
from wccflow.indicators.measures import Measure
from wccflow.indicators.rules import area_of

SEED = 1


@pytest.fixture(scope="module")
def profiles() -> dict[str, Profile]:
    """The organisations that take part."""
    return {each.code: Profile.of(each.code, each.name, SEED) for each in cast.parts(12)}


@pytest.fixture(scope="module")
def rows(profiles: dict[str, Profile]) -> list[packs.Row]:
    """Every row of the first pack."""
    return list(packs.rows_of(SEED, profiles, 2008, "2009-09-01"))


def series(rows: list[packs.Row]) -> dict[tuple[str, str], list[Measure]]:
    """The values by indicator and code."""
    found: dict[tuple[str, str], list[Measure]] = {}
    for row in rows:
        value = None if row[6] == "*" else float(row[6])
        low, high = (float(row[7]), float(row[8])) if row[7] else (None, None)
        found.setdefault((row[0], row[4]), []).append(Measure(row[2], value, low, high))
    return found


def test_both_packs_load_without_a_fault(world: World, rows: list[packs.Row], tmp_path: Path) -> None:
    counts = []
    for name, some in (("all", rows), ("revised", list(packs.revised_of(rows)))):
        path = tmp_path / f"{name}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([packs.HEAD, *some])
        with world.database.writing():
            found = load(path, "Invented", now=world.now)
        counts.append((found.faults, found.rows == len(some), found.revised))

    assert counts == [([], True, 0), ([], True, 3)]


def test_the_newest_values_are_those_of_the_documents(
    profiles: dict[str, Profile], rows: list[packs.Row]
) -> None:
    known = series(rows)

    told = {
        (outcome.key, code): outcome.baseline for code, one in profiles.items() for outcome in one.outcomes
    }
    assert {key: known[key][-1].value for key in told} == told


def test_one_series_has_the_fault_of_coding_and_hardly_another(rows: list[packs.Row]) -> None:
    told = [key for key, measures in series(rows).items() if fault_in(measures)]

    assert [indicator for indicator, _ in told].count("hip_fractures") == 1
    assert len(told) <= 3


def test_every_area_of_the_data_packs_has_an_indicator(wcc: Workflow, rows: list[packs.Row]) -> None:
    areas = wcc.editions["2009-10"].areas

    held = {area_of(row[0], "", areas) for row in rows}

    assert held == set(areas)
