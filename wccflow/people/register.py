"""The register of organisations: their names by day, other names, and who goes on in whom."""

import re
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base import clock, log
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.people.models import Alias, Organisation, OrganisationName, Succession
from wccflow.people.queries import known_as

CODE = re.compile(r"[A-Z0-9]{2,20}")
LONGEST_NAME = 200
RENAMED, NAMED_ALSO, NAMED_NO_MORE = (
    "organisation.renamed",
    "organisation.alias_added",
    "organisation.alias_removed",
)
SUCCEEDED = "organisation.succeeded"
NAMING = (RENAMED, NAMED_ALSO, NAMED_NO_MORE, SUCCEEDED)


def rename(
    organisation: Organisation, name: str, *, begins_on: date, why: str, by_id: UUID | None, now: datetime
) -> OrganisationName:
    """Let an organisation bear another name from a day on; it is found under the earlier one as well."""
    words = one_line(name, "Give the new name.")
    if words == organisation.name:
        raise Refused(f"{words} is its name already.")
    made = OrganisationName(
        organisation_id=organisation.id, name=words, begins_on=begins_on, why=why.strip(), by_id=by_id, at=now
    )
    session().add(made)
    session().flush()
    log.record(
        RENAMED,
        at=now,
        by_id=by_id,
        subject_id=organisation.id,
        words=made.why,
        begins_on=begins_on.isoformat(),
        name=words,
        was=organisation.name,
    )
    take_names(now)
    return made


def take_names(now: datetime) -> int:
    """Let every name be borne whose day has come; gives how many. Done twice it does nothing more."""
    query = (
        select(OrganisationName, Organisation)
        .join(Organisation, Organisation.id == OrganisationName.organisation_id)
        .where(OrganisationName.taken_at.is_(None), OrganisationName.begins_on <= clock.business_day(now))
        .order_by(OrganisationName.begins_on, OrganisationName.at)
    )
    due = session().execute(query).all()
    for row, organisation in due:
        if _owner_of(organisation.name) is None:
            session().add(Alias(name=organisation.name, organisation_id=organisation.id))
        organisation.name, row.taken_at = row.name, now
        session().flush()
    return len(due)


def name_also(organisation: Organisation, name: str) -> None:
    """Let an organisation be found under another name; does nothing when it already is."""
    if _owner_of(name) is None:
        session().add(Alias(name=name, organisation_id=organisation.id))


def add_alias(organisation: Organisation, name: str, *, by_id: UUID | None, now: datetime) -> bool:
    """Let it be found under another name; whether that was new. Raises Refused when it is another's."""
    words = one_line(name, "Give the other name.")
    owner = _owner_of(words)
    if owner is None and words.casefold() not in (organisation.name.casefold(), organisation.code.casefold()):
        taken = known_as(words)
        owner = taken.id if taken else None
    if owner is not None and owner != organisation.id:
        raise Refused(f"“{words}” is a name of another organisation already.")
    if owner == organisation.id or words.casefold() in (
        organisation.name.casefold(),
        organisation.code.casefold(),
    ):
        return False
    session().add(Alias(name=words, organisation_id=organisation.id))
    session().flush()
    log.record(NAMED_ALSO, at=now, by_id=by_id, subject_id=organisation.id, name=words)
    return True


def remove_alias(organisation: Organisation, name: str, *, by_id: UUID | None, now: datetime) -> None:
    """Let it be found under this other name no more. Raises Refused when it is none of its names."""
    held = session().get(Alias, name)
    if held is None or held.organisation_id != organisation.id:
        raise Refused(f"“{name}” is not another name of {organisation.name}.")
    session().delete(held)
    session().flush()
    log.record(NAMED_NO_MORE, at=now, by_id=by_id, subject_id=organisation.id, name=name)


def succeed(
    predecessor: Organisation,
    successor: Organisation,
    *,
    effective: date,
    why: str,
    by_id: UUID | None,
    now: datetime,
) -> Succession:
    """Let one organisation go on in another from a day on; the very same once more changes nothing."""
    known = succession_of(predecessor.id)
    if known is not None and (known.successor_id, known.effective) == (successor.id, effective):
        return known
    _refuse_succession(predecessor, successor, known, effective)
    made = Succession(
        predecessor_id=predecessor.id,
        successor_id=successor.id,
        effective=effective,
        why=why.strip(),
        by_id=by_id,
        at=now,
    )
    session().add(made)
    predecessor.successor_id = successor.id
    predecessor.valid_until = effective - timedelta(days=1)
    session().flush()
    log.record(
        SUCCEEDED,
        at=now,
        by_id=by_id,
        subject_id=predecessor.id,
        words=made.why,
        code=predecessor.code,
        successor=successor.code,
        effective=effective.isoformat(),
    )
    return made


def succession_of(predecessor_id: UUID) -> Succession | None:
    """What is known of how this organisation went on in another."""
    return session().scalar(select(Succession).where(Succession.predecessor_id == predecessor_id))


def told(organisation: Organisation) -> str:
    """The sentence that leads from an organisation that has ended to the one it goes on in; or nothing."""
    found = succession_of(organisation.id)
    if found is None:
        return ""
    heir = session().get_one(Organisation, found.successor_id)
    day = f"{found.effective.day} {found.effective:%B %Y}"
    return f"{organisation.name} ({organisation.code}) goes on as {heir.name} ({heir.code}) from {day}."


def told_of(words: str) -> list[str]:
    """A sentence for each code among these words whose organisation goes on in another."""
    codes = set(CODE.findall(words.upper()))
    if not codes:
        return []
    query = select(Organisation).where(Organisation.code.in_(codes), Organisation.successor_id.is_not(None))
    return [told(each) for each in session().scalars(query.order_by(Organisation.code))]


def one_line(words: str, missing: str) -> str:
    """The words on one line. Raises Refused when there are none, or too many."""
    short = " ".join(words.split())
    if not short:
        raise Refused(missing)
    if len(short) > LONGEST_NAME:
        raise Refused(f"A name holds up to {LONGEST_NAME} characters.")
    return short


def _owner_of(name: str) -> UUID | None:
    return session().scalar(
        select(Alias.organisation_id).where(func.lower(Alias.name) == name.lower()).limit(1)
    )


def _refuse_succession(
    predecessor: Organisation, successor: Organisation, known: Succession | None, effective: date
) -> None:
    if known is not None:
        raise Refused(told(predecessor) + " That stands already.")
    if predecessor.id == successor.id:
        raise Refused("An organisation cannot be its own successor.")
    if predecessor.level != successor.level:
        raise Refused(f"{predecessor.code} and {successor.code} are of different kinds.")
    if predecessor.valid_from is not None and effective <= predecessor.valid_from:
        raise Refused(f"{predecessor.code} is there only from {predecessor.valid_from.isoformat()} on.")
    after = succession_of(successor.id)
    while after is not None:
        if after.successor_id == predecessor.id:
            raise Refused(
                f"{successor.code} went on in {predecessor.code}: that would lead round in a circle."
            )
        after = succession_of(after.successor_id)
