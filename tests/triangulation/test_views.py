"""The pages of triangulation: what each person sees, does, and is refused."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.panel import MEMBERS, Sitting
from tests.harness.statements import counted
from tests.triangulation.conftest import Beside

ClientOf = Callable[[str], FlaskClient]

CASE = "/cycles/wcc-test/5PG"
PAGE = f"{CASE}/triangulation"
LEAD, ANALYST, MANAGER = "lead@5pg.example", "analyst@q34.example", "manager@q34.example"


def send(client: FlaskClient, to: str, **fields: str) -> tuple[int, str]:
    proof = token_of(client.get("/").text)
    answer = client.post(to, data={"csrf_token": proof, **fields}, follow_redirects=True)
    return answer.status_code, re.sub(r"\s+", " ", answer.text)


def test_a_case_shows_its_items_the_widest_gap_first(beside: Beside, client_of: ClientOf) -> None:
    html = client_of(ANALYST).get(PAGE).text

    assert html.index('id="item-1.1"') < html.index('id="item-1.2"')
    assert "Higher than the others bear out by" in html
    assert "never an accusation" in html


def test_the_figures_stand_as_words_in_a_table_beside_the_picture(
    beside: Beside, client_of: ClientOf
) -> None:
    html = client_of(ANALYST).get(f"{CASE}/ratings/1.1").text

    assert '<th scope="row">Self-assessment</th>' in html
    assert "<td>Level 4 (world class)</td>" in html
    assert '<circle class="wf-triad__self" cx="300.0"' in html


def test_the_organisation_replies_and_everyone_who_reads_the_figures_reads_it(
    beside: Beside, client_of: ClientOf
) -> None:
    status, html = send(client_of(LEAD), f"{PAGE}/replies", item="1.1", version="0", words="The plan is new.")

    assert (status, "Your reply is kept." in html) == (200, True)
    assert "The plan is new." in client_of(ANALYST).get(PAGE).text
    assert "The plan is new." in client_of(MANAGER).get(f"{CASE}/ratings/1.1").text


def test_two_who_reply_at_once_meet_a_choice(beside: Beside, client_of: ClientOf) -> None:
    send(client_of(LEAD), f"{PAGE}/replies", item="1.1", version="0", words="First.")

    status, html = send(
        client_of("editor@5pg.example"), f"{PAGE}/replies", item="1.1", version="0", words="Also."
    )

    assert status == 409
    assert "Somebody has replied here while you were writing." in html


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("", "Write something before you send it."), ("x" * 5001, "A reply has at most 5,000 characters")],
)
def test_an_empty_or_endless_reply_is_refused(
    beside: Beside, client_of: ClientOf, words: str, sentence: str
) -> None:
    _, html = send(client_of(LEAD), f"{PAGE}/replies", item="", version="0", words=words)

    assert sentence in html


def test_one_click_leads_to_a_question_that_tells_no_figure(beside: Beside, client_of: ClientOf) -> None:
    asked = client_of(ANALYST).get(f"{PAGE}/questions?item=1.1").text
    body = asked.split("<textarea", 1)[1].split("</textarea>")[0]

    assert "What shows where Birmingham East and North PCT stands on" in body
    assert re.findall(r"\d", body.split(">", 1)[1].replace("1.1", "")) == []


def test_a_question_is_opened_once(beside: Beside, client_of: ClientOf) -> None:
    client = client_of(ANALYST)
    fields = {"item": "1.1", "body-1.1": "What shows it?"}

    first, html = send(client, f"{PAGE}/questions", **fields)
    _, again = send(client, f"{PAGE}/questions", **fields)

    assert (first, "The line of enquiry is open." in html) == (200, True)
    assert "is open already." in again
    assert "A line of enquiry on it has been opened already." in client.get(PAGE).text


def test_the_organisation_does_not_see_a_question_that_others_keep_for_themselves(
    beside: Beside, client_of: ClientOf
) -> None:
    send(client_of(ANALYST), f"{PAGE}/questions", **{"item": "1.1", "body-1.1": "What shows it?"})

    assert "What shows it?" not in client_of(LEAD).get(PAGE).text


def test_nothing_is_opened_where_nothing_is_chosen(beside: Beside, client_of: ClientOf) -> None:
    _, html = send(client_of(ANALYST), f"{PAGE}/questions")

    assert "Choose at least one item to ask about." in html


def test_a_panel_member_sees_the_question_and_no_figure_before_rating_alone(
    panel: Sitting, client_of: ClientOf
) -> None:
    with panel.world.database.reading():
        address = panel.panel.address

    html = client_of(MEMBERS[0]).get(f"{address}/items/1.1").text

    assert "You see what others say once you have rated this item alone." in html
    assert "wf-triad__self" not in html


def test_a_list_is_for_those_who_watch(beside: Beside, client_of: ClientOf) -> None:
    paths = ("/triangulation/wcc-test", "/triangulation/wcc-test/Q34", "/triangulation/wcc-test/Q30")

    statuses = {
        who: [client_of(who).get(path).status_code for path in paths]
        for who in (LEAD, MANAGER, "lead@dh.example")
    }

    assert statuses == {LEAD: [404, 404, 404], MANAGER: [200, 200, 404], "lead@dh.example": [200, 200, 200]}


def test_a_list_names_the_widest_gap_first_and_says_that_it_accuses_nobody(
    beside: Beside, client_of: ClientOf
) -> None:
    html = client_of("lead@dh.example").get("/triangulation/wcc-test").text

    assert html.index("Birmingham East and North PCT") < html.index("Darlington PCT")
    assert "A place in this list is a reason to ask, never an accusation." in html
    assert "nothing is said of an organisation as a whole yet." in html


def test_before_submission_there_is_no_page(client_of: ClientOf) -> None:
    assert client_of(LEAD).get(PAGE).status_code == 404


def test_a_list_costs_the_same_number_of_queries_for_one_case_and_for_two(
    beside: Beside, client_of: ClientOf
) -> None:
    client = client_of("lead@dh.example")
    client.get("/triangulation/wcc-test")

    with counted(beside.world.database.engine) as few:
        client.get("/triangulation/wcc-test/Q30")
    with counted(beside.world.database.engine) as many:
        client.get("/triangulation/wcc-test/Q34")

    assert len(few) == len(many)


def test_the_items_of_a_case_cost_as_many_queries_as_one_item(beside: Beside, client_of: ClientOf) -> None:
    client = client_of(ANALYST)
    client.get(PAGE)
    with counted(beside.world.database.engine) as few:
        client.get(PAGE)
    beside.read("5PG", i1_3="2", i2_1="2", i2_2="3")
    beside.rate_self("5PG", i1_3="2", i2_1="2", i2_2="3")
    beside.submit("5PG")
    client.get(PAGE)
    with counted(beside.world.database.engine) as many:
        client.get(PAGE)

    assert len(few) == len(many)


def test_all_of_it_is_a_word_file_for_those_who_may_read_it(beside: Beside, client_of: ClientOf) -> None:
    answer = client_of(ANALYST).get(f"{PAGE}.docx")

    assert f'href="{PAGE}.docx"' in client_of(ANALYST).get(PAGE).text
    assert answer.headers["Content-Disposition"] == 'attachment; filename="triangulation-5pg.docx"'
    assert answer.data[:2] == b"PK"
    assert client_of("lead@5mx.example").get(f"{PAGE}.docx").status_code == 404
