"""What a person's search finds, and what nobody else's tells."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from tests.evidence.conftest import Desk
from wccflow.base.errors import Refused
from wccflow.base.work import Database
from wccflow.evidence.queries import version_by_id
from wccflow.finding import indexing
from wccflow.finding.queries import find
from wccflow.finding.shown import Findings
from wccflow.search.port import SearchIndex
from wccflow.wiring import House


@pytest.fixture
def index(house: House) -> Iterator[SearchIndex]:
    """The index of the test's house."""
    yield house.index
    house.index.close()


def search(
    desk: Desk, index: SearchIndex, query: str, email: str = "lead@5pg.example", **asked: object
) -> Findings:
    indexing.drain(desk.world.database, index)
    with desk.world.database.reading():
        return find(query, reach=desk.world.reach(email), index=index, **asked)  # type: ignore[arg-type] # as find takes them


def test_a_passage_is_found_with_its_place_and_lit_words(desk: Desk, index: SearchIndex) -> None:
    version = desk.file("strategic_plan", "We will invest in stroke care.", "Nothing of that here.")

    found = search(desk, index, "stroke")

    (hit,) = found.hits
    assert found.total == 1
    assert (hit.organisation, hit.document, hit.version) == (
        "5PG",
        "Five-year strategic plan",
        str(version.id),
    )
    assert (hit.heading, hit.page) == ("Plan", 1)
    assert hit.pieces == [("We will invest in ", False), ("stroke", True), (" care.", False)]
    assert hit.address == f"/evidence/{version.id}/passages/{hit.passage}"


def test_what_others_draft_is_found_by_nobody_else_nor_counted(desk: Desk, index: SearchIndex) -> None:
    desk.file("strategic_plan", "The zebracrossing is secret.")

    for email in ("analyst@q34.example", "lead@5mx.example", "lead@dh.example", "observer@dh.example"):
        found = search(desk, index, "zebracrossing", email)

        assert (found.total, found.hits, found.facets) == (
            0,
            [],
            search(desk, index, "nosuchword", email).facets,
        )


def test_an_index_that_says_too_much_is_not_believed(desk: Desk, index: SearchIndex) -> None:
    desk.file("strategic_plan", "The first stroke plan.")
    kept = desk.file("financial_strategy", "The stroke budget.")
    indexing.drain(desk.world.database, index)
    with desk.world.database.writing():
        version_by_id(kept.id).withdrawn_at = desk.world.now

    with desk.world.database.reading():
        found = find("stroke", reach=desk.world.reach(desk.lead), index=index)

    assert [hit.document for hit in found.hits] == ["Five-year strategic plan"]


def test_an_unknown_field_is_a_sentence(desk: Desk, index: SearchIndex) -> None:
    with pytest.raises(Refused, match="colour"):
        search(desk, index, "colour:red")


def test_the_workflows_own_words_are_fields(desk: Desk, index: SearchIndex) -> None:
    desk.file("strategic_plan", "We will invest in stroke care.")

    assert search(desk, index, "stroke pct:5PG").total == 1
    assert search(desk, index, "stroke pct:5MX").total == 0


def test_cases_are_found_by_name_and_state(desk: Desk, index: SearchIndex) -> None:
    found = search(desk, index, "birmingham", kind="cases")

    assert [(hit.organisation, hit.address) for hit in found.hits] == [("5PG", "/cycles/wcc-test/5PG")]


@pytest.mark.parametrize("passages", [1, 12])
def test_the_same_queries_whatever_is_found(desk: Desk, index: SearchIndex, passages: int) -> None:
    desk.file("strategic_plan", *[f"Stroke care, part {number}." for number in range(passages)])
    indexing.drain(desk.world.database, index)

    with desk.world.database.reading():
        reach = desk.world.reach(desk.lead)
        count = counted(desk.world.database, lambda: find("stroke", reach=reach, index=index, limit=20))

    # the definitions, the readable audiences, what is cited, the cases of the hits, the passages, the names
    assert count == 6


def counted(database: Database, act: object) -> int:
    statements: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    act()  # type: ignore[operator] # a function
    event.remove(database.engine, "before_cursor_execute", note)
    return len(statements)


def test_older_versions_are_found_only_when_versions_are_asked_for(desk: Desk, index: SearchIndex) -> None:
    first = desk.file("strategic_plan", "We will invest in stroke care.")
    second = desk.file("strategic_plan", "We will invest in stroke care.", "And more.")

    def versions(query: str) -> set[str | None]:
        return {hit.version for hit in search(desk, index, query).hits}

    assert versions("stroke") == {str(second.id)}
    assert versions("stroke version:any") == {str(first.id), str(second.id)}
    assert versions('stroke version:"draft 1"') == {str(first.id)}
    assert versions('stroke -version:"draft 2"') == {str(first.id)}
    assert search(desk, index, "stroke version:any").understood == ["“stroke”", "version: any"]
