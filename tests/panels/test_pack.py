"""The panel's pack, and the organisation's own."""

from datetime import timedelta
from io import BytesIO

from docx import Document
from sqlalchemy import select

from tests.harness.panel import MEMBERS, Sitting
from wccflow.base.work import files, session
from wccflow.cycles.queries import definition_of
from wccflow.indicators import actions as indicators
from wccflow.panels import leading, pack, papers, queries, timing
from wccflow.panels.models import PanelPaper
from wccflow.people.queries import person
from wccflow.ratings.actions import rate
from wccflow.ratings.rules import item_in_words


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


def test_outcomes_stand_in_the_pack_as_far_as_its_readers_may_see_them(gathered: Sitting) -> None:
    gathered.open()
    source = "Xylophone register"
    gathered.world.at("preparing")
    lead, now = gathered.reach("lead@5pg.example"), gathered.world.now
    aimed = {"baseline": 78.0, "trajectory": [78.0] * 5, "unit": "years", "polarity": "higher_is_better"}
    with gathered.world.database.writing():
        item = definition_of(gathered.case).elements["outcomes"].fixed[0]
        indicators.aim(gathered.case, item, **aimed, source=source, by=lead, now=now)  # type: ignore[arg-type]
        pack.build(gathered.case, by=None, now=now)
        before = [said_in(each.sha256) for each in papers_now(gathered)]
        indicators.share(gathered.case, by=None, now=now)
        pack.build(gathered.case, by=None, now=now + timedelta(hours=1))
        after = [said_in(each.sha256) for each in papers_now(gathered)]

    assert [source in words for words in before] == [False, False]
    assert [source in words for words in after] == [True, True]


def test_the_day_stands_in_the_pack_with_its_leads_and_in_the_organisations_without(
    gathered: Sitting,
) -> None:
    manager = gathered.reach("manager@q34.example")
    with gathered.world.database.writing():
        group = next(iter(leading.groups_of_case(gathered.case).values()))
        lead, second = leading.members_of(gathered.panel)[:2]
        chosen = dict.fromkeys(group, (lead, second))
        leading.set_leads(gathered.case, chosen, by=manager, now=gathered.world.now)
        pack.build(gathered.case, by=None, now=gathered.world.now)
        panels, own = (said_in(each.sha256) for each in papers_now(gathered))
        points = timing.planned(gathered.case, gathered.panel)
        named = [person(each).name for each in (lead, second)]

    alone = [each.title for each in points if not each.is_shared]
    shared = [each.title for each in points if each.is_shared]
    assert [each.title for each in points if each.title in panels] == [each.title for each in points]
    assert [each in own for each in shared] == [True] * len(shared)
    assert [each in own for each in alone] == [False] * len(alone)
    assert [(each in panels, each in own) for each in named] == [(True, False), (True, False)]
    assert f"0:{points[0].minutes:02}" in panels.splitlines()


def test_items_led_by_several_are_listed_one_by_one(gathered: Sitting) -> None:
    manager = gathered.reach("manager@q34.example")
    with gathered.world.database.writing():
        one, other = leading.members_of(gathered.panel)[:2]
        chosen = {"1.1": (one, None), "1.2": (other, one)}
        leading.set_leads(gathered.case, chosen, by=manager, now=gathered.world.now)
        pack.build(gathered.case, by=None, now=gathered.world.now)
        words = said_in(papers_now(gathered)[0].sha256).splitlines()
        titles = [item_in_words(definition_of(gathered.case), item) for item in chosen]
        names = [person(each).name for each in (one, other)]

    first, then = (words.index(title) for title in titles)
    assert words[first + 1 : first + 3] == [names[0], "–"]
    assert words[then + 1 : then + 3] == [names[1], names[0]]


def test_without_leads_the_pack_says_so(gathered: Sitting) -> None:
    with gathered.world.database.writing():
        pack.build(gathered.case, by=None, now=gathered.world.now)
        words = said_in(papers_now(gathered)[0].sha256)

    assert "Nobody has been named to lead an item yet." in words


def test_figures_of_an_item_stand_in_no_pack_before_the_panel_has_agreed_it(sitting: Sitting) -> None:
    with sitting.world.database.writing():
        pack.build(sitting.case, by=None, now=sitting.world.now)
        before = [said_in(each.sha256) for each in papers_now(sitting)]
    sitting.agree_rated("1.1")
    with sitting.world.database.writing():
        pack.build(sitting.case, by=None, now=sitting.world.now + timedelta(hours=1))
        after = [said_in(each.sha256) for each in papers_now(sitting)]

    assert [pack.BLIND in words for words in before + after] == [True] * 4
    assert ["How sure" in words for words in before] == [False, False]
    assert "In line (" in after[0] or "bear out by" in after[0]
    assert "Panel\nLevel 3" in after[0]


def papers_now(sitting: Sitting) -> list[PanelPaper]:
    """The newest pack of each kind: the panel's, then the organisation's."""
    rows = session().scalars(select(PanelPaper).where(PanelPaper.panel_id == sitting.panel.id)).all()
    found = {each.title: each for each in sorted(rows, key=lambda each: each.made_at)}
    return [found["Panel pack"], found["Panel pack for the organisation"]]
