"""What the pages of lines of sight show, gathered for one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import LineOfSight, Step
from wccflow.engine.definition import Definition
from wccflow.evidence import following
from wccflow.line_of_sight import queries
from wccflow.line_of_sight.acts import channel_for, is_frozen
from wccflow.line_of_sight.cards import counted_in, items_word
from wccflow.line_of_sight.hanging import hanging_of
from wccflow.line_of_sight.models import Line, StepFinding, StepPassage
from wccflow.line_of_sight.rules import (
    DOES_NOT_FOLLOW,
    Drawn,
    Wanting,
    is_whole,
    joined,
    missing,
    shortened,
    wanting,
    without_line,
)
from wccflow.line_of_sight.subjects import address_of
from wccflow.people.queries import names
from wccflow.people.rights import Reach, can
from wccflow.ratings.channels import sees_drafts
from wccflow.ratings.rules import ABILITY_OF, DOCUMENTS, SELF

SHOWN, MISSING, BROKEN = "shown", "missing", "broken"


@dataclass(frozen=True, slots=True)
class Said:
    """One passage in a cell: its words, where it stands now, and what happened to it in a later version."""

    row: StepPassage
    where: str
    address: str
    note: str = ""

    @property
    def words(self) -> str:
        """The words, shortened."""
        return shortened(self.row.quote)


@dataclass(frozen=True, slots=True)
class Cell:
    """One step of one line."""

    step: Step
    passages: Sequence[Said]
    item: str
    finding: StepFinding | None
    threads: int
    subject: str
    address: str

    @property
    def is_missing(self) -> bool:
        """Whether nothing shows the step: no passage, or no item where it names one."""
        return not (self.item if self.step.names else self.passages)

    @property
    def state(self) -> str:
        """shown, missing or broken: a reviewer found that it does not follow."""
        if self.finding is not None and self.finding.stance == DOES_NOT_FOLLOW:
            return BROKEN
        return MISSING if self.is_missing else SHOWN

    @property
    def brief(self) -> str:
        """The cell in a few words, for the picture."""
        if self.item:
            return self.item
        return self.passages[0].row.quote if self.passages and not self.step.names else "not shown"


@dataclass(frozen=True, slots=True)
class Row:
    """One line with its cells in order."""

    line: Line
    cells: Sequence[Cell]
    drawn: Drawn
    is_whole: bool
    is_mine: bool
    lacks: str

    @property
    def address(self) -> str:
        """The path of the line's own page."""
        return address_of(self.line)


@dataclass(frozen=True, slots=True)
class Overview:
    """Every line that the person may read, and what is missing in them as a whole."""

    sight: LineOfSight
    rows: Sequence[Row]
    wanting: Sequence[Wanting]
    unled: dict[str, str]
    summary: str
    items: dict[str, str]
    item_word: str
    sees: bool


def overview(case: Case, reach: Reach) -> Overview:
    """The lines of a case as this person sees them, in a constant number of queries.

    Who may not read the organisation's work yet gets counts, and no word of what is missing.
    """
    sight, items = definition_of(case).line_of_sight, queries.chosen_items(case)
    rows = rows_of(case, queries.lines([case.id], reach), reach)
    said, word = counted_in(case).say, items_word(case, 1)
    if not (rows or sees_drafts(case, reach) or channel_for(case, reach) == DOCUMENTS):
        return Overview(sight, [], [], {}, said, {}, word, sees=False)
    drawn = [row.drawn for row in rows]
    unled = {key: items[key] for key in without_line(items, drawn)} if sight.naming else {}
    return Overview(sight, rows, wanting(drawn, sight), unled, said, items, word, sees=True)


def page_of_all(case: Case, reach: Reach) -> dict[str, Any]:
    """What the page of all lines shows."""
    found, channel = overview(case, reach), channel_for(case, reach)
    withdrawn = queries.lines([case.id], reach, withdrawn=True)
    return {
        "case": case,
        "overview": found,
        "sight": found.sight,
        "draws": channel,
        "choices": [("", "None yet"), *found.items.items()],
        "withdrawn": [each for each in withdrawn if each.channel == channel],
        "people": names({row.line.by_id for row in found.rows}),
        "frozen": may(case, reach, ABILITY_OF[SELF]) and is_frozen(case),
    }


def rows_of(case: Case, lines: Sequence[Line], reach: Reach) -> list[Row]:
    """These lines with what shows their steps, as far as the person may read it."""
    definition = definition_of(case)
    shown = queries.passages([line.id for line in lines], reach)
    found = queries.findings([line.id for line in lines], reach)
    keys = [queries.subject_of(line.id, step) for line in lines for step in definition.line_of_sight.steps]
    threads, items = queries.threads(keys, reach), queries.chosen_items(case)
    drawn = queries.drawn(lines, shown, found, definition, items)
    said, channel = _said(definition, lines, shown, reach), channel_for(case, reach)
    rows = []
    for line, each in zip(lines, drawn, strict=True):
        cells = [
            _cell(line, step, said, items, found.get((line.id, step.key)), threads)
            for step in definition.line_of_sight.steps.values()
        ]
        rows.append(_row(line, cells, each, definition.line_of_sight, is_mine=line.channel == channel))
    return rows


def may(case: Case, reach: Reach, ability: str) -> bool:
    """Whether the person may do this here and now."""
    return can(reach, ability, place=case.place, definition=definition_of(case), state=case.state)


def _row(line: Line, cells: Sequence[Cell], drawn: Drawn, sight: LineOfSight, *, is_mine: bool) -> Row:
    absent = [sight.steps[key].title.lower() for key in missing(drawn, sight)]
    return Row(line, cells, drawn, is_whole(drawn, sight), is_mine, joined(absent))


def _cell(
    line: Line,
    step: Step,
    said: dict[tuple[UUID, str], list[Said]],
    items: dict[str, str],
    finding: StepFinding | None,
    threads: dict[str, int],
) -> Cell:
    subject = queries.subject_of(line.id, step.key)
    item = items.get(line.item or "", "") if step.names else ""
    passages = said.get((line.id, step.key), [])
    return Cell(step, passages, item, finding, threads[subject], subject, address_of(line, step.key))


def _said(
    definition: Definition, lines: Sequence[Line], shown: Sequence[StepPassage], reach: Reach
) -> dict[tuple[UUID, str], list[Said]]:
    by_id = {line.id: line for line in lines}
    places = following.of([hanging_of(row, by_id[row.line_id]) for row in shown], reach)
    homes = queries.documents({place.version_id for place in places.values()})
    found: dict[tuple[UUID, str], list[Said]] = {}
    for row in shown:
        place = places[row.id]
        slot, version = homes[place.version_id]
        title = definition.slots[slot].title if slot in definition.slots else slot
        page = f", page {row.page}" if row.page and place.version_id == row.version_id else ""
        address = f"/evidence/{place.version_id}/passages/{place.passage}"
        said = Said(row, f"{title}, {version}{page}", address, _note(place))
        found.setdefault((row.line_id, row.step), []).append(said)
    return found


def _note(place: following.Standing) -> str:
    if place.waits:
        return "its words have changed in a later version"
    return "it is gone from a later version" if place.is_lost else ""
