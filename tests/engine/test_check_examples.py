"""The tables of examples: what they say is what the definition does, or it is told."""

from dataclasses import replace
from typing import Any

import pytest

from wccflow.engine.definition import Workflow
from wccflow.engine.examples import Example, Falling
from wccflow.engine.moments import Moment
from wccflow.engine.walks import walk

EMPTY = Example("e", "E", "2009-10", "2009-10")


def told(wcc: Workflow, **tables: Any) -> list[tuple[str, str]]:
    return list(walk(wcc, replace(EMPTY, **tables)))


# The days that our own example of all milestones is told.
DATES = {"panel_date": "start of panel + 13 days", "board_meeting": "start of preparation + 92 days"}


def given(wcc: Workflow, name: str) -> Any:
    """A table as our own examples have it."""
    return next(getattr(each, name) for each in wcc.examples.values() if getattr(each, name))


@pytest.mark.parametrize("name", ["offers", "leads", "tallies", "scopes", "may", "opened", "readers"])
def test_our_own_tables_say_what_the_definition_does(wcc: Workflow, name: str) -> None:
    assert told(wcc, **{name: given(wcc, name)}) == []


def test_a_move_that_is_offered_unsaid_is_told(wcc: Workflow) -> None:
    offers = {**given(wcc, "offers"), "factual_check": {"case": ("accept_facts", "withdraw")}}

    assert told(wcc, offers=offers) == [
        (
            "offers.factual_check.case",
            "the moves are accept_facts, amend_report, withdraw, where accept_facts, withdraw was expected",
        )
    ]


def test_a_move_of_an_item_that_is_not_open_there_is_told(wcc: Workflow) -> None:
    offers = {**given(wcc, "offers"), "agreed": {"case": ("publish", "withdraw"), "document": ("upload",)}}

    assert told(wcc, offers=offers) == [
        ("offers.agreed.document", "the moves are nothing, where upload was expected")
    ]


def test_a_state_or_track_that_is_not_there_is_told(wcc: Workflow) -> None:
    offers = {**given(wcc, "offers"), "lost": {"case": ("find",)}}
    leads = {**given(wcc, "leads"), "papers": {}}

    assert told(wcc, offers=offers, leads=leads) == [
        ("offers.lost.case", "the moves are nothing, where find was expected"),
        ("leads or tallies", "there is no track “papers”"),
    ]


def test_an_item_that_goes_elsewhere_is_told(wcc: Workflow) -> None:
    outcome = {"offered": {"choose": "fixed"}, "chosen": {"drop": "offered"}, "fixed": {}}

    assert told(wcc, leads={"outcome": outcome}) == [
        ("leads.outcome.offered", "the moves are choose to chosen, where choose to fixed was expected")
    ]


def test_a_fact_that_counts_other_items_is_told(wcc: Workflow) -> None:
    tallies = {"document": {**given(wcc, "tallies")["document"], "missing": ("documents_required",)}}

    assert told(wcc, tallies=tallies) == [
        ("tallies.document.missing", "the facts are nothing, where documents_required was expected")
    ]


def test_a_milestone_that_falls_due_otherwise_is_told(wcc: Workflow) -> None:
    milestones = dict(given(wcc, "milestones"))
    milestones["accepted"] = Falling(
        Moment.parse("start of preparation"), "pct_chief", "state preparing", lapse="accept"
    )

    assert told(wcc, milestones=milestones, facts=DATES) == [
        ("milestones.accepted", "due is 2009-09-15, where 2009-09-01 was expected"),
        ("milestones.accepted", "owner is pct_lead, where pct_chief was expected"),
        ("milestones.accepted", "lapse is nothing, where accept was expected"),
    ]


def test_a_milestone_that_is_left_out_is_told(wcc: Workflow) -> None:
    milestones = {key: one for key, one in given(wcc, "milestones").items() if key != "facts"}

    places = [place for place, _ in told(wcc, milestones=milestones, facts=DATES)]

    assert places == ["milestones"]


@pytest.mark.parametrize(
    ("name", "key", "names"),
    [
        ("scopes", "nation", ("national", "observer")),
        ("may", "publish", ("national", "observer")),
        ("opened", "publish", ("agreed", "published")),
        ("readers", "drafts", ("pct_lead",)),
        ("may", "fly", ("observer",)),
        ("readers", "birds", ("observer",)),
    ],
)
def test_a_right_that_is_held_otherwise_is_told(
    wcc: Workflow, name: str, key: str, names: tuple[str, ...]
) -> None:
    table = {**given(wcc, name), key: names}

    assert [place for place, _ in told(wcc, **{name: table})] == [f"{name}.{key}"]
