"""Questions about panels; what a rating says is asked through the ratings room, by its audience."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base import audiences
from wccflow.base.errors import NotFound
from wccflow.base.work import remembered, session
from wccflow.cycles.models import Case
from wccflow.panels.models import (
    Agreement,
    ConflictDeclaration,
    Dissent,
    FactualPoint,
    Panel,
    PanelPaper,
    PanelSeat,
    PersonSkill,
    ReportChange,
    ReportPart,
    ReportSignature,
    Reveal,
)
from wccflow.panels.room_models import ItemFixed
from wccflow.panels.rules import CONFIRMED, WITHDRAWN
from wccflow.people.rights import Reach


def panel_of(case: Case) -> Panel | None:
    """The panel of a case, or None when nobody has begun to put one together."""
    return session().scalar(select(Panel).where(Panel.case_id == case.id))


def panel_by_id(panel_id: UUID) -> Panel:
    """The panel of this id; the caller asks whether it is for the one who wants it. Raises NotFound."""
    found = session().get(Panel, panel_id)
    if found is None:
        raise NotFound
    return found


def panels_of(case_ids: Collection[UUID]) -> dict[UUID, Panel]:
    """The panels of these cases by case, in one query."""
    rows = session().scalars(select(Panel).where(Panel.case_id.in_(case_ids)))
    return {row.case_id: row for row in rows}


def seats_of(panel: Panel) -> Sequence[PanelSeat]:
    """Everyone who was ever put on the panel, the chair first."""
    query = select(PanelSeat).where(PanelSeat.panel_id == panel.id)
    return session().scalars(query.order_by(PanelSeat.part, PanelSeat.seat, PanelSeat.person_id)).all()


def seats_by_case(case_ids: Collection[UUID]) -> Mapping[UUID, Sequence[PanelSeat]]:
    """The seats of these cases that still stand, in one query."""
    return remembered((seats_by_case, *case_ids), lambda: _seats_by_case(case_ids))


def _seats_by_case(case_ids: Collection[UUID]) -> Mapping[UUID, Sequence[PanelSeat]]:
    query = (
        select(Panel.case_id, PanelSeat)
        .join(PanelSeat, PanelSeat.panel_id == Panel.id)
        .where(Panel.case_id.in_(case_ids), PanelSeat.state != WITHDRAWN)
    )
    found: dict[UUID, list[PanelSeat]] = {each: [] for each in case_ids}
    for case_id, seat in session().execute(query):
        found[case_id].append(seat)
    return found


def seat_of(panel: Panel, person_id: UUID) -> PanelSeat | None:
    """The seat of this person, or None when she has none or it was withdrawn."""
    query = select(PanelSeat).where(
        PanelSeat.panel_id == panel.id, PanelSeat.person_id == person_id, PanelSeat.state != WITHDRAWN
    )
    return session().scalar(query)


def present(panel: Panel) -> list[PanelSeat]:
    """The seats of those who rate on the day."""
    here = people_present(panel)
    return [seat for seat in seats_of(panel) if seat.state == CONFIRMED and seat.person_id in here]


def people_present(panel: Panel) -> set[UUID]:
    """Who rates on the day, in one query: without those whose conflict waits for a decision."""
    aside = select(ConflictDeclaration.person_id).where(
        ConflictDeclaration.case_id == panel.case_id, ConflictDeclaration.outcome == ""
    )
    query = select(PanelSeat.person_id).where(
        PanelSeat.panel_id == panel.id, PanelSeat.state == CONFIRMED, PanelSeat.person_id.not_in(aside)
    )
    return set(session().scalars(query))


def present_by_case(case_ids: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Who rates on the day in each of these cases, in two queries."""
    aside = {(each.case_id, each.person_id) for each in conflicts_of(case_ids) if not each.outcome}
    return {
        case_id: {
            seat.person_id
            for seat in mine
            if seat.state == CONFIRMED and (case_id, seat.person_id) not in aside
        }
        for case_id, mine in seats_by_case(case_ids).items()
    }


def conflicts_of(case_ids: Collection[UUID]) -> Sequence[ConflictDeclaration]:
    """Every declaration in these cases, oldest first."""
    query = select(ConflictDeclaration).where(ConflictDeclaration.case_id.in_(case_ids))
    return session().scalars(query.order_by(ConflictDeclaration.declared_at, ConflictDeclaration.id)).all()


def seat_in(case: Case, seat_id: UUID) -> PanelSeat:
    """This seat of the case's panel. Raises NotFound."""
    query = select(PanelSeat).join(Panel, Panel.id == PanelSeat.panel_id)
    found = session().scalar(query.where(PanelSeat.id == seat_id, Panel.case_id == case.id))
    if found is None:
        raise NotFound
    return found


def conflict_in(case: Case, conflict_id: UUID) -> ConflictDeclaration:
    """This declaration in the case. Raises NotFound."""
    found = session().get(ConflictDeclaration, conflict_id)
    if found is None or found.case_id != case.id:
        raise NotFound
    return found


def skills_of(person_ids: Collection[UUID]) -> dict[UUID, set[str]]:
    """What each of these people is good at, in one query."""
    found: dict[UUID, set[str]] = {each: set() for each in person_ids}
    for row in session().scalars(select(PersonSkill).where(PersonSkill.person_id.in_(person_ids))):
        found[row.person_id].add(row.skill)
    return found


def reveals_of(panel: Panel) -> dict[str, Reveal]:
    """What was revealed, by item."""
    rows = session().scalars(select(Reveal).where(Reveal.panel_id == panel.id))
    return {row.item: row for row in rows}


def revealed_items(panel_ids: Collection[UUID]) -> set[tuple[UUID, str]]:
    """What was revealed on these panels, in one query."""
    rows = session().execute(select(Reveal.panel_id, Reveal.item).where(Reveal.panel_id.in_(panel_ids)))
    return {(row[0], row[1]) for row in rows}


def fixed_items(panel: Panel) -> set[str]:
    """The items whose ratings nobody changes any more, everybody present having given one."""
    return set(session().scalars(select(ItemFixed.item).where(ItemFixed.panel_id == panel.id)))


def agreements_of(panel: Panel) -> dict[str, Agreement]:
    """The agreement that holds for each item."""
    rows = session().scalars(
        select(Agreement).where(Agreement.panel_id == panel.id).order_by(Agreement.number)
    )
    return {row.item: row for row in rows}


def agreements_by_item(panel_ids: Collection[UUID]) -> dict[tuple[UUID, str], Agreement]:
    """The agreement that holds for each item of these panels, in one query."""
    rows = session().scalars(
        select(Agreement).where(Agreement.panel_id.in_(panel_ids)).order_by(Agreement.number)
    )
    return {(row.panel_id, row.item): row for row in rows}


def dissents_of(agreement_ids: Collection[UUID]) -> dict[UUID, list[Dissent]]:
    """Who did not share these agreements, in one query."""
    found: dict[UUID, list[Dissent]] = {each: [] for each in agreement_ids}
    query = select(Dissent).where(Dissent.agreement_id.in_(agreement_ids)).order_by(Dissent.id)
    for row in session().scalars(query):
        found[row.agreement_id].append(row)
    return found


def parts_of(panel: Panel) -> dict[str, ReportPart]:
    """What is written of the report, by key."""
    rows = session().scalars(select(ReportPart).where(ReportPart.panel_id == panel.id))
    return {row.key: row for row in rows}


def written_parts(panel_ids: Collection[UUID]) -> set[tuple[UUID, str]]:
    """Which parts of these panels' reports have words, in one query."""
    query = select(ReportPart.panel_id, ReportPart.key).where(
        ReportPart.panel_id.in_(panel_ids), ReportPart.text != ""
    )
    return {(row[0], row[1]) for row in session().execute(query)}


def papers_of(panel: Panel, reach: Reach, kind: str) -> Sequence[PanelPaper]:
    """The papers of a kind that the person may read and that were not withdrawn, newest first."""
    query = select(PanelPaper).where(
        PanelPaper.panel_id == panel.id,
        PanelPaper.kind == kind,
        PanelPaper.withdrawn_at.is_(None),
        audiences.visible(PanelPaper.audience_id, reach.tokens),
    )
    return session().scalars(query.order_by(PanelPaper.made_at.desc(), PanelPaper.id)).all()


def paper_for(reach: Reach, panel: Panel, paper_id: UUID) -> PanelPaper:
    """This paper of the panel, when the person may read it and it was not withdrawn. Raises NotFound."""
    query = select(PanelPaper).where(
        PanelPaper.id == paper_id,
        PanelPaper.panel_id == panel.id,
        PanelPaper.withdrawn_at.is_(None),
        audiences.visible(PanelPaper.audience_id, reach.tokens),
    )
    found = session().scalar(query)
    if found is None:
        raise NotFound
    return found


def points_of(case: Case) -> Sequence[FactualPoint]:
    """The points of factual accuracy that the organisation raised, oldest first."""
    query = select(FactualPoint).where(FactualPoint.case_id == case.id)
    return session().scalars(query.order_by(FactualPoint.raised_at, FactualPoint.id)).all()


def point_of(case: Case, point_id: UUID) -> FactualPoint:
    """This point of the case. Raises NotFound."""
    found = session().get(FactualPoint, point_id)
    if found is None or found.case_id != case.id:
        raise NotFound
    return found


def unanswered_points(case_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many points of each case have no answer, in one query."""
    query = (
        select(FactualPoint.case_id, func.count())
        .where(
            FactualPoint.case_id.in_(case_ids),
            FactualPoint.answer == "",
            FactualPoint.withdrawn_at.is_(None),
        )
        .group_by(FactualPoint.case_id)
    )
    return {row[0]: row[1] for row in session().execute(query)}


def uncarried_points(case_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many accepted points of each case have a sentence that the report lacks, in one query."""
    query = (
        select(FactualPoint.case_id, func.count())
        .where(
            FactualPoint.case_id.in_(case_ids),
            FactualPoint.wording != "",
            FactualPoint.carried_at.is_(None),
            FactualPoint.withdrawn_at.is_(None),
        )
        .group_by(FactualPoint.case_id)
    )
    return {row[0]: row[1] for row in session().execute(query)}


def signed_off(case_ids: Collection[UUID]) -> set[UUID]:
    """The cases whose report is signed off as it stands, in one query."""
    query = (
        select(Panel.case_id)
        .join(ReportSignature, ReportSignature.panel_id == Panel.id)
        .where(Panel.case_id.in_(case_ids), ReportSignature.lapsed_at.is_(None))
    )
    return set(session().scalars(query))


def changes_of(panel: Panel) -> Sequence[ReportChange]:
    """What was changed in the draft while the organisation had it, oldest first."""
    query = select(ReportChange).where(ReportChange.panel_id == panel.id)
    return session().scalars(query.order_by(ReportChange.at, ReportChange.id)).all()


def sees_report(panel: Panel, reach: Reach) -> bool:
    """Whether the report, as it stands, is for this person."""
    return panel.report_audience_id in audiences.readable(reach.tokens)
