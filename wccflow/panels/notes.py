"""A member's own notes: hers alone, in whatever state the case is; no line of the log tells of them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.panels import agenda
from wccflow.panels.models import Panel
from wccflow.panels.room_acts import is_panelist
from wccflow.panels.room_models import PanelNote
from wccflow.panels.room_rules import LONGEST_WORDS
from wccflow.people.rights import Reach


def notes_of(panel: Panel, reach: Reach, item: str | None = None) -> Sequence[PanelNote]:
    """The person's own notes, the newest first; with `item` those on it alone."""
    query = select(PanelNote).where(PanelNote.panel_id == panel.id, PanelNote.person_id == reach.person_id)
    if item is not None:
        query = query.where(PanelNote.item == item)
    return session().scalars(query.order_by(PanelNote.at.desc(), PanelNote.id)).all()


def last_kept(panel: Panel, reach: Reach) -> datetime | None:
    """When the person last wrote a note that was kept."""
    query = select(func.max(func.coalesce(PanelNote.changed_at, PanelNote.at)))
    return session().scalar(
        query.where(PanelNote.panel_id == panel.id, PanelNote.person_id == reach.person_id)
    )


def write(case: Case, panel: Panel, body: str, *, by: Reach, now: datetime, item: str = "") -> PanelNote:
    """One more note, on an item or on the day. Raises NotFound or Refused."""
    if not is_panelist(case, by) or (item and item not in agenda.items_of(definition_of(case))):
        raise NotFound
    made = PanelNote(panel_id=panel.id, person_id=by.person_id, item=item, body=_words(body), at=now)
    session().add(made)
    session().flush()
    return made


def change(note: PanelNote, body: str, *, now: datetime) -> None:
    """Write one's note anew."""
    note.body, note.changed_at = _words(body), now
    session().flush()


def discard(note: PanelNote) -> None:
    """Throw one's note away."""
    session().delete(note)
    session().flush()


def note_of(panel: Panel, reach: Reach, note_id: UUID) -> PanelNote:
    """This note of the person's own. Raises NotFound."""
    found = session().get(PanelNote, note_id)
    if found is None or found.panel_id != panel.id or found.person_id != reach.person_id:
        raise NotFound
    return found


def _words(body: str) -> str:
    words = body.strip()
    if not words:
        raise Refused("Write something first.")
    if len(words) > LONGEST_WORDS:
        raise Refused(f"A note holds up to {LONGEST_WORDS:,} characters.")
    return words
