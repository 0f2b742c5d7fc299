"""Writing the report, sending it to the organisation, taking it back, and fixing it."""

from datetime import datetime

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused, Stale
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.panels import changing, narrated, papers, queries, report_word, seating, signing_off, turns
from wccflow.panels.models import Panel, ReportPart
from wccflow.panels.report import report_of
from wccflow.panels.report_content import Part
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
REOPENED = "report.reopened"
NEW_WORDS = "The draft says something new, and the organisation has its days to check it."
SENT_AGAIN = "The draft was sent, and the organisation has its days to check it."
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
    before = f"{part.title}\n{part.text}".strip()
    row.title, row.text = title.strip(), text.strip()
    row.written_at, row.written_by_id = now, by.person_id
    session().flush()
    _record(case, panel, WRITTEN, by=by, now=now, part=key)
    after = f"{row.title}\n{row.text}".strip()
    if is_checked(case, panel) and before != after:
        put_before(case, panel, key, before, after, by=by, now=now)
    return row


def note_written(case: Case, panel: Panel, section: str, *, by: Reach, now: datetime) -> None:
    """Note that somebody has written of a section whose words are kept elsewhere."""
    _record(case, panel, WRITTEN, by=by, now=now, part=section)


def put_before(
    case: Case, panel: Panel, section: str, before: str, after: str, *, by: Reach, now: datetime
) -> None:
    """Keep what is new in a draft that the organisation checks, and give it the days to check that, too."""
    changing.note(
        panel,
        section,
        kind=changing.WORDS,
        before=before,
        after=after,
        why="",
        point_id=None,
        by=by,
        now=now,
    )
    signing_off.lapse(case, panel, signing_off.WORDS_CHANGED, by=by, now=now)
    until = turns.reopen(case, why=NEW_WORDS, by=by, now=now)
    _record(case, panel, REOPENED, by=by, now=now, section=section, until=until.isoformat() if until else "")


def is_checked(case: Case, panel: Panel) -> bool:
    """Whether the organisation has the draft before it, so that what is changed is new to it."""
    checks = "check_facts" in definition_of(case).states[case.state].opens
    return checks and panel.report_fixed_at is None


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
    turns.reopen(case, why=SENT_AGAIN, by=by, now=now)


def take_back(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Take the draft back to amend it: until it is sent again only those who assess read it."""
    panel = _panel(case)
    panel.report_audience_id, panel.report_fixed_at = audience_of(case, "review"), None
    session().flush()
    papers.withdraw(panel, papers.REPORT, by=by, now=now)
    signing_off.lapse(case, panel, signing_off.TAKEN_BACK, by=by, now=now)
    _record(case, panel, TAKEN_BACK, by=by, now=now)


def fix(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Fix the report as it stands."""
    panel = _panel(case)
    panel.report_fixed_at = now
    session().flush()
    _keep(case, panel, by=by, now=now)
    _record(case, panel, FIXED, by=by, now=now)


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
