"""Where threads stand: in a case, or in a theme across the cases of an overseer."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, select

from wccflow.base import audiences
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.home import Home
from wccflow.cycles.queries import case_by_id, cases_by_ids
from wccflow.people.rights import Reach
from wccflow.review.models import Theme, Thread


def home_of(thread: Thread) -> Home:
    """The case or the theme of a thread."""
    if thread.case_id is not None:
        return case_by_id(thread.case_id)
    return session().get_one(Theme, thread.theme_id)


def home_by_id(home_id: UUID, reach: Reach) -> Home:
    """The case or the theme of this id; the caller asks what the person may do there. Raises NotFound."""
    found = cases_by_ids([home_id])
    if found:
        return found[0]
    theme = session().get(Theme, home_id)
    if theme is None or reach.tokens.isdisjoint(audiences.tokens_of(theme.audience_id)):
        raise NotFound
    return theme


def homes_of(threads: Iterable[Thread]) -> dict[UUID, Home]:
    """The cases and themes of these threads by id, in two queries."""
    kept = list(threads)
    cases = {each.case_id for each in kept if each.case_id is not None}
    themes = {each.theme_id for each in kept if each.theme_id is not None}
    found: dict[UUID, Home] = {each.id: each for each in cases_by_ids(cases)} if cases else {}
    if themes:
        found |= {each.id: each for each in session().scalars(select(Theme).where(Theme.id.in_(themes)))}
    return found


def standing_in(home: Home) -> dict[str, UUID]:
    """The column by which a thread stands there."""
    return {"theme_id" if isinstance(home, Theme) else "case_id": home.id}


def within(homes: Iterable[Home]) -> ColumnElement[bool]:
    """The condition that a thread stands in one of these cases and themes."""
    kept = list(homes)
    themes = [each.id for each in kept if isinstance(each, Theme)]
    cases = [each.id for each in kept if not isinstance(each, Theme)]
    in_cases = Thread.case_id.in_(cases)
    return in_cases | Thread.theme_id.in_(themes) if themes else in_cases
