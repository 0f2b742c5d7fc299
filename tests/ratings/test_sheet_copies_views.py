"""The pages of the sheet as a spreadsheet."""

import io
from collections.abc import Callable

from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests.harness.clients import token_of
from tests.ratings.conftest import Desk
from tests.ratings.test_sheet_copies import LEAD
from tests.ratings.test_sheet_taking import put, standing
from tests.ratings.test_views import CASE

ClientOf = Callable[[str], FlaskClient]
PAGE = f"{CASE}/sheet"


def test_a_copy_is_taken_filled_in_looked_at_and_taken_in(desk: Desk, client_of: ClientOf) -> None:
    client = client_of(LEAD)
    answer = client.get(f"{PAGE}.xlsx")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=sheet-5PG-self-")
    book = load_workbook(io.BytesIO(answer.data))
    put(book["Competencies"], "1.1", "Level 1")
    content = io.BytesIO()
    book.save(content)
    content.seek(0)

    data = {"csrf_token": token_of(client.get(PAGE).text), "channel": "self", "file": (content, "sheet.xlsx")}
    brought = client.post(PAGE, data=data)
    html = client.get(brought.location or "").text
    assert "1 item would change" in html
    assert standing(desk) == {}

    data = {"csrf_token": token_of(html), "_method": "PUT"}
    html = client.post(brought.location or "", data=data, follow_redirects=True).text
    assert "Taken in: 1 rating." in html
    assert standing(desk) == {"1.1": ("1", "The survey says so.")}
    assert client_of("editor@5pg.example").get(brought.location or "").status_code == 404


def test_a_workbook_that_cannot_be_read_says_why_and_is_put_away(desk: Desk, client_of: ClientOf) -> None:
    client = client_of(LEAD)
    data = {
        "csrf_token": token_of(client.get(PAGE).text),
        "channel": "self",
        "file": (io.BytesIO(b"no workbook"), "sheet.xlsx"),
    }

    answer = client.post(PAGE, data=data)
    assert answer.status_code == 422
    assert "sheet.xlsx" in answer.text


def test_who_does_not_rate_finds_no_sheet(desk: Desk, client_of: ClientOf) -> None:
    assert client_of("chief@5pg.example").get(PAGE).status_code == 404
    assert client_of(LEAD).get(f"{PAGE}.xlsx?channel=panel").status_code == 404
    assert client_of(LEAD).get(f"{PAGE}.xlsx?channel=documents").status_code == 404
    assert "Fill it in as a spreadsheet" in client_of(LEAD).get(f"{CASE}/ratings").text
