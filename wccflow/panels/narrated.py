"""What assessors have written of items that are told in words alone, with the passages on which it rests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.people.rights import Reach
from wccflow.ratings import queries as ratings
from wccflow.ratings.models import AnswerCitation, Citation, Rating
from wccflow.ratings.rules import DOCUMENTS, assessed_in_words
from wccflow.ratings.sharing import widen
from wccflow.ratings.sheet import cited_of


@dataclass(frozen=True, slots=True)
class ToldItem:
    """What is written of one item, and where it says it was found."""

    key: str
    title: str
    text: str
    sources: Sequence[str]
    rating: Rating


@dataclass(frozen=True, slots=True)
class ToldElement:
    """What is written of the items of one element."""

    key: str
    title: str
    items: Sequence[ToldItem]


def told(case: Case, reach: Reach | None = None) -> list[ToldElement]:
    """What is written of each item that has words; with `reach` as far as the person may read it."""
    definition = definition_of(case)
    elements = assessed_in_words(definition)
    if not elements:
        return []
    rows = {row.item: row for row in ratings.current([case.id], channels=[DOCUMENTS], reach=reach)}
    sources = _sources(case, reach)
    found = []
    for element in elements:
        items = [
            ToldItem(key, definition.items[key].title, rows[key].value, sources.get(key, ()), rows[key])
            for key in element.items
            if key in rows
        ]
        found.append(ToldElement(element.key, element.title, items))
    return found


def share(case: Case, *, by: Reach | None, now: datetime) -> None:
    """Let the organisation read what is written of it, and which passages are named."""
    elements = {each.key for each in assessed_in_words(definition_of(case))}
    if not elements:
        return
    shared, narrow = audience_of(case, "shared"), audience_of(case, "review")
    rows = [row for row in ratings.current([case.id], channels=[DOCUMENTS]) if row.element in elements]
    widen(case, rows, shared, by=by, now=now)
    for table in (Citation, AnswerCitation):
        mine = (table.case_id == case.id, table.channel == DOCUMENTS, table.element.in_(elements))
        session().execute(update(table).where(*mine, table.audience_id == narrow).values(audience_id=shared))


def _sources(case: Case, reach: Reach | None) -> Mapping[str, list[str]]:
    """By item the documents and pages that are cited for it, each once."""
    found: dict[str, list[str]] = {}
    for each in cited_of(case, reach, channels=[DOCUMENTS]):
        mine = found.setdefault(each.citation.item, [])
        if each.place not in mine:
            mine.append(each.place)
    return found
