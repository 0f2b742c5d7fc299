"""A framework from a spreadsheet goes from the invitation to the published result by what people do."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.evidence.conftest import reading_of
from tests.frameworks.workbooks import TODAY, changed
from tests.harness.world import BEGAN, World
from wccflow.base.clock import instant_on
from wccflow.base.files import FileStore
from wccflow.cycles import actions as cycles
from wccflow.cycles.models import Case
from wccflow.cycles.queries import calendar_of, definition_of
from wccflow.cycles.queries import case as case_called
from wccflow.evidence import actions as evidence
from wccflow.evidence.arriving import receive
from wccflow.evidence.settling import settle_reading
from wccflow.frameworks import actions
from wccflow.panels import actions as panel
from wccflow.panels import invitations, reporting, seating, signing_off
from wccflow.people import actions as people
from wccflow.people.queries import organisation
from wccflow.people.rights import Reach
from wccflow.publication import actions as publication
from wccflow.publication.queries import result_of
from wccflow.ratings.actions import rate, review_item
from wccflow.ratings.citing import cite
from wccflow.ratings.rules import DOCUMENTS

XLSX = "care.xlsx"
ROLES = (
    *((f"{role}@care.example", role, "organisation", "5PG") for role in ("contributor", "lead", "chief")),
    ("reviewer@care.example", "reviewer", "overseer", "Q34"),
    ("overseer@care.example", "overseer_lead", "overseer", "Q34"),
    ("director@care.example", "overseer_director", "overseer", "Q34"),
)


@dataclass(slots=True)
class Walk:
    """The case of 5PG in a cycle of a framework, with its people; the day goes on from stage to stage."""

    world: World
    files: FileStore
    versions: list[Any] = field(default_factory=list)

    @property
    def case(self) -> Case:
        """The case."""
        return case_called("care/5PG")

    def open(self, content: bytes) -> None:
        """Open the cycle of this workbook, and give people their roles."""
        with self.world.database.writing():
            lead = self.world.reach("lead@dh.example")
            received = receive(self.files, io.BytesIO(content), name=XLSX, max_bytes=1 << 20)
            draft = actions.begin_of_workbook(received, by=lead, now=BEGAN)
            overseers = {organisation("Q34").id}
            actions.settle(
                draft, key="care", title="Care", first_day=None, overseers=overseers, without=(), by=lead
            )
            actions.open_drafted(draft, by=lead, now=BEGAN)
            for email, role, scope, code in ROLES:
                made = people.add_person(email, name=f"Person of {email}", by_id=None, now=BEGAN)
                place = organisation(code).id
                people.grant(made, role, scope=scope, scope_id=place, by_id=None, now=BEGAN)

    def on(self, stage: str) -> None:
        """Let it be the first day of a stage."""
        with self.world.database.reading():
            window = calendar_of(self.case.cycle).windows[stage]
        self.world.now = instant_on(window.opens)

    def act(self, who: str, action: Callable[..., Any], *words: Any, **named: Any) -> Any:
        """Let somebody do something to the case."""
        with self.world.database.writing():
            by = self.world.reach(who if "@" in who else f"{who}@care.example")
            return action(self.case, *words, by=by, now=self.world.now, **named)

    def move(self, who: str, event: str) -> None:
        """Let somebody make a move of the case."""
        self.act(who, cycles.move, event)

    def prepare(self, value: str) -> None:
        """File and rate everything, each item with a passage, and submit."""
        self.move("lead", "accept")
        with self.world.database.reading():
            definition = definition_of(self.case)
        self.versions = [self.filed(slot) for slot, one in definition.slots.items() if one.required]
        passage = reading_of("Nine in ten are seen.").passages[1].id
        for item in definition.elements["items"].items:
            self.act("contributor", rate, item, value, "Because the figures say so.")
            self.act("contributor", cite, item, version_id=self.versions[0], passage=passage)
        self.act("chief", evidence.approve, "plan", on=self.today())
        self.move("chief", "submit")

    def today(self) -> date:
        """The day that it is."""
        return self.world.now.date()

    def filed(self, slot: str) -> Any:
        """A document in a slot, read already."""
        with self.world.database.writing():
            received = receive(self.files, io.BytesIO(slot.encode()), name=f"{slot}.txt", max_bytes=1 << 20)
            lead = self.world.reach("lead@care.example")
            made = evidence.file(self.case, slot, received, by=lead, now=self.world.now)
            settle_reading(made.id, reading_of("Nine in ten are seen."), now=self.world.now)
            return made.id

    def review(self, value: str) -> None:
        """Review every item."""
        self.move("overseer", "begin_review")
        with self.world.database.reading():
            items = definition_of(self.case).elements["items"].items
        passage = reading_of("Nine in ten are seen.").passages[1].id
        for item in items:
            self.act("reviewer", review_item, item, value, "The plan shows it.")
            shown = {"version_id": self.versions[0], "passage": passage, "channel": DOCUMENTS}
            self.act("reviewer", cite, item, **shown)

    def publish(self) -> None:
        """Decide and publish."""
        self.act("lead@dh.example", cycles.move, "decide")
        with self.world.database.writing():
            lead = self.world.reach("lead@dh.example")
            publication.approve(self.case.cycle, note="It is complete.", by=lead, now=self.world.now)
        self.world.now += timedelta(days=14)
        self.act("lead@dh.example", cycles.move, "publish")


def seated(case: Case, email: str, seat: str, part: str, *, by: Reach, now: datetime) -> None:
    """Invite and confirm a moderator."""
    made = invitations.invite(case, email=email, name=email, seat=seat, part=part, skills=(), by=by, now=now)
    seating.confirm(case, made, by=by, now=now)


@pytest.fixture
def walk(world: World, files: FileStore) -> Walk:
    world.now = datetime.combine(TODAY, datetime.min.time(), tzinfo=UTC)
    return Walk(world, files)


def test_with_levels_a_moderation_agrees_them(walk: Walk) -> None:
    walk.open(changed())
    walk.on("preparation")
    walk.prepare("3")
    walk.on("review")
    walk.review("2")
    seats = ("chair", "moderator", "moderator")
    emails = [f"moderator{number}@care.example" for number in range(3)]
    walk.act("overseer", seating.set_day, walk.today() + timedelta(weeks=6))
    for email, seat in zip(emails, seats, strict=True):
        part = "chair" if seat == "chair" else "member"
        walk.act("overseer", seated, email, seat, part)
    walk.move("overseer", "conclude_review")
    walk.on("moderation")
    walk.world.now += timedelta(days=3)
    walk.move(emails[0], "moderate")
    for item in ("1.1", "1.2", "2.1", "2.2", "2.3"):
        for email in emails:
            walk.act(email, panel.commit, item, "3")
        walk.act(emails[0], panel.reveal, item)
        walk.act(emails[0], panel.agree, item, "3", "All of us think so.")
    walk.move(emails[0], "agree_levels")
    walk.move(emails[0], "report")
    walk.on("decision")
    walk.publish()

    with walk.world.database.reading():
        result = result_of(walk.case)
        assert walk.case.state == "published"
        assert result is not None
        assert result.content.count("Level 3: established") >= 5


def test_in_words_a_report_tells_what_was_found(walk: Walk) -> None:
    def in_words(book: Any) -> None:
        book["About"]["B6"], book["About"]["B7"] = None, "in words only"
        book["Items"].delete_cols(7, 4)
        book.remove(book["Scale"])
        book["Dates"]["A4"] = "Report"

    walk.open(changed(act=in_words))
    walk.on("preparation")
    walk.prepare("People wait six weeks.")
    walk.on("review")
    walk.review("They do, and it is written down.")
    walk.move("overseer", "begin_report")
    walk.on("reporting")
    walk.act("reviewer", reporting.write, "opening", text="A good year.")
    walk.act("overseer", reporting.write, "conclusion", text="Go on.")
    walk.move("director", "send_report")
    walk.act("director", signing_off.sign)
    walk.move("chief", "accept_facts")
    walk.on("decision")
    walk.publish()

    with walk.world.database.reading():
        result = result_of(walk.case)
        assert walk.case.state == "published"
        assert result is not None
        assert "They do, and it is written down." in result.content
