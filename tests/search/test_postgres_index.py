"""What the index in PostgreSQL keeps beyond the contract: it heals, and no search holds the server long."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, text

from tests.search.factories import OURS, ask, entry, put, scope
from wccflow.base.errors import Refused
from wccflow.search.allowance import TOO_MUCH
from wccflow.search.port import Page
from wccflow.search.postgres_index import PostgresIndex

pytestmark = pytest.mark.postgres
PLANS = put(entry("a", "annual plan"), entry("b", "plan"))


@pytest.fixture
def engine(postgres: str) -> Iterator[Engine]:
    """A database for an index."""
    made = create_engine(postgres)
    yield made
    made.dispose()


@pytest.fixture
def index(engine: Engine) -> PostgresIndex:
    """An index in which there are two plans."""
    made = PostgresIndex(engine, search_milliseconds=200)
    made.clear()
    made.apply([PLANS], watermark=5)
    return made


def plans(index: PostgresIndex, query: str = "plan") -> Page:
    """What is found of plans."""
    return index.search(ask(query), scope(OURS), kind="passages", limit=5)


@pytest.mark.parametrize(
    "loss",
    [
        "DROP SCHEMA wccflow_search CASCADE",
        "DROP TABLE wccflow_search.entry",
        "DROP TABLE wccflow_search.word",
        "DROP TABLE wccflow_search.state",
        "DROP FUNCTION wccflow_search.near",
    ],
)
def test_what_is_dropped_while_the_service_runs_is_made_anew_and_filled(
    index: PostgresIndex, engine: Engine, loss: str
) -> None:
    near = "annual NEAR plan"
    before = plans(index, near)
    with engine.begin() as connection:
        connection.execute(text(loss))

    index.beginning("pl", scope(OURS), most=5)  # whoever comes upon it first, a suggestion or a search
    meanwhile = plans(index, near)
    watermark, known = index.watermark(), index.contents(OURS)
    index.apply([PLANS], watermark=6)

    assert (plans(index, near).total, plans(index, near).partial, before.total) == (1, False, 1)
    assert (meanwhile, watermark, known) == (Page(partial=True), 0, {})


def test_writing_makes_anew_what_was_dropped(index: PostgresIndex, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA wccflow_search CASCADE"))

    index.apply([PLANS], watermark=6)

    assert (plans(index).total, index.watermark()) == (2, 6)


def test_a_search_that_takes_too_long_is_refused_in_a_sentence(index: PostgresIndex, engine: Engine) -> None:
    with engine.begin() as elsewhere:
        elsewhere.execute(text("LOCK TABLE wccflow_search.entry IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(Refused) as refusal:
            plans(index)

    assert (str(refusal.value), plans(index).total) == (TOO_MUCH, 2)
