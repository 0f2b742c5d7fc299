"""A sheet filled as a whole: what is kept, what becomes a draft, what is asked of the database."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.ratings.conftest import Desk, counted
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.queries import definition_of
from wccflow.engine.clauses import key_of
from wccflow.ratings import actions, drafts, filling, queries, shown
from wccflow.ratings.filling import CLASH
from wccflow.ratings.rules import SELF, rated_elements
from wccflow.ratings.soundness import Given

ClientOf = Callable[[str], FlaskClient]

CASE = "/cycles/wcc-test/5PG"
SHEET = f"{CASE}/filling"
LEAD = "lead@5pg.example"


def everything(desk: Desk, code: str, words: str) -> list[Given]:
    """A row for each item that an organisation rates."""
    definition = definition_of(desk.world.case(code))
    return [
        Given(item, definition.scales[element.scale].values[1].key, words, seen=0)
        for element in rated_elements(definition)
        for item in element.items
    ]


def said(desk: Desk, item: str) -> list[tuple[str, str]]:
    """What the organisation has said of an item, oldest first."""
    with desk.world.database.reading():
        rows = queries.ratings([desk.world.case().id], items=[item])
        return [(row.value, row.rationale) for row in rows]


def drafted(desk: Desk, who: str = LEAD) -> dict[str, tuple[str, str]]:
    with desk.world.database.reading():
        found = queries.drafts(desk.world.case(), SELF, desk.world.reach(who).person_id)
        return {item: (row.value, row.rationale) for item, row in found.items()}


def test_rows_that_were_changed_are_kept_and_the_others_are_left_alone(desk: Desk) -> None:
    desk.rate("1.1", "2", "As it was.")
    given = [
        Given("1.1", "2", "As it was.", seen=1),
        Given("1.2", "3", "New.", seen=0),
        Given("1.3", "", "", seen=0),
    ]

    with desk.world.database.writing():
        by = desk.world.reach(LEAD)
        made = filling.keep_sheet(desk.world.case(), given, by=by, now=desk.world.now, channel=SELF)

    assert [row.item for row in made.kept] == ["1.2"]
    assert (made.drafted, said(desk, "1.1"), said(desk, "1.3")) == ({}, [("2", "As it was.")], [])


def test_a_row_that_cannot_be_kept_becomes_a_draft_and_the_rest_is_kept(desk: Desk) -> None:
    given = [Given("1.1", "", "Words without a level.", seen=0), Given("1.2", "3", "Sound.", seen=0)]

    with desk.world.database.writing():
        by = desk.world.reach(LEAD)
        made = filling.keep_sheet(desk.world.case(), given, by=by, now=desk.world.now, channel=SELF)

    ((title, why),) = made.drafted.items()
    assert (title[:4], why[:11]) == ("1.1 ", "Choose one:")
    assert drafted(desk) == {"1.1": ("", "Words without a level.")}
    assert said(desk, "1.2") == [("3", "Sound.")]


def test_a_row_that_somebody_else_kept_meanwhile_becomes_a_draft_and_overwrites_nothing(desk: Desk) -> None:
    desk.rate("1.1", "1", "Theirs.", who="editor@5pg.example")
    given = [Given("1.1", "4", "Mine.", seen=0), Given("1.2", "3", "Sound.", seen=0)]

    with desk.world.database.writing():
        by = desk.world.reach(LEAD)
        made = filling.keep_sheet(desk.world.case(), given, by=by, now=desk.world.now, channel=SELF)

    assert list(made.drafted.values()) == [CLASH]
    assert (said(desk, "1.1"), drafted(desk)) == ([("1", "Theirs.")], {"1.1": ("4", "Mine.")})
    assert said(desk, "1.2") == [("3", "Sound.")]


def test_a_row_that_is_put_back_as_it_was_has_no_draft_any_more(desk: Desk) -> None:
    desk.rate("1.1", "2", "As it was.")
    with desk.world.database.writing():
        case, by = desk.world.case(), desk.world.reach(LEAD)
        drafts.keep_drafts(case, [Given("1.1", "3", "Perhaps.")], by=by, now=desk.world.now)
        filling.keep_sheet(
            case, [Given("1.1", "2", "As it was.", seen=1)], by=by, now=desk.world.now, channel=SELF
        )

    assert drafted(desk) == {}


def test_a_sheet_opens_and_is_kept_in_as_many_queries_with_five_items_as_with_all(desk: Desk) -> None:
    opened, kept = [], []
    for code, many in (("5PG", 5), ("5MX", 49)):
        desk.world.at("preparing", code)
        with desk.world.database.writing():
            case, by = desk.world.case(code), desk.world.reach(f"lead@{code.lower()}.example")
            rows = everything(desk, code, "First.")
            given = rows if many == 49 else [*rows[:3], *rows[-2:]]
            assert len(given) == many
            actions.rate_many(case, given, by=by, now=desk.world.now)
            session().flush()
            again = [Given(each.item, each.value, "Second.", seen=1) for each in given]
            with counted() as sent:
                filling.keep_sheet(case, again, by=by, now=desk.world.now, channel=SELF)
            kept.append(len(sent))
        with desk.world.database.reading():
            case = desk.world.case(code)
            by = desk.world.reach(f"lead@{code.lower()}.example")
            with counted() as sent:
                shown.sheet(case, by)
                shown.filling(case, by)
            opened.append(len(sent))

    assert opened[0] == opened[1]
    assert kept[0] == kept[1]


def test_one_item_opens_in_as_many_queries_whatever_the_sheet_holds(desk: Desk) -> None:
    opened = []
    for turn in ("few", "many"):
        if turn == "many":
            with desk.world.database.writing():
                rows = everything(desk, "5PG", "Words.")
                actions.rate_many(desk.world.case(), rows, by=desk.world.reach(LEAD), now=desk.world.now)
        with desk.world.database.reading(), counted() as sent:
            shown.one_item(desk.world.case(), desk.world.reach(LEAD), "1.1")
        opened.append(len(sent))

    assert opened[1] - opened[0] <= 1  # who has rated is asked for once there is somebody


def send(client: FlaskClient, **fields: str) -> tuple[int, str]:
    proof = token_of(client.get(SHEET).text)
    answer = client.post(SHEET, data={"csrf_token": proof, "_method": "PUT", **fields}, follow_redirects=True)
    return answer.status_code, answer.text


def test_the_sheet_is_a_plain_form_that_leads_back_to_itself(desk: Desk, client_of: ClientOf) -> None:
    status, html = send(
        client_of(LEAD),
        **{
            "value-1.1": "3",
            "rationale-1.1": "So.",
            "seen-1.1": "0",
            "value-strategy_1": "green",
            "rationale-strategy_1": "",
            "seen-strategy_1": "0",
            "value-1.2": "",
            "rationale-1.2": "No level yet.",
            "seen-1.2": "0",
        },
    )

    assert status == 200
    assert "2 items kept." in html
    assert "is kept as your draft: choose one: Level 1 (lowest)" in html
    assert "No level yet." in html
    assert (said(desk, "1.1"), said(desk, "strategy_1")) == ([("3", "So.")], [("green", "")])


def test_clauses_are_ticked_in_the_rows_of_the_sheet(desk: Desk, client_of: ClientOf) -> None:
    clause = key_of("2", "A member of the board answers for it by name.")
    row = {"value-1.1": "2", "rationale-1.1": "So.", "seen-1.1": "0", "ticking-1.1": "yes"}

    status, html = send(client_of(LEAD), **row, **{"clauses-1.1": clause})

    with desk.world.database.reading():
        (made,) = queries.ratings([desk.world.case().id], items=["1.1"])
        assert list(made.clauses) == [clause]
    assert status == 200
    assert "Clauses: 1 of 9 ticked" in html
    assert f'name="clauses-1.1" type="checkbox" value="{clause}" checked' in html


def test_ticking_alone_is_a_change_and_ticks_of_other_words_are_none(desk: Desk) -> None:
    clause = key_of("2", "A member of the board answers for it by name.")
    desk.rate("1.1", "2", "So.")
    desk.rate("1.2", "2", "So.")
    given = [
        Given("1.1", "2", "So.", clauses=[clause], seen=1),
        Given("1.2", "2", "So.", clauses=[], seen=1),
        Given("1.3", "", "", clauses=["c-of-another-year"], seen=0),
    ]

    with desk.world.database.writing():
        by = desk.world.reach(LEAD)
        made = filling.keep_sheet(desk.world.case(), given, by=by, now=desk.world.now, channel=SELF)

    assert ([row.item for row in made.kept], made.drafted) == (["1.1"], {})


def test_what_follows_from_a_rows_clauses_is_told_before_it_is_kept(desk: Desk, client_of: ClientOf) -> None:
    clause = key_of("2", "A member of the board answers for it by name.")

    told = client_of(LEAD).get(f"{CASE}/ratings/1.1/verdict?value-1.1=2&clauses-1.1={clause}").text

    assert "Level 2 is chosen, and what is ticked bears out Level 1 (lowest) only." in told


def test_a_damaged_sheet_is_refused(desk: Desk, client_of: ClientOf) -> None:
    status, _ = send(client_of(LEAD), **{"value-1.1": "3", "seen-1.1": "many"})

    assert (status, said(desk, "1.1")) == (422, [])


def test_who_rates_nothing_has_no_sheet_to_fill(desk: Desk, client_of: ClientOf) -> None:
    assert client_of("chief@5pg.example").get(SHEET).status_code == 404
    with pytest.raises(NotFound), desk.world.database.reading():
        shown.filling(desk.world.case(), desk.world.reach("analyst@q34.example"))


def test_progress_and_what_is_missing_are_told_and_filtered(desk: Desk, client_of: ClientOf) -> None:
    desk.rate("1.1", "3", "So.")
    desk.rate("1.2", "1", "So.")
    desk.rate("1.3", "2")
    client = client_of(LEAD)

    whole = client.get(f"{CASE}/ratings").text
    bare = client.get(f"{CASE}/ratings?show=without-passage").text
    unreasoned = client.get(f"{SHEET}?show=without-reason").text

    assert "3 of 49 rated, 2 without passage" in whole
    assert (f"{CASE}/ratings/1.1" in bare, f"{CASE}/ratings/1.2" in bare) == (True, False)
    assert 'name="value-1.3"' in unreasoned
    assert 'name="value-1.1"' not in unreasoned


def test_a_row_of_the_sheet_is_kept_as_a_draft_by_itself(desk: Desk, client_of: ClientOf) -> None:
    client = client_of(LEAD)
    proof = token_of(client.get(SHEET).text)

    answer = client.put(
        f"{CASE}/ratings/1.1/draft",
        data={"csrf_token": proof, "value-1.1": "2", "rationale-1.1": "Half", "seen-1.1": "0"},
        headers={"HX-Request": "true"},
    )

    assert answer.text.startswith("Draft kept for you at ")
    assert drafted(desk) == {"1.1": ("2", "Half")}


def test_reviewers_fill_a_sheet_of_what_the_documents_show(desk: Desk, client_of: ClientOf) -> None:
    desk.rate("1.1", "3", "So.")
    desk.submit()
    desk.world.at("analysing")
    client = client_of("analyst@q34.example")

    _, html = send(client, **{"value-1.1": "2", "rationale-1.1": "Less.", "seen-1.1": "0"})

    assert "1 item kept." in html
    assert "1 of 49 read" in html
    assert "reviewed" in client.get(f"{CASE}/ratings/1.1").text
