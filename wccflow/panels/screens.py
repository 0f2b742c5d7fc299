"""What is before everyone: the item on the panel's table, and the passage on all screens."""

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.evidence import queries as evidence
from wccflow.panels import agenda
from wccflow.panels.models import Panel
from wccflow.panels.room_acts import led, record
from wccflow.panels.room_models import ItemTurn, ShownPassage
from wccflow.people.rights import Reach

TAKEN_UP, PUT_DOWN, SHOWN, CLEARED = "panel.taken_up", "panel.put_down", "panel.shown", "panel.cleared"
PASSAGE = re.compile(
    r"/evidence/(?P<version>[0-9a-fA-F-]{36})(?:/passages/|[^#\s]*#)(?P<passage>p-[0-9a-f-]+)"
)
NOT_FOUND = "No passage was found at this address. Copy the link of a passage from the reader."


def turns_of(panel: Panel) -> Sequence[ItemTurn]:
    """When which item was on the table, the oldest first."""
    query = select(ItemTurn).where(ItemTurn.panel_id == panel.id)
    return session().scalars(query.order_by(ItemTurn.begun_at, ItemTurn.id)).all()


def on_table(panel: Panel) -> ItemTurn | None:
    """The item that is on the table now."""
    return session().scalar(
        select(ItemTurn).where(ItemTurn.panel_id == panel.id, ItemTurn.ended_at.is_(None))
    )


def take_up(case: Case, item: str, *, by: Reach, now: datetime) -> None:
    """Put an item on the panel's table, in the place of what was there. Raises Refused."""
    panel = led(case, by)
    if item not in agenda.items_of(definition_of(case)):
        raise NotFound
    there = on_table(panel)
    if there is not None and there.item == item:
        raise Refused("This item is on the table already.")
    if there is not None:
        there.ended_at = now
    session().add(ItemTurn(panel_id=panel.id, item=item, begun_at=now, begun_by_id=by.person_id))
    record(TAKEN_UP, case, panel, by=by, now=now, item=item)


def put_down(case: Case, *, by: Reach, now: datetime) -> None:
    """Leave the item that is on the table. Raises Refused when there is none."""
    panel = led(case, by)
    there = on_table(panel)
    if there is None:
        raise Refused("No item is on the table.")
    there.ended_at = now
    record(PUT_DOWN, case, panel, by=by, now=now, item=there.item)


def shown(panel: Panel) -> ShownPassage | None:
    """The passage that is on all screens now."""
    return session().scalar(
        select(ShownPassage).where(ShownPassage.panel_id == panel.id, ShownPassage.ended_at.is_(None))
    )


def show(
    case: Case,
    version_id: UUID,
    passage: str,
    *,
    by: Reach,
    now: datetime,
    words: str = "",
    item: str = "",
) -> ShownPassage:
    """Put a passage on all screens, the organisation's too: only what everyone in the case may read."""
    panel = led(case, by)
    version = evidence.version(by, version_id)
    if version.case_id != case.id or not _all_read(case, version.audience_id):
        raise Refused("Not everyone in this case may read this document, so it cannot be on all screens.")
    quote = evidence.quote(version.id, passage, words)
    _take_off(panel, now)
    made = ShownPassage(
        panel_id=panel.id,
        version_id=version.id,
        passage=quote.key,
        quote=quote.quote,
        heading=quote.heading,
        page=quote.page,
        item=item,
        at=now,
        by_id=by.person_id,
    )
    session().add(made)
    record(SHOWN, case, panel, by=by, now=now, audience_id=audience_of(case, "shared"), passage=passage)
    return made


def show_at(case: Case, address: str, *, by: Reach, now: datetime) -> ShownPassage:
    """The same for the address of a passage, as the reader gives it. Raises Refused."""
    found = PASSAGE.search(address)
    if found is None:
        raise Refused(NOT_FOUND)
    try:
        return show(case, UUID(found["version"]), found["passage"], by=by, now=now)
    except (ValueError, NotFound):
        raise Refused(NOT_FOUND) from None


def clear(case: Case, *, by: Reach, now: datetime) -> None:
    """Take the passage off all screens. Raises Refused when there is none."""
    panel = led(case, by)
    if not _take_off(panel, now):
        raise Refused("No passage is on the screens.")
    record(CLEARED, case, panel, by=by, now=now, audience_id=audience_of(case, "shared"))


def _take_off(panel: Panel, now: datetime) -> bool:
    there = shown(panel)
    if there is not None:
        there.ended_at = now
        session().flush()
    return there is not None


def _all_read(case: Case, audience_id: UUID) -> bool:
    everyone = audiences.tokens_of(audience_of(case, "shared"))
    return everyone <= audiences.tokens_of(audience_id)
