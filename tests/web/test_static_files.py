"""The face's files stand under an address that changes with them."""

import gzip

from tests.web.small_app import small_app
from wccflow.web.static_files import FOLDER, asset


def test_a_file_is_kept_for_a_year_under_todays_edition() -> None:
    answer = small_app().test_client().get(asset("own/house.css"))

    assert (answer.status_code, answer.mimetype) == (200, "text/css")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.data == (FOLDER / "own" / "house.css").read_bytes()


def test_a_file_under_an_old_edition_is_given_but_not_kept() -> None:
    answer = small_app().test_client().get("/static/old/own/house.css")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")


def test_a_file_is_sent_packed_to_a_browser_that_can_unpack_it() -> None:
    client = small_app().test_client()

    answer = client.get(asset("own/house.css"), headers={"Accept-Encoding": "gzip, br"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == (FOLDER / "own" / "house.css").read_bytes()


def test_nothing_outside_the_folder_is_given() -> None:
    client = small_app().test_client()

    answers = [
        client.get(f"/static/x/{name}") for name in ("../pages.py", "%2e%2e/pages.py", "own", "none.css")
    ]

    assert {answer.status_code for answer in answers} == {404}
