"""Browsing the data packs."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.harness.statements import counted
from tests.indicators.conftest import Desk
from wccflow.base.work import session
from wccflow.indicators.models import IndicatorValue
from wccflow.people.models import Organisation
from wccflow.people.queries import organisation

ClientOf = Callable[[str], FlaskClient]
LEAD = "lead@5pg.example"
MRSA = {
    "2006/07": {"ENG": 50.0, "5PG": 80.0, "5MX": 40.0, "5J9": 45.0},
    "2007/08": {"ENG": 50.0, "5PG": 90.0, "5MX": 41.0, "5J9": "*"},
}
OUTCOMES = "/indicators/outcomes"


def order(html: str) -> list[str]:
    """The organisations of the table, in its order."""
    body = html.split("Organisations in order of value, ")[1]
    return [part.split('"')[0] for part in body.split('name="with" type="checkbox" value="')[1:]]


def add_organisations(desk: Desk, count: int) -> None:
    """As many organisations more as the nation of the tests has."""
    with desk.world.database.writing():
        parent = organisation("Q34")
        for number in range(count):
            row = Organisation(
                code=f"5A{number}", name=f"Place {number}", level="organisation", parent_id=parent.id
            )
            session().add(row)


def test_nine_areas_are_there_before_anything_is_loaded(desk: Desk, client_of: ClientOf) -> None:
    client = client_of(LEAD)

    assert "No data pack is loaded yet" in client.get("/indicators").text
    assert "Nothing is loaded yet" in client.get(OUTCOMES).text
    assert "No data pack that is loaded speaks of" in client.get("/organisations/5PG/indicators").text


def test_each_area_tells_how_many_indicators_it_holds(desk: Desk, client_of: ClientOf) -> None:
    desk.series("mrsa", MRSA, title="MRSA")
    desk.series("a_thing", MRSA, title="Something else")

    html = client_of(LEAD).get("/indicators").text

    assert html.count("nothing is loaded yet") == 8
    assert 'href="/indicators/outcomes">Outcomes and vital signs</a>' in html
    assert 'href="/indicators/other">Other</a>' in html
    assert html.count("1 indicator<") == 2


def test_an_area_tells_the_nations_value_and_ones_own(desk: Desk, client_of: ClientOf) -> None:
    desk.series("mrsa", MRSA, title="MRSA")

    html = client_of(LEAD).get(OUTCOMES).text

    assert "50 (47.5 to 52.5)" in html
    assert "90 (85.5 to 94.5)" in html
    assert "A register" in html


def test_organisations_stand_in_order_of_value_and_last_who_has_none(desk: Desk, client_of: ClientOf) -> None:
    desk.series("mrsa", MRSA, title="MRSA")

    html = client_of("analyst@q34.example").get(f"{OUTCOMES}/mrsa").text

    assert order(html) == ["5MX", "5PG", "5J9"]
    assert "not shown: five cases or fewer" in html
    assert "1 organisation has no value that may be shown; it stands last." in html
    assert "league" not in html.lower()


def test_an_earlier_period_shows_what_stood_then(desk: Desk, client_of: ClientOf) -> None:
    desk.series("mrsa", MRSA, title="MRSA")

    html = client_of(LEAD).get(f"{OUTCOMES}/mrsa?period=2006/07").text

    assert order(html) == ["5MX", "5J9", "5PG"]
    assert "no earlier value to compare with" in html


def test_organisations_of_one_overseer_are_shown_alone(desk: Desk, client_of: ClientOf) -> None:
    desk.series("mrsa", MRSA, title="MRSA")

    html = client_of(LEAD).get(f"{OUTCOMES}/mrsa?overseer=Q30").text

    assert order(html) == ["5J9"]


def test_up_to_four_are_compared_beside_ones_own(desk: Desk, client_of: ClientOf) -> None:
    desk.series("mrsa", MRSA, title="MRSA")
    client = client_of(LEAD)

    html = client.get(f"{OUTCOMES}/mrsa?with=5MX").text
    many = client.get(f"{OUTCOMES}/mrsa?with=A&with=B&with=C&with=D&with=E").text

    assert "MRSA by period" in html
    assert html.count(">compared</span>") == 2
    assert "At most 4 organisations can be told apart beside your own" in many


def test_an_indicator_is_found_whichever_area_it_stands_in(desk: Desk, client_of: ClientOf) -> None:
    desk.series("mrsa", MRSA, title="MRSA")
    client = client_of(LEAD)

    sent = client.get("/indicators/of/mrsa?with=5MX")

    assert (sent.status_code, sent.location) == (303, f"{OUTCOMES}/mrsa?with=5MX")
    assert client.get("/indicators/prescribing/mrsa").location == f"{OUTCOMES}/mrsa"


@pytest.mark.parametrize(
    "address",
    ["/indicators/nowhere", "/indicators/of/nothing", f"{OUTCOMES}/nothing", "/organisations/5ZZ/indicators"],
)
def test_what_is_not_there_is_said_not_to_be(desk: Desk, client_of: ClientOf, address: str) -> None:
    assert client_of(LEAD).get(address).status_code == 404


def test_one_organisation_is_shown_in_all_areas(desk: Desk, client_of: ClientOf) -> None:
    desk.series("mrsa", MRSA, title="MRSA")
    desk.series("suicide", {"2005-07": {"5MX": 7.5}}, title="Suicide")

    html = client_of(LEAD).get("/organisations/5mx/indicators").text

    assert "within chance: up by 1 since 2006/07" in html
    assert "Mental health and learning disabilities" in html
    assert "A register, 2005-07" in html


def test_a_file_may_say_itself_where_its_indicators_stand(desk: Desk, client_of: ClientOf) -> None:
    desk.series("mrsa", MRSA, title="MRSA")
    with desk.world.database.writing():
        session().execute(update(IndicatorValue).values(area="community"))

    assert 'href="/indicators/community/mrsa"' in client_of(LEAD).get("/indicators/community").text


def test_pages_cost_the_same_queries_for_two_organisations_and_for_twenty(
    desk: Desk, client_of: ClientOf
) -> None:
    client, engine = client_of(LEAD), desk.world.database.engine
    pages = ["/indicators", OUTCOMES, f"{OUTCOMES}/mrsa", "/organisations/5PG/indicators"]
    add_organisations(desk, 20)
    counts = []
    for codes in (("5PG", "5MX"), tuple(f"5A{number}" for number in range(20))):
        for each in ("mrsa", "c_difficile") if len(codes) > 2 else ("mrsa",):
            desk.series(each, {"2008/09": dict.fromkeys((*codes, "5PG"), 5.5)})
        for page in pages:
            client.get(page)
            with counted(engine) as sent:
                client.get(page)
            counts.append(len(sent))

    assert len(order(client.get(f"{OUTCOMES}/mrsa?period=2008/09").text)) == 22
    assert counts[:4] == counts[4:]


def test_the_data_packs_are_found_from_every_page_by_who_may_see_them(
    desk: Desk, client_of: ClientOf
) -> None:
    client = client_of(LEAD)

    assert '<a class="nhsuk-header__navigation-link" href="/indicators"' in client.get("/").text
    assert 'href="/organisations/5MX/indicators"' in client.get("/organisations/5MX").text
    assert 'href="/organisations/Q34/indicators"' not in client.get("/organisations/Q34").text
