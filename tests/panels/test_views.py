"""The pages of a panel, read as each of its people reads them."""

import re
from collections.abc import Callable

from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.panel import CHAIR, MEMBERS, Sitting
from wccflow.base import log
from wccflow.live.fragments import Fragment
from wccflow.panels import actions, fragments

Clients = Callable[[str], FlaskClient]


def address(sitting: Sitting) -> str:
    with sitting.world.database.reading():
        return sitting.panel.address


def test_before_the_reveal_no_page_of_anybody_else_shows_what_a_member_gave(
    sitting: Sitting, client_of: Clients
) -> None:
    room = address(sitting)
    sitting.commit("2.1", "4", MEMBERS[0], "Xylophone partners.")
    pages = (
        room,
        f"{room}/items/2.1",
        f"{room}/report",
        "/cycles/wcc-test/5PG",
        "/cycles/wcc-test/5PG/panel",
    )
    readers = (CHAIR, MEMBERS[1], "manager@q34.example", "analyst@q34.example", "lead@5pg.example")

    seen = {
        (who, page)
        for who in readers
        for page in (*pages, "/", "/cycles/wcc-test/5PG/history")
        if "Xylophone" in client_of(who).get(page).text
    }

    assert seen == set()
    assert "Xylophone" in client_of(MEMBERS[0]).get(f"{room}/items/2.1").text


def test_the_room_says_how_many_are_in_and_nothing_else_changes(sitting: Sitting, client_of: Clients) -> None:
    room, chair = address(sitting), client_of(CHAIR)
    before = chair.get(room).text
    for who, level in zip(MEMBERS, ("1", "4", "1", "4"), strict=True):
        sitting.commit("2.1", level, who)

    after = chair.get(room).text

    assert "4 of 5 are in" in after
    assert stripped(after).replace("4 of 5 are in", "0 of 5 are in") == stripped(before)


def test_the_room_is_for_the_panel_alone(sitting: Sitting, client_of: Clients) -> None:
    room = address(sitting)

    answers = {
        who: client_of(who).get(room).status_code
        for who in (CHAIR, MEMBERS[0], "manager@q34.example", "lead@5pg.example", "lead@dh.example")
    }

    assert answers == {
        CHAIR: 200,
        MEMBERS[0]: 200,
        "manager@q34.example": 404,
        "lead@5pg.example": 404,
        "lead@dh.example": 404,
    }


def test_a_member_rates_by_a_plain_form_and_is_led_on(sitting: Sitting, client_of: Clients) -> None:
    room, client = address(sitting), client_of(MEMBERS[0])
    page = client.get(f"{room}/items/1.1").text
    form = {"_method": "PUT", "version": "0", "value": "3", "csrf_token": token_of(page)}

    answer = client.post(f"{room}/items/1.1/rating", data=form)

    assert (answer.status_code, answer.location) == (303, f"{room}/items/1.2")


def test_the_chair_reveals_and_agrees_by_plain_forms(sitting: Sitting, client_of: Clients) -> None:
    room, client = address(sitting), client_of(CHAIR)
    sitting.commit_all("2.1", "1", "2", "2", "3", "3")
    proof = token_of(client.get(f"{room}/items/2.1").text)
    client.post(f"{room}/items/2.1/reveal", data={"_method": "PUT", "csrf_token": proof})
    form = {"_method": "PUT", "version": "0", "value": "2", "reason": "The plan.", "csrf_token": proof}
    client.post(f"{room}/items/2.1/agreement", data=form)

    page = client_of(MEMBERS[0]).get(f"{room}/items/2.1").text

    assert "They are 2 steps apart." in page
    assert "The plan." in page


def test_what_open_pages_are_sent_before_the_reveal_is_a_count(sitting: Sitting) -> None:
    sitting.commit("2.1", "4", MEMBERS[0], "Xylophone partners.")

    with sitting.world.database.reading() as session:
        (event,) = [each for each in log.events_after(session, 0) if each.kind == actions.COMMITTED]
        sent = fragments.count(event)

    assert isinstance(sent, Fragment)
    line = sent.context["line"]
    assert (sent.name, getattr(line, "have"), list(getattr(line, "revealed"))) == ("in-2.1", 1, [])  # noqa: B009


def test_the_organisation_finds_no_report_before_it_is_sent(sitting: Sitting, client_of: Clients) -> None:
    sitting.agree_everything()
    sitting.close()
    room, lead = address(sitting), client_of("lead@5pg.example")
    before = lead.get(f"{room}/report").status_code

    sitting.issue()

    assert (before, lead.get(f"{room}/report").status_code) == (404, 200)
    assert "Because of what the panel heard of 3.2." in lead.get(f"{room}/report").text
    assert lead.get(f"{room}/report.docx").mimetype.endswith("wordprocessingml.document")


def test_the_page_of_an_agreed_item_says_who_does_not_share_it_and_keeps_it(
    sitting: Sitting, client_of: Clients
) -> None:
    room = address(sitting)
    sitting.commit_all("2.1", "1", "2", "2", "3", "3")
    sitting.reveal("2.1")
    who = sitting.reach(MEMBERS[0]).person_id
    sitting.agree("2.1", "2", dissent={who: "I saw less than that."})

    page = client_of(CHAIR).get(f"{room}/items/2.1").text

    assert f"Not shared by Person of {MEMBERS[0]}: I saw less than that." in page
    assert f'name="dissent-{who}" type="text" value="I saw less than that."' in " ".join(page.split())


def test_the_room_leads_the_chair_to_reveal_then_to_close_then_to_write(
    sitting: Sitting, client_of: Clients
) -> None:
    room, chair = address(sitting), client_of(CHAIR)
    sitting.commit_all("2.1", "1", "2", "2", "3", "3")
    first = chair.get(room, headers={"HX-Request": "true", "HX-Target": "board"}).text
    sitting.agree_rest("2.1")
    second = chair.get(room).text
    sitting.close()
    third = chair.get(room).text

    assert "Reveal what everyone has rated (1 item)" in first
    assert "<html" not in first
    assert "Go on to close the panel day" in second
    assert "Write the report" in third


def test_the_room_and_the_report_lead_to_the_documents_as_they_stood(
    sitting: Sitting, client_of: Clients
) -> None:
    room, chair = address(sitting), client_of(CHAIR)
    with sitting.world.database.reading():
        day = f"?on={sitting.panel.held_on}"

    links = [f'href="/cycles/wcc-test/5PG/evidence/then{day}"' in chair.get(room).text]
    sitting.agree_everything()
    sitting.close()
    links.append(f'href="/cycles/wcc-test/5PG/evidence/then{day}"' in chair.get(f"{room}/report").text)

    assert links == [True, True]
    assert chair.get(f"/cycles/wcc-test/5PG/evidence/then{day}").status_code == 200


def test_the_report_puts_its_levels_first_and_says_what_is_to_be_written(
    sitting: Sitting, client_of: Clients
) -> None:
    sitting.agree_everything()
    sitting.close()
    sitting.write("impression", "A board that knows where it is going.")

    page = client_of(CHAIR).get(f"{address(sitting)}/report").text
    words = " ".join(re.sub(r"<[^>]+>", "", page).split())

    assert f'Not written yet: <a href="{address(sitting)}/report/writing/potential' in page
    assert "32 × Level 2, 1 × Level 3" in page
    assert page.index("The ratings at a glance") < page.index("Every rating with its reason")
    assert "Not written yet: Potential for improvement, Recommendation 1," in words


def stripped(html: str) -> str:
    """A page without what differs at every reading: proofs, keys, where the stream stands."""
    return re.sub(
        r'(value="[^"]{20,}"|"X-CSRFToken": "[^"]*"|last=[^"]*"|data-saved-at>[^<]*|nonce-?[^" ]*)', "", html
    )
