"""Pictures and pages of the original as they are sent: harmless, or a sentence in their place."""

from flask.testing import FlaskClient

from tests.evidence.conftest import Desk
from tests.evidence.sending import words_of
from tests.evidence.test_pictures import version
from wccflow.evidence.models import Version

__all__ = ["version"]


def test_a_page_of_the_original_is_sent_as_a_picture_that_does_nothing(
    lead: FlaskClient, version: Version
) -> None:
    answer = lead.get(f"/evidence/{version.id}/pages/2/picture")

    assert answer.status_code == 200
    assert answer.mimetype in {"image/png", "image/jpeg"}
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_page_of_the_original_has_a_page_with_its_neighbours(lead: FlaskClient, version: Version) -> None:
    here = f"/evidence/{version.id}"

    shown = lead.get(f"{here}/pages/1")

    assert "Original, page 1 of 2" in words_of(shown)
    assert f'href="{here}/pages/2" rel="next"' in shown.text
    assert f'href="{here}/passages/p-0000000001"' in shown.text
    assert lead.get(f"{here}/pages/3").status_code == 404
    assert lead.get(f"{here}/pages/3/picture").status_code == 404


def test_in_the_place_of_a_picture_that_cannot_be_drawn_stands_a_sentence(
    lead: FlaskClient, version: Version
) -> None:
    answer = lead.get(f"/evidence/{version.id}/pictures/1")

    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert answer.text.startswith("<svg")
    assert ".</text></svg>" in answer.text
    assert lead.get(f"/evidence/{version.id}/pictures/0").status_code == 404


def test_only_a_pdf_leads_to_pages_of_its_original(lead: FlaskClient, desk: Desk, version: Version) -> None:
    other = desk.file("strategic_plan", "Text.")

    assert "Original page beside" in words_of(lead.get(f"/evidence/{version.id}"))
    assert "Original page beside" not in words_of(lead.get(f"/evidence/{other.id}"))
    beside = lead.get(f"/evidence/{version.id}?beside=page").text
    assert f'src="/evidence/{version.id}/pages/1/picture"' in beside
    assert lead.get(f"/evidence/{other.id}/pages/1").status_code == 404
