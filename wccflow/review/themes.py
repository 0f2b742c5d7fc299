"""Themes: what is talked about across the organisations of an overseer, and what is gathered under them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select

from wccflow.base import audiences
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.engine.definition import Definition
from wccflow.people.models import Organisation
from wccflow.people.rights import Place, Reach, demand, holds
from wccflow.review.models import Gathering, Theme, Thread
from wccflow.review.topics import Topic, topics


@dataclass(frozen=True, slots=True)
class Shelf:
    """A theme in a list, with how many threads the person may read under it."""

    theme: Theme
    own: int
    gathered: int


def theme_for(reach: Reach, theme_id: UUID) -> Theme:
    """The theme of this id, when the person may read it. Raises NotFound."""
    found = session().scalar(
        select(Theme).where(Theme.id == theme_id, audiences.visible(Theme.audience_id, reach.tokens))
    )
    if found is None:
        raise NotFound
    return found


def themes_for(reach: Reach, cycle: Cycle) -> Sequence[Theme]:
    """The themes of a cycle that the person may read, by title."""
    query = select(Theme).where(
        Theme.cycle_id == cycle.id, audiences.visible(Theme.audience_id, reach.tokens)
    )
    return session().scalars(query.order_by(Theme.title, Theme.id)).all()


def shelves(reach: Reach, cycle: Cycle) -> list[Shelf]:
    """The same with how many threads the person may read under each; constant queries."""
    themes = themes_for(reach, cycle)
    ids = [each.id for each in themes]
    readable = audiences.visible(Thread.audience_id, reach.tokens)
    own = select(Thread.theme_id, func.count()).where(Thread.theme_id.in_(ids), readable)
    gathered = (
        select(Gathering.theme_id, func.count())
        .join(Thread, Thread.id == Gathering.thread_id)
        .where(Gathering.theme_id.in_(ids), Gathering.ended_at.is_(None), readable)
    )
    owned = {row[0]: row[1] for row in session().execute(own.group_by(Thread.theme_id))}
    brought = {row[0]: row[1] for row in session().execute(gathered.group_by(Gathering.theme_id))}
    return [Shelf(each, owned.get(each.id, 0), brought.get(each.id, 0)) for each in themes]


def topics_gathered(reach: Reach, theme: Theme) -> list[Topic]:
    """The threads of cases under a theme that the person may read, the latest message first."""
    ids = select(Gathering.thread_id).where(Gathering.theme_id == theme.id, Gathering.ended_at.is_(None))
    cases = (
        session()
        .scalars(
            select(Case).where(
                Case.id.in_(select(Thread.case_id).where(Thread.id.in_(ids))),
                audiences.visible(Case.audience_id, reach.tokens),
            )
        )
        .all()
    )
    return topics(reach, cases, Thread.id.in_(ids)) if cases else []


def themes_over(thread: Thread, reach: Reach) -> Sequence[Theme]:
    """The themes under which a thread is gathered, of those that the person may read."""
    query = (
        select(Theme)
        .join(Gathering, Gathering.theme_id == Theme.id)
        .where(Gathering.thread_id == thread.id, Gathering.ended_at.is_(None))
        .where(audiences.visible(Theme.audience_id, reach.tokens))
    )
    return session().scalars(query.order_by(Theme.title)).all()


def titles_over(
    thread_ids: Collection[UUID], reach: Reach, may_read: Callable[[UUID], bool] = lambda audience_id: True
) -> dict[UUID, list[str]]:
    """By thread the titles of the themes that it is under: of those that she, and whoever else, may read."""
    query = (
        select(Gathering.thread_id, Theme.title, Theme.audience_id)
        .join(Theme, Theme.id == Gathering.theme_id)
        .where(Gathering.thread_id.in_(thread_ids), Gathering.ended_at.is_(None))
        .where(audiences.visible(Theme.audience_id, reach.tokens))
        .order_by(Theme.title)
    )
    found: dict[UUID, list[str]] = {}
    for thread_id, title, audience_id in session().execute(query):
        if may_read(audience_id):
            found.setdefault(thread_id, []).append(title)
    return found


def themes_open_to(thread: Thread, case: Case, reach: Reach) -> list[Theme]:
    """The themes under which the person may gather a thread of a case."""
    under = {each.id for each in themes_over(thread, reach)}
    definition = pinned(case.cycle.digest)
    return [
        each
        for each in themes_for(reach, case.cycle)
        if each.id not in under and may_write(each.overseer, definition, reach)
    ]


def overseers_open_to(cycle: Cycle, reach: Reach) -> list[Organisation]:
    """The overseers, the nation last, for whom the person may open a theme in a cycle."""
    overseeing = select(Case.overseer_id).where(Case.cycle_id == cycle.id)
    query = select(Organisation).where(or_(Organisation.id.in_(overseeing), Organisation.level == "nation"))
    definition = pinned(cycle.digest)
    found = [each for each in session().scalars(query) if may_write(each, definition, reach)]
    return sorted(found, key=lambda each: (each.level == "nation", each.name))


def may_write(overseer: Organisation, definition: Definition, reach: Reach) -> bool:
    """Whether the person may write in the themes of an overseer."""
    return holds(reach, "comment", place=Place(overseer_id=overseer.id), definition=definition)


def demand_at(overseer: Organisation, definition: Definition, by: Reach) -> None:
    """Raise NotFound when the person has no part in the themes of an overseer."""
    demand(
        by,
        "comment",
        place=Place(overseer_id=overseer.id),
        definition=definition,
        state=open_state(definition),
    )


def demand_writing(theme: Theme, by: Reach) -> None:
    """Raise NotFound when the person may not read the theme, or may not write there."""
    theme_for(by, theme.id)
    demand_at(theme.overseer, pinned(theme.digest), by)


def open_state(definition: Definition) -> str:
    """The state whose doors stand open to themes, which know no stages: the first in which people comment."""
    states = definition.states
    return next((key for key, state in states.items() if "comment" in state.opens), next(iter(states)))
