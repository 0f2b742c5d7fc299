"""Which passages are suggested to whom, and which never again."""

from tests.coverage.conftest import SILENT, SPEAKING, Study
from tests.ratings.conftest import counted
from wccflow.base.work import session
from wccflow.coverage import actions
from wccflow.coverage.models import SuggestionLabel
from wccflow.coverage.suggesting import Suggestion, put_aside, suggestions
from wccflow.cycles.queries import definition_of
from wccflow.evidence.models import Version
from wccflow.evidence.reading.passages import passage_id
from wccflow.ratings.rules import DOCUMENTS, SELF

LEAD, ANALYST = "lead@5pg.example", "analyst@q34.example"


def found(study: Study, who: str, channel: str = SELF) -> list[Suggestion]:
    with study.world.database.reading():
        case = study.world.case()
        item = definition_of(case).items["1.1"]
        return suggestions(case, item, study.world.reach(who), channel=channel)


def refuse(study: Study, version: Version, who: str = LEAD, channel: str = SELF) -> SuggestionLabel:
    with study.world.database.writing():
        return actions.refuse(
            study.world.case(),
            "1.1",
            version_id=version.id,
            passage=passage_id(SPEAKING, {}),
            channel=channel,
            by=study.world.reach(who),
            now=study.world.now,
        )


def test_a_passage_with_the_items_terms_is_suggested_with_the_words_found(study: Study) -> None:
    study.file("strategic_plan", SPEAKING, SILENT)

    (only,) = found(study, LEAD)

    assert only.candidate.text == SPEAKING
    assert only.matched == ("reputation", "local leader", "stakeholder survey")
    assert only.where == "Five-year strategic plan, page 1"
    assert [piece for piece, is_lit in only.pieces if is_lit] == [
        "stakeholder survey",
        "reputation",
        "local leader",
    ]


def test_nothing_is_suggested_from_a_document_that_the_person_may_not_read(study: Study) -> None:
    study.file("strategic_plan", SPEAKING)

    assert found(study, ANALYST, DOCUMENTS) == []

    study.submitted()
    assert len(found(study, ANALYST, DOCUMENTS)) == 1


def test_what_is_cited_already_is_not_suggested(study: Study) -> None:
    study.cite("1.1", study.file("strategic_plan", SPEAKING), SPEAKING)

    assert found(study, LEAD) == []


def test_a_refused_passage_comes_back_only_when_its_words_change(study: Study) -> None:
    refuse(study, study.file("strategic_plan", SPEAKING))
    assert found(study, LEAD) == []

    study.file("strategic_plan", SPEAKING, SILENT)
    assert found(study, LEAD) == []

    changed = SPEAKING.replace("has grown", "has not grown")
    study.file("strategic_plan", changed)
    assert [each.candidate.text for each in found(study, LEAD)] == [changed]


def test_a_refusal_is_for_ones_own_side(study: Study) -> None:
    version = study.file("strategic_plan", SPEAKING)
    refuse(study, version)
    study.submitted()

    assert found(study, "editor@5pg.example") == []
    assert len(found(study, ANALYST, DOCUMENTS)) == 1


def test_a_refusal_is_listed_and_can_be_taken_back(study: Study) -> None:
    label = refuse(study, study.file("strategic_plan", SPEAKING))
    with study.world.database.reading():
        aside = put_aside(study.world.case(), "1.1", study.world.reach(LEAD), channel=SELF)
        assert [each.text for each in aside] == [SPEAKING]

    with study.world.database.writing():
        there = session().get_one(SuggestionLabel, label.id)
        actions.restore(there, study.world.case(), by=study.world.reach(LEAD), now=study.world.now)

    assert len(found(study, LEAD)) == 1


def test_suggesting_costs_the_same_with_one_document_and_with_three(study: Study) -> None:
    costs = []
    for slots in (["strategic_plan"], ["jsna", "od_plan"]):
        for slot in slots:
            study.file(slot, SPEAKING)
        with study.world.database.reading(), counted() as sent:
            case = study.world.case()
            item = definition_of(case).items["1.1"]
            suggestions(case, item, study.world.reach(LEAD), channel=SELF)
        costs.append(len(sent))

    assert costs[0] == costs[1]
