"""Pages and regions: the same markup, whole or in part."""

import pytest
from flask import Flask

from tests.web.small_app import small_app
from wccflow.web.pages import local_address

HTMX = {"HX-Request": "true", "HX-Target": "thread"}


@pytest.fixture
def app() -> Flask:
    return small_app()


def test_a_region_is_the_very_markup_of_the_page(app: Flask) -> None:
    whole = app.test_client().get("/").text
    region = app.test_client().get("/", headers=HTMX).text

    assert "<html" not in region
    assert f'<div id="thread">{region}</div>' in whole


@pytest.mark.parametrize("more", [{"HX-Target": "nothing-known"}, {"HX-Boosted": "true"}, {"HX-Request": ""}])
def test_anything_but_a_region_gets_the_whole_page(app: Flask, more: dict[str, str]) -> None:
    answer = app.test_client().get("/", headers=HTMX | more)

    assert answer.text.startswith("<!DOCTYPE html>")


def test_browsers_keep_page_and_region_apart(app: Flask) -> None:
    answer = app.test_client().get("/")

    assert {"HX-Request", "HX-Target"} <= set(answer.headers["Vary"].split(", "))


def test_a_plain_post_leads_on_and_the_next_page_tells_what_happened(app: Flask) -> None:
    client = app.test_client()

    answer = client.post("/told", data={"body": "Yes."})

    assert (answer.status_code, answer.location) == (303, "/")
    assert "Your answer was sent." in client.get("/").text
    assert "Your answer was sent." not in client.get("/").text


def test_a_region_brings_the_notice_beside_it(app: Flask) -> None:
    client = app.test_client()
    client.post("/told", data={"body": "Yes."})

    region = client.get("/", headers=HTMX).text

    assert '<div id="notices" hx-swap-oob="innerHTML">' in region
    assert "Your answer was sent." in region


def test_htmx_follows_to_a_region_of_its_own_page(app: Flask) -> None:
    headers = HTMX | {"HX-Current-URL": "http://localhost/cases?x=1"}

    answer = app.test_client().post("/told", data={"body": "Yes.", "to": "/cases"}, headers=headers)

    assert (answer.status_code, answer.location) == (303, "/cases")


def test_htmx_turns_to_another_page(app: Flask) -> None:
    headers = HTMX | {"HX-Current-URL": "http://localhost/cases"}

    answer = app.test_client().post("/told", data={"body": "Yes.", "to": "/threads/1"}, headers=headers)

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/threads/1")


@pytest.mark.parametrize(
    "text", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/\tx", ""]
)
def test_no_address_leads_out_of_the_house(text: str) -> None:
    assert local_address(text) == "/"


def test_an_address_of_the_house_stays() -> None:
    assert local_address("/search?q=a") == "/search?q=a"
