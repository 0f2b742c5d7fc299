"""Forms can say PUT, PATCH and DELETE."""

from io import BytesIO

import pytest

from tests.web.small_app import small_app


@pytest.mark.parametrize("wanted", ["PUT", "PATCH", "DELETE", "delete"])
def test_a_plain_form_names_its_method(wanted: str) -> None:
    answer = small_app().test_client().post("/method", data={"_method": wanted})

    assert answer.json == {"method": wanted.upper(), "files": []}


def test_a_form_with_files_names_it_in_the_address() -> None:
    files = {"file": (BytesIO(b"words"), "plan.txt")}

    answer = small_app().test_client().post("/method?_method=PUT", data=files)

    assert answer.json == {"method": "PUT", "files": ["file"]}


@pytest.mark.parametrize("wanted", ["GET", "TRACE", "", "CONNECT"])
def test_no_other_method_can_be_named(wanted: str) -> None:
    answer = small_app().test_client().post("/method", data={"_method": wanted})

    assert answer.json == {"method": "POST", "files": []}


def test_only_a_post_can_name_another_method() -> None:
    assert small_app().test_client().get("/method?_method=DELETE").status_code == 405


def test_too_long_a_plain_form_is_told_in_a_sentence() -> None:
    answer = small_app().test_client().post("/told", data={"_method": "PUT", "body": "x" * 600_000})

    assert answer.status_code == 413
    assert "What you wrote is too long for one form." in answer.text
