"""Reading the forms of ratings: what is given for items, links to passages, and days."""

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit
from uuid import UUID

from wccflow.base.errors import Refused
from wccflow.ratings.soundness import Given
from wccflow.web.forms import DAMAGED, text, text_asked, ticked

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


def given_for(item: str, *, reason: str = "rationale", ending: str = "", seen: int | None = None) -> Given:
    """What a form gives for an item; what it does not ask is None. `ending` follows the fields' names."""
    return Given(
        item=item,
        value=text(f"value{ending}"),
        rationale=text(f"{reason}{ending}"),
        clauses=ticked(f"clauses{ending}") if text(f"ticking{ending}") else None,
        no_passage=text_asked(f"no_passage{ending}"),
        seen=seen,
    )


def draft_for(item: str) -> Given:
    """What is written so far of an item, in a form of its own or in a row of the sheet."""
    ending = f"-{item}" if text_asked(f"seen-{item}") is not None else ""
    return given_for(item, reason="note" if text_asked("note") is not None else "rationale", ending=ending)


def sheet_given(items: Sequence[str]) -> list[Given]:
    """What the rows of a sheet give, of the items that it has. Raises Refused when it is damaged."""
    found = []
    for item in items:
        seen = text_asked(f"seen-{item}")
        if seen is None:
            continue
        if not (seen.isdecimal() and seen.isascii()):
            raise Refused(DAMAGED)
        found.append(given_for(item, ending=f"-{item}", seen=int(seen)))
    return found
