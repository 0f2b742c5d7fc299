"""Two people at once, on either kind of database: a clear choice between both texts, and never a fault."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.harness.world import World, populate, with_effects
from wccflow.base.database import connect
from wccflow.base.errors import Stale
from wccflow.base.models import Base
from wccflow.base.settings import Settings
from wccflow.engine.definition import Workflow
from wccflow.ratings import actions, drafts, queries
from wccflow.ratings.models import Rating
from wccflow.wiring import offers

PEOPLE = ("lead@5pg.example", "editor@5pg.example")


@pytest.fixture(params=["sqlite", "postgresql"])
def crowd(request: pytest.FixtureRequest, settings: Settings, wcc: Workflow) -> Iterator[World]:
    """The small world on a database of this kind, its case preparing."""
    address = request.getfixturevalue("postgres") if request.param == "postgresql" else ""
    chosen = Settings.read(
        {"WCCFLOW_INSTANCE": str(settings.instance), "WCCFLOW_SECRET_KEY": "test"}
        | ({"WCCFLOW_DATABASE_URL": address} if address else {})
    )
    database = connect(chosen, with_effects(offers()))
    engine = database.engine.execution_options(writes=True)
    if address:
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
    Base.metadata.create_all(engine)
    with database.writing():
        cycle = populate(wcc)
    world = World(database, cycle.id)
    world.at("preparing")
    yield world
    database.engine.dispose()


def at_once(world: World, seen: int | None) -> list[Rating | Stale]:
    """What becomes of two ratings of one item by two people who both look before either has kept."""
    both = Barrier(2)

    def give(person: str, value: str) -> Rating | Stale:
        both.wait()
        try:
            with world.database.writing():
                by = world.reach(person)
                case = world.case()
                return actions.rate(case, "1.1", value, f"Words of {person}", by=by, now=world.now, seen=seen)
        except Stale as stale:
            return stale

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(give, PEOPLE, ("2", "3")))


def test_of_two_first_ratings_at_once_one_is_kept_and_the_other_is_told_of_it_with_both_texts(
    crowd: World,
) -> None:
    found = at_once(crowd, seen=0)

    kept = [each for each in found if isinstance(each, Rating)]
    told = [each for each in found if isinstance(each, Stale)]
    assert (len(kept), len(told)) == (1, 1)
    assert kept[0].rationale in told[0].theirs
    assert told[0].mine in {f"Words of {person}" for person in PEOPLE} - {kept[0].rationale}
    assert told[0].version == 1
    with crowd.database.reading():
        assert [row.number for row in queries.ratings([crowd.case().id])] == [1]


def test_where_nobody_was_looking_one_supersedes_the_other(crowd: World) -> None:
    found = at_once(crowd, seen=None)

    assert sorted(each.number for each in found if isinstance(each, Rating)) == [1, 2]


def test_a_rating_kept_behind_ones_back_is_found_even_by_the_constraint(
    crowd: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with crowd.database.writing():
        case, by = crowd.case(), crowd.reach(PEOPLE[0])
        actions.rate(case, "1.1", "2", "First.", by=by, now=crowd.now)
    looked, real = [], queries.standing_of

    def blind_once(*given: object) -> dict[str, Rating]:
        looked.append(given)
        return {} if len(looked) == 1 else real(*given)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(queries, "standing_of", blind_once)
    with crowd.database.reading():
        by = crowd.reach(PEOPLE[1])
    with pytest.raises(Stale) as stale, crowd.database.writing():
        actions.rate(crowd.case(), "1.1", "3", "Second.", by=by, now=crowd.now, seen=0)

    assert (stale.value.mine, "First." in stale.value.theirs, len(looked)) == ("Second.", True, 2)


def test_two_tabs_of_one_person_begin_one_draft(crowd: World) -> None:
    both = Barrier(2)

    def write(words: str) -> None:
        both.wait()
        with crowd.database.writing():
            by = crowd.reach(PEOPLE[0])
            drafts.keep_draft(crowd.case(), "1.1", "2", words, by=by, now=crowd.now)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, ("One tab.", "The other.")))

    with crowd.database.reading():
        found = queries.drafts(crowd.case(), "self", crowd.reach(PEOPLE[0]).person_id)
        assert list(found) == ["1.1"]
