"""The indexer follows the log, builds anew, repairs and compares, with real events."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from tests.search.factories import OURS, THEIRS, ask, entry, put, scope
from wccflow.base.database import connect
from wccflow.base.log import Event, record
from wccflow.base.models import Base
from wccflow.base.settings import Settings
from wccflow.base.work import Database
from wccflow.search.indexer import Indexer, Verdict
from wccflow.search.port import Change, Put, Remove
from wccflow.search.whoosh_index import WhooshIndex

AT = datetime(2009, 12, 1, tzinfo=UTC)


@dataclass
class Room:
    """A room with its rows: the text of each version, by audience."""

    texts: dict[tuple[UUID, str], str] = field(default_factory=dict)

    def changes(self, session: Session, event: Event) -> Sequence[Change]:
        audience, group = UUID(event.payload["audience"]), event.payload["group"]
        if (audience, group) not in self.texts:
            return [Remove(audience, group)]
        return [self._put(audience, group)]

    def everything(self, session: Session, audiences: Collection[UUID] | None = None) -> Iterable[Put]:
        for audience, group in sorted(self.texts):
            if audiences is None or audience in audiences:
                yield self._put(audience, group)

    def _put(self, audience: UUID, group: str) -> Put:
        return put(entry(f"{group}-1", self.texts[audience, group], audience=audience, group=group))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = connect(Settings.read({"WCCFLOW_INSTANCE": str(tmp_path), "WCCFLOW_SECRET_KEY": "test"}))
    Base.metadata.create_all(made.engine)
    yield made
    made.engine.dispose()


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def index(tmp_path: Path) -> Iterator[WhooshIndex]:
    made = WhooshIndex(tmp_path / "index")
    yield made
    made.close()


@pytest.fixture
def indexer(index: WhooshIndex, room: Room) -> Indexer:
    return Indexer(index, {"version_read": room.changes})


def say(database: Database, audience: UUID, group: str, kind: str = "version_read") -> None:
    """Record an event about a version."""
    with database.writing():
        record(kind, at=AT, by_id=None, audience=str(audience), group=group)


def totals(index: WhooshIndex) -> tuple[int, int]:
    """How many plans each audience finds."""
    ours, theirs = (
        index.search(ask("plan"), scope(each), kind="passages", limit=9) for each in (OURS, THEIRS)
    )
    return ours.total, theirs.total


def test_what_happened_is_found_after_draining(
    database: Database, room: Room, index: WhooshIndex, indexer: Indexer
) -> None:
    room.texts = {(OURS, "one"): "plan", (THEIRS, "two"): "plan"}
    say(database, OURS, "one")
    say(database, OURS, "ignored", kind="signed_in")
    say(database, THEIRS, "two")

    with database.reading() as session:
        drained = [indexer.drain(session), indexer.drain(session)]

    assert (drained, totals(index), index.watermark()) == ([3, 0], (1, 1), 3)


def test_rows_that_are_gone_are_found_no_more(
    database: Database, room: Room, index: WhooshIndex, indexer: Indexer
) -> None:
    room.texts = {(OURS, "one"): "plan"}
    say(database, OURS, "one")
    with database.reading() as session:
        indexer.drain(session)
    room.texts = {}
    say(database, OURS, "one")

    with database.reading() as session:
        indexer.drain(session)
        verdict = indexer.verify(session, room.everything)

    assert (totals(index), verdict) == ((0, 0), Verdict(0, 0, 0, 0))


def test_an_index_built_anew_equals_the_drained_one(
    database: Database, room: Room, index: WhooshIndex, indexer: Indexer
) -> None:
    room.texts = {(OURS, "one"): "plan", (OURS, "two"): "plan", (THEIRS, "three"): "budget"}
    for audience, group in room.texts:
        say(database, audience, group)
    with database.reading() as session:
        indexer.drain(session)
        drained = [index.contents(audience) for audience in (OURS, THEIRS)]

        groups = indexer.rebuild(session, room.everything)

    assert [index.contents(audience) for audience in (OURS, THEIRS)] == drained
    assert (groups, index.watermark()) == (3, 3)


def test_a_rebuild_that_breaks_off_says_so_and_is_taken_up_by_the_next_drain(
    database: Database, room: Room, index: WhooshIndex, indexer: Indexer
) -> None:
    room.texts = {(OURS, "one"): "plan", (THEIRS, "two"): "plan"}
    for audience, group in room.texts:
        say(database, audience, group)

    def breaking_off(session: Session, audiences: Collection[UUID] | None = None) -> Iterator[Put]:
        yield next(iter(room.everything(session)))
        raise InterruptedError

    with database.reading() as session:
        with pytest.raises(InterruptedError):
            indexer.rebuild(session, breaking_off)
        partial = index.search(ask("plan"), scope(OURS), kind="passages", limit=1).partial
        indexer.drain(session)
        verdict = indexer.verify(session, room.everything)

    assert (partial, verdict, totals(index)) == (True, Verdict(2, 0, 0, 0), (1, 1))


def test_a_rebuild_answers_as_before_until_each_audience_is_whole(
    database: Database, room: Room, index: WhooshIndex, indexer: Indexer
) -> None:
    room.texts = {(OURS, "one"): "plan", (THEIRS, "two"): "plan"}
    for audience, group in room.texts:
        say(database, audience, group)
    seen: list[tuple[tuple[int, int], bool]] = []

    def look(_: int) -> None:
        page = index.search(ask("plan"), scope(OURS, THEIRS), kind="passages", limit=1)
        seen.append((totals(index), page.partial))

    with database.reading() as session:
        indexer.rebuild(session, room.everything)
        room.texts[OURS, "three"] = "plan"
        groups = indexer.rebuild(session, room.everything, look)

    assert (groups, seen[0], totals(index)) == (3, ((1, 1), False), (2, 1))
    assert set(seen) <= {((1, 1), False), ((2, 1), False)}


def test_a_rebuild_mends_what_is_damaged_and_empties_what_is_gone(
    database: Database, room: Room, index: WhooshIndex, indexer: Indexer
) -> None:
    room.texts = {(OURS, "one"): "plan", (THEIRS, "two"): "plan"}
    say(database, OURS, "one")
    with database.reading() as session:
        indexer.rebuild(session, room.everything)
        for path in (index.folder / OURS.hex).iterdir():
            path.write_bytes(b"")
        del room.texts[THEIRS, "two"]

        indexer.rebuild(session, room.everything)
        verdict = indexer.verify(session, room.everything)

    assert (totals(index), index.damaged, verdict) == ((1, 0), set(), Verdict(1, 0, 0, 0))


def test_an_audience_that_comes_twice_is_whole_all_the_same(
    database: Database, room: Room, index: WhooshIndex, indexer: Indexer
) -> None:
    room.texts = {(OURS, "one"): "plan", (THEIRS, "two"): "plan", (OURS, "x"): "plan"}
    say(database, OURS, "one")

    def unordered(session: Session, audiences: Collection[UUID] | None = None) -> Iterator[Put]:
        ours, more, theirs = room.everything(session)
        yield from (ours, theirs, more)

    with database.reading() as session:
        indexer.rebuild(session, unordered)

    assert (totals(index), index.watermark()) == ((2, 1), 1)


def test_verification_finds_what_was_harmed_since_it_was_opened(
    database: Database, room: Room, index: WhooshIndex, indexer: Indexer
) -> None:
    room.texts = {(OURS, "one"): "plan", (THEIRS, "two"): "plan"}
    told: list[int] = []
    with database.reading() as session:
        indexer.rebuild(session, room.everything)
        totals(index)
        for path in (index.folder / OURS.hex).glob("*.seg"):
            path.write_bytes(bytes(path.stat().st_size))

        verdict = indexer.verify(session, room.everything, told.append)

    assert (verdict, index.damaged, told) == (Verdict(2, 1, 0, 0), {OURS}, [1, 2])


def test_verification_counts_what_is_missing_extra_and_stale(
    database: Database, room: Room, indexer: Indexer
) -> None:
    room.texts = {(OURS, "kept"): "plan", (OURS, "changed"): "plan", (THEIRS, "gone"): "plan"}
    with database.reading() as session:
        indexer.rebuild(session, room.everything)
        room.texts = {
            (OURS, "kept"): "plan",
            (OURS, "changed"): "new",
            (OURS, "new"): "x",
            (THEIRS, "new"): "x",
        }

        verdict = indexer.verify(session, room.everything)

    assert (verdict, verdict.sound) == (Verdict(documents=4, missing=2, extra=1, stale=1), False)


def test_a_damaged_audience_is_repaired_from_the_rows(
    database: Database, room: Room, index: WhooshIndex, indexer: Indexer
) -> None:
    room.texts = {(OURS, "one"): "plan", (THEIRS, "two"): "plan"}
    with database.reading() as session:
        indexer.rebuild(session, room.everything)
        index.close()
        for path in (index.folder / OURS.hex).iterdir():
            path.write_bytes(b"")
        while_damaged = totals(index)

        repaired = [indexer.repair(session, room.everything), indexer.repair(session, room.everything)]
        verdict = indexer.verify(session, room.everything)

    assert (while_damaged, repaired, totals(index)) == ((0, 1), [{OURS}, set()], (1, 1))
    assert verdict.sound
