"""One person on both sides: a partner who works here, or for those who assess, or who would answer twice."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.partners.models import PartnerInvitation
from wccflow.people.models import Grant, Person
from wccflow.people.queries import in_force
from wccflow.people.rights import Place

GIVE_WHY = "Say why this is no hindrance: whoever looks at it later must be able to follow."


def look(case: Case, invitations: Sequence[PartnerInvitation], now: datetime) -> int:
    """Note on these invitations what stands against counting their answers; gives on how many it does."""
    others = _standing(case)
    named = {_plain(each.name) for each in invitations}
    invitations = list(
        {each.id: each for each in (*invitations, *others) if _plain(each.name) in named}.values()
    )
    holders = _holders(case, [each.email for each in invitations], [each.name for each in invitations], now)
    for each in invitations:
        found = [*_of_roles(case, each, holders), *_of_names(each, others)]
        each.conflict = " ".join(found)
    session().flush()
    return sum(each.is_held for each in invitations)


def require_reason(why: str) -> str:
    """The reason, trimmed. Raises Refused when there is none."""
    if not why.strip():
        raise Refused(GIVE_WHY)
    return why.strip()


def _standing(case: Case) -> list[PartnerInvitation]:
    query = select(PartnerInvitation).where(
        PartnerInvitation.case_id == case.id, PartnerInvitation.revoked_at.is_(None)
    )
    return list(session().scalars(query.order_by(PartnerInvitation.at, PartnerInvitation.id)))


def _of_names(invitation: PartnerInvitation, others: Sequence[PartnerInvitation]) -> list[str]:
    """That somebody of the same name was asked before: of the two, the later one waits."""
    same = [each for each in others if _plain(each.name) == _plain(invitation.name)]
    earlier = [each for each in same if (each.at, each.id) < (invitation.at, invitation.id)]
    if not earlier:
        return []
    for_whom = f" for {earlier[0].organisation}" if earlier[0].organisation else ""
    return [f"{earlier[0].name} was asked already{for_whom}, at {earlier[0].email}, and would count twice."]


def _of_roles(
    case: Case, invitation: PartnerInvitation, holders: dict[str, list[tuple[str, str]]]
) -> list[str]:
    roles = definition_of(case).roles
    titles = {
        (name, roles[role].title if role in roles else role)
        for key in {invitation.email, _plain(invitation.name)}
        for name, role in holders.get(key, ())
    }
    return [f"{name} is {title} here, and would speak on both sides." for name, title in sorted(titles)]


def _holders(
    case: Case, emails: Collection[str], names: Collection[str], now: datetime
) -> dict[str, list[tuple[str, str]]]:
    """By address and by plain name, who holds which role at the case, its organisation, or its overseer."""
    place: Place = case.place
    plain = {_plain(each) for each in names}
    query = (
        select(Person.name, Person.email, Grant.role)
        .join(Grant, Grant.person_id == Person.id)
        .where(*in_force(now), _at(place))
        .where(or_(Person.email.in_(emails), func.lower(Person.name).in_(plain)))
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for name, email, role in session().execute(query):
        for key in {email, _plain(name)}:
            found.setdefault(key, []).append((name, role))
    return found


def _at(place: Place) -> ColumnElement[bool]:
    scopes: list[tuple[str, UUID | None]] = [
        (scope, place.scope_id(scope)) for scope in ("organisation", "overseer", "panel")
    ]
    return or_(*((Grant.scope == scope) & (Grant.scope_id == where) for scope, where in scopes if where))


def _plain(name: str) -> str:
    return " ".join(name.lower().split())
