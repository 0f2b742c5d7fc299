"""What the page of one line shows: each step with its passages, suggestions, findings and threads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence import queries as evidence
from wccflow.evidence.models import Version
from wccflow.line_of_sight import queries
from wccflow.line_of_sight.acts import channel_for, sight_of
from wccflow.line_of_sight.cards import items_word, page_of
from wccflow.line_of_sight.models import Line
from wccflow.line_of_sight.rules import STANCES
from wccflow.line_of_sight.shown import Cell, may, rows_of
from wccflow.line_of_sight.suggesting import Suggestion, suggestions
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.ratings.rules import ABILITY_OF, DOCUMENTS
from wccflow.review.models import Thread
from wccflow.review.topics import Topic, topics

NEW = "new"  # in the choice of a line: one that is still to be drawn


@dataclass(frozen=True, slots=True)
class Section:
    """One step on the page of its line."""

    cell: Cell
    suggestions: Sequence[Suggestion]
    threads: Sequence[Topic]
    documents: Sequence[str]

    @property
    def key(self) -> str:
        """The name of the step, and of its place on the page."""
        return self.cell.step.key


def page_of_line(case: Case, line: Line, reach: Reach) -> dict[str, Any]:
    """One line with everything about each of its steps."""
    sight = sight_of(case)
    row = rows_of(case, [line], reach)[0]
    items, draws = queries.chosen_items(case), row.is_mine and line.withdrawn_at is None
    return {
        "case": case,
        "line": line,
        "row": row,
        "all_lines": page_of(case),
        "sight_title": sight.title,
        "sections": _sections(case, line, row.cells, reach, draws=draws),
        "draws": draws,
        "restores": row.is_mine and line.withdrawn_at is not None,
        "finds": may(case, reach, ABILITY_OF[DOCUMENTS]) and line.withdrawn_at is None,
        "stances": list(STANCES.items()),
        "said": STANCES,
        "asks": may(case, reach, "comment"),
        "threads_address": f"{case.address}/threads",
        "choices": [("", "None yet"), *items.items()],
        "item_word": items_word(case, 1),
        "people": names([line.by_id, *(cell.finding.by_id for cell in row.cells if cell.finding)]),
    }


def page_of_choice(case: Case, version: Version, key: str, words: str, reach: Reach) -> dict[str, Any]:
    """The choice of a line and a step for words of a document; likelier steps come first."""
    sight, slot = sight_of(case), evidence.home(version).slot
    channel = channel_for(case, reach)
    mine = [each for each in queries.lines([case.id], reach) if each.channel == channel]
    steps = sorted(sight.steps.values(), key=lambda step: slot not in step.slots)
    return {
        "case": case,
        "sight": sight,
        "version": version,
        "quote": evidence.quote(version.id, key, words),
        "document": definition_of(case).slots[slot].title,
        "lines": [*((each.id, each.title) for each in mine), (NEW, "A new line")],
        "steps": [(step.key, f"{step.title}: {step.question}") for step in steps],
    }


def _sections(case: Case, line: Line, cells: Sequence[Cell], reach: Reach, *, draws: bool) -> list[Section]:
    hung = Thread.subject.in_([cell.subject for cell in cells])
    threads = topics(reach, [case], hung)
    shown = {each.row.passage for cell in cells for each in cell.passages}
    about = f"{line.title} {queries.chosen_items(case).get(line.item or '', '')}"
    wanting = [cell.step for cell in cells if not cell.passages] if draws else []
    suggested = suggestions(case, about, wanting, reach, without=shown)
    slots = definition_of(case).slots
    return [
        Section(
            cell,
            suggested.get(cell.step.key, ()),
            [each for each in threads if each.thread.subject == cell.subject],
            [slots[slot].title for slot in cell.step.slots if slot in slots],
        )
        for cell in cells
    ]
