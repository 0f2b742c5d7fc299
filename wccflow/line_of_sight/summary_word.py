"""The line of sight as a Word file for whoever discusses the plan as a whole."""

from wccflow.cycles.models import Case
from wccflow.cycles.paper import Paper
from wccflow.line_of_sight.rules import STANCES
from wccflow.line_of_sight.shown import Cell, Overview, Row


def summary_of(case: Case, overview: Overview) -> bytes:
    """The file's bytes: what is missing first, then each line step by step."""
    paper = Paper(
        f"{overview.sight.title}: {case.organisation.name}",
        subtitle=f"{case.cycle.title} · {overview.summary}",
        demonstration=case.cycle.demonstration,
    )
    if overview.sight.statement:
        paper.say(overview.sight.statement)
    paper.heading("What is missing")
    missing = missing_of(overview)
    paper.points(missing)
    if not missing:
        paper.say("Nothing: every line is whole.")
    for row in overview.rows:
        _line(paper, row)
    return paper.content()


def missing_of(overview: Overview) -> list[str]:
    """Everything that is missing, each in a sentence."""
    found = [f"No line leads to “{title}”." for title in overview.unled.values()]
    found += [f"“{row.line.title}” shows no {row.lacks}." for row in overview.rows if row.lacks]
    for row in overview.rows:
        found += [
            f"“{row.line.title}”: the {cell.step.title.lower()} does not follow. {cell.finding.why}"
            for cell in row.cells
            if cell.finding is not None and cell.state == "broken"
        ]
    return found


def _line(paper: Paper, row: Row) -> None:
    paper.heading(row.line.title)
    paper.table(("Step", "What shows it", "What was found"), [_cells(cell) for cell in row.cells])


def _cells(cell: Cell) -> tuple[str, str, str]:
    shown = [f"“{each.row.quote}” ({each.where})" for each in cell.passages]
    words = "\n".join([*([cell.item] if cell.item else []), *shown])
    found = cell.finding
    told = f"{STANCES[found.stance]}{': ' + found.why if found.why else ''}" if found else ""
    return cell.step.title, words or "Nothing shows this yet.", told
