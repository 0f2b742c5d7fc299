"""The stage on which the demonstration plays: a house, a cycle, a shifted calendar, days made instants."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from wccflow.base import clock
from wccflow.base.work import Database
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case as case_named
from wccflow.demonstration.cast import Part
from wccflow.demonstration.figures import Profile
from wccflow.demonstration.reasons import Writer
from wccflow.demonstration.texts import words
from wccflow.engine.calendars import Calendar, day_of, shift
from wccflow.engine.definition import Workflow
from wccflow.engine.moments import Moment
from wccflow.people.queries import person_by_email, reach_of
from wccflow.people.rights import Reach

NATION = "lead@dh.example"


@dataclass(frozen=True)
class Scene:
    """What every act needs to know."""

    database: Database
    workflow: Workflow
    calendar: Calendar
    seed: int
    key: str
    edition: str

    def day(self, moment: str) -> date:
        """The day of a moment such as `start of analysis + 8 days`."""
        found = day_of(Moment.parse(moment), self.calendar)
        if found is None:
            raise ValueError(f"the calendar does not tell {moment}")
        return found

    def at(self, day: date, hour: int = 10, minute: int = 0) -> datetime:
        """An instant of that day, never one that is still to come."""
        return min(clock.instant_on(day, time(hour, minute)), clock.now())


@dataclass(frozen=True)
class Journey:
    """One organisation on its way through the cycle."""

    scene: Scene
    part: Part
    profile: Profile

    @property
    def case(self) -> Case:
        """The organisation's case as it stands now."""
        return case_named(f"{self.scene.key}/{self.part.code}")

    @property
    def is_early(self) -> bool:
        """Whether its overseer opened windows early."""
        return self.part.overseer in words("journeys")["early"]

    @property
    def board_date(self) -> date:
        """The day on which the board approved its plans."""
        return self.scene.day("start of preparation + 92 days")

    @property
    def panel_on(self) -> date:
        """The day of its panel."""
        days = words("journeys")["panel_days"]
        if self.is_early and self.part.target not in days:
            return self.scene.day("start of panel - 38 days")
        offset = days.get(self.part.target, 15)
        return _weekday(clock.today() + timedelta(days=offset), forward=offset > 0)

    @property
    def writer(self) -> Writer:
        """Who writes its reasons."""
        return Writer(self.profile, self.scene.seed, self.board_date)

    def left(self, what: str) -> int:
        """How much of something is still to do, for people to try."""
        return int(words("journeys")["left"].get(self.part.target, {}).get(what, 0))

    def by(self, mailbox: str, now: datetime) -> Reach:
        """What the person of this mailbox holds: of the organisation, its overseer, or the nation."""
        return reach_of(person_by_email(self.address(mailbox)).id, now)

    def address(self, mailbox: str) -> str:
        """The address of a person who has to do with this case."""
        if mailbox == "nation":
            return NATION
        own = mailbox in {"lead", "chief", "contributor"}
        return f"{mailbox}@{(self.part.code if own else self.part.overseer).lower()}.example"


def shifted(calendar: Calendar, today: date) -> Calendar:
    """The calendar moved by whole weeks, so that today falls on or after the wanted day of its stage."""
    wanted = words("journeys")["today"]
    day = calendar.windows[wanted["stage"]].opens + timedelta(days=wanted["day"])
    return shift(calendar, (today - day).days // 7)


def _weekday(day: date, *, forward: bool) -> date:
    step = timedelta(days=1 if forward else -1)
    while day.weekday() > 4 and day != clock.today():
        day += step
    return day
