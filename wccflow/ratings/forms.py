"""Reading the forms of ratings: links to passages, and days."""

import re
from datetime import date
from urllib.parse import urlsplit
from uuid import UUID

from wccflow.base.errors import Refused
from wccflow.web.forms import text

LINK = "Paste the link of a passage: open the document, choose the passage, and copy its link."
_PASSAGE = re.compile(r"/evidence/([0-9a-f-]{36})(?:/passages/(p-[0-9a-f-]+))?")


def passage_linked(link: str) -> tuple[UUID, str]:
    """The version and the passage that a pasted link names. Raises Refused when it names none."""
    parts = urlsplit(link.strip())
    found = _PASSAGE.fullmatch(parts.path.rstrip("/"))
    key = (found[2] or parts.fragment) if found else ""
    if found is None or not key.startswith("p-"):
        raise Refused(LINK)
    try:
        return UUID(found[1]), key
    except ValueError:
        raise Refused(LINK) from None


def day(name: str, *, missing: str = "") -> date | None:
    """The day in a field, or None when it is empty and may be."""
    return day_in(text(name, missing=missing))


def day_in(given: str) -> date | None:
    """The day that somebody wrote, or None for nothing. Raises Refused when it is no day."""
    try:
        return date.fromisoformat(given.strip()) if given.strip() else None
    except ValueError:
        raise Refused("Give the day like 2009-11-27.") from None
