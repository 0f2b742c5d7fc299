"""From a workbook, or from a workflow, to an open cycle: by the pages alone."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.frameworks.workbooks import changed, example_bytes
from tests.harness.clients import token_of
from tests.harness.world import World
from wccflow.base import clock
from wccflow.base.models import Base
from wccflow.cycles import queries as cycles
from wccflow.cycles.queries import definition_of
from wccflow.frameworks import sources
from wccflow.people.queries import organisation

LEAD = "lead@dh.example"
NEW = "/cycles/new"
Browser = Callable[[str], FlaskClient]


@pytest.fixture
def client(client_of: Browser) -> FlaskClient:
    """A client of somebody who may open cycles."""
    return client_of(LEAD)


def sent(client: FlaskClient, content: bytes, name: str = "care.xlsx") -> str:
    """The address of the draft that this workbook begins."""
    form = {"csrf_token": token_of(client.get(NEW).text), "file": (BytesIO(content), name)}
    answer = client.post(NEW, data=form)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def form(client: FlaskClient, address: str, **fields: object) -> dict[str, object]:
    """What the page at this address sends, with its proof and version."""
    html = client.get(address).text
    version = re.search(r'name="version" value="(\d+)"', html)
    return {"csrf_token": token_of(html), "version": version[1] if version else "", **fields}


def rows(world: World) -> dict[str, int]:
    """How many rows each table has."""
    with world.database.reading() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
        }


def test_a_workbook_becomes_an_open_cycle_by_the_pages_alone(client: FlaskClient, world: World) -> None:
    address = sent(client, example_bytes(clock.today()))
    page = client.get(address).text
    assert "Nothing is wrong with the workbook" in page
    with world.database.reading():
        overseer, left_out = organisation("Q34").id, organisation("5MX").id
    fields = {"title": "Dementia care", "cycle": "dementia", "overseer": overseer, "without": left_out}

    kept = client.post(f"{address}/settings?_method=PUT", data=form(client, address, **fields))
    preview = client.get(str(kept.location)).text
    consequences = client.get(f"{address}/opening").text
    opened = client.post(f"{address}/opening", data=form(client, f"{address}/opening"))
    after = client.get(str(opened.location)).text

    assert "Preview: nothing of this exists yet" in preview
    assert "<strong>1 case</strong>" in consequences
    assert "Dementia care is open" in after
    with world.database.reading():
        cycle = cycles.cycle("dementia")
        case = cycles.cases_of(cycle.id)[0]
        definition = definition_of(case)
        assert [each.organisation.code for each in cycles.cases_of(cycle.id)] == ["5PG"]
        assert (definition.workflow, list(definition.slots)) == ("dementia-care", ["plan", "data", "audit"])
        assert case.state == "invited"


def test_what_a_preview_shows_leaves_nothing_behind(client: FlaskClient, world: World) -> None:
    address = sent(client, example_bytes(clock.today()))
    before = rows(world)

    pages = {
        where: client.get(f"{address}/preview/case{where}")
        for where in ("", "/ratings", "/ratings/1.2", "/evidence", "/history", "/panel", "/threads", "/way")
    }

    assert {where: page.status_code for where, page in pages.items()} == dict.fromkeys(pages, 200)
    assert all("nothing of this exists yet" in page.text for page in pages.values())
    assert "Nine in ten are seen within 6 weeks" in pages["/ratings/1.2"].text
    assert "Figures of the memory clinic" in pages["/evidence"].text
    assert rows(world) == before


@pytest.mark.parametrize(
    "where", ["/windows/Q34", "/evidence/arrivals", "/changes", "/x", "/ratings/nothing"]
)
def test_a_preview_shows_no_other_page(client: FlaskClient, where: str) -> None:
    address = sent(client, example_bytes(clock.today()))

    assert client.get(f"{address}/preview/case{where}").status_code == 404


def test_a_previewed_page_does_nothing_and_leads_only_within_the_preview(client: FlaskClient) -> None:
    address = sent(client, example_bytes(clock.today()))

    page = client.get(f"{address}/preview/case/ratings/1.2").text
    main = page.partition("<main")[2]

    assert "<form" not in main
    assert "hx-" not in main
    links = set(re.findall(r'<a[^>]* href="([^"#]+)', main))
    assert {link for link in links if not link.startswith(f"{address}/preview/")} == set()
    fields = re.findall(r"<(?:button|textarea|select|input)[^>]*>", main)
    choices = ('type="radio"', 'type="checkbox"')  # ticking them does nothing
    acting = [each for each in fields if not any(choice in each for choice in choices)]
    assert [each for each in acting if "disabled" not in each] == []


def test_a_preview_is_seen_with_other_eyes_and_in_another_state(client: FlaskClient) -> None:
    address = sent(client, example_bytes(clock.today()))

    reviewer = client.get(f"{address}/preview/case?as=reviewer&at=reviewing")
    nobody = client.get(f"{address}/preview/case?as=clock&at=reviewing")
    nowhere = client.get(f"{address}/preview/case?as=reviewer&at=heaven")

    assert "Now: Being reviewed" in reviewer.text
    assert (nobody.status_code, nowhere.status_code) == (404, 404)


def test_faults_are_told_cell_by_cell_and_stand_in_a_copy_too(client: FlaskClient) -> None:
    address = sent(client, changed({"Items!E3": "plan, wish list", "Dates!B3": "31 February 2027"}))

    page = client.get(address).text
    copy = client.get(f"{address}/workbook?marked=yes")
    assert copy.status_code == 200, copy.text
    book = openpyxl.load_workbook(BytesIO(copy.data))

    assert "2 things to put right" in page
    assert re.findall(r'<a href="#fault-\d+">([^<]+)</a>', page) == ["Items!E3", "Dates!B3"]
    note = book["Items"]["E3"].comment
    assert note is not None
    assert note.text.startswith("there is no document “wish list” on the sheet Documents")
    assert book["Dates"]["B3"].comment is not None
    assert book["Dates"]["B4"].comment is None


def test_a_workbook_that_is_put_right_takes_the_place_of_the_one_before(client: FlaskClient) -> None:
    address = sent(client, changed({"Items!C3": None}))
    again = {"csrf_token": token_of(client.get(address).text), "file": (BytesIO(changed()), "mended.xlsx")}

    client.post(f"{address}/workbook?_method=PUT", data=again)
    page = client.get(address).text

    assert "Nothing is wrong with the workbook" in page
    assert "version 2" in page
    assert "version 1" in page


def test_the_workbook_is_given_back_as_it_was_sent(client: FlaskClient) -> None:
    content = changed({"About!B2": "Given back"})

    assert client.get(f"{sent(client, content)}/workbook").data == content


def test_a_workbook_with_faults_opens_nothing(client: FlaskClient, world: World) -> None:
    address = sent(client, changed({"Items!E3": "wish list"}))

    opening = client.get(f"{address}/opening")
    preview = client.get(f"{address}/preview")

    assert (opening.status_code, preview.status_code) == (422, 422)
    assert "Items!E3: there is no document" in opening.text


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("care.docx", b"PK\x03\x04", "Send an Excel workbook, saved as .xlsx."),
        ("care.xlsx", b"", "This file is empty."),
        ("care.xlsx", b"only words", "The name of this file says Excel, but its content is something else."),
        ("care.xlsx", b"PK\x03\x04 nothing", "This is a folder of files"),
    ],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(
    client: FlaskClient, name: str, content: bytes, sentence: str
) -> None:
    data = {"csrf_token": token_of(client.get(NEW).text), "file": (BytesIO(content), name)}

    answer = client.post(NEW, data=data)

    assert answer.status_code == 422
    assert sentence in answer.text


def test_without_a_file_one_is_asked_for(client: FlaskClient) -> None:
    answer = client.post(NEW, data={"csrf_token": token_of(client.get(NEW).text)})

    assert "Choose the workbook first." in answer.text


def test_a_workflow_that_is_there_is_opened_from_another_first_day(client: FlaskClient, world: World) -> None:
    begun = client.post(NEW, data={"csrf_token": token_of(client.get(NEW).text), "of": "wcc/2009-10"})
    address = str(begun.location)
    first = date(2026, 9, 1) + timedelta(days=1)
    with world.database.reading():
        overseers = [organisation("Q34").id, organisation("Q30").id]
    fields = {"title": "Again", "cycle": "wcc-again", "first_day": first.isoformat(), "overseer": overseers}

    client.post(f"{address}/settings?_method=PUT", data=form(client, address, **fields))
    client.post(f"{address}/opening", data=form(client, f"{address}/opening"))

    with world.database.reading():
        cycle = cycles.cycle("wcc-again")
        assert len(cycles.cases_of(cycle.id)) == 3
        assert cycles.calendar_of(cycle).windows["preparation"].opens == date(2026, 9, 1)


def test_a_form_that_was_sent_twice_opens_one_cycle(client: FlaskClient, world: World) -> None:
    address = sent(client, example_bytes(clock.today()))
    filled = form(client, f"{address}/opening")

    first = client.post(f"{address}/opening", data=filled)
    second = client.post(f"{address}/opening", data=filled)

    assert (first.status_code, second.status_code) == (303, 422)
    assert rows(world)["cycle"] == 2


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "Give the cycle a name"),
        ({"cycle": "No Spaces"}, "small letters, figures and dashes"),
        ({"cycle": "new"}, "small letters, figures and dashes"),
        ({"cycle": "wcc-test"}, "There is already a cycle called wcc-test."),
        ({"overseer": []}, "Choose at least one who takes part."),
        ({"first_day": "soon"}, "“soon” is no day."),
        ({"overseer": ["x"]}, "This form is damaged."),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(
    client: FlaskClient, world: World, fields: dict[str, object], sentence: str
) -> None:
    address = sent(client, example_bytes(clock.today()))
    with world.database.reading():
        usual = {"title": "Care", "cycle": "care", "overseer": [organisation("Q34").id]}

    answer = client.post(f"{address}/settings?_method=PUT", data=form(client, address, **{**usual, **fields}))

    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_draft_that_somebody_else_changed_is_looked_at_again(client: FlaskClient, world: World) -> None:
    address = sent(client, example_bytes(clock.today()))
    stale = form(client, f"{address}/opening")
    with world.database.reading():
        overseer = organisation("Q34").id
    fields = {"title": "Care", "cycle": "care", "overseer": overseer}
    client.post(f"{address}/settings?_method=PUT", data=form(client, address, **fields))

    answer = client.post(f"{address}/opening", data=stale)

    assert answer.status_code == 422
    assert "Somebody else changed this draft" in answer.text


def test_a_draft_that_is_put_away_is_gone(client: FlaskClient) -> None:
    address = sent(client, example_bytes(clock.today()))

    client.delete(address, data={"csrf_token": token_of(client.get(address).text)})

    assert client.get(address).status_code == 404
    assert address not in client.get(NEW).text


def test_the_example_and_every_part_of_every_edition_can_be_taken_as_a_workbook(client: FlaskClient) -> None:
    choices = re.findall(r'<option value="([^"]+)"', client.get(NEW).text)
    assert "wcc/2009-10/competencies" in choices

    answers = {of: client.get(f"{NEW}/template.xlsx", query_string={"of": of}) for of in ["", *choices]}

    assert {of: answer.status_code for of, answer in answers.items()} == dict.fromkeys(answers, 200)
    assert all(answer.data.startswith(b"PK") for answer in answers.values())


@pytest.mark.parametrize(
    "of", ["wcc", "wcc/2009-10/nothing", "nothing/1/2", "../../etc", "wcc/1066/competencies"]
)
def test_what_does_not_exist_cannot_be_taken(client: FlaskClient, of: str) -> None:
    assert client.get(f"{NEW}/template.xlsx", query_string={"of": of}).status_code == 404


@pytest.mark.parametrize("who", ["lead@5pg.example", "director@q34.example", "observer@dh.example"])
def test_nobody_else_opens_cycles(client_of: Browser, client: FlaskClient, who: str) -> None:
    address = sent(client, example_bytes(clock.today()))
    other = client_of(who)

    answers = {
        where: other.get(where).status_code
        for where in (NEW, f"{NEW}/template.xlsx", address, f"{address}/preview", f"{address}/preview/case")
    }

    assert answers == dict.fromkeys(answers, 404)


def test_whoever_opens_cycles_is_led_there(client: FlaskClient, client_of: Browser) -> None:
    assert f'href="{NEW}"' in client.get("/cycles").text
    assert NEW not in client_of("observer@dh.example").get("/cycles").text


def test_every_process_that_is_offered_can_be_read() -> None:
    assert next(iter(sources.processes())) == "assessment"
