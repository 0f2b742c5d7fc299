"""Every item beside every document, as one person may see it."""

from datetime import date
from uuid import UUID

from tests.coverage.conftest import TEXTS, Study
from tests.hearings.given import give_answer
from tests.ratings.conftest import counted
from wccflow.base.work import session
from wccflow.coverage.matrix import Line, Matrix, matrix_of
from wccflow.evidence import actions as evidence
from wccflow.evidence.dates import Dates
from wccflow.evidence.models import Version
from wccflow.ratings import citing_answers
from wccflow.ratings.rules import DOCUMENTS


def matrix(study: Study, who: str) -> Matrix:
    with study.world.database.reading():
        return matrix_of(study.world.case(), study.world.reach(who))


def line(found: Matrix, item: str) -> Line:
    return next(each for each in found.lines if each.row.item == item)


def test_one_cited_passage_is_one_click_from_its_cell(study: Study) -> None:
    version = study.file()
    cited = study.cite("1.1", version)

    found = matrix(study, "lead@5pg.example")

    cells = [each for each in line(found, "1.1").cells if each.count]
    assert [(each.slot, each.words) for each in cells] == [("strategic_plan", "claimed")]
    assert cells[0].address == f"/evidence/{version.id}/passages/{cited.passage}"
    assert (found.have, found.total) == (1, 49)


def test_several_passages_lead_to_their_list(study: Study) -> None:
    version = study.file()
    study.cite("1.1", version)
    study.cite("1.1", version, TEXTS[1])

    cell = next(each for each in line(matrix(study, "lead@5pg.example"), "1.1").cells if each.count)

    assert cell.words == "claimed, 2 passages"
    assert cell.address == "/cycles/wcc-test/5PG/coverage/1.1#strategic_plan"


def test_what_a_reviewer_finds_decides_for_those_who_read_reviews_alone(study: Study) -> None:
    cited = study.cite("1.1", study.file())
    study.submitted()
    study.find(cited, "contradicts")

    analyst, lead = matrix(study, "analyst@q34.example"), matrix(study, "lead@5pg.example")

    assert (line(analyst, "1.1").row.state, analyst.sees_reviews) == ("contradicted", True)
    assert (line(lead, "1.1").row.state, lead.sees_reviews) == ("claimed", False)
    assert list(lead.gaps.unverified) == []
    assert line(analyst, "1.1").row.is_mine
    assert line(lead, "1.1").row.is_mine
    assert not line(analyst, "1.2").row.is_mine


def test_before_submission_an_overseer_has_counts_and_nothing_else(study: Study) -> None:
    study.cite("1.1", study.file())

    found = matrix(study, "analyst@q34.example")

    assert (found.sees, found.have, found.total) == (False, 1, 49)
    assert {each.row.state for each in found.lines} == {"none"}
    assert not any(column.is_filed for column in found.columns)


def test_gaps_name_the_documents_that_nobody_cites_and_those_not_filed(study: Study) -> None:
    study.cite("1.1", study.file())
    study.file("jsna", "The register of needs was renewed.")

    gaps = matrix(study, "lead@5pg.example").gaps

    assert gaps.unused == ["Joint strategic needs assessment"]
    assert len(gaps.without) == 48
    assert [title for title, _ in gaps.unfiled][:2] == ["Financial strategy", "OD plan"]


def test_a_document_that_its_date_makes_weak_says_so(study: Study) -> None:
    version, world = study.file(), study.world
    old = Dates(date(2005, 6, 1))
    with world.database.writing():
        there = session().get_one(Version, version.id)
        evidence.put_dates_right(there, old, by=world.reach("lead@5pg.example"), now=world.now)

    found = {each.slot: each.weak for each in matrix(study, "lead@5pg.example").columns if each.weak}

    assert list(found) == ["strategic_plan"]
    assert found["strategic_plan"].startswith("It is of 1 June 2005, more than ")


def test_a_document_replaced_in_the_same_words_takes_its_citations_along(study: Study) -> None:
    study.cite("1.1", study.file())
    study.file("strategic_plan", *TEXTS, "A third passage is new.")

    cell = next(each for each in line(matrix(study, "lead@5pg.example"), "1.1").cells if each.count)

    assert cell.slot == "strategic_plan"


def test_the_matrix_costs_the_same_for_one_citation_and_for_many(study: Study) -> None:
    version = study.file()
    costs = []
    for items in (["1.1"], ["1.2", "1.3", "2.1", "strategy_1"]):
        for item in items:
            study.cite(item, version)
        with study.world.database.reading(), counted() as sent:
            found = matrix_of(study.world.case(), study.world.reach("lead@5pg.example"))
        costs.append((found.have, len(sent)))

    assert [have for have, _ in costs] == [1, 5]
    assert costs[0][1] == costs[1][1]


def test_an_answer_given_in_a_session_is_evidence_of_its_own_kind(study: Study) -> None:
    study.cite("1.1", study.file())
    study.submitted()
    given = give_answer(study.world)
    for item, stance in (("1.1", "supports"), ("2.1", "partly"), ("2.2", "contradicts"), ("2.3", "absent")):
        cite_answer(study, item, given, stance)

    found = matrix(study, "analyst@q34.example")

    states = {item: line(found, item).row.state for item in ("1.1", "2.1", "2.2", "2.3", "3.1")}
    assert states == {
        "1.1": "claimed",
        "2.1": "said",
        "2.2": "contradicted",
        "2.3": "absent",
        "3.1": "none",
    }
    said = line(found, "2.1").said
    assert (said.words, said.address.startswith("/sessions/")) == ("said on the day", True)
    assert [row.item for row in found.gaps.said] == ["2.1"]
    assert (found.have, found.items_said) == (1, 4)


def test_an_answer_that_one_may_not_read_shows_nowhere_in_the_matrix(study: Study) -> None:
    study.submitted()
    cite_answer(study, "2.1", give_answer(study.world), "supports")

    found = matrix(study, "lead@5pg.example")

    assert (line(found, "2.1").row.state, list(found.answers)) == ("none", [])


def cite_answer(study: Study, item: str, answer_id: UUID, stance: str) -> None:
    """The analyst cites an answer for an item."""
    with study.world.database.writing():
        citing_answers.cite_answer(
            study.world.case(),
            item,
            answer_id,
            channel=DOCUMENTS,
            stance=stance,
            by=study.world.reach("analyst@q34.example"),
            now=study.world.now,
        )
