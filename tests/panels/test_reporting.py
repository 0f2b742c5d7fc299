"""The report: written, sent, checked for accuracy, fixed; as a Word file it holds every rating."""

from io import BytesIO

from docx import Document

from tests.harness.panel import CHAIR, Sitting
from wccflow.base.work import files
from wccflow.cycles.queries import definition_of
from wccflow.engine.facts import Fact
from wccflow.panels import agenda, facts, papers, queries, report_word, reporting
from wccflow.panels.report import report_of
from wccflow.panels.report_content import Report
from wccflow.ratings import queries as ratings
from wccflow.ratings.rules import PANEL


def words_in(content: bytes) -> str:
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def reported(sitting: Sitting) -> Report:
    with sitting.world.database.reading():
        return report_of(sitting.case, sitting.panel)


def fact(sitting: Sitting, source: str) -> Fact:
    with sitting.world.database.reading():
        case = sitting.case
        found: dict[object, Fact] = getattr(facts, source)([case])
        return found[case.id]


def test_the_word_file_holds_every_rating_with_its_reason(sitting: Sitting) -> None:
    sitting.agree_everything()
    sitting.close()

    report = reported(sitting)
    said = words_in(report_word.written(report))

    rated = [item for element in report.elements for group in element.groups for item in group.items]
    with sitting.world.database.reading():
        assert len(rated) == len(agenda.items_of(definition_of(sitting.case))) == 49
    assert [item.key for item in rated if item.title not in said or item.reason not in said] == []


def test_the_report_tells_where_the_organisation_saw_itself_otherwise(sitting: Sitting) -> None:
    sitting.agree_everything()
    sitting.close()

    differing = reported(sitting).differing

    assert [(each.key, each.own, each.level, each.steps) for each in differing] == [
        ("1.1", "Level 4 (world class)", "Level 3", 1)
    ]


def test_the_potential_is_written_once_it_has_words(sitting: Sitting) -> None:
    sitting.close()
    before = fact(sitting, "potential_written")

    sitting.write("potential", "Much, if the finances follow.")

    assert (before, fact(sitting, "potential_written")) == (False, True)


def test_two_who_write_one_part_meet_a_choice(sitting: Sitting) -> None:
    sitting.close()
    sitting.write("impression", "The first words.")
    chair = sitting.reach(CHAIR)

    said = sitting.refused(
        lambda: reporting.write(
            sitting.case, "impression", text="Other words.", by=chair, now=sitting.world.now, seen=0
        )
    )

    assert said == reporting.CHANGED


def test_the_organisation_reads_report_and_ratings_once_the_draft_is_sent(sitting: Sitting) -> None:
    sitting.agree_everything()
    sitting.close()
    lead = sitting.reach("lead@5pg.example")
    with sitting.world.database.reading():
        before = queries.sees_report(sitting.panel, lead)

    sitting.issue()

    with sitting.world.database.reading():
        panel = sitting.panel
        (paper,) = queries.papers_of(panel, lead, papers.REPORT)
        assert (before, queries.sees_report(panel, lead)) == (False, True)
        assert len(ratings.current([sitting.case.id], reach=lead, channels=[PANEL])) == 49
        assert "Draft report of the panel" in words_in(files().path(paper.sha256).read_bytes())


def test_a_report_that_is_taken_back_is_for_those_who_assess(sitting: Sitting) -> None:
    sitting.close()
    sitting.issue()

    with sitting.world.database.writing():
        reporting.take_back(sitting.case, by=None, now=sitting.world.now)

    with sitting.world.database.reading():
        lead, panel = sitting.reach("lead@5pg.example"), sitting.panel
        assert queries.sees_report(panel, lead) is False
        assert list(queries.papers_of(panel, lead, papers.REPORT)) == []


def test_a_fixed_report_stays_as_it_is(sitting: Sitting) -> None:
    sitting.report()
    sitting.world.at("panel_reporting")

    assert sitting.refused(lambda: sitting.write("impression", "Other words.")) == (
        "The report is fixed; it can no longer be changed."
    )
    with sitting.world.database.reading():
        lead = sitting.reach("lead@5pg.example")
        assert [each.title for each in queries.papers_of(sitting.panel, lead, papers.REPORT)] == [
            "Final report"
        ]


def test_a_recommendation_without_its_line_is_refused(sitting: Sitting) -> None:
    sitting.agree_everything()
    sitting.close()

    said = sitting.refused(lambda: sitting_writes(sitting))

    assert said == "Say the recommendation in one line: actions are planned under that line."


def sitting_writes(sitting: Sitting) -> None:
    chair = sitting.world.reach(CHAIR)
    reporting.write(
        sitting.case, "recommendation-1", text="Say who does it.", by=chair, now=sitting.world.now
    )


def test_the_word_file_begins_with_the_levels_of_each_group(sitting: Sitting) -> None:
    sitting.agree_everything()
    sitting.close()

    document = Document(BytesIO(report_word.written(reported(sitting))))
    first = document.tables[0]

    assert [cell.text for cell in first.rows[1].cells] == [
        "Locally lead the NHS",
        "2 × Level 2, 1 × Level 3",
    ]
    assert [cell.text for cell in first.rows[-1].cells] == ["All 33", "32 × Level 2, 1 × Level 3"]
