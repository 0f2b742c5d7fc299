"""What the query being typed may become."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.evidence.conftest import Desk
from wccflow.finding import indexing, saving
from wccflow.finding.suggesting import Suggestion, suggestions
from wccflow.wiring import House

Clients = Callable[[str], FlaskClient]
LEAD, STRANGER, OVERSEER = "lead@5pg.example", "lead@5mx.example", "analyst@q34.example"


def offered(
    desk: Desk, house: House, query: str, who: str = LEAD, kind: str = "passages"
) -> list[Suggestion]:
    indexing.drain(house.database, house.index)
    with house.database.reading():
        return suggestions(query, kind, reach=desk.world.reach(who), index=house.index)


def queries(found: list[Suggestion]) -> list[str]:
    return [each.query for each in found]


def test_names_of_fields_and_words_are_offered(desk: Desk, house: House) -> None:
    desk.file("strategic_plan", "Doctors plan for stroke.")

    assert queries(offered(desk, house, "stroke do")) == ["stroke doc:", "stroke doctors"]
    assert offered(desk, house, "pa")[0] == Suggestion("page:", "page")
    assert offered(desk, house, "") == []


def test_values_are_offered_after_a_field(desk: Desk, house: House) -> None:
    assert queries(offered(desk, house, "stroke doc:OD")) == ['stroke doc:"OD plan"']
    assert queries(offered(desk, house, 'doc:"five-year s')) == ['doc:"Five-year strategic plan"']
    assert offered(desk, house, "slot:strat") == [
        Suggestion("slot:strategic_plan", "Five-year strategic plan")
    ]
    assert queries(offered(desk, house, "-has:", LEAD)) == ["-has:thread"]
    assert offered(desk, house, "colour:r") == []


def test_values_of_states_are_offered_of_threads(desk: Desk, house: House) -> None:
    assert "is:unread" in queries(offered(desk, house, "is:un", kind="threads"))


def test_organisations_are_offered_to_those_alone_who_see_their_cases(desk: Desk, house: House) -> None:
    assert queries(offered(desk, house, "org:5")) == ["org:5PG"]
    assert queries(offered(desk, house, "org:5", STRANGER)) == ["org:5MX"]
    assert sorted(queries(offered(desk, house, "pct:5", OVERSEER))) == ["pct:5MX", "pct:5PG"]


def test_kept_searches_are_offered_to_their_keeper_alone(desk: Desk, house: House) -> None:
    with house.database.writing():
        saving.save(
            "stroke org:5PG",
            kind="passages",
            name="My strokes",
            alert=False,
            by=desk.world.reach(LEAD),
            index=house.index,
            now=desk.world.now,
        )

    mine, theirs = (offered(desk, house, "my strokes", each) for each in (LEAD, STRANGER))
    assert mine == [Suggestion("stroke org:5PG", "your search “My strokes”")]
    assert theirs == []


@pytest.mark.parametrize("query", ["a" * 300, '"', "doc:" + "x" * 300, "*", "\x00", "((((", "org:"])
def test_whatever_is_typed_is_answered(desk: Desk, client_of: Clients, query: str) -> None:
    answer = client_of(LEAD).get("/search/suggestions", query_string={"q": query})

    assert answer.status_code == 200
