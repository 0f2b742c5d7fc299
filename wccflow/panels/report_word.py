"""The panel's report as a Word file."""

from collections.abc import Sequence

from wccflow.cycles.paper import Paper
from wccflow.panels.narrated import ToldElement
from wccflow.panels.report import Part, RatedElement, RatedItem, Report


def written(report: Report) -> bytes:
    """The report's bytes."""
    held = f" · panel day {report.held_on.day} {report.held_on:%B %Y}" if report.held_on else ""
    paper = Paper(
        f"{report.heading}: {report.organisation}",
        subtitle=f"{report.cycle} · {report.overseer}{held}",
        demonstration=report.demonstration,
    )
    if report.has_panel:
        paper.heading("Thanks")
    paper.say(report.salutation)
    _parts(paper, report.first)
    if report.has_panel:
        _glances(paper, report)
        _differing(paper, report)
    if report.recommendations:
        _recommendations(paper, report)
    _parts(paper, report.narratives)
    for told in report.told:
        _told(paper, told)
    for element in report.elements:
        _element(paper, element)
    _parts(paper, report.last)
    if report.has_panel:
        _attendance(paper, report)
    return paper.content()


def difference(item: RatedItem) -> str:
    """How the organisation's own rating differs from the panel's, in words."""
    steps = item.steps or 0
    where = "above" if steps > 0 else "below"
    return f"{abs(steps)} {where} the panel"


def _parts(paper: Paper, parts: Sequence[Part]) -> None:
    for part in parts:
        paper.heading(part.heading)
        paper.say(part.text or "Not written yet.")


def _told(paper: Paper, element: ToldElement) -> None:
    paper.heading(element.title)
    for item in element.items:
        paper.heading(item.title, 2)
        paper.say(item.text)
        if item.sources:
            paper.say(f"Rests on: {'; '.join(item.sources)}.")


def _glances(paper: Paper, report: Report) -> None:
    if report.elements:
        paper.heading("The ratings at a glance")
    for element in report.elements:
        paper.table((element.title, "Ratings"), element.glance.rows)


def _differing(paper: Paper, report: Report) -> None:
    paper.heading("Where the self-assessment and the panel differ")
    if not report.differing:
        paper.say("The panel agreed with the self-assessment on every item that both rated.")
        return
    rows = [(each.title, each.own, each.level, difference(each), each.reason) for each in report.differing]
    paper.table(("Item", "Self-assessment", "Panel", "Difference", "Why"), rows)


def _recommendations(paper: Paper, report: Report) -> None:
    paper.heading("Recommendations")
    written_ones = [part for part in report.recommendations if part.title or part.text]
    if not written_ones:
        paper.say("Not written yet.")
    for part in written_ones:
        paper.heading(f"{part.heading}: {part.title}", 2)
        paper.say(part.text)


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


def _attendance(paper: Paper, report: Report) -> None:
    paper.heading("The panel")
    paper.table(("Name", "Seat", "Part"), report.present)
    for name, seat, why in report.absent:
        paper.say(f"Absent: {name}, {seat}. {why}")
