"""Panels of a simulated nation: what members give alone, and what a panel without leanings would give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import erf, sqrt
from random import Random

from wccflow.calibration.model import RatingRow

NATION = (31, 24, 17, 14, 14, 14, 10, 10, 9, 9)  # cases of each overseer
GROUPS, ITEMS_OF_GROUP, SEATS = 10, 3, 5
LEVELS = (1, 2, 3, 4)
CENTRE = 2.31  # with these spreads a sixth of ratings are 1, most are 2 or 3, and one in fourteen is 4
SEVERITY, PERSON = 0.35, 0.35  # standard deviations in levels: of overseers, and of people
REALLY_BETTER = 0.15  # of overseers' organisations, which is no severity and must stay
QUALITY, OF_GROUP, EASE, CHANCE = 0.35, 0.35, 0.2, 0.45


@dataclass(frozen=True, slots=True)
class Simulated:
    """The ratings, a case's own panel first; what was planted; the items' groups; whose each case is."""

    rows: Sequence[RatingRow]
    truth: Mapping[tuple[str, str], float]
    severity: Mapping[str, float]
    groups: Mapping[str, str]
    home: Mapping[str, str]


def simulated(
    seed: int,
    *,
    cases: Sequence[int] = NATION,
    anchors: int,
    severity: float = SEVERITY,
    person: float = PERSON,
    raters: int = SEATS,
) -> Simulated:
    """A nation by its seed: panels of five of an overseer's people, so many cases rated by all."""
    dice = Random(seed)
    names = [f"S{at + 1:02}" for at in range(len(cases))]
    planted = {name: dice.gauss(0, severity) for name in names}
    pools = {
        name: [
            (f"person {at + 1}", dice.gauss(0, person)) for at in range(max(2 * SEATS, round(count * 1.01)))
        ]
        for name, count in zip(names, cases, strict=True)
    }
    better = {name: dice.gauss(0, REALLY_BETTER) for name in names}
    groups = {f"{at + 1}.{of + 1}": str(at + 1) for at in range(GROUPS) for of in range(ITEMS_OF_GROUP)}
    ease = {item: dice.gauss(0, EASE) for item in groups}
    home = {f"{name} {at + 1}": name for name, count in zip(names, cases, strict=True) for at in range(count)}
    common = set(list(home)[:: max(1, len(home) // anchors)][:anchors]) if anchors else set()
    spread = sqrt(PERSON**2 + CHANCE**2)
    rows: list[RatingRow] = []
    truth: dict[tuple[str, str], float] = {}
    for case, own in home.items():
        whole = CENTRE + better[own] + dice.gauss(0, QUALITY)
        strong = {group: dice.gauss(0, OF_GROUP) for group in sorted(set(groups.values()))}
        seen = {item: whole + strong[group] + ease[item] for item, group in groups.items()}
        truth |= {(case, item): expected(value, spread) for item, value in seen.items()}
        others = [name for name in names if name != own] if case in common else []
        for name in (own, *others):
            for who, leaning in dice.sample(pools[name], SEATS if name == own else raters):
                for item, value in seen.items():
                    given = value + planted[name] + leaning + dice.gauss(0, CHANCE)
                    rows.append(RatingRow(who, name, case, item, float(min(max(round(given), 1), 4))))
    return Simulated(rows, truth, planted, groups, home)


def expected(value: float, spread: float) -> float:
    """The mean level that people without leanings give to what is worth so much."""
    return 1 + sum(1 - _below((level + 0.5 - value) / spread) for level in LEVELS[:-1])


def _below(steps: float) -> float:
    return 0.5 * (1 + erf(steps / sqrt(2)))
