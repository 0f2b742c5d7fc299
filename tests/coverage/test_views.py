"""The pages of coverage: what each person sees, does, and is refused."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.coverage.conftest import SILENT, SPEAKING, Study
from tests.harness.clients import token_of
from wccflow.evidence.reading.passages import passage_id

ClientOf = Callable[[str], FlaskClient]

CASE = "/cycles/wcc-test/5PG"
PAGE = f"{CASE}/coverage"
LEAD, ANALYST = "lead@5pg.example", "analyst@q34.example"


def send(client: FlaskClient, page: str, to: str, **fields: str) -> tuple[int, str]:
    proof = token_of(client.get(page).text)
    answer = client.post(to, data={"csrf_token": proof, **fields}, follow_redirects=True)
    return answer.status_code, answer.text


def test_the_matrix_leads_from_a_cell_to_the_sentence(study: Study, client_of: ClientOf) -> None:
    version = study.file()
    cited = study.cite("1.1", version)

    html = client_of(LEAD).get(PAGE).text

    assert f'<a href="/evidence/{version.id}/passages/{cited.passage}">claimed</a>' in html
    assert "<strong>1</strong> of 49" in html


def test_a_filter_shows_its_rows_alone(study: Study, client_of: ClientOf) -> None:
    study.cite("1.1", study.file())
    client = client_of(LEAD)

    gaps = client.get(f"{PAGE}?show=gaps").text
    against = client.get(f"{PAGE}?show=contradicted").text

    assert f'class="wf-cover__item"><a href="{PAGE}/1.2"' in gaps
    assert f'class="wf-cover__item"><a href="{PAGE}/1.1"' not in gaps
    assert "No item is like this." in against


def test_who_has_done_nothing_is_told_what_would_be_hers(study: Study, client_of: ClientOf) -> None:
    html = client_of(LEAD).get(f"{PAGE}?show=mine").text

    assert "None of these items is yours." in html


def test_before_submission_an_overseer_sees_counts_and_no_passage(study: Study, client_of: ClientOf) -> None:
    version = study.file("strategic_plan", SPEAKING)
    study.cite("1.1", version, SPEAKING)
    client = client_of(ANALYST)

    pages = [PAGE, f"{PAGE}/1.1", f"{PAGE}/1.1/suggestions"]
    seen = "".join(client.get(page).text for page in pages)

    assert "<strong>1</strong> of 49" in seen
    assert SPEAKING not in seen
    assert str(version.id) not in seen
    assert "claimed</" not in seen


def test_before_submission_an_overseer_is_refused_the_spreadsheet(study: Study, client_of: ClientOf) -> None:
    study.cite("1.1", study.file())
    client = client_of(ANALYST)

    answers = [client.get(f"{CASE}/coverage.{ending}") for ending in ("xlsx", "csv")]

    assert [answer.status_code for answer in answers] == [422, 422]


def test_an_organisation_is_never_told_what_reviewers_found(study: Study, client_of: ClientOf) -> None:
    cited = study.cite("1.1", study.file())
    study.submitted()
    study.find(cited, "contradicts")

    lead, analyst = (client_of(who).get(f"{PAGE}/1.1").text for who in (LEAD, ANALYST))

    assert "Read by" not in lead
    assert "Read by Person of analyst@q34.example" in analyst
    assert "Claimed by Person of lead@5pg.example" in analyst


def test_a_suggestion_is_used_by_a_plain_form_with_its_stance(study: Study, client_of: ClientOf) -> None:
    version = study.file("strategic_plan", SPEAKING, SILENT)
    client = client_of(LEAD)
    page = f"{PAGE}/1.1"
    assert "<mark>reputation</mark>" in client.get(page).text

    key = passage_id(SPEAKING, {})
    status, html = send(
        client, page, f"{page}/suggestions", version=str(version.id), passage=key, stance="partly"
    )

    assert status == 200
    assert "it supports it in part" in html
    assert "<mark>" not in html


def test_a_suggestion_is_put_aside_and_taken_back(study: Study, client_of: ClientOf) -> None:
    version = study.file("strategic_plan", SPEAKING)
    client, page = client_of(LEAD), f"{PAGE}/1.1"

    key = passage_id(SPEAKING, {})
    _, html = send(client, page, f"{page}/refusals", version=str(version.id), passage=key)
    assert "Said not to be relevant (1)" in html
    assert "<mark>" not in html

    undo = html.split('action="/suggestions/')[1].split('"')[0]
    _, html = send(client, page, f"/suggestions/{undo}", _method="DELETE")
    assert "<mark>reputation</mark>" in html


def test_nobody_but_ones_own_side_takes_a_refusal_back(study: Study, client_of: ClientOf) -> None:
    version = study.file("strategic_plan", SPEAKING)
    page = f"{PAGE}/1.1"
    _, html = send(
        client_of(LEAD), page, f"{page}/refusals", version=str(version.id), passage=passage_id(SPEAKING, {})
    )
    undo = html.split('action="/suggestions/')[1].split('"')[0]

    status, _ = send(client_of(ANALYST), "/", f"/suggestions/{undo}", _method="DELETE")

    assert status == 404


def test_once_rating_is_over_a_suggestion_is_refused_in_a_sentence(study: Study, client_of: ClientOf) -> None:
    version = study.file("strategic_plan", SPEAKING)
    study.world.at("analysing")

    status, html = send(
        client_of(LEAD),
        "/",
        f"{PAGE}/1.1/suggestions",
        version=str(version.id),
        passage=passage_id(SPEAKING, {}),
        stance="supports",
    )

    assert status == 422
    assert "while the items are being rated" in html


def test_the_suggestions_come_alone_where_a_page_fetches_them(study: Study, client_of: ClientOf) -> None:
    study.file("strategic_plan", SPEAKING)

    headers = {"HX-Request": "true", "HX-Target": "suggestions"}
    html = client_of(LEAD).get(f"{PAGE}/1.1/suggestions", headers=headers).text

    assert "<mark>reputation</mark>" in html
    assert "<html" not in html


def test_an_item_that_there_is_not_is_not_found(study: Study, client_of: ClientOf) -> None:
    client = client_of(LEAD)

    assert [client.get(f"{PAGE}/{item}").status_code for item in ("99.9", "c1", "outcome_1")] == [404] * 3


def test_the_spreadsheet_and_the_plain_rows_are_files(study: Study, client_of: ClientOf) -> None:
    study.cite("1.1", study.file())
    client = client_of(LEAD)

    sheet, rows = client.get(f"{CASE}/coverage.xlsx"), client.get(f"{CASE}/coverage.csv?show=gaps")

    assert sheet.data[:2] == b"PK"
    assert rows.text.startswith("\ufeffElement,Group,Item,State,Passages")
    assert "attachment" in rows.headers["Content-Disposition"]
