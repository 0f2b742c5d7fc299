"""Organisations and their successors from files: every faulty row named, and nothing half loaded."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base.errors import Refused
from wccflow.base.tables import rows_of
from wccflow.base.work import session
from wccflow.people import register
from wccflow.people.actions import found_organisation
from wccflow.people.models import Organisation

LEVELS = ("nation", "overseer", "organisation")
COLUMNS = ("code", "name", "level", "under")
SUCCESSIONS = ("code_2009_10", "code_2011", "effective")
MOST_ROWS = 20_000
YES = frozenset({"yes", "y", "true", "1", "unverified", "u"})

Rows = list[tuple[int, dict[str, str]]]


@dataclass(slots=True)
class Loaded:
    """What came, or would come, of a file: what is new, what changes, what stands already, what is wrong."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: int = 0
    faults: list[str] = field(default_factory=list)

    def as_document(self, *, dry_run: bool) -> dict[str, object]:
        """The answer as data."""
        return {
            "dry_run": dry_run,
            "new": self.new,
            "changed": self.changed,
            "same": self.same,
            "faults": self.faults,
        }


def load_organisations(content: bytes, *, by_id: UUID | None, now: datetime) -> Loaded:
    """Enter the organisations of a file, those above first; the same file again changes nothing."""
    result, rows = Loaded(), _read(content, COLUMNS)
    known = {row.code: row for row in session().scalars(select(Organisation))}
    _refuse_repeats(rows, "code", result)
    for place, row in sorted(
        rows, key=lambda pair: LEVELS.index(pair[1]["level"]) if pair[1]["level"] in LEVELS else 9
    ):
        faults = list(_faults_of(row, known))
        result.faults += [f"Row {place}: {each}" for each in faults]
        if not faults:
            _enter(row, known, result, place, by_id=by_id, now=now)
    return result


def load_successions(
    content: bytes, *, days: Mapping[str, date], by_id: UUID | None, now: datetime
) -> Loaded:
    """Note who goes on in whom. A day that the file does not tell whole is asked for in `days`, by code."""
    result, rows = Loaded(), _read(content, SUCCESSIONS)
    known = {row.code: row for row in session().scalars(select(Organisation))}
    _refuse_repeats(rows, "code_2009_10", result)
    merging = [row["code_2011"].upper() for _, row in rows]
    for place, row in rows:
        before, after = row["code_2009_10"].upper(), row["code_2011"].upper()
        effective = days.get(before) or _whole_day(row["effective"])
        fault = _fault_of_succession(row, known, effective, alone=merging.count(after) == 1)
        if fault or effective is None:
            result.faults.append(f"Row {place}: {fault}")
            continue
        try:
            _succeed(row, known, effective, result, by_id=by_id, now=now)
        except Refused as refusal:
            result.faults.append(f"Row {place}: {refusal}")
    return result


def _read(content: bytes, needed: Sequence[str]) -> Rows:
    return [(place, cells) for place, cells, _ in rows_of(content, needed, most_rows=MOST_ROWS)]


def _refuse_repeats(rows: Rows, column: str, result: Loaded) -> None:
    first: dict[str, int] = {}
    for place, row in rows:
        code = row[column].upper()
        if code in first:
            result.faults.append(f"Row {place}: {code} stands in row {first[code]} already.")
        first.setdefault(code, place)


def _faults_of(row: Mapping[str, str], known: Mapping[str, Organisation]) -> Iterator[str]:
    code, level, under = row["code"].upper(), row["level"], row["under"].upper()
    if not register.CODE.fullmatch(code):
        yield f"“{row['code']}” is not a code: letters and figures only."
    if not row["name"]:
        yield f"{code} has no name."
    if level not in LEVELS:
        yield f"{code} has the level “{level}”; write one of {', '.join(LEVELS)}."
    elif level != "nation" and not under:
        yield f"{code} says nowhere under whom it stands."
    elif under and under not in known:
        yield f"{code} stands under {under}, which is not known; its row is missing, or has a fault itself."
    elif under and known[under].level != ("overseer" if level == "organisation" else "nation"):
        yield f"{code} stands under {under}, which is not of the level above."
    for name in ("valid_from", "valid_until"):
        if row.get(name) and _whole_day(row[name]) is None:
            yield f"{code} has “{row[name]}” as {name}; write a day like 2010-01-31."
    if code in known and level in LEVELS and known[code].level != level:
        yield f"{code} is known with the level {known[code].level} already."


def _enter(
    row: Mapping[str, str],
    known: dict[str, Organisation],
    result: Loaded,
    place: int,
    *,
    by_id: UUID | None,
    now: datetime,
) -> None:
    code, parent = row["code"].upper(), known.get(row["under"].upper())
    begins, ends = _whole_day(row.get("valid_from", "")), _whole_day(row.get("valid_until", ""))
    found = known.get(code)
    if found is None:
        known[code] = found_organisation(
            code,
            name=" ".join(row["name"].split()),
            level=row["level"],
            parent=parent,
            by_id=by_id,
            now=now,
            valid_from=begins,
            valid_until=ends,
            unverified=row.get("unverified", "").lower() in YES,
        )
        result.new.append(code)
    said = list(_difference(known[code], row, parent, begins, ends))
    try:
        named = [
            alias
            for each in re.split(r"[|;]", row.get("aliases", ""))
            if (alias := " ".join(each.split()))
            and register.add_alias(known[code], alias, by_id=by_id, now=now)
        ]
    except Refused as refusal:
        result.faults.append(f"Row {place}: {code}: {refusal}")
        return
    if found is None:
        return
    result.faults += [f"Row {place}: {code} {each}" for each in said]
    if named:
        result.changed.append(f"{code} is found under {', '.join(named)} as well")
    elif not said:
        result.same += 1


def _difference(
    found: Organisation,
    row: Mapping[str, str],
    parent: Organisation | None,
    begins: date | None,
    ends: date | None,
) -> Iterator[str]:
    """What the file says otherwise of an organisation that is known: its page is the place to change it."""
    if parent is not None and found.parent_id != parent.id:
        yield "stands under another organisation already."
    if begins is not None and found.valid_from not in (None, begins):
        yield f"is there from {found.valid_from} already."
    if ends is not None and found.valid_until not in (None, ends):
        yield f"is there until {found.valid_until} already."
    name = " ".join(row["name"].split())
    if name != found.name:
        yield f"is called “{found.name}” already. Rename it on its page, with a day and a reason."


def _fault_of_succession(
    row: Mapping[str, str], known: Mapping[str, Organisation], effective: date | None, *, alone: bool
) -> str:
    before, after = row["code_2009_10"].upper(), row["code_2011"].upper()
    if before not in known:
        return f"{before or 'nothing'} is not known. Load the organisations first."
    if not register.CODE.fullmatch(after):
        return f"“{row['code_2011']}” is not a code."
    if effective is None:
        return (
            f"{before}: “{row['effective']}” is no whole day. Say which with --effective {before}=YYYY-MM-DD."
        )
    if after not in known and not alone:
        return f"{after}, in which several go on, is not known. Add it with its own name first."
    return ""


def _succeed(
    row: Mapping[str, str],
    known: dict[str, Organisation],
    effective: date,
    result: Loaded,
    *,
    by_id: UUID | None,
    now: datetime,
) -> None:
    before, after = known[row["code_2009_10"].upper()], row["code_2011"].upper()
    if after not in known:
        parent = session().get(Organisation, before.parent_id) if before.parent_id else None
        known[after] = found_organisation(
            after,
            name=before.name,
            level=before.level,
            parent=parent,
            by_id=by_id,
            now=now,
            valid_from=effective,
        )
        result.new.append(after)
    if register.succession_of(before.id) is None:
        result.changed.append(f"{before.code} goes on as {after} from {effective.isoformat()}")
    else:
        result.same += 1
    register.succeed(
        before, known[after], effective=effective, why=row.get("confidence", ""), by_id=by_id, now=now
    )


def _whole_day(text: str) -> date | None:
    """The day, when the text is a whole one: not a month, not a year."""
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        return None
