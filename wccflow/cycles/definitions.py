"""Definitions and calendars as they were pinned: kept as text, read once into memory."""

import json
from functools import lru_cache

from wccflow.base.work import session
from wccflow.cycles.models import DefinitionText
from wccflow.engine.calendars import Calendar
from wccflow.engine.definition import Definition

_read: dict[str, Definition] = {}  # a digest names its content, so what was read stays true


def keep(definition: Definition) -> str:
    """Keep the definition's text under its digest, and give the digest."""
    if session().get(DefinitionText, definition.digest) is None:
        text = json.dumps(definition.document, sort_keys=True, ensure_ascii=False)
        session().add(
            DefinitionText(
                digest=definition.digest,
                workflow=definition.workflow,
                edition=definition.edition,
                document=text,
            )
        )
        session().flush()
    return definition.digest


def pinned(digest: str) -> Definition:
    """The definition of this digest, which some cycle or case has pinned."""
    if digest not in _read:
        text = session().get_one(DefinitionText, digest).document
        _read[digest] = Definition.from_document(json.loads(text))
    return _read[digest]


@lru_cache(maxsize=32)
def calendar(text: str) -> Calendar:
    """The calendar that was kept as this text."""
    return Calendar.from_document(json.loads(text))
