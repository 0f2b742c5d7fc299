"""The pages of indicators in a browser: no barrier, no sideways scrolling, and the picker by keyboard."""

from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.indicators.conftest import HEAD, Desk
from tests.review.conftest import LEAD, table
from tests.review.test_live_pages import STANDARDS, Pages, address, page_of
from wccflow.indicators import arriving
from wccflow.indicators.models import DataPack
from wccflow.web.forms import Upload

__all__ = ["address", "page_of", "table"]

OUTCOMES = "/cycles/wcc-test/5PG/outcomes"
UNIT = "per 100,000 population"


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """The desk with a chosen outcome, its trajectory and values with a doubtful turn."""
    values = {"2005/06": 1000.0, "2006/07": 400.0, "2007/08": 980.0}
    rows = {each: {"ENG": 900.0, "5PG": value, "5MX": 910.0, "5J9": "*"} for each, value in values.items()}
    desk.series("mrsa", rows, unit=UNIT, title="MRSA")
    desk.choose("mrsa")
    desk.aim(
        "mrsa",
        baseline=400.0,
        period="2006/07",
        trajectory=[390.0, 380.0, 370.0, 360.0, 350.0],
        polarity="lower_is_better",
    )
    return desk


@pytest.mark.parametrize("width", [1280, 375])
def test_the_pages_have_no_barrier_and_fit(filled: Desk, page_of: Pages, root: Path, width: int) -> None:
    lead = page_of(LEAD)
    lead.set_viewport_size({"width": width, "height": 900})
    for path in (
        OUTCOMES,
        f"{OUTCOMES}/mrsa",
        f"{OUTCOMES}/menu",
        f"{OUTCOMES}/choices?choose=mmr",
        "/indicators",
        "/indicators/outcomes",
        "/indicators/outcomes/mrsa?with=5MX",
        "/organisations/5PG/indicators",
    ):
        lead.goto(path)
        lead.evaluate((root / "tests" / "vendor" / "axe-core" / "axe.min.js").read_text())

        found = lead.evaluate("standards => axe.run(document, { runOnly: standards })", STANDARDS)

        assert [(path, each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
        assert lead.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.mark.parametrize("width", [1280, 375])
def test_the_pages_of_data_packs_have_no_barrier_and_fit(
    filled: Desk, page_of: Pages, root: Path, width: int
) -> None:
    national = page_of("lead@dh.example")
    national.set_viewport_size({"width": width, "height": 900})
    with filled.world.database.reading() as session:
        (pack_id,) = session.scalars(select(DataPack.id))
    for path in (
        "/data-packs",
        f"/data-packs/{pack_id}",
        brought(filled, sound=True),
        brought(filled, sound=False),
    ):
        national.goto(path)
        national.evaluate((root / "tests" / "vendor" / "axe-core" / "axe.min.js").read_text())

        found = national.evaluate("standards => axe.run(document, { runOnly: standards })", STANDARDS)

        assert [(path, each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
        assert national.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def brought(desk: Desk, *, sound: bool) -> str:
    """The page of a file that was brought and looked at, with faults or without."""
    rows = ["mmr,MMR,2007/08,pct,5PG,5PG,80,79,81,higher_is_better,A register"]
    rows += [] if sound else ["mmr,MMR,last year,pct,5PG,5PG,many,79,81,higher_is_better,A register"]
    content = BytesIO("\n".join([HEAD, *rows]).encode())
    with desk.world.database.writing():
        made = arriving.bring(
            Upload(f"{len(rows)}.csv", content, 10_000),
            source="A test",
            published_on=None,
            licence="",
            url="",
            encoding="utf-8",
            by=desk.world.reach("lead@dh.example"),
            now=desk.world.now,
        )
        return f"/data-packs/arrivals/{made.id}"


def choose_by_keyboard(page: Page) -> None:
    page.get_by_label("MMR immunisation").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Look at what would change").focus()
    page.keyboard.press("Enter")


def test_outcomes_are_chosen_undone_and_tried_by_keyboard(filled: Desk, page_of: Pages) -> None:
    lead = page_of(LEAD)
    lead.goto(f"{OUTCOMES}/menu")

    choose_by_keyboard(lead)
    lead.get_by_role("button", name="Choose these outcomes").press("Enter")
    expect(lead.get_by_role("heading", level=1)).to_contain_text("Outcomes")
    expect(lead.locator("#mmr")).to_contain_text("MMR immunisation")
    lead.get_by_role("button", name="Undo: choose what was chosen before").press("Enter")
    expect(lead.locator("#mmr")).to_have_count(0)

    lead.goto(f"{OUTCOMES}/mrsa")
    lead.get_by_label("Year 5").fill("450")
    lead.get_by_role("button", name="Look at it first").press("Enter")
    expect(lead.locator(".wf-checks")).to_contain_text("This aims to get worse: from 400 to 450")
