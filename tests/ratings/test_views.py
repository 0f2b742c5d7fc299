"""The pages of ratings: what each person sees, keeps, and is refused."""

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.harness.clients import token_of
from tests.ratings.conftest import TEXTS, Desk
from wccflow.base.work import session
from wccflow.evidence.reading.passages import passage_id
from wccflow.ratings import queries
from wccflow.ratings.models import BoardPack, Rating, RatingDraft

ClientOf = Callable[[str], FlaskClient]

CASE = "/cycles/wcc-test/5PG"
ITEM = f"{CASE}/ratings/1.1"


def send(client: FlaskClient, page: str, to: str, **fields: str) -> tuple[int, str]:
    """Fill the form of a page and follow where it leads: status and text."""
    proof = token_of(client.get(page).text)
    answer = client.post(to, data={"csrf_token": proof, **fields}, follow_redirects=True)
    return answer.status_code, answer.text


def test_a_rating_is_kept_by_a_plain_form_and_leads_to_the_next_item(desk: Desk, client_of: ClientOf) -> None:
    client = client_of("lead@5pg.example")

    status, html = send(
        client, ITEM, ITEM, value="3", rationale="The survey says so.", version="0", then="next"
    )

    assert status == 200
    assert "<title>1.2 Reputation as a change leader" in html
    with desk.world.database.reading():
        (row,) = session().scalars(select(Rating)).all()
        assert (row.item, row.value, row.rationale) == ("1.1", "3", "The survey says so.")


def test_a_stale_form_shows_both_texts_and_overwrites_nothing(desk: Desk, client_of: ClientOf) -> None:
    client = client_of("editor@5pg.example")
    proof = token_of(client.get(ITEM).text)
    desk.rate("1.1", "2", "Somebody was quicker than you.")

    answer = client.post(
        ITEM, data={"csrf_token": proof, "value": "4", "rationale": "My own words.", "version": "0"}
    )

    assert answer.status_code == 409
    assert "My own words." in answer.text
    assert "Somebody was quicker than you." in answer.text
    assert "You chose: <strong>Level 4 (world class)</strong>" in answer.text
    with desk.world.database.reading():
        assert [row.value for row in session().scalars(select(Rating))] == ["2"]


def test_what_a_person_writes_is_kept_as_a_draft_and_shown_again(desk: Desk, client_of: ClientOf) -> None:
    client = client_of("lead@5pg.example")
    proof = token_of(client.get(ITEM).text)

    answer = client.put(
        f"{ITEM}/draft",
        data={"csrf_token": proof, "value": "2", "rationale": "Half a thought"},
        headers={"HX-Request": "true"},
    )

    assert answer.text.startswith("Draft kept for you at ")
    assert "Half a thought" in client.get(ITEM).text
    assert "Half a thought" not in client_of("editor@5pg.example").get(ITEM).text
    with desk.world.database.reading():
        assert session().scalars(select(RatingDraft.rationale)).all() == ["Half a thought"]


def test_before_submission_an_overseer_finds_counts_and_nothing_else(desk: Desk, client_of: ClientOf) -> None:
    version = desk.file()
    desk.rate("1.1", "4", "A secret reason nobody may read.")
    desk.cite("1.1", version, quote="four million")
    client = client_of("analyst@q34.example")

    pages = {
        address: client.get(address) for address in (f"{CASE}/ratings", ITEM, CASE, f"{CASE}/board", "/")
    }

    assert {answer.status_code for answer in pages.values()} == {200}
    assert "<strong>1</strong> of 33" in pages[f"{CASE}/ratings"].text
    for answer in pages.values():
        assert "secret reason" not in answer.text
        assert "four million" not in answer.text
        assert "world class)" not in answer.text
        assert "self-assessed</strong>" not in answer.text


def test_after_submission_a_reviewer_reads_the_rating_and_gives_another(
    desk: Desk, client_of: ClientOf
) -> None:
    version = desk.file()
    desk.rate("1.1", "4", "We are the best of all.")
    desk.cite("1.1", version)
    desk.submit()
    desk.world.at("analysing")
    client = client_of("analyst@q34.example")

    html = client.get(ITEM).text
    status, after = send(
        client, ITEM, f"{ITEM}/review", value="2", note="The plan shows less.", version="0", then="stay"
    )

    assert "We are the best of all." in html
    assert TEXTS[0] in html
    assert (status, "reviewed" in after) == (200, True)
    assert "The plan shows less." not in client_of("lead@5pg.example").get(ITEM).text


def test_a_passage_is_cited_by_pasting_its_link(desk: Desk, client_of: ClientOf) -> None:
    version = desk.file()
    link = f"http://localhost/evidence/{version.id}#{passage_id(TEXTS[1], {})}"

    _, html = send(client_of("lead@5pg.example"), ITEM, f"{ITEM}/citations", link=link, stance="partly")

    assert TEXTS[1] in html
    assert "supports it in part" in html


def test_a_link_to_something_else_is_refused_in_a_sentence(desk: Desk, client_of: ClientOf) -> None:
    status, html = send(
        client_of("lead@5pg.example"), ITEM, f"{ITEM}/citations", link="https://example.org/plan.pdf"
    )

    assert status == 422
    assert "Paste the link of a passage" in html


def test_the_reader_leads_to_the_choice_of_an_item_and_back(desk: Desk, client_of: ClientOf) -> None:
    version, key = desk.file(), passage_id(TEXTS[0], {})
    client, address = client_of("lead@5pg.example"), f"/evidence/{version.id}/citations"

    status, html = send(
        client,
        f"{address}?passage={key}&quote=four million pounds",
        address,
        item="board_1",
        passage=key,
        quote="four million pounds",
        stance="supports",
    )

    assert status == 200
    assert "cited for" in html
    with desk.world.database.reading():
        (cited,) = queries.citations([desk.world.case().id])
        assert (cited.item, cited.quote) == ("board_1", "four million pounds")


def test_the_board_pack_is_made_and_downloaded_as_a_word_file(desk: Desk, client_of: ClientOf) -> None:
    client = client_of("lead@5pg.example")

    send(client, f"{CASE}/board", f"{CASE}/board/packs")
    with desk.world.database.reading():
        pack = session().scalars(select(BoardPack)).one()
    with client.get(f"{CASE}/board/packs/{pack.id}") as answer:
        disposition, content = answer.headers["Content-Disposition"], answer.data

    assert disposition == "attachment; filename=board-pack-5PG-1.docx"
    assert content.startswith(b"PK")
    assert client_of("analyst@q34.example").get(f"{CASE}/board/packs/{pack.id}").status_code == 404


def test_the_chief_executive_records_the_ratification(desk: Desk, client_of: ClientOf) -> None:
    send(client_of("lead@5pg.example"), f"{CASE}/board", f"{CASE}/board/packs")
    desk.world.at("board_sign_off")
    with desk.world.database.reading():
        pack = session().scalars(select(BoardPack)).one()

    _, html = send(
        client_of("chief@5pg.example"),
        f"{CASE}/board",
        f"{CASE}/board/ratifications",
        pack=str(pack.id),
        met_on="2009-09-30",
        minute="Item 7 of the minutes",
    )

    assert "Item 7 of the minutes" in html
    assert "Nothing: ratings, passages, documents and aims are as the board had them." in html


def test_an_unknown_item_is_not_found(desk: Desk, client_of: ClientOf) -> None:
    assert client_of("lead@5pg.example").get(f"{CASE}/ratings/99.9").status_code == 404
