"""The pages of a dossier: what each person sees of it and files into it, and what is refused."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.evidence.conftest import Desk, reading_of
from tests.evidence.counting import statements
from tests.evidence.sending import DOSSIER, send, standing, upload, words_of
from tests.evidence.test_freezing import carry_out
from wccflow.evidence import freezing, queries
from wccflow.evidence.settling import settle_reading

ClientOf = Callable[[str], FlaskClient]


def test_the_dossier_lists_every_slot_with_its_state_in_words(lead: FlaskClient, desk: Desk) -> None:
    desk.file("strategic_plan", "Text.")

    said = words_of(lead.get(DOSSIER))

    assert "1 of 9 required documents are filed" in said
    assert "Five-year strategic plan uploaded" in said
    assert "Joint strategic needs assessment missing" in said
    assert "filed by: PCT assurance lead or PCT contributor" in said


def test_one_file_goes_straight_into_its_slot(lead: FlaskClient, desk: Desk) -> None:
    answer = send(lead, f"{DOSSIER}/jsna", file=upload("needs.txt"), as_of="2009-09-01")

    assert (answer.status_code, answer.location) == (303, f"{DOSSIER}#jsna")
    (version,) = standing(desk, "jsna")
    assert (version.file_name, str(version.as_of)) == ("needs.txt", "2009-09-01")
    assert "Filed. It is being read now." in words_of(lead.get(DOSSIER))


def test_a_form_sent_twice_files_once(lead: FlaskClient, desk: Desk) -> None:
    key = "b6a3f4d0-0000-4000-8000-000000000001"

    for _ in range(2):
        send(lead, f"{DOSSIER}/jsna", file=upload("needs.txt"), key=key)

    assert len(standing(desk, "jsna")) == 1


@pytest.mark.parametrize(
    ("slot", "fields", "sentence"),
    [
        ("jsna", {}, "Choose a file first."),
        ("jsna", {"file": upload("plan.docx", b"no Word file")}, "The name of this file says Word"),
        ("jsna", {"file": upload("plan.txt", b"")}, "This file is empty."),
        ("nonsense", {"file": upload("plan.txt")}, "No document called “nonsense” is asked for."),
        ("jsna", {"file": upload("plan.txt"), "as_of": "yesterday"}, "Give the day like 2009-11-27."),
    ],
)
def test_what_cannot_be_filed_is_refused_in_a_sentence_and_changes_nothing(
    lead: FlaskClient, desk: Desk, slot: str, fields: dict[str, object], sentence: str
) -> None:
    answer = send(lead, f"{DOSSIER}/{slot}", **fields)

    assert answer.status_code == 422
    assert sentence in words_of(answer)
    with desk.world.database.reading():
        assert queries.fillings([desk.world.case().id]) == []


def test_an_upload_larger_than_allowed_is_refused(app: Flask, lead: FlaskClient, desk: Desk) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 10_000

    answer = send(lead, f"{DOSSIER}/jsna", file=upload("plan.txt", b"x" * 20_000))

    assert answer.status_code == 413
    assert standing(desk, "jsna") == []


def test_pages_of_another_document_fill_a_slot(lead: FlaskClient, desk: Desk) -> None:
    plan = desk.file("strategic_plan", "One.", "Two.")

    send(lead, f"{DOSSIER}/od_plan/filling", "PUT", document=str(plan.id), first_page="2", last_page="2")

    assert [each.id for each in standing(desk, "od_plan")] == [plan.id]
    assert "page 2" in words_of(lead.get(DOSSIER))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"document": "x"}, "Choose a document."),
        ({"first_page": "one"}, "Give pages as whole numbers."),
    ],
)
def test_a_filling_that_makes_no_sense_is_refused(
    lead: FlaskClient, desk: Desk, fields: dict[str, str], sentence: str
) -> None:
    plan = desk.file("strategic_plan", "One.")

    answer = send(lead, f"{DOSSIER}/od_plan/filling", "PUT", **{"document": str(plan.id), **fields})

    assert answer.status_code == 422
    assert sentence in words_of(answer)


def test_the_chief_records_the_boards_approval(client_of: ClientOf, desk: Desk) -> None:
    desk.file("strategic_plan", "Text.")
    chief = client_of(desk.chief)

    refused = send(chief, f"{DOSSIER}/strategic_plan/approval", "PUT", on="")
    send(chief, f"{DOSSIER}/strategic_plan/approval", "PUT", on="2009-09-30")

    assert "Give the day on which the board approved the document." in words_of(refused)
    assert "approved by the board on 30 September 2009" in words_of(chief.get(DOSSIER))


def test_a_reviewer_names_a_document_to_be_changed(client_of: ClientOf, desk: Desk) -> None:
    desk.file("jsna", "Text.")
    carry_out(desk, freezing.share, "submitted")
    desk.world.at("analysing")
    analyst = client_of(desk.analyst)

    send(analyst, f"{DOSSIER}/jsna/request", "PUT", why="Where is deprivation?")

    assert "“Where is deprivation?”" in words_of(analyst.get(DOSSIER))


def test_a_page_that_waits_for_the_reading_is_told_when_it_is_done(lead: FlaskClient, desk: Desk) -> None:
    version = desk.file("jsna")
    asking = {"HX-Request": "true", "HX-Target": "reading"}
    addresses = [f"{path}?waited=yes" for path in (DOSSIER, f"/evidence/{version.id}")]
    before = [words_of(lead.get(address, headers=asking)) for address in addresses]

    with desk.world.database.writing():
        settle_reading(version.id, reading_of("Text."), now=desk.world.now)

    after = [words_of(lead.get(address, headers=asking)) for address in addresses]
    assert [said.split(",")[0] for said in before] == [
        "Documents are being read",
        "The document is being read",
    ]
    assert after == [
        "All documents are read now. Show how they stand",
        "The document is read now. Open it",
    ]


@pytest.mark.parametrize("email", ["analyst@q34.example", "lead@5mx.example", "observer@dh.example"])
def test_before_sharing_a_draft_is_not_there_for_others(client_of: ClientOf, desk: Desk, email: str) -> None:
    first, second = desk.file("jsna", "Secret one."), desk.file("jsna", "Secret two.")
    with desk.world.database.reading():
        key = queries.passages_of(first.id)[1].key
    stranger = client_of(email)
    absent = stranger.get("/evidence/00000000-0000-4000-8000-000000000000")

    for path in ("", "/original", f"/passages/{key}", f"/difference?to={second.id}"):
        answer = stranger.get(f"/evidence/{first.id}{path}")
        assert (answer.status_code, answer.data) == (404, absent.data)
    dossier = stranger.get(DOSSIER)
    assert "Secret" not in dossier.text
    assert "plan.txt" not in dossier.text
    assert str(first.id) not in dossier.text


def test_the_overseer_files_nothing(client_of: ClientOf, desk: Desk) -> None:
    answer = send(client_of(desk.analyst), f"{DOSSIER}/jsna", file=upload("needs.txt"))

    assert answer.status_code == 404
    assert standing(desk, "jsna") == []


def test_the_dossier_and_the_reader_cost_the_same_with_one_document_and_with_many(
    lead: FlaskClient, desk: Desk
) -> None:
    version = desk.file("strategic_plan", "Text.")
    addresses = (DOSSIER, f"/evidence/{version.id}")
    database = desk.world.database
    one = [statements(database, lambda path=path: lead.get(path)) for path in addresses]

    for slot in ("jsna", "od_plan", "board_papers", "operating_plan", "financial_strategy"):
        for _ in range(2):
            desk.file(slot, "Text.")

    assert [statements(database, lambda path=path: lead.get(path)) for path in addresses] == one
