"""What the page of a report shows one person: its sentences, the points beside them, the clock, who signs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wccflow.base import audiences, log
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.cycles.words import names_spoken
from wccflow.evidence import queries as evidence
from wccflow.evidence.difference_words import Pieces, words_between
from wccflow.panels import (
    accuracy,
    deputies,
    letters,
    lifting,
    papers,
    queries,
    report_word,
    reporting,
    signing_off,
    turns,
)
from wccflow.panels.anchors import Sentence, paragraphs_of
from wccflow.panels.changing import LEVEL
from wccflow.panels.models import FactualPoint, Panel, ReportChange
from wccflow.panels.report import report_of
from wccflow.panels.report_content import RatedGroup, Report
from wccflow.panels.rules import ANSWERS, REFUSED
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.ratings.rules import element_of

May = Callable[[str, Case], bool]
TONES = {"accepted": "good", "partly": "warning", "refused": "late"}


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the draft, as a difference; `point` is the number of what led to it, or nought."""

    row: ReportChange
    title: str
    pieces: Pieces
    point: int

    @property
    def is_level(self) -> bool:
        """Whether a rating was changed, and not words."""
        return self.row.kind == LEVEL


@dataclass(frozen=True, slots=True)
class Point:
    """A point with its number, whether its sentence still stands, and what came of it."""

    number: int
    row: FactualPoint
    title: str
    stands: bool
    state: str
    tone: str
    waited: str
    pieces: Pieces
    follows: int
    followed_by: int
    changes: Sequence[Change] = ()
    passage_address: str = ""

    @property
    def can_be_carried(self) -> bool:
        """Whether it has a sentence that the report does not say yet."""
        return bool(self.row.wording) and self.row.carried_at is None

    @property
    def is_answered(self) -> bool:
        """Whether the panel has answered it."""
        return bool(self.row.answer)

    @property
    def changes_ratings(self) -> bool:
        """Whether a rating may be corrected because of it."""
        return self.is_answered and self.row.answer != REFUSED


def shown(
    case: Case, panel: Panel, reach: Reach, may: May, chosen: tuple[str, str], now: datetime
) -> dict[str, Any]:
    """The report sentence by sentence; `chosen` is the section and the sentence to raise a point on."""
    report = report_of(case, panel, reach)
    prose = _prose(report)
    points = points_of(case, panel, report, prose, reach, now)
    is_open = panel.report_fixed_at is None
    may_check = may("check_facts", case) and is_open
    found = {
        "case": case,
        "panel": panel,
        "report": report,
        "prose": prose,
        "difference": report_word.difference,
        "sources": lifting.sources(panel, reach),
        "papers": queries.papers_of(panel, reach, papers.REPORT),
        "points": points,
        "beside": _beside(points),
        "marks": _marks(points),
        "changes": _changes(panel, report, {each.row.id: each.number for each in points}),
        "sections": dict(report.sections),
        "answers": list(ANSWERS.items()),
        "rated": _rated(case, report),
        "chosen": chosen if may_check else ("", ""),
        "chosen_words": _chosen_words(prose, chosen),
        "people": _people(case, panel, points, now),
        "spoken": _spoken(panel, points),
        "may_write": may("write_report", case) and is_open,
        "is_written_beside": bool(letters.told_items(case)),
        "unwritten": report.unwritten,
        "untold": letters.untold(case, report),
        "is_sealed": panel.frozen_at is not None,
        "may_tell": may("rate_documents", case),
        "is_checked": reporting.is_checked(case, panel),
        "may_check": may_check,
        "clock": turns.clock_of(case, now),
        **_signing(case, panel, reach, may, now),
    }
    talked = {each.row.section for each in points} | {found["chosen"][0]}
    opened = {group.title for each in report.elements for group in each.groups if _is_talked(group, talked)}
    return {**found, "page": {**found, "opened": opened}}


def points_of(
    case: Case,
    panel: Panel,
    report: Report,
    prose: Mapping[str, Sequence[Sequence[Sentence]]],
    reach: Reach,
    now: datetime,
) -> list[Point]:
    """Every point, numbered as they were raised, with what came of it."""
    rows = queries.points_of(case)
    numbers = {row.id: number for number, row in enumerate(rows, start=1)}
    followers = {row.follows_id: numbers[row.id] for row in rows if row.follows_id}
    changes = _changes(panel, report, numbers)
    standing = {(section, each.key) for section, lines in prose.items() for line in lines for each in line}
    readable = _readable(rows, reach)
    sections = dict(report.sections)
    return [
        Point(
            number=numbers[row.id],
            row=row,
            title=sections.get(row.section, row.section),
            stands=(row.section, row.anchor) in standing,
            state=_state(row),
            tone="quiet" if row.withdrawn_at else TONES.get(row.answer, "warning"),
            waited="" if row.answer or row.withdrawn_at else turns.waited(case, row.raised_at, now),
            pieces=words_between(row.sentence, row.wording) if row.wording else (),
            follows=numbers.get(row.follows_id, 0) if row.follows_id else 0,
            followed_by=followers.get(row.id, 0),
            changes=[each for each in changes if each.row.point_id == row.id],
            passage_address=f"/evidence/{row.version_id}#{row.passage}" if row.version_id in readable else "",
        )
        for row in rows
    ]


def _prose(report: Report) -> dict[str, list[Sequence[Sentence]]]:
    return {key: paragraphs_of(report.prose_of(key)) for key, _ in report.sections}


def _chosen_words(prose: Mapping[str, Sequence[Sequence[Sentence]]], chosen: tuple[str, str]) -> str:
    lines = prose.get(chosen[0], [])
    return next((each.words for line in lines for each in line if each.key == chosen[1]), "")


def _is_talked(group: RatedGroup, sections: set[str]) -> bool:
    return any(item.key in sections for item in group.items)


def _state(row: FactualPoint) -> str:
    if row.withdrawn_at is not None:
        return "taken back"
    return ANSWERS.get(row.answer, "waits for an answer")


def _beside(points: Sequence[Point]) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = {}
    for each in points:
        found.setdefault(each.row.section, []).append(each)
    return found


def _marks(points: Sequence[Point]) -> dict[tuple[str, str], list[Point]]:
    found: dict[tuple[str, str], list[Point]] = {}
    for each in points:
        if each.stands and each.row.withdrawn_at is None:
            found.setdefault((each.row.section, each.row.anchor), []).append(each)
    return found


def _changes(panel: Panel, report: Report, numbers: Mapping[UUID, int]) -> list[Change]:
    sections = dict(report.sections)
    return [
        Change(
            row=row,
            title=sections.get(row.section, row.section),
            pieces=words_between(row.before, row.after),
            point=numbers.get(row.point_id, 0) if row.point_id else 0,
        )
        for row in queries.changes_of(panel)
    ]


def _readable(rows: Sequence[FactualPoint], reach: Reach) -> set[UUID | None]:
    versions = evidence.versions([row.version_id for row in rows if row.version_id])
    mine = audiences.readable(reach.tokens)
    return {key for key, version in versions.items() if version.audience_id in mine}


def _rated(case: Case, report: Report) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Every rating that a point may change: its key, title with level, and the levels of its scale."""
    definition = definition_of(case)
    found = []
    for item in (each for one in report.elements for group in one.groups for each in group.items):
        element = element_of(definition, item.key)
        if element is not None:
            levels = [(each.key, each.title) for each in definition.scales[element.scale].values]
            found.append((item.key, f"{item.title}: {item.level}", levels))
    return found


def _signing(case: Case, panel: Panel, reach: Reach, may: May, now: datetime) -> dict[str, Any]:
    signature = signing_off.standing(panel)
    signs = may("sign_report", case) and panel.report_fixed_at is None
    post = deputies.chairs_post(case)
    return {
        "is_signed": definition_of(case).anyone_may("sign_report"),
        "signature": signature,
        "signatures": [each for each in signing_off.all_of(panel) if each.lapsed_at],
        "may_sign": signs and signature is None,
        "may_unsign": signs and signature is not None and signature.by_id == reach.person_id,
        "had_a_hand": signs and signing_off.had_a_hand(case, panel, reach.person_id, now),
        "may_deputise": deputies.may_name(case, panel, reach),
        "chair_id": post.person_id if post else None,
        "deputies": deputies.deputies_of(case, now) if panel.frozen_at else [],
    }


def _spoken(panel: Panel, points: Sequence[Point]) -> dict[tuple[UUID, str], str]:
    """Who answered, carried or signed, by what it was done to: `one for another` where a deputy did."""
    about = [*(each.row.id for each in points), *(each.id for each in signing_off.all_of(panel))]
    kinds = (accuracy.RAISED, accuracy.ANSWERED, accuracy.CARRIED, accuracy.CORRECTED, signing_off.SIGNED)
    events = log.events_about(about, *kinds)
    said = names_spoken(events)
    return {(each.subject_id, each.kind): said[each.id] for each in events if each.subject_id}


def _people(case: Case, panel: Panel, points: Sequence[Point], now: datetime) -> dict[UUID, str]:
    found: set[UUID | None] = set()
    found |= {who for each in points for who in (each.row.raised_by_id, each.row.answered_by_id)}
    found |= {each.by_id for each in queries.changes_of(panel)}
    found |= {each.by_id for each in signing_off.all_of(panel)}
    post = deputies.chairs_post(case)
    if post is not None:
        found |= {post.person_id, *(each.person_id for each in deputies.deputies_of(case, now))}
    return names(found)
