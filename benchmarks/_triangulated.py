"""A nation weighed at once and organisation by organisation; a sheet of 49 items opened and saved."""

from collections.abc import Callable
from time import process_time

from sqlalchemy import event, update

from benchmarks._nation_of_ratings import CYCLE, LEAD, NATIONAL, ORGANISATIONS, nation
from benchmarks._timing import memory, table, timed
from wccflow.base import clock
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case as case_called
from wccflow.cycles.queries import cases_of, definition_of
from wccflow.cycles.queries import cycle as cycle_called
from wccflow.partners.queries import views_of
from wccflow.people.queries import person_by_email, reach_of
from wccflow.ratings.actions import rate_many
from wccflow.ratings.queries import current
from wccflow.ratings.rules import rated_elements
from wccflow.ratings.sheet import sheet_of
from wccflow.ratings.soundness import Given
from wccflow.triangulation.nation import triangulated
from wccflow.triangulation.ranking import ranking_of
from wccflow.triangulation.strips import strips_of
from wccflow.wiring import House

CELL_BY_CELL = 60  # of the 5,016 cells that are asked one by one, since all would take minutes
VALUE = {"levels": "3", "rag": "green"}


def triangulation() -> str:
    """The table of a nation's triangulation."""
    with nation() as house:
        before = memory()[0]
        rows = [
            _row(house, "the nation, as the command gives it", lambda: len(triangulated(CYCLE)[0])),
            _row(house, "the nation's list for a reader, first", lambda: _listed(house)),
            _row(house, "the same again, its means remembered", lambda: _listed(house)),
            _row(house, "one organisation's 49 items for a reader", lambda: _of_one(house)),
            _row(house, "one item for a reader", lambda: _of_one(house, "1.1")),
            _row(house, f"cell by cell, {CELL_BY_CELL} of 5,016", _cells),
        ]
        grown = (memory()[0] - before) / 1e6
    head = ("triangulation", "ms", "processor ms", "statements", "of")
    return f"{table(head, rows)}\n\nMemory of the process grew by {grown:.0f} MB."


def sheet() -> str:
    """The table of a sheet of 49 items."""
    with nation() as house:
        rows = [_row(house, "open a sheet of 49 items", lambda: _opened(house))]
        rows.append(_row(house, "save 49 items", lambda: _saved(house), writes=True))
        rows.append(_row(house, "save one item", lambda: _saved(house, 1), writes=True))
    return table(("sheet", "ms", "processor ms", "statements", "items"), rows)


def _row(house: House, name: str, act: Callable[[], int], *, writes: bool = False) -> tuple[str, ...]:
    sent: list[str] = []

    def note(*given: object) -> None:
        sent.append(str(given[2]))

    engine, work = house.database.engine, house.database.writing if writes else house.database.reading
    event.listen(engine, "before_cursor_execute", note)
    began = process_time()
    with work():
        taken, count = timed(act)
    busy = (process_time() - began) * 1000
    event.remove(engine, "before_cursor_execute", note)
    return name, f"{taken:.0f}", f"{busy:.0f}", str(len(sent)), str(count)


def _listed(house: House) -> int:
    found = ranking_of(cycle_called(CYCLE), reach_of(person_by_email(NATIONAL).id, clock.now()))
    return len(found.rows) if found else 0


def _of_one(house: House, *items: str) -> int:
    case = case_called(f"{CYCLE}/P001")
    found = strips_of(case, reach_of(person_by_email(NATIONAL).id, clock.now()), items)
    return len(found.strips) if found else 0


def _cells() -> int:
    """The naive way: each cell asks for what each source says of it."""
    asked = 0
    for case in cases_of(cycle_called(CYCLE).id)[:ORGANISATIONS]:
        for item in definition_of(case).elements["competencies"].items:
            if asked == CELL_BY_CELL:
                return asked
            current([case.id], items=[item])
            views_of([case.id])
            asked += 1
    return asked


def _opened(house: House) -> int:
    case = case_called(f"{CYCLE}/P001")
    found = sheet_of(case, reach_of(person_by_email(LEAD).id, clock.now()))
    return sum(len(section.lines) for section in found)


def _saved(house: House, count: int = 49) -> int:
    case = case_called(f"{CYCLE}/P001")
    session().execute(update(Case).where(Case.id == case.id).values(state="preparing"))
    session().refresh(case)
    definition = definition_of(case)
    wanted = [
        Given(item, VALUE[definition.scales[element.scale].kind], f"Because of {count} things.")
        for element in rated_elements(definition)
        if definition.scales[element.scale].kind in VALUE
        for item in element.items
    ][:count]
    by = reach_of(person_by_email(LEAD).id, clock.now())
    return len(rate_many(case, wanted, by=by, now=clock.now()))
