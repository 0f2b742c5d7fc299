"""Finding the organisation of an area: by its code, now or of before, by another name, or as the nation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.people.models import Alias, Organisation

NATIONS = frozenset({"country", "nation"})


@dataclass(frozen=True, slots=True)
class Places:
    """The organisations by code and by name."""

    by_id: Mapping[UUID, Organisation]
    by_code: Mapping[str, Organisation]
    by_name: Mapping[str, Organisation]
    nation: Organisation | None

    @classmethod
    def known(cls) -> "Places":
        """All that the database has, in two queries."""
        rows = session().scalars(select(Organisation)).all()
        by_id = {row.id: row for row in rows}
        names = {row.name.casefold(): row for row in rows}
        for alias in session().scalars(select(Alias)):
            names[alias.name.casefold()] = by_id[alias.organisation_id]
        nation = next((row for row in rows if row.level == "nation"), None)
        return cls(by_id, {row.code: row for row in rows}, names, nation)

    def find(self, kind: str, code: str, name: str) -> Organisation | None:
        """The organisation of an area: by code, else by name; the nation by its kind."""
        if kind.casefold() in NATIONS:
            return self.nation
        found = self.by_code.get(code.upper())
        return found or self.by_name.get(code.casefold()) or self.by_name.get(name.casefold())

    def mistaken(self, found: Organisation, name: str) -> Organisation | None:
        """The other organisation whose very name stands beside this one's code; None for its own kin."""
        named = self.by_name.get(name.casefold())
        if named is None or named.id == found.id or name.casefold() == found.name.casefold():
            return None
        kin = (named.successor_id == found.id, found.successor_id == named.id)
        return None if any(kin) or named.level != found.level else named

    def ended(self, found: Organisation, day: date) -> str:
        """What is said of a value of an organisation that was gone by that day; nothing when it was there."""
        if found.valid_until is None or found.valid_until >= day:
            return ""
        heir = self.by_id.get(found.successor_id) if found.successor_id else None
        goes_on = f" and goes on as {heir.code}" if heir else ""
        ended = found.valid_until.isoformat()
        return f"{found.code} ended on {ended}{goes_on}; the value stays with {found.code}"
