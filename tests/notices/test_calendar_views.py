"""My calendar: the page, one entry as a file, and the feed at its secret address."""

import re
from datetime import date, timedelta

from flask.testing import FlaskClient
from icalendar import Calendar, Event

from tests.harness.statements import counted
from tests.harness.world import World
from tests.notices.test_actions import close_account, lose_role
from tests.notices.test_views import LEAD, Clients, post
from wccflow.base import clock
from wccflow.panels import seating
from wccflow.people import actions as people
from wccflow.people.queries import person_by_email

MANAGER, EDITOR = "manager@q34.example", "editor@5pg.example"


def address_of(client: FlaskClient) -> str:
    """The secret address of a calendar, as it is shown once."""
    post(client, "/calendar/link")
    found = re.search(r"http://[^\s<]+(/calendar/[\w-]+\.ics)", client.get("/notices/preferences").text)
    assert found is not None
    return found[1]


def events(anybody: FlaskClient, address: str) -> dict[str, Event]:
    """The entries of a feed by title."""
    answer = anybody.get(address)
    assert answer.status_code == 200
    calendar = Calendar.from_ical(answer.data)
    return {str(each["summary"]): each for each in calendar.walk("VEVENT")}


def set_day(world: World, day: date, room: str = "Room 4") -> None:
    with world.database.writing():
        seating.set_day(world.case(), day, room=room, by=world.reach(MANAGER), now=world.now)


def test_the_feed_holds_milestones_with_owner_and_state_stages_and_the_panel_day(
    world: World, anybody: FlaskClient, client_of: Clients
) -> None:
    set_day(world, date(2010, 3, 18))
    address = address_of(client_of(LEAD))

    found = events(anybody, address)

    submission = found["Submission: Birmingham East and North PCT"]
    assert submission.decoded("dtstart") == date(2009, 12, 17)
    assert submission.decoded("dtend") == date(2009, 12, 18)
    assert str(submission["transp"]) == "TRANSPARENT"
    assert "For the PCT chief executive. Not done. If it is not done by then" in str(
        submission["description"]
    )
    assert found["Preparation"].decoded("dtend") == date(2010, 1, 1)
    panel = found["Panel day: Birmingham East and North PCT"]
    assert (panel.decoded("dtstart"), str(panel["location"])) == (date(2010, 3, 18), "Room 4")


def test_a_moved_panel_day_is_the_same_entry_with_a_higher_number(
    world: World, anybody: FlaskClient, client_of: Clients
) -> None:
    set_day(world, date(2010, 3, 18))
    address = address_of(client_of(LEAD))
    (before,) = [each for title, each in events(anybody, address).items() if "Panel day: " in title]

    set_day(world, date(2010, 3, 25))

    (after,) = [each for title, each in events(anybody, address).items() if "Panel day: " in title]
    assert after["uid"] == before["uid"]
    assert (before.decoded("dtstart"), after.decoded("dtstart")) == (date(2010, 3, 18), date(2010, 3, 25))
    assert (int(before["sequence"]), int(after["sequence"])) == (0, 1)
    briefing = events(anybody, address)["Briefing to the panel: Birmingham East and North PCT"]
    assert (briefing.decoded("dtstart"), int(briefing["sequence"])) == (date(2010, 3, 11), 2)


def test_a_panel_day_of_a_case_that_is_withdrawn_is_called_off(
    world: World, anybody: FlaskClient, client_of: Clients
) -> None:
    set_day(world, date(2010, 3, 18))
    client = client_of(LEAD)
    address = address_of(client)

    world.at("withdrawn")

    panel = events(anybody, address)["Called off: Panel day: Birmingham East and North PCT"]
    assert (str(panel["status"]), int(panel["sequence"])) == ("CANCELLED", 1)
    key = str(panel["uid"]).removesuffix("@wccflow")
    single = client.get(f"/calendar/entries/{key}.ics")
    assert b"METHOD:CANCEL" in single.data
    assert single.mimetype == "text/calendar"


def test_a_role_that_ends_at_an_hour_is_a_time_in_london(
    world: World, anybody: FlaskClient, client_of: Clients
) -> None:
    ends = clock.now().replace(microsecond=0) + timedelta(days=200)
    with world.database.writing():
        people.grant(
            person_by_email(EDITOR),
            "pct_lead",
            scope="organisation",
            scope_id=world.case().organisation_id,
            by_id=None,
            now=world.now,
            until=ends,
        )
    address = address_of(client_of(EDITOR))

    role = events(anybody, address)["Your role ends: PCT assurance lead"]

    assert role.decoded("dtstart") == ends
    assert role["dtstart"].params["TZID"] == "Europe/London"
    assert b"BEGIN:VTIMEZONE" in anybody.get(address).data


def test_a_right_that_is_lost_empties_the_feed_at_once(
    world: World, anybody: FlaskClient, client_of: Clients
) -> None:
    address = address_of(client_of(LEAD))
    before = anybody.get(address)

    lose_role(world)

    after = anybody.get(address, headers={"If-Modified-Since": before.headers["Last-Modified"]})
    assert b"BEGIN:VEVENT" in before.data
    assert (after.status_code, b"BEGIN:VEVENT" in after.data) == (200, False)


def test_whoever_asks_again_is_told_when_nothing_has_changed(
    world: World, anybody: FlaskClient, client_of: Clients
) -> None:
    address = address_of(client_of(LEAD))
    tag = anybody.get(address).headers["ETag"]

    same = anybody.get(address, headers={"If-None-Match": tag})
    set_day(world, date(2010, 3, 18))
    other = anybody.get(address, headers={"If-None-Match": tag})

    assert (same.status_code, same.data, other.status_code) == (304, b"", 200)


def test_the_address_is_shown_once_and_a_new_one_ends_the_old(
    world: World, anybody: FlaskClient, client_of: Clients
) -> None:
    client = client_of(LEAD)
    first = address_of(client)
    shown_again = first in client.get("/notices/preferences").text

    second = address_of(client)
    answers = [anybody.get(each).status_code for each in (first, second)]
    post(client, "/calendar/link", _method="DELETE")

    assert (shown_again, answers) == (False, [404, 200])
    assert anybody.get(second).status_code == 404


def test_a_closed_account_and_an_unknown_secret_are_answered_alike(
    world: World, anybody: FlaskClient, client_of: Clients
) -> None:
    address = address_of(client_of(LEAD))

    close_account(world)

    answers = [anybody.get(each) for each in (address, "/calendar/unknown.ics")]
    assert [each.status_code for each in answers] == [404, 404]


def test_a_feed_shows_nothing_of_other_organisations(
    world: World, anybody: FlaskClient, client_of: Clients
) -> None:
    address = address_of(client_of(LEAD))

    assert "Heart of Birmingham" not in anybody.get(address).text


def test_nobody_gets_an_entry_that_is_not_theirs(world: World, client_of: Clients) -> None:
    key = f"milestone-{world_case(world, '5MX')}-submission"

    answers = [client_of(who).get(f"/calendar/entries/{key}.ics").status_code for who in (LEAD, MANAGER)]

    assert answers == [404, 200]


def world_case(world: World, code: str) -> object:
    with world.database.reading():
        return world.case(code).id


def test_titles_of_a_demonstration_say_so(world: World, anybody: FlaskClient, client_of: Clients) -> None:
    with world.database.writing():
        world.case().cycle.demonstration = True
    address = address_of(client_of(LEAD))

    assert all(title.startswith("Demonstration: ") for title in events(anybody, address))


def test_words_of_others_add_no_lines_to_a_feed(
    world: World, anybody: FlaskClient, client_of: Clients
) -> None:
    set_day(world, date(2010, 3, 18), room="Room 4\r\nATTACH:http://evil.example\r\nX: y")
    address = address_of(client_of(LEAD))

    panel = events(anybody, address)["Panel day: Birmingham East and North PCT"]

    assert panel.get("attach") is None
    assert "\r\nATTACH" not in anybody.get(address).text


def test_the_page_names_what_lies_ahead_and_how_to_take_it_along(world: World, client_of: Clients) -> None:
    day = clock.today() + timedelta(days=30)
    set_day(world, day)

    text = client_of(LEAD).get("/calendar").text

    assert "Panel day: Birmingham East and North PCT" in text
    assert "What has passed" in text
    assert len(re.findall(r'href="/calendar/entries/[^"]+\.ics"', text)) > 5


def test_the_feed_costs_the_same_number_of_questions_for_one_case_and_for_three(
    world: World, anybody: FlaskClient, client_of: Clients
) -> None:
    def asked(who: str) -> int:
        address = address_of(client_of(who))
        anybody.get(address)
        with counted(world.database.engine) as statements:
            anybody.get(address)
        return len(statements)

    # Of a single case two questions may be one and the same, which is then asked once.
    assert asked("lead@dh.example") - asked(LEAD) in (0, 1)
