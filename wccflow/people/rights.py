"""The one table of rights: which roles a person holds where, and what those roles may do there and then."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from wccflow.base import log
from wccflow.base.audiences import named_token, person_token, token
from wccflow.base.errors import NotFound, Refused

ABILITIES: Mapping[str, str] = {
    "see": "see the case",
    "file_evidence": "file documents",
    "approve_evidence": "record the board's approval of a document",
    "rate_self": "rate the organisation's own work",
    "choose_outcomes": "choose outcomes",
    "invite_partners": "invite partners to give feedback",
    "ratify": "record the board's ratification",
    "answer": "answer questions",
    "comment": "comment",
    "ask": "ask the organisation a question",
    "close_thread": "close a thread",
    "review_item": "review an item",
    "rate_documents": "rate what the documents show",
    "manage_panel": "put a panel together",
    "rate_panel": "rate as a member of the panel",
    "agree_ratings": "reveal and agree the panel's ratings",
    "write_report": "write the panel's report",
    "check_facts": "check the report for factual accuracy",
    "sign_report": "sign the report off",
    "moderate": "record the regional moderation",
    "adjust": "change an agreed rating with a reason",
    "agree_result": "agree a result for the nation",
    "publish": "publish results",
    "monitor": "watch how the cycle stands",
    "assign_reviews": "give cases to reviewers to read",
    "manage_windows": "open a window early or hold it open late",
    "load_indicators": "load indicator data",
    "manage_people": "manage people and their roles",
    "open_cycles": "open cycles",
    "migrate_cases": "bring running cases to a changed definition",
    "audit": "read the audit trail",
}


class Standing(Protocol):
    """What rights ask of a definition's state."""

    @property
    def opens(self) -> frozenset[str]:
        """The abilities that this state opens."""
        ...


class RoleKind(Protocol):
    """What rights ask of a definition's role."""

    @property
    def title(self) -> str:
        """The role in words."""
        ...

    @property
    def scope(self) -> str:
        """organisation, overseer, panel or nation."""
        ...

    @property
    def may(self) -> frozenset[str]:
        """The abilities of the role."""
        ...


class AudienceKind(Protocol):
    """What rights ask of a definition's audience."""

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that belong to it."""
        ...


class Constitution(Protocol):
    """What rights ask of a definition."""

    @property
    def roles(self) -> Mapping[str, RoleKind]:
        """Its roles by key."""
        ...

    @property
    def states(self) -> Mapping[str, Standing]:
        """Its states by key."""
        ...

    @property
    def audiences(self) -> Mapping[str, AudienceKind]:
        """Its audiences by key."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands: its organisation, that one's overseer, and its case (which is also its panel)."""

    organisation_id: UUID | None = None
    overseer_id: UUID | None = None
    case_id: UUID | None = None

    def scope_id(self, scope: str) -> UUID | None:
        """The id that a grant of this scope must name to reach this place; None for the nation."""
        ids = {"organisation": self.organisation_id, "overseer": self.overseer_id, "panel": self.case_id}
        return ids.get(scope)


@dataclass(frozen=True, slots=True)
class Holding:
    """One role that a person holds now, and where.

    `for_id` is the person for whom she deputises in it, `heir_id` the organisation that inherited it.
    """

    role: str
    scope: str
    scope_id: UUID | None
    for_id: UUID | None = None
    heir_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """Everything that a person holds now; read once and asked often."""

    person_id: UUID
    holdings: frozenset[Holding] = frozenset()

    @property
    def tokens(self) -> frozenset[str]:
        """The audience tokens of this person."""
        held = {token(each.role, each.scope, each.scope_id) for each in self.holdings}
        # Whoever is named among the readers of something is so while she belongs there, and no longer.
        named = {named_token(self.person_id, each.scope, each.scope_id) for each in self.holdings}
        return frozenset(held | named | {person_token(self.person_id)})

    def roles_at(self, place: Place) -> frozenset[str]:
        """The roles that this person holds at this place."""
        return frozenset(each.role for each in self.holdings if _reaches(each, place))

    def acts_for(self, place: Place, roles: Collection[str]) -> UUID | None:
        """For whom the person acts here in one of these roles; None when she holds one of them herself."""
        here = [each for each in self.holdings if each.role in roles and _reaches(each, place)]
        if any(each.for_id is None for each in here):
            return None
        return min((each.for_id for each in here if each.for_id), default=None)

    def ids(self, scope: str) -> frozenset[UUID]:
        """The places of this scope in which the person holds any role."""
        return frozenset(each.scope_id for each in self.holdings if each.scope == scope and each.scope_id)

    @property
    def is_national(self) -> bool:
        """Whether the person holds a role for the whole nation."""
        return any(each.scope == "nation" for each in self.holdings)


def can(reach: Reach, ability: str, *, place: Place, definition: Constitution, state: str | None) -> bool:
    """Whether this person may do this here, in this state of the case."""
    return holds(reach, ability, place=place, definition=definition) and is_open(ability, definition, state)


def holds(reach: Reach, ability: str, *, place: Place, definition: Constitution) -> bool:
    """Whether one of the person's roles here has this ability at all."""
    roles = (definition.roles.get(role) for role in reach.roles_at(place))
    return any(role is not None and ability in role.may for role in roles)


def is_open(ability: str, definition: Constitution, state: str | None) -> bool:
    """Whether the state opens the ability; one that no state mentions is always open."""
    if not any(ability in each.opens for each in definition.states.values()):
        return True
    return state is not None and ability in definition.states[state].opens


def demand(reach: Reach, ability: str, *, place: Place, definition: Constitution, state: str | None) -> None:
    """Raise NotFound when this is not the person's to do, Refused when it is, but not now."""
    if not holds(reach, ability, place=place, definition=definition):
        raise NotFound
    able = [key for key, role in definition.roles.items() if ability in role.may]
    log.speak_for(reach.person_id, reach.acts_for(place, able))
    if not is_open(ability, definition, state):
        raise Refused(f"You cannot {ABILITIES[ability]} at this stage of the case.")


def audience_tokens(definition: Constitution, audience: str, place: Place) -> frozenset[str]:
    """Everyone who belongs to this audience of the definition, at this place."""
    tokens = set()
    for role in definition.audiences[audience].roles:
        scope = definition.roles[role].scope
        if scope == "nation" or place.scope_id(scope):
            tokens.add(token(role, scope, place.scope_id(scope)))
    return frozenset(tokens)


def _reaches(holding: Holding, place: Place) -> bool:
    return holding.scope == "nation" or (
        holding.scope_id is not None and holding.scope_id == place.scope_id(holding.scope)
    )
