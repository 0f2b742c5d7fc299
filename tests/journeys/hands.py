"""What the people of the journey do with their hands more than once, and what is done for them."""

import io
from datetime import date
from pathlib import Path

import docx
from playwright.sync_api import Page, expect

from tests.journeys.stage import Stage
from wccflow.base import clock
from wccflow.calibration import common_actions, common_dossier
from wccflow.calibration.common_rules import items_rated
from wccflow.calibration.queries import held
from wccflow.cycles.queries import definition_of
from wccflow.demonstration.common_cases import rate_all
from wccflow.demonstration.documents import file_name, write_document
from wccflow.demonstration.panelling import CHAIR, given, members
from wccflow.demonstration.scene import Journey
from wccflow.panels import actions, agenda, queries

MEMBER = "panel1"


def written(stage: Stage, folder: Path, slot: str, sentence: str = "") -> Path:
    """A real Word file for this slot, with one sentence more when one is given."""
    journey = stage.journey
    content = write_document(
        slot, journey.profile, seed=1, edition=journey.scene.edition, board_date=journey.board_date
    )
    document = docx.Document(io.BytesIO(content))
    if sentence:
        document.add_paragraph(sentence)
    path = folder / file_name(slot, journey.profile)
    document.save(str(path))
    return path


def turn_to(page: Page, words: str) -> None:
    """Go on, part by part, to the one that has these words."""
    while not page.locator("[data-passage]", has_text=words).count():
        with page.expect_navigation():
            page.get_by_role("link", name="Next part").first.click()


def approve(page: Page, slot: str) -> None:
    """Record that the board approves what fills this slot today."""
    line = page.locator(f"#{slot}")
    line.get_by_text("Record the board's approval").click()
    line.get_by_role("button", name="Record the approval").click()
    expect(page.locator("#notices")).to_contain_text("approval is recorded")


def downloaded(page: Page, link: str, folder: Path) -> Path:
    """The file that this link gives."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link).first.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def words_of(path: Path) -> str:
    """All paragraphs and cells of a Word file."""
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def room_of(stage: Stage) -> str:
    """The address of the panel-day room."""
    panel = stage.read(lambda: queries.panel_of(stage.journey.case))
    address: str = panel.address
    return address


def left_items(stage: Stage) -> list[str]:
    """The items that the demonstration's panel has left for the chair to agree."""
    items: list[str] = stage.read(lambda: agenda.items_of(definition_of(stage.journey.case)))
    return items[-stage.journey.left("agreed") :]


def rate_all_but_one(journey: Journey, day: date) -> None:
    """Every member rates every item, but for the last, which the first member has left."""
    definition = definition_of(journey.case)
    items = [definition.items[key] for key in agenda.items_of(definition)]
    for mailbox in members(journey):
        by = journey.by(mailbox, clock.now())
        for item in items[: -1 if mailbox == MEMBER else None]:
            actions.commit(
                journey.case, item.key, given(journey, mailbox, item), "It stands so.", by=by, now=clock.now()
            )


def agree_the_rest(journey: Journey, day: date) -> None:
    """Reveal and agree every item that is not agreed yet, at what most of the members gave."""
    panel = queries.panel_of(journey.case)
    assert panel is not None
    by, now = journey.by(CHAIR, clock.now()), clock.now()
    for item in agenda.items_of(definition_of(journey.case)):
        if item not in queries.reveals_of(panel):
            actions.reveal(journey.case, item, by=by, now=now)
            given = sorted(row.value for row in agenda.given(panel, [item])[item])
            actions.agree(
                journey.case, item, given[len(given) // 2], "It follows from the plan.", by=by, now=now
            )


def rate_common_cases(journey: Journey, day: date) -> None:
    """The nation opens the common cases that the cycle asks for, and people of the region rate them alone."""
    definition, now, cycle = definition_of(journey.case), clock.now(), journey.case.cycle
    rows = [f"{item},Plan,What bears on {item}.,2" for item in items_rated(definition)]
    dossier = "\n".join(["item,document,text,level", *rows]).encode()
    nation, opened = journey.by("nation", now), []
    for _ in range(definition.panel.common.cases):
        read = common_dossier.read(dossier, definition)
        made = common_actions.bring(cycle, read, by=nation, now=now)
        common_actions.open_for_rating(made, cycle, by=nation, now=now)
        opened.append((made, journey))
    rate_all(journey.part.overseer, opened, now)


def one_step_from(stage: Stage, item: str) -> str:
    """The words of the level below the agreed one; above it when it is the lowest."""

    def ask() -> str:
        case = stage.journey.case
        definition = definition_of(case)
        rank = int(held([case.id])[(case.id, item)].final.value)
        scale = definition.scales[definition.elements[definition.items[item].element].scale]
        wanted = str(rank - 1 if rank > 1 else rank + 1)
        return next(level.title for level in scale.values if level.key == wanted)

    words: str = stage.read(ask)
    return words


def sign_exception(page: Page, move: str, why: str) -> None:
    """Sign the exception that this move of the case needs."""
    section = page.get_by_role("region", name=move, exact=True)
    section.locator("summary", has_text="Sign an exception").first.click()
    section.get_by_label("Why?").first.fill(why)
    section.get_by_role("button", name="Sign").first.click()
    expect(page.locator("#notices")).to_contain_text("Your signature is kept.")
