"""What the nation says, on which every comparison rests: remembered until something is said anew."""

from threading import Lock
from typing import TypeAlias
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import func, select

from wccflow.base.models import Event
from wccflow.base.work import Database, session
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Cycle
from wccflow.cycles.queries import MOVED, cases_of
from wccflow.cycles.queries import cycle as cycle_called
from wccflow.cycles.reaching import MIGRATED
from wccflow.partners.actions import SETTLED
from wccflow.partners.counting import COUNTED
from wccflow.partners.surveys import LOADED
from wccflow.ratings.actions import MADE
from wccflow.ratings.sharing import SHARED, WIDENED
from wccflow.triangulation.gathering import Figures, figures_of, spans, table_of
from wccflow.triangulation.model import Footing, footing_of
from wccflow.triangulation.told import Told, footnotes, ranked, told_of

# After one of these something else may be compared; whatever else happens leaves the nation as it was.
TELLING = (MADE, SHARED, WIDENED, MOVED, MIGRATED, COUNTED, SETTLED, LOADED)

Known: TypeAlias = dict[UUID, tuple[int, Figures, Footing]]
_known: "WeakKeyDictionary[Database, Known]" = WeakKeyDictionary()
_lock = Lock()


def footing_in(cycle: Cycle) -> Footing:
    """On what every comparison in a cycle rests."""
    return said_in(cycle)[1]


def said_in(cycle: Cycle) -> tuple[Figures, Footing]:
    """What each source says in a whole cycle, and on what every comparison rests; nobody may change it.

    It is read again only after something was said or submitted. Whom it is shown is asked elsewhere.
    """
    database: Database = session().info["database"]
    at = _last_said()
    with _lock:
        found = _known.setdefault(database, {}).get(cycle.id)
    if found is None or found[0] != at:
        found = (at, *_read(cycle))
        if not session().info.get("writes", True):  # what is being written is not kept for certain
            with _lock:
                _known[database][cycle.id] = found
    return found[1], found[2]


def _last_said() -> int:
    """The place in the log of the newest event after which something else may be compared.

    One look into the index for each kind, however long the log is.
    """
    newest = [
        select(func.max(Event.seq)).where(Event.kind == kind).scalar_subquery().label(f"of_{number}")
        for number, kind in enumerate(TELLING)
    ]
    return max(each or 0 for each in session().execute(select(*newest)).one())


def triangulated(key: str) -> tuple[list[Told], list[str]]:
    """Every organisation of a cycle with what is weighed of it, the widest gap first, and what to note.

    For commands alone: it asks nobody's right. Raises NotFound.
    """
    cycle = cycle_called(key)
    definition, cases = pinned(cycle.digest), cases_of(cycle.id)
    rules = definition.triangulation
    table = table_of(cases, figures_of(cases), definition)
    footing = footing_of(table, rules)
    found = [each for each in told_of(table, footing, rules, spans(cycle.digest)) if _is_there(each)]
    return ranked(found), footnotes(footing, rules)


def _read(cycle: Cycle) -> tuple[Figures, Footing]:
    cases, definition = cases_of(cycle.id), pinned(cycle.digest)
    figures = figures_of(cases)
    return figures, footing_of(table_of(cases, figures, definition), definition.triangulation)


def _is_there(told: Told) -> bool:
    return any(item.says for item in told.items)
