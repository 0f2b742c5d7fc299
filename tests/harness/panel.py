"""A panel for tests: five confirmed members, in session on the case of 5PG, whose items are reviewed."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.harness.world import World
from wccflow.base.clock import business_day
from wccflow.base.errors import Refused
from wccflow.cycles.models import Case, TrackItem
from wccflow.cycles.queries import definition_of, track_items
from wccflow.panels import actions, agenda, day, invitations, queries, reporting, seating
from wccflow.panels.models import Panel
from wccflow.people import actions as people
from wccflow.people.queries import person_by_email
from wccflow.people.rights import Reach
from wccflow.ratings.actions import rate as give_rating
from wccflow.ratings.sharing import share

CHAIR = "chair1@q34.example"
MEMBERS = tuple(f"panel{number}@q34.example" for number in range(1, 5))
EVERYBODY = (CHAIR, *MEMBERS)
SITTING = "world gathered in session"
SKILLS = {"chair": {"commissioning"}, "clinician": {"clinical"}, "local_authority": {"partnership"}}
LEVELS = {"levels": "2", "rag": "amber"}


@dataclass(slots=True)
class Sitting:
    """Acts on the panel of 5PG, as its people would."""

    world: World
    code: str = "5PG"

    @property
    def case(self) -> Case:
        """The case."""
        return self.world.case(self.code)

    @property
    def panel(self) -> Panel:
        """The panel; ask inside a unit of work."""
        found = queries.panel_of(self.case)
        assert found is not None
        return found

    def reach(self, who: str) -> Reach:
        """What this person holds now."""
        with self.world.database.reading():
            return self.world.reach(who)

    def put_together(self) -> None:
        """Seat and confirm everybody, and let the panel sit today."""
        manager = self.reach("manager@q34.example")
        with self.world.database.writing():
            seating.set_day(self.case, business_day(self.world.now), by=manager, now=self.world.now)
            for email, seat in zip(EVERYBODY, definition_of(self.case).seats, strict=True):
                made = invitations.invite(
                    self.case,
                    email=email,
                    name=f"Person of {email}",
                    seat=seat,
                    part="chair" if email == CHAIR else "member",
                    skills=SKILLS.get(seat, {"finance"}),
                    by=manager,
                    now=self.world.now,
                )
                seating.confirm(self.case, made, by=manager, now=self.world.now)

    def open(self) -> None:
        """Let every item be reviewed and the panel's day begin."""
        self.rate_self()
        self.world.at("panel_in_session", self.code)
        with self.world.database.writing() as session:
            case = self.case
            for track in definition_of(case).tracks.values():
                moved = track_items(case.id, track.key)
                for item in track.items if "reviewed" in track.states else ():
                    row = moved.get(item) or TrackItem(case_id=case.id, track=track.key, item=item)
                    row.state = "reviewed"
                    session.add(row)
            share(case, by=None, now=self.world.now)
            day.open_room(case, by=None, now=self.world.now)
            day.record_attendance(case, by=None, now=self.world.now)

    def rate_self(self) -> None:
        """Let the organisation have rated two items of its own."""
        self.world.at("preparing", self.code)
        lead = self.reach(f"lead@{self.code.lower()}.example")
        with self.world.database.writing():
            for item, level in (("1.1", "4"), ("1.2", "2")):
                give_rating(self.case, item, level, "We lead well.", by=lead, now=self.world.now)

    def commit(self, item: str, level: str, who: str, why: str = "") -> None:
        """One member's own rating."""
        with self.world.database.writing():
            actions.commit(self.case, item, level, why, by=self.reach(who), now=self.world.now)

    def commit_all(self, item: str, *levels: str) -> None:
        """Everybody's own rating, the chair's first."""
        for who, level in zip(EVERYBODY, levels, strict=True):
            self.commit(item, level, who)

    def reveal(self, item: str, why: str = "") -> None:
        """The chair reveals."""
        with self.world.database.writing():
            actions.reveal(self.case, item, why=why, by=self.reach(CHAIR), now=self.world.now)

    def agree(self, item: str, level: str, why: str = "It follows from the plan.", **more: object) -> None:
        """The chair records what was agreed."""
        chair = self.reach(CHAIR)
        with self.world.database.writing():
            actions.agree(self.case, item, level, why, by=chair, now=self.world.now, **more)  # type: ignore[arg-type]

    def agree_everything(self) -> None:
        """Every item rated by the chair, revealed and agreed; 1.1 at 3, the others at 2 or amber."""
        agreed = f"{self.code} agreed"
        self.world.stages.come_to(self.world, agreed, lambda: self._agree_all(without=""), after=SITTING)

    def agree_rest(self, rated: str) -> None:
        """The same, where everybody has rated one item already."""
        self.reveal(rated)
        self.agree(rated, "2")
        self._agree_all(without=rated)

    def agree_rated(self, *items: str) -> None:
        """These items rated by the chair, revealed and agreed at level 3."""
        for item in items:
            self.commit(item, "3", CHAIR)
            self.reveal(item, "The others agree aloud.")
            self.agree(item, "3")

    def _agree_all(self, without: str) -> None:
        with self.world.database.reading():
            case = self.case
            kinds = {
                item: actions.scale_of(case, item).kind
                for item in agenda.items_of(definition_of(case))
                if item != without
            }
        for item, kind in kinds.items():
            level = "3" if item == "1.1" else LEVELS[kind]
            self.commit(item, level, CHAIR)
            self.reveal(item, "The others agree aloud.")
            self.agree(item, level, f"Because of what the panel heard of {item}.")

    def close(self) -> None:
        """Close the panel day."""
        self.world.at("panel_reporting", self.code)
        with self.world.database.writing():
            day.close_room(self.case, by=None, now=self.world.now)
            day.seal_ratings(self.case, by=None, now=self.world.now)

    def write(self, key: str, text: str, title: str = "") -> None:
        """The chair writes a part of the report."""
        chair = self.reach(CHAIR)
        with self.world.database.writing():
            reporting.write(self.case, key, title=title, text=text, by=chair, now=self.world.now)

    def issue(self) -> None:
        """Send the draft report."""
        with self.world.database.writing():
            reporting.issue(self.case, by=None, now=self.world.now)
        self.world.at("factual_check", self.code)

    def fix(self) -> None:
        """The report is accepted, and the case goes to moderation."""
        with self.world.database.writing():
            reporting.fix(self.case, by=None, now=self.world.now)
        self.world.at("sha_moderation", self.code)

    def report(self) -> None:
        """From the opened day to the accepted report."""
        self.world.stages.come_to(self.world, f"{self.code} reported", self._report, after=SITTING)

    def _report(self) -> None:
        self._agree_all(without="")
        self.close()
        self.write("impression", "A board that knows where it is going.")
        self.write("potential", "Much, if the finances follow.")
        self.write(
            "recommendation-1", "Say who is to do it, and by when.", title="Name an owner for each goal"
        )
        self.issue()
        self.fix()

    def refused(self, act: Callable[[], object]) -> str:
        """The sentence with which the act is refused."""
        with pytest.raises(Refused) as refusal, self.world.database.writing():
            act()
        return str(refusal.value)


@pytest.fixture
def gathered(world: World) -> Sitting:
    """A panel that is put together, weeks before its day."""
    made = Sitting(world)
    world.stages.come_to(world, "gathered", made.put_together, after="world")
    return made


@pytest.fixture
def sitting(gathered: Sitting) -> Sitting:
    """A panel in session."""
    gathered.world.stages.come_to(gathered.world, "in session", gathered.open, after="world gathered")
    return gathered


@pytest.fixture
def sittings(world: World, sitting: Sitting) -> list[Sitting]:
    """Three panels in session with the same five people, one of them of another overseer."""
    others = [Sitting(world, code) for code in ("5MX", "5J9")]

    def open_others() -> None:
        with world.database.writing():
            manager, elsewhere = person_by_email("manager@q34.example"), world.case("5J9").overseer
            place = {"scope": "overseer", "scope_id": elsewhere.id}
            people.grant(manager, "sha_lead", **place, by_id=None, now=world.now)
        for each in others:
            each.put_together()
            each.open()

    world.stages.come_to(world, "three in session", open_others, after=SITTING)
    return [sitting, *others]
