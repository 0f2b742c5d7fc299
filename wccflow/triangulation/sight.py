"""Who reads a triangulation, and how much of it: figures only of what each reader may know.

Those who assess or watch from above read it once a case is submitted, and so does the organisation itself.
Who rates on the panel reads an item's figures only after rating it alone, however else she is entitled.
"""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import or_, select

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.people.rights import Reach, audience_tokens
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import PANEL, PANEL_MEMBER, SELF
from wccflow.triangulation.gathering import Figure, Figures, figures_of, spans

WATCHING = frozenset({"rate_documents", "moderate", "monitor"})
RATES = "rate_panel"


def reads(case: Case, reach: Reach) -> bool:
    """Whether this person is among those who read the triangulation of a case, as far as there is one."""
    definition = definition_of(case)
    if not spans(case.digest):
        return False
    held = [definition.roles[role] for role in reach.roles_at(case.place) if role in definition.roles]
    return any(
        (RATES in role.may) or (role.scope == "organisation" and "see" in role.may) or (role.may & WATCHING)
        for role in held
    )


def is_watched(case: Case, reach: Reach) -> bool:
    """Whether this person reads it from above, in a list of organisations."""
    definition = definition_of(case)
    held = [definition.roles[role] for role in reach.roles_at(case.place) if role in definition.roles]
    return any(role.scope in ("overseer", "nation") and role.may & WATCHING for role in held)


def locked(cases: Sequence[Case], reach: Reach) -> dict[UUID, frozenset[str]]:
    """The items of which this person may not see figures yet, since she is to rate them alone first.

    One query at most.
    """
    rated_by_her = [each for each in cases if _rates(each, reach)]
    if not rated_by_her:
        return {}
    own = (Rating.channel == PANEL_MEMBER) & (Rating.by_id == reach.person_id)
    query = select(Rating.case_id, Rating.item).where(
        Rating.case_id.in_([each.id for each in rated_by_her]), or_(own, Rating.channel == PANEL)
    )
    done: dict[UUID, set[str]] = {each.id: set() for each in rated_by_her}
    for case_id, item in session().execute(query):
        done[case_id].add(item)
    return {each.id: frozenset(spans(each.digest).keys() - done[each.id]) for each in rated_by_her}


def seen(cases: Sequence[Case], reach: Reach, known: Figures | None = None) -> Figures:
    """What this person may know of these cases; nothing of those that are not for her. Constant queries.

    `known` is what all sources say, where it was read already.
    """
    mine = [each for each in cases if reads(each, reach)]
    if not mine:
        return {}
    readable, kept = {None, *audiences.readable(reach.tokens)}, locked(mine, reach)
    found, figures_by_case = {}, figures_of(mine) if known is None else known
    for case in mine:
        closed, shown = kept.get(case.id, frozenset()), definition_of(case).triangulation.shown
        found[case.id] = _open(figures_by_case.get(case.id, {}), closed, readable, shown)
    return found


def seen_by_all(case: Case, readable: Collection[UUID]) -> Mapping[tuple[str, str], Figure]:
    """What all who have these audiences may know of a case, whoever of them rates on its panel.

    Where people rate alone that is no figure of an item that the panel has not agreed yet.
    """
    definition, closed = definition_of(case), frozenset[str]()
    if any(RATES in role.may for role in definition.roles.values()):
        agreed = select(Rating.item).where(Rating.case_id == case.id, Rating.channel == PANEL)
        closed = frozenset(spans(case.digest)) - set(session().scalars(agreed))
    return _open(figures_of([case])[case.id], closed, {None, *readable}, ())


def _open(
    figures: Mapping[tuple[str, str], Figure],
    closed: Collection[str],
    readable: Collection[UUID | None],
    shown: Collection[str],
) -> dict[tuple[str, str], Figure]:
    """The figures of what is not closed, of items of which it is known what the organisation says."""
    open_ones = {
        (item, source): figure
        for (item, source), figure in figures.items()
        if item not in closed and (figure.audience_id in readable or (source != SELF and source in shown))
    }
    told = {item for item, source in open_ones if source == SELF}
    return {place: figure for place, figure in open_ones.items() if place[0] in told}


def has_any(case: Case, reach: Reach) -> bool:
    """Whether the organisation has rated itself in a way that this person may read; one query."""
    query = select(Rating.id).where(
        Rating.case_id == case.id,
        Rating.channel == SELF,
        Rating.audience_id.not_in(_drafts(case)),
        audiences.visible(Rating.audience_id, reach.tokens),
    )
    return session().scalar(query.limit(1)) is not None


def _rates(case: Case, reach: Reach) -> bool:
    definition = definition_of(case)
    return any(
        RATES in definition.roles[role].may for role in reach.roles_at(case.place) if role in definition.roles
    )


def _drafts(case: Case) -> list[UUID]:
    """The audience of its drafts, where others than it read what is filed."""
    sharing = definition_of(case).sharing
    key = sharing["drafts"]
    tokens = audience_tokens(definition_of(case), key, case.place)
    return [audiences.audience_id([f"class:{key}", *tokens])] if sharing.get("filed") != key else []
