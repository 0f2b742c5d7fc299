"""The dossier as it stood, its list and its archive; who may take them; the history of a slot."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient

from tests.evidence.conftest import Desk
from tests.evidence.counting import statements
from tests.evidence.sending import DOSSIER, send, standing, upload, words_of
from tests.evidence.test_freezing import carry_out
from wccflow.evidence import freezing

ClientOf = Callable[[str], FlaskClient]
THEN = f"{DOSSIER}/then"


def test_a_moment_is_picked_and_shows_what_stood_there(lead: FlaskClient, desk: Desk) -> None:
    first = desk.file("strategic_plan", "One.")
    moment = desk.world.now + timedelta(hours=1)
    desk.world.now += timedelta(days=1)
    desk.file("strategic_plan", "Two.")

    said = words_of(lead.get(f"{THEN}?at={quote(moment.isoformat())}"))

    assert f"draft 1 filed 1 October 2009 by Person of {desk.lead}, without a date" in said
    assert f"SHA-256 {first.sha256}" in said
    assert "1 of 12 places held a document that you may read" in said
    assert "plan.txt , draft 2" in words_of(lead.get(THEN))


def test_a_day_is_meant_to_its_end(lead: FlaskClient, desk: Desk) -> None:
    desk.file("strategic_plan")

    said = [words_of(lead.get(f"{THEN}?on={day}")) for day in ("2009-09-30", "2009-10-01")]

    assert ["0 of 12 places" in said[0], "1 of 12 places" in said[1]] == [True, True]


@pytest.mark.parametrize("asked", ["on=soon", "at=never", "on=0001-01-01"])
def test_what_is_no_day_is_refused_or_finds_nothing(lead: FlaskClient, desk: Desk, asked: str) -> None:
    answer = lead.get(f"{THEN}?{asked}")

    assert answer.status_code in (200, 422)
    assert "plan.txt" not in answer.text


def test_the_archive_holds_each_original_and_the_list_with_digests(lead: FlaskClient, desk: Desk) -> None:
    send(lead, f"{DOSSIER}/jsna", file=upload("needs.txt", b"Needs."))
    send(lead, f"{DOSSIER}/od_plan", file=upload("needs.txt", b"Staff."))

    answer = lead.get(f"{THEN}.zip")

    assert answer.headers["Content-Disposition"].startswith('attachment; filename="wcc-test-5PG-documents-')
    assert answer.headers["Cache-Control"] == "private, no-store"
    with ZipFile(io.BytesIO(answer.data)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    rows = list(csv.DictReader(io.StringIO(found.pop("manifest.csv").decode("utf-8-sig"))))
    assert found == {
        "08 Joint strategic needs assessment - needs.txt": b"Needs.",
        "03 OD plan - needs.txt": b"Staff.",
    }
    (needs,) = standing(desk, "jsna")
    assert {row["SHA-256"] for row in rows if row["Place"].startswith("Joint")} == {needs.sha256}


def test_a_file_that_was_changed_in_the_store_is_left_out_of_the_archive_and_told(
    lead: FlaskClient, desk: Desk
) -> None:
    version = desk.file("jsna")
    path = desk.files.path(version.sha256)
    path.chmod(0o600)
    path.write_bytes(b"x" * version.size)

    with ZipFile(io.BytesIO(lead.get(f"{THEN}.zip").data)) as archive:
        names, listed = archive.namelist(), archive.read("manifest.csv").decode()

    assert names == ["manifest.csv"]
    assert "left out: the file in the store is no longer what was filed" in listed


def test_an_empty_dossier_has_no_archive_and_says_so(lead: FlaskClient, desk: Desk) -> None:
    answer = lead.get(f"{THEN}.zip")

    assert answer.status_code == 422
    assert "nothing to download" in words_of(answer)


def test_others_take_away_only_what_they_may_read(client_of: ClientOf, desk: Desk) -> None:
    desk.file("jsna", "Shared.")
    carry_out(desk, freezing.share, "submitted")
    desk.world.at("returned")
    desk.file("jsna", "Secret.")
    desk.file("od_plan", "Secret.")
    analyst = client_of(desk.analyst)

    with ZipFile(io.BytesIO(analyst.get(f"{THEN}.zip").data)) as archive:
        names = archive.namelist()
    listed = analyst.get(f"{THEN}.csv").text

    assert names == ["manifest.csv", "08 Joint strategic needs assessment - plan.txt"]
    assert listed.count("plan.txt") == 1
    assert ",version 1,all," in listed


@pytest.mark.parametrize("path", ["/then", "/then.csv", "/then.zip", "/jsna/history"])
def test_strangers_find_nothing_there(client_of: ClientOf, desk: Desk, path: str) -> None:
    desk.file("jsna", "Secret.")

    assert client_of("lead@5mx.example").get(f"{DOSSIER}{path}").status_code == 404


def test_the_history_of_a_slot_is_told_in_words(lead: FlaskClient, desk: Desk) -> None:
    desk.file("jsna", note="The first.")

    said = words_of(lead.get(f"{DOSSIER}/jsna/history"))

    assert f"1 October 2009, 10:00 : Person of {desk.lead} filed plan.txt as draft 1 . “The first.”" in said
    assert "Nothing has been done with it" in words_of(lead.get(f"{DOSSIER}/od_plan/history"))
    assert lead.get(f"{DOSSIER}/nonsense/history").status_code == 404


def test_the_past_costs_the_same_with_one_document_and_with_many(lead: FlaskClient, desk: Desk) -> None:
    desk.file("jsna")
    addresses = (THEN, f"{DOSSIER}/jsna/history")
    database = desk.world.database
    one = [statements(database, lambda path=path: lead.get(path)) for path in addresses]

    for slot in ("jsna", "od_plan", "board_papers", "operating_plan"):
        desk.file(slot)

    assert [statements(database, lambda path=path: lead.get(path)) for path in addresses] == one
