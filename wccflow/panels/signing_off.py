"""Signing a report off: somebody with no hand in it has read it and every answer; a change ends that."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.panels import narrated, queries
from wccflow.panels.models import Agreement, Panel, ReportChange, ReportPart, ReportSignature
from wccflow.panels.rules import WITHIN_REPORT
from wccflow.people.queries import one_post
from wccflow.people.rights import Reach, demand

SIGNED, LAPSED = "report.signed_off", "report.sign_off_lapsed"
WORDS_CHANGED = "words of the report were changed"
POINT_RAISED = "a point of factual accuracy was raised"
POINT_ANSWERED = "a point of factual accuracy was answered"
POINT_WITHDRAWN = "a point of factual accuracy was taken back"
TAKEN_BACK = "the draft was taken back"
GIVEN_UP = "it was taken back by whoever gave it"
OWN_HAND = (
    "You had a hand in this {noun}, or stand in for somebody who had: you wrote of it, or answered a point. "
    "Somebody else signs it off."
)


def sign(case: Case, *, note: str = "", by: Reach, now: datetime) -> ReportSignature:
    """Sign the report off as it stands, with every answer. Raises Refused for whoever had a hand in it."""
    definition = definition_of(case)
    demand(by, "sign_report", place=case.place, definition=definition, state=case.state)
    panel = _panel(case)
    if not queries.sees_report(panel, by):
        raise NotFound
    if standing(panel) is not None:
        raise Refused(f"The {definition.report.noun} is signed off already, as it stands.")
    _demand_settled(case)
    if had_a_hand(case, panel, by.person_id, now):
        raise Refused(OWN_HAND.format(noun=definition.report.noun))
    made = ReportSignature(panel_id=panel.id, note=note.strip(), at=now, by_id=by.person_id, lapsed_at=None)
    session().add(made)
    session().flush()
    _record(case, made, SIGNED, words=made.note, by=by, now=now)
    return made


def take_back(case: Case, *, by: Reach, now: datetime) -> None:
    """Take one's own signature back while the report is not fixed."""
    demand(by, "sign_report", place=case.place, definition=definition_of(case), state=case.state)
    panel = _panel(case)
    found = standing(panel)
    if found is None or found.by_id != by.person_id:
        raise NotFound
    lapse(case, panel, GIVEN_UP, by=by, now=now)


def lapse(case: Case, panel: Panel, why: str, *, by: Reach | None, now: datetime) -> None:
    """End the signature, since what was signed is not what stands there now; nothing where there is none."""
    found = standing(panel)
    if found is None:
        return
    found.lapsed_at, found.lapsed_why = now, why
    session().flush()
    _record(case, found, LAPSED, words="", by=by, now=now, why=why)


def standing(panel: Panel) -> ReportSignature | None:
    """The signature that holds for the report as it stands; None when nobody has signed that."""
    query = select(ReportSignature).where(
        ReportSignature.panel_id == panel.id, ReportSignature.lapsed_at.is_(None)
    )
    return session().scalar(query.order_by(ReportSignature.at.desc()).limit(1))


def all_of(panel: Panel) -> Sequence[ReportSignature]:
    """Every signature that was given, the newest first."""
    query = select(ReportSignature).where(ReportSignature.panel_id == panel.id)
    return session().scalars(query.order_by(ReportSignature.at.desc(), ReportSignature.id)).all()


def had_a_hand(case: Case, panel: Panel, person_id: UUID, now: datetime) -> bool:
    """Whether this person, or a post that she shares with somebody, wrote or answered any of it."""
    since = min([each.at for each in log.events_of([case.id], *WITHIN_REPORT)], default=now)
    writers = _writers(case, panel)
    return person_id in writers or any(one_post(each, person_id, since=since, now=now) for each in writers)


def _writers(case: Case, panel: Panel) -> set[UUID]:
    """Everyone who wrote of it, agreed its ratings or answered its points, and whom they spoke for."""
    found: set[UUID | None] = set()
    for event in log.events_of([case.id], *WITHIN_REPORT):
        found |= {event.by_id, UUID(event.payload["for"]) if event.payload.get("for") else None}
    for column, table in (
        (ReportPart.written_by_id, ReportPart),
        (ReportChange.by_id, ReportChange),
        (Agreement.by_id, Agreement),
    ):
        found |= set(session().scalars(select(column).where(table.panel_id == panel.id)))
    found |= {item.rating.by_id for element in narrated.told(case) for item in element.items}
    found |= {each.answered_by_id for each in queries.points_of(case)}
    return {each for each in found if each is not None}


def _demand_settled(case: Case) -> None:
    points = queries.points_of(case)
    open_ones = [each for each in points if each.withdrawn_at is None and not each.answer]
    if open_ones:
        raise Refused(f"Points of factual accuracy without an answer: {len(open_ones)}. They come first.")
    waiting = [each for each in points if each.wording and each.carried_at is None and not each.withdrawn_at]
    if waiting:
        noun = definition_of(case).report.noun
        raise Refused(f"Sentences of accepted points that the {noun} does not say yet: {len(waiting)}.")


def _panel(case: Case) -> Panel:
    panel = queries.panel_of(case)
    if panel is None:
        raise NotFound
    return panel


def _record(
    case: Case,
    row: ReportSignature,
    kind: str,
    *,
    words: str,
    by: Reach | None,
    now: datetime,
    **payload: str,
) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=row.id,
        case_id=case.id,
        audience_id=audience_of(case, "shared"),
        words=words,
        **payload,
    )
