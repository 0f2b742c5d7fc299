"""Keeping a panel's Word files: named by their content in the store, each with its readers."""

from datetime import datetime
from io import BytesIO
from uuid import UUID

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.work import files, session
from wccflow.panels.models import Panel, PanelPaper
from wccflow.people.rights import Reach

KEPT, WITHDRAWN = "panel.paper_kept", "panel.paper_withdrawn"
PACK, REPORT = "pack", "report"
MOST_BYTES = 50_000_000


def keep(
    panel: Panel, kind: str, title: str, content: bytes, *, audience_id: UUID, by: Reach | None, now: datetime
) -> PanelPaper:
    """Keep a file for these readers."""
    kept = files().keep(BytesIO(content), max_bytes=MOST_BYTES)
    made = PanelPaper(
        panel_id=panel.id,
        kind=kind,
        title=title,
        sha256=kept.sha256,
        size=kept.size,
        audience_id=audience_id,
        made_at=now,
        made_by_id=by.person_id if by else None,
    )
    session().add(made)
    session().flush()
    _record(panel, made, KEPT, by=by, now=now)
    return made


def withdraw(panel: Panel, kind: str, *, by: Reach | None, now: datetime) -> None:
    """Withdraw every paper of a kind that still stands; the files are kept."""
    query = select(PanelPaper).where(
        PanelPaper.panel_id == panel.id, PanelPaper.kind == kind, PanelPaper.withdrawn_at.is_(None)
    )
    for paper in session().scalars(query).all():
        paper.withdrawn_at = now
        session().flush()
        _record(panel, paper, WITHDRAWN, by=by, now=now)


def broken() -> list[str]:
    """Every paper whose bytes are gone or not what they were."""
    rows = session().scalars(select(PanelPaper)).all()
    return [
        f"The panel's file “{row.title}” ({row.sha256[:12]}) is not in the store as it was made."
        for row in rows
        if not files().sound(row.sha256, row.size)
    ]


def _record(panel: Panel, paper: PanelPaper, kind: str, *, by: Reach | None, now: datetime) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=paper.id,
        case_id=panel.case_id,
        audience_id=paper.audience_id,
        paper=paper.kind,
        sha256=paper.sha256,
    )
