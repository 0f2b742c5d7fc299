"""How fast what is unread is counted, beside looking at every message: ./run bench attention."""

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import and_, func, select

from benchmarks._instance import CYCLE, TWELVE, instance
from benchmarks._messages import BEGUN, write_thread
from benchmarks._timing import Times, table, timed
from wccflow.base import audiences, clock
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import cases_for
from wccflow.people.queries import person_by_email, reach_of
from wccflow.people.rights import Reach
from wccflow.review import inbox, unread
from wccflow.review.models import Comment, ReadMark, Thread, ThreadTally
from wccflow.review.readers import shared

THREADS, MESSAGES, ROUNDS = 300, 100_000, 20
READER, WRITER = "analyst@q34.example", "manager@q34.example"
STANDS = ("nothing read", "all read but ten messages in each of five threads", "all read")


def naive(reach: Reach) -> int:
    """What is unread, found by joining every message that the person may read."""
    mark = and_(ReadMark.thread_id == Thread.id, ReadMark.person_id == reach.person_id)
    query = (
        select(func.count())
        .select_from(Thread)
        .join(Comment, Comment.thread_id == Thread.id)
        .outerjoin(ReadMark, mark)
        .where(
            unread.is_seen(reach),
            audiences.visible(Thread.audience_id, reach.tokens),
            audiences.visible(Comment.audience_id, reach.tokens),
            Comment.author_id != reach.person_id,
            Comment.deleted_at.is_(None),
            Comment.ordinal > func.coalesce(ReadMark.ordinal, 0),
        )
    )
    return session().scalar(query) or 0


def main() -> None:
    """Write the messages in a unit of work that is never kept, count them in three ways of having read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--instance", type=Path, help="folder of a demonstration")
    database = instance(TWELVE, parser.parse_args().instance).house.database
    with database.trying():
        now = clock.now()
        reach = reach_of(person_by_email(READER).id, now)
        threads = _write([case for case in cases_for(reach) if case.cycle.key == CYCLE])
        print(f"{len(threads)} threads, {MESSAGES:,} messages, milliseconds p50 / p95 of {ROUNDS}\n")
        rows = [_measured(stand, threads, reach, now) for stand in STANDS]
        print(table(("the person has", "unread", "ours", "every message", "the inbox"), rows))


def _measured(stand: str, threads: dict[UUID, int], reach: Reach, now: datetime) -> tuple[str, ...]:
    _read(stand, threads, reach)
    ours, theirs = _times(lambda: unread.in_all(reach)), _times(lambda: naive(reach))
    counted = unread.in_all(reach)
    if counted != naive(reach):
        raise SystemExit("The two ways of counting do not agree.")
    shown = _times(lambda: inbox.inbox_of(reach, now))
    return stand, f"{counted:,}", str(ours), str(theirs), str(shown)


def _times(act: Callable[[], object]) -> Times:
    act()
    return Times([timed(act)[0] for _ in range(ROUNDS)])


def _write(cases: list[Case]) -> dict[UUID, int]:
    """Threads in turn in these cases, each with as many messages; gives how many by thread."""
    author, each = person_by_email(WRITER).id, MESSAGES // THREADS
    made: dict[UUID, int] = {}
    for number in range(THREADS):
        case = cases[number % len(cases)]
        who = shared(case)
        audience_id = audiences.ensure(who.key, who.tokens)
        thread_id = write_thread(case.id, author, audience_id, each)
        session().add(
            ThreadTally(
                thread_id=thread_id, audience_id=audience_id, said=each, last_ordinal=each, last_at=BEGUN
            )
        )
        made[thread_id] = each
    session().flush()
    return made


def _read(stand: str, threads: dict[UUID, int], reach: Reach) -> None:
    if stand == STANDS[0]:
        return
    left = dict.fromkeys(list(threads)[:5], 10) if stand == STANDS[1] else {}
    for thread_id, count in threads.items():
        mark = ReadMark(
            person_id=reach.person_id, thread_id=thread_id, ordinal=count - left.get(thread_id, 0), at=BEGUN
        )
        session().merge(mark)
    session().flush()


if __name__ == "__main__":
    main()
