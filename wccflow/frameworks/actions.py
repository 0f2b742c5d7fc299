"""What is done with a draft of a cycle: begun, given another workbook, settled, discarded, and opened."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles import opening
from wccflow.cycles.models import Cycle
from wccflow.evidence.arriving import Received
from wccflow.frameworks import queries, sources
from wccflow.frameworks.about import KEY, slug
from wccflow.frameworks.models import CycleDraft, FrameworkUpload
from wccflow.frameworks.plans import plan_of
from wccflow.people.rights import Reach

RESERVED = frozenset(("new", "windows", "people"))
NO_WORKBOOK = "Send an Excel workbook, saved as .xlsx."
ENDINGS = (".xlsx", ".xlsm")


def begin_of_workflow(workflow: str, calendar: str, *, by: Reach, now: datetime) -> CycleDraft:
    """A draft of a workflow on disk with one of its calendars. Raises NotFound when there is none."""
    demand(by)
    found = sources.workflow(workflow)
    if calendar not in found.calendars:
        raise NotFound
    edition = found.editions[found.calendars[calendar].edition]
    return _begin(f"{workflow}-{calendar}", edition.title, workflow, calendar, by=by, now=now)


def begin_of_workbook(received: Received, *, by: Reach, now: datetime) -> CycleDraft:
    """A draft of a framework that was sent; its name is taken from its first sheet once that can be read."""
    demand(by)
    draft = _begin("", "", "", "", by=by, now=now)
    send(draft, received, by=by, now=now)
    return draft


def send(draft: CycleDraft, received: Received, *, by: Reach, now: datetime) -> FrameworkUpload:
    """Put another workbook in the place of the newest one, which is kept."""
    demand(by)
    _demand_open(draft)
    if draft.workflow:
        raise Refused("This cycle is of a workflow that is there already. Begin another for a workbook.")
    newest = queries.newest_upload(draft.id)
    made = FrameworkUpload(
        draft_id=draft.id,
        number=newest.number + 1 if newest else 1,
        file_name=received.name,
        sha256=received.kept.sha256,
        size=received.kept.size,
        by_id=by.person_id,
        at=now,
    )
    session().add(made)
    session().flush()
    return made


def settle(
    draft: CycleDraft,
    *,
    key: str,
    title: str,
    first_day: date | None,
    overseers: Collection[UUID],
    without: Collection[UUID],
    by: Reach,
) -> CycleDraft:
    """Say what the cycle is called, when it begins, and who takes part."""
    demand(by)
    _demand_open(draft)
    if not title:
        raise Refused("Give the cycle a name: people read it on every page.")
    if not KEY.fullmatch(key) or key in RESERVED:
        raise Refused("Give the cycle a short name of small letters, figures and dashes, such as care-2027.")
    if queries.is_taken(key):
        raise Refused(f"There is already a cycle called {key}. Choose another short name.")
    if not overseers:
        raise Refused("Choose at least one who takes part.")
    draft.key, draft.title, draft.first_day = key, title, first_day
    draft.chosen = " ".join(sorted(map(str, overseers)))
    draft.without = " ".join(sorted(map(str, without)))
    session().flush()
    return draft


def discard(draft: CycleDraft, *, by: Reach, now: datetime) -> None:
    """Put a draft away; what was sent for it is kept."""
    demand(by)
    _demand_open(draft)
    draft.discarded_at = now
    session().flush()


def open_drafted(draft: CycleDraft, *, by: Reach, now: datetime) -> Cycle:
    """Open the cycle with all of its cases, in one. Raises Refused with every reason against it."""
    demand(by)
    _demand_open(draft)
    source = sources.source_of(draft, queries.newest_upload(draft.id))
    plan = plan_of(draft, source)
    if not plan.organisations:
        raise Refused("Nobody takes part yet. Choose who does.")
    key, title = names_of(draft, source)
    if not KEY.fullmatch(key) or key in RESERVED:
        raise Refused("Give the cycle a short name first.")
    cycle = opening.open_cycle(
        key, title=title, definition=plan.definition, calendar=plan.calendar, by_id=by.person_id, now=now
    )
    opening.open_cases(cycle, plan.organisations, by_id=by.person_id, now=now)
    draft.cycle_id, draft.key, draft.title = cycle.id, key, title
    session().flush()
    return cycle


def names_of(draft: CycleDraft, source: sources.Source) -> tuple[str, str]:
    """Key and title of a draft: its own, or those that its framework proposes."""
    return draft.key or slug(source.workflow.key), draft.title or source.definition.title


def demand(by: Reach) -> None:
    """Raise NotFound unless the person opens cycles."""
    if not queries.may_open(by):
        raise NotFound


def _begin(key: str, title: str, workflow: str, calendar: str, *, by: Reach, now: datetime) -> CycleDraft:
    made = CycleDraft(
        key=slug(key),
        title=title,
        workflow=workflow,
        calendar=calendar,
        first_day=None,
        chosen="",
        without="",
        by_id=by.person_id,
        made_at=now,
    )
    session().add(made)
    session().flush()
    return made


def _demand_open(draft: CycleDraft) -> None:
    if draft.cycle_id is not None:
        raise Refused("This cycle is open already.")
