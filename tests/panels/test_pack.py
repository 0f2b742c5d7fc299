"""The panel's pack, and the organisation's own."""

from io import BytesIO

from docx import Document

from tests.harness.panel import MEMBERS, Sitting
from wccflow.base.work import files
from wccflow.panels import pack, papers, queries
from wccflow.ratings.actions import rate


def said_in(sha256: str) -> str:
    document = Document(BytesIO(files().path(sha256).read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_the_organisations_pack_has_nothing_that_only_reviewers_read(gathered: Sitting) -> None:
    gathered.open()
    gathered.world.at("analysing")
    analyst = gathered.reach("analyst@q34.example")
    with gathered.world.database.writing():
        rate(
            gathered.case,
            "1.1",
            "2",
            "The plan hardly says so.",
            by=analyst,
            now=gathered.world.now,
            channel="documents",
        )

    with gathered.world.database.writing():
        pack.build(gathered.case, by=None, now=gathered.world.now)

    with gathered.world.database.reading():
        member = queries.papers_of(gathered.panel, gathered.reach(MEMBERS[0]), papers.PACK)
        chief = queries.papers_of(gathered.panel, gathered.reach("chief@5pg.example"), papers.PACK)
        seen = {each.title: "The plan hardly says so." in said_in(each.sha256) for each in member}
        assert seen == {"Panel pack": True, "Panel pack for the organisation": False}
        assert [each.title for each in chief] == ["Panel pack for the organisation"]
        assert "We lead well." in said_in(chief[0].sha256)


def test_a_withdrawn_pack_is_given_to_nobody(gathered: Sitting) -> None:
    with gathered.world.database.writing():
        pack.build(gathered.case, by=None, now=gathered.world.now)

    with gathered.world.database.writing():
        pack.take_back(gathered.case, by=None, now=gathered.world.now)

    with gathered.world.database.reading():
        assert list(queries.papers_of(gathered.panel, gathered.reach(MEMBERS[0]), papers.PACK)) == []
