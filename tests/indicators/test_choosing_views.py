"""Choosing outcomes on the page: the menu, a look at what would change, and what is aimed at."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.indicators.conftest import Desk
from tests.indicators.test_views import AIM, OUTCOMES, send
from wccflow.indicators import queries
from wccflow.indicators.rules import YEARS

ClientOf = Callable[[str], FlaskClient]
LEAD = "lead@5pg.example"
SEVERAL = f"{OUTCOMES}/choices"
MRSA = {
    "2006/07": {"ENG": 50.0, "5PG": 80.0, "5MX": 40.0, "5J9": 45.0, "5ZZ": 46.0},
    "2007/08": {"ENG": 50.0, "5PG": 90.0, "5MX": 41.0, "5J9": 45.0, "5ZZ": 46.0},
}


def settle(client: FlaskClient, *items: str, **fields: str) -> str:
    """Choose these and no other, and read the page to which it leads."""
    proof = token_of(client.get(OUTCOMES).text)
    data = {"csrf_token": proof, "_method": "PUT", "choose": list(items), **fields}
    return client.post(SEVERAL, data=data, follow_redirects=True).text


def chosen(desk: Desk) -> tuple[str, ...]:
    with desk.world.database.reading():
        case = desk.world.case()
        return queries.chosen([case])[case.id]


def test_the_menu_tells_what_is_known_of_the_organisation_and_why_an_outcome_might_fit(
    desk: Desk, client_of: ClientOf
) -> None:
    desk.series("mrsa", MRSA)

    html = client_of(LEAD).get(f"{OUTCOMES}/menu").text

    assert "90 (85.5 to 94.5), 2007/08" in html
    assert "Trend: worse: up by 10 since 2006/07, more than chance." in html
    assert "National average 50 (worse here); upper quartile 44 (worse here)." in html
    assert "Why it might fit: worse than the national average; getting worse, by more than chance." in html
    assert "A register, 2007/08" in html
    assert "No data pack speaks of it yet" in html


def test_looking_at_a_choice_changes_nothing(desk: Desk, client_of: ClientOf) -> None:
    desk.choose("suicide")

    html = client_of(LEAD).get(f"{SEVERAL}?choose=mrsa&choose=mmr").text

    assert "4 of at most 10 would be chosen" in html
    assert "MRSA: why does it fit your plan?" in html
    assert "<li>Suicide" in html
    assert chosen(desk) == ("life_expectancy", "health_inequalities", "suicide")


def test_a_look_at_too_many_says_how_many_to_leave_out(desk: Desk, client_of: ClientOf) -> None:
    with desk.world.database.reading():
        menu = queries.definition_of(desk.world.case()).elements["outcomes"].items
    asked = "&".join(f"choose={item}" for item in menu[:11])

    html = client_of(LEAD).get(f"{SEVERAL}?{asked}").text

    assert "That would be 11 outcomes, and at most 10 can be chosen. Leave out 1." in html
    assert "Choose these outcomes" not in html


def test_several_are_chosen_at_once_with_their_reasons_and_it_can_be_undone(
    desk: Desk, client_of: ClientOf
) -> None:
    desk.choose("suicide")
    client = client_of(LEAD)
    fields = {"why-mrsa": "The hospital asks for it."}

    html = settle(client, "mrsa", "mmr", **fields)
    after = chosen(desk)
    settle(client, "life_expectancy", "health_inequalities", "suicide")

    assert "Chosen: MMR immunisation, MRSA. Taken back: Suicide." in html
    assert "Undo: choose what was chosen before" in html
    assert "“The hospital asks for it.”" in html
    assert after == ("life_expectancy", "health_inequalities", "mmr", "mrsa")
    assert chosen(desk) == ("life_expectancy", "health_inequalities", "suicide")


def test_nothing_is_offered_to_undo_where_nothing_has_changed(desk: Desk, client_of: ClientOf) -> None:
    html = settle(client_of(LEAD), "life_expectancy")

    assert "Nothing has changed: these are chosen already." in html
    assert "Undo: choose" not in html


def test_a_reason_is_given_later_and_a_stale_one_is_not_written_over(desk: Desk, client_of: ClientOf) -> None:
    desk.choose("mrsa")
    client = client_of(LEAD)

    status, html = send(client, f"{OUTCOMES}/mrsa/reason", "PUT", version="0", why="We must.")
    stale, _ = send(client, f"{OUTCOMES}/mrsa/reason", "PUT", version="0", why="We should.")

    assert (status, stale) == (200, 409)
    assert "We must." in html


def test_a_trajectory_is_proposed_from_the_data_pack_and_kept_only_when_asked(
    desk: Desk, client_of: ClientOf
) -> None:
    desk.choose("mrsa")
    desk.series("mrsa", MRSA)

    html = client_of(LEAD).get(f"{OUTCOMES}/mrsa?propose=quartile").text

    for year, value in enumerate(("80.8", "71.6", "62.4", "53.2", "44.0"), start=1):
        assert f'name="year-{year}" type="text" value="{value}"' in html.replace("  ", " ")
    assert "It starts from 90.0  (2007/08); source: A register." in html
    assert "Nothing is kept yet" in html
    with desk.world.database.reading():
        assert queries.aims([desk.world.case().id]) == {}


def test_what_is_written_is_drawn_and_looked_at_before_it_is_kept(desk: Desk, client_of: ClientOf) -> None:
    aim = {**AIM, **{f"year-{year}": str(78 - year) for year in range(1, YEARS + 1)}}

    status, html = send(client_of(LEAD), f"{OUTCOMES}/life_expectancy/aim/preview", "PUT", version="0", **aim)

    assert status == 200
    assert "This aims to get worse: from 78 to 73, and higher is better." in html
    assert "what is aimed at, year by year" in html
    with desk.world.database.reading():
        assert queries.aims([desk.world.case().id]) == {}


def test_later_values_stand_beside_what_was_aimed_at(desk: Desk, client_of: ClientOf) -> None:
    desk.choose("mrsa")
    desk.aim(
        "mrsa",
        baseline=80.0,
        period="2006/07",
        trajectory=[85.0, 80.0, 75.0, 70.0, 65.0],
        polarity="lower_is_better",
    )
    desk.series("mrsa", MRSA)

    html = client_of(LEAD).get(f"{OUTCOMES}/mrsa").text

    assert "Year 1 (2007/08): aimed 85, came 90: worse than aimed" in html


def test_the_menu_is_for_who_may_choose(desk: Desk, client_of: ClientOf) -> None:
    for who in ("analyst@q34.example", "lead@5mx.example", "editor@5pg.example"):
        client = client_of(who)

        assert client.get(f"{OUTCOMES}/menu").status_code == 404
        assert client.get(SEVERAL).status_code == 404


def test_a_baseline_other_than_the_packs_is_said_and_the_packs_is_offered(
    desk: Desk, client_of: ClientOf
) -> None:
    desk.choose("mrsa")
    desk.aim("mrsa", baseline=70.0, period="2006/07", polarity="lower_is_better")
    desk.series("mrsa", MRSA)
    client = client_of(LEAD)

    html = client.get(f"{OUTCOMES}/mrsa").text
    fresh = client.get(f"{OUTCOMES}/mrsa?start=pack&propose=holding").text

    assert "The baseline is 70; the data pack says 80 for 2006/07." in html
    assert "start from the data pack (90, 2007/08)" in html
    assert "It starts from 90.0  (2007/08); source: A register." in fresh
