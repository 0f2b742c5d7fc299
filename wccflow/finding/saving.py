"""Keeping searches: under a name, told of new hits or not, forgotten; each is its keeper's alone."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy import select

from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.finding.models import SavedSearch
from wccflow.finding.queries import MOST, find
from wccflow.people.rights import Reach
from wccflow.search.port import SearchIndex
from wccflow.search.words import printable

MOST_SAVED = 30
LONGEST_NAME = 80


def save(
    query: str, *, kind: str, name: str, alert: bool, by: Reach, index: SearchIndex, now: datetime
) -> SavedSearch:
    """Keep a search; one that is kept under this name already is replaced. Raises Refused in a sentence."""
    query = printable(query)
    words = " ".join(printable(name).split()) or query
    if len(words) > LONGEST_NAME:
        raise Refused(f"Give the search a name of at most {LONGEST_NAME} characters.")
    found = find(query, reach=by, index=index, kind=kind, limit=MOST, newest=True, narrowing=False)
    kept = {each.name: each for each in saved(by.person_id)}
    if words not in kept and len(kept) >= MOST_SAVED:
        raise Refused(f"You keep {MOST_SAVED} searches, which is the most. Forget one of them first.")
    made = kept.get(words) or SavedSearch(person_id=by.person_id, name=words)
    made.query, made.kind, made.alert, made.saved_at = query, kind, alert, now
    made.seen, made.seen_until = [hit.key for hit in found.hits], index.watermark()
    session().add(made)
    session().flush()
    return made


def saved(person_id: UUID) -> Sequence[SavedSearch]:
    """The searches that a person keeps, by name."""
    query = select(SavedSearch).where(SavedSearch.person_id == person_id)
    return session().scalars(query.order_by(SavedSearch.name)).all()


def own(search_id: UUID, person_id: UUID) -> SavedSearch:
    """The search of this id, when it is this person's. Raises NotFound."""
    found = session().get(SavedSearch, search_id)
    if found is None or found.person_id != person_id:
        raise NotFound
    return found


def forget(search: SavedSearch) -> None:
    """Keep the search no longer."""
    session().delete(search)
    session().flush()


def address_of(search: SavedSearch) -> str:
    """The search's page of hits, the newest first."""
    return f"/search?{urlencode({'q': search.query, 'kind': search.kind, 'order': 'newest'})}"
