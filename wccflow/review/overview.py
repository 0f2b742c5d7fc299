"""A review that is not sent yet, as its page shows it: what goes where, and what would become of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wccflow.base.audiences import tokens_of
from wccflow.base.work import Database
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.people.rights import Reach
from wccflow.review import queries
from wccflow.review.attention_models import PendingComment
from wccflow.review.models import Thread
from wccflow.review.pending import pending_of, threads_of
from wccflow.review.readers import NAMED, NAMED_PEOPLE, Readers, for_reply, shared, writable
from wccflow.review.rules import KINDS
from wccflow.review.sending import Prospect, prospects
from wccflow.review.topics import kind_in_words, title_of


@dataclass(frozen=True, slots=True)
class Line:
    """One gathered comment: where it goes, who would read it or why not, and which readers can be chosen."""

    kept: PendingComment
    what: str
    where: str
    address: str
    prospect: Prospect
    choices: Sequence[tuple[str, str]]


def lines_of(case: Case, database: Database, reach: Reach, now: datetime) -> list[Line]:
    """Everything that this person has gathered in a case, in the order in which it will be sent."""
    rows = pending_of(reach, case.id)
    found = prospects(database, case, by=reach, now=now)
    threads = {
        each.id: each
        for each in threads_of(rows).values()
        if not reach.tokens.isdisjoint(tokens_of(each.audience_id))
    }
    first = queries.first_said(threads)
    titles = {each: title_of(thread, first.get(each)) for each, thread in threads.items()}
    return [_line(case, row, found[row.id], threads, titles, reach) for row in rows if row.id in found]


def _line(
    case: Case,
    kept: PendingComment,
    prospect: Prospect,
    threads: Mapping[UUID, Thread],
    titles: Mapping[UUID, str],
    reach: Reach,
) -> Line:
    definition = definition_of(case)
    thread = threads.get(kept.thread_id) if kept.thread_id else None
    if kept.thread_id is not None:
        where = f"“{titles[thread.id]}”" if thread else "A thread that you may no longer read"
        address = thread.address if thread else ""
        open_to = for_reply(case, thread, reach) if thread else []
        return Line(kept, "Reply", where, address, prospect, _choices(kept, open_to))
    asks = kept.kind in KINDS and KINDS[kept.kind].asks
    open_to = [shared(case)] if asks else writable(case, reach)
    what = kind_in_words(kept.kind, definition) if kept.kind in KINDS else "Comment"
    address = f"/evidence/{kept.version_id}/passages/{kept.passage}" if kept.version_id else ""
    return Line(kept, what, _where(kept, definition, case), address, prospect, _choices(kept, open_to))


def _choices(kept: PendingComment, open_to: Sequence[Readers]) -> list[tuple[str, str]]:
    named = [(NAMED, NAMED_PEOPLE)] if kept.audience == NAMED else []
    return [*((each.key, each.title) for each in open_to), *named]


def _where(kept: PendingComment, definition: Definition, case: Case) -> str:
    if kept.version_id is not None:
        return f"“{kept.quote}”" if kept.quote else "A passage of a document"
    if kept.item in definition.items:
        item = definition.items[kept.item]
        return f"{item.key} {item.called}"
    if kept.slot in definition.slots:
        return definition.slots[kept.slot].title
    return case.organisation.name
