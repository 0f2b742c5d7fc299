"""Reading the forms of these pages: days, and what a list is asked for."""

from datetime import date

from wccflow.base.errors import Refused


def day_in(given: str) -> date | None:
    """The day that was written; None for nothing. Raises Refused."""
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise Refused(f"“{given}” is not a day. Write it like 2010-01-31.") from None
