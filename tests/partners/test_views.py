"""The pages of partners: inviting them, and answering without an account."""

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.harness.clients import token_of
from tests.ratings.conftest import Desk
from wccflow.base.work import session
from wccflow.partners.models import PartnerInvitation

ClientOf = Callable[[str], FlaskClient]

CASE = "/cycles/wcc-test/5PG"


def send(client: FlaskClient, page: str, to: str, **fields: str) -> tuple[int, str]:
    """Fill the form of a page and follow where it leads: status and text."""
    proof = token_of(client.get(page).text)
    answer = client.post(to, data={"csrf_token": proof, **fields}, follow_redirects=True)
    return answer.status_code, answer.text


def test_a_partner_answers_without_an_account(desk: Desk, client_of: ClientOf, anybody: FlaskClient) -> None:
    _, told = send(
        client_of("lead@5pg.example"),
        f"{CASE}/partners",
        f"{CASE}/partners",
        kind="authority",
        name="A council",
        email="partner@council.example",
    )
    address = "/feedback/" + told.split("/feedback/")[1].split("<")[0]

    page = anybody.get(address).text
    status, html = send(
        anybody, address, address, **{"answer-leads": "mostly", "answer-needs": "unknown", "version": "0"}
    )

    assert "Who reads this." in page
    assert (status, "your answers are kept" in html) == (200, True)
    assert (
        "1 of 1 invited partners have answered" in client_of("lead@5pg.example").get(f"{CASE}/partners").text
    )


def test_a_wrong_or_ended_link_is_the_same_nothing(
    desk: Desk, client_of: ClientOf, anybody: FlaskClient
) -> None:
    lead = client_of("lead@5pg.example")
    fields = {"kind": "public", "name": "A group", "email": "group@partners.example"}
    _, told = send(lead, f"{CASE}/partners", f"{CASE}/partners", **fields)
    secret = told.split("/feedback/")[1].split("<")[0]
    with desk.world.database.reading():
        invitation = session().scalars(select(PartnerInvitation)).one()
    assert 'End the link<span class="nhsuk-u-visually-hidden"> of A group</span>' in told
    send(lead, f"{CASE}/partners", f"{CASE}/partners/{invitation.id}", _method="DELETE")

    ended, unknown = anybody.get(f"/feedback/{secret}"), anybody.get("/feedback/nothing")

    assert (ended.status_code, unknown.status_code) == (404, 404)
    assert ended.text == unknown.text
