"""Lifting what a thread concluded into the draft report: with quotations, and the thread as its source."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences, log
from wccflow.base.clock import business_day
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.home import Home
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.refusals import day
from wccflow.evidence import queries as evidence
from wccflow.panels import queries, reporting
from wccflow.panels.facts import narratives
from wccflow.panels.models import LiftedConclusion, Panel
from wccflow.people.queries import names
from wccflow.people.rights import Reach, can
from wccflow.review import queries as review
from wccflow.review.conversation import role_in_words
from wccflow.review.models import Comment, Thread
from wccflow.review.readers import shared
from wccflow.review.rules import first_words
from wccflow.review.topics import title_of

LIFTED = "conclusion.lifted"
LONGEST_QUOTE = 600
_SPACED = re.compile(r" ([.,;:!?])")  # what is left where marks were taken out
NO_WORDS = "Write the conclusion in your own words: it stands in the report above what you quote."
NOT_QUOTABLE = (
    "Not everyone who gets the report may read one of the messages that you chose, so it cannot be quoted. "
    "Say it in your own words."
)


@dataclass(frozen=True, slots=True)
class Quotable:
    """Something that can be quoted in the report: a message or a passage, with where it comes from."""

    key: str
    words: str
    source: str

    @property
    def line(self) -> str:
        """As the report quotes it."""
        return f"“{self.words}” ({self.source})"


@dataclass(frozen=True, slots=True)
class Offer:
    """What of a thread can be lifted: what can be quoted, how much cannot, and a beginning for the words."""

    title: str
    words: str
    quotable: Sequence[Quotable]
    kept_back: int


def links(home: Home, thread: Thread, reach: Reach) -> list[tuple[str, str]]:
    """For the page of a thread: the way into the draft report, and where it was lifted to already."""
    panel = queries.panel_of(home) if isinstance(home, Case) else None
    if panel is None or not isinstance(home, Case) or not queries.sees_report(panel, reach):
        return []
    query = select(LiftedConclusion.part).where(
        LiftedConclusion.panel_id == panel.id, LiftedConclusion.thread_id == thread.id
    )
    there = set(session().scalars(query))
    found = [
        (f"Lifted into the report: {heading}", f"{panel.address}/report#{key}")
        for key, heading in headings(home).items()
        if key in there
    ]
    if _is_open(home, panel, reach):
        address = f"{panel.address}/report/lifting?thread={thread.id}"
        found.append(("Lift the conclusion into the draft report", address))
    return found


def offered(case: Case, thread: Thread, reach: Reach) -> Offer:
    """What can be lifted from a thread; only what everyone may read who will get the report is quoted."""
    comments = [each for each in review.comments_of(thread, reach) if each.deleted_at is None]
    heard = _heard_by_all(case, {each.audience_id for each in comments})
    quotable = [each for each in comments if each.audience_id in heard]
    confirmed = review.verifications([thread.id]).get(thread.id)
    closure = review.closure_of(thread)
    said = (closure.why if closure else "") or (confirmed.why if confirmed else "")
    passages = _passages(case, thread, confirmed.version_id if confirmed else None)
    cited = [("passage", thread.quote, thread.version_id)]
    if confirmed is not None:
        cited.append(("verified", confirmed.quote, confirmed.version_id))
    return Offer(
        title=title_of(thread, next((each for each in comments if each.ordinal == 1), None)),
        words=said if thread.audience_id in _heard_by_all(case, {thread.audience_id}) else "",
        quotable=[
            *(Quotable(key, words, passages[each]) for key, words, each in cited if each in passages),
            *_messages(case, quotable),
        ],
        kept_back=len(comments) - len(quotable),
    )


def lift(
    case: Case,
    part: str,
    thread: Thread,
    *,
    words: str,
    quoting: Collection[str],
    by: Reach,
    now: datetime,
    title: str = "",
    seen: int | None = None,
) -> None:
    """Add a conclusion to a part of the draft report, with what it quotes. Refuses; may raise Stale."""
    panel = queries.panel_of(case)
    if panel is None or thread.case_id != case.id:
        raise NotFound
    if not words.strip():
        raise Refused(NO_WORDS)
    chosen = {each.key: each for each in offered(case, thread, by).quotable}
    if not set(quoting) <= chosen.keys():
        raise Refused(NOT_QUOTABLE)
    before = queries.parts_of(panel).get(part)
    quotes = [each.line for key, each in chosen.items() if key in quoting]
    text = "\n\n".join(filter(None, [before.text if before else "", words.strip(), *quotes]))
    heading = title.strip() or (before.title if before else "")
    reporting.write(case, part, title=heading, text=text, by=by, now=now, seen=seen)
    made = LiftedConclusion(panel_id=panel.id, part=part, thread_id=thread.id, at=now, by_id=by.person_id)
    session().add(made)
    session().flush()
    log.record(
        LIFTED,
        at=now,
        by_id=by.person_id,
        subject_id=made.id,
        case_id=case.id,
        audience_id=panel.report_audience_id,
        part=part,
    )


def sources(panel: Panel, reach: Reach) -> dict[str, list[tuple[str, str]]]:
    """By part of the report the threads from which it was lifted, of those that the person may read."""
    query = (
        select(LiftedConclusion.part, Thread)
        .join(Thread, Thread.id == LiftedConclusion.thread_id)
        .where(LiftedConclusion.panel_id == panel.id, audiences.visible(Thread.audience_id, reach.tokens))
        .order_by(LiftedConclusion.at, LiftedConclusion.id)
    )
    rows = [(part, thread) for part, thread in session().execute(query)]
    first = review.first_said([thread.id for _, thread in rows])
    found: dict[str, dict[UUID, tuple[str, str]]] = {}
    for part, thread in rows:
        found.setdefault(part, {})[thread.id] = (title_of(thread, first.get(thread.id)), thread.address)
    return {part: list(threads.values()) for part, threads in found.items()}


def headings(case: Case) -> dict[str, str]:
    """What the parts of the report are called, in order."""
    definition = definition_of(case)
    parts = {key: part.title for key, part in definition.report.parts.items()}
    return parts | {key: definition.elements[key].title for key in narratives(definition)}


def _is_open(case: Case, panel: Panel, reach: Reach) -> bool:
    may = can(reach, "write_report", place=case.place, definition=definition_of(case), state=case.state)
    return may and panel.report_fixed_at is None and bool(panel.opened_at or panel.frozen_at)


def _heard_by_all(case: Case, ids: Iterable[UUID]) -> set[UUID]:
    """Which of these audiences hold everyone who will get the report."""
    everyone = shared(case).tokens
    return {each for each in ids if everyone <= audiences.tokens_of(each)}


def _passages(case: Case, thread: Thread, verified_id: UUID | None) -> Mapping[UUID | None, str]:
    """By version where its passages stand, in words; only versions that everyone may read."""
    found: dict[UUID | None, str] = {}
    for version_id in (thread.version_id, verified_id):
        if version_id is None:
            continue
        version = evidence.version_by_id(version_id)
        if _heard_by_all(case, [version.audience_id]):
            slot = definition_of(case).slots[evidence.home(version).slot].title
            page = f", page {thread.page}" if thread.page and version_id == thread.version_id else ""
            found[version_id] = f"{slot}, {version.called}{page}"
    return found


def _messages(case: Case, comments: Sequence[Comment]) -> list[Quotable]:
    people = names(each.author_id for each in comments)
    found = []
    for each in comments:
        who = [people.get(each.author_id, "Someone"), role_in_words(case, each.role)]
        source = ", ".join([*filter(None, who), day(business_day(each.at))])
        found.append(
            Quotable(str(each.id), _SPACED.sub(r"\1", first_words(each.body, LONGEST_QUOTE)), source)
        )
    return found
