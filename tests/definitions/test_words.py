"""Whatever a definition calls its things is what stands on the pages that all cycles share."""

from collections.abc import Callable

from tests.definitions.hands import Person
from wccflow.engine.definition import Workflow

Persons = Callable[[str], Person]


def test_a_cycle_leads_to_its_own_results_and_heads_its_table_in_its_own_words(
    icb: Workflow, persons: Persons
) -> None:
    page = persons("lead@x24.example").read("/cycles/icb-test")

    assert "Published letters" in page
    assert "Published results" not in page
    assert "ICBRegionStands at" in page


def test_a_cycle_that_publishes_nothing_leads_to_no_results(diagnosis: Workflow, persons: Persons) -> None:
    page = persons("diagnosis@q34.example").read("/cycles/own-test/Q34")

    assert "ublished" not in page
    assert "West Midlands SHA West Midlands SHA" not in page  # it oversees itself, which need not be said


def test_where_nobody_asks_and_nothing_is_required_the_tiles_say_so(
    diagnosis: Workflow, persons: Persons
) -> None:
    page = persons("diagnosis@q34.example").read("/cycles/own-test/Q34")

    assert "Commentsread and write" in page
    assert "Documentsnone required" in page


def test_days_that_were_seen_in_no_source_are_marked_where_they_are_read(
    icb: Workflow, persons: Persons
) -> None:
    said = "We have not seen the days of this calendar in a published source."

    assert said in persons("lead@y60.example").read("/cycles/icb-test/windows/Y60")
    assert said not in persons("manager@q34.example").read("/cycles/wcc-test/windows/Q34")


def test_the_checks_of_a_dossier_speak_no_other_language(icb: Workflow, persons: Persons) -> None:
    page = persons("lead@y60.example").read("/cycles/icb-test/QHL/checks")

    assert [word for word in ("level", "rating", "PCT", "panel", "360") if word in page] == []
