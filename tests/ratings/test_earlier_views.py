"""The pages of last year's answers."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.ratings.conftest import Desk
from tests.ratings.test_confirming import WHY, rate_last_year
from tests.ratings.test_earlier import LEAD, Past, item, past
from tests.ratings.test_views import CASE, ITEM
from wccflow.ratings.soundness import Given

__all__ = ["past"]
ClientOf = Callable[[str], FlaskClient]
PAGE = f"{CASE}/earlier"


def test_without_a_year_before_the_page_says_so(desk: Desk, client_of: ClientOf) -> None:
    assert "There is nothing from last year." in client_of(LEAD).get(PAGE).text


def test_an_items_page_offers_last_year_as_a_start(desk: Desk, past: Past, client_of: ClientOf) -> None:
    past(Given("1.1", "2", WHY, no_passage="Known."))
    client = client_of(LEAD)
    html = client.get(ITEM).text
    assert "Last year: Level 2, unconfirmed" in html

    data = {"csrf_token": token_of(html), "_method": "PUT"}
    html = client.post(f"{ITEM}/start", data=data, follow_redirects=True).text

    assert "They do not count until you keep them." in html
    assert "Your draft began with these words." in html
    assert item(desk).now is None


def test_items_that_hold_are_tried_out_and_confirmed_together(
    desk: Desk, past: Past, client_of: ClientOf
) -> None:
    past(Given("1.2", "3", WHY, no_passage="Known."))
    rate_last_year(desk)
    client = client_of(LEAD)

    html = client.get(f"{PAGE}?item=1.1&item=1.2").text
    assert "Confirm 1 item as unchanged" in html
    assert "The cited passage is not in this year&#39;s documents" in html

    data = {"csrf_token": token_of(html), "item": "1.2"}
    html = client.post(PAGE, data=data, follow_redirects=True).text
    assert "Confirmed as unchanged: 1 item." in html
    assert item(desk, "1.2").now_said == "Level 3"


def test_nobody_outside_the_organisation_finds_the_page(desk: Desk, client_of: ClientOf) -> None:
    assert client_of("analyst@q34.example").get(PAGE).status_code == 404
