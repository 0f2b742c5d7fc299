"""The pages of the panel-day room: what each of its people sees, and what plain forms do."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.panel import CHAIR, MEMBERS, Sitting
from tests.panels.test_room import LEAD, TEXT, plan
from wccflow.evidence.reading.passages import passage_id
from wccflow.hearings import queries as sessions
from wccflow.panels import questions

Clients = Callable[[str], FlaskClient]


def address(sitting: Sitting) -> str:
    with sitting.world.database.reading():
        return sitting.panel.address


def send(client: FlaskClient, path: str, method: str = "POST", at: str = "/", **fields: object) -> int:
    """Send a plain form, with the proof of a page that has one."""
    proof = token_of(client.get(at).text)
    form = {"_method": method, "csrf_token": proof, **fields}
    return client.post(path, data=form).status_code


def test_every_page_of_the_room_is_the_panels_and_only_the_day_is_the_organisations(
    sitting: Sitting, client_of: Clients
) -> None:
    room = address(sitting)
    pages = [room, f"{room}/ratings", f"{room}/leads", f"{room}/record", f"{room}/items/2.1", f"{room}/day"]

    answers = {
        who: [client_of(who).get(page).status_code for page in pages]
        for who in (CHAIR, MEMBERS[0], LEAD, "manager@q34.example", "lead@5mx.example")
    }

    assert answers == {
        CHAIR: [200] * 6,
        MEMBERS[0]: [200] * 6,
        LEAD: [404] * 5 + [200],
        "manager@q34.example": [404] * 6,
        "lead@5mx.example": [404] * 6,
    }


def test_the_organisation_sees_its_agenda_the_passage_and_the_question_and_nothing_else(
    sitting: Sitting, client_of: Clients
) -> None:
    version = plan(sitting)
    room, chair = address(sitting), client_of(CHAIR)
    sitting.commit_all("2.1", "1", "4", "2", "2", "2")
    send(chair, f"{room}/queue", "PUT", room)
    send(chair, f"{room}/questions", at=room, body="Xylophone waits?", item="")
    send(chair, f"{room}/feedback", at=room, kind="work_on", body="Xylophone feedback.")
    send(chair, f"{room}/notes", at=room, body="Xylophone note.", item="")
    send(chair, f"{room}/table", "PUT", room, item="2.1")
    send(chair, f"{room}/parts/1/clock", "PUT", room)
    lead = client_of(LEAD)
    before = lead.get(f"{room}/day").text
    passage = {"version_id": str(version.id), "passage": passage_id(TEXT, {}), "quote": "", "item": ""}
    send(chair, f"{room}/screens", "PUT", room, **passage)
    send(chair, f"{room}/parts/2/clock", "PUT", room)
    with sitting.world.database.reading():
        held = questions.queue_of(sitting.panel)
        assert held is not None
        (asked,) = sessions.questions([held.id])
    send(chair, f"{room}/questions/{asked.id}/turn", "PUT", room)

    after = lead.get(f"{room}/day").text

    assert ("Xylophone" in before, "meets alone" in before, "2.1" in before) == (False, False, False)
    assert "Nothing is on the screens now." in before
    assert ("Xylophone waits?" in after, TEXT in after) == (True, True)
    assert "Welcome, and the PCT presents its plan</strong>" in after
    assert ("Xylophone feedback" in after, "Xylophone note" in after, "step" in after.lower()) == (
        False,
        False,
        'aria-current="step"' in after,
    )
    assert send(chair, f"{room}/feedback", "PUT", room) == 303
    assert "Xylophone feedback." in lead.get(f"{room}/day").text


def test_rating_on_one_page_keeps_each_and_says_so(sitting: Sitting, client_of: Clients) -> None:
    room, member = address(sitting), client_of(MEMBERS[0])
    page = member.get(f"{room}/ratings").text
    form = {
        "_method": "PUT",
        "csrf_token": token_of(page),
        "sheet": "yes",
        "version": "0",
        "value": "3",
        "rationale": "",
    }
    asked = {"HX-Request": "true", "HX-Target": "done", "HX-Current-URL": f"http://localhost{room}/ratings"}

    answer = member.post(f"{room}/items/2.1/rating", data=form, headers=asked)
    shown = member.get(answer.location, headers=asked).text

    assert answer.location == f"{room}/ratings?kept=2.1"
    assert 'id="version-2-1" hx-swap-oob="true"' in shown
    assert "Kept: Level 3" in shown
    assert "hx-swap-oob" not in member.get(answer.location).text


def test_a_note_changed_elsewhere_meets_a_choice_and_both_can_be_kept(
    sitting: Sitting, client_of: Clients
) -> None:
    room, member = address(sitting), client_of(MEMBERS[0])
    send(member, f"{room}/notes", at=room, body="First words of it.", item="2.1")
    page = member.get(room).text
    note = page.partition('class="wf-note" id="note-')[2].partition('"')[0]
    first = send(member, f"{room}/notes/{note}", "PUT", room, version="1", body="Written here.")

    second = send(member, f"{room}/notes/{note}", "PUT", room, version="1", body="Written there.")
    both = send(member, f"{room}/notes/{note}", "PUT", room, version="1", body="Written there.", beside="yes")

    page = member.get(room).text
    assert (first, second, both) == (303, 409, 303)
    assert ("Written here." in page, "Written there." in page) == (True, True)
    assert "Written" not in client_of(CHAIR).get(room).text
    assert send(member, f"{room}/notes/{note}", "DELETE", room) == 303
    assert "Written here." not in member.get(room).text


def test_leads_are_shared_out_changed_and_named_on_the_item(sitting: Sitting, client_of: Clients) -> None:
    room, chair = address(sitting), client_of(CHAIR)
    shared = send(chair, f"{room}/leads", at=f"{room}/leads")
    page = chair.get(f"{room}/leads").text
    version = page.partition('name="version" value="')[2].partition('"')[0]
    group = page.partition('name="lead-')[2].partition('"')[0]
    who = str(sitting.reach(MEMBERS[2]).person_id)

    kept = send(chair, f"{room}/leads", "PUT", f"{room}/leads", version=version, **{f"lead-{group}": who})
    stale = send(chair, f"{room}/leads", "PUT", f"{room}/leads", version=version)
    one = send(chair, f"{room}/items/2.1/lead", "PUT", room, lead=who, second="")

    assert (shared, kept, stale, one) == (303, 303, 409, 303)
    assert f"<strong>Person of {MEMBERS[2]}</strong> leads." in chair.get(f"{room}/items/2.1").text
    assert "you lead" in client_of(MEMBERS[2]).get(room).text


def test_the_day_goes_by_plain_forms_from_questions_to_the_record(
    sitting: Sitting, client_of: Clients
) -> None:
    room, chair, member = address(sitting), client_of(CHAIR), client_of(MEMBERS[0])
    send(chair, f"{room}/queue", "PUT", room)
    send(member, f"{room}/questions", at=room, body="Who pays?", item="2.1")
    with sitting.world.database.reading():
        held = questions.queue_of(sitting.panel)
        assert held is not None
        (asked,) = sessions.questions([held.id])
    one = f"{room}/questions/{asked.id}"

    codes = [
        send(member, f"{one}/claim", "PUT", room),
        send(member, f"{one}/claim", "DELETE", room),
        send(chair, f"{one}/turn", "PUT", room),
        send(chair, f"{one}/turn", "DELETE", room),
        send(chair, f"{one}/turn", "PUT", room),
        send(chair, f"{one}/answer", "PUT", room, body="The PCT.", given_by="Dr Ada Example"),
        send(chair, f"{room}/parts", at=room, title="Lunch", minutes="30", shared="yes"),
        send(chair, f"{room}/parts/6/place", "PUT", room),
        send(chair, f"{room}/parts/6", "PUT", room, title="Feedback", minutes="25"),
        send(chair, f"{room}/parts/6", "DELETE", room),
        send(chair, f"{room}/parts/1/clock", "PUT", room),
        send(chair, f"{room}/clock", "DELETE", room),
        send(chair, f"{room}/table", "PUT", room, item="2.1"),
        send(chair, f"{room}/table", "DELETE", room),
        send(chair, f"{room}/feedback", at=room, kind="strength", body="A clear plan."),
        send(chair, f"{room}/feedback", "PUT", room),
        send(chair, f"{room}/replies", at=room, body="We are glad."),
    ]

    page = client_of(MEMBERS[1]).get(f"{room}/record").text
    assert codes == [303] * len(codes)
    for words in ("Who pays?", "The PCT.", "Dr Ada Example", "A clear plan.", "We are glad.", "meets alone"):
        assert words in page
