"""Long lists come in pages."""

import pytest

from tests.web.small_app import small_app
from wccflow.web import paging


@pytest.mark.parametrize(
    ("asked", "given"),
    [("", 1), ("?page=3", 3), ("?page=-1", 1), ("?page=x", 1), ("?page=99999", 10_000), ("?page=²", 1)],
)
def test_a_page_number_that_makes_no_sense_is_the_first(asked: str, given: int) -> None:
    with small_app().test_request_context(f"/{asked}"):
        assert paging.page_number() == given


def test_a_slice_knows_its_place() -> None:
    slice_ = paging.Slice(rows=["x", "y"], number=4, total=152)

    assert (slice_.pages, slice_.first, slice_.last) == (4, 151, 152)
    assert paging.offset(4) == 150


def test_an_empty_list_has_one_page() -> None:
    assert paging.Slice(rows=[], number=1, total=0).pages == 1


def test_another_page_keeps_the_rest_of_the_question() -> None:
    with small_app().test_request_context("/cases?q=a&page=2&state=late"):
        assert paging.address_of_page(3) == "/cases?q=a&state=late&page=3"
