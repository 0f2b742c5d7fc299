"""The page on which items are given to colleagues."""

from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.ratings.conftest import Desk
from tests.ratings.test_giving import EDITOR, LEAD, given, id_of
from tests.ratings.test_views import CASE, ITEM
from wccflow.base import clock

ClientOf = Callable[[str], FlaskClient]

PAGE = f"{CASE}/given"


def test_a_group_is_tried_out_given_and_taken_back_by_plain_forms(desk: Desk, client_of: ClientOf) -> None:
    client, editor = client_of(LEAD), str(id_of(desk, EDITOR))
    due = (clock.today() + timedelta(days=20)).isoformat()

    html = client.get(f"{PAGE}?item=1.1&item=1.2&to={editor}&due_on={due}&note=Soon").text
    assert "This would happen" in html
    assert "Give 2 items to Person of editor@5pg.example" in html
    assert given(desk) == {}

    data = {"csrf_token": token_of(html), "item": ["1.1", "1.2"], "to": editor, "due_on": due, "note": "Soon"}
    html = client.post(PAGE, data=data, follow_redirects=True).text
    assert "Given: 2 items." in html
    assert sorted(given(desk)) == ["1.1", "1.2"]

    data = {"csrf_token": token_of(html), "_method": "DELETE", "item": ["1.1", "1.2"]}
    assert "Taken back: 2 items." in client.post(PAGE, data=data, follow_redirects=True).text
    assert given(desk) == {}


def test_what_is_wrong_is_said_on_the_page_and_the_choice_is_kept(desk: Desk, client_of: ClientOf) -> None:
    html = client_of(LEAD).get(f"{PAGE}?item=1.1").text

    assert "Choose who is to rate them." in html
    assert 'name="item" value="1.1" checked' in html


def test_an_item_is_given_from_its_own_page_and_the_sheet_says_so(desk: Desk, client_of: ClientOf) -> None:
    client = client_of(LEAD)

    data = {"csrf_token": token_of(client.get(ITEM).text), "item": "1.1", "to": str(id_of(desk, EDITOR))}
    html = client.post(PAGE, data={**data, "back": ITEM}, follow_redirects=True).text

    assert "given to Person of editor@5pg.example" in html
    assert "<title>1.1 Reputation" in html
    assert "given to Person of editor@5pg.example" in client.get(f"{CASE}/ratings").text


def test_nobody_outside_the_organisation_finds_the_page(desk: Desk, client_of: ClientOf) -> None:
    assert client_of("analyst@q34.example").get(PAGE).status_code == 404
    assert client_of("chief@5pg.example").get(PAGE).status_code == 200
    assert "Give items" not in client_of("chief@5pg.example").get(PAGE).text
