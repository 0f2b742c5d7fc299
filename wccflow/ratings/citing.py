"""Citing passages for items: naming one, taking it back, and what a reviewer finds in it."""

from datetime import datetime
from uuid import UUID

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import Element
from wccflow.evidence import queries as evidence
from wccflow.evidence.models import Version
from wccflow.evidence.queries import Quote
from wccflow.people.rights import Reach, demand
from wccflow.ratings import queries
from wccflow.ratings.channels import demand_channel, readers_of
from wccflow.ratings.models import Citation, Verification
from wccflow.ratings.rules import ABILITY_OF, DOCUMENTS, OF_ONE_PERSON, PANEL, SELF, STANCES
from wccflow.ratings.soundness import STRANGE, asked_of

CITED, UNCITED, VERIFIED, ATTACHED = (
    "citation.made",
    "citation.withdrawn",
    "citation.verified",
    "citation.attached",
)


def cite(
    case: Case,
    item: str,
    *,
    version_id: UUID,
    passage: str,
    by: Reach,
    now: datetime,
    quote: str = "",
    stance: str = "supports",
    channel: str = SELF,
    clause: str = "",
) -> Citation:
    """Name a passage for an item; naming it twice gives the first again. Raises Refused or NotFound.

    `clause` is the key of the one clause that it shows, empty where it speaks for the item as a whole.
    """
    element = demand_channel(case, item, channel, by=by)
    if stance not in STANCES:
        raise Refused(f"Say how the passage stands to the rating: {', '.join(STANCES.values())}.")
    version = evidence.version(by, version_id)
    if version.case_id != case.id:
        raise NotFound
    if version.withdrawn_at is not None:
        raise Refused(f"{version.file_name} was withdrawn, so it cannot be cited. Cite the one in its place.")
    words = _quoted(version, passage, quote)
    _demand_clause(case, item, clause)
    for each in queries.citations([case.id], channels=[channel], items=[item]):
        if _is_hers(each, by) and (each.version_id, each.passage, each.quote) == (
            version.id,
            words.key,
            words.quote,
        ):
            return each
    made = _citation(case, element, item, channel, words, stance, clause, by=by, now=now)
    session().add(made)
    session().flush()
    _record(CITED, made, by=by, now=now)
    return made


def uncite(citation: Citation, case: Case, *, by: Reach, now: datetime) -> None:
    """Take a passage back from an item; that it was cited stays known."""
    demand_channel(case, citation.item, citation.channel, by=by)
    if not _is_hers(citation, by):
        raise NotFound
    if citation.withdrawn_at is not None:
        return
    citation.withdrawn_at, citation.withdrawn_by_id = now, by.person_id
    session().flush()
    _record(UNCITED, citation, by=by, now=now)


def attach(citation: Citation, case: Case, clause: str, *, by: Reach, now: datetime) -> None:
    """Say which clause a cited passage shows, or with an empty key that it speaks for the item as a whole."""
    demand_channel(case, citation.item, citation.channel, by=by)
    if not _is_hers(citation, by):
        raise NotFound
    _demand_clause(case, citation.item, clause)
    if clause == citation.clause:
        return
    citation.clause = clause
    session().flush()
    _record(ATTACHED, citation, by=by, now=now)


def verify(citation: Citation, case: Case, *, stance: str, by: Reach, now: datetime) -> Verification:
    """Say what a cited passage shows of the item, as a reviewer who has read it."""
    demand(by, ABILITY_OF[DOCUMENTS], place=case.place, definition=definition_of(case), state=case.state)
    if stance not in STANCES:
        raise Refused(f"Say what the passage does: {', '.join(STANCES.values())}.")
    made = Verification(
        citation_id=citation.id,
        stance=stance,
        by_id=by.person_id,
        at=now,
        audience_id=audience_of(case, "review"),
    )
    session().add(made)
    session().flush()
    log.record(
        VERIFIED,
        at=now,
        by_id=by.person_id,
        subject_id=citation.id,
        case_id=case.id,
        audience_id=made.audience_id,
        item=citation.item,
    )
    return made


def _is_hers(citation: Citation, by: Reach) -> bool:
    """Whether a citation speaks for this person: everybody's where the channel has one voice."""
    return citation.channel not in OF_ONE_PERSON or citation.by_id == by.person_id


def _quoted(version: Version, passage: str, quote: str) -> Quote:
    try:
        return evidence.quote(version.id, passage, quote)
    except NotFound:
        say = f"{version.file_name} has no such passage any more. Open it and choose the words again."
        raise Refused(say) from None


def _demand_clause(case: Case, item: str, clause: str) -> None:
    if clause and clause not in {each.key for each in asked_of(case, item)}:
        raise Refused(STRANGE)


def _citation(
    case: Case,
    element: Element,
    item: str,
    channel: str,
    words: Quote,
    stance: str,
    clause: str,
    *,
    by: Reach,
    now: datetime,
) -> Citation:
    rating = queries.standing(case.id, item, channel, queries.line_of(channel, by.person_id))
    return Citation(
        case_id=case.id,
        element=element.key,
        item=item,
        channel=channel,
        rating_id=rating.id if rating else None,
        version_id=words.version_id,
        passage=words.key,
        quote=words.quote,
        prefix=words.prefix,
        suffix=words.suffix,
        heading=words.heading,
        page=words.page,
        stance=stance,
        clause=clause,
        by_id=by.person_id,
        at=now,
        audience_id=audience_of(case, "review") if channel == PANEL else readers_of(case, channel, by),
    )


def _record(kind: str, citation: Citation, *, by: Reach, now: datetime) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=citation.id,
        case_id=citation.case_id,
        audience_id=citation.audience_id,
        item=citation.item,
        channel=citation.channel,
        version=citation.version_id.hex,
        passage=citation.passage,
    )
