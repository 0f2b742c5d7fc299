"""Channels inside a case: who may rate an item by one, and who reads what it says."""

from uuid import UUID

from wccflow.base import audiences
from wccflow.base.audiences import token
from wccflow.base.errors import NotFound, Refused
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import Element
from wccflow.people.rights import Reach, audience_tokens, demand
from wccflow.ratings.rules import (
    ABILITY_OF,
    DOCUMENTS,
    EXTERNAL,
    PANEL,
    PANEL_MEMBER,
    SELF,
    TITLES,
    element_of,
    takes,
)

USES = {SELF: "drafts", DOCUMENTS: "review", PANEL: "panel", EXTERNAL: "review"}
CALIBRATORS = "calibrators"


def demand_channel(case: Case, item: str, channel: str, *, by: Reach) -> Element:
    """The element of an item that this person may rate by this channel now. Raises NotFound or Refused."""
    if channel not in ABILITY_OF:
        raise NotFound
    definition = definition_of(case)
    demand(by, ABILITY_OF[channel], place=case.place, definition=definition, state=case.state)
    element = element_of(definition, item)
    if element is None:
        raise NotFound(f"There is no item called {item}.")
    if not takes(element, channel):
        raise Refused(f"{element.title}: not rated under “{TITLES[channel]}”.")
    return element


def readers_of(case: Case, channel: str, by: Reach) -> UUID:
    """The audience of what is said by a channel until an act of its own widens it.

    A panel member's own rating is for that member alone; calibration is for those who may calibrate.
    """
    if channel == PANEL_MEMBER:
        return audiences.ensure("own", by.tokens & {audiences.person_token(by.person_id)})
    if channel in USES:
        return audience_of(case, USES[channel])
    return audiences.ensure(CALIBRATORS, _holders(case, ABILITY_OF[channel]) | _holders(case, "adjust"))


def sees_drafts(case: Case, reach: Reach) -> bool:
    """Whether the person belongs to those who read the organisation's own work before it is submitted."""
    definition = definition_of(case)
    return bool(reach.tokens & audience_tokens(definition, definition.sharing["drafts"], case.place))


def _holders(case: Case, ability: str) -> frozenset[str]:
    """Everyone who has an ability at the place of a case, as tokens."""
    return frozenset(
        token(role.key, role.scope, case.place.scope_id(role.scope))
        for role in definition_of(case).roles.values()
        if ability in role.may and (role.scope == "nation" or case.place.scope_id(role.scope))
    )
