"""What people do with lines of sight: draw and order them, show their steps, find where one breaks."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.evidence import queries as evidence
from wccflow.line_of_sight import queries
from wccflow.line_of_sight.acts import (
    channel_held,
    demand_drawing,
    named,
    record,
    sight_of,
    standing,
    step_of,
)
from wccflow.line_of_sight.models import Line, StepFinding, StepPassage
from wccflow.line_of_sight.rules import FOLLOWS, LONGEST_REASON, STANCES
from wccflow.people.rights import Reach, demand
from wccflow.ratings.channels import readers_of
from wccflow.ratings.rules import ABILITY_OF, DOCUMENTS

ADDED, CHANGED, ORDERED, WITHDRAWN, RESTORED = (
    "line.added",
    "line.changed",
    "line.ordered",
    "line.withdrawn",
    "line.restored",
)
SHOWN, HIDDEN, FOUND = "line.shown", "line.hidden", "line.found"


def draw(case: Case, *, title: str = "", item: str = "", by: Reach, now: datetime) -> Line:
    """A new line, the organisation's or the reviewer's own; of an item without a title it bears its title."""
    sight_of(case)
    channel = channel_held(case, by)
    demand_drawing(case, channel, by)
    words, leads_to = named(case, title, item)
    last = session().scalar(
        select(func.max(Line.ordinal)).where(Line.case_id == case.id, Line.channel == channel)
    )
    made = Line(
        case_id=case.id,
        channel=channel,
        title=words,
        item=leads_to,
        ordinal=(last or 0) + 1,
        by_id=by.person_id,
        at=now,
        audience_id=readers_of(case, channel, by),
    )
    session().add(made)
    session().flush()
    record(ADDED, made, by=by, now=now, item=leads_to)
    return made


def change(line: Line, case: Case, *, title: str, item: str, by: Reach, now: datetime) -> None:
    """Call a line otherwise, or let it lead to another item."""
    demand_drawing(case, standing(line).channel, by)
    words, leads_to = named(case, title, item)
    if (words, leads_to) == (line.title, line.item):
        return
    line.title, line.item = words, leads_to
    record(CHANGED, line, by=by, now=now, item=leads_to)


def order(line: Line, case: Case, *, up: bool, by: Reach, now: datetime) -> None:
    """Let a line change places with the one above or below; at the edge nothing happens."""
    demand_drawing(case, standing(line).channel, by)
    rows = [each for each in queries.lines([case.id]) if each.channel == line.channel]
    at = next(number for number, each in enumerate(rows) if each.id == line.id)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(rows):
        return
    rows[at], rows[other] = rows[other], rows[at]
    for number, each in enumerate(rows, start=1):
        each.ordinal = number
    record(ORDERED, line, by=by, now=now, place=other + 1)


def withdraw(line: Line, case: Case, *, by: Reach, now: datetime) -> None:
    """Take a line out of the picture; it is kept and can be brought back."""
    demand_drawing(case, line.channel, by)
    if line.withdrawn_at is None:
        line.withdrawn_at, line.withdrawn_by_id = now, by.person_id
        record(WITHDRAWN, line, by=by, now=now)


def restore(line: Line, case: Case, *, by: Reach, now: datetime) -> None:
    """Bring a withdrawn line back."""
    demand_drawing(case, line.channel, by)
    if line.withdrawn_at is not None:
        line.withdrawn_at = line.withdrawn_by_id = None
        record(RESTORED, line, by=by, now=now)


def show(
    line: Line,
    case: Case,
    step: str,
    *,
    version_id: UUID,
    passage: str,
    by: Reach,
    now: datetime,
    quote: str = "",
) -> StepPassage:
    """Let a passage show a step; showing it twice gives the first again. Raises Refused or NotFound."""
    demand_drawing(case, standing(line).channel, by)
    key = step_of(case, step).key
    version = evidence.version(by, version_id)
    if version.case_id != case.id:
        raise NotFound
    if version.withdrawn_at is not None:
        raise Refused(f"{version.file_name} was withdrawn. Use a passage of the document in its place.")
    words = evidence.quote(version.id, passage, quote)
    for each in queries.passages([line.id]):
        if (each.step, each.version_id, each.passage) == (key, version.id, words.key):
            return each
    made = StepPassage(
        case_id=case.id,
        line_id=line.id,
        step=key,
        version_id=version.id,
        passage=words.key,
        quote=words.quote,
        prefix=words.prefix,
        suffix=words.suffix,
        heading=words.heading,
        page=words.page,
        by_id=by.person_id,
        at=now,
        audience_id=readers_of(case, line.channel, by),
    )
    session().add(made)
    session().flush()
    told = {"step": key, "version": version.id.hex, "passage": words.key, "shown": made.id.hex}
    record(SHOWN, line, by=by, now=now, audience_id=made.audience_id, **told)
    return made


def hide(shown: StepPassage, line: Line, case: Case, *, by: Reach, now: datetime) -> None:
    """Take a passage back from a step; that it stood there stays known."""
    demand_drawing(case, line.channel, by)
    if shown.withdrawn_at is None:
        shown.withdrawn_at, shown.withdrawn_by_id = now, by.person_id
        told = {"step": shown.step, "shown": shown.id.hex}
        record(HIDDEN, line, by=by, now=now, audience_id=shown.audience_id, **told)


def find(
    line: Line, case: Case, step: str, *, stance: str, by: Reach, now: datetime, why: str = ""
) -> StepFinding:
    """Say, as a reviewer, whether a step follows from the one before. Raises Refused without a reason."""
    demand(by, ABILITY_OF[DOCUMENTS], place=case.place, definition=definition_of(case), state=case.state)
    key, reason = step_of(case, step).key, why.strip()
    if stance not in STANCES:
        raise Refused(f"Say whether the step {', '.join(STANCES.values())}.")
    if not reason and stance != FOLLOWS:
        raise Refused("Say why it does not follow, so that somebody can act on it.")
    if len(reason) > LONGEST_REASON:
        raise Refused(f"A reason holds up to {LONGEST_REASON:,} characters.")
    made = StepFinding(
        line_id=standing(line).id,
        step=key,
        stance=stance,
        why=reason,
        by_id=by.person_id,
        at=now,
        audience_id=audience_of(case, "review"),
    )
    session().add(made)
    session().flush()
    record(FOUND, line, by=by, now=now, audience_id=made.audience_id, step=key, stance=stance)
    return made
