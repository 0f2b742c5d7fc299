"""What a person should read of some cases: every stretch of their documents with the reasons for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.coverage import queries as coverage
from wccflow.coverage.queries import Candidate, Claim
from wccflow.coverage.rules import ABSENT, CLAIMED, CONTRADICTED, NONE, together, words_named
from wccflow.coverage.suggesting import suggested
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence import queries as evidence
from wccflow.evidence.models import PassageRow, SectionViewed
from wccflow.evidence.queries import Filled
from wccflow.people.rights import Reach, holds
from wccflow.ratings.rules import DOCUMENTS, SELF
from wccflow.reading_plan import rules
from wccflow.reading_plan.cutting import stretches
from wccflow.reading_plan.models import ReadingEntry, ReadingPlan
from wccflow.reading_plan.rules import Reason, Stretch
from wccflow.review.models import Thread
from wccflow.review.topics import Topic, topics

Reasons = dict[tuple[UUID, int], list[Reason]]


@dataclass(slots=True)
class Wanted:
    """The stretches that could be read, where each document comes from, and how many were read before."""

    stretches: list[Stretch] = field(default_factory=list)
    papers: dict[tuple[int, int], tuple[Case, Filled]] = field(default_factory=dict)
    known: int = 0


@dataclass(frozen=True, slots=True)
class _Desk:
    """One case on the desk of one person: its documents in passages, and where each passage stands."""

    case: Case
    reach: Reach
    items: Sequence[str]
    filled: Sequence[Filled]
    passages: Sequence[Candidate]
    places: Mapping[tuple[UUID, str], int]
    versions: Mapping[str, UUID]

    def find(self, version_id: UUID, key: str, slots: Iterable[str]) -> tuple[UUID, int] | None:
        """Where a passage stands now: in this version, or under the same words in what replaced it."""
        for here in (version_id, *(self.versions[slot] for slot in slots if slot in self.versions)):
            if (here, key) in self.places:
                return here, self.places[here, key]
        return None


def wanted(asked: Sequence[tuple[Case, Sequence[str]]], reach: Reach) -> Wanted:
    """What this person should read of these cases for these items of each."""
    found = Wanted()
    read = _read_before(reach.person_id)
    for number, (case, items) in enumerate(asked):
        desk = _desk(case, items, reach)
        reasons = _reasons(desk)
        for place, filled in enumerate(_once(desk.filled)):
            version_id = filled.version.id
            mine = {at: why for (version, at), why in reasons.items() if version == version_id}
            within = [each for each in desk.passages if each.version_id == version_id]
            found.papers[number, place] = (case, filled)
            found.stretches += stretches(within, (number, place), mine)
    fresh = [each for each in found.stretches if not read.intersection((each.digest, each.section))]
    found.known = sum(1 for each in found.stretches if each.reasons) - sum(
        1 for each in fresh if each.reasons
    )
    found.stretches = fresh
    return found


def _desk(case: Case, items: Sequence[str], reach: Reach) -> _Desk:
    filled = coverage.readable(case, reach)
    passages = coverage.candidates(filled)
    places = {(each.version_id, each.key): each.ordinal for each in passages}
    versions = {each.slot: each.version.id for each in filled}
    return _Desk(case, reach, items, filled, passages, places, versions)


def _reasons(desk: _Desk) -> Reasons:
    """Why passages should be read, by version and ordinal."""
    found: Reasons = {}
    claims = coverage.claims(desk.case, desk.reach, desk.filled)
    for place, reason in [
        *_from_threads(desk),
        *_from_claims(desk, claims),
        *_from_gaps(desk, claims),
        *_from_changes(desk),
    ]:
        if place is not None:
            found.setdefault(place, []).append(reason)
    return found


def _from_threads(desk: _Desk) -> list[tuple[tuple[UUID, int] | None, Reason]]:
    hanging = topics(desk.reach, [desk.case], Thread.passage.is_not(None))
    moved = coverage.followings(desk.case.id, desk.filled)
    answers = holds(desk.reach, "answer", place=desk.case.place, definition=definition_of(desk.case))
    found = []
    for topic in hanging:
        kind = _asks(topic, desk.reach, answers=answers)
        thread = topic.thread
        if not kind or thread.version_id is None:
            continue
        now = moved.get(thread.id)
        at = (now.version_id, now.place) if now and now.place else (thread.version_id, thread.passage or "")
        reason = Reason(kind, item=thread.item or "", thread=str(thread.id))
        found.append((desk.find(*at, [thread.slot or ""]), reason))
    return found


def _asks(topic: Topic, reach: Reach, *, answers: bool) -> str:
    """Whether a thread asks something of this person; empty when it does not."""
    if topic.is_resolved:
        return ""
    given = topic.thread.assignee_id
    if topic.is_with_organisation and answers and given in (None, reach.person_id):
        return rules.ANSWER
    return rules.QUESTION if topic.is_mine else ""


def _from_claims(desk: _Desk, claims: Sequence[Claim]) -> list[tuple[tuple[UUID, int] | None, Reason]]:
    """A contradiction asks for everybody's eyes; what is only claimed asks for those who verify it."""
    verifies = holds(desk.reach, "rate_documents", place=desk.case.place, definition=definition_of(desk.case))
    kinds = {CONTRADICTED: rules.CONTRADICTED, ABSENT: rules.NOT_SHOWN}
    if verifies:
        kinds[CLAIMED] = rules.CLAIMED
    return [
        (desk.find(*each.place, each.slots), Reason(kinds[each.state], item=each.citation.item))
        for each in claims
        if each.state in kinds and each.citation.item in desk.items
    ]


def _from_gaps(desk: _Desk, claims: Sequence[Claim]) -> list[tuple[tuple[UUID, int] | None, Reason]]:
    """The passages that may show an item for which nothing stands."""
    definition = definition_of(desk.case)
    states: dict[str, list[str]] = {}
    for each in claims:
        states.setdefault(each.citation.item, []).append(each.state)
    open_items = [
        definition.items[item]
        for item in desk.items
        if together(states.get(item, ())) in (NONE, ABSENT) and item in definition.items
    ]
    answers = holds(desk.reach, "rate_self", place=desk.case.place, definition=definition)
    channel = SELF if answers else DOCUMENTS
    hits = suggested(desk.case, open_items, desk.passages, desk.reach, channel=channel, claims=claims)
    return [
        (
            (desk.passages[hit.number].version_id, desk.passages[hit.number].ordinal),
            Reason(rules.UNCOVERED, item=item, rank=rank),
        )
        for item, best in hits.items()
        for rank, hit in enumerate(best)
    ]


def _from_changes(desk: _Desk) -> list[tuple[tuple[UUID, int] | None, Reason]]:
    """The passages that were not there, in these words, in the version before; or in the last one read."""
    bases = _bases(desk)
    query = select(PassageRow.version_id, PassageRow.key).where(
        PassageRow.version_id.in_([version_id for version_id, _ in bases.values()])
    )
    said: dict[UUID, set[str]] = {}
    for version_id, key in session().execute(query):
        said.setdefault(version_id, set()).add(words_named(key))
    return [
        ((each.version_id, each.ordinal), Reason(rules.CHANGED, since=bases[each.version_id][1]))
        for each in desk.passages
        if each.version_id in bases
        and words_named(each.key) not in said.get(bases[each.version_id][0], set())
    ]


def _bases(desk: _Desk) -> dict[UUID, tuple[UUID, str]]:
    """By version that stands now, the earlier one with which it is compared, and what that is called."""
    ever = evidence.fillings([desk.case.id], desk.reach)
    read = _versions_read(desk.reach.person_id, desk.case.id)
    found = {}
    for now in _once(desk.filled):
        earlier = [
            each.version
            for each in ever
            if each.stands and each.version.document_id == now.version.document_id
            if each.version.draft < now.version.draft
        ]
        known = [each for each in earlier if each.id in read] or earlier
        if known:
            base = max(known, key=lambda version: version.draft)
            found[now.version.id] = (base.id, base.called)
    return found


def _once(filled: Sequence[Filled]) -> list[Filled]:
    """Each version once, under the first slot that it fills."""
    found: dict[UUID, Filled] = {}
    for each in filled:
        found.setdefault(each.version.id, each)
    return list(found.values())


def _versions_read(person_id: UUID, case_id: UUID) -> set[UUID]:
    query = select(ReadingEntry.version_id).join(ReadingPlan, ReadingPlan.id == ReadingEntry.plan_id)
    mine = (ReadingPlan.person_id == person_id, ReadingEntry.case_id == case_id)
    return set(session().scalars(query.where(*mine, ReadingEntry.read_at.is_not(None)).distinct()))


def _read_before(person_id: UUID) -> set[str]:
    """The stretches that the person read on some plan, and the sections that she ticked as viewed."""
    query = select(ReadingEntry.digest).join(ReadingPlan, ReadingPlan.id == ReadingEntry.plan_id)
    read = session().scalars(
        query.where(ReadingPlan.person_id == person_id, ReadingEntry.read_at.is_not(None))
    )
    viewed = session().scalars(select(SectionViewed.digest).where(SectionViewed.person_id == person_id))
    return {*read, *viewed}
