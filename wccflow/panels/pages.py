"""What the pages of panels show, gathered for one person."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from wccflow.base.errors import NotFound
from wccflow.cycles.models import Case
from wccflow.indicators.scorecard import Row, scorecard_of
from wccflow.panels import (
    agenda,
    leading,
    papers,
    queries,
    rating_form,
    screens,
    seating,
    subjects,
    table,
)
from wccflow.panels import notes as own_notes
from wccflow.panels.earlier_panels import earlier_panels, is_due
from wccflow.panels.fragments import name_of
from wccflow.panels.models import Panel
from wccflow.panels.room_acts import is_sitting
from wccflow.panels.room_shown import Room
from wccflow.panels.screen_shown import screen_of
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.ratings import queries as ratings
from wccflow.ratings.answers import choices, cited_answers
from wccflow.ratings.channels import sees_drafts
from wccflow.ratings.checklist import compared
from wccflow.ratings.hanging import notes
from wccflow.ratings.keys import keys_of
from wccflow.ratings.rules import DOCUMENTS, SELF, STANCES, TITLES, in_words
from wccflow.ratings.soundness import asked_of
from wccflow.ratings.told import said_of
from wccflow.review.readers import writable
from wccflow.triangulation.sight import has_any, reads
from wccflow.triangulation.strips import strip_context

May = Callable[[str, Case], bool]


def setup(case: Case, panel: Panel | None, reach: Reach, may: May) -> dict[str, Any]:
    """Who sits on the panel and when, its pack, and what is talked about its day."""
    packs = queries.papers_of(panel, reach, papers.PACK) if panel else []
    return {
        "case": case,
        "table": table.table_of(case, reach, manages=seating.manages(case, reach)),
        "packs": packs,
        "has_strips": bool(packs) and reads(case, reach) and has_any(case, reach),
        "sees_day": panel is not None and panel.held_on is not None and sees_drafts(case, reach),
        "sees_report": panel is not None
        and panel.opened_at is not None
        and queries.sees_report(panel, reach),
        "may_manage": may("manage_panel", case),
        "outcome_rows": _outcomes(case, reach),
        **_talk(case, panel, reach, may),
    }


def room(case: Case, panel: Panel, reach: Reach, now: datetime) -> dict[str, Any]:
    """The panel-day room; its parts are asked for when they are drawn."""
    return {
        "case": case,
        "panel": panel,
        "room": Room(case, panel, reach, now),
        "screen": screen_of(case, panel, now),
        "saved_at": now,
    }


def item(case: Case, panel: Panel, key: str, reach: Reach, may: May) -> dict[str, Any]:
    """One item with what was said of it so far, one's own rating, and what is revealed. Raises NotFound."""
    lines = agenda.agenda_of(case, panel, reach).lines
    order = [line.item.key for line in lines]
    if key not in order:
        raise NotFound
    place = order.index(key)
    line, beside = lines[place], agenda.beside(case, reach, [key])
    here = [seat.person_id for seat in queries.present(panel)]
    people = names(agenda.people_in([line]) | {seat.person_id for seat in queries.seats_of(panel)})
    cited = ratings.citations([case.id], items=[key], reach=reach)
    own, told = agenda.own(case, reach).get(key), cited_answers([case.id], items=[key], reach=reach)
    may_rate = may("rate_panel", case) and line.reveal is None and not (line.fixed and own)
    rated, form = rating_form.form_of(case, line, own, cited, told, reach)
    return {
        "case": case,
        "panel": panel,
        "line": line,
        "levels": _levels(line),
        "mine": own,
        "rated": rated,
        "form": form,
        "clause_words": {each.key: each.words for each in asked_of(case, key)},
        "keys": keys_of(line.scale),
        "ticked": compared(line.scale, line.item, rating_form.ticked_by(line, beside, people)),
        "earlier": earlier_panels(case, panel, line, reach) if is_due(line, own) else None,
        "pair": leading.standing(panel).get(key, leading.NOBODY),
        "members": leading.members_of(panel),
        "turn": screens.on_table(panel),
        "notes_here": own_notes.notes_of(panel, reach, key),
        "is_sitting": is_sitting(panel),
        "may_manage": may("manage_panel", case),
        "dissent": _dissent(panel, key),
        "beside": [(TITLES[channel], beside.get((key, channel))) for channel in (SELF, DOCUMENTS)],
        "in_words": lambda value: in_words(line.scale, value),
        "citations": cited,
        "said_of": said_of(cited, reach),
        "notes": notes(cited, reach),
        "cited_answers": told,
        "answer_choices": choices(case, reach),
        "stances": STANCES,
        "me": reach.person_id,
        "people": people,
        "present": here,
        "previous": order[place - 1] if place else "",
        "following": order[place + 1] if place + 1 < len(order) else "",
        "may_rate": may_rate,
        "may_lead": may("agree_ratings", case),
        "name": name_of(key),
        **strip_context(case, key, reach),
    }


def next_unrated(case: Case, panel: Panel, reach: Reach, after: str) -> str:
    """The next item, from here on and then from the start, that the person can still rate; or nothing."""
    own = agenda.own(case, reach)
    lines = agenda.agenda_of(case, panel).lines
    order = [line.item.key for line in lines]
    place = order.index(after) + 1 if after in order else 0
    waiting = [line for line in [*lines[place:], *lines[:place]] if line.reveal is None]
    return next((line.item.key for line in waiting if line.item.key not in own), "")


def _outcomes(case: Case, reach: Reach) -> Sequence[Row]:
    """The outcomes as far as the person may see them."""
    card = scorecard_of(case, reach)
    return card.rows if card and card.sees else ()


def _dissent(panel: Panel, item: str) -> dict[UUID, str]:
    """Who does not share what holds of an item, with their words."""
    held = queries.agreements_of(panel).get(item)
    rows = queries.dissents_of([held.id])[held.id] if held else ()
    return {row.person_id: row.words for row in rows}


def _levels(line: agenda.Line) -> list[tuple[str, str, str]]:
    """The scale's levels with their descriptors for this item, best known words first."""
    said = line.item.descriptors
    return [(each.key, each.title, said.get(each.key, each.statement)) for each in line.scale.values]


def _talk(case: Case, panel: Panel | None, reach: Reach, may: May) -> dict[str, Any]:
    return {
        "panel": panel,
        "day_threads": subjects.threads_on(case, panel, reach),
        "day_subject": subjects.subject_of(panel) if panel else "",
        "may_talk": may("comment", case) and bool(writable(case, reach)),
    }
