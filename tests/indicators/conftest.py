"""What tests of indicators have in common: a case that is preparing, and files of values."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.harness.world import World
from wccflow.base.errors import Refused
from wccflow.indicators import actions, loading
from wccflow.indicators.loading import Loaded

HEAD = "indicator_id,indicator,period,area_type,area_code,area_name,value,lower_ci,upper_ci,polarity,source"
WHOLE = f"{HEAD},numerator,denominator,unit"


@dataclass(slots=True)
class Desk:
    """Chooses outcomes of 5PG in the small world, whose case is preparing; loads files of values."""

    world: World
    folder: Path

    def load(self, *rows: str, head: str = HEAD, dry_run: bool = False) -> Loaded:
        """What comes of loading these rows."""
        path = self.folder / "values.csv"
        path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        with self.world.database.writing():
            return loading.load(path, "A test", dry_run, now=self.world.now)

    def series(self, indicator: str, values: dict[str, dict[str, float | str]], **said: str) -> None:
        """Load values by period and area code, with intervals a twentieth either way, lower being better."""
        name, better = said.get("title", "A measure"), said.get("polarity", "lower_is_better")
        unit = f'"{said.get("unit", "")}"'
        rows = []
        for period, areas in values.items():
            for code, value in areas.items():
                kind = "country" if code == "ENG" else "pct"
                ends = (value * 0.95, value * 1.05) if isinstance(value, float) else ("", "")
                cells = [indicator, name, period, kind, code, code, value, *ends, better, "A register"]
                rows.append(",".join(str(cell) for cell in (*cells, 100, 10000, unit)))
        loaded = self.load(*rows, head=WHOLE)
        assert loaded.faults == []

    def choose(self, item: str, who: str = "lead@5pg.example") -> None:
        """Choose an outcome."""
        with self.world.database.writing():
            actions.choose(self.world.case(), item, by=self.world.reach(who), now=self.world.now)

    def drop(self, item: str) -> None:
        """Take an outcome back."""
        with self.world.database.writing():
            by = self.world.reach("lead@5pg.example")
            actions.drop(self.world.case(), item, by=by, now=self.world.now)

    def aim(self, item: str, **given: object) -> None:
        """Say what is aimed at, with all that is needed unless it is given otherwise."""
        whole: dict[str, object] = {
            "baseline": 78.0,
            "trajectory": [78.2, 78.4, 78.6, 78.8, 79.0],
            "polarity": "higher_is_better",
            "national_average": 79.5,
            "upper_quartile": 80.4,
            "source": "National statistics",
        }
        with self.world.database.writing():
            by = self.world.reach("lead@5pg.example")
            actions.aim(self.world.case(), item, by=by, now=self.world.now, **{**whole, **given})  # type: ignore[arg-type]  # what a test gives is checked by the action

    def refused(self, act: Callable[[], object]) -> str:
        """The sentence with which the act is refused."""
        with pytest.raises(Refused) as refusal:
            act()
        return str(refusal.value)


@pytest.fixture
def desk(world: World, tmp_path: Path) -> Desk:
    """A desk at which 5PG chooses its outcomes."""
    world.at("preparing")
    return Desk(world, tmp_path)
