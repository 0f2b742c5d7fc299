"""A form sent twice acts once."""

from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from tests.web.small_app import small_app
from wccflow.base.work import Database


@pytest.fixture
def client(database: Database) -> FlaskClient:
    return small_app(database).test_client()


def test_the_second_sending_gets_the_answer_of_the_first_and_does_nothing(client: FlaskClient) -> None:
    form = {"key": str(uuid4()), "body": "Yes.", "to": "/threads/1"}

    answers = [client.post("/told", data=form) for _ in range(2)]

    assert [(answer.status_code, answer.location) for answer in answers] == [(303, "/threads/1")] * 2
    assert client.get("/told").json == {"told": ["Yes."]}


def test_another_form_with_another_key_acts_too(client: FlaskClient) -> None:
    for _ in range(2):
        client.post("/told", data={"key": str(uuid4()), "body": "Yes."})

    assert client.get("/told").json == {"told": ["Yes.", "Yes."]}


def test_the_same_key_with_other_words_is_refused(client: FlaskClient) -> None:
    key = str(uuid4())
    client.post("/told", data={"key": key, "body": "Yes."})

    answer = client.post("/told", data={"key": key, "body": "No."})

    assert answer.status_code == 422
    assert client.get("/told").json == {"told": ["Yes."]}


def test_a_refused_form_may_be_sent_again(client: FlaskClient) -> None:
    key = str(uuid4())
    client.post("/told", data={"key": key, "body": ""})

    answer = client.post("/told", data={"key": key, "body": "Yes."})

    assert answer.status_code == 303


def test_a_damaged_key_is_refused(client: FlaskClient) -> None:
    answer = client.post("/told", data={"key": "no key", "body": "Yes."})

    assert answer.status_code == 422
    assert "This form is damaged." in answer.text


def test_an_answer_that_says_no_is_not_remembered(client: FlaskClient) -> None:
    form = {"key": str(uuid4())}

    answers = [client.post("/gone", data=form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [410, 410]
