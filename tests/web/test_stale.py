"""Two people at once: both texts, and a choice."""

import pytest
from flask.testing import FlaskClient

from tests.web.small_app import small_app

FORM = {"_method": "PUT", "body": "My <i>words</i>", "label": "plan", "version": "8", "csrf_token": "old"}


@pytest.fixture
def client() -> FlaskClient:
    return small_app().test_client()


def test_both_texts_are_shown_escaped(client: FlaskClient) -> None:
    answer = client.post("/stale", data=FORM)

    assert answer.status_code == 409
    assert "Somebody was quicker." in answer.text
    assert "My &lt;i&gt;words&lt;/i&gt;</textarea>" in answer.text
    assert '<pre class="wf-written">Their &lt;b&gt;words&lt;/b&gt;</pre>' in answer.text


def test_keeping_my_words_sends_the_whole_form_with_the_version_now_there(client: FlaskClient) -> None:
    page = client.post("/stale", data=FORM).text

    assert '<input type="hidden" name="version" value="9">' in page
    assert '<input type="hidden" name="label" value="plan">' in page
    assert '<input type="hidden" name="_method" value="PUT">' in page


def test_keeping_theirs_leads_back_to_where_i_was(client: FlaskClient) -> None:
    page = client.post("/stale", data=FORM, headers={"Referer": "http://evil.example/threads/1"}).text

    assert 'href="/threads/1"' in page


def test_htmx_gets_the_choice_as_a_notice(client: FlaskClient) -> None:
    answer = client.post("/stale", data=FORM, headers={"HX-Request": "true"})

    assert answer.headers["HX-Retarget"] == "#notices"
    assert "<html" not in answer.text


def test_a_program_gets_both_texts(client: FlaskClient) -> None:
    answer = client.put("/stale", data={"body": "Mine"}, headers={"Accept": "application/json"})

    assert answer.json == {
        "title": "Changed meanwhile",
        "status": 409,
        "detail": "Somebody was quicker.",
        "mine": "Mine",
        "theirs": "Their <b>words</b>",
        "version": 9,
    }
