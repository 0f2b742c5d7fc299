"""The nation's summary of all results of a cycle: written part by part, and published whole."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused, Stale
from wccflow.base.work import session
from wccflow.calibration.rules import canonical, digest
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Cycle
from wccflow.people.rights import Reach
from wccflow.publication import queries
from wccflow.publication.actions import demand_publisher
from wccflow.publication.models import PublishedSummary, SummaryPart

WRITTEN, PUBLISHED = "summary.written", "summary.published"
CHANGED = "Somebody else has written this part while you did. Choose which words to keep."


@dataclass(frozen=True, slots=True)
class Part:
    """One part with its words; `version` is what its form carries."""

    key: str
    title: str
    text: str
    version: int
    hint: str = ""


def parts(cycle: Cycle) -> list[Part]:
    """The parts of a cycle's summary in order; none where its definition has no summary."""
    query = select(SummaryPart).where(SummaryPart.cycle_id == cycle.id)
    rows = {row.key: row for row in session().scalars(query)}
    return [
        Part(
            each.key,
            each.title,
            rows[each.key].text if each.key in rows else "",
            rows[each.key].version if each.key in rows else 0,
            each.hint,
        )
        for each in pinned(cycle.digest).report.summary.values()
    ]


def write(cycle: Cycle, key: str, *, text: str, seen: int | None = None, by: Reach, now: datetime) -> None:
    """Write a part; `seen` is the version that the writer saw, 0 for none. Raises NotFound or Stale."""
    demand_publisher(cycle, by)
    part = next((each for each in parts(cycle) if each.key == key), None)
    if part is None:
        raise NotFound
    if seen is not None and seen != part.version:
        raise Stale(CHANGED, mine=text, theirs=part.text, version=part.version)
    query = select(SummaryPart).where(SummaryPart.cycle_id == cycle.id, SummaryPart.key == key)
    row = session().scalar(query)
    if row is None:
        row = SummaryPart(cycle_id=cycle.id, key=key)
        session().add(row)
    row.text, row.written_at, row.written_by_id = text.strip(), now, by.person_id
    session().flush()
    log.record(WRITTEN, at=now, by_id=by.person_id, subject_id=row.id, cycle=cycle.key, part=key)


def publish(cycle: Cycle, *, by: Reach, now: datetime) -> PublishedSummary:
    """Publish the summary as it stands, beside those that were published before. Raises Refused."""
    demand_publisher(cycle, by)
    written = parts(cycle)
    if not written:
        raise NotFound
    missing = [each.title for each in written if not each.text]
    if missing:
        raise Refused(f"Not written yet: {', '.join(missing)}.")
    if queries.approval(cycle.id) is None:
        raise Refused("Approve the publication of this cycle first.")
    if not queries.published_in(cycle):
        raise Refused("Nothing is published yet that the summary could be of.")
    before = published(cycle)
    content = canonical({"parts": [{"title": each.title, "text": each.text} for each in written]})
    if before is not None and before.content == content:
        raise Refused("The summary is published already as it stands.")
    made = PublishedSummary(
        cycle_id=cycle.id,
        number=before.number + 1 if before else 1,
        content=content,
        sha256=digest(content),
        at=now,
        by_id=by.person_id,
    )
    session().add(made)
    session().flush()
    log.record(PUBLISHED, at=now, by_id=by.person_id, subject_id=made.id, cycle=cycle.key, sha256=made.sha256)
    return made


def published(cycle: Cycle) -> PublishedSummary | None:
    """The summary that was published last."""
    query = select(PublishedSummary).where(PublishedSummary.cycle_id == cycle.id)
    return session().scalar(query.order_by(PublishedSummary.number.desc()).limit(1))


def words_of(found: PublishedSummary | None) -> Sequence[dict[str, str]]:
    """The parts of a published summary, each with its title and text."""
    if found is None:
        return ()
    read: dict[str, Any] = json.loads(found.content)
    given: list[dict[str, str]] = read["parts"]
    return given
