"""What follows when a result is sent on or agreed: it is sealed, changes are shown."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.work import session
from wccflow.calibration import queries
from wccflow.calibration.models import SealedResult
from wccflow.calibration.queries import Held
from wccflow.calibration.rules import canonical, digest
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.panels.narrated import ToldItem, told
from wccflow.people.rights import Reach
from wccflow.ratings import queries as ratings
from wccflow.ratings.sharing import widen

SENT, SEALED, SHOWN = "calibration.sent", "calibration.sealed", "calibration.shown"


def send(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Record what the region sends to the nation: the ratings that hold, and what it changed."""
    held = queries.held([case.id])
    ids = sorted(each.final.id.hex for each in held.values())
    changed = sorted(item for (_, item), each in held.items() if each.is_changed)
    _record(case, SENT, audience_of(case, "oversight"), by=by, now=now, ratings=ids, changed=changed)


def seal(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Keep the final ratings as one text with its hash; the log holds the hash too."""
    before = queries.sealed(case)
    content = canonical(document_of(case))
    made = SealedResult(
        case_id=case.id,
        number=before.number + 1 if before else 1,
        content=content,
        sha256=digest(content),
        at=now,
        by_id=by.person_id if by else None,
    )
    session().add(made)
    session().flush()
    _record(case, SEALED, audience_of(case, "oversight"), by=by, now=now, sha256=made.sha256)


def show(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Show the organisation every change: before, after, and why."""
    shared = audience_of(case, "shared")
    fresh = [each for each in queries.adjustments([case.id]) if each.shown_at is None]
    after = {each.after_id for each in fresh}
    widen(case, [row for row in ratings.ratings([case.id]) if row.id in after], shared, by=by, now=now)
    for each in fresh:
        each.shown_at, each.audience_id = now, shared
    session().flush()
    changes = [each.id.hex for each in fresh]
    _record(case, SHOWN, shared, by=by, now=now, changes=changes)


def document_of(case: Case) -> dict[str, Any]:
    """The final ratings of a case, item by item, with what the panel had agreed, and all that is told."""
    held = queries.held([case.id])
    items = list(definition_of(case).items)
    rows = sorted(held.values(), key=lambda each: items.index(each.panel.item))
    document: dict[str, Any] = {
        "cycle": case.cycle.key,
        "organisation": case.organisation.code,
        "definition": case.digest,
        "ratings": [_row(each) for each in rows],
    }
    written = [item for element in told(case) for item in element.items]
    if written:
        document["told"] = [_words(each) for each in written]
    return document


def broken_seals() -> list[str]:
    """Every sealed result whose text no longer has its hash."""
    return [
        f"The sealed result {row.id} is not what was sealed."
        for row in session().scalars(select(SealedResult))
        if digest(row.content) != row.sha256
    ]


def _row(held: Held) -> dict[str, Any]:
    return {
        "element": held.panel.element,
        "item": held.panel.item,
        "panel": held.panel.value,
        "level": held.final.value,
        "reason": held.final.rationale,
        "rating": held.final.id.hex,
    }


def _words(item: ToldItem) -> dict[str, str]:
    return {
        "element": item.rating.element,
        "item": item.key,
        "text": item.text,
        "rating": item.rating.id.hex,
    }


def _record(
    case: Case, kind: str, audience_id: UUID, *, by: Reach | None, now: datetime, **payload: Any
) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=case.id,
        case_id=case.id,
        audience_id=audience_id,
        **payload,
    )
