"""What a person has viewed of a document: hers alone, and only while the words stand."""

import pytest

from tests.evidence.conftest import Desk
from wccflow.base.errors import NotFound
from wccflow.evidence import pages, viewed
from wccflow.evidence.models import Version
from wccflow.evidence.reading.passages import Passage, Reading, passage_id
from wccflow.evidence.sections import Section
from wccflow.evidence.settling import settle_reading


def filed(desk: Desk, **chapters: str) -> Version:
    """A version whose chapters say this."""
    version = desk.file("jsna")
    seen: dict[str, int] = {}
    made = []
    for title, words in chapters.items():
        made.append(Passage(passage_id(title, seen), "heading", title, level=1))
        made.append(Passage(passage_id(words, seen), "paragraph", words, title))
    with desk.world.database.writing():
        settle_reading(version.id, Reading("docx", None, tuple(made), ()), now=desk.world.now)
    return version


def sections_of(version: Version) -> dict[str, Section]:
    return {each.title: each for each in pages.whole_of(version).sections}


def states(desk: Desk, version: Version, email: str) -> dict[str, str]:
    """What this person sees beside each section."""
    with desk.world.database.reading():
        seen = viewed.viewed_by(desk.world.reach(email).person_id, version.document_id)
        return {title: seen.state(each) for title, each in sections_of(version).items()}


def mark(desk: Desk, version: Version, title: str) -> None:
    with desk.world.database.writing():
        key = sections_of(version)[title].key
        viewed.mark(version, key, person_id=desk.world.reach(desk.lead).person_id, now=desk.world.now)


def test_a_mark_lasts_into_the_next_version_until_the_section_changes(desk: Desk) -> None:
    first = filed(desk, Needs="Old.", Money="Much.")
    mark(desk, first, "Needs")
    mark(desk, first, "Money")

    second = filed(desk, Plan="New.", Needs="Older.", Money="Much.")

    assert states(desk, first, desk.lead) == {"Needs": "viewed", "Money": "viewed"}
    assert states(desk, second, desk.lead) == {"Plan": "", "Needs": "changed", "Money": "viewed"}


def test_a_mark_is_one_persons_alone(desk: Desk) -> None:
    version = filed(desk, Needs="Old.")

    mark(desk, version, "Needs")

    assert states(desk, version, desk.chief) == {"Needs": ""}


def test_marking_twice_is_marking_once_and_it_can_be_taken_back(desk: Desk) -> None:
    version = filed(desk, Needs="Old.", Money="Much.")
    for _ in range(2):
        mark(desk, version, "Needs")

    with desk.world.database.writing():
        key = sections_of(version)["Needs"].key
        viewed.unmark(version, key, person_id=desk.world.reach(desk.lead).person_id)

    assert states(desk, version, desk.lead) == {"Needs": "", "Money": ""}


def test_a_passage_that_begins_no_section_is_not_marked(desk: Desk) -> None:
    version = filed(desk, Needs="Old.")

    with desk.world.database.writing(), pytest.raises(NotFound):
        viewed.mark(
            version, "p-0000000000", person_id=desk.world.reach(desk.lead).person_id, now=desk.world.now
        )


def test_the_next_section_not_viewed_comes_after_this_one_and_then_from_the_beginning(desk: Desk) -> None:
    version = filed(desk, Needs="a", Money="b", People="c")
    mark(desk, version, "Money")

    with desk.world.database.reading():
        found = sections_of(version)
        seen = viewed.viewed_by(desk.world.reach(desk.lead).person_id, version.document_id)
        order = list(found.values())
        following = [seen.next(order, found.get(title)) for title in ("Needs", "People", "nowhere")]

    assert [each.title for each in following if each] == ["People", "Needs", "Needs"]
    assert seen.count(order) == 1
