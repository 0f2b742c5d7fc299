"""Plain WSGI: each look is answered at once with what is new."""

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.live.little import THEIRS, TOPIC, Little


def look(client: FlaskClient, token: str, again: str = "") -> TestResponse:
    """One look of a browser at the stream."""
    client.set_cookie("who", "ann")
    headers = {"Last-Event-ID": again} if again else {}
    return client.get("/events", query_string={"topic": TOPIC.hex, "last": token}, headers=headers)


def last_id(answer: TestResponse) -> str:
    """The id that a browser remembers of this answer."""
    return [line.removeprefix("id: ") for line in answer.text.splitlines() if line.startswith("id: ")][-1]


def test_a_look_gives_what_is_new_and_when_to_look_again(app: Little) -> None:
    token = app.here()
    app.note("hidden", audience=THEIRS)
    app.note("new")

    answer = look(app.flask.test_client(), token)

    assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert answer.text.startswith("retry: 2000\n\nevent: note\ndata: <p>\ndata: new</p>\nid: ")
    assert "hidden" not in answer.text


def test_the_next_look_gives_nothing_twice(app: Little) -> None:
    client = app.flask.test_client()
    token = app.here()
    app.note("first")
    first = look(client, token)
    app.note("second")

    second = look(client, token, again=last_id(first))

    assert [line for line in second.text.splitlines() if line.startswith("data:")] == [
        "data: <p>",
        "data: second</p>",
    ]


def test_the_first_look_of_one_without_a_token_begins_now(app: Little) -> None:
    client = app.flask.test_client()
    app.note("before")

    first = look(client, "")
    app.note("after")
    second = look(client, "", again=last_id(first))

    assert "data:" not in first.text
    assert "data: after</p>" in second.text
