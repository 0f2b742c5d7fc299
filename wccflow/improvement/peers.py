"""Peers: who is strong where one is weak and agreed to share, and how all others stand, without names."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.calibration import queries as calibration
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.improvement.models import Offer
from wccflow.improvement.rules import FEWEST
from wccflow.improvement.targets import Aim
from wccflow.people.models import Organisation
from wccflow.people.rights import Reach, demand
from wccflow.publication.models import PublishedResult, ResultWithdrawal
from wccflow.ratings.rules import in_words

GIVEN, ENDED = "offer.given", "offer.ended"


@dataclass(frozen=True, slots=True)
class Peer:
    """An organisation that agreed to share what it does well in an item."""

    organisation: str
    level: str
    words: str


def give(case: Case, item: str, words: str, *, by: Reach, now: datetime) -> Offer:
    """Agree to share what is done well in an item: others see the name, the level and these words."""
    _demand(case, by)
    if (case.id, item) not in calibration.held([case.id], by):
        raise NotFound
    if any(each.item == item for each in offers_of(case)):
        raise Refused("You share this item already.")
    if not words.strip():
        raise Refused("Say what you can show, and whom to ask.")
    made = Offer(
        case_id=case.id,
        item=item,
        words=words.strip(),
        given_at=now,
        given_by_id=by.person_id,
    )
    session().add(made)
    session().flush()
    _record(case, made, GIVEN, by=by, now=now)
    return made


def end(case: Case, offer_id: UUID, *, by: Reach, now: datetime) -> None:
    """Take the agreement back: from now on nobody finds the organisation by it."""
    _demand(case, by)
    found = next((each for each in offers_of(case) if each.id == offer_id), None)
    if found is None:
        raise NotFound
    found.ended_at, found.ended_by_id = now, by.person_id
    session().flush()
    _record(case, found, ENDED, by=by, now=now)


def offers_of(case: Case) -> Sequence[Offer]:
    """What this organisation shares now."""
    query = select(Offer).where(Offer.case_id == case.id, Offer.ended_at.is_(None))
    return session().scalars(query.order_by(Offer.item)).all()


def peers_of(case: Case, aims: Collection[Aim]) -> Mapping[str, list[Peer]]:
    """By item those who agreed to share and stand above this organisation, the strongest first."""
    published = _published(case)
    query = (
        select(Offer, Organisation.name)
        .join(Case, Case.id == Offer.case_id)
        .join(Organisation, Organisation.id == Case.organisation_id)
        .where(Offer.case_id.in_(published), Offer.ended_at.is_(None), Offer.case_id != case.id)
    )
    rows = [(offer, name) for offer, name in session().execute(query)]
    held = calibration.held({offer.case_id for offer, _ in rows})
    mine = {aim.item: aim for aim in aims}
    found: dict[str, list[tuple[int, Peer]]] = {}
    for offer, name in rows:
        aim, level = mine.get(offer.item), held.get((offer.case_id, offer.item))
        if aim is None or level is None:
            continue
        rank = aim.scale.rank(level.final.value)
        if rank > aim.scale.rank(aim.level):
            peer = Peer(name, in_words(aim.scale, level.final.value), offer.words)
            found.setdefault(offer.item, []).append((-rank, peer))
    return {
        item: [peer for _, peer in sorted(some, key=lambda each: (each[0], each[1].organisation))]
        for item, some in found.items()
    }


def others(case: Case, aims: Collection[Aim]) -> Mapping[str, list[tuple[str, int]]]:
    """By item how often each level was published of other organisations; nothing where they are too few."""
    ids = _published(case) - {case.id}
    held = calibration.held(ids) if len(ids) >= FEWEST else {}
    found = {}
    for aim in aims:
        levels = [each.final.value for (_, item), each in held.items() if item == aim.item]
        if len(levels) >= FEWEST:
            counted = Counter(levels)
            found[aim.item] = [(each.title, counted[each.key]) for each in aim.scale.values]
    return found


def how_many(case: Case) -> int:
    """How many other organisations of the cycle have a published result."""
    return len(_published(case) - {case.id})


def _published(case: Case) -> set[UUID]:
    """The cases of this cycle whose results everybody may read."""
    withdrawn = select(ResultWithdrawal.case_id).where(
        ResultWithdrawal.signed_at.is_not(None), ResultWithdrawal.ended_at.is_(None)
    )
    query = select(PublishedResult.case_id).where(
        PublishedResult.cycle_id == case.cycle_id, PublishedResult.case_id.not_in(withdrawn)
    )
    return set(session().scalars(query))


def _demand(case: Case, by: Reach) -> None:
    demand(by, "answer", place=case.place, definition=definition_of(case), state=case.state)


def _record(case: Case, made: Offer, kind: str, *, by: Reach, now: datetime) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=made.id,
        case_id=case.id,
        audience_id=audience_of(case, "shared"),
        words=made.words,
        item=made.item,
    )
