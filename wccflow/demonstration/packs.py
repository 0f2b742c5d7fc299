"""Invented data packs: six years of each indicator for many organisations, one of them with a fault."""

import csv
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from wccflow.demonstration import cast
from wccflow.demonstration.dice import dice
from wccflow.demonstration.figures import Profile
from wccflow.demonstration.scene import NATION, Journey, Scene
from wccflow.demonstration.texts import Words, topics, words
from wccflow.demonstration.years import base_year, financial_year
from wccflow.indicators.cells import NOT_GIVEN
from wccflow.indicators.loading import Provenance, load
from wccflow.indicators.measures import Measure, kind_of, with_interval
from wccflow.people.queries import person_by_email

LOADED = "start of preparation - 10 days"
EVERY = 3  # of the organisations that take no part, as many are enough to compare with
QUARTER = 0.674  # standard deviations from the middle to a quartile
FEWEST = 6  # cases: fewer are not shown
POPULATION = 320_000
HEAD = (
    *("indicator_id", "indicator", "period", "area_type", "area_code", "area_name", "value", "lower_ci"),
    *("upper_ci", "numerator", "denominator", "unit", "polarity", "quality", "published", "licence"),
)
POLARITY = {"lower": "lower_is_better", "higher": "higher_is_better", "": ""}

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One indicator as the demonstration's files tell it; without a share nobody can be counted."""

    key: str
    title: str
    unit: str
    better: str
    national: float
    spread: float
    digits: int
    share: float


def load_packs(scene: Scene, journeys: Sequence[Journey]) -> None:
    """Load two packs before the cycle begins: all values, and some days later a few that were revised."""
    day, newest = scene.day(LOADED), newest_year(scene)
    profiles = {each.part.code: each.profile for each in journeys}
    rows = list(rows_of(scene.seed, profiles, newest, day.isoformat()))
    with tempfile.TemporaryDirectory() as folder, scene.database.writing():
        by_id = person_by_email(NATION).id
        for number, (name, some) in enumerate((("all", rows), ("revised", list(revised_of(rows))))):
            path = Path(folder) / f"indicators-{financial_year(newest).replace('/', '-')}-{name}.csv"
            with path.open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows([HEAD, *some])
            now = scene.at(day + timedelta(days=3 * number))
            source, told = words("indicators")["source"], Provenance(path.name)
            if found := load(path, source, by_id=by_id, now=now, told=told).faults:
                raise ValueError(f"the invented values have faults: {found[:3]}")


def newest_year(scene: Scene) -> int:
    """The year in which the financial year of the newest values begins."""
    return base_year(scene.day(LOADED)) - 1


def _told() -> Iterator[Told]:
    """Every indicator: the two of the whole nation, the topics' outcomes, and those of the areas."""
    file = words("indicators")
    for each in [*words("figures")["fixed_outcome"], *(topic["outcome"] for topic in topics().values())]:
        spread = abs(each["national"] - each["quartile"]) / QUARTER
        share = file["shares"].get(each["key"], 1.0 if "per" in each["unit"] else 0.0)
        yield _of(each, each["name"], spread, share)
    for each in file["indicator"]:
        yield _of(each, each["title"], each["spread"], each.get("share", 0.0))


def _of(row: Words, title: str, spread: float, share: float) -> Told:
    unit = row["unit"].strip()
    return Told(row["key"], title, unit, row["better"], row["national"], spread, row["digits"], share)


def rows_of(seed: int, profiles: dict[str, Profile], newest: int, published: str) -> Iterator[Row]:
    """Every row of the first pack: indicator by indicator, year by year, the nation before the others."""
    file = words("indicators")
    others = [row for number, row in enumerate(cast.everyone()) if number % EVERY == 0]
    areas = {row["code"]: row["name"] for row in others} | {code: one.name for code, one in profiles.items()}
    failing = _failing(profiles, file["fault"]["indicator"])
    for told in _told():
        drift = dice(seed, told.key, "drift").uniform(0.2, 1.2) * (-1 if told.better == "lower" else 1)
        for place in range(file["years"]):
            year = newest - file["years"] + 1 + place
            back = (newest - year) * drift * told.spread / 6
            quality = "provisional" if year == newest else ""
            after = (told.unit, POLARITY[told.better], quality, published, file["licence"])
            begins = (told.key, told.title, financial_year(year))
            value = f"{told.national - back:.{told.digits}f}"
            yield (*begins, *file["nation"], value, "", "", "", "", *after)
            for code, name in areas.items():
                known = _known(seed, told, code, profiles.get(code), year, back if year != newest else 0.0)
                if code == failing and told.key == file["fault"]["indicator"]:
                    known = _end(seed, told, code, profiles.get(code)) * file["fault"]["shape"][place]
                people = profiles[code].people.population if code in profiles else POPULATION
                numbers = _numbers(told, max(known, 0.0), begins[2], round(told.share * people))
                yield (*begins, file["area_type"], code, name, *numbers, *after)


def _known(seed: int, told: Told, code: str, profile: Profile | None, year: int, back: float) -> float:
    """The value of a year: so far back from the newest, which alone does not swing."""
    end = _end(seed, told, code, profile)
    swing = min(told.spread / 7, 0.06 * end)  # a small value does not swing as far as a large one
    swings = dice(seed, told.key, code, year).gauss(0, swing) if back else 0.0
    return end * (1 - back / told.national) + swings


def _end(seed: int, told: Told, code: str, profile: Profile | None) -> float:
    """Where an organisation stands in the newest year: as its own documents say, where they do."""
    for each in profile.outcomes if profile else ():
        if each.key == told.key:
            return each.baseline
    found = dice(seed, told.key, code).gauss(told.national, told.spread)
    return max(found, 0.4 * told.national)


def _numbers(told: Told, value: float, period: str, people: int) -> Row:
    """Value, interval, numerator and denominator as a source prints them."""
    kind, digits = kind_of(told.unit), told.digits
    shown = float(f"{min(value, 99.5) if told.unit == '%' else value:.{digits}f}")
    if not kind.name or not people:
        arm = told.spread / 8
        return (f"{shown}", f"{shown - arm:.{digits + 1}f}", f"{shown + arm:.{digits + 1}f}", "", "")
    count = round(value * people / kind.per)
    if count < FEWEST:
        return ("*", "", "", "", str(people))
    found = with_interval(Measure(period, shown, denominator=people), kind)
    low, high = found.interval or (shown, shown)
    low, high = min(low, shown), max(high, shown)
    return (f"{shown}", f"{low:.{digits + 2}f}", f"{high:.{digits + 2}f}", str(count), str(people))


def _failing(profiles: dict[str, Profile], indicator: str) -> str:
    """The organisation whose coding failed: one that is measured by the indicator, if any is."""
    measured = [code for code, one in profiles.items() if any(each.key == indicator for each in one.outcomes)]
    return next(iter([*measured, *profiles]), NOT_GIVEN)


def revised_of(rows: Sequence[Row]) -> Iterator[Row]:
    """The newest values of one indicator again, of which the first few are put right."""
    told = {**words("indicators"), **words("indicators")["revised"]}
    newest = rows[-1][2]
    left = told["organisations"]
    for row in rows:
        if row[0] != told["indicator"] or row[2] != newest:
            continue
        if left and row[3] == told["area_type"] and row[6] != "*":
            left -= 1
            value = f"{float(row[6]) + told['by']:.1f}"
            yield (*row[:6], value, "", "", "", *row[10:])
        else:
            yield row
