"""Themes gather threads of several organisations, and let nobody read more than before."""

import io
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from tests.review.conftest import ANALYST, LEAD, MANAGER, Table
from tests.review.test_queries import statements
from tests.review.test_views import post
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.queries import cycle
from wccflow.people.models import Organisation
from wccflow.review import actions, checks, themes, theming
from wccflow.review.models import Theme, Thread
from wccflow.review.topics import topics

NATION = "lead@dh.example"
TITLE = "Disinvestment"


@dataclass(slots=True)
class Round:
    """The table, and how themes are made there."""

    table: Table

    def theme(self, by: str = ANALYST, title: str = TITLE, overseer: str = "Q34") -> Theme:
        """A new theme."""
        reach, now = self.table.reach(by), self.table.later()
        return self.table.act(
            lambda: theming.open_theme(
                cycle("wcc-test"), organisation(overseer), title=title, by=reach, now=now
            )
        )

    def gather(self, theme: Theme, thread: Thread, by: str = ANALYST) -> None:
        """Put a thread under a theme."""
        reach, now = self.table.reach(by), self.table.later()
        self.table.act(lambda: theming.gather(theme, thread, by=reach, now=now))

    def talk(self, theme: Theme, body: str, by: str = ANALYST, kind: str = "comment") -> Thread:
        """A conversation of the theme's own."""
        reach, now = self.table.reach(by), self.table.later()
        return self.table.act(
            lambda: actions.open_thread(
                themes.theme_for(reach, theme.id), kind=kind, body=body, by=reach, now=now
            )
        )

    def under(self, theme: Theme, by: str) -> list[str]:
        """The titles of what this person finds gathered there."""
        with self.table.world.database.reading():
            reach = self.table.world.reach(by)
            return [each.title for each in themes.topics_gathered(reach, themes.theme_for(reach, theme.id))]


@pytest.fixture
def round_(table: Table) -> Round:
    """A table at which the plan of 5PG is analysed."""
    table.submit()
    return Round(table)


def organisation(code: str) -> Organisation:
    return session().scalars(select(Organisation).where(Organisation.code == code)).one()


def test_a_theme_is_read_by_its_overseer_and_by_no_organisation(round_: Round) -> None:
    made = round_.theme()

    with round_.table.world.database.reading():
        reach = round_.table.world.reach
        assert [each.id for each in themes.themes_for(reach(MANAGER), cycle("wcc-test"))] == [made.id]
        assert themes.themes_for(reach(LEAD), cycle("wcc-test")) == []
        with pytest.raises(NotFound):
            themes.theme_for(reach(LEAD), made.id)


def test_no_two_themes_of_an_overseer_bear_one_title(round_: Round) -> None:
    round_.theme()

    assert (
        round_.table.refused(lambda: round_.theme(title=TITLE.lower()))
        == f"There is a theme “{TITLE.lower()}” already."
    )


def test_an_organisation_opens_no_theme_of_its_overseer(round_: Round) -> None:
    with pytest.raises(NotFound):
        round_.theme(by=LEAD)


def test_the_nation_has_themes_that_overseers_do_not_read(round_: Round) -> None:
    made = round_.theme(by=NATION, overseer="DH")

    with round_.table.world.database.reading(), pytest.raises(NotFound):
        themes.theme_for(round_.table.world.reach(ANALYST), made.id)


def test_a_conversation_of_a_theme_goes_on_like_any_other(round_: Round) -> None:
    thread = round_.talk(round_.theme(), "Four plans say nothing of year three.")
    round_.table.say(thread, MANAGER, "Five, I think.")

    manager, lead = round_.table.reach(MANAGER), round_.table.reach(LEAD)
    with round_.table.world.database.reading():
        (topic,) = topics(manager, [themes.theme_for(manager, thread.home_id)])
        assert (topic.messages, topic.title, topic.readers) == (
            2,
            "Four plans say nothing of year three.",
            "The SHA only",
        )
        with pytest.raises(NotFound):
            actions.comment(thread, body="May I?", by=lead, now=round_.table.later())


def test_a_theme_has_nobody_to_ask(round_: Round) -> None:
    theme = round_.theme()

    assert (
        round_.table.refused(lambda: round_.talk(theme, "Where is it?", kind="question"))
        == "A theme belongs to no one organisation. Ask the question in the organisation's case."
    )


def test_a_thread_under_a_theme_is_shown_to_those_alone_who_read_it_already(round_: Round) -> None:
    theme = round_.theme()
    secret = round_.table.open(LEAD, "Among ourselves", audience="organisation")
    asked = round_.table.open(ANALYST, "Where is year three?", kind="question")
    round_.gather(theme, asked)

    with pytest.raises(NotFound):
        round_.gather(theme, secret)
    assert round_.under(theme, MANAGER) == ["Where is year three?"]


def test_a_thread_is_under_a_theme_once_until_it_is_taken_out(round_: Round) -> None:
    theme, asked = round_.theme(), round_.table.open(ANALYST, "Where is year three?", kind="question")
    round_.gather(theme, asked)
    assert (
        round_.table.refused(lambda: round_.gather(theme, asked)) == f"The thread is under “{TITLE}” already."
    )

    reach = round_.table.reach(ANALYST)
    round_.table.act(lambda: theming.take_out(theme, asked, by=reach, now=round_.table.later()))

    assert round_.under(theme, MANAGER) == []
    with pytest.raises(Refused, match="is not under"):
        round_.table.act(lambda: theming.take_out(theme, asked, by=reach, now=round_.table.later()))


def test_a_list_of_themes_costs_the_same_at_one_and_at_many(round_: Round) -> None:
    manager = round_.table.reach(MANAGER)

    def cost() -> int:
        return statements(round_.table.world.database, lambda: themes.shelves(manager, cycle("wcc-test")))

    round_.talk(round_.theme(), "One")
    one = cost()
    for number in range(5):
        round_.talk(round_.theme(title=f"Theme {number}"), "More")

    assert cost() == one


def test_every_thread_stands_in_one_place(round_: Round) -> None:
    thread = round_.talk(round_.theme(), "Here")
    with round_.table.world.database.reading():
        assert checks.threads_homeless() == []

    with round_.table.world.database.writing():
        session().get_one(Thread, thread.id).theme_id = None

    with round_.table.world.database.reading():
        assert checks.threads_homeless() == [f"Thread {thread.id} does not stand in one place."]


def test_a_theme_is_opened_filled_and_written_in_without_javascript(
    round_: Round, client_of: Callable[[str], FlaskClient]
) -> None:
    asked = round_.table.open(ANALYST, "Where is year three?", kind="question")
    analyst, shelves = client_of(ANALYST), "/cycles/wcc-test/themes"
    with round_.table.world.database.reading():
        overseer = str(organisation("Q34").id)

    _, theme = post(analyst, shelves, shelves, title=TITLE, why="What is stopped", overseer=overseer)
    post(analyst, f"{asked.address}/themes", f"{asked.address}/themes", theme=theme.rpartition("/")[2])
    _, thread = post(analyst, f"{theme}/threads", theme, kind="comment", body="Across **all** of them")

    shown = analyst.get(theme).text
    assert "Where is year three?" in shown
    assert "Across all of them" in shown
    assert TITLE in analyst.get(thread).text
    assert "Disinvestment" in client_of(MANAGER).get(shelves).text
    assert client_of(LEAD).get(theme).status_code == 404
    assert TITLE not in client_of(LEAD).get(shelves).text


def test_the_spreadsheet_of_a_theme_holds_its_threads_and_those_of_organisations(
    round_: Round, client_of: Callable[[str], FlaskClient]
) -> None:
    table = round_.table
    table.submit()
    theme, thread = round_.theme(), table.open(ANALYST, "Where?", kind="question")
    round_.gather(theme, thread)
    round_.talk(theme, "Everybody closes beds.")
    client = client_of(ANALYST)

    def rows(query: str) -> list[tuple[object, ...]]:
        book = load_workbook(io.BytesIO(client.get(f"{theme.address}/threads.xlsx{query}").data))
        sheet = list(book["Threads"].iter_rows(values_only=True))
        columns = [sheet[0].index(name) for name in ("Thread", "Of", "Themes")]
        return sorted(tuple(row[at] for at in columns) for row in sheet[1:])

    with table.world.database.reading():
        own, found = organisation("Q34").name, organisation("5PG").name
    assert rows("") == [("Everybody closes beds.", own, None), ("Where?", found, TITLE)]
    assert f'{theme.address}/threads.xlsx"' in client.get(theme.address).text
    assert client.get(f"{theme.address}/threads.xlsx?for=nobody").status_code == 422
    assert client_of(LEAD).get(f"{theme.address}/threads.xlsx").status_code == 404
