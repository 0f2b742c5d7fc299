"""The page of outcomes."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.harness.clients import token_of
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
    status, html = send(client, f"{OUTCOMES}/life_expectancy/aim", "PUT", version="0", **AIM)

    assert "3 of at most 10 are chosen" in chosen
    assert status == 200
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
