"""What a person is given to read, and why."""

import pytest

from tests.ratings.conftest import TEXTS, counted
from tests.reading_plan.conftest import ANALYST, LEAD, SILENT, SPEAKING, Reader
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.evidence.reading.passages import passage_id
from wccflow.reading_plan import actions
from wccflow.reading_plan.models import ReadingEntry
from wccflow.reading_plan.wanting import wanted
from wccflow.review import actions as review
from wccflow.review.anchoring import Anchor

ITEM = "1.1 Reputation as the local leader of the NHS"
UNCOVERED = f"Nothing shows {ITEM} yet, and this speaks of it."
CLAIMED = f"It is claimed to show {ITEM}, and nobody has said what it shows."
CONTRADICTED = f"A passage contradicts what is claimed for {ITEM}."


def test_an_item_that_nothing_shows_leads_to_what_speaks_of_it(reader: Reader) -> None:
    reader.file("strategic_plan", SPEAKING, SILENT)

    assert reader.why(reader.plan(LEAD), LEAD) == [("Plan", [UNCOVERED])]


def test_what_is_claimed_is_for_those_who_verify_it(reader: Reader) -> None:
    cited = reader.cite("1.1", reader.file("strategic_plan", SPEAKING), SPEAKING)
    with pytest.raises(Refused, match="Nothing leads to a passage"):
        reader.plan(LEAD)

    reader.submitted()
    assert reader.why(reader.plan(ANALYST), ANALYST) == [("Plan", [CLAIMED])]

    reader.find(cited, "contradicts")
    assert reader.why(reader.plan(ANALYST), ANALYST) == [("Plan", [CONTRADICTED])]

    reader.find(cited, "supports")
    with pytest.raises(Refused, match="Nothing leads to a passage"):
        reader.plan(ANALYST)


def test_an_open_question_leads_the_organisation_to_its_sentence(reader: Reader) -> None:
    version = reader.file("strategic_plan", SILENT)
    reader.submitted()
    with reader.world.database.writing():
        review.open_thread(
            reader.world.case(),
            kind="question",
            body="Where is year 3?",
            by=reader.world.reach(ANALYST),
            now=reader.world.now,
            anchor=Anchor(version_id=version.id, passage=passage_id(SILENT, {})),
        )

    made = reader.plan(LEAD)

    assert reader.why(made, LEAD) == [("Plan", ["A question about it is yours to answer."])]
    assert reader.why(reader.plan(ANALYST), ANALYST) == [("Plan", ["An open thread about it is yours."])]
    with reader.world.database.reading():
        assert "year 3" not in str(session().query(ReadingEntry).first().__dict__)


def test_what_changed_since_the_version_before_is_to_be_read(reader: Reader) -> None:
    reader.file("strategic_plan", *TEXTS)
    reader.file("strategic_plan", *TEXTS, SILENT)

    assert reader.why(reader.plan(LEAD), LEAD) == [("Plan", ["It changed since draft 1."])]


def test_what_was_read_does_not_come_again_until_it_changes(reader: Reader) -> None:
    reader.file("strategic_plan", SPEAKING)
    made = reader.plan(LEAD)
    with reader.world.database.writing():
        actions.mark(reader.progress(made, LEAD).at(1).entry, actions.READ, now=reader.world.now)

    with pytest.raises(Refused, match="You have read everything"):
        reader.plan(LEAD)

    reader.file("strategic_plan", f"{SPEAKING} And more.")
    assert len(reader.why(reader.plan(LEAD), LEAD)) == 1


def test_nothing_is_read_of_documents_that_are_not_shared(reader: Reader) -> None:
    reader.file("strategic_plan", SPEAKING)

    with pytest.raises(Refused, match="no document yet that you may read"):
        reader.plan(ANALYST)


def test_planning_costs_the_same_with_one_document_and_with_three(reader: Reader) -> None:
    costs = []
    for slots in (["strategic_plan"], ["jsna", "od_plan"]):
        for slot in slots:
            reader.cite("1.2", reader.file(slot, SPEAKING), SPEAKING)
        with reader.world.database.reading():
            case, reach = reader.world.case(), reader.world.reach(LEAD)
            with counted() as sent:
                wanted([(case, ["1.1", "1.2"])], reach)
        costs.append(len(sent))

    assert costs[0] == costs[1]
