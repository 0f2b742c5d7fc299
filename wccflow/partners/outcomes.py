"""What came of partners' answers: the published result, and what the organisation says it did."""

from dataclasses import dataclass
from datetime import datetime

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused, Stale
from wccflow.base.work import offers, session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_for, definition_of
from wccflow.partners.models import PartnerOutcome
from wccflow.people.rights import Reach, holds

TOLD = "partner.told"
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a partner is told afterwards: where the result is published, and the organisation's words."""

    address: str
    words: str
    at: datetime | None


def may_tell(case: Case, by: Reach) -> bool:
    """Whether this person may tell partners what came of it: those who may invite them, at any stage."""
    return holds(by, "invite_partners", place=case.place, definition=definition_of(case))


def case_to_tell(cycle_key: str, code: str, by: Reach) -> Case:
    """The case about which this person may tell partners, whatever its stage. Raises NotFound."""
    found = case_for(by, cycle_key, code)
    if not may_tell(found, by):
        raise NotFound
    return found


def told(case: Case) -> PartnerOutcome | None:
    """The organisation's words to its partners, or None."""
    return session().get(PartnerOutcome, case.id)


def outcome_of(case: Case) -> Outcome | None:
    """What partners are shown by their links; None until the result is published."""
    found = [source(case) for source in offers().results.values()]
    address = next((each for each in found if each), "")
    if not address:
        return None
    mine = told(case)
    return Outcome(address, mine.words if mine else "", mine.at if mine else None)


def tell(case: Case, words: str, *, by: Reach, seen: int, now: datetime) -> PartnerOutcome:
    """Keep what the organisation tells its partners. They read it once the result is published."""
    if not may_tell(case, by):
        raise NotFound
    said = words.strip()
    if not said:
        raise Refused("Write what came of your partners' answers.")
    if len(said) > LONGEST:
        raise Refused(f"Keep it to {LONGEST:,} characters; these are {len(said):,}.")
    found = told(case)
    if seen != (found.version if found else 0):
        theirs, version = (found.words, found.version) if found else ("", 0)
        raise Stale("Somebody has changed these words meanwhile.", mine=said, theirs=theirs, version=version)
    made = found or PartnerOutcome(case_id=case.id)
    made.words, made.by_id, made.at = said, by.person_id, now
    session().add(made)
    session().flush()
    log.record(
        TOLD,
        at=now,
        by_id=by.person_id,
        subject_id=case.id,
        case_id=case.id,
        audience_id=case.audience_id,
        words=said,
    )
    return made
