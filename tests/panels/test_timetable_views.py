"""The pages of pool and timetable, as the manager and a member use them."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.world import World

Clients = Callable[[str], FlaskClient]
HERE = "/cycles/wcc-test/panels/Q34"
SEATS = ("chair", "peer", "clinician", "local_authority", "independent")
ALL = "commissioning;clinical;partnership;finance"
TABLE = "email,name,seats,skills,free days\n" + "\n".join(
    f"{seat}@pool.example,Person {seat},{seat},{ALL},2031-04-07;2031-04-08" for seat in SEATS
)


@pytest.fixture
def manager(world: World, client_of: Clients) -> FlaskClient:
    """The manager of Q34, whose two cases are being prepared."""
    for code in ("5PG", "5MX"):
        world.at("preparing", code)
    return client_of("manager@q34.example")


def send(client: FlaskClient, address: str, method: str = "POST", **fields: str) -> str:
    """Send a form and give the page to which it leads."""
    proof = token_of(client.get("/").text)
    form = {"csrf_token": proof, "_method": method, **fields}
    answer = client.post(address, data=form, follow_redirects=True)
    assert answer.status_code == 200, answer.text
    return answer.text


def version(html: str) -> str:
    """The version that the last versioned form of a page carries."""
    return re.findall(r'name="version" value="(\d+)"', html)[-1]


def planned(manager: FlaskClient) -> str:
    """Rules, a pool and a proposal; gives the timetable's page."""
    rules = {"rooms": "Hall\nAttic", "per_week": "5", "kin": "neighbours"}
    send(manager, f"{HERE}/rules", "PUT", first_day="2031-04-07", last_day="2031-04-11", **rules)
    send(manager, f"{HERE}/people/table", table=TABLE)
    return send(manager, f"{HERE}/proposals")


def test_an_empty_region_says_what_to_do_first(manager: FlaskClient) -> None:
    page = manager.get(HERE).text

    assert "Nobody is in the pool yet." in page
    assert "Nobody is in the pool yet." in manager.get(f"{HERE}/people").text


def test_a_timetable_is_proposed_held_adopted_and_written(manager: FlaskClient, client_of: Clients) -> None:
    page = planned(manager)
    assert "Every panel has its place: 2 in all." in page
    assert "All panels hang together" in page

    hold = manager.get(f"{HERE}/organisations/5PG").text
    page = send(
        manager,
        f"{HERE}/organisations/5PG/hold",
        "PUT",
        version=version(hold),
        day="2031-04-08",
        room="Attic",
    )
    assert "day held" in page

    page = send(manager, f"{HERE}/adoption", "PUT", version=version(page), when="later")
    assert "Until then nobody knows of it" in page
    page = send(manager, f"{HERE}/invitations", "PUT")
    assert "2 panels are written, and whom it touches is told." in page

    member = client_of("peer@pool.example")
    mine = member.get("/panels/availability").text
    assert "8 April 2031" in mine
    assert "say whether you take the seat" in mine
    assert member.get(HERE).status_code == 404


def test_a_step_is_taken_back(manager: FlaskClient) -> None:
    planned(manager)

    page = send(manager, f"{HERE}/proposals/last", "DELETE")

    assert "No panel has a day yet." in page


def test_a_what_if_shows_and_keeps_nothing(manager: FlaskClient) -> None:
    page = planned(manager)
    person = re.findall(r'<option value="([0-9a-f-]{36})"', page)[0]

    shown = manager.get(f"{HERE}?without={person}").text

    assert "Not every panel would have a place." in shown
    assert "Not every panel would have a place." not in manager.get(HERE).text


def test_an_older_page_cannot_adopt(manager: FlaskClient) -> None:
    page = planned(manager)
    send(manager, f"{HERE}/proposals")
    proof = token_of(manager.get("/").text)

    form = {"csrf_token": proof, "_method": "PUT", "version": str(int(version(page)) + 7), "when": "later"}
    answer = manager.post(f"{HERE}/adoption", data=form)

    assert answer.status_code == 409


def test_a_table_with_faults_changes_nothing(manager: FlaskClient) -> None:
    table = "email,seats\npeer@pool.example,throne\nnobody,peer"
    proof = token_of(manager.get("/").text)

    answer = manager.post(f"{HERE}/people/table", data={"csrf_token": proof, "table": table})

    assert answer.status_code == 422
    assert "Row 2: There is no seat “throne”." in answer.text
    assert "Row 3: There is no e-mail address." in answer.text
    assert "Nobody is in the pool yet." in manager.get(f"{HERE}/people").text


def test_a_member_is_changed_leaves_and_comes_back(manager: FlaskClient) -> None:
    planned(manager)
    pool = manager.get(f"{HERE}/people").text
    member = re.findall(rf'href="({HERE}/people/[0-9a-f-]{{36}})"', pool)[0]

    page = manager.get(member).text
    page = send(manager, member, "PUT", version=version(page), seats="chair", most="1", home="5MX")
    assert "works for Heart of Birmingham PCT" in page
    page = send(manager, f"{member}/days", "PUT", version=version(page), pasted="2031-04-09")
    assert "Kept: free on 1 of 5 days." in page
    case, reason = re.findall(r'name="(?:case|reason)" value="([^"]+)"', page)[:2]
    page = send(manager, f"{member}/dismissals", case=case, reason=reason, why="She left long ago.")
    assert "She left long ago." in page
    again = re.findall(rf"{member}/dismissals/[0-9a-f-]{{36}}", page)[0]
    assert "She left long ago." not in send(manager, again, "DELETE")
    assert "Has left the pool: 1" in send(manager, member, "DELETE")
    assert "Taken back" in send(manager, f"{member}/undo", "PUT")


def test_a_member_says_her_days_and_declares_an_interest(manager: FlaskClient, client_of: Clients) -> None:
    planned(manager)
    member = client_of("clinician@pool.example")
    page = member.get("/panels/availability").text
    mine = re.findall(r'action="(/panels/availability/[0-9a-f-]{36})"', page)[0]

    page = send(member, mine, "PUT", version=version(page), days="2031-04-09")
    assert "Kept: you can sit on 1 of 5 days." in page
    assert "Taken back" in send(member, f"{mine}/undo", "PUT")
    case = re.findall(r'<option value="([0-9a-f-]{36})"', page)[0]
    page = send(member, f"{mine}/conflicts", case=case, what="My brother works there.")
    assert "My brother works there." in page
    assert "Decide about 1 conflict of interest" in manager.get("/").text


def test_a_room_has_a_calendar_without_names_until_it_is_ended(manager: FlaskClient) -> None:
    page = planned(manager)
    send(manager, f"{HERE}/adoption", "PUT", version=version(page), when="now")
    page = send(manager, f"{HERE}/rooms", room="Hall")
    address = re.findall(r"/calendar/rooms/[\w-]+\.ics", page)[0]

    calendar = manager.get(address).text

    assert calendar.count("BEGIN:VEVENT") == 2
    assert "Person" not in calendar
    send(manager, f"{HERE}/rooms", "DELETE", room="Hall")
    assert manager.get(address).status_code == 404


def test_organisations_days_away_are_kept(manager: FlaskClient) -> None:
    planned(manager)

    page = send(manager, f"{HERE}/organisations/5PG/away", "PUT", days="2031-04-08")

    assert page.count("checked") == 1
