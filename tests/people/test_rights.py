"""The one table of rights, held against the WCC workflow."""

from uuid import uuid4

import pytest

from wccflow.base.errors import NotFound, Refused
from wccflow.engine.definition import Workflow
from wccflow.people.rights import ABILITIES, Holding, Place, Reach, audience_tokens, can, demand

HERE = Place(organisation_id=uuid4(), overseer_id=uuid4(), case_id=uuid4())
ELSEWHERE = Place(organisation_id=uuid4(), overseer_id=uuid4(), case_id=uuid4())


def holding(role: str, scope: str, place: Place = HERE) -> Reach:
    return Reach(uuid4(), frozenset({Holding(role, scope, place.scope_id(scope))}))


@pytest.mark.parametrize(
    ("reach", "ability", "state", "allowed"),
    [
        (holding("pct_lead", "organisation"), "file_evidence", "preparing", True),
        (holding("pct_lead", "organisation"), "file_evidence", "submitted", False),
        (holding("pct_lead", "organisation", ELSEWHERE), "file_evidence", "preparing", False),
        (holding("reviewer", "overseer"), "file_evidence", "preparing", False),
        (holding("reviewer", "overseer"), "rate_documents", "analysing", True),
        (holding("reviewer", "overseer", ELSEWHERE), "rate_documents", "analysing", False),
        (holding("panel_member", "panel"), "rate_panel", "panel_in_session", True),
        (holding("panel_member", "panel", ELSEWHERE), "rate_panel", "panel_in_session", False),
        (holding("national", "nation"), "publish", "agreed", True),
        (Reach(uuid4()), "see", "preparing", False),
    ],
)
def test_a_role_reaches_its_own_place_and_the_state_opens_the_ability(
    wcc: Workflow, reach: Reach, ability: str, state: str, allowed: bool
) -> None:
    definition = wcc.editions["2009-10"]

    assert can(reach, ability, place=HERE, definition=definition, state=state) is allowed


def test_what_is_not_yours_is_not_found_and_what_is_not_open_is_refused(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]

    with pytest.raises(NotFound):
        demand(
            holding("reviewer", "overseer"), "rate_self", place=HERE, definition=definition, state="preparing"
        )
    with pytest.raises(Refused, match="You cannot file documents at this stage"):
        demand(
            holding("pct_lead", "organisation"),
            "file_evidence",
            place=HERE,
            definition=definition,
            state="analysing",
        )


def test_an_organisations_drafts_are_for_its_own_people_alone(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]

    drafts = audience_tokens(definition, definition.sharing["drafts"], HERE)

    assert holding("pct_lead", "organisation").tokens & drafts
    for role, scope in (("reviewer", "overseer"), ("sha_lead", "overseer"), ("national", "nation")):
        assert not holding(role, scope).tokens & drafts
    assert not holding("pct_lead", "organisation", ELSEWHERE).tokens & drafts


def test_the_workflow_uses_no_ability_that_the_program_does_not_know(wcc: Workflow) -> None:
    for definition in wcc.editions.values():
        used = {ability for role in definition.roles.values() for ability in role.may}
        used |= {ability for state in definition.states.values() for ability in state.opens}

        assert used - set(ABILITIES) == set()
