"""Inviting many partners at once from a table: a dry run that names every fault, then all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.partners import letters
from wccflow.partners.actions import demand_inviting, invite
from wccflow.partners.models import PartnerInvitation
from wccflow.partners.rules import kinds_of
from wccflow.partners.tables import Table, table_of
from wccflow.people.rights import Reach

COLUMNS = {
    "name": ("person", "contact"),
    "e-mail": ("email", "mail", "e-mail address", "address"),
    "organisation": ("organization", "partner"),
    "kind": ("type", "kind of partner"),
}
NEEDED = ("name", "e-mail", "kind")
MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Guest:
    """One row: whom to ask, for which organisation, as which kind of partner."""

    name: str
    email: str
    organisation: str
    kind: str


@dataclass(frozen=True, slots=True)
class Guests:
    """What a table would bring: those who can be invited, and every fault by row and column."""

    rows: Sequence[Guest]
    faults: Sequence[str]


def read(case: Case, text: str) -> Guests:
    """Who would be invited by this table. Raises Refused when it is no table."""
    table, kinds = table_of(text, COLUMNS, NEEDED, MOST_ROWS), kinds_of(definition_of(case))
    named = {words.casefold(): key for key, title in kinds.items() for words in (key, title)}
    standing = select(PartnerInvitation.email).where(
        PartnerInvitation.case_id == case.id, PartnerInvitation.revoked_at.is_(None)
    )
    there = set(session().scalars(standing))
    seen: dict[str, int] = {}
    found = []
    for number, row in table.rows:
        guest = _guest(table, number, row, named, list(kinds.values()))
        if guest.email in there:
            table.fault(number, "e-mail", f"{guest.email} is invited already")
        if guest.email in seen:
            table.fault(number, "e-mail", f"repeats row {seen[guest.email]}: {guest.email}")
        seen.setdefault(guest.email, number)
        found.append(guest)
    return Guests(found, table.faults)


def invite_all(
    case: Case, text: str, *, until: date | None, by: Reach, now: datetime
) -> list[PartnerInvitation]:
    """Invite everyone in the table, each by a mail. Raises Refused with every fault, inviting nobody."""
    demand_inviting(case, by)
    guests = read(case, text)
    if guests.faults:
        raise Refused(*guests.faults)
    made = []
    for each in guests.rows:
        invitation, _ = invite(
            case,
            kind=each.kind,
            name=each.name,
            email=each.email,
            organisation=each.organisation,
            until=until,
            by=by,
            now=now,
        )
        letters.write_invitation(invitation, now)
        made.append(invitation)
    return made


def _guest(
    table: Table, number: int, row: dict[str, str], named: dict[str, str], titles: Sequence[str]
) -> Guest:
    kind = named.get(row["kind"].casefold(), "")
    if not row["name"]:
        table.fault(number, "name", "is empty")
    email = row["e-mail"].lower()
    if "@" not in email.strip("@") or " " in email:
        table.fault(number, "e-mail", f"“{row['e-mail'][:60]}” is no e-mail address")
    if not kind:
        table.fault(number, "kind", f"“{row['kind'][:40]}” is none of: {', '.join(titles)}")
    return Guest(row["name"], email, row.get("organisation", ""), kind)
