"""The page of one item: forms, who says what with what was before, drafts, and scales of every kind."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.ratings.conftest import Desk
from wccflow.base.work import session
from wccflow.cycles import definitions
from wccflow.engine.clauses import key_of
from wccflow.engine.definition import Workflow
from wccflow.engine.vocabulary import Scale
from wccflow.ratings import queries
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import UNGROUNDED

ClientOf = Callable[[str], FlaskClient]

CASE = "/cycles/wcc-test/5PG"
ITEM = f"{CASE}/ratings/1.1"
LEAD = "lead@5pg.example"
PLAN = "There is a plan for it, with dates and money."


def send(client: FlaskClient, page: str, to: str, **fields: object) -> tuple[int, str]:
    """Fill the form of a page and follow where it leads: status and text."""
    proof = token_of(client.get(page).text)
    answer = client.post(to, data={"csrf_token": proof, **fields}, follow_redirects=True)
    return answer.status_code, answer.text


def newest(desk: Desk, item: str = "1.1", channel: str = "self") -> Rating:
    with desk.world.database.reading():
        found = queries.standing(desk.world.case().id, item, channel)
        assert found is not None
        return found


def test_clauses_are_ticked_in_the_form_and_shown_with_the_rating(desk: Desk, client_of: ClientOf) -> None:
    client = client_of(LEAD)
    fields = {"value": "3", "rationale": "So it is.", "version": "0", "ticking": "yes", "then": "stay"}

    _, html = send(client, ITEM, ITEM, **fields, clauses=[key_of("2", PLAN)], no_passage="Everybody knows.")

    made = newest(desk)
    assert (list(made.clauses.values()), made.no_passage) == ([PLAN], "Everybody knows.")
    assert "Level 3 is chosen, and what is ticked bears out Level 1 (lowest) only." in html
    assert "Level 4 (world class) would need: “The results have improved three years running”" in html
    assert "No passage shows it: Everybody knows." in html
    assert "The clauses are our own wording" in html


def test_unticked_boxes_are_not_met_while_a_form_without_them_changes_none(
    desk: Desk, client_of: ClientOf
) -> None:
    client, words = client_of(LEAD), {"value": "3", "rationale": "So it is.", "then": "stay"}
    send(client, ITEM, ITEM, **words, version="0", ticking="yes", clauses=[key_of("2", PLAN)])

    send(client, ITEM, ITEM, **{**words, "value": "2"}, version="1")
    kept = newest(desk).clauses
    send(client, ITEM, ITEM, **words, version="2", ticking="yes")

    assert list(kept.values()) == [PLAN]
    assert newest(desk).clauses == {}


def test_a_level_without_a_passage_or_a_reason_is_kept_and_told(desk: Desk, client_of: ClientOf) -> None:
    _, html = send(client_of(LEAD), ITEM, ITEM, value="3", rationale="So it is.", version="0", then="stay")

    assert newest(desk).value == "3"
    assert html.count(UNGROUNDED) == 2  # in the notice, and beside the rating


def test_what_a_rating_was_before_is_told_with_its_end_and_its_reason(
    desk: Desk, client_of: ClientOf
) -> None:
    desk.rate("1.1", "2", "The survey was poor.")
    desk.world.now += timedelta(days=2)
    desk.rate("1.1", "3", "The survey is better.")

    html = client_of(LEAD).get(ITEM).text

    assert "was <strong>Level 2</strong> until 3 October 2009, because: “The survey was poor.”" in html
    assert "What it was before (1)" in html


def test_what_was_before_submission_is_no_assessors_business(desk: Desk, client_of: ClientOf) -> None:
    desk.rate("1.1", "2", "The survey was poor.")
    desk.rate("1.1", "3", "The survey is better.")
    desk.submit()
    desk.world.at("analysing")

    html = client_of("analyst@q34.example").get(ITEM).text

    assert "The survey is better." in html
    assert "The survey was poor." not in html


def test_a_rating_from_outside_is_entered_by_those_who_load_figures_and_read_by_assessors(
    desk: Desk, client_of: ClientOf
) -> None:
    desk.submit()
    desk.world.at("analysing")
    fields = {"value": "1", "rationale": "The regulator's report of May.", "version": "0", "then": "stay"}

    status, html = send(client_of("lead@dh.example"), ITEM, f"{ITEM}/external", **fields)
    refused, _ = send(client_of("analyst@q34.example"), ITEM, f"{ITEM}/external", **fields)

    assert (status, refused) == (200, 404)
    assert "Enter a rating from outside" in html
    assert newest(desk, channel="external").rationale == "The regulator's report of May."
    reviewer = client_of("analyst@q34.example").get(ITEM).text
    assert "External rating" in reviewer
    assert "report of May" in reviewer
    assert "report of May" not in client_of(LEAD).get(ITEM).text


def test_a_draft_holds_everything_and_is_thrown_away_again(desk: Desk, client_of: ClientOf) -> None:
    client = client_of(LEAD)
    desk.rate("1.1", "2", "What was kept.")
    written = {"value": "4", "rationale": "Half a thought", "no_passage": "None yet", "ticking": "yes"}

    _, html = send(
        client, ITEM, f"{ITEM}/draft?_method=PUT", **written, channel="self", clauses=[key_of("2", PLAN)]
    )
    assert "This is your draft of" in html
    assert "Half a thought" in html
    assert "bears out Level 1 (lowest) only" in html

    _, after = send(client, ITEM, f"{ITEM}/draft?channel=self", _method="DELETE")

    assert "Your draft is thrown away. What was kept stands as it was." in after
    assert "Half a thought" not in after
    assert newest(desk).rationale == "What was kept."


def test_a_draft_says_when_somebody_else_has_kept_another_rating_since(
    desk: Desk, client_of: ClientOf
) -> None:
    client = client_of("editor@5pg.example")
    send(client, ITEM, f"{ITEM}/draft?_method=PUT", value="4", rationale="Mine", channel="self")
    with desk.world.database.writing():
        desk.world.now += timedelta(days=20_000)
    desk.rate("1.1", "2", "Somebody was quicker.")

    assert "Somebody else has kept Level 2 since then" in client.get(ITEM).text


def test_a_reviewer_has_a_draft_of_her_own(desk: Desk, client_of: ClientOf) -> None:
    desk.rate("1.1", "2", "Ours.")
    desk.submit()
    desk.world.at("analysing")
    client = client_of("analyst@q34.example")

    _, html = send(
        client, ITEM, f"{ITEM}/draft?_method=PUT", value="1", note="Half a note", channel="documents"
    )

    assert "Half a note" in html
    assert "Half a note" not in client_of("manager@q34.example").get(ITEM).text


def test_what_follows_from_ticks_is_told_before_anything_is_kept(desk: Desk, client_of: ClientOf) -> None:
    html = client_of(LEAD).get(f"{ITEM}/verdict?value=1&clauses={key_of('2', PLAN)}").text

    assert "What is ticked bears out Level 1 (lowest), which is chosen." in html
    assert client_of(LEAD).get(f"{CASE}/ratings/99.9/verdict").status_code == 404


@pytest.mark.parametrize(
    ("scale", "value", "shown"),
    [
        (Scale("levels", "Out of a hundred", "number"), "62.5", "62.5"),
        (Scale("levels", "In words", "narrative"), "It is done well.", "It is done well."),
    ],
)
def test_items_are_rated_on_scales_of_numbers_and_of_words(
    desk: Desk, client_of: ClientOf, wcc: Workflow, scale: Scale, value: str, shown: str
) -> None:
    known = wcc.editions["2009-10"]
    changed = replace(known, scales={**known.scales, "levels": scale})
    with desk.world.database.writing():
        desk.world.case().digest = definitions.keep(changed)
        session().flush()
    client = client_of(LEAD)

    _, html = send(client, ITEM, ITEM, value=value, rationale="So.", version="0", then="stay")
    refused, _ = send(client, ITEM, ITEM, value="" if scale.kind == "narrative" else "much", version="1")

    assert newest(desk).value == value
    assert shown in html
    assert refused == 422
    assert shown in client.get(f"{CASE}/ratings").text
    assert shown in client.get(f"{CASE}/filling").text
