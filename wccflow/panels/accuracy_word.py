"""The round of factual accuracy as a Word file: each point, what was said, its answer, what came of it."""

from collections.abc import Sequence
from datetime import datetime

from wccflow.base.clock import business_day
from wccflow.cycles.paper import Paper
from wccflow.panels.report_content import Report
from wccflow.panels.report_page import Point
from wccflow.panels.rules import ANSWERS

TITLE = "Factual accuracy"
NONE = "No point was raised."


def written(report: Report, points: Sequence[Point]) -> bytes:
    """The annex's bytes; it names nobody, so that it can go wherever the report goes."""
    paper = Paper(
        f"{TITLE}: {report.organisation}",
        subtitle=f"Annex to the {report.status.lower()} · {report.cycle} · {report.overseer}",
        demonstration=report.demonstration,
    )
    paper.say(counted(points))
    paper.table(("Point", "On", "Answer"), [(str(each.number), each.title, each.state) for each in points])
    for each in points:
        _point(paper, each)
    return paper.content()


def counted(points: Sequence[Point]) -> str:
    """How many points were raised and what was said to them, in a sentence."""
    if not points:
        return NONE
    states = [each.state for each in points]
    known = list(dict.fromkeys([*ANSWERS.values(), *states]))
    told = ", ".join(f"{states.count(each)} {each}" for each in known if each in states)
    return f"{len(points)} point{'s were' if len(points) > 1 else ' was'} raised: {told}."


def _point(paper: Paper, point: Point) -> None:
    row = point.row
    paper.heading(f"Point {point.number}: {point.title}", 2)
    if point.follows:
        paper.say(f"It comes back to point {point.follows}.")
    if row.sentence:
        paper.say(f"The draft said: “{row.sentence}”")
    paper.say(f"Raised on {_day(row.raised_at)}: {row.what}")
    if row.quote:
        paper.say(f"Shown by: “{row.quote}”")
    if row.answer and row.answered_at:
        paper.say(f"Answered on {_day(row.answered_at)}, {point.state}: {row.answer_why}")
    else:
        paper.say(f"{point.state[0].upper()}{point.state[1:]}.")
    for words in _outcomes(point):
        paper.say(words)


def _outcomes(point: Point) -> list[str]:
    """What came of a point, sentence by sentence."""
    row, found = point.row, []
    if row.wording:
        found.append(f"{'It reads now' if row.carried_at else 'It is to read'}: “{row.wording}”")
    for change in (each for each in point.changes if each.is_level):
        level = f"{change.title} was {change.row.before} and is {change.row.after}"
        found.append(f"{level}: {change.row.why}")
    if point.followed_by:
        found.append(f"Point {point.followed_by} comes back to it.")
    return found


def _day(instant: datetime) -> str:
    day = business_day(instant)
    return f"{day.day} {day:%B %Y}"
