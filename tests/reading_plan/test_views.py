"""The pages of reading plans: making one, going through it on any device, taking it along."""

import io
from collections.abc import Callable

from docx import Document
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.reading_plan.conftest import ANALYST, LEAD, SPEAKING, Reader
from wccflow.base import audiences
from wccflow.evidence import queries as evidence

ClientOf = Callable[[str], FlaskClient]

PAGE = "/cycles/wcc-test/5PG/reading-plan"


def send(client: FlaskClient, page: str, to: str, **fields: str | list[str]) -> tuple[int, str, str]:
    """Fill the form of a page and follow where it leads: status, path and text."""
    proof = token_of(client.get(page).text)
    answer = client.post(to, data={"csrf_token": proof, **fields}, follow_redirects=True)
    return answer.status_code, answer.request.path, answer.text


def planned(client: FlaskClient, **fields: str) -> str:
    """The path of a new plan."""
    status, path, _ = send(client, PAGE, PAGE, **{"minutes": "90", "whose": "all", **fields})
    assert status == 200
    return path


def test_a_plan_is_made_by_a_plain_form_and_says_why_and_how_long(
    reader: Reader, client_of: ClientOf
) -> None:
    reader.file("strategic_plan", SPEAKING)
    client = client_of(LEAD)

    html = client.get(planned(client)).text

    assert "<strong>Not begun. It takes 1 minute.</strong>" in html
    assert "Nothing shows 1.1 Reputation as the local leader of the NHS yet, and this speaks of it." in html
    assert "Reckoned at 200 words a minute." in html


def test_ones_own_minutes_and_ticked_items_are_taken(reader: Reader, client_of: ClientOf) -> None:
    reader.file("strategic_plan", SPEAKING)
    client = client_of(LEAD)

    html = client.get(planned(client, minutes="own", own="45", whose="ticked", item="1.1")).text

    assert "45 minutes of reading" in html
    assert html.count("Nothing shows") == 1


def test_nothing_ticked_and_no_minutes_are_refused_in_sentences(reader: Reader, client_of: ClientOf) -> None:
    reader.file("strategic_plan", SPEAKING)
    client = client_of(LEAD)

    status, _, html = send(client, PAGE, PAGE, minutes="30", whose="ticked")
    assert (status, "Choose at least one item to read for." in html) == (422, True)
    status, _, html = send(client, PAGE, PAGE, minutes="own", own="soon", whose="all")
    assert (status, "Give the minutes as a number from 5 to 600." in html) == (422, True)


def test_reading_goes_on_where_it_stopped_on_another_device(reader: Reader, client_of: ClientOf) -> None:
    reader.file("strategic_plan", SPEAKING)
    reader.file("jsna", f"{SPEAKING} And it is told again.")
    desk = client_of(LEAD)
    path = planned(desk)
    first = desk.get(f"{path}/next", follow_redirects=True)
    assert first.request.path == f"{path}/1"

    _, there, html = send(desk, f"{path}/1", f"{path}/1/mark", _method="PUT", **{"as": "read"}, then="next")
    assert there == f"{path}/2"

    tablet = client_of(LEAD)
    assert "1 minute left." in tablet.get("/reading-plan").text
    assert tablet.get(f"{path}/next", follow_redirects=True).request.path == f"{path}/2"
    assert tablet.get(f"{path}/previous?before=2", follow_redirects=True).request.path == f"{path}/1"
    assert "<mark>" in html


def test_what_is_left_out_can_be_had_back(reader: Reader, client_of: ClientOf) -> None:
    reader.file("strategic_plan", SPEAKING)
    client = client_of(LEAD)
    path = planned(client)

    _, _, html = send(client, path, f"{path}/1/mark", _method="PUT", **{"as": "skipped"}, then="plan")
    assert "left out" in html
    _, _, html = send(client, path, f"{path}/1/mark", _method="PUT", **{"as": "open"}, then="plan")
    assert "is on the plan again." in html


def test_the_pack_holds_every_stretch_in_full_with_its_page(reader: Reader, client_of: ClientOf) -> None:
    reader.file("strategic_plan", SPEAKING)
    client = client_of(LEAD)
    path = planned(client)

    html = client.get(f"{path}/pack").text
    word = Document(io.BytesIO(client.get(f"{path}/pack.docx").data))

    assert SPEAKING in html
    assert "Five-year strategic plan, draft 1, page 1" in html
    said = [paragraph.text for paragraph in word.paragraphs]
    assert SPEAKING in said
    assert "Five-year strategic plan, draft 1, page 1. 1 minute." in said


def test_somebody_elses_plan_is_not_there(reader: Reader, client_of: ClientOf) -> None:
    reader.file("strategic_plan", SPEAKING)
    path = planned(client_of(LEAD))
    other = client_of("editor@5pg.example")

    ways = ["", "/1", "/next", "/previous", "/pack", "/pack.docx"]
    assert [other.get(path + way).status_code for way in ways] == [404] * 6
    status, _, _ = send(other, PAGE, f"{path}/1/mark", _method="PUT", **{"as": "read"})
    assert status == 404


def test_a_plan_shows_no_document_that_was_taken_from_its_reader(reader: Reader, client_of: ClientOf) -> None:
    version = reader.file("strategic_plan", SPEAKING)
    client = client_of(LEAD)
    path = planned(client)
    with reader.world.database.writing():
        from_now_on = reader.world.reach(ANALYST)
        there = evidence.version_by_id(version.id)
        there.audience_id = audiences.ensure("own", [audiences.person_token(from_now_on.person_id)])

    html = client.get(path).text + client.get(f"{path}/pack").text

    assert "Its documents are no longer open to you." in html
    assert SPEAKING not in html
    assert client.get(f"{path}/1").status_code == 404


def test_a_plan_across_cases_is_for_those_who_rate(reader: Reader, client_of: ClientOf) -> None:
    reader.cite("1.1", reader.file("strategic_plan", SPEAKING), SPEAKING)
    reader.submitted()
    client = client_of(ANALYST)

    assert send(client, "/reading-plan", "/reading-plan", minutes="30")[0] == 422
    with reader.world.database.reading():
        cases = [str(reader.world.case().id)]
    status, _, html = send(client, "/reading-plan", "/reading-plan", minutes="30", case=cases)

    assert status == 200
    assert "It is claimed to show 1.1" in html
    assert "You rate no case." in client_of("observer@dh.example").get("/reading-plan").text


def test_the_reader_shows_the_way_through_the_plan(reader: Reader, client_of: ClientOf) -> None:
    reader.file("strategic_plan", SPEAKING)
    client = client_of(LEAD)
    path = planned(client)
    html = client.get(f"{path}/1").text
    address = html.split("In the document, with its threads")[0].rsplit('href="', 1)[1].split('"')[0]

    shown = client.get(address.replace("&amp;", "&").split("#")[0]).text

    assert f'href="{path}/next?after=1"' in shown
    assert f'href="{path}/1"' in shown


def test_a_plan_is_thrown_away(reader: Reader, client_of: ClientOf) -> None:
    reader.file("strategic_plan", SPEAKING)
    client = client_of(LEAD)
    path = planned(client)

    _, _, html = send(client, path, path, _method="DELETE")

    assert "The plan is gone." in html
    assert client.get(path).status_code == 404


def test_my_work_leads_back_to_what_was_begun(reader: Reader, client_of: ClientOf) -> None:
    reader.file("strategic_plan", SPEAKING)
    client = client_of(LEAD)
    path = planned(client)

    assert f'<a href="{path}">Go on reading: Birmingham East and North PCT</a>' in client.get("/").text
