"""The record of the day becomes the draft report: parts that nobody has written begin with what was said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from wccflow.base.errors import Refused
from wccflow.cycles.models import Case
from wccflow.panels import queries, reporting
from wccflow.panels.models import Panel
from wccflow.panels.record import DayRecord, record_of
from wccflow.panels.report import report_of
from wccflow.people.rights import Reach

LONGEST_LINE = 120


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a part of the report may begin with."""

    key: str
    heading: str
    title: str
    text: str


def beginnings(case: Case, panel: Panel) -> list[Beginning]:
    """What the record has for the empty parts: what was said for the first, points to work on for others."""
    told, report = record_of(case, panel), report_of(case, panel)
    written = {key for key, row in queries.parts_of(panel).items() if row.text}
    opening = [part for part in report.first[:1] if part.key not in written]
    found = [
        Beginning(part.key, part.heading, "", text)
        for part, text in zip(opening, _impression(told), strict=False)
    ]
    for part, point in zip(report.recommendations, told.work_on, strict=False):
        if part.key not in written:
            found.append(Beginning(part.key, part.heading, one_line(point.words), point.words))
    return found


def draft(case: Case, *, by: Reach, now: datetime) -> Sequence[Beginning]:
    """Write what the record has into the parts that are still empty; nothing that is written is touched."""
    panel = queries.panel_of(case)
    found = beginnings(case, panel) if panel else []
    if not found:
        raise Refused("Every part for which the record has words is written already.")
    for each in found:
        reporting.write(case, each.key, title=each.title, text=each.text, by=by, now=now, seen=None)
    return found


def one_line(words: str) -> str:
    """The first sentence of a point, short enough to stand over an action."""
    line = " ".join(words.split())
    first = line.partition(". ")[0].rstrip(".")
    return first if len(first) <= LONGEST_LINE else f"{first[: LONGEST_LINE - 1].rsplit(' ', 1)[0]}…"


def _impression(told: DayRecord) -> Iterator[str]:
    """What impressed the panel, what it heard, and what the organisation said to its feedback; or nothing."""
    blocks = [each.words for each in told.strengths]
    blocks += [f"We asked: {each.words}\n\n{each.given_by} answered: {each.answer}" for each in told.asked]
    blocks += [f"To our feedback the organisation said: {each.words}" for each in told.replies]
    if blocks:
        yield "\n\n".join(blocks)
