"""Tests of the invented people."""

import tomllib

from wccflow.base.places import workflows_folder
from wccflow.demonstration.people import of_nation, of_organisation, of_overseer, partners


def test_people_of_an_organisation_are_posts_with_addresses_that_lead_nowhere() -> None:
    found = {person.email: person.name for person in of_organisation("5N2", "Kirklees")}

    assert found == {
        "lead@5n2.example": "Lead for Kirklees (demonstration)",
        "chief@5n2.example": "Chief executive for Kirklees (demonstration)",
        "contributor@5n2.example": "Contributor for Kirklees (demonstration)",
    }


def test_an_overseer_has_an_analyst_a_manager_a_director_and_a_panel_with_every_seat() -> None:
    found = of_overseer("Q34", "West Midlands")
    panel = tomllib.loads((workflows_folder() / "wcc" / "panel.toml").read_text(encoding="utf-8"))

    assert [person.email.split("@")[0] for person in found] == [
        "analyst", "external", "manager", "director", "chair1", "panel1", "panel2", "panel3", "panel4",
    ]  # fmt: skip
    assert sorted(person.seat for person in found if person.seat) == sorted(panel["seats"])


def test_the_nation_has_a_lead_and_an_observer() -> None:
    assert [person.email for person in of_nation()] == ["lead@dh.example", "observer@dh.example"]


def test_every_role_is_one_of_the_workflow() -> None:
    roles = tomllib.loads((workflows_folder() / "wcc" / "workflow.toml").read_text(encoding="utf-8"))["roles"]

    people = [*of_organisation("5N2", "Kirklees"), *of_overseer("Q34", "West Midlands"), *of_nation()]

    assert {person.role for person in people} <= set(roles)


def test_twelve_partners_of_several_groups_are_asked_for_feedback() -> None:
    found = partners("5N2", "Kirklees")

    assert len({partner.email for partner in found}) == 12
    assert len({partner.group for partner in found}) == 5
