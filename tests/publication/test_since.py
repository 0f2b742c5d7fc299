"""What has changed since last year, as it was published then."""

from datetime import date
from typing import Any

import pytest

from tests.harness.world import World
from wccflow.calibration.rules import canonical, digest
from wccflow.cycles import opening
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case as case_called
from wccflow.engine.calendars import shift
from wccflow.engine.definition import Workflow
from wccflow.people import register
from wccflow.people.queries import organisation, person_by_email
from wccflow.publication.models import CorrectedResult, PublishedResult, ResultWithdrawal
from wccflow.publication.since import NEW, OTHER_SCALE, since

SCALE = [{"key": str(at), "title": f"Level {at}", "rank": at} for at in (1, 2, 3, 4)]
BEFORE = "wcc-past/5PG"


def elements(scale: list[dict[str, Any]] | None = None, **levels: str) -> list[dict[str, Any]]:
    """One element with these levels, by the items' keys with an underscore for the point."""
    items = [
        {"key": key.replace("_", "."), "title": f"Item {key}", "value": value, "level": f"Level {value}"}
        for key, value in levels.items()
    ]
    return [{"key": "e", "title": "E", "scale": scale or SCALE, "groups": [{"title": "", "items": items}]}]


@pytest.fixture
def past(world: World, wcc: Workflow) -> World:
    """A cycle a year ago in which 5PG took part."""
    with world.database.writing():
        made = opening.open_cycle(
            "wcc-past",
            title="Last year",
            definition=wcc.editions["2009-10"],
            calendar=shift(wcc.calendars["2009-10"], -52),
            by_id=None,
            now=world.now,
        )
        opening.open_cases(made, [organisation("5PG"), organisation("5MX")], by_id=None, now=world.now)
    return world


def content(case: Case, told: list[dict[str, Any]]) -> str:
    """The text of a published result with these elements."""
    return canonical(
        {
            "cycle": {"key": case.cycle.key, "title": case.cycle.title},
            "organisation": {"code": case.organisation.code, "name": case.organisation.name},
            "elements": told,
        }
    )


def publish(world: World, told: list[dict[str, Any]], address: str = BEFORE) -> None:
    with world.database.writing() as session:
        case = case_called(address)
        text = content(case, told)
        made = PublishedResult(
            case_id=case.id, cycle_id=case.cycle_id, content=text, sha256=digest(text), at=world.now
        )
        session.add(made)


def beside(world: World, told: list[dict[str, Any]], code: str = "5PG") -> dict[str, Any] | None:
    with world.database.reading():
        return since(world.case(code), told)


def test_without_a_cycle_before_there_is_nothing(world: World) -> None:
    assert beside(world, elements(**{"1_1": "2"})) is None


def test_a_cycle_whose_result_was_never_published_is_not_told_of(past: World) -> None:
    assert beside(past, elements(**{"1_1": "2"})) is None


def test_each_level_stands_beside_the_one_that_was_published(past: World) -> None:
    publish(past, elements(**{"1_1": "1", "1_2": "3", "1_3": "2"}))

    found = beside(past, elements(**{"1_1": "3", "1_2": "2", "1_3": "2"}))

    assert found is not None
    assert (found["cycle"], found["organisation"]["code"]) == (
        {"key": "wcc-past", "title": "Last year"},
        "5PG",
    )
    told = [(each["key"], each["before"], each["after"], each["steps"]) for each in found["items"]]
    assert told == [
        ("1.1", "Level 1", "Level 3", 2),
        ("1.2", "Level 3", "Level 2", -1),
        ("1.3", "Level 2", "Level 2", 0),
    ]
    assert (found["better"], found["worse"], found["same"]) == (1, 1, 1)


def test_an_item_that_was_not_rated_then_is_said_to_be_new(past: World) -> None:
    publish(past, elements(**{"1_1": "1"}))

    found = beside(past, elements(**{"1_1": "1", "1_2": "4"}))

    assert found is not None
    assert [(each["before"], each["steps"], each["note"]) for each in found["items"]] == [
        ("Level 1", 0, ""),
        ("", None, NEW),
    ]
    assert (found["better"], found["worse"], found["same"]) == (0, 0, 1)


def test_levels_of_another_scale_are_shown_and_not_compared(past: World) -> None:
    publish(past, elements(SCALE[:3], **{"1_1": "1"}))

    found = beside(past, elements(**{"1_1": "4"}))

    assert found is not None
    assert [(each["before"], each["steps"], each["note"]) for each in found["items"]] == [
        ("Level 1", None, OTHER_SCALE)
    ]
    assert (found["better"], found["worse"], found["same"]) == (0, 0, 0)


def test_a_correction_since_counts_as_what_was_published(past: World) -> None:
    publish(past, elements(**{"1_1": "1"}))
    with past.database.writing() as session:
        case = case_called(BEFORE)
        text = content(case, elements(**{"1_1": "2"}))
        made = CorrectedResult(case_id=case.id, number=1, content=text, sha256=digest(text), at=past.now)
        session.add(made)

    found = beside(past, elements(**{"1_1": "2"}))

    assert found is not None
    assert [each["before"] for each in found["items"]] == ["Level 2"]


def test_a_result_that_was_withdrawn_is_not_told_of(past: World) -> None:
    publish(past, elements(**{"1_1": "1"}))
    with past.database.writing() as session:
        by = person_by_email("lead@dh.example").id
        session.add(
            ResultWithdrawal(
                case_id=case_called(BEFORE).id,
                why="Another's figures.",
                by_id=by,
                at=past.now,
                signed_by_id=by,
                signed_at=past.now,
            )
        )

    assert beside(past, elements(**{"1_1": "2"})) is None


def test_who_goes_on_from_another_stands_beside_that_ones_result(past: World) -> None:
    publish(past, elements(**{"1_1": "1"}), address="wcc-past/5MX")
    with past.database.writing():
        register.succeed(
            organisation("5MX"),
            organisation("5J9"),
            effective=date(2009, 4, 1),
            why="Merged.",
            by_id=None,
            now=past.now,
        )

    found = beside(past, elements(**{"1_1": "2"}), code="5J9")

    assert found is not None
    assert (found["organisation"]["code"], [each["steps"] for each in found["items"]]) == ("5MX", [1])
