"""The pages of one document: its reader, a passage of it, and the original file."""

import re
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from tests.evidence.conftest import Desk
from tests.evidence.sending import DOSSIER, send, standing, upload, words_of
from tests.evidence.test_freezing import carry_out
from tests.evidence.test_pages import long_table, long_version
from wccflow.base.errors import Refused
from wccflow.evidence import freezing, pages, queries, reader_views
from wccflow.evidence.models import ReadingProgress
from wccflow.evidence.reading.passages import Passage, Picture, Reading, Remark
from wccflow.evidence.settling import settle_reading
from wccflow.people.rights import Reach

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


def test_words_are_found_in_the_whole_document_and_lit_in_their_place(lead: FlaskClient, desk: Desk) -> None:
    version = long_version(desk, 450)
    here = f"/evidence/{version.id}"

    shown = lead.get(f"{here}?find=sentence+44")

    said = words_of(shown)
    assert "“sentence 44”: 11 places in 11 passages" in said
    assert "1 of 11" in said
    assert '<mark class="wf-hit">Sentence 44</mark>' in shown.text
    assert "Part 1 of 3" in said
    assert f"{here}?find=sentence%2044&amp;hit=2" in shown.text
    assert "Part 3 of 3" in words_of(lead.get(f"{here}?find=sentence+44&hit=5"))


def test_a_search_without_a_hit_says_so_and_leads_on(lead: FlaskClient, desk: Desk) -> None:
    version = desk.file("jsna", "Deprivation is high.")

    shown = lead.get(f"/evidence/{version.id}?find=<b>measles")

    assert "Nothing in this document says “&lt;b&gt;measles”." in shown.text
    assert "<b>measles" not in shown.text
    assert 'href="/search?q=%3Cb%3Emeasles"' in shown.text


def test_a_section_is_ticked_off_without_javascript_and_for_oneself_alone(
    client_of: ClientOf, lead: FlaskClient, desk: Desk
) -> None:
    version = long_version(desk, 450)
    here = f"/evidence/{version.id}"
    with desk.world.database.reading():
        section = pages.whole_of(version).sections[4]

    answer = send(lead, f"{here}/viewed/{section.key}", "PUT")

    assert answer.location == f"{here}?from={section.end}#viewed-{section.key}"
    assert "1 of 9 sections viewed" in words_of(lead.get(here))
    assert "0 of 9 sections viewed" in words_of(client_of(desk.chief).get(here))
    send(lead, f"{here}/viewed/{section.key}", "DELETE")
    assert "0 of 9 sections viewed" in words_of(lead.get(here))


def test_nobody_ticks_off_what_is_not_hers_to_read(client_of: ClientOf, desk: Desk) -> None:
    version = long_version(desk, 10)
    with desk.world.database.reading():
        key = pages.whole_of(version).sections[0].key
    analyst = client_of(desk.analyst)

    for path, method in ((f"viewed/{key}", "PUT"), (f"viewed/{key}", "DELETE")):
        assert send(analyst, f"/evidence/{version.id}/{path}", method).status_code == 404
    for path in ("sheet", "pictures/1", "pages/1", "pages/1/picture"):
        assert analyst.get(f"/evidence/{version.id}/{path}").status_code == 404


def test_the_outline_comes_back_alone_when_it_is_asked_for(lead: FlaskClient, desk: Desk) -> None:
    version = long_version(desk, 450)

    html = lead.get(f"/evidence/{version.id}", headers={"HX-Request": "true", "HX-Target": "outline"}).text

    assert "0</strong> of 9" in html
    assert "<h1" not in html


def test_the_whole_document_is_printed_in_order(lead: FlaskClient, desk: Desk) -> None:
    version = long_version(desk, 450)

    sheet = lead.get(f"/evidence/{version.id}/sheet")

    numbers = [int(each) for each in re.findall(r"Sentence (\d+)\.", sheet.text)]
    assert numbers == [number for number in range(450) if number % 50]
    assert "page 35" in words_of(sheet)
    assert version.called in words_of(sheet)
    assert "<form" not in sheet.text.partition("<main")[2]


def test_tables_are_printed_without_what_is_for_the_screen(lead: FlaskClient, desk: Desk) -> None:
    sheet = lead.get(f"/evidence/{long_table(desk, 30).id}/sheet")

    assert '<th scope="col">Programme</th>' in sheet.text
    assert "Programme 29" in sheet.text
    assert "Comment" not in words_of(sheet)


def test_how_far_reading_has_come_is_told(lead: FlaskClient, desk: Desk) -> None:
    version = desk.file("jsna")
    with desk.world.database.writing() as session:
        session.add(ReadingProgress(version_id=version.id, done=31, total=94))

    assert "The document is being read, part 31 of 94." in words_of(lead.get(f"/evidence/{version.id}"))


def test_a_very_long_document_is_printed_in_sheets(
    lead: FlaskClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_views, "PRINTED", 200)
    version = long_version(desk, 450)

    second = lead.get(f"/evidence/{version.id}/sheet?part=2")

    assert "sheet 2 of 3" in words_of(second)
    assert "Sentence 201." in second.text
    assert "Sentence 199." not in second.text


def test_what_is_not_the_newest_says_what_took_its_place(lead: FlaskClient, desk: Desk) -> None:
    first, second = desk.file("jsna", "Old."), desk.file("jsna", "New.")

    shown = lead.get(f"/evidence/{first.id}")

    assert "This is not the newest version. Draft 2 took its place on" in words_of(shown)
    assert f"/evidence/{first.id}/difference?to={second.id}" in shown.text
    assert "not the newest" not in words_of(lead.get(f"/evidence/{second.id}"))


def test_a_withdrawn_version_says_so_with_what_stands_in_its_place(lead: FlaskClient, desk: Desk) -> None:
    first, second = desk.file("jsna", "Old."), desk.file("jsna", "New.")
    send(lead, f"/evidence/{second.id}/withdrawal", "PUT", why="It was the draft.")

    shown = lead.get(f"/evidence/{second.id}")

    assert "This version was withdrawn" in words_of(shown)
    assert f'<a href="/evidence/{first.id}">Draft 1</a> stands in its place' in shown.text


def test_a_passage_of_an_older_version_is_shown_where_it_stood(lead: FlaskClient, desk: Desk) -> None:
    first, second = desk.file("jsna", "Old."), desk.file("jsna", "New.")
    with desk.world.database.reading():
        key = queries.passages_of(first.id)[-1].key

    answer = lead.get(f"/evidence/{second.id}/passages/{key}")

    assert answer.location == f"/evidence/{first.id}?from={key}#{key}"
    assert "This passage is not in draft 2. You see it where it stood, in draft 1." in words_of(
        lead.get(answer.location)
    )


def test_what_cannot_be_read_says_why_and_what_can_be_done(lead: FlaskClient, desk: Desk) -> None:
    version = desk.file("jsna")
    with desk.world.database.writing():
        settle_reading(version.id, Refused("The file is protected by a password."), now=desk.world.now)

    said = words_of(lead.get(f"/evidence/{version.id}"))

    assert "It could not be read. The file is protected by a password." in said
    assert "whoever files this document can replace it" in said
    assert "There is nothing to print" in words_of(lead.get(f"/evidence/{version.id}/sheet"))


def test_comments_inside_the_file_stand_apart_and_beside_their_passage(lead: FlaskClient, desk: Desk) -> None:
    passage = Passage("p-0000000001", "paragraph", "Text.")
    said = Remark("Is <this> so?", "A. Writer", "2009-09-01T10:00:00", "p-0000000001")
    version = desk.file("jsna")
    with desk.world.database.writing():
        reading = Reading("docx", None, (passage,), (), remarks=(said, Remark("General.")))
        settle_reading(version.id, reading, now=desk.world.now)

    shown = lead.get(f"/evidence/{version.id}")

    text = words_of(shown)
    assert "Comments inside the file (2)" in text
    assert "A. Writer , 2009-09-01 10:00: Is &lt;this&gt; so?" in text
    assert "Somebody : General." in text
    assert f'href="/evidence/{version.id}/passages/p-0000000001"' in shown.text
    assert "1 comment inside the file" in text


def test_pictures_stand_in_their_place_with_their_words(lead: FlaskClient, desk: Desk) -> None:
    passage = Passage("p-0000000001", "paragraph", "Text.")
    version = desk.file("jsna")
    with desk.world.database.writing():
        found = (Picture("a.png", passage.id, "A map of the area"), Picture("b.png", passage.id))
        settle_reading(version.id, Reading("docx", None, (passage,), (), pictures=found), now=desk.world.now)

    html = lead.get(f"/evidence/{version.id}").text

    assert f'<img src="/evidence/{version.id}/pictures/1" alt="A map of the area" loading="lazy"' in html
    assert "Picture 2 of this document, which has no description" in html


def test_only_the_passages_with_threads_are_shown_when_asked(lead: FlaskClient, desk: Desk) -> None:
    version = long_version(desk, 450)
    with desk.world.database.reading():
        key = queries.passages_of(version.id)[430].key

    def threads(version_id: UUID, reach: Reach) -> list[tuple[str, str, int]]:
        return [(key, "", 2)]

    desk.world.database.offers = replace(desk.world.database.offers, margins={"threads": threads})
    whole, only = (lead.get(f"/evidence/{version.id}{more}") for more in ("", "?only=threads"))

    assert "Only passages with threads (1)" in words_of(whole)
    assert re.findall(r"Sentence \d+\.", only.text) == ["Sentence 430."]
    assert f"/evidence/{version.id}/passages/{key}" in only.text


def test_a_part_links_to_its_neighbours_by_keyboard_too(lead: FlaskClient, desk: Desk) -> None:
    version = long_version(desk, 450)
    with desk.world.database.reading():
        rows = queries.passages_of(version.id)

    html = lead.get(f"/evidence/{version.id}?part=2").text

    assert f'data-walk="/evidence/{version.id}?part=1#{rows[199].key}"' in html
    assert f'data-walk="/evidence/{version.id}?part=3#{rows[400].key}"' in html
