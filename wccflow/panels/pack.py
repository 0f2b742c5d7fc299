"""The panel's pack: the day, documents, ratings and what stands beside them, passages, lines of enquiry.

A pack holds only what every one of its readers may read, so the organisation's own has less than the panel's.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base import audiences
from wccflow.base.models import AudienceMember
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.paper import Paper
from wccflow.cycles.queries import definition_of
from wccflow.evidence import queries as evidence
from wccflow.evidence.models import Version
from wccflow.indicators.scorecard import rows_within
from wccflow.panels import pack_day, papers, seating
from wccflow.panels.agenda import items_of
from wccflow.panels.models import Panel
from wccflow.panels.rules import words_of
from wccflow.people.rights import Reach
from wccflow.ratings import queries as ratings
from wccflow.ratings.answers import cited_answers
from wccflow.ratings.hanging import notes as notes_of_citations
from wccflow.ratings.rules import DOCUMENTS, SELF, TITLES, element_of, in_words, item_in_words
from wccflow.review import queries as review
from wccflow.review.models import Closure, Thread
from wccflow.review.rules import linkless
from wccflow.triangulation.gathering import spans
from wccflow.triangulation.paper import MEANT
from wccflow.triangulation.paper import say as say_strip
from wccflow.triangulation.strips import strips_of_all

LONGEST_QUOTE = 400
BLIND = (
    "Members rate each item alone first, so this file tells no figure of an item before the panel has "
    "agreed it. The page of an item shows them, to a member once she has rated it; “Triangulation” gives "
    "all that you may know by then as a Word file. What they made somebody ask is among the open lines of "
    "enquiry."
)


def build(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Make the pack for those who assess, and the organisation's own."""
    panel = seating.ensured(case)
    for use, title in (("review", "Panel pack"), ("shared", "Panel pack for the organisation")):
        audience = audience_of(case, use)
        content = written(case, panel, title, audience, whole=use == "review")
        papers.keep(panel, papers.PACK, title, content, audience_id=audience, by=by, now=now)


def take_back(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Withdraw the packs."""
    papers.withdraw(seating.ensured(case), papers.PACK, by=by, now=now)


def written(case: Case, panel: Panel, title: str, audience_id: UUID, *, whole: bool) -> bytes:
    """A pack of what everyone in an audience may read; `whole` for those who know the whole of the day."""
    readable = wide_enough(audience_id)
    paper = Paper(
        f"{title}: {case.organisation.name}",
        subtitle=f"{case.cycle.title} · {case.overseer.name}",
        demonstration=case.cycle.demonstration,
    )
    pack_day.say(paper, case, panel, whole=whole)
    _documents(paper, case, readable)
    _ratings(paper, case, readable)
    _strips(paper, case, readable)
    _passages(paper, case, readable)
    _answers(paper, case, readable)
    _outcomes(paper, case, readable)
    _enquiry(paper, case, readable)
    return paper.content()


def wide_enough(audience_id: UUID) -> frozenset[UUID]:
    """The audiences to which everyone in this one belongs."""
    tokens = audiences.tokens_of(audience_id)
    query = (
        select(AudienceMember.audience_id)
        .where(AudienceMember.token.in_(tokens))
        .group_by(AudienceMember.audience_id)
        .having(func.count() == len(tokens))
    )
    return frozenset(session().scalars(query))


def _documents(paper: Paper, case: Case, readable: Collection[UUID]) -> None:
    slots = definition_of(case).slots
    filled = evidence.current(evidence.fillings([case.id]))
    rows = [
        (slots[slot].title, each.version.file_name, each.version.called)
        for (_, slot), each in sorted(filled.items(), key=lambda pair: list(slots).index(pair[0][1]))
        if slot in slots and each.version.audience_id in readable
    ]
    paper.heading("Documents")
    paper.say("These documents are filed." if rows else "No document is filed.")
    paper.table(("Document", "File", "Version"), rows)


def _ratings(paper: Paper, case: Case, readable: Collection[UUID]) -> None:
    definition = definition_of(case)
    rows = ratings.current([case.id], channels=[SELF, DOCUMENTS])
    found = {(row.item, row.channel): row for row in rows if row.audience_id in readable}
    channels = [each for each in (SELF, DOCUMENTS) if any(channel == each for _, channel in found)]
    paper.heading("Ratings so far")
    if not channels:
        paper.say("Nothing is rated yet.")
        return
    table = []
    for item in items_of(definition):
        element = element_of(definition, item)
        scale = definition.scales[element.scale] if element else None
        cells = [found.get((item, channel)) for channel in channels]
        if scale is not None and any(cells):
            said = [in_words(scale, each.value) if each else "–" for each in cells]
            why = "\n".join(each.rationale for each in cells if each and each.rationale)
            table.append((item_in_words(definition, item), *said, words_of(why)))
    paper.table(("Item", *(TITLES[channel] for channel in channels), "Why"), table)


def _strips(paper: Paper, case: Case, readable: Collection[UUID]) -> None:
    """What others say of the items, without the figures of those that members have still to rate alone."""
    if not spans(case.digest):
        return
    strips = strips_of_all(case, readable)
    paper.heading("What others say of the items")
    paper.say(MEANT)
    for strip in strips:
        paper.heading(strip.title, 2)
        say_strip(paper, strip)
    if len(strips) < len(spans(case.digest)):
        paper.say(BLIND)


def _passages(paper: Paper, case: Case, readable: Collection[UUID]) -> None:
    definition = definition_of(case)
    cited = [each for each in ratings.citations([case.id]) if each.audience_id in readable]
    versions = evidence.versions({each.version_id for each in cited})
    notes = notes_of_citations(cited, None, within=readable)
    rows = [
        (
            item_in_words(definition, each.item),
            words_of(each.quote)[:LONGEST_QUOTE],
            _where(versions[each.version_id], each.page, notes.get(each.id, "")),
        )
        for each in cited
        if versions[each.version_id].audience_id in readable
    ]
    paper.heading("Passages cited")
    paper.say("These passages are cited for the items." if rows else "No passage is cited.")
    paper.table(("Item", "Passage", "Where"), rows)


def _answers(paper: Paper, case: Case, readable: Collection[UUID]) -> None:
    definition = definition_of(case)
    rows = [
        (item_in_words(definition, each.citation.item), words_of(each.answer.words), each.where)
        for each in cited_answers([case.id], readable=readable)
    ]
    if rows:
        paper.heading("Answers cited")
        paper.say("These answers, given in sessions, are cited for the items.")
        paper.table(("Item", "Answer", "Who said it"), rows)


def _outcomes(paper: Paper, case: Case, readable: Collection[UUID]) -> None:
    """The outcomes in the words of the scorecard."""
    rows = rows_within(case, readable)
    if rows:
        paper.heading("Outcomes")
    for row in rows:
        paper.heading(row.item.title, 2)
        paper.table(("What", "What is known"), row.told)


def _where(version: Version, page: int | None, note: str) -> str:
    where = f"{version.file_name}, {version.called}" + (f", page {page}" if page else "")
    return f"{where}. {note}" if note else where


def _enquiry(paper: Paper, case: Case, readable: Collection[UUID]) -> None:
    closed = select(Closure.id).where(Closure.thread_id == Thread.id, Closure.ended_at.is_(None)).exists()
    query = select(Thread).where(Thread.case_id == case.id, Thread.kind == "line_of_enquiry", ~closed)
    threads = [
        each
        for each in session().scalars(query.order_by(Thread.opened_at, Thread.id))
        if each.audience_id in readable
    ]
    first = review.first_said([each.id for each in threads])
    lines = [
        ": ".join(
            words
            for words in (each.title, linkless(first[each.id].body) if each.id in first else "")
            if words
        )
        for each in threads
        if each.id not in first or first[each.id].audience_id in readable
    ]
    if lines:
        paper.heading("Open lines of enquiry")
        paper.points(lines)
