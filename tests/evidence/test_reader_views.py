"""The pages of one document: its reader, a passage of it, and the original file."""

import re
from collections.abc import Callable

from flask.testing import FlaskClient

from tests.evidence.conftest import Desk
from tests.evidence.sending import DOSSIER, send, standing, upload, words_of
from tests.evidence.test_freezing import carry_out
from tests.evidence.test_pages import long_version
from wccflow.evidence import freezing, queries
from wccflow.evidence.reading.passages import Passage, Reading
from wccflow.evidence.settling import settle_reading

ClientOf = Callable[[str], FlaskClient]


def test_the_reader_shows_passages_with_their_names_and_the_outline(lead: FlaskClient, desk: Desk) -> None:
    version = desk.file("jsna", "Deprivation is high.")
    with desk.world.database.reading():
        heading, passage = queries.passages_of(version.id)

    html = lead.get(f"/evidence/{version.id}").text

    assert re.search(rf'id="{passage.key}"[^>]*data-passage="{passage.key}"', html)
    assert f'href="#{heading.key}"' in html
    assert "Deprivation is high." in html


def test_a_passage_in_a_later_part_is_reached_without_javascript(lead: FlaskClient, desk: Desk) -> None:
    version = long_version(desk, 450)
    with desk.world.database.reading():
        last = queries.passages_of(version.id)[-1].key

    answer = lead.get(f"/evidence/{version.id}/passages/{last}")

    assert answer.location == f"/evidence/{version.id}?from={last}#{last}"
    shown = lead.get(f"/evidence/{version.id}?from={last}").text
    assert f'id="{last}"' in shown
    assert "Part 3 of 3" in shown
    assert "Part 1 of 3" in lead.get(f"/evidence/{version.id}?part=x").text
    assert lead.get(f"/evidence/{version.id}/passages/p-0000000000").status_code == 404


def test_a_table_is_drawn_as_a_table_of_linkable_rows(lead: FlaskClient, desk: Desk) -> None:
    version = desk.file("jsna")
    rows = [("Programme", "2009/10"), ("Stroke", "£4.1m")]
    passages = tuple(
        Passage(f"p-{at:010}", "table row", " | ".join(cells), cell=f"table 1 row {at + 1}", cells=cells)
        for at, cells in enumerate(rows)
    )
    with desk.world.database.writing():
        settle_reading(version.id, Reading("docx", None, passages, ()), now=desk.world.now)

    html = lead.get(f"/evidence/{version.id}").text

    assert '<th scope="col">Programme</th><th scope="col">2009/10</th>' in html
    assert re.search(r'<tr[^>]*id="p-0000000001"', html)


def test_a_document_that_is_being_read_says_so(lead: FlaskClient, desk: Desk) -> None:
    version = desk.file("jsna")

    assert "The document is being read" in words_of(lead.get(f"/evidence/{version.id}"))


def test_the_original_is_given_byte_for_byte_and_never_as_a_page_of_ours(
    lead: FlaskClient, desk: Desk
) -> None:
    send(lead, f"{DOSSIER}/jsna", file=upload("<b>needs.html", b"<script>alert(1)</script>"))
    (version,) = standing(desk, "jsna")

    with lead.get(f"/evidence/{version.id}/original") as answer:
        assert answer.data == b"<script>alert(1)</script>"

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.mimetype == "application/octet-stream"


def test_a_file_that_was_changed_in_the_store_is_not_given_out(lead: FlaskClient, desk: Desk) -> None:
    version = desk.file("jsna", "Text.")
    path = desk.files.path(version.sha256)
    path.chmod(0o600)
    path.write_bytes(b"x" * version.size)

    answer = lead.get(f"/evidence/{version.id}/original")

    assert answer.status_code == 422
    assert "no longer what was filed" in words_of(answer)


def test_after_sharing_the_overseer_reads_and_downloads(client_of: ClientOf, desk: Desk) -> None:
    version = desk.file("jsna", "Open now.")
    carry_out(desk, freezing.share, "submitted")
    analyst = client_of(desk.analyst)

    assert "Open now." in analyst.get(f"/evidence/{version.id}").text
    with analyst.get(f"/evidence/{version.id}/original") as answer:
        assert answer.status_code == 200
