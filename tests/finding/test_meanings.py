"""Names in a query that only the database knows: where a case stands, who filed, what is open, since when."""

from datetime import timedelta

import pytest

from tests.evidence.conftest import Desk
from wccflow.base import log
from wccflow.base.errors import Refused
from wccflow.cycles.queries import MOVED
from wccflow.finding import indexing
from wccflow.finding.queries import find, totals
from wccflow.wiring import House

LEAD, CHIEF, STRANGER = "lead@5pg.example", "chief@5pg.example", "lead@5mx.example"


def found(desk: Desk, house: House, query: str, kind: str = "passages", who: str = LEAD) -> list[str]:
    indexing.drain(house.database, house.index)
    with desk.world.database.reading():
        hits = find(query, reach=desk.world.reach(who), index=house.index, kind=kind).hits
        return ["".join(text for text, _ in hit.pieces) for hit in hits]


def test_passages_are_found_by_where_their_case_stands(desk: Desk, house: House) -> None:
    desk.file("strategic_plan", "Stroke care.")

    assert found(desk, house, "stroke state:preparing") == ["Stroke care."]
    assert found(desk, house, 'stroke stage:"Preparation"') == ["Stroke care."]
    assert found(desk, house, "stroke -state:preparing") == []


def test_a_state_that_is_not_there_is_told_with_the_nearest(desk: Desk, house: House) -> None:
    with pytest.raises(Refused, match="Did you mean state:preparing"):
        found(desk, house, "stroke state:preparng")


def test_documents_are_found_by_who_filed_them_and_when(desk: Desk, house: House) -> None:
    desk.file("strategic_plan", "Stroke care.")
    day = desk.world.now.date()

    assert found(desk, house, "stroke by:@me") == ["Stroke care."]
    assert found(desk, house, "stroke by:@me", who=CHIEF) == []
    assert found(desk, house, "stroke by:lead@5pg.example", who=CHIEF) == ["Stroke care."]
    assert found(desk, house, f"stroke filed>={day}") == ["Stroke care."]
    assert found(desk, house, f"stroke filed:{day}") == ["Stroke care."]
    assert found(desk, house, f"stroke filed<{day}") == []
    assert found(desk, house, f"stroke filed>{day}") == []


def test_what_changed_since_a_day_leaves_out_what_stood_before(desk: Desk, house: House) -> None:
    desk.file("strategic_plan", "Stroke care.", "Stroke money.")
    day = desk.world.now.date() + timedelta(days=3)
    desk.world.now += timedelta(days=5)
    desk.file("strategic_plan", "Stroke care.", "Stroke nurses.")

    assert found(desk, house, f"stroke changed-since:{day}") == ["Stroke nurses."]
    assert found(desk, house, f"stroke changed-since:{day + timedelta(days=9)}") == []


def test_what_changed_since_the_case_came_somewhere_is_asked_by_the_workflows_names(
    desk: Desk, house: House
) -> None:
    desk.file("strategic_plan", "Stroke care.", "Stroke money.")
    with desk.world.database.writing():
        case, at = desk.world.case(), desk.world.now + timedelta(days=3)
        log.record(MOVED, at=at, by_id=None, subject_id=case.id, case_id=case.id, to="submitted")
    desk.world.now += timedelta(days=5)
    desk.file("strategic_plan", "Stroke care.", "Stroke nurses.")

    for name in ("submitted", "submission", '"Submitted"'):
        assert found(desk, house, f"stroke changed-since:{name}") == ["Stroke nurses."]
    assert len(found(desk, house, "stroke changed-since:preparation")) == 2
    assert found(desk, house, "stroke changed-since:panel") == []
    assert found(desk, house, "stroke changed-since:submitted", who=STRANGER) == []
    with pytest.raises(Refused, match="Did you mean changed-since:panel"):
        found(desk, house, "stroke changed-since:pannel")


def test_a_name_of_another_kind_is_told_to_be_of_that_kind(desk: Desk, house: House) -> None:
    with pytest.raises(Refused, match='"is" can be asked of threads, not of passages'):
        found(desk, house, "stroke is:open")


def test_a_query_is_counted_only_where_it_can_be_asked(desk: Desk, house: House) -> None:
    desk.file("strategic_plan", "Stroke care.")
    indexing.drain(house.database, house.index)

    with desk.world.database.reading():
        counted = totals("stroke by:@me", reach=desk.world.reach(LEAD), index=house.index)

    assert counted == {"passages": 1, "documents": 0, "threads": 0}


def test_nobody_learns_by_a_name_what_she_may_not_read(desk: Desk, house: House) -> None:
    desk.file("strategic_plan", "Stroke care.")

    for query in ("stroke state:preparing", "stroke by:lead", "stroke filed>2000-01-01"):
        assert found(desk, house, query, who=STRANGER) == []


def test_signs_that_a_database_would_read_as_any_letter_are_letters(desk: Desk, house: House) -> None:
    desk.file("strategic_plan", "Stroke care.")

    assert found(desk, house, "stroke by:lead") == ["Stroke care."]
    assert found(desk, house, "stroke by:%") == []
    assert found(desk, house, "stroke by:l%d") == []


def test_a_day_of_a_year_nobody_can_mean_is_refused(desk: Desk, house: House) -> None:
    with pytest.raises(Refused, match='"9999-12-31" is not a day'):
        found(desk, house, "filed:9999-12-31")


def test_pages_can_be_compared(desk: Desk, house: House) -> None:
    desk.file("strategic_plan", "Stroke care.", "Stroke money.", "Stroke nurses.")
    pages = {number: found(desk, house, f"stroke page:{number}") for number in (1, 2, 3, 4)}

    both = found(desk, house, "stroke page<3")
    last = found(desk, house, "stroke page>=3")

    assert sorted(both + last) == ["Stroke care.", "Stroke money.", "Stroke nurses."]
    assert sorted(both) == sorted(pages[1] + pages[2])
    assert sorted(last) == sorted(pages[3] + pages[4])
    assert both


def test_a_long_list_of_values_is_cut(desk: Desk, house: House) -> None:
    with pytest.raises(Refused, match=r"item:\w+ and \d+ more\.$"):
        found(desk, house, "item:nowhere")


@pytest.mark.parametrize("kind", ["passages", "documents"])
def test_hits_are_counted_by_the_stage_of_their_cases(desk: Desk, house: House, kind: str) -> None:
    desk.file("strategic_plan", "Stroke care.", "Stroke nurses.")
    indexing.drain(house.database, house.index)

    with desk.world.database.reading():
        reach = desk.world.reach(LEAD)
        asked = {"reach": reach, "index": house.index, "kind": kind}
        every, chosen = (
            find(query, **asked) for query in ("plan OR stroke", "(plan OR stroke) stage:preparation")
        )

    assert every.facets["stage"] == [("Preparation", every.total)]
    assert (chosen.total, chosen.facets["stage"]) == (every.total, [])
    assert "case" not in every.facets
