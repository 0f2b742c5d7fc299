"""What a form carries."""

from uuid import uuid4

import pytest

from tests.web.small_app import small_app
from wccflow.base.errors import Refused, Stale
from wccflow.web import forms


def test_the_version_that_was_seen_is_read() -> None:
    with small_app().test_request_context(method="POST", data={"version": "4"}):
        assert forms.read_version() == 4


@pytest.mark.parametrize("text", ["", "x", "-1", "²"])
def test_a_form_without_version_is_refused(text: str) -> None:
    with small_app().test_request_context(method="POST", data={"version": text}), pytest.raises(Refused):
        forms.read_version()


def test_another_version_than_the_one_seen_is_stale() -> None:
    app = small_app()

    with app.test_request_context(method="POST", data={"version": "4"}):
        forms.require_unchanged(4, mine="a", theirs="b")
        with pytest.raises(Stale) as caught:
            forms.require_unchanged(5, mine="a", theirs="b")

    assert (caught.value.mine, caught.value.theirs, caught.value.version) == ("a", "b", 5)


def test_a_missing_text_is_refused_in_the_words_given() -> None:
    app = small_app()

    with app.test_request_context(method="POST", data={"body": "  "}), pytest.raises(Refused, match="Write"):
        forms.text("body", missing="Write something before you post it.")


def test_a_text_is_trimmed_and_may_be_empty() -> None:
    with small_app().test_request_context(method="POST", data={"body": " a "}):
        assert (forms.text("body"), forms.text("other")) == ("a", "")


def test_an_identity_is_read_or_refused() -> None:
    known = uuid4()

    with small_app().test_request_context(method="POST", data={"thread": str(known), "bad": "x"}):
        assert forms.identity("thread") == known
        with pytest.raises(Refused):
            forms.identity("bad")
