"""A file that nobody can open is no document: the gate, the dossier and what is to be done agree on it."""

import pytest

from tests.evidence.conftest import Desk, reading_of
from wccflow.base.errors import Refused
from wccflow.cycles.queries import definition_of, facts_of
from wccflow.engine.facts import Tally
from wccflow.evidence import cards, dossier
from wccflow.evidence.models import Version
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.passages import Reading
from wccflow.evidence.settling import settle_reading

SCANNED = Reading("pdf", 3, (), (sentences.scanned("1–3", one=False),))


def settled(desk: Desk, version: Version, outcome: Reading | Refused) -> None:
    with desk.world.database.writing():
        settle_reading(version.id, outcome, now=desk.world.now)


def told(desk: Desk) -> tuple[int, int, list[str]]:
    """How many documents the gate counts, how many the dossier counts, and what is to be replaced."""
    with desk.world.database.reading():
        case = desk.world.case("5PG")
        reach = desk.world.reach(desk.lead)
        fact = facts_of([case])[case.id]["documents_required"]
        assert isinstance(fact, Tally)
        to_do = [task.title for task in cards.tasks(reach, [case], desk.world.now)]
        replaced = [title for title in to_do if title.startswith("Replace")]
        return fact.have, dossier.dossier_of(case, reach).have, replaced


def title_of(desk: Desk, slot: str) -> str:
    with desk.world.database.reading():
        return definition_of(desk.world.case("5PG")).slots[slot].title


@pytest.mark.parametrize(
    "sentence", [sentences.PASSWORD, sentences.DAMAGED, sentences.TOO_LONG, sentences.SAVE_AS["zip"]]
)
def test_a_file_that_nobody_can_open_is_not_filed(desk: Desk, sentence: str) -> None:
    version = desk.file("od_plan")
    assert told(desk) == (1, 1, [])

    settled(desk, version, Refused(sentence))

    assert told(desk) == (0, 0, [f"Replace: {title_of(desk, 'od_plan')}"])


def test_a_scan_is_a_document(desk: Desk) -> None:
    settled(desk, desk.file("od_plan"), SCANNED)

    assert told(desk) == (1, 1, [])


def test_a_good_file_in_its_place_counts_again(desk: Desk) -> None:
    settled(desk, desk.file("od_plan"), Refused(sentences.PASSWORD))

    settled(desk, desk.file("od_plan"), reading_of("Good words."))

    assert told(desk) == (1, 1, [])


def test_a_locked_file_over_a_good_one_does_not_count(desk: Desk) -> None:
    settled(desk, desk.file("od_plan"), reading_of("Good words."))

    settled(desk, desk.file("od_plan"), Refused(sentences.PASSWORD))

    assert told(desk) == (0, 0, [f"Replace: {title_of(desk, 'od_plan')}"])
