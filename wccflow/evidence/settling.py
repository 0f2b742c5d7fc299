"""Keeping what reading gave: the passages of a version, or the sentence that says why there are none."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert

from wccflow.base import log
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.evidence import queries
from wccflow.evidence.models import PassageRow, PictureRow, ReadingProgress, RemarkRow, Version
from wccflow.evidence.reading.outcomes import outcome_kind
from wccflow.evidence.reading.passages import Passage, Picture, Reading, Remark
from wccflow.evidence.rules import READABLE, READING, UNREADABLE

READ = "evidence.read"
AT_ONCE = {"render_nulls": True}  # else each row that lacks what the one before has takes a statement


def settle_reading(version_id: UUID, outcome: Reading | Refused, *, now: datetime) -> None:
    """Keep what reading a version gave, as its second event; does nothing when that was done before."""
    version = session().get(Version, version_id, with_for_update=True)
    if version is None or version.state != READING:
        return
    if isinstance(outcome, Reading):
        _keep_passages(version, outcome)
    else:
        version.outcome = outcome.sentences[0]
    version.state = READABLE if version.passage_count else UNREADABLE
    version.outcome_kind = outcome_kind(outcome)
    version.read_at = now
    session().execute(delete(ReadingProgress).where(ReadingProgress.version_id == version.id))
    session().flush()
    log.record(
        READ,
        at=now,
        by_id=None,
        subject_id=version.id,
        case_id=version.case_id,
        audience_id=version.audience_id,
        state=version.state,
        outcome=version.outcome_kind,
        pages=version.pages,
        passages=version.passage_count,
        versions=[each.hex for each in _beside(version)],
    )


def _beside(version: Version) -> list[UUID]:
    """The version, and those in its slots that it takes the place of now that it is read."""
    slots = queries.slots_filled_by(version.id)
    others = [each.version.id for filled in slots for each in queries.in_slot(filled.document)]
    return list(dict.fromkeys([version.id, *others]))


def _keep_passages(version: Version, reading: Reading) -> None:
    version.kind, version.pages = reading.kind, reading.pages
    version.warnings = list(reading.warnings)
    version.passage_count = len(reading.passages)
    if not reading.passages:
        version.outcome = " ".join(reading.warnings)
        return
    rows = [_row(version.id, ordinal, each) for ordinal, each in enumerate(reading.passages)]
    session().execute(insert(PassageRow), rows, execution_options=AT_ONCE)
    _keep_beside(version.id, RemarkRow, reading.remarks)
    _keep_beside(version.id, PictureRow, reading.pictures)


def _keep_beside(
    version_id: UUID, table: type[RemarkRow | PictureRow], found: Sequence[Remark | Picture]
) -> None:
    """Keep what stands beside the passages, in its order."""
    rows = [{"version_id": version_id, "ordinal": at, **asdict(each)} for at, each in enumerate(found)]
    if rows:
        session().execute(insert(table), rows, execution_options=AT_ONCE)


def _row(version_id: UUID, ordinal: int, passage: Passage) -> dict[str, Any]:
    return {
        "version_id": version_id,
        "ordinal": ordinal,
        "key": passage.id,
        "kind": passage.kind,
        "text": passage.text,
        "heading": passage.heading,
        "page": passage.page,
        "cell": passage.cell,
        "level": passage.level,
        "cells": list(passage.cells),
    }
