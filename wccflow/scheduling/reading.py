"""Reading a problem from a document (JSON): what is missing or wrong is named by where it stands."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wccflow.scheduling.problem import Organisation, Panel, Person, Pin, Problem

MOST_FAULTS = 20


class NoProblem(Exception):
    """The document is not a problem: every fault as a sentence."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = tuple(faults)


def read(document: object) -> Problem:
    """The problem that a document describes. Raises NoProblem with every fault, each by its place."""
    reading = _Reading(document)
    problem = reading.problem()
    if reading.faults:
        more = len(reading.faults) - MOST_FAULTS
        shown = reading.faults[:MOST_FAULTS]
        raise NoProblem([*shown, f"There are {more} more faults."] if more > 0 else shown)
    return problem


class _Reading:
    """Takes the document apart, and notes what is wrong on the way."""

    def __init__(self, document: object) -> None:
        self.faults: list[str] = []
        self.document = document if isinstance(document, Mapping) else {}
        if not isinstance(document, Mapping):
            self._fault("The file", "must hold one object with days, organisations, people and seats")

    def problem(self) -> Problem:
        """The problem, as far as it could be read."""
        days = self._days("days", self.document.get("days"))
        made = Problem(
            days=tuple(sorted(days)),
            organisations=tuple(
                self._organisation(at, each, days) for at, each in self._rows("organisations")
            ),
            people=tuple(self._person(at, each, days) for at, each in self._rows("people")),
            seats={
                self._name(at, each, "seat"): self._count(at, each, "count")
                for at, each in self._rows("seats")
            },
            skills={
                self._name(at, each, "skill"): self._count(at, each, "at_least")
                for at, each in self._rows("skills", needed=False)
            },
            rooms=self._count("The file", self.document, "rooms"),
            per_week=self._count("The file", self.document, "per_week"),
            pinned=tuple(self._pin(at, each) for at, each in self._rows("pinned", needed=False)),
            before=tuple(self._panel(at, each) for at, each in self._rows("before", needed=False)),
            fixed=tuple(self._panel(at, each) for at, each in self._rows("fixed", needed=False)),
        )
        self._look_whole(made)
        return made

    def _look_whole(self, made: Problem) -> None:
        """What no single row shows: doubles, and names that stand for nothing."""
        for what, names in (
            ("organisation", [each.code for each in made.organisations]),
            ("person", [each.id for each in made.people]),
            ("pinned organisation", [each.organisation for each in made.pinned]),
        ):
            for name, count in Counter(names).items():
                if count > 1:
                    self._fault(f"The {what} {name}", f"is there {count} times")
        for each in made.people:
            if each.seat not in made.seats:
                self._fault(f"The person {each.id}", f"sits as “{each.seat}”, which is no seat of a panel")
        for pin in made.pinned:
            self._look_known(made, pin)

    def _look_known(self, made: Problem, pin: Pin) -> None:
        if pin.organisation not in made.by_code:
            self._fault(f"The pin of {pin.organisation}", "is for an organisation that is not in the file")
        for who in pin.people:
            if who not in made.by_id:
                self._fault(f"The pin of {pin.organisation}", f"names {who}, who is not among the people")

    def _organisation(self, at: str, row: Mapping[str, Any], days: Sequence[date]) -> Organisation:
        allowed = self._days(f"{at}, days", row["days"]) if "days" in row else days
        return Organisation(self._name(at, row, "code"), frozenset(allowed))

    def _person(self, at: str, row: Mapping[str, Any], days: Sequence[date]) -> Person:
        free = self._days(f"{at}, days", row["days"]) if "days" in row else days
        return Person(
            id=self._name(at, row, "id"),
            seat=self._name(at, row, "seat"),
            skills=frozenset(self._names(at, row, "skills")),
            days=frozenset(free),
            cap=self._count(at, row, "cap") if "cap" in row else len(days),
            conflicts=frozenset(self._names(at, row, "conflicts")),
            who=self._name(at, row, "who") if "who" in row else "",
        )

    def _pin(self, at: str, row: Mapping[str, Any]) -> Pin:
        day = self._day(at, row.get("day")) if "day" in row or not row.get("people") else None
        return Pin(self._name(at, row, "organisation"), day, tuple(self._names(at, row, "people")))

    def _panel(self, at: str, row: Mapping[str, Any]) -> Panel:
        people = tuple(self._names(at, row, "people"))
        return Panel(self._name(at, row, "organisation"), self._day(at, row.get("day")), people)

    def _rows(self, name: str, needed: bool = True) -> list[tuple[str, Mapping[str, Any]]]:
        rows = self.document.get(name)
        if rows is None and not needed:
            return []
        if not isinstance(rows, list) or (needed and not rows):
            self._fault("The file", f"must have a list of {name}" + (", with at least one" if needed else ""))
            return []
        found = []
        for number, row in enumerate(rows, start=1):
            if isinstance(row, Mapping):
                found.append((f"{name}, number {number}", row))
            else:
                self._fault(f"{name}, number {number}", "must be an object")
        return found

    def _name(self, at: str, row: Mapping[str, Any], key: str) -> str:
        value = row.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        self._fault(at, f"must have “{key}”, a name")
        return ""

    def _names(self, at: str, row: Mapping[str, Any], key: str) -> list[str]:
        value = row.get(key, [])
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return value
        self._fault(at, f"must have “{key}” as a list of names")
        return []

    def _count(self, at: str, row: Mapping[str, Any], key: str) -> int:
        value = row.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self._fault(at, f"must have “{key}”, a whole number from 0")
        return 0

    def _days(self, at: str, value: object) -> list[date]:
        if not isinstance(value, list):
            self._fault("The file" if at == "days" else at, "must have a list of days")
            return []
        return [self._day(at, each) for each in value]

    def _day(self, at: str, value: object) -> date:
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            self._fault(at, f"has “{value}” where a day like 2010-04-21 must stand")
            return date.min

    def _fault(self, at: str, say: str) -> None:
        self.faults.append(f"{at} {say}.")
