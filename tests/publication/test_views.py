"""The public pages: what is published is for everyone, the rest is as if it were not there."""

import hashlib
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

from docx import Document
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.panel import Sitting
from tests.publication.test_actions import prepare, publish
from tests.publication.test_costs import agreed
from tests.publication.test_releases import approve, sign
from wccflow.people import actions as people
from wccflow.people.models import Alias, Succession
from wccflow.publication import actions, files
from wccflow.publication.verifying import faults_in
from wccflow.wiring import House

Clients = Callable[[str], FlaskClient]
PAGE = "/published/wcc-test/5PG"


def test_before_publication_nobody_can_tell_that_there_is_anything(
    sitting: Sitting, anybody: FlaskClient
) -> None:
    prepare(sitting)

    answers = [
        anybody.get(page)
        for page in (PAGE, "/published/wcc-test/9ZZ", "/published/wcc-test", f"{PAGE}/content.json")
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert len({answer.data for answer in answers}) == 1


def test_those_of_the_cycle_are_told_that_nothing_is_published_yet(
    sitting: Sitting, client_of: Clients
) -> None:
    prepare(sitting)

    lead, nowhere = (
        client_of("lead@5pg.example").get(page) for page in ("/published/wcc-test", "/published/wcc-none")
    )

    assert (lead.status_code, nowhere.status_code) == (200, 404)
    assert "Nothing is published yet." in lead.text


def test_after_publication_another_organisation_is_still_as_good_as_absent(
    sitting: Sitting, anybody: FlaskClient
) -> None:
    prepare(sitting)
    publish(sitting)

    hidden, absent = anybody.get("/published/wcc-test/5MX"), anybody.get("/published/wcc-test/9ZZ")

    assert (hidden.status_code, hidden.data) == (404, absent.data)
    assert "Heart of Birmingham" not in anybody.get("/published/wcc-test").text


def test_anybody_reads_ratings_reasons_changes_and_the_hash(sitting: Sitting, anybody: FlaskClient) -> None:
    prepare(sitting)
    result = publish(sitting)

    html = anybody.get(PAGE).text

    for words in (
        "Because of what the panel heard of 3.2.",
        "Others did more.",
        "We had sent it.",
        "Name an owner for each goal",
        "There is no league table here.",
        result.sha256,
    ):
        assert words in html


def test_the_download_has_the_hash_that_the_page_tells(sitting: Sitting, anybody: FlaskClient) -> None:
    prepare(sitting)
    result = publish(sitting)

    data = anybody.get(f"{PAGE}/content.json").data

    assert hashlib.sha256(data).hexdigest() == result.sha256


def test_the_word_file_holds_every_rating(sitting: Sitting, anybody: FlaskClient) -> None:
    prepare(sitting)
    publish(sitting)

    document = Document(BytesIO(anybody.get(f"{PAGE}/report.docx").data))

    tables = [table for table in document.tables if table.rows[0].cells[0].text == "Item"]
    rows = [row for table in tables for row in table.rows[1:]]
    assert len(rows) == 49 + 1  # and the one change


def test_a_page_is_not_sent_twice_to_who_has_it(sitting: Sitting, anybody: FlaskClient) -> None:
    prepare(sitting)
    publish(sitting)
    for address in (PAGE, "/published/wcc-test", f"{PAGE}/content.json", "/published"):
        first = anybody.get(address)

        again = anybody.get(address, headers={"If-None-Match": first.headers["ETag"]})

        assert first.headers["Cache-Control"] == "public, max-age=60"
        assert (again.status_code, again.data) == (304, b"")


def test_what_names_a_person_is_kept_by_her_browser_alone(sitting: Sitting, client_of: Clients) -> None:
    prepare(sitting)
    publish(sitting)

    assert client_of("lead@5pg.example").get(PAGE).headers["Cache-Control"] == "private, no-cache"


def test_an_earlier_code_or_another_name_leads_to_the_result(sitting: Sitting, anybody: FlaskClient) -> None:
    prepare(sitting)
    publish(sitting)
    with sitting.world.database.writing() as session:
        old = people.found_organisation(
            "5P1",
            name="East Birmingham PCT",
            level="organisation",
            parent=None,
            by_id=None,
            now=sitting.world.now,
        )
        heir = sitting.case.organisation
        session.add(Alias(name="NHS Birmingham East & North", organisation_id=heir.id))
        session.add(
            Succession(
                predecessor_id=old.id,
                successor_id=heir.id,
                effective=date(2009, 4, 1),
                why="A merger.",
                by_id=None,
                at=sitting.world.now,
            )
        )

    for words in ("5P1", "5p1", "NHS Birmingham East & North"):
        answer = anybody.get(f"/published/wcc-test/{words}")
        assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)


def test_a_successor_without_a_result_is_told_to_nobody(sitting: Sitting, anybody: FlaskClient) -> None:
    prepare(sitting)
    publish(sitting)

    assert anybody.get("/published/wcc-test/Darlington PCT").status_code == 404


def test_a_result_is_found_by_part_of_a_name_of_now_or_of_before(
    sitting: Sitting, anybody: FlaskClient
) -> None:
    prepare(sitting)
    publish(sitting)
    with sitting.world.database.writing() as session:
        session.add(Alias(name="Yardley Health Trust", organisation_id=sitting.case.organisation_id))

    found = {
        words: anybody.get(f"/published/wcc-test?q={words}").text
        for words in ("birm north", "yardley", "leeds")
    }

    assert "1 PCT found" in found["birm north"]
    assert "found as Yardley Health Trust" in found["yardley"]
    assert "0 PCTs found" in found["leeds"]


def test_results_are_set_side_by_side(sittings: list[Sitting], anybody: FlaskClient) -> None:
    for each in sittings[:2]:
        agreed(each)
        with each.world.database.writing():
            actions.publish(each.case, by=None, now=each.world.now)

    page = anybody.get("/published/wcc-test/compare?with=5PG&with=5mx").text

    assert "too small to mean anything" in page
    assert "Heart of Birmingham PCT" in page
    assert anybody.get("/published/wcc-test/compare?with=5PG&with=5J9").status_code == 404


def test_the_nation_sees_what_changes_and_signs_it(
    sitting: Sitting, client_of: Clients, anybody: FlaskClient
) -> None:
    prepare(sitting)
    publish(sitting)
    approve(sitting)
    client = client_of("lead@dh.example")
    page = client.get("/publication/wcc-test/release").text
    assert "The first release: 1 result." in page
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    assert seen is not None

    form = {"note": "The first.", "seen": seen[1], "csrf_token": token_of(page)}
    rules = {"rankings": re.findall(r'<input type="hidden" name="rankings" value="(\w+)">', page)}
    answer = client.post("/publication/wcc-test/release", data={**form, **rules})

    assert answer.headers["Location"] == "/published/wcc-test/releases"
    assert rules == {"rankings": ["halves", "governance_first"]}
    assert "1 result of 5 needed can be ranked by this rule" in anybody.get("/published/wcc-test").text
    told = anybody.get("/published/wcc-test/releases").text
    assert "Release 1" in told
    assert "The file is being made." in told


def test_the_file_of_a_release_is_made_and_taken_away(
    sitting: Sitting, anybody: FlaskClient, house: House, tmp_path: Path
) -> None:
    prepare(sitting)
    publish(sitting)
    approve(sitting)
    sign(sitting)
    address = "/published/wcc-test/releases/1/release.zip"
    before = anybody.get(address).status_code

    made = [files.make_next(house.database, house.files) for _ in range(2)]

    with anybody.get(address) as answer:
        (tmp_path / "r.zip").write_bytes(answer.data)
    assert (before, made, faults_in(tmp_path / "r.zip")) == (404, [1, 0], [])


def test_a_correction_is_proposed_and_signed_on_its_page(sitting: Sitting, client_of: Clients) -> None:
    prepare(sitting)
    publish(sitting)
    address = "/publication/wcc-test/5PG/corrections"
    director, lead = client_of("director@q34.example"), client_of("lead@dh.example")
    page = director.get(address).text
    form = {
        "kind": "rating",
        "target": "1.2",
        "after": "4",
        "reason": "Mistyped.",
        "csrf_token": token_of(page),
    }

    director.post(address, data=form)

    page = lead.get(address).text
    sign_at = re.search(r'action="([^"]+/signature)"', page)
    assert sign_at is not None
    lead.post(sign_at[1], data={"_method": "PUT", "csrf_token": token_of(page)})
    assert "signed by Person of lead@dh.example" in lead.get(address).text
    assert client_of("lead@5pg.example").get(address).status_code == 404


def test_a_withdrawn_result_is_a_tombstone_for_everybody(
    sitting: Sitting, client_of: Clients, anybody: FlaskClient
) -> None:
    prepare(sitting)
    publish(sitting)
    approve(sitting)
    sign(sitting)
    place = "/publication/wcc-test/5PG"
    director, lead = client_of("director@q34.example"), client_of("lead@dh.example")
    proof = token_of(director.get(f"{place}/corrections").text)
    director.post(f"{place}/withdrawal", data={"why": "The figures were another's.", "csrf_token": proof})
    proof = token_of(lead.get(f"{place}/corrections").text)
    lead.post(f"{place}/withdrawal", data={"_method": "PUT", "csrf_token": proof})
    sign(sitting, "One is withdrawn.")

    page = anybody.get(PAGE)

    assert page.status_code == 200
    assert "The figures were another&#39;s." in page.text
    assert "Others did more." not in page.text
    assert anybody.get(f"{PAGE}/content.json").status_code == 404


def test_the_nation_approves_on_a_page_of_its_own(sitting: Sitting, client_of: Clients) -> None:
    prepare(sitting)
    client = client_of("lead@dh.example")
    page = client.get("/publication/wcc-test").text
    form = {"_method": "PUT", "note": "The minister agrees.", "csrf_token": token_of(page)}

    answer = client.post("/publication/wcc-test/approval", data=form)

    assert answer.status_code == 303
    assert "The minister agrees." in client.get("/publication/wcc-test").text
    assert client_of("director@q34.example").get("/publication/wcc-test").status_code == 404
