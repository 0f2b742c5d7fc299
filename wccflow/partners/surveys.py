"""Loading a survey of partners from a CSV file: every fault by row and column, all of it or nothing."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.partners.actions import demand_inviting
from wccflow.partners.models import PartnerSurvey
from wccflow.partners.queries import Counted, of_survey
from wccflow.partners.rules import DO_NOT_KNOW, LEAST_SHOWN, Asked, counted, kinds_of, questions
from wccflow.partners.sharing import readers
from wccflow.partners.tables import Table, table_of
from wccflow.people.rights import Reach

LOADED = "partner.surveyed"
COLUMNS = {
    "organisation": ("organization", "about", "organisation code"),
    "respondent": ("respondent id", "respondent number", "partner"),
    "kind": ("respondent kind", "organisation kind", "type", "kind of partner"),
    "question": ("question key", "question text"),
    "answer": ("response", "level"),
}
NEEDED = ("organisation", "respondent", "kind", "question", "answer")
MOST_ROWS = 200_000
UNKNOWN_WORDS = {"unknown", "don't know", "don’t know", "do not know", "i do not know", "not known", "n/a"}
NEARLY = (
    "Only {count} of the answers to a question differ from those loaded before. Whoever compares both would "
    "learn what these partners said. Load the file again once five or more differ, or none."
)
SAME = "This very file is loaded already."
SO_FEW = "Of fewer than five respondents nothing is shown. This file has {count}."


@dataclass(slots=True)
class Survey:
    """What came of a file: rows, respondents by kind, every fault, and the number of the version."""

    rows: int = 0
    respondents: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    number: int = 0


def load(
    case: Case, content: bytes, *, source: str, dry_run: bool, by: Reach | None, now: datetime
) -> Survey:
    """Load a survey about the organisation of a case, as the next version of its source.

    A dry run only tells what would come of it. `by` is None for a command. Raises Refused when the file
    cannot be read as a table at all; faults of its rows are in the answer.
    """
    if by is not None:
        demand_inviting(case, by)
    if not source.strip():
        raise Refused("Say where the survey comes from: that is shown beside it.")
    table = table_of(content, COLUMNS, NEEDED, MOST_ROWS)
    replies = _replies(case, table)
    found = Survey(len(table.rows), dict(Counter(each["kind"] for each in replies)), table.faults)
    if len(replies) < LEAST_SHOWN and not found.faults:
        found.faults.append(SO_FEW.format(count=len(replies)))
    earlier = _earlier(case, source.strip())
    sha256 = hashlib.sha256(content).hexdigest()
    if earlier is not None and not found.faults:
        found.faults += [SAME] if earlier.sha256 == sha256 else _too_near(case, earlier.replies, replies)
    if not found.faults and not dry_run:
        found.number = _keep(case, source.strip(), sha256, replies, earlier, by=by, now=now)
    return found


def versions(case: Case) -> Sequence[PartnerSurvey]:
    """Every survey that was loaded about this organisation, newest first."""
    query = select(PartnerSurvey).where(PartnerSurvey.case_id == case.id)
    return session().scalars(query.order_by(PartnerSurvey.at.desc(), PartnerSurvey.number.desc())).all()


def _replies(case: Case, table: Table) -> list[dict[str, Any]]:
    """For each respondent the kind and the answers, in an order of their own that tells of nobody."""
    definition = definition_of(case)
    asked = {words.casefold(): each for each in questions(definition) for words in (each.key, each.text)}
    kinds = {words.casefold(): key for key, title in kinds_of(definition).items() for words in (key, title)}
    people: dict[str, dict[str, Any]] = {}
    first: dict[tuple[str, str], int] = {}
    for number, row in table.rows:
        _look_at_place(case, table, number, row)
        who, kind = row["respondent"].casefold(), kinds.get(row["kind"].casefold(), "")
        question = asked.get(" ".join(row["question"].split()).casefold())
        if not who:
            table.fault(number, "respondent", "is empty; give a number or a name, it is not kept")
        if not kind:
            known = ", ".join(kinds_of(definition).values())
            table.fault(number, "kind", f"“{row['kind'][:40]}” is none of: {known}")
        if question is None:
            table.fault(number, "question", f"“{row['question'][:60]}” is not asked here")
            continue
        answer = _answer(table, number, row["answer"], question)
        if (who, question.key) in first:
            say = f"repeats row {first[who, question.key]}: the same respondent and question"
            table.fault(number, "question", say)
        first.setdefault((who, question.key), number)
        person = people.setdefault(who, {"kind": kind, "answers": {}})
        if person["kind"] != kind and kind:
            table.fault(number, "kind", "is another than in an earlier row of this respondent")
        person["answers"][question.key] = answer
    return sorted(people.values(), key=lambda each: (each["kind"], sorted(each["answers"].items())))


def _look_at_place(case: Case, table: Table, number: int, row: Mapping[str, str]) -> None:
    known = {case.organisation.code.casefold(), case.organisation.name.casefold()}
    if row["organisation"].casefold() not in known:
        say = f"“{row['organisation'][:60]}” is not {case.organisation.name} ({case.organisation.code})"
        table.fault(number, "organisation", say)


def _answer(table: Table, number: int, words: str, question: Asked) -> str:
    plain = words.casefold()
    if plain in UNKNOWN_WORDS:
        return DO_NOT_KNOW
    for level in question.scale.values:
        if plain in {level.key.casefold(), level.title.casefold(), str(level.rank)}:
            return level.key
    offered = ", ".join(level.title for level in question.scale.values)
    table.fault(number, "answer", f"“{words[:40]}” is none of: {offered}, do not know")
    return DO_NOT_KNOW


def _earlier(case: Case, source: str) -> PartnerSurvey | None:
    query = select(PartnerSurvey).where(
        PartnerSurvey.case_id == case.id,
        PartnerSurvey.source == source,
        PartnerSurvey.superseded_at.is_(None),
    )
    return session().scalar(query)


def _too_near(case: Case, before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]) -> list[str]:
    """That a version differs in one to four answers to a question, by which they could be told."""
    old, new = Counted(of_survey(before)), Counted(of_survey(after))
    differing = []
    for asked in questions(definition_of(case)):
        for kind in {*old.kinds, *new.kinds}:
            was = Counter(counted(old.of_kind(kind), asked.key))
            now_ = Counter(counted(new.of_kind(kind), asked.key))
            differing.append(max((was - now_).total(), (now_ - was).total()))
    near = [count for count in differing if 0 < count < LEAST_SHOWN]
    return [NEARLY.format(count=min(near))] if near else []


def _keep(
    case: Case,
    source: str,
    sha256: str,
    replies: list[dict[str, Any]],
    earlier: PartnerSurvey | None,
    *,
    by: Reach | None,
    now: datetime,
) -> int:
    number = 1
    if earlier is not None:
        earlier.superseded_at, number = now, earlier.number + 1
    made = PartnerSurvey(
        case_id=case.id,
        source=source,
        number=number,
        sha256=sha256,
        replies=replies,
        by_id=by.person_id if by else None,
        at=now,
        audience_id=readers(case),
    )
    session().add(made)
    session().flush()
    log.record(
        LOADED,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=made.id,
        case_id=case.id,
        audience_id=made.audience_id,
        sha256=sha256,
        respondents=len(replies),
        number=number,
    )
    return number
