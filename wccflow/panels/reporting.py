"""Writing the report, sending it, and the organisation's points of accuracy with the panel's answers."""

from datetime import datetime

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused, Stale
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.panels import narrated, papers, queries, report_word, seating
from wccflow.panels.models import FactualPoint, Panel, ReportPart
from wccflow.panels.report import Part, report_of
from wccflow.panels.rules import ANSWERS, stands_in
from wccflow.people.rights import Reach, demand
from wccflow.ratings import queries as ratings
from wccflow.ratings.rules import PANEL
from wccflow.ratings.sharing import widen

WRITTEN, ISSUED, TAKEN_BACK, FIXED, OPENED = (
    "report.written",
    "report.issued",
    "report.taken_back",
    "report.fixed",
    "report.opened",
)
RAISED, ANSWERED = "point.raised", "point.answered"
CHANGED = "Somebody else has written this part while you did. Choose which words to keep."


def write(
    case: Case, key: str, *, title: str = "", text: str, by: Reach, now: datetime, seen: int | None = None
) -> ReportPart:
    """Write a part of the report; `seen` is the version that the writer saw, 0 for none. Raises Stale."""
    _demand(case, "write_report", by)
    panel = _panel(case)
    if panel.report_fixed_at is not None:
        raise Refused(f"The {definition_of(case).report.noun} is fixed; it can no longer be changed.")
    part = _part(case, panel, key)
    if part.is_titled and text.strip() and not title.strip():
        raise Refused("Say the recommendation in one line: actions are planned under that line.")
    row = queries.parts_of(panel).get(key)
    if seen is not None and seen != part.version:
        raise Stale(CHANGED, mine=text, theirs=part.text, version=part.version)
    if row is None:
        row = ReportPart(panel_id=panel.id, key=key, written_at=now, written_by_id=by.person_id)
        session().add(row)
    row.title, row.text = title.strip(), text.strip()
    row.written_at, row.written_by_id = now, by.person_id
    session().flush()
    _record(case, panel, WRITTEN, by=by, now=now, part=key)
    return row


def open_report(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Begin the report of a case on which no panel sits: from now on nothing waits for a panel's day."""
    panel = _panel(case)
    if panel.frozen_at is None:
        panel.frozen_at = now
        session().flush()
        _record(case, panel, OPENED, by=by, now=now)


def issue(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Send the draft to the organisation: from now on it reads the report and the agreed ratings."""
    panel = _panel(case)
    shared = audience_of(case, "shared")
    widen(case, ratings.current([case.id], channels=[PANEL]), shared, by=by, now=now)
    narrated.share(case, by=by, now=now)
    panel.report_audience_id = shared
    session().flush()
    _keep(case, panel, by=by, now=now)
    _record(case, panel, ISSUED, by=by, now=now)


def take_back(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Take the draft back to amend it: until it is sent again only those who assess read it."""
    panel = _panel(case)
    panel.report_audience_id, panel.report_fixed_at = audience_of(case, "review"), None
    session().flush()
    papers.withdraw(panel, papers.REPORT, by=by, now=now)
    _record(case, panel, TAKEN_BACK, by=by, now=now)


def fix(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Fix the report as it stands."""
    panel = _panel(case)
    panel.report_fixed_at = now
    session().flush()
    _keep(case, panel, by=by, now=now)
    _record(case, panel, FIXED, by=by, now=now)


def raise_point(
    case: Case, section: str, *, sentence: str, what: str, by: Reach, now: datetime
) -> FactualPoint:
    """Say that something in the draft is not accurate: which words of which section, and what is true."""
    _demand(case, "check_facts", by)
    panel = _panel(case)
    if not queries.sees_report(panel, by):
        raise NotFound
    text = report_of(case, panel, by).text_of(section)
    if text is None:
        raise Refused(f"Choose the part of the {definition_of(case).report.noun} that the point is about.")
    if sentence.strip() and not stands_in(sentence, text):
        noun = definition_of(case).report.noun
        raise Refused(f"These words do not stand in that part of the {noun}. Copy them from it.")
    if not what.strip():
        raise Refused("Say what is not accurate, and what is.")
    made = FactualPoint(
        case_id=case.id,
        section=section,
        sentence=sentence.strip(),
        what=what.strip(),
        raised_at=now,
        raised_by_id=by.person_id,
    )
    session().add(made)
    session().flush()
    _record_point(case, made, RAISED, made.what, by=by, now=now)
    return made


def answer(case: Case, point: FactualPoint, outcome: str, *, why: str, by: Reach, now: datetime) -> None:
    """Answer a point: accepted, accepted in part, or not, always with the reason."""
    _demand(case, "write_report", by)
    if outcome not in ANSWERS:
        raise Refused("Choose whether the point is accepted, accepted in part, or not accepted.")
    if point.answer:
        raise Refused(f"This point was answered already: {ANSWERS[point.answer]}.")
    if not why.strip():
        raise Refused("Say why: the organisation reads the reason.")
    point.answer, point.answer_why = outcome, why.strip()
    point.answered_at, point.answered_by_id = now, by.person_id
    session().flush()
    _record_point(case, point, ANSWERED, point.answer_why, by=by, now=now)


def _keep(case: Case, panel: Panel, *, by: Reach | None, now: datetime) -> None:
    papers.withdraw(panel, papers.REPORT, by=by, now=now)
    report = report_of(case, panel)
    content = report_word.written(report)
    audience = audience_of(case, "shared")
    papers.keep(panel, papers.REPORT, report.status, content, audience_id=audience, by=by, now=now)


def _part(case: Case, panel: Panel, key: str) -> Part:
    for part in report_of(case, panel).parts:
        if part.key == key:
            return part
    raise NotFound


def _panel(case: Case) -> Panel:
    return seating.ensured(case)


def _demand(case: Case, ability: str, by: Reach) -> None:
    demand(by, ability, place=case.place, definition=definition_of(case), state=case.state)


def _record(case: Case, panel: Panel, kind: str, *, by: Reach | None, now: datetime, **payload: str) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=panel.id,
        case_id=case.id,
        audience_id=panel.report_audience_id,
        **payload,
    )


def _record_point(
    case: Case, point: FactualPoint, kind: str, words: str, *, by: Reach, now: datetime
) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=point.id,
        case_id=case.id,
        audience_id=audience_of(case, "shared"),
        words=words,
        section=point.section,
        answer=point.answer,
    )
