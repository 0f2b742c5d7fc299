"""Who has opened which papers of a panel: noted once the paper was sent, beside the log."""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from wccflow.base.work import Database, session
from wccflow.cycles.models import Case
from wccflow.panels.models import Panel, PanelPaper, PaperOpening
from wccflow.panels.papers import PACK
from wccflow.people.rights import Reach

Opened = dict[tuple[UUID, UUID], datetime]


class Answer(Protocol):
    """What is asked of an answer: that it says when it was sent."""

    direct_passthrough: bool

    def call_on_close(self, func: Callable[[], None], /) -> object:
        """Call this when it was sent."""


def note_when_sent(answer: Answer, paper: PanelPaper, database: Database, by: Reach, now: datetime) -> None:
    """Note that this person opened the paper, once the answer that carries it was sent."""
    paper_id, person_id = paper.id, by.person_id

    def note() -> None:
        # She has the paper already; a database that cannot be written to now must not spoil it.
        with suppress(OperationalError), database.writing():
            session().add(PaperOpening(paper_id=paper_id, person_id=person_id, at=now))

    answer.direct_passthrough = False  # what is passed through does not say when it was sent
    answer.call_on_close(note)


def packs_of(cases: Sequence[Case]) -> dict[UUID, list[PanelPaper]]:
    """The packs that stand, by case, for those who sit on its panel; in one query."""
    query = (
        select(Panel.case_id, PanelPaper)
        .join(PanelPaper, PanelPaper.panel_id == Panel.id)
        .where(Panel.case_id.in_([each.id for each in cases]))
        .where(PanelPaper.kind == PACK, PanelPaper.withdrawn_at.is_(None))
    )
    found: dict[UUID, list[PanelPaper]] = {}
    for case_id, paper in session().execute(query):
        found.setdefault(case_id, []).append(paper)
    return {each.id: _fullest(each, found[each.id]) for each in cases if each.id in found}


def first_opened(paper_ids: Collection[UUID]) -> Opened:
    """When each person first opened each of these papers, by paper and person; in one query."""
    query = (
        select(PaperOpening.paper_id, PaperOpening.person_id, func.min(PaperOpening.at))
        .where(PaperOpening.paper_id.in_(paper_ids))
        .group_by(PaperOpening.paper_id, PaperOpening.person_id)
    )
    return {(paper, person): at for paper, person, at in session().execute(query)}


def _fullest(case: Case, packs: list[PanelPaper]) -> list[PanelPaper]:
    """Without the pack that everyone in the case has, which says less, where there is another."""
    return [each for each in packs if each.audience_id != case.audience_id] or packs
