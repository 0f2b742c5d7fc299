"""When a case will reach a state if it goes on as it has: from its own pace and that of its peers."""

# Work is counted in pieces (a document filed, an item rated). Pieces come in sittings, so counts are
# divided by how much they clump; the rate of sittings differs from case to case by a gamma distribution
# that is fitted to the peers (moments as DerSimonian and Laird take them), and a case's own sittings move
# its rate away from theirs as they gather (Gamma-Poisson). Once its work is done a case still waits to be
# moved: such waits are lognormal, known from peers that have gone on. Of 127 evenly spread draws the middle
# one is the forecast, and four in five lie within the interval. Nobody is taken to quicken as a deadline
# nears, so that what is said early in a stage is rather late than early.

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil, exp, log, log1p, sqrt
from typing import NamedTuple

from wccflow.monitor.draws import DRAWS, digamma, expm1_within, trigamma, truncated

FEWEST_PEERS = 3
FARTHEST_DAYS, WIDEST_DAYS = 365, 120  # beyond these it is more honest to say nothing
_LOW, _QUARTER, _MIDDLE, _HIGH = (
    round(len(DRAWS) * 0.1),
    len(DRAWS) // 4,
    len(DRAWS) // 2,
    round(len(DRAWS) * 0.9) - 1,
)
_USUAL_WAIT = log1p(7)  # until waits are known, a week is assumed, give or take; eight known ones replace it
_ASSUMED_WAITS = 2.0
_LEAST_SPREAD = 0.2
_WIDEST_PRIOR, _NARROWEST_PRIOR = 0.5, 50.0

FEW, ROUGH, LIKELY, SURE = "few data yet", "a rough guess", "likely", "fairly sure"


@dataclass(frozen=True, slots=True)
class Leg:
    """A state still to be left: the pieces of work before that, the first day on which it can be.

    `by_itself` is the day on which the calendar makes the move when nobody else has. What is `appointed`
    happens on its day unless others have shown otherwise.
    """

    state: str
    pieces: int = 0
    not_before: date | None = None
    by_itself: date | None = None
    appointed: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """Where a case has come to: the pieces it has done since it began, and the states that it must leave."""

    began: date
    done: tuple[date, ...]
    legs: tuple[Leg, ...]
    ready: date  # the day since which nothing but waiting is left in its present state


@dataclass(frozen=True, slots=True)
class Trail:
    """What a peer has done of the same work, and how many days it waited in states that it has left."""

    began: date
    until: date
    done: tuple[date, ...] = ()
    waits: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast peers go: the gamma distribution of their sittings a day, and how long they waited in states.

    Of each wait the logarithm is kept.
    """

    shape: float = 1.0
    days: float = 0.0
    clump: float = 1.0
    peers: int = 0
    waits: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    def waits_in(self, state: str) -> tuple[float, ...]:
        """The logarithms of the waits in a state that are known."""
        return self.waits.get(state, ())


@dataclass(frozen=True, slots=True)
class Forecast:
    """A day, the interval in which it lies four times in five, and how sure that is, in words."""

    day: date
    first: date
    last: date
    confidence: str
    hardly_before: date  # three chances in four are that it is on this day or later

    @property
    def margin(self) -> int:
        """Half the interval, in days."""
        return ceil((self.last - self.first).days / 2)

    @property
    def words(self) -> str:
        """The whole forecast: 4 January 2010, give or take 5 days; few data yet."""
        days = f"{self.margin} day{'' if self.margin == 1 else 's'}"
        give = f", give or take {days}" if self.margin else ""
        return f"{self.day.day} {self.day:%B %Y}{give}; {self.confidence}"


class _Stretch(NamedTuple):
    """What a leg takes, in days and logarithms of days."""

    work: tuple[float, float] | None
    earliest: int
    latest: int | None
    wait: tuple[float, float]
    waited: int


def pace_of(trails: Sequence[Trail]) -> Pace:
    """The pace of these peers; one who has only just begun tells nothing of work."""
    at_work = [trail for trail in trails if trail.done or trail.until > trail.began]
    clump = _clump(at_work)
    sittings = [(len(trail.done) / clump, (trail.until - trail.began).days + 1.0) for trail in at_work]
    shape, days = _gamma(sittings)
    waits: dict[str, list[float]] = {}
    for trail in trails:
        for state, waited in trail.waits:
            waits.setdefault(state, []).append(log1p(max(0, waited)))
    return Pace(
        shape=shape,
        days=days,
        clump=clump,
        peers=sum(bool(trail.done) for trail in at_work),
        waits={state: tuple(found) for state, found in waits.items()},
    )


def forecast(course: Course, pace: Pace, on: date) -> Forecast | None:
    """The day on which the last leg is left, never before today; None when there is not enough to say."""
    if not course.legs or not _can_tell(course, pace):
        return None
    stretches, slowness = _stretches(course, pace, on), _slowness(course, pace, on)
    days = sorted(_drawn(stretches, slowness, draw) for draw in DRAWS)
    if days[_HIGH] > FARTHEST_DAYS or days[_HIGH] - days[_LOW] > WIDEST_DAYS:
        return None
    first, quarter, day, last = (
        on + timedelta(days=round(days[place])) for place in (_LOW, _QUARTER, _MIDDLE, _HIGH)
    )
    return Forecast(day, first, last, _confidence(course, pace, (last - first).days / 2), quarter)


def _can_tell(course: Course, pace: Pace) -> bool:
    if any(leg.pieces for leg in course.legs):
        return pace.days > 0 and (bool(course.done) or pace.peers >= FEWEST_PEERS)
    return any(leg.by_itself or leg.appointed or pace.waits_in(leg.state) for leg in course.legs)


def _confidence(course: Course, pace: Pace, margin: float) -> str:
    waits_known = all(leg.by_itself or len(pace.waits_in(leg.state)) >= FEWEST_PEERS for leg in course.legs)
    work_known = not any(leg.pieces for leg in course.legs) or len(course.done) >= pace.clump * FEWEST_PEERS
    if not waits_known or not (work_known or pace.peers >= FEWEST_PEERS):
        return FEW
    return SURE if margin <= 7 else LIKELY if margin <= 21 else ROUGH


def _stretches(course: Course, pace: Pace, on: date) -> list[_Stretch]:
    return [_stretch(leg, course, pace, on, is_first=not number) for number, leg in enumerate(course.legs)]


def _stretch(leg: Leg, course: Course, pace: Pace, on: date, *, is_first: bool) -> _Stretch:
    sittings = max(1.0, leg.pieces / pace.clump)
    return _Stretch(
        work=(digamma(sittings), sqrt(trigamma(sittings))) if leg.pieces else None,
        earliest=(leg.not_before - on).days if leg.not_before else 0,
        latest=(leg.by_itself - on).days if leg.by_itself else None,
        wait=_wait(pace.waits_in(leg.state), assumed=0.0 if leg.appointed else _ASSUMED_WAITS),
        waited=max(0, (on - course.ready).days) if is_first and not leg.pieces else 0,
    )


def _slowness(course: Course, pace: Pace, on: date) -> tuple[float, float]:
    """Mean and spread of the logarithm of the days that one sitting takes this case."""
    shape = pace.shape + len(course.done) / pace.clump
    days = pace.days + max(0, (on - course.began).days) + bool(course.done)
    return (log(days) if days else 0.0) - digamma(shape), sqrt(trigamma(shape))


def _drawn(stretches: Sequence[_Stretch], slowness: tuple[float, float], draw: Sequence[float]) -> float:
    """How many days it takes in one draw, leg after leg."""
    days, (mean, spread) = 0.0, slowness
    own = mean + draw[0] * spread
    for number, stretch in enumerate(stretches):
        if stretch.work:
            most, more = stretch.work
            days += max(0.0, exp(own + most + draw[1 + 2 * number % 6] * more) - 1)  # today counts as one
        days = max(days, stretch.earliest)
        left = days + _waited(stretch, draw[2 + 2 * number % 6])
        days = left if stretch.latest is None else min(left, max(days, stretch.latest))
    return days


def _waited(stretch: _Stretch, draw: float) -> float:
    """How much longer: what was waited already cannot be waited again."""
    mean, spread = stretch.wait
    if stretch.waited:
        draw = truncated((log1p(stretch.waited) - mean) / spread, draw)
    return max(0.0, expm1_within(mean + draw * spread) - stretch.waited)


def _wait(known: Sequence[float], *, assumed: float) -> tuple[float, float]:
    """Mean and spread of the logarithm of a wait; the more are known, the less of a week is assumed."""
    assumed = max(0.0, assumed - len(known) / 4)
    weight = assumed + len(known)
    if not weight:
        return 0.0, _LEAST_SPREAD
    mean = (assumed * _USUAL_WAIT + sum(known)) / weight
    variance = (assumed + sum((each - mean) ** 2 for each in known)) / weight * (1 + 1 / weight)
    return mean, max(_LEAST_SPREAD, sqrt(variance))


def _clump(trails: Sequence[Trail]) -> float:
    """How many pieces come in one sitting: the mean of those days on which any came at all, at least 1."""
    per_day: dict[tuple[int, date], int] = {}
    for number, trail in enumerate(trails):
        for day in trail.done:
            per_day[number, day] = per_day.get((number, day), 0) + 1
    return max(1.0, sum(per_day.values()) / len(per_day)) if per_day else 1.0


def _gamma(sittings: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Shape and days of the gamma distribution of rates, by its moments; no days where nothing was done."""
    done, days = sum(count for count, _ in sittings), sum(each for _, each in sittings)
    if not done:
        return 1.0, 0.0
    mean = done / days
    if len(sittings) < FEWEST_PEERS:
        return 1.0, 1.0 / mean
    spread = sum(each * (count / each - mean) ** 2 for count, each in sittings)
    weight = days - sum(each * each for _, each in sittings) / days
    between = (spread - (len(sittings) - 1) * mean) / weight if weight > 0 else 0.0
    shape = (
        min(max(mean * mean / between, _WIDEST_PRIOR), _NARROWEST_PRIOR) if between > 0 else _NARROWEST_PRIOR
    )
    return shape, shape / mean
