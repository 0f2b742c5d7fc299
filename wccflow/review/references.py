"""What a message refers to: items by #, documents and threads by links that all its readers may follow."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.errors import Refused
from wccflow.base.work import offers, remembered, session
from wccflow.cycles.home import Home
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence.models import Version
from wccflow.people.rights import Reach
from wccflow.review.models import Thread
from wccflow.review.readers import Readers, reads_along
from wccflow.web.text import Mark

ITEM = re.compile(r"(?<![\w@#/&])#(\w(?:[\w.-]*\w)?)")
LINK = re.compile(r"/(evidence|threads)/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")

UNREADABLE = (
    "Not everyone among these readers can read the {what} to which you link. Choose narrower readers, "
    "or take the link out."
)
NOT_THERE = (
    "One of your links leads to nothing that you can read. Take it out, or choose from the list after [[."
)


def item_marks(body: str, case: Home) -> list[Mark]:
    """The items of the case that a message names by #, each with its page where it has one."""
    if "#" not in body:
        return []
    named = {key for key in ITEM.findall(body) if key in definition_of(case).items}
    pages = item_pages(case)
    return [Mark(f"#{key}", pages.get(key, "")) for key in sorted(named)]


def item_pages(case: Home) -> Mapping[str, str]:
    """The addresses of the items that have a page of their own in this case; none in a theme."""
    if not isinstance(case, Case):
        return {}
    definition = definition_of(case)

    def ask() -> dict[str, str]:
        found = (page for offer in offers().item_pages.values() for page in offer(definition).items())
        return {item: case.address + path for item, path in found}

    return remembered((item_pages, case.id), ask)


def text_of_link(words: str, address: str) -> str:
    """A link as a message holds it; brackets in its words cannot end it early."""
    plain = words.replace("\\", "").replace("[", "(").replace("]", ")")
    return f"[{plain}]({address})"


def linked(links: Iterable[str]) -> dict[str, set[UUID]]:
    """The versions and threads to which these links lead, by what they are."""
    found: dict[str, set[UUID]] = {"evidence": set(), "threads": set()}
    for kind, identifier in LINK.findall("\n".join(links)):
        found[kind].add(UUID(identifier))
    return found


def demand_all_may_follow(links: Iterable[str], who: Readers, by: Reach, now: datetime) -> None:
    """Raise Refused when one of these links leads to what the author, or one of the readers, cannot read."""
    for kind, ids in linked(links).items():
        model, what = (Version, "document") if kind == "evidence" else (Thread, "thread")
        rows = session().execute(select(model.id, model.audience_id).where(model.id.in_(ids))) if ids else ()
        found = {row[0]: row[1] for row in rows}
        for each in sorted(ids, key=str):
            tokens = audiences.tokens_of(found[each]) if each in found else frozenset()
            if tokens.isdisjoint(by.tokens):
                raise Refused(NOT_THERE)
            if not reads_along(who, tokens, now):
                raise Refused(UNREADABLE.format(what=what))
