"""The sentences on which ratings rest: those that may be published, and why the others may not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.audiences import visible
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence.models import Document, Version
from wccflow.people.rights import Reach, audience_tokens, holds
from wccflow.publication import queries
from wccflow.publication.models import SentenceConsent
from wccflow.publication.rules import counted, joined
from wccflow.ratings.models import Citation
from wccflow.ratings.rules import CITING, STANCES

CONSENTED = "publication.consented"
NONE_CITED = "No sentence of a document was cited for this rating."
CLOSED = "The result is published. What is agreed to from now on can only come with a correction."


@dataclass(frozen=True, slots=True)
class Cited:
    """What may be read in public of the sentences cited for one item, and why the rest may not."""

    sentences: Sequence[dict[str, str | int | None]]
    withheld: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A document of which sentences are cited, and whether they may be published."""

    id: UUID
    title: str
    count: int
    given: bool
    quotes: Sequence[str]


def sentences_of(case: Case) -> dict[str, Cited]:
    """By item the cited sentences that may be published, with a plain statement of those that may not."""
    agreed = {each for each, row in consents(case).items() if row.given}
    found: dict[str, list[tuple[Citation, Document]]] = {}
    for citation, document in _cited(case):
        found.setdefault(citation.item, []).append((citation, document))
    return {item: _of_item(case, rows, agreed) for item, rows in found.items()}


def asked(case: Case) -> list[Asked]:
    """The documents of the case of which the organisation may let sentences be published, by title."""
    given, rows = consents(case), _cited(case)
    found: dict[UUID, list[tuple[Citation, Document]]] = {}
    for citation, document in rows:
        found.setdefault(document.id, []).append((citation, document))
    made = [
        Asked(
            id=key,
            title=_title(case, mine[0][1]),
            count=len(mine),
            given=bool(given.get(key) and given[key].given),
            quotes=list(dict.fromkeys(citation.quote for citation, _ in mine)),
        )
        for key, mine in found.items()
    ]
    return sorted(made, key=lambda each: (each.title, str(each.id)))


def consents(case: Case) -> dict[UUID, SentenceConsent]:
    """What the organisation last said of each document."""
    query = select(SentenceConsent).where(SentenceConsent.case_id == case.id).order_by(SentenceConsent.at)
    return {row.document_id: row for row in session().scalars(query)}


def consent(case: Case, document_ids: Sequence[UUID], *, by: Reach, now: datetime) -> None:
    """Let sentences of these documents be published, and of no others. Raises NotFound or Refused."""
    if not holds(by, "ratify", place=case.place, definition=definition_of(case)):
        raise NotFound
    if queries.result_of(case) is not None:
        raise Refused(CLOSED)
    for each in asked(case):
        if each.given != (each.id in document_ids):
            _say(case, each.id, each.id in document_ids, by=by, now=now)


def _say(case: Case, document_id: UUID, given: bool, *, by: Reach, now: datetime) -> None:
    made = SentenceConsent(case_id=case.id, document_id=document_id, given=given, by_id=by.person_id, at=now)
    session().add(made)
    session().flush()
    log.record(
        CONSENTED,
        at=now,
        by_id=by.person_id,
        subject_id=made.id,
        case_id=case.id,
        audience_id=case.audience_id,
        document=document_id.hex,
        given=given,
    )


def _cited(case: Case) -> list[tuple[Citation, Document]]:
    """What is cited in the case and the organisation itself may read, of documents that stand."""
    definition = definition_of(case)
    own = audience_tokens(definition, definition.sharing["drafts"], case.place)
    query = (
        select(Citation, Document)
        .join(Version, Version.id == Citation.version_id)
        .join(Document, Document.id == Version.document_id)
        .where(Citation.case_id == case.id, Citation.channel.in_(CITING))
        .where(Citation.withdrawn_at.is_(None), Version.withdrawn_at.is_(None))
        .where(visible(Citation.audience_id, own))
        .order_by(Citation.item, Citation.at, Citation.passage, Citation.id)
    )
    return [(row[0], row[1]) for row in session().execute(query)]


def _of_item(case: Case, rows: Sequence[tuple[Citation, Document]], agreed: set[UUID]) -> Cited:
    shown: dict[tuple[str, str], dict[str, str | int | None]] = {}
    kept: dict[str, int] = {}
    for citation, document in rows:
        title = _title(case, document)
        if document.id in agreed:
            shown.setdefault((title, citation.quote), _sentence(citation, title))
        else:
            kept[title] = kept.get(title, 0) + 1
    return Cited(list(shown.values()), _withheld(kept))


def _sentence(citation: Citation, title: str) -> dict[str, str | int | None]:
    return {
        "quote": citation.quote,
        "document": title,
        "heading": citation.heading,
        "page": citation.page,
        "stance": STANCES.get(citation.stance, citation.stance),
    }


def _withheld(kept: Mapping[str, int]) -> str:
    """Why sentences are not there, in one statement; nothing where all are."""
    if not kept:
        return ""
    said = joined([f"{counted(many, 'sentence')} of “{title}”" for title, many in sorted(kept.items())])
    one = sum(kept.values()) == 1
    verb, whose = ("is", "its") if one else ("are", "their")
    return f"{said} {verb} withheld: the organisation has not agreed to {whose} publication."


def _title(case: Case, document: Document) -> str:
    slot = definition_of(case).slots.get(document.slot)
    return slot.title if slot else document.slot
