"""Two worlds that differ only in what one person may not see: a script with its hidden steps, and without."""

import io
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import psycopg
from sqlalchemy import event, make_url, select

from tests.harness.world import QUICK, World, populate, with_effects
from wccflow.base import audiences, log
from wccflow.base.database import connect
from wccflow.base.migrating import upgrade
from wccflow.base.models import Base, Identified
from wccflow.base.settings import Settings
from wccflow.base.work import session
from wccflow.cycles.models import Cycle
from wccflow.engine.definition import Workflow
from wccflow.evidence import actions as evidence
from wccflow.evidence import freezing, withdrawing
from wccflow.evidence.arriving import receive
from wccflow.evidence.models import Version
from wccflow.evidence.reading.passages import Passage, Reading, passage_id
from wccflow.evidence.settling import settle_reading
from wccflow.finding import indexing
from wccflow.ratings import actions as ratings
from wccflow.ratings import citing
from wccflow.review import actions as review
from wccflow.review.anchoring import Anchor
from wccflow.review.models import Comment, Thread
from wccflow.wiring import House, offers

WORDS = ("stroke", "strokes", "smoking", "smokeless", "midwife", "estuary", "quarry", "budget")
COMMON = "stroke budget smoking"
ORGANISATIONS = ("5PG", "5MX")
SLOTS, SHARED_SLOT = ("strategic_plan", "od_plan"), "financial_strategy"
PREPARING, ANALYSING = "preparing", "analysing"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody does: `about` is the step whose thing it is done to."""

    number: int
    state: str
    act: str
    who: str
    code: str
    words: str
    about: int = -1


@dataclass
class Twin:
    """One of the worlds: its house, its time, and what each step made."""

    house: House
    world: World
    made: dict[int, UUID] = field(default_factory=dict)

    def play(self, steps: Sequence[Step]) -> dict[int, frozenset[UUID]]:
        """Do the steps; gives the audiences that the log tells of each."""
        told: dict[int, frozenset[UUID]] = {}
        for state in (PREPARING, ANALYSING):
            with same_ids(Random(f"state {state}")):
                for code in ORGANISATIONS:
                    self.world.at(state, code)
            for step in (each for each in steps if each.state == state):
                told[step.number] = self._do(step)
        indexing.drain(self.house.database, self.house.index)
        return told

    def _do(self, step: Step) -> frozenset[UUID]:
        database = self.house.database
        with database.reading() as unit:
            before = log.head(unit)
        with same_ids(Random(f"step {step.number}")), database.writing():
            self.made[step.number] = ACTS[step.act](self, step)
        with database.reading() as unit:
            return frozenset(
                each.audience_id for each in log.events_after(unit, before, 1_000) if each.audience_id
            )

    def readable(self, email: str) -> frozenset[UUID]:
        """The audiences to which a person belongs."""
        with self.house.database.reading():
            return audiences.readable(self.world.reach(email).tokens)

    def file(self, step: Step) -> UUID:
        """A document, read already."""
        return self._filed(SLOTS[step.number % 2], step)

    def publish(self, step: Step) -> UUID:
        """A document that those who assess read at once."""
        made = self._filed(SHARED_SLOT, step)
        freezing.share(self.world.case(step.code), by=None, now=self.world.now)
        return made

    def sketch(self, step: Step) -> UUID:
        """A draft of such a document, replaced before anybody else may read it."""
        return self._filed(SHARED_SLOT, step)

    def withdraw(self, step: Step) -> UUID:
        """A document taken away again."""
        version = session().get_one(Version, self.made[step.about])
        withdrawing.withdraw(version, why=step.words, by=self.world.reach(step.who), now=self.now(step))
        return version.id

    def say(self, step: Step) -> UUID:
        """A thread among one's own."""
        return self._opened(step, None)

    def cite(self, step: Step) -> UUID:
        """A thread among one's own on a passage of what was shared in the beginning."""
        return self._opened(step, Anchor(self._shared(step).id, passage_id(COMMON, {}), COMMON.split()[0]))

    def rate(self, step: Step) -> UUID:
        """A level for an item by one's own channel, and a passage that shows it."""
        case, by = self.world.case(step.code), self.world.reach(step.who)
        channel = "self" if step.state == PREPARING else "documents"
        value, item = str(1 + step.number % 4), f"6.{1 + step.number % 2}"
        made = ratings.rate(
            case, item, value, step.words, by=by, now=self.now(step), channel=channel, seen=None
        )
        version = self._shared(step).id
        passage = passage_id(COMMON, {})
        citing.cite(
            case, item, version_id=version, passage=passage, by=by, now=self.now(step), channel=channel
        )
        return made.id

    def reply(self, step: Step) -> UUID:
        """One more message."""
        thread = session().get_one(Thread, self.made[step.about])
        by = self.world.reach(step.who)
        review.comment(thread, body=step.words, by=by, now=self.now(step))
        return thread.id

    def delete(self, step: Step) -> UUID:
        """The last message of a thread deleted by who wrote it."""
        thread = session().get_one(Thread, self.made[step.about])
        query = select(Comment).where(Comment.thread_id == thread.id).order_by(Comment.ordinal.desc())
        last = session().scalars(query).first()
        assert last is not None
        review.delete(last, thread, by=self.world.reach(step.who), now=self.now(step))
        return thread.id

    def now(self, step: Step) -> datetime:
        """The instant of a step, in both worlds the same."""
        return self.world.now + timedelta(minutes=step.number)

    def _shared(self, step: Step) -> Version:
        """What the organisation shared in the beginning."""
        case_id = self.world.case(step.code).id
        query = select(Version).where(Version.case_id == case_id, Version.note == "shared")
        return session().scalars(query).one()

    def _opened(self, step: Step, anchor: Anchor | None) -> UUID:
        return review.open_thread(
            self.world.case(step.code),
            kind="comment",
            body=step.words,
            anchor=anchor,
            by=self.world.reach(step.who),
            now=self.now(step),
        ).id

    def _filed(self, slot: str, step: Step) -> UUID:
        words = step.words
        made = evidence.file(
            self.world.case(step.code),
            slot,
            receive(self.house.files, io.BytesIO(f"{step}".encode()), name=f"{words}.txt", max_bytes=10_000),
            by=self.world.reach(step.who),
            now=self.now(step),
            note="shared" if step.number < 0 else words,
        )
        passages = tuple(
            Passage(passage_id(each, {}), "paragraph", each, page=1) for each in (COMMON, f"{words} {words}.")
        )
        settle_reading(made.id, Reading("docx", 1, passages, ()), now=self.now(step))
        return made.id


ACTS: dict[str, Callable[[Twin, Step], UUID]] = {
    "file": Twin.file,
    "sketch": Twin.sketch,
    "publish": Twin.publish,
    "withdraw": Twin.withdraw,
    "say": Twin.say,
    "cite": Twin.cite,
    "rate": Twin.rate,
    "reply": Twin.reply,
    "delete": Twin.delete,
}


def script(chance: Random) -> list[Step]:
    """Steps by chance: what two organisations prepare, and what they and those who assess them say."""
    steps: list[Step] = []

    def add(state: str, act: str, who: str, code: str, about: int = -1) -> int:
        words = " ".join(chance.sample(WORDS, chance.randint(2, 5)))
        steps.append(Step(len(steps), state, act, who, code, words, about))
        return len(steps) - 1

    # First of all, for it shares with those who assess whatever was filed before and stands.
    for _ in range(chance.randint(1, 3)):
        add(PREPARING, "sketch", "lead@5mx.example", "5MX")
    add(PREPARING, "publish", "lead@5mx.example", "5MX")
    for code in chance.sample(ORGANISATIONS, 2):
        own = [f"{post}@{code.lower()}.example" for post in ("lead", "chief")]
        theirs = [f"{post}@q34.example" for post in ("analyst", "manager")]
        draft = add(PREPARING, "file", own[0], code)
        if chance.random() < 0.7:
            add(PREPARING, "withdraw", own[0], code, draft)
        add(PREPARING, "file", own[0], code)
        for state, people in ((PREPARING, own), (ANALYSING, own), (ANALYSING, theirs)):
            if (state, people) != (ANALYSING, own):
                add(state, "rate", people[0], code)
            thread = add(state, chance.choice(["say", "cite"]), chance.choice(people), code)
            writer = chance.choice(people)
            add(state, "reply", writer, code, thread)
            if chance.random() < 0.5:
                add(state, "delete", writer, code, thread)
    return steps


@contextmanager
def same_ids(chance: Random) -> Iterator[None]:
    """Inside, every new row has an id by this chance, so that equal steps make equal rows."""

    def give(row: Base, args: object, given: dict[str, object]) -> None:
        if isinstance(row, Identified):
            given.setdefault("id", UUID(int=chance.getrandbits(128), version=4))

    event.listen(Base, "init", give, propagate=True)
    try:
        yield
    finally:
        event.remove(Base, "init", give)


@dataclass
class Worlds:
    """The world in which the script begins, of which any number of twins are made."""

    folder: Path
    wcc: Workflow
    postgres: str = ""
    twins: int = 0

    def begin(self) -> None:
        """Each organisation files a plan and shares it; the analyst asks about it."""
        with self._opened("base", create=True) as twin, same_ids(Random("base")):
            for number, code in enumerate(ORGANISATIONS):
                step = Step(
                    -1 - number, PREPARING, "publish", f"lead@{code.lower()}.example", code, "midwife money"
                )
                twin.world.at(PREPARING, code)
                with twin.house.database.writing():
                    twin.publish(step)
            indexing.drain(twin.house.database, twin.house.index)

    @contextmanager
    def twin(self) -> Iterator[Twin]:
        """A world of its own, as the others were in the beginning."""
        self.twins += 1
        name = f"twin{self.twins}"
        if self.postgres:
            self._tell(f'CREATE DATABASE "{self._called(name)}" TEMPLATE "{self._called("base")}"')
        shutil.copytree(self.folder / "base", self.folder / name)
        with self._opened(name, create=False) as twin:
            yield twin

    @contextmanager
    def _opened(self, name: str, *, create: bool) -> Iterator[Twin]:
        given = {"WCCFLOW_INSTANCE": str(self.folder / name), "WCCFLOW_SECRET_KEY": "test"} | QUICK
        if self.postgres:
            address = make_url(self.postgres)
            if create:
                self._tell(f'CREATE DATABASE "{self._called(name)}"')
            own = address.set(database=self._called(name))
            given["WCCFLOW_DATABASE_URL"] = own.render_as_string(hide_password=False)
        settings = Settings.read(given)
        database = connect(settings, with_effects(offers()))
        if create:
            settings.instance.mkdir(parents=True, exist_ok=True)
            upgrade(database.engine)
            with database.writing():
                populate(self.wcc)
        with database.reading() as unit:
            cycle_id = unit.scalars(select(Cycle.id)).one()
        house = House(settings, database)
        try:
            yield Twin(house, World(database, cycle_id))
        finally:
            house.index.close()
            database.engine.dispose()

    def _called(self, name: str) -> str:
        return f"{make_url(self.postgres).database}_{name}"

    def _tell(self, statement: str) -> None:
        plain = make_url(self.postgres).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(statement)
