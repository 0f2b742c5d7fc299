"""Faults are sentences, in the form that the one who asked can use."""

import logging
import re

import pytest
from flask.testing import FlaskClient

from tests.web.small_app import small_app
from wccflow.web.errors import alone

HTMX = {"HX-Request": "true", "HX-Target": "thread"}
JSON = {"Accept": "application/json"}


@pytest.fixture
def client() -> FlaskClient:
    return small_app(max_upload_mb=1).test_client()


def test_a_refusal_is_a_page_with_every_sentence(client: FlaskClient) -> None:
    answer = client.get("/refused")

    assert answer.status_code == 422
    assert "<li>The board has not ratified.</li>" in answer.text
    assert "<li>Two documents are missing.</li>" in answer.text


def test_a_refused_form_gives_back_what_was_written_but_no_secret(client: FlaskClient) -> None:
    form = {"body": "A <b>long</b> and careful answer", "password": "open the door, please, now"}

    answer = client.post("/refused", data=form)

    assert '<pre class="wf-written">A &lt;b&gt;long&lt;/b&gt; and careful answer</pre>' in answer.text
    assert "open the door" not in answer.text


def test_htmx_gets_the_refusal_as_a_notice(client: FlaskClient) -> None:
    answer = client.post("/refused", headers=HTMX)

    assert (answer.status_code, answer.headers["HX-Retarget"]) == (422, "#notices")
    assert answer.text.lstrip().startswith('<div class="nhsuk-error-summary"')


def test_a_program_gets_the_refusal_as_a_problem(client: FlaskClient) -> None:
    answer = client.post("/refused", headers=JSON)

    assert answer.mimetype == "application/problem+json"
    assert answer.json == {
        "title": "That could not be done",
        "status": 422,
        "detail": "The board has not ratified.; Two documents are missing.",
        "sentences": ["The board has not ratified.", "Two documents are missing."],
    }


def test_what_is_not_there_has_a_page_that_is_the_same_at_every_asking(client: FlaskClient) -> None:
    first, second = client.get("/nowhere"), client.get("/private/hidden")

    assert (first.status_code, second.status_code) == (404, 404)
    assert first.data == second.data


def test_a_wrong_method_is_told(client: FlaskClient) -> None:
    answer = client.delete("/refused")

    assert answer.status_code == 405
    assert "This address does not take that kind of request." in answer.text


def test_a_fault_before_anybody_is_recognised_has_a_page_with_a_way_back() -> None:
    html = alone(small_app(), "That is too <large>", "Split it.")

    assert '<h1 class="nhsuk-heading-l">That is too &lt;large&gt;</h1>' in html
    assert "<p>Split it.</p>" in html
    assert '<a href="/">return to your work</a>' in html


def test_too_large_an_upload_names_the_limit(client: FlaskClient) -> None:
    answer = client.post("/method", data=b"x" * 1_000_001, content_type="multipart/form-data; boundary=x")

    assert answer.status_code == 413
    assert "Files up to 1 MB can be filed." in answer.text


def test_a_broken_moment_tells_a_reference_and_no_details(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = small_app().test_client().get("/broken")

    reference = re.search(r"<strong>([0-9a-f]{8})</strong>", answer.text)
    assert answer.status_code == 500
    assert reference
    assert reference[1] in caplog.text
    assert "secret of the house" not in answer.text


def test_a_broken_moment_is_a_notice_for_htmx_and_a_problem_for_programs(client: FlaskClient) -> None:
    notice, problem = client.get("/broken", headers=HTMX), client.get("/broken", headers=JSON)

    assert notice.headers["HX-Retarget"] == "#notices"
    assert problem.json is not None
    assert sorted(problem.json) == ["reference", "status", "title"]


def test_an_unknown_host_is_refused(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert "WCCFLOW_BASE_URL must be the address that people use" in answer.text


@pytest.mark.parametrize("asked", [HTMX, JSON])
def test_what_is_not_there_is_told_to_htmx_and_programs_too(
    client: FlaskClient, asked: dict[str, str]
) -> None:
    answers = [client.get(path, headers=asked) for path in ("/nowhere", "/private/hidden")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].data == answers[1].data
    assert "There is nothing here that you can see." in answers[0].text


def test_two_who_save_at_the_same_moment_are_told(client: FlaskClient) -> None:
    answer = client.get("/raced")

    assert answer.status_code == 409
    assert "Somebody else saved this at the same moment." in answer.text


def test_an_answer_that_a_view_made_itself_is_left_alone(client: FlaskClient) -> None:
    answer = client.get("/gone")

    assert (answer.status_code, answer.text) == (503, "Gone to lunch.")
