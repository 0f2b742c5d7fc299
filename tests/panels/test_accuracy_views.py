"""The page of the report: sentences, points beside them, the clock, the signature, as each reader sees it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.panel import CHAIR, Sitting
from wccflow.base import clock
from wccflow.panels.anchors import sentences_of

Clients = Callable[[str], FlaskClient]
SAID = "The board met four times. It knows where it is going."
CHIEF, MANAGER = "chief@5pg.example", "manager@q34.example"


@pytest.fixture
def checked(sitting: Sitting) -> Sitting:
    """A report that the organisation checks."""
    sitting.agree_rated("1.1", "3.2")
    sitting.close()
    sitting.write("impression", SAID)
    sitting.issue()
    return sitting


def address(sitting: Sitting) -> str:
    with sitting.world.database.reading():
        return sitting.panel.address


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def post(client: FlaskClient, page: str, to: str, **form: str) -> int:
    proof = token_of(client.get(page).text)
    return client.post(to, data={"csrf_token": proof, **form}).status_code


def point_of(html: str) -> str:
    found = re.search(r'id="point-([0-9a-f-]{36})"', html)
    assert found
    return found[1]


def test_a_round_of_accuracy_goes_by_plain_forms_from_the_sentence_to_the_signature(
    checked: Sitting, client_of: Clients
) -> None:
    room = address(checked)
    page, key = f"{room}/report", sentences_of(SAID)[0].key
    chief, chair, manager = client_of(CHIEF), client_of(CHAIR), client_of(MANAGER)

    chosen = f"{page}?section=impression&sentence={key}"
    assert f'href="{page}?section=impression&amp;sentence={key}#raise"' in chief.get(page).text
    assert "The board met four times." in chief.get(chosen).text.split('id="raise"')[1].split("</form>")[0]
    form = {"section": "impression", "sentence": key, "what": "It met six times."}
    assert post(chief, chosen, f"{room}/points", **form) == 303

    point = f"{room}/points/{point_of(chair.get(page).text)}"
    assert "waits for an answer" in plain(chief.get(page).text)
    reply = {"_method": "PUT", "answer": "accepted", "why": "Yes.", "wording": "The board met six times."}
    assert post(chair, page, f"{point}/answer", **reply) == 303
    assert "It is to read: The board met taken out: four put in: six times." in plain(chief.get(page).text)
    assert post(chair, page, f"{point}/sentence", _method="PUT") == 303
    assert "The board met six times." in chief.get(page).text

    level = {"_method": "PUT", "level": "1.1 2", "reason": "Less than was seen."}
    assert post(chair, page, f"{point}/rating", **level) == 303
    assert "was Level 3 and is Level 2 because of this point" in plain(chief.get(page).text)
    assert "I have read it and every answer: sign it off" not in chair.get(page).text
    assert post(manager, page, f"{page}/signature", note="Read.") == 303
    assert "signed off" in plain(chief.get(page).text)


def test_the_clock_says_when_the_time_has_ended_and_what_silence_means(
    checked: Sitting, client_of: Clients
) -> None:
    page = plain(client_of(CHIEF).get(f"{address(checked)}/report").text)

    assert "The time ended on 29 October 2009." in page
    assert (
        "If no point is raised by the end of 29 October 2009, the report will be taken as accurate." in page
    )


def test_a_point_on_a_rating_is_raised_beside_it(checked: Sitting, client_of: Clients) -> None:
    page = client_of(CHIEF).get(f"{address(checked)}/report?section=1.1").text

    assert page.count('id="raise"') == 1
    assert page.index('id="rating-1.1"') < page.index('id="raise"') < page.index('id="rating-3.2"')


def test_the_chairs_deputy_is_named_and_ended_by_plain_forms(checked: Sitting, client_of: Clients) -> None:
    room, manager = address(checked), client_of(MANAGER)
    page = f"{room}/report"
    form = {
        "email": "panel1@q34.example",
        "until": (clock.today() + timedelta(days=7)).isoformat(),
        "why": "Ill.",
    }

    assert post(manager, page, f"{page}/deputies", **form) == 303
    shown = manager.get(page).text
    assert "deputises for Person of chair1@q34.example, who chairs the panel" in plain(shown)
    held = re.search(r"/report/deputies/([0-9a-f-]{36})", shown)
    assert held
    assert post(manager, page, f"{page}/deputies/{held[1]}", _method="DELETE") == 303
    assert "Name a deputy for the chair" in manager.get(page).text


def test_a_part_is_written_with_the_cited_passages_beside_it(sitting: Sitting, client_of: Clients) -> None:
    sitting.close()
    page = f"{address(sitting)}/report/writing/impression"
    chair = client_of(CHAIR)

    assert "Passages" in plain(chair.get(page).text)
    assert post(chair, page, page, _method="PUT", version="0", text="A good board.") == 303
    assert "A good board." in chair.get(page).text
    assert client_of(CHIEF).get(page).status_code == 404
