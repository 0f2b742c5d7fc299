"""Citations follow to the next version: they count as before, and lists say where they stand now."""

from io import BytesIO

from docx import Document

from tests.ratings.conftest import TEXTS, Desk
from wccflow.engine.facts import Tally
from wccflow.evidence import deciding, following, following_checks, following_queue
from wccflow.evidence.following import Standing
from wccflow.evidence.reading.passages import passage_id
from wccflow.ratings import facts, queries
from wccflow.ratings.contents import contents_of
from wccflow.ratings.hanging import hanging_of, notes
from wccflow.ratings.margins import cited
from wccflow.ratings.models import Citation
from wccflow.ratings.pack_document import pack_document

LEAD, ANALYST = "lead@5pg.example", "analyst@q34.example"
CHANGED = "We will release six million pounds in the third year."
LATER = ("Another beginning altogether.", CHANGED)


def replaced(desk: Desk) -> tuple[Citation, Citation]:
    """Two citations of a document that was replaced: of one the words changed, of the other they went."""
    first = desk.file()
    edited, lost = desk.cite("6.2", first), desk.cite("6.1", first, TEXTS[1])
    desk.file("strategic_plan", *LATER)
    following_queue.follow_case(desk.world.database, first.case_id)
    return edited, lost


def standing(desk: Desk, citation: Citation, who: str = LEAD) -> Standing:
    """Where a citation stands for a person."""
    with desk.world.database.reading():
        return following.of([hanging_of(citation)], desk.world.reach(who))[citation.id]


def test_a_citation_whose_passage_is_lost_counts_as_made_and_keeps_its_version(desk: Desk) -> None:
    edited, lost = replaced(desk)

    with desk.world.database.reading():
        case = desk.world.case()
        counted = facts.evidenced([case])[case.id]

    assert isinstance(counted, Tally)
    assert counted.have == 2
    assert (standing(desk, edited).state, standing(desk, lost).state) == ("edited", "lost")
    assert standing(desk, lost).version_id == lost.version_id


def test_anyone_who_cites_for_the_organisation_may_decide_and_no_reviewer(desk: Desk) -> None:
    edited, _ = replaced(desk)

    with desk.world.database.reading():
        case, hanging = desk.world.case(), hanging_of(edited)
        may = {who: deciding.may_decide(hanging, case, desk.world.reach(who)) for who in (LEAD, ANALYST)}

    assert may == {LEAD: True, ANALYST: False}


def test_margins_mark_what_waits_and_what_is_lost(desk: Desk) -> None:
    replaced(desk)

    with desk.world.database.reading():
        marks = sorted(cited(desk.filed["strategic_plan"].id, desk.world.reach(LEAD)))

    assert [(key, "waits for confirmation" in words) for key, words, _ in marks] == [
        ("", False),
        (passage_id(CHANGED, {}), True),
    ]


def test_notes_tell_where_cited_passages_stand(desk: Desk) -> None:
    edited, lost = replaced(desk)

    with desk.world.database.reading():
        said = notes([edited, lost], desk.world.reach(LEAD))

    assert said == {
        edited.id: "The sentence was changed in draft 2, page 2; nobody has confirmed it there yet.",
        lost.id: "The passage is no longer in draft 2.",
    }


def test_the_boards_pack_cites_the_version_and_tells_where_it_stands_now(desk: Desk) -> None:
    replaced(desk)

    with desk.world.database.reading():
        content = pack_document(contents_of(desk.world.case(), desk.world.reach(LEAD)))

    said = [each.text for each in Document(BytesIO(content)).paragraphs]
    assert any("draft 1, page 2. The passage is no longer in draft 2." in each for each in said)


def test_the_store_is_sound_after_following_and_deciding(desk: Desk) -> None:
    edited, _ = replaced(desk)
    row = standing(desk, edited).row
    assert row is not None

    with desk.world.database.writing():
        lead = desk.world.reach(LEAD)
        found, hanging = deciding.found_for(lead, row.id)
        deciding.decide(found, hanging, choice="here", by=lead, now=desk.world.now)

    with desk.world.database.reading():
        assert (following_checks.places_missing(), following_checks.decided_by_nobody()) == ([], [])
        assert len(queries.citations([edited.case_id])) == 2
