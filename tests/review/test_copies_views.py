"""The pages of copies and notes: what leaves names its readers, what comes back is chosen, scripts or not."""

import io
import re
from collections.abc import Callable

from docx import Document
from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests.harness.clients import token_of
from tests.review.conftest import ANALYST, CHIEF, LEAD, Table
from tests.review.test_labelling import put
from tests.review.test_views import LIST, post
from tests.review.word_files import AGREED, PAY, content_of, copy_of, file_plan, open_on, plan
from wccflow.review import returning

Clients = Callable[[str], FlaskClient]
SECRET = "Marmalade"


def test_a_word_copy_is_made_for_readers_that_its_name_says(table: Table, client_of: Clients) -> None:
    version = file_plan(table, content_of(plan()))
    open_on(table, version, PAY, "Where?")
    client = client_of(LEAD)

    page = client.get(f"/evidence/{version.id}/copies").text
    made = client.get(f"/evidence/{version.id}/copies/word")
    wrong = client.get(f"/evidence/{version.id}/copies/word?for=panel")

    assert "Copy for me alone" in page
    assert "1 thread" in page
    assert [each.text.partition("\n")[0] for each in Document(io.BytesIO(made.data)).comments] == ["Where?"]
    assert "alone.docx" in made.headers["Content-Disposition"]
    assert wrong.status_code == 422


def test_a_copy_is_brought_back_looked_at_and_chosen_from_without_javascript(
    table: Table, client_of: Clients
) -> None:
    version = file_plan(table, content_of(plan()))
    open_on(table, version, PAY, "Where?")
    copy = Document(io.BytesIO(copy_of(table, version).content))
    smoking = next(each for each in copy.paragraphs if each.text.startswith("Smoking"))
    copy.add_comment(smoking.runs, "By whom?", author="Jo <b>", initials="J")
    copy.add_comment(copy.add_paragraph("Words of their own.").runs, "And this?", author="Jo", initials="J")
    client, page = client_of(LEAD), f"/evidence/{version.id}/copies"
    files = {
        "csrf_token": token_of(client.get(page).text),
        "file": (io.BytesIO(content_of(copy)), "back.docx"),
    }
    sheet = client.post(page, data=files, content_type="multipart/form-data").location

    before = client.get(sheet).text
    returning.read_waiting(table.world.database, table.files)
    shown = client.get(sheet).text
    place = re.search(r'name="place-1" value="(p-[^"]+)" checked', shown)
    assert place is not None
    looked = client.post(
        sheet,
        data={
            "csrf_token": token_of(shown),
            "_method": "PUT",
            "look": "2",
            "find-2": "board agreed",
            "audience": "organisation",
        },
    ).text
    taken = post(
        client,
        sheet,
        sheet,
        _method="PUT",
        audience="organisation",
        **{"place-1": place[1], "kind-1": "gap", "place-2": "whole", "kind-2": "comment"},
    )

    assert "The file is being read" in before
    assert ("2 comments" in shown, "Jo &lt;b&gt;" in shown) == (True, True)
    assert looked.count(AGREED) == 2
    assert taken == (303, sheet)
    after = client.get(sheet).text
    assert "All comments of this file are here already." in after
    threads = client.get(f"{LIST}?q=kind:gap").text
    assert "By whom?" in threads
    assert client_of(CHIEF).get(sheet).status_code == 404
    assert post(client, sheet, sheet, _method="DELETE") == (303, page)


def test_a_file_that_is_no_word_file_is_told_in_a_sentence(table: Table, client_of: Clients) -> None:
    version = file_plan(table, content_of(plan()))
    client, page = client_of(LEAD), f"/evidence/{version.id}/copies"
    files = {"csrf_token": token_of(client.get(page).text), "file": (io.BytesIO(b"Words."), "back.txt")}
    sheet = client.post(page, data=files, content_type="multipart/form-data").location
    returning.read_waiting(table.world.database, table.files)

    assert "This is not a Word file." in client.get(sheet).text


def test_the_spreadsheet_holds_what_its_readers_may_read(table: Table, client_of: Clients) -> None:
    table.submit()
    own = table.open(LEAD, SECRET, audience="organisation")
    question = table.open(ANALYST, "Where is year 3?", kind="question")
    table.say(question, LEAD, f"{SECRET}?", audience="organisation")
    put(table, own, LEAD, "mine", private=True)
    client = client_of(LEAD)

    def rows(address: str) -> dict[str, list[list[object]]]:
        book = load_workbook(io.BytesIO(client.get(address).data))
        return {name: [[cell.value for cell in row] for row in book[name]] for name in book.sheetnames}

    mine, shared = rows(f"{LIST}.xlsx"), rows(f"{LIST}.xlsx?for=everyone")

    assert list(mine) == ["Threads", "Messages", "About"]
    assert (len(mine["Threads"]), len(mine["Messages"])) == (3, 4)
    assert (len(shared["Threads"]), len(shared["Messages"])) == (2, 2)
    assert SECRET not in str(shared)
    assert client.get(f"{LIST}/copies").status_code == 200


def test_notes_are_ones_own_across_cases_by_document_label_and_item(table: Table, client_of: Clients) -> None:
    version = file_plan(table, content_of(plan()))
    thread = open_on(table, version, PAY, "A note of mine.")
    table.open(CHIEF, SECRET, audience="organisation")
    put(table, thread, LEAD, "finance")
    client = client_of(LEAD)

    by_document, by_label = client.get("/notes").text, client.get("/notes?by=label&show=labelled").text
    found, none = client.get("/notes?q=label:finance+note").text, client.get("/notes?q=plum").text
    book = load_workbook(io.BytesIO(client.get("/notes/notes.xlsx").data))

    assert ("Five-year strategic plan</h2>" in by_document, SECRET in by_document) == (True, False)
    assert ">finance</h2>" in by_label
    assert "A note of mine." in found
    assert "No notes here" in none
    assert SECRET in client.get("/notes?show=ours").text or SECRET in client.get("/notes?show=all").text
    assert [row[7].value for row in book["Notes"]][1:] == ["A note of mine."]
    assert client.get("/notes?q=colour:red").status_code == 422


def test_the_time_of_a_message_is_its_lasting_link(table: Table, client_of: Clients) -> None:
    thread = table.open(LEAD, "One.")
    said = table.say(thread, CHIEF, "Two.")

    html = client_of(LEAD).get(thread.address).text

    assert f'href="{said.permalink}"' in html
