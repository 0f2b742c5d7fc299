"""The pages of partners: inviting them, and answering without an account."""

import re
from collections.abc import Callable
from io import BytesIO

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.harness.clients import token_of
from tests.partners.conftest import Circle
from wccflow.base.settings import Settings
from wccflow.base.work import session
from wccflow.notices.models import Mail
from wccflow.notices.posting import post
from wccflow.partners.models import PartnerInvitation

ClientOf = Callable[[str], FlaskClient]

CASE = "/cycles/wcc-test/5PG"
PARTNERS = f"{CASE}/partners"


def send(client: FlaskClient, page: str, to: str, **fields: str) -> tuple[int, str]:
    """Fill the form of a page and follow where it leads: status and text."""
    proof = token_of(client.get(page).text)
    answer = client.post(to, data={"csrf_token": proof, **fields}, follow_redirects=True)
    return answer.status_code, answer.text


def invite(client: FlaskClient, name: str = "A council", **fields: str) -> tuple[str, str]:
    """The address of the link, and the page that told it."""
    given = {"kind": "authority", "name": name, "email": "partner@council.example", **fields}
    _, told = send(client, PARTNERS, PARTNERS, **given)
    return "/feedback/" + told.split("/feedback/")[1].split("<")[0], told


def fill(client: FlaskClient, address: str, answers: dict[str, str], **more: str) -> dict[str, str]:
    """The fields of the sheet with these answers about every organisation on it."""
    html = client.get(address).text
    keys = set(re.findall(r'name="words-([0-9a-f]{32})"', html))
    fields = {f"answer-{key}-{question}": answer for key in keys for question, answer in answers.items()}
    version = re.search(r'name="version" value="(\d+)"', html)
    return {**fields, "version": version[1] if version else "0", **more}


def mailed_link(desk: Circle, settings: Settings) -> str:
    post(desk.world.database, settings)
    newest = max(settings.mail_folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    return re.findall(r"(/feedback/\S+)", newest.read_text())[0]


def test_a_partner_answers_without_an_account_and_gets_a_receipt(
    desk: Circle, client_of: ClientOf, anybody: FlaskClient
) -> None:
    lead = client_of("lead@5pg.example")
    address, _ = invite(lead)

    page = anybody.get(address).text
    fields = fill(anybody, address, {"leads": "mostly", "needs": "unknown"})
    status, html = send(anybody, address, address, **fields)

    assert "Who reads this." in page
    assert (status, "your answers are kept" in html) == (200, True)
    number = re.search(r"Receipt number <strong>([A-Z2-9]{4}-[A-Z2-9]{4})</strong>", html)
    assert number is not None
    assert "1 of 1 invited partners have answered" in lead.get(PARTNERS).text
    with desk.world.database.reading():
        assert session().scalars(select(Mail.subject).where(Mail.subject.startswith("Receipt"))).all() == [
            f"Receipt {number[1]}: your feedback on {desk.world.case().organisation.name}"
        ]


def test_what_was_begun_opens_by_the_shown_link_only_in_its_browser(
    desk: Circle, client_of: ClientOf, anybody: FlaskClient, settings: Settings
) -> None:
    lead = client_of("lead@5pg.example")
    address, _ = invite(lead)
    fields = fill(anybody, address, {"leads": "always"}, _method="PUT")
    send(anybody, address, f"{address}/draft", **fields)

    assert re.search(r'value="always"[^>]*checked', anybody.get(address).text)
    elsewhere = lead.get(address).text
    assert "Answers were begun elsewhere" in elsewhere
    assert "checked" not in elsewhere
    assert lead.get(f"{address}/receipt").text.count("Answers were begun elsewhere") > 0

    with desk.world.database.writing():
        session().scalars(select(Mail)).one().made_at = desk.world.now
    status, html = send(lead, address, f"{address}/link")
    assert (status, "A link is on its way" in html) == (200, True)
    assert re.search(r'value="always"[^>]*checked', anybody.get(mailed_link(desk, settings)).text)


def test_one_sheet_asks_about_every_organisation_and_keeps_the_answers_apart(
    desk: Circle, client_of: ClientOf, anybody: FlaskClient, settings: Settings
) -> None:
    desk.world.at("preparing", "5MX")
    desk.invite("Council", email="partner@council.example", kind="authority", code="5MX")
    invite(client_of("lead@5pg.example"))
    address = mailed_link(desk, settings)
    html = anybody.get(address).text
    keys = re.findall(r'name="words-([0-9a-f]{32})"', html)

    answers = {f"answer-{keys[0]}-leads": "always", f"answer-{keys[1]}-leads": "hardly", "version": "0"}
    status, html = send(anybody, address, address, **answers)

    assert (status, len(keys)) == (200, 2)
    assert html.count("Receipt number") == 2
    assert (html.count('<td class="nhsuk-table__cell">Nearly always'), html.count("Hardly ever")) == (1, 1)


def test_a_partner_declines_passes_on_and_refuses_mail_by_the_link(
    desk: Circle, client_of: ClientOf, anybody: FlaskClient
) -> None:
    lead = client_of("lead@5pg.example")
    address, _ = invite(lead)
    with desk.world.database.reading():
        invitation = str(session().scalars(select(PartnerInvitation.id)).one())

    _, declined = send(
        anybody, address, f"{address}/refusal", _method="PUT", invitation=invitation, why="Too new."
    )
    assert "you cannot answer about" in declined
    assert "Cannot answer: Too new." in lead.get(PARTNERS).text
    send(anybody, address, f"{address}/refusal", _method="DELETE", invitation=invitation)
    _, silent = send(anybody, address, f"{address}/silence", _method="PUT")
    assert "You get no more mail about this." in silent
    fields = {"invitation": invitation, "name": "Second", "email": "second@council.example"}
    _, passed = send(anybody, address, f"{address}/colleague", _method="PUT", **fields)

    assert "Passed on to Second" in passed
    assert anybody.get(address).status_code == 404
    assert "A council (partner@council.example) passed it on to Second" in lead.get(PARTNERS).text


def test_a_wrong_or_ended_link_is_the_same_nothing(
    desk: Circle, client_of: ClientOf, anybody: FlaskClient
) -> None:
    lead = client_of("lead@5pg.example")
    address, told = invite(lead, "A group")
    with desk.world.database.reading():
        invitation = session().scalars(select(PartnerInvitation)).one()
    assert 'End the link<span class="nhsuk-u-visually-hidden"> of A group</span>' in told
    send(lead, PARTNERS, f"{PARTNERS}/{invitation.id}", _method="DELETE")

    ended, unknown = anybody.get(address), anybody.get("/feedback/nothing")

    assert (ended.status_code, unknown.status_code) == (404, 404)
    assert ended.text == unknown.text


def test_a_conflict_is_said_at_inviting_and_on_the_list(desk: Circle, client_of: ClientOf) -> None:
    lead = client_of("lead@5pg.example")

    _, told = invite(lead, email="analyst@q34.example")

    assert told.count("would speak on both sides") >= 2
    with desk.world.database.reading():
        invitation = session().scalars(select(PartnerInvitation.id)).one()
    _, html = send(
        lead, PARTNERS, f"{PARTNERS}/{invitation}/conflict", _method="PUT", why="Left the post last year."
    )
    assert "Conflict settled" in html


def test_many_are_looked_at_first_and_then_invited(desk: Circle, client_of: ClientOf) -> None:
    lead, page = client_of("lead@5pg.example"), f"{PARTNERS}/many"
    table = "name,e-mail,organisation,kind\nDirector,d@council.example,The council,authority\n"

    _, looked = send(lead, page, page, table=table)
    _, faulty = send(lead, page, page, table=table.replace("d@", "d"))
    _, invited = send(lead, page, page, table=table, how="invite")

    assert "1 partner can be invited" in looked
    assert "Row 2, e-mail" in faulty
    assert "1 partner is invited." in invited


def test_a_survey_is_tried_and_then_loaded(desk: Circle, client_of: ClientOf) -> None:
    lead, page = client_of("lead@5pg.example"), f"{PARTNERS}/surveys"
    rows = "".join(f"5PG,{number},provider,leads,mostly\n" for number in range(5))
    content = f"organisation,respondent,kind,question,answer\n{rows}".encode()

    for how, said in (("try", "Nothing is changed yet"), ("load", "is loaded: 5 respondents")):
        proof = token_of(lead.get(page).text)
        fields = {"csrf_token": proof, "source": "A survey", "how": how, "file": (BytesIO(content), "a.csv")}
        answer = lead.post(page, data=fields, follow_redirects=True)
        assert said in answer.text
    assert client_of("analyst@q34.example").get(page).status_code == 404


def test_the_organisation_tells_what_came_of_it_at_any_stage(desk: Circle, client_of: ClientOf) -> None:
    desk.world.at("panel_in_session")
    lead = client_of("lead@5pg.example")

    status, html = send(
        lead, PARTNERS, f"{PARTNERS}/outcome", _method="PUT", words="We met the council.", version="0"
    )

    assert (status, "We met the council." in html) == (200, True)
