"""What can be put into a message after @, # or [[: only what all of its readers may read too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.cycles.home import Home
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence import queries as evidence
from wccflow.evidence.models import PassageRow, Version
from wccflow.people.rights import Reach
from wccflow.review import mentions
from wccflow.review.models import Thread
from wccflow.review.naming import fitting, form_for
from wccflow.review.queries import first_said
from wccflow.review.readers import Readers, reads_along
from wccflow.review.references import text_of_link
from wccflow.review.topics import title_of

MOST = 7
LEAST_ASKED = 3  # letters from which on passages are looked through
AROUND = 40  # characters shown before the words found in a passage


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be put into a message: what the list shows of it, and what is written."""

    called: str
    note: str
    written: str


def offers_of(sign: str, asked: str, case: Home, who: Readers, by: Reach, now: datetime) -> list[Offer]:
    """What the list offers after a sign and these words."""
    if sign == "@":
        return people(asked, case, who, by, now)
    return items(asked, case) if sign == "#" else links(asked, case, who, by, now)


def people(asked: str, case: Home, who: Readers, by: Reach, now: datetime) -> list[Offer]:
    """The people and roles among the readers; not the author."""
    there = [each for each in mentions.nameable(case, who, now) if each.person_id != by.person_id]
    return [
        Offer(each.called, each.note, f"@{form_for(each, there)}") for each in fitting(there, asked, MOST)
    ]


def items(asked: str, case: Home) -> list[Offer]:
    """The items of the definition, by key or by a word of their title."""
    wanted = asked.lower()
    found = definition_of(case).items.values()
    by_key = [each for each in found if each.key.lower().startswith(wanted)]
    by_title = [each for each in found if each not in by_key and f" {wanted}" in f" {each.title}".lower()]
    return [Offer(each.key, each.called, f"#{each.key}") for each in [*by_key, *by_title][:MOST]]


def links(asked: str, case: Home, who: Readers, by: Reach, now: datetime) -> list[Offer]:
    """Documents, threads and passages of the case that the author and all the readers may read."""
    if not isinstance(case, Case):
        return _threads(asked, case, who, by, now)[:MOST]
    documents = _documents(case, who, by, now)
    named = [
        Offer(title, f"document, {version.called}", text_of_link(title, f"/evidence/{version.id}"))
        for title, version in documents
        if asked.lower() in title.lower()
    ]
    passages = _passages(asked, documents) if len(asked) >= LEAST_ASKED else []
    return [*named[: MOST - 2], *_threads(asked, case, who, by, now)[:3], *passages][:MOST]


def _documents(case: Case, who: Readers, by: Reach, now: datetime) -> list[tuple[str, Version]]:
    """The titles and present versions of what all may read, each version once."""
    slots = definition_of(case).slots
    current = evidence.current(evidence.fillings([case.id], by))
    found = {each.version.id: (slots[each.slot].title, each.version) for each in current.values()}
    readable = _for_all({version.audience_id for _, version in found.values()}, who, now)
    return sorted((each for each in found.values() if each[1].audience_id in readable), key=lambda at: at[0])


def _passages(asked: str, documents: Sequence[tuple[str, Version]]) -> list[Offer]:
    titles = {version.id: title for title, version in documents}
    query = (
        select(PassageRow)
        .where(PassageRow.version_id.in_(titles), PassageRow.text.icontains(asked, autoescape=True))
        .order_by(PassageRow.version_id, PassageRow.ordinal)
        .limit(MOST)
    )
    return [_passage(row, asked, titles[row.version_id]) for row in session().scalars(query)]


def _passage(row: PassageRow, asked: str, title: str) -> Offer:
    at = max(row.text.lower().find(asked.lower()) - AROUND, 0)
    words = ("… " if at else "") + " ".join(row.text[at : at + 3 * AROUND].split())
    where = f"{title}, page {row.page}" if row.page else title
    return Offer(words, where, text_of_link(where, f"/evidence/{row.version_id}#{row.key}"))


def _threads(asked: str, case: Home, who: Readers, by: Reach, now: datetime) -> list[Offer]:
    query = select(Thread).where(_home(case), audiences.visible(Thread.audience_id, by.tokens))
    rows = session().scalars(query.order_by(Thread.opened_at.desc())).all()
    readable = _for_all({row.audience_id for row in rows}, who, now)
    rows = [row for row in rows if row.audience_id in readable]
    first = first_said([row.id for row in rows])
    titles = [(title_of(row, first.get(row.id)), row) for row in rows]
    return [
        Offer(title, "thread", text_of_link(title, row.address))
        for title, row in titles
        if asked.lower() in title.lower()
    ]


def _home(case: Home) -> ColumnElement[bool]:
    return (Thread.case_id if isinstance(case, Case) else Thread.theme_id) == case.id


def _for_all(audience_ids: Iterable[UUID], who: Readers, now: datetime) -> set[UUID]:
    """Those of these audiences that hold every one of the readers."""
    return {each for each in audience_ids if reads_along(who, audiences.tokens_of(each), now)}
