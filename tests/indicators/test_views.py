"""The page of outcomes."""

from collections.abc import Callable
from io import BytesIO

from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests.harness.clients import token_of
from tests.harness.statements import counted
from tests.indicators.conftest import Desk

ClientOf = Callable[[str], FlaskClient]

OUTCOMES = "/cycles/wcc-test/5PG/outcomes"
AIM = {
    "baseline": "78.0",
    "period": "2008",
    "unit": "years",
    "polarity": "higher_is_better",
    "national_average": "79.5",
    "upper_quartile": "80.4",
    "source": "National statistics",
    **{f"year-{year}": f"78.{year}" for year in range(1, 6)},
}


def send(client: FlaskClient, to: str, method: str, **fields: str) -> tuple[int, str]:
    """Send a form of the page: status and text of where it leads."""
    proof = token_of(client.get(OUTCOMES).text)
    data = {"csrf_token": proof, "_method": method, **fields}
    answer = client.post(to, data=data, follow_redirects=True)
    return answer.status_code, answer.text


def test_an_outcome_is_chosen_aimed_at_and_compared(desk: Desk, client_of: ClientOf) -> None:
    client = client_of("lead@5pg.example")

    _, chosen = send(client, f"{OUTCOMES}/deaths_at_home/choice", "PUT")
    status, kept = send(client, f"{OUTCOMES}/life_expectancy/aim", "PUT", version="0", **AIM)
    html = client.get(OUTCOMES).text

    assert "3 of at most 10 are chosen" in chosen
    assert (status, "Year 5 (2013): aimed 78.5" in kept) == (200, True)
    assert "80.4 (worse here)" in html
    assert "78.1 → 78.2 → 78.3 → 78.4 → 78.5" in html


def test_a_stale_aim_is_not_written_over(desk: Desk, client_of: ClientOf) -> None:
    desk.aim("life_expectancy")

    status, html = send(
        client_of("lead@5pg.example"), f"{OUTCOMES}/life_expectancy/aim", "PUT", version="0", **AIM
    )

    assert status == 409
    assert "78.2 → 78.4 → 78.6 → 78.8 → 79" in html


def test_words_instead_of_a_number_are_refused(desk: Desk, client_of: ClientOf) -> None:
    status, html = send(
        client_of("lead@5pg.example"),
        f"{OUTCOMES}/life_expectancy/aim",
        "PUT",
        version="0",
        **{**AIM, "baseline": "about 78"},
    )

    assert status == 422
    assert "Baseline: give a number, not “about 78”." in html


def test_an_overseer_finds_no_form_and_no_choice_before_submission(desk: Desk, client_of: ClientOf) -> None:
    desk.choose("deaths_at_home")

    html = client_of("analyst@q34.example").get(OUTCOMES).text

    assert "3 of at most 10 are chosen" in html
    assert "deaths at home" not in html.lower()


def test_the_scorecard_tells_value_trend_comparison_chance_and_fault(desk: Desk, client_of: ClientOf) -> None:
    values = {"2006/07": 74.0, "2007/08": 44.0, "2008/09": 18.0, "2009/10": 62.0}
    rows = {period: {"ENG": 50.0, "5PG": value} for period, value in values.items()}
    desk.series("life_expectancy", rows)

    html = client_of("lead@5pg.example").get(OUTCOMES).text

    assert "62 (58.9 to 65.1), 2009/10" in html
    assert "worse: up by 44 since 2008/09, more than chance" in html
    assert "50 (worse here)" in html
    assert "Life expectancy: perhaps a fault of coding" in html
    assert "18 (2008/09)" in html
    assert "Source: A register." in html


def test_an_outcome_has_its_picture_and_the_same_numbers_as_a_table(desk: Desk, client_of: ClientOf) -> None:
    desk.series("life_expectancy", {"2006/07": {"ENG": 50.0, "5PG": 51.0}, "2007/08": {"5PG": 52.0}})

    html = client_of("lead@5pg.example").get(f"{OUTCOMES}/life_expectancy").text

    assert '<svg class="wf-picture"' in html
    assert "The same as a table" in html
    assert "51 (48.45 to 53.55)" in html


def test_an_outcome_that_is_not_chosen_or_not_yet_for_others_is_not_there(
    desk: Desk, client_of: ClientOf
) -> None:
    desk.choose("deaths_at_home")

    assert client_of("lead@5pg.example").get(f"{OUTCOMES}/mrsa").status_code == 404
    assert client_of("lead@5pg.example").get(f"{OUTCOMES}/deaths_at_home").status_code == 200
    assert client_of("analyst@q34.example").get(f"{OUTCOMES}/deaths_at_home").status_code == 404


def test_the_scorecard_is_a_spreadsheet_for_those_who_see_it(desk: Desk, client_of: ClientOf) -> None:
    desk.series("life_expectancy", {"2006/07": {"ENG": 50.0, "5PG": 51.5}, "2007/08": {"5PG": "*"}})

    answer = client_of("lead@5pg.example").get(f"{OUTCOMES}.xlsx")
    other = client_of("analyst@q34.example").get(f"{OUTCOMES}.xlsx")

    book = load_workbook(BytesIO(answer.data))
    assert book["Scorecard"]["A2"].value == "Life expectancy"
    assert book["Scorecard"]["C2"].value == "not shown: five cases or fewer"
    values = [[cell.value for cell in row] for row in book["Values"].iter_rows(min_row=2, max_col=6)]
    assert values == [
        ["Life expectancy", "2006/07", 51.5, 48.925, 54.075, None],
        ["Life expectancy", "2007/08", None, None, None, "*"],
    ]
    assert other.status_code == 422


def test_a_scorecard_costs_the_same_queries_for_two_outcomes_and_for_ten(
    desk: Desk, client_of: ClientOf
) -> None:
    client, engine = client_of("lead@5pg.example"), desk.world.database.engine
    for page in (OUTCOMES, f"{OUTCOMES}/menu"):
        client.get(page)
    counts = []
    for more in ((), ("mrsa", "mmr", "suicide", "infant_mortality", "stroke_scan")):
        for item in more:
            desk.choose(item)
            desk.series(item, {"2006/07": {"5PG": 51.5}})
        for page in (OUTCOMES, f"{OUTCOMES}/menu"):
            with counted(engine) as sent:
                client.get(page)
            counts.append(len(sent))

    assert counts[:2] == counts[2:]
