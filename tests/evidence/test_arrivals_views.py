"""The sheet of brought files: proposals with their reasons, choices that are kept, faults told at once."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.evidence.conftest import Desk
from tests.evidence.sending import DOSSIER, send, standing, upload, words_of
from wccflow.base.errors import Refused
from wccflow.evidence.glancing import Opening, glance_waiting

SHEET = f"{DOSSIER}/arrivals"
JSNA = "Joint strategic needs assessment"


def bring(lead: FlaskClient, *files: tuple[str, bytes]) -> TestResponse:
    send(lead, DOSSIER, file=[upload(name, content) for name, content in files])
    return lead.get(SHEET)


def ids(sheet: TestResponse) -> list[str]:
    return re.findall(r'name="was-([0-9a-f-]+)"', sheet.text)


def chosen(sheet: TestResponse) -> list[str]:
    return re.findall(r'name="was-[0-9a-f-]+" value="([^"]*)"', sheet.text)


def look(desk: Desk, **said: str) -> None:
    def looked(path: Path, name: str) -> Opening:
        words = said.get(name.partition(".")[0], "")
        if words == "refused":
            raise Refused("This file is protected with a password.")
        return Opening((words,), 40)

    glance_waiting(desk.world.database, desk.files, look=looked)


def test_many_files_propose_their_slots_and_are_filed_from_one_sheet(lead: FlaskClient, desk: Desk) -> None:
    sheet = bring(lead, ("Strategic plan.txt", b"One."), ("OD plan.txt", b"Two."), ("stray.txt", b"Three."))
    proposed = dict(zip(ids(sheet), chosen(sheet), strict=True))

    send(lead, SHEET, "PUT", **{f"slot-{key}-0": slot for key, slot in proposed.items()})

    assert sorted(proposed.values()) == ["", "od_plan", "strategic_plan"]
    assert [len(standing(desk, slot)) for slot in ("od_plan", "strategic_plan", "jsna")] == [1, 1, 0]
    assert "You brought 1 file that still needs a place." in words_of(lead.get(DOSSIER))


def test_the_sheet_says_why_each_place_is_proposed(lead: FlaskClient, desk: Desk) -> None:
    bring(lead, ("scan17.txt", b"One."), ("OD plan.txt", b"Two."))
    before = words_of(lead.get(SHEET))

    look(desk, scan17=f"{JSNA} 2009")

    after = lead.get(SHEET)
    assert "2 files of 2 are still being looked at" in before
    assert "being looked at" in before
    assert f"{JSNA}? Its title says “{JSNA} 2009”." in words_of(after)
    assert "OD plan? Its name says so." in words_of(after)
    assert sorted(chosen(after)) == ["jsna", "od_plan"]


def test_a_sheet_that_waits_keeps_what_was_chosen_and_takes_better_proposals(
    lead: FlaskClient, desk: Desk
) -> None:
    first, second = ids(bring(lead, ("a.txt", b"One."), ("b.txt", b"Two.")))
    look(desk, a=JSNA, b="Annual operating plan")
    written = {
        f"slot-{first}-0": "board_papers",
        f"was-{first}": "",
        f"note-{first}": "New.",
        f"slot-{second}-0": "",
        f"was-{second}": "",
    }

    answer = lead.get(
        SHEET, query_string={"waited": "yes", **written}, headers={"HX-Request": "true", "HX-Target": "sheet"}
    )

    assert chosen(answer) == ["board_papers", "operating_plan"]
    assert "All files were looked at." in words_of(answer)
    assert "<html" not in answer.text


def test_of_two_files_for_one_place_the_likelier_is_proposed_and_the_other_told(
    lead: FlaskClient, desk: Desk
) -> None:
    bring(lead, ("needs.txt", b"One."), ("other.txt", b"Two."))
    look(desk, needs=JSNA, other="Joint needs")

    sheet = lead.get(SHEET)

    assert chosen(sheet) == ["jsna", ""]
    assert "But needs.txt says more of it, and is proposed there." in words_of(sheet)


def test_two_files_that_are_set_for_one_place_are_told_beside_both_and_the_choices_stay(
    lead: FlaskClient, desk: Desk
) -> None:
    first, second = ids(bring(lead, ("a.txt", b"One."), ("b.txt", b"Two.")))

    answer = send(
        lead,
        SHEET,
        "PUT",
        **{f"slot-{first}-0": "jsna", f"slot-{second}-0": "jsna", f"as_of-{second}": "2009-09-01"},
    )

    assert answer.status_code == 422
    said = words_of(answer)
    assert "Nothing is filed yet: 2 files below need another choice." in said
    assert f"{JSNA} is chosen for b.txt too." in said
    assert f"{JSNA} is chosen for a.txt too." in said
    assert chosen(answer) == ["jsna", "jsna"]
    assert 'value="2009-09-01"' in answer.text
    assert standing(desk, "jsna") == []


def test_one_file_fills_several_places_by_pages_without_javascript(lead: FlaskClient, desk: Desk) -> None:
    (merged,) = ids(bring(lead, ("Strategic plan.txt", b"All in one.")))
    first = {
        f"slot-{merged}-0": "strategic_plan",
        f"slot-{merged}-1": "od_plan",
        f"first-{merged}-1": "3",
        f"last-{merged}-1": "4",
    }

    widened = send(lead, SHEET, "PUT", more=merged, **first)
    send(lead, SHEET, "PUT", **first, **{f"slot-{merged}-2": "financial_strategy", f"first-{merged}-2": ""})

    assert f'name="slot-{merged}-2"' in widened.text
    assert 'value="3"' in widened.text
    filled = [standing(desk, slot) for slot in ("strategic_plan", "od_plan", "financial_strategy")]
    assert [len(each) for each in filled] == [1, 1, 1]
    assert len({each[0].id for each in filled}) == 1
    assert "pages 3 to 4" in words_of(lead.get(DOSSIER))


def test_a_bad_file_among_good_ones_is_told_on_the_sheet_and_the_others_are_kept(
    lead: FlaskClient, desk: Desk
) -> None:
    said = words_of(bring(lead, ("jsna.txt", b"Good."), ("plan.docx", b"no Word file")))

    assert "plan.docx not taken The name of this file says Word" in said
    assert "Place of jsna.txt" in said
    assert len(ids(lead.get(SHEET))) == 1


def test_a_file_that_cannot_be_read_is_told_before_it_is_filed(lead: FlaskClient, desk: Desk) -> None:
    bring(lead, ("locked.txt", b"One."))

    look(desk, locked="refused")

    assert "It cannot be read here. This file is protected with a password." in words_of(lead.get(SHEET))


def test_the_very_file_that_is_there_already_is_told_and_left_out(lead: FlaskClient, desk: Desk) -> None:
    send(lead, f"{DOSSIER}/jsna", file=upload("needs.txt", b"Needs."))

    sheet = bring(lead, ("copy of needs.txt", b"Needs."))

    assert f"This is the very file that fills {JSNA} already." in words_of(sheet)
    assert chosen(sheet) == ["-"]


def test_each_person_sees_her_own_sheet_alone(
    lead: FlaskClient, desk: Desk, client_of: Callable[[str], FlaskClient]
) -> None:
    bring(lead, ("mine.txt", b"One."))
    theirs = client_of("editor@5pg.example").get(SHEET)

    assert "mine.txt" not in theirs.text
    assert "No files wait for a place" in words_of(theirs)


@pytest.mark.parametrize("email", ["analyst@q34.example", "lead@5mx.example", "observer@dh.example"])
def test_for_others_there_is_no_sheet(
    client_of: Callable[[str], FlaskClient], desk: Desk, email: str
) -> None:
    assert client_of(email).get(SHEET).status_code == 404


def test_a_program_that_sends_files_one_by_one_is_told_where_to_go_on(lead: FlaskClient, desk: Desk) -> None:
    page = lead.get(DOSSIER)
    token = re.findall(r'name="csrf_token" value="([^"]+)"', page.text)[0]

    answer = lead.post(
        DOSSIER,
        data={"csrf_token": token, "file": upload("a.txt")},
        headers={
            "HX-Request": "true",
            "Accept": "application/json",
            "HX-Current-URL": f"http://localhost{DOSSIER}",
        },
    )

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, SHEET)
