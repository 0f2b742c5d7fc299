"""The strips of a case as a Word file, for one reader."""

from io import BytesIO

from docx import Document

from tests.harness.panel import MEMBERS, Sitting
from tests.harness.world import World
from tests.triangulation.conftest import Beside
from wccflow.triangulation import actions, paper
from wccflow.triangulation.enquiring import proposed
from wccflow.triangulation.strips import strips_of

LEAD, ANALYST = "lead@5pg.example", "analyst@q34.example"


def said(world: World, who: str) -> list[str]:
    """The paragraphs and cells of the file that this person gets."""
    with world.database.reading():
        reach = world.reach(who)
        found = strips_of(world.case(), reach)
        assert found is not None
        document = Document(BytesIO(paper.written(found, reach)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(each.text for each in document.paragraphs), *cells]


def test_each_source_and_the_gap_stand_in_words(beside: Beside) -> None:
    words = said(beside.world, ANALYST)

    place = words.index("Self-assessment")
    assert words[place : place + 2] == ["Self-assessment", "Level 4 (world class)"]
    assert any(each.startswith("Higher than the others bear out by ") for each in words)
    assert paper.MEANT in words[2]


def test_replies_and_the_question_stand_below_their_item(beside: Beside, world: World) -> None:
    with world.database.writing():
        lead, analyst = world.reach(LEAD), world.reach(ANALYST)
        actions.reply(world.case(), words="The plan is new.", item="1.1", by=lead, now=world.now)
        body = proposed(world.case(), analyst, ["1.1"])[0].body
        actions.ask(world.case(), {"1.1": body}, by=analyst, now=world.now)

    words = said(world, ANALYST)

    assert any(each.startswith("Reply of ") and each.endswith(": The plan is new.") for each in words)
    question = next(each for each in words if each.startswith("Line of enquiry ("))
    assert "on what does it rest its view" in question
    assert "](" not in question


def test_a_member_gets_no_figure_of_an_item_before_rating_it_alone(panel: Sitting) -> None:
    before = said(panel.world, MEMBERS[0])
    panel.commit("1.1", "3", MEMBERS[0])
    after = said(panel.world, MEMBERS[0])

    assert "Self-assessment" not in before
    assert before.count(paper.HIDDEN) == after.count(paper.HIDDEN) + 1
    assert after.count("Self-assessment") == 1
