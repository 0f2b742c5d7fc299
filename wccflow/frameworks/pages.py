"""What the pages of a new cycle show: choices, faults, days, consequences."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wccflow.base.errors import Refused
from wccflow.evidence.reading.workbooks import with_notes
from wccflow.frameworks import queries, sources
from wccflow.frameworks.actions import names_of
from wccflow.frameworks.grid import CellFault
from wccflow.frameworks.models import CycleDraft, FrameworkUpload
from wccflow.frameworks.plans import Plan, ids, plan_of
from wccflow.frameworks.previewing import standpoint
from wccflow.frameworks.reading import Outcome
from wccflow.frameworks.samples import parts_of
from wccflow.frameworks.sources import Source
from wccflow.monitor.lanes import Bar, Lane, Lanes
from wccflow.people.queries import names

MOST_NOTES = 200
STEPS = ("What", "Who and when", "Look at it", "Open it")


def choices() -> dict[str, Any]:
    """What a cycle can be opened of: workflows with their calendars, and editions to take as a workbook."""
    found = sources.workflows()
    open_drafts = queries.drafts()
    return {
        "workflows": [
            (each, [(key, one.title, _spans(one.windows)) for key, one in each.calendars.items()])
            for each in found
        ],
        "editions": [
            (f"{each.key}/{key}/{part.key}", f"{definition.title}: {part.title}")
            for each in found
            for key, definition in each.editions.items()
            for part in parts_of(definition)
        ],
        "drafts": [(each, _what(each)) for each in open_drafts],
        "people": names(each.by_id for each in open_drafts),
    }


def draft_page(draft: CycleDraft) -> dict[str, Any]:
    """A draft with its workbook, what is wrong with it, and who takes part from when."""
    sent = queries.uploads(draft.id)
    newest = sent[0] if sent else None
    found = sources.sent_as(newest) if newest else None
    outcome = found.outcome if found else None
    source, refusals = _source(draft, newest, outcome)
    return {
        "draft": draft,
        "address": address_of(draft),
        "what": draft.title or (outcome.about.text("title") if outcome else "") or _what(draft),
        "uploads": sent,
        "refusal": found.refusal if found else "",
        "outcome": outcome,
        "faults": _fault_rows(outcome.faults) if outcome else [],
        "refusals": refusals,
        "people": names(each.by_id for each in sent),
        "steps": steps(0 if source is None else 1),
        **(_settings(draft, source) if source else {"plan": None}),
    }


def preview_page(draft: CycleDraft, source: Source, plan: Plan, today: date) -> dict[str, Any]:
    """The days and the way of the cycle, and the pages that can be looked at."""
    role, state = standpoint(plan.definition)
    return {
        "draft": draft,
        "address": address_of(draft),
        "title": names_of(draft, source)[1],
        "plan": plan,
        "chart": chart(plan, today),
        "role": role,
        "state": state,
        "steps": steps(2),
    }


def planned(draft: CycleDraft) -> tuple[Source, Plan]:
    """The edition and plan of a draft. Raises Refused with every reason why there is none yet."""
    source = sources.source_of(draft, queries.newest_upload(draft.id))
    return source, plan_of(draft, source)


def chart(plan: Plan, today: date) -> Lanes:
    """The stages as lanes of days, with the milestones that have one."""
    windows, stages = plan.calendar.windows, plan.definition.stages.values()
    marks = tuple((each.title, each.on) for each in plan.days if each.on)
    days = [plan.first_day, plan.last_day, *(day for _, day in marks)]
    return Lanes(
        lanes=tuple(
            Lane(stage.title, (Bar(stage.title, windows[stage.key], tone),))
            for tone, stage in enumerate(stages)
        ),
        marks=marks,
        first=min(days),
        last=max(days),
        today=today,
    )


def marked(upload: FrameworkUpload, outcome: Outcome, path: Any) -> bytes:
    """The workbook as it was sent, with a note beside each faulty cell. Raises Refused."""
    notes = [(each.sheet, each.cell or "A1", each.say) for each in outcome.faults if each.sheet]
    return with_notes(path, name=upload.file_name, notes=notes[:MOST_NOTES])


def steps(here: int) -> list[tuple[str, str]]:
    """The steps on the way with `done`, `now` or `later`."""
    words = ["done" if place < here else "later" for place in range(len(STEPS))]
    words[here] = "now"
    return list(zip(STEPS, words, strict=True))


def address_of(draft: CycleDraft) -> str:
    """The path of a draft's page."""
    return f"/cycles/new/{draft.id}"


def _source(
    draft: CycleDraft, newest: FrameworkUpload | None, outcome: Outcome | None
) -> tuple[Source | None, tuple[str, ...]]:
    """The edition of a draft; without one the refusals, save those that its page tells cell by cell."""
    if newest is not None and (outcome is None or outcome.workflow is None):
        return None, ()
    try:
        return sources.source_of(draft, newest), ()
    except Refused as refusal:
        return None, refusal.sentences


def _settings(draft: CycleDraft, source: Source) -> dict[str, Any]:
    plan = plan_of(draft, source)
    key, title = names_of(draft, source)
    chosen, without = ids(draft.chosen), ids(draft.without)
    return {
        "plan": plan,
        "source": source,
        "key": key,
        "title": title,
        "members": queries.members(source.definition, plan.first_day),
        "chosen": chosen,
        "without": without,
        "left_out": [str(each) for each in without],
        "names_of": lambda organisations: [(each.id, each.name) for each in organisations],
        "by_overseer": source.definition.takes_part == "overseer",
    }


def _fault_rows(faults: Sequence[CellFault]) -> list[tuple[str, str, str]]:
    return [(each.at or "The whole", each.sheet, each.say) for each in faults]


def _what(draft: CycleDraft) -> str:
    """What a draft is of, for lists."""
    if draft.workflow:
        return draft.title
    newest = queries.newest_upload(draft.id)
    return draft.title or (newest.file_name if newest else "a framework")


def _spans(windows: Mapping[str, Any]) -> tuple[date, date]:
    return min(each.opens for each in windows.values()), max(each.closes for each in windows.values())
