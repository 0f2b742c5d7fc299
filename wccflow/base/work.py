"""The unit of work: one transaction holds the rows and, last, the lines of the log; one place commits."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from wccflow.base.chain import append_pending, pending
from wccflow.base.files import FileStore
from wccflow.base.offers import Offers

Answer = TypeVar("Answer")

_current: ContextVar[Session | None] = ContextVar("wccflow_session", default=None)


class Database:
    """One database with what the rooms offer and the files it speaks of; hands out units of work."""

    def __init__(self, engine: Engine, offers: Offers, files: FileStore) -> None:
        self.engine = engine
        self.offers = offers
        self.files = files
        self.after_commit: list[Callable[[], None]] = []

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that never writes; inside another unit of work it is that unit's session."""
        with self._unit(writes=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A unit of work: everything inside is kept together or not at all."""
        outer = _current.get()
        if outer is not None and outer.info.get("writes"):
            yield outer
            return
        with self._unit(writes=True) as session:
            yield session
            session.flush()
            append_pending(session)
            session.commit()
        for wake in self.after_commit:
            wake()

    @contextmanager
    def trying(self) -> Iterator[Session]:
        """A unit of work that is never kept, whatever else goes on: for trying something out."""
        with Session(self.engine.execution_options(writes=True), expire_on_commit=False) as session:
            session.info.update(writes=True, database=self)
            mark = _current.set(session)
            try:
                yield session
            finally:
                _current.reset(mark)

    @contextmanager
    def _unit(self, *, writes: bool) -> Iterator[Session]:
        outer = _current.get()
        if outer is not None and not writes:
            yield outer
            return
        with Session(self.engine.execution_options(writes=writes), expire_on_commit=False) as session:
            session.info.update(writes=writes, database=self)
            mark = _current.set(session)
            try:
                yield session
            finally:
                _current.reset(mark)  # closing rolls back what was not committed, and expires nothing


def session() -> Session:
    """The session of the unit of work that is going on."""
    found = _current.get()
    if found is None:
        raise RuntimeError("no unit of work is going on: use database.reading() or database.writing()")
    return found


@contextmanager
def attempting() -> Iterator[None]:
    """Part of a unit of work that may fail by itself: when it raises, nothing of this part is kept."""
    unit = session()
    lines, known = len(pending(unit)), set(unit.info.get("audiences", ()))
    try:
        with unit.begin_nested():
            yield
    except BaseException:
        del pending(unit)[lines:]
        unit.info["audiences"] = known
        raise


def current() -> Session | None:
    """The session of the unit of work, or None outside of any."""
    return _current.get()


def remembered(question: Hashable, ask: Callable[[], Answer]) -> Answer:
    """The answer, asked for once in a unit of work that only reads; one that writes asks every time."""
    unit = session()
    if unit.info.get("writes", True):
        return ask()
    known: dict[Hashable, Answer] = unit.info.setdefault("remembered", {})
    if question not in known:
        known[question] = ask()
    return known[question]


def offers() -> Offers:
    """What the rooms offer to one another, as handed over by the wiring."""
    return _database().offers


def files() -> FileStore:
    """The store of files of the unit of work that is going on."""
    return _database().files


def _database() -> Database:
    found: Database = session().info["database"]
    return found
