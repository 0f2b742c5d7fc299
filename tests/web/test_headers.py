"""The headers that every answer carries."""

import re

from flask import Flask

from tests.web.small_app import Keeper, small_app
from wccflow.web.headers import content_policy, csp_nonce
from wccflow.web.routes import guard


def policy(app: Flask) -> str:
    return app.test_client().get("/").headers["Content-Security-Policy"]


def test_scripts_run_only_from_our_own_files_or_with_the_nonce_of_this_answer() -> None:
    app = small_app()
    first, second = policy(app), policy(app)

    assert re.search(r"script-src 'self' 'nonce-[\w-]{22}';", first)
    assert first != second
    assert "unsafe" not in first


def test_nobody_may_frame_a_page_but_a_file_may_stand_in_our_own() -> None:
    app = small_app()

    with app.test_request_context():
        own = content_policy(frame_ancestors="'self'")

    assert policy(app).endswith("frame-ancestors 'none'")
    assert own.endswith("frame-ancestors 'self'")


def test_the_safe_headers_come_with_pages_files_and_faults() -> None:
    client = small_app().test_client()

    answers = [client.get(path).headers for path in ("/", "/nowhere", "/broken", "/static/x/own/house.css")]

    assert {headers["X-Content-Type-Options"] for headers in answers} == {"nosniff"}
    assert {headers["Referrer-Policy"] for headers in answers} == {"same-origin"}
    assert {headers["Cross-Origin-Opener-Policy"] for headers in answers} == {"same-origin"}


def test_private_pages_are_kept_by_no_browser() -> None:
    app = small_app()
    guard(app, Keeper())

    private = app.test_client().get("/private/a", headers={"X-Somebody": "yes"})
    absent = app.test_client().get("/private/hidden", headers={"X-Somebody": "yes"})

    assert {private.headers["Cache-Control"], absent.headers["Cache-Control"]} == {"no-store"}


def test_over_https_cookies_and_later_visits_are_secure() -> None:
    app = small_app(base_url="https://wccflow.example")

    answer = app.test_client().get("/", headers={"Host": "wccflow.example"})

    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "__Host-wccflow=" in answer.headers["Set-Cookie"]
    assert "; Secure; HttpOnly; Path=/; SameSite=Lax" in answer.headers["Set-Cookie"]


def test_over_plain_http_there_is_no_such_promise() -> None:
    answer = small_app().test_client().get("/")

    assert "Strict-Transport-Security" not in answer.headers
    assert "Secure" not in answer.headers["Set-Cookie"]


def test_the_nonce_is_one_for_the_whole_answer() -> None:
    with small_app().test_request_context():
        assert csp_nonce() == csp_nonce()
