"""The panel's report as a Word file."""

from collections.abc import Callable, Mapping

from wccflow.cycles.paper import Paper
from wccflow.panels.report_content import Block, RatedElement, RatedItem, Report

NOT_YET = "Not written yet."


def written(report: Report) -> bytes:
    """The report's bytes."""
    held = f" · panel day {report.held_on.day} {report.held_on:%B %Y}" if report.held_on else ""
    paper = Paper(
        f"{report.heading}: {report.organisation}",
        subtitle=f"{report.cycle} · {report.overseer}{held}",
        demonstration=report.demonstration,
    )
    for block in report.blocks:
        _BLOCKS[block.kind](paper, report, block)
    return paper.content()


def difference(item: RatedItem) -> str:
    """How the organisation's own rating differs from the panel's, in words."""
    steps = item.steps or 0
    where = "above" if steps > 0 else "below"
    return f"{abs(steps)} {where} the panel"


def _salutation(paper: Paper, report: Report, block: Block) -> None:
    if block.title:
        paper.heading(block.title)
    paper.say(report.salutation)


def _parts(paper: Paper, report: Report, block: Block) -> None:
    for part in block.parts:
        paper.heading(part.heading)
        paper.say(part.text or NOT_YET)


def _told(paper: Paper, report: Report, block: Block) -> None:
    for element in report.told:
        paper.heading(element.title)
        for item in element.items:
            paper.heading(item.title, 2)
            paper.say(item.text)
            if item.sources:
                paper.say(f"Rests on: {'; '.join(item.sources)}.")


def _glances(paper: Paper, report: Report, block: Block) -> None:
    paper.heading(block.title)
    for element in report.elements:
        paper.table((element.title, "Ratings"), element.glance.rows)


def _differing(paper: Paper, report: Report, block: Block) -> None:
    paper.heading(block.title)
    if not report.differing:
        paper.say(block.empty)
        return
    rows = [(each.title, each.own, each.level, difference(each), each.reason) for each in report.differing]
    paper.table(("Item", "Self-assessment", "Panel", "Difference", "Why"), rows)


def _recommendations(paper: Paper, report: Report, block: Block) -> None:
    paper.heading(block.title)
    written_ones = [part for part in block.parts if part.title or part.text]
    if not written_ones:
        paper.say(NOT_YET)
    for part in written_ones:
        paper.heading(f"{part.heading}: {part.title}", 2)
        paper.say(part.text)


def _ratings(paper: Paper, report: Report, block: Block) -> None:
    for element in report.elements:
        _element(paper, element)


def _element(paper: Paper, element: RatedElement) -> None:
    paper.heading(element.title)
    for group in element.groups:
        if group.title:
            paper.heading(f"{group.title}: {group.level}" if group.level else group.title, 2)
        rows = [
            (
                each.title,
                each.level,
                each.reason + "".join(f"\nNot shared by {words}" for words in each.dissent),
            )
            for each in group.items
        ]
        paper.table(("Item", "Rating", "Why"), rows)


def _attendance(paper: Paper, report: Report, block: Block) -> None:
    paper.heading(block.title)
    paper.table(("Name", "Seat", "Part"), report.present)
    for name, seat, why in report.absent:
        paper.say(f"Absent: {name}, {seat}. {why}")


_BLOCKS: Mapping[str, Callable[[Paper, Report, Block], None]] = {
    "salutation": _salutation,
    "part": _parts,
    "glance": _glances,
    "differing": _differing,
    "recommendations": _recommendations,
    "narratives": _parts,
    "told": _told,
    "ratings": _ratings,
    "panel": _attendance,
}
