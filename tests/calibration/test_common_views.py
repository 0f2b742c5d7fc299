"""The pages of common cases, as the nation, a rater and a stranger see them."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

from flask.testing import FlaskClient

from tests.calibration.conftest import NATION, Commons, dossier
from tests.harness.clients import token_of
from wccflow.base.clock import today
from wccflow.web.formats import day

Clients = Callable[[str], FlaskClient]
COMMON = "/calibration/wcc-test/common"


def test_the_nation_brings_a_dossier_hides_names_and_opens_it(commons: Commons, client_of: Clients) -> None:
    common, client = commons.brought(), client_of(NATION)
    here = f"{COMMON}/{common.id}"
    proof = token_of(client.get(here).text)

    hidden = client.post(f"{here}/names", data={"_method": "PUT", "hidden": "passage", "csrf_token": proof})
    shown = client.get(here).text
    opened = client.post(f"{here}/opening", data={"_method": "PUT", "csrf_token": proof})

    assert (hidden.status_code, opened.status_code) == (303, 303)
    assert "The [name left out] that bears on 1.1." in shown
    assert "Open for rating" in client.get(COMMON).text


def test_a_person_rates_item_by_item_and_hands_in(commons: Commons, client_of: Clients) -> None:
    common, client = commons.opened(), client_of("analyst@q34.example")
    here = f"{COMMON}/{common.id}"
    page = client.get(f"{here}/items/1.1").text
    proof = token_of(page)

    answer = client.post(
        f"{here}/items/1.1/rating", data={"_method": "PUT", "value": "3", "why": "", "csrf_token": proof}
    )
    commons.rate(common, "analyst@q34.example", "3")
    handed = client.post(f"{here}/sheet", data={"_method": "PUT", "csrf_token": proof})

    assert "The passage that bears on 1.1." in page
    assert answer.headers["Location"].endswith("/items/1.2")
    assert handed.status_code == 303
    assert "You have handed in your ratings." in client.get(here).text


def test_nobody_reads_what_others_gave_before_everybody_is_in(commons: Commons, client_of: Clients) -> None:
    first, second = commons.opened(), commons.opened()
    for common in (first, second):
        commons.all_of("q34", common, "3")
    commons.all_of("q30", first, "2")
    client = client_of("analyst@q34.example")
    before = client.get(f"{COMMON}/{first.id}/feedback").status_code

    commons.all_of("q30", second, "2")

    page = client.get(f"{COMMON}/{first.id}/feedback").text
    assert before == 404
    assert "You gave 1.00 of a level more than agreed on average." in page
    assert "2.5" in page


def test_a_manager_sees_who_of_her_own_has_handed_in_and_nothing_of_others(
    commons: Commons, client_of: Clients
) -> None:
    common = commons.opened()
    commons.all_of("q34", common, "3")
    commons.all_of("q30", common, "2")

    page = client_of("manager@q34.example").get(COMMON).text

    assert "Person of reader1@q34.example" in page
    assert 'href="/calibration/wcc-test"' in page
    assert ("North East SHA" in page, "Person of reader1@q30.example" in page) == (False, False)


def test_whoever_has_no_part_finds_nothing(commons: Commons, client_of: Clients) -> None:
    common = commons.opened()
    pages = [COMMON, f"{COMMON}/{common.id}", f"{COMMON}/{common.id}/items/1.1"]

    client = client_of("lead@5pg.example")

    assert [client.get(page).status_code for page in pages] == [404, 404, 404]


def test_a_brought_file_with_faults_is_refused_row_by_row(commons: Commons, client_of: Clients) -> None:
    client = client_of(NATION)
    proof = token_of(client.get(COMMON).text)
    content = dossier([*commons.items()[:1], "99.9"])

    answer = client.post(
        f"{COMMON}/files", data={"file": (BytesIO(content), "dossier.csv"), "csrf_token": proof}
    )

    assert answer.status_code == 409 or answer.status_code == 422
    assert "is not rated in levels by panels" in answer.text


def test_what_is_written_is_kept_while_one_writes_and_counts_once_it_has_a_level(
    commons: Commons, client_of: Clients
) -> None:
    common, client = commons.opened(), client_of("analyst@q34.example")
    here = f"{COMMON}/{common.id}"
    proof = token_of(client.get(f"{here}/items/1.1").text)
    form = {"_method": "PUT", "why": "They know it.", "csrf_token": proof}

    words = client.post(f"{here}/items/1.1/draft", data=form, headers={"HX-Request": "true"})
    without_level = client.get(f"{here}/items/1.1").text
    client.post(f"{here}/items/1.1/draft", data=form | {"value": "3"})
    with_level = client.get(f"{here}/items/1.1").text

    assert words.text.startswith("Kept at ")
    assert ("They know it." in without_level, "0 of 33 rated" in without_level) == (True, True)
    assert "1 of 33 rated" in with_level


def test_the_nation_opens_it_by_a_day_and_changes_the_day(commons: Commons, client_of: Clients) -> None:
    common, client = commons.brought(), client_of(NATION)
    here = f"{COMMON}/{common.id}"
    proof = token_of(client.get(here).text)

    later = today() + timedelta(days=9)
    for address, due in (("opening", today()), ("day", later)):
        form = {"_method": "PUT", "due_on": due.isoformat(), "csrf_token": proof}
        client.post(f"{here}/{address}", data=form)
    wrong = client.post(f"{here}/day", data={"_method": "PUT", "due_on": "soon", "csrf_token": proof})

    assert f"To be rated by {day(later)}" in client.get(here).text
    assert "It is to be rated by <time" in client_of("analyst@q34.example").get(here).text
    assert "is not a day. Write it like 2010-01-31." in wrong.text


def test_whoever_only_rates_is_not_led_to_a_meeting_that_is_not_hers(
    commons: Commons, client_of: Clients
) -> None:
    commons.opened()

    page = client_of("analyst@q34.example").get(COMMON).text

    assert "Common case A" in page
    assert 'href="/calibration/wcc-test"' not in page
