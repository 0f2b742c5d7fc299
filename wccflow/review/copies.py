"""What goes into a Word copy: the threads of one document version that its readers may read, as comments."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.clock import LONDON
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles.home import Home
from wccflow.cycles.models import Case
from wccflow.cycles.paper import DEMONSTRATION
from wccflow.cycles.queries import definition_of
from wccflow.evidence import following
from wccflow.evidence import queries as evidence
from wccflow.evidence.models import Version
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.review.hanging import KIND
from wccflow.review.models import Comment, Thread
from wccflow.review.readers import Readers, readers, readers_of
from wccflow.review.rules import CLOSED, USES
from wccflow.review.themes import titles_over
from wccflow.review.topics import Topic, topics

REFERENCE = 12  # hex digits of a message's id, by which a comment that comes back is known
AT_THE_END = "Comments whose place Word cannot show"
NOT_FOR_THEM = "Not everyone among these readers can read this document. Choose other readers."


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a thread stands in the version: passage, words and what is before them; empty for all of it."""

    passage: str = ""
    quote: str = ""
    prefix: str = ""
    where: str = ""


def audiences_for_copies(case: Case, version: Version, reach: Reach) -> list[Readers]:
    """For whom the person may make a copy: those with whom she reads, and who all may read the document."""
    may_read = audiences.tokens_of(version.audience_id)
    return [each for each in audiences_of_threads(case, reach) if each.tokens <= may_read]


def audiences_of_threads(case: Home, reach: Reach) -> list[Readers]:
    """Those for whom threads are written in a case and to whom the person belongs: never the public."""
    sharing = definition_of(case).sharing
    written = {sharing[use] for use in USES if use in sharing}
    return [
        each
        for each in readers_of(case).values()
        if each.key in written and each.tokens and not each.tokens.isdisjoint(reach.tokens)
    ]


def chosen(case: Case, version: Version, key: str, reach: Reach) -> Readers | None:
    """The readers of this key; None for the person alone. Raises Refused for those who must not get one."""
    if not key:
        return None
    found = next((each for each in audiences_for_copies(case, version, reach) if each.key == key), None)
    if found is None:
        raise Refused(NOT_FOR_THEM)
    return found


def threads_in(case: Case, version: Version, reach: Reach) -> list[tuple[Topic, Spot]]:
    """The threads of a version, made on it or come from before, and those about the document as a whole."""
    placed = {
        each.hanging.id: each for each in following.places(version.id, reach) if each.hanging.kind == KIND
    }
    slot = evidence.home(version).slot
    whole = (Thread.slot == slot) & Thread.version_id.is_(None)
    found = topics(reach, [case], Thread.id.in_(placed) | whole)
    return [(each, _spot(each, placed.get(each.thread.id))) for each in reversed(found)]


def asked_of(
    case: Case, version: Version, who: Readers | None, reach: Reach, *, now: datetime, address: str
) -> dict[str, Any]:
    """What the child is asked to put into the file; `who` reads the copy, or the person alone without it."""
    threads = threads_in(case, version, reach)
    said = _messages(threads, who, reach, case)
    shown = [(topic, spot) for topic, spot in threads if said.get(topic.thread.id)]
    first = list(_first(case, version, who, reach, len(shown), now, address))
    return {
        "first": first,
        "heading": AT_THE_END,
        "threads": [
            {
                "passage": spot.passage,
                "quote": spot.quote,
                "prefix": spot.prefix,
                "where": spot.where or "in a place that Word cannot show",
                "messages": said[topic.thread.id],
            }
            for topic, spot in shown
        ],
    }


def reads_all(who: Readers | None, audience_id: UUID, known: dict[UUID, frozenset[str]]) -> bool:
    """Whether everybody who gets the copy may read what this audience reads; the person herself always."""
    if who is None:
        return True
    if audience_id not in known:
        known[audience_id] = audiences.tokens_of(audience_id)
    return who.tokens <= known[audience_id]


def readers_in_words(who: Readers | None, person: str) -> str:
    """For whom a copy is, as its name and its first page say."""
    return who.title if who else f"{person} alone"


def _spot(topic: Topic, placed: following.Placed | None) -> Spot:
    thread = topic.thread
    if placed is None:
        return Spot(where="about the document as a whole")
    if placed.row is None:
        return Spot(thread.passage or "", thread.quote, thread.prefix)
    if placed.passage is None:
        return Spot("-", thread.quote, where="its passage is not in this version any more")
    return Spot(placed.passage, placed.row.words)


def _messages(
    threads: Sequence[tuple[Topic, Spot]], who: Readers | None, reach: Reach, case: Case
) -> Mapping[UUID, list[dict[str, Any]]]:
    """By thread its messages as comments; of a thread that the copy's readers may not read, none."""
    topic_of = {topic.thread.id: topic for topic, _ in threads}
    query = select(Comment).where(
        Comment.thread_id.in_(topic_of),
        Comment.deleted_at.is_(None),
        audiences.visible(Comment.audience_id, reach.tokens),
    )
    known: dict[UUID, frozenset[str]] = {}
    rows = [
        row
        for row in session().scalars(query.order_by(Comment.thread_id, Comment.ordinal))
        if reads_all(who, row.audience_id, known)
        and reads_all(who, topic_of[row.thread_id].thread.audience_id, known)
    ]
    under = titles_over(topic_of, reach, lambda each: reads_all(who, each, known))
    people = names(row.author_id for row in rows)
    titles = {each: readers(case, each).title for each in {row.audience_id for row in rows}}
    found: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows:
        before = found.setdefault(row.thread_id, [])
        topic, author = topic_of[row.thread_id], people.get(row.author_id, "Someone")
        themes = [] if before else [f"theme: {each}" for each in under.get(row.thread_id, ())]
        facts = [] if before else [topic.kind, *themes]
        before.append(_message(row, topic, author, titles[row.audience_id], facts, first=not before))
    return found


def _message(
    row: Comment, topic: Topic, author: str, who_reads: str, facts: Sequence[str], *, first: bool
) -> dict[str, Any]:
    title = [topic.thread.title] if first and topic.thread.title else []
    last = " · ".join([*facts, f"read by {who_reads}", f"wccflow {reference_of(row)}"])
    return {
        "key": reference_of(row),
        "author": author,
        "initials": "".join(word[0] for word in author.split() if word[0].isalpha())[:4].upper(),
        "at": row.at.astimezone(LONDON).strftime("%Y-%m-%dT%H:%M:%SZ"),  # Word writes the local time so
        "words": [*title, *(line for line in row.body.splitlines() if line.strip()), last],
        "done": topic.life == CLOSED,
    }


def reference_of(comment: Comment) -> str:
    """The word by which a message is known when its copy comes back."""
    return comment.id.hex[:REFERENCE]


def _first(
    case: Case, version: Version, who: Readers | None, reach: Reach, count: int, now: datetime, address: str
) -> Iterator[str]:
    """What stands on the first page: for whom the copy is, from what it was made, where answers go."""
    person = names([reach.person_id]).get(reach.person_id, "Someone")
    slot = evidence.home(version).slot
    title = definition_of(case).slots[slot].title
    if case.cycle.demonstration:
        yield DEMONSTRATION
    threads = "1 thread" if count == 1 else f"{count} threads"
    yield (
        f"Comments in this copy: for {readers_in_words(who, person)}. "
        f"{threads} on {version.called} of {title}, {case.organisation.name}; "
        f"made by {person} on {_day(now)}."
    )
    if who is None:
        yield "It holds everything that its maker may read, also what others may not. Do not pass it on."
    yield f"Answer in Word, beside the words that you mean, and bring the file back: {address}"


def _day(now: datetime) -> str:
    local = now.astimezone(LONDON)
    return f"{local.day} {local:%B %Y}"
