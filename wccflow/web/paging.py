"""Long lists come in pages; a page number that makes no sense is the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from flask import request

PER_PAGE = 50

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Slice(Generic[Row]):
    """One page of a list, with what its pager needs to say."""

    rows: Sequence[Row]
    number: int
    total: int
    per_page: int = PER_PAGE

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.per_page))

    @property
    def first(self) -> int:
        """The place in the whole list of the first row shown, from 1."""
        return (self.number - 1) * self.per_page + 1

    @property
    def last(self) -> int:
        """The place in the whole list of the last row shown."""
        return self.first + len(self.rows) - 1


def page_number() -> int:
    """The page asked for by `?page=`, from 1 to 10,000."""
    text = request.args.get("page", "")
    return min(int(text), 10_000) if text.isdecimal() and text.isascii() and int(text) else 1


def offset(number: int, per_page: int = PER_PAGE) -> int:
    """How many rows come before that page."""
    return (number - 1) * per_page


def address_of_page(number: int) -> str:
    """The present address with another page number."""
    kept = [(name, text) for name, text in request.args.items(multi=True) if name != "page"]
    return f"{request.path}?{urlencode([*kept, ('page', str(number))])}"
