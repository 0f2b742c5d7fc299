"""Changing a draft report sentence by sentence: the words of a part, of a rating's reason, of an item."""

from datetime import datetime
from uuid import UUID

from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.panels import queries
from wccflow.panels.anchors import replaced
from wccflow.panels.models import Agreement, Dissent, Panel, ReportChange, ReportPart
from wccflow.people.rights import Reach
from wccflow.ratings import queries as ratings
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import DOCUMENTS, PANEL

WORDS, LEVEL = "words", "level"
GONE = (
    "This sentence does not stand in the {noun} any more: it was changed since the point was raised. "
    "Change the part by hand, or answer the point with another sentence."
)


def change_sentence(
    case: Case, panel: Panel, section: str, anchor: str, words: str, *, by: Reach, now: datetime
) -> None:
    """Put other words in place of one sentence, wherever it stands. Raises Refused when it is gone."""
    part = queries.parts_of(panel).get(section)
    if part is not None:
        part.text = _with(case, part.text, anchor, words)
        _rewritten(part, by, now)
        return
    row = rating_of(case, section)
    if row is None:
        raise Refused(_gone(case))
    if row.channel == PANEL:
        reason = _with(case, row.rationale, anchor, words)
        supersede(case, panel, row, value=row.value, reason=reason, by=by, now=now)
    else:
        _successor(case, row, value=_with(case, row.value, anchor, words), reason="", by=by, now=now)


def supersede(
    case: Case, panel: Panel, row: Rating, *, value: str, reason: str, by: Reach, now: datetime
) -> Rating:
    """Let another rating hold for an item in place of what the panel agreed; the agreed one is kept."""
    made = _successor(case, row, value=value, reason=reason, by=by, now=now)
    before = queries.agreements_of(panel)[row.item]
    agreement = Agreement(
        panel_id=panel.id,
        item=row.item,
        number=before.number + 1,
        rating_id=made.id,
        at=now,
        by_id=by.person_id,
    )
    session().add(agreement)
    session().flush()
    for each in queries.dissents_of([before.id])[before.id]:
        session().add(Dissent(agreement_id=agreement.id, person_id=each.person_id, words=each.words))
    session().flush()
    return made


def rating_of(case: Case, section: str) -> Rating | None:
    """The rating, or the words told, that stand in this section of the report."""
    rows = ratings.current([case.id], channels=[PANEL, DOCUMENTS])
    mine = {row.channel: row for row in rows if row.item == section}
    return mine.get(PANEL) or mine.get(DOCUMENTS)


def note(
    panel: Panel,
    section: str,
    *,
    kind: str,
    before: str,
    after: str,
    why: str,
    point_id: UUID | None,
    by: Reach,
    now: datetime,
) -> ReportChange:
    """Keep what was changed, so that it can be shown as a difference."""
    made = ReportChange(
        panel_id=panel.id,
        section=section,
        kind=kind,
        before=before,
        after=after,
        why=why,
        point_id=point_id,
        at=now,
        by_id=by.person_id,
    )
    session().add(made)
    session().flush()
    return made


def _rewritten(part: ReportPart, by: Reach, now: datetime) -> None:
    part.written_at, part.written_by_id = now, by.person_id
    session().flush()


def _successor(case: Case, row: Rating, *, value: str, reason: str, by: Reach, now: datetime) -> Rating:
    made = Rating(
        case_id=case.id,
        element=row.element,
        item=row.item,
        channel=row.channel,
        line=row.line,
        number=row.number + 1,
        value=value,
        rationale=reason,
        clauses=dict(row.clauses) if value == row.value else {},
        no_passage=row.no_passage,
        by_id=by.person_id,
        at=now,
        audience_id=audience_of(case, "shared"),
        supersedes_id=row.id,
    )
    session().add(made)
    session().flush()
    return made


def _with(case: Case, text: str, anchor: str, words: str) -> str:
    changed = replaced(text, anchor, words)
    if changed is None:
        raise Refused(_gone(case))
    return changed


def _gone(case: Case) -> str:
    return GONE.format(noun=definition_of(case).report.noun)
