"""What a workflow says of publication: rules of ranking, standings with what follows, who reads first."""

from dataclasses import dataclass, field
from typing import Literal

ERROR_MEAN = 0.15  # of an organisation's mean, in levels: RMSE after calibration with three common cases
ERROR_ITEM = 0.5  # of one item of one organisation, in levels: five people who have talked, on one day
FEWEST_RANKED = 5  # organisations; below it a ranking would tell more about who is missing


@dataclass(frozen=True, slots=True)
class Ranking:
    """A named rule, in a version, by which ratings become places; it is never anything but a rule.

    A level counts by its rank. `shares`: each part's points as a share of its most, the parts alike;
    `in_order`: by the points of the first part, then those of the next. `editions` are those for which the
    rule is chosen unless somebody chooses otherwise; `source` tells who ranked so.
    """

    key: str
    title: str
    version: str
    method: Literal["shares", "in_order"]
    parts: tuple[str, ...]
    statement: str
    source: str = ""
    editions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """So many items of an element, all where none is told, at this level or better; or at it or below."""

    element: str
    level: str
    items: int = 0
    test: Literal["at_least", "at_most"] = "at_least"


@dataclass(frozen=True, slots=True)
class Status:
    """A standing that follows from published ratings by rule, and what follows from it.

    Every condition must hold; `unverified` marks a rule seen in no source.
    """

    key: str
    title: str
    version: str
    statement: str
    conditions: tuple[Condition, ...]
    consequences: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Publication:
    """`publication.toml`, which a workflow need not have: without it nothing is ranked and nothing follows.

    `readers` are the roles that read an organisation's page before everybody else; where none is told, those
    who check its report.
    """

    readers: tuple[str, ...] = ()
    error_mean: float = ERROR_MEAN
    error_item: float = ERROR_ITEM
    fewest_ranked: int = FEWEST_RANKED
    rankings: dict[str, Ranking] = field(default_factory=dict)
    statuses: dict[str, Status] = field(default_factory=dict)
