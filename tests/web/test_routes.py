"""The door: every address says who may come in."""

import pytest
from flask import Flask

from tests.web.small_app import Keeper, small_app
from wccflow.web.routes import addresses, guard, undeclared

SOMEBODY = {"X-Somebody": "yes"}


@pytest.fixture
def app() -> Flask:
    app = small_app()
    guard(app, Keeper())
    return app


def test_every_address_declares_a_permission(app: Flask) -> None:
    assert undeclared(app) == []


def test_an_address_without_permission_is_found(app: Flask) -> None:
    app.add_url_rule("/open", view_func=lambda: "oh")

    assert undeclared(app) == ["/open"]


def test_and_it_is_shut(app: Flask) -> None:
    app.add_url_rule("/open", view_func=lambda: "oh")

    assert app.test_client().get("/open", headers=SOMEBODY).status_code == 404


@pytest.mark.parametrize("path", ["/private/a", "/private/hidden", "/forbidden", "/not/there"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_an_anonymous_reader_gets_the_same_answer_for_every_private_address(
    app: Flask, method: str, path: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True

    answer = app.test_client().open(path, method=method)

    assert (answer.status_code, answer.location) == (303, "/sign-in")


def test_a_program_without_a_token_is_told_so_everywhere(app: Flask) -> None:
    answers = [app.test_client().get(path) for path in ("/api/v1/cycles", "/api/v1/nothing")]

    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].data == answers[1].data


def test_public_addresses_are_open_to_all(app: Flask) -> None:
    assert app.test_client().get("/").status_code == 200


def test_those_who_hold_the_ability_come_in(app: Flask) -> None:
    assert app.test_client().get("/private/a", headers=SOMEBODY).text == "a"


def test_forbidden_hidden_and_absent_look_the_same(app: Flask) -> None:
    client = app.test_client()

    answers = [client.get(path, headers=SOMEBODY) for path in ("/forbidden", "/private/hidden", "/not/there")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({answer.data for answer in answers}) == 1


def test_the_addresses_are_listed_with_who_may_come_in(app: Flask) -> None:
    assert ("/private/<name>", "read") in set(addresses(app))


@pytest.mark.parametrize("path", ["/private/a", "/sign-in", "/not/there"])
def test_under_a_name_that_is_not_ours_nobody_is_sent_round_in_circles(app: Flask, path: str) -> None:
    assert app.test_client().get(path, headers={"Host": "evil.example"}).status_code == 400
