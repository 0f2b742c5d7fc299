"""Every item beside every document, as one person may see it, in a constant number of queries."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from wccflow.base import clock
from wccflow.coverage import queries, rules
from wccflow.coverage.queries import Claim
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import Element, Item
from wccflow.engine.definition import Definition
from wccflow.evidence.dates import weakness
from wccflow.evidence.queries import Filled
from wccflow.evidence.slots import dates_of
from wccflow.people.rights import Reach, audience_tokens
from wccflow.ratings import queries as ratings
from wccflow.ratings.answers import CitedAnswer, cited_answers
from wccflow.ratings.channels import sees_drafts
from wccflow.ratings.rules import SELF, grouped, item_in_words, sheet_elements


@dataclass(frozen=True, slots=True)
class Cell:
    """What one document says of one item."""

    slot: str
    state: str
    count: int
    address: str
    of: str = "passages"

    @property
    def words(self) -> str:
        """The cell as it is read."""
        return rules.in_words(self.state, self.count, self.of)

    @property
    def tone(self) -> str:
        """The colour that repeats it."""
        return rules.TONES[self.state]


@dataclass(frozen=True, slots=True)
class Line:
    """One item with its cells, one for each document asked for, and what was said of it in sessions."""

    row: rules.Row
    group: str
    element: str
    cells: Sequence[Cell]
    said: Cell
    count: int

    @property
    def words(self) -> str:
        """How the item stands over all documents."""
        return rules.STATES[self.row.state]

    @property
    def tone(self) -> str:
        """The colour that repeats it."""
        return rules.TONES[self.row.state]


@dataclass(frozen=True, slots=True)
class Column:
    """One document: whether it is filed and where, and how much of it is cited."""

    slot: str
    title: str
    address: str
    passages: int
    items: int
    weak: str = ""  # why its dates make it weak evidence, in a sentence

    @property
    def is_filed(self) -> bool:
        """Whether there is one that the person may read."""
        return bool(self.address)


@dataclass(frozen=True)
class Matrix:
    """The whole picture."""

    columns: Sequence[Column]
    lines: Sequence[Line]
    elements: Sequence[Element]
    claims: Sequence[Claim]
    answers: Sequence[CitedAnswer]
    sees: bool
    sees_reviews: bool
    have: int
    total: int

    @cached_property
    def gaps(self) -> rules.Gaps:
        """What is missing, by name; slots by their titles."""
        titles = {each.slot: each.title for each in self.columns}
        filed = {each.slot for each in self.columns if each.is_filed}
        used = {each.slot for each in self.columns if each.passages}
        found = rules.gaps([line.row for line in self.lines], filed, used, list(titles))
        unfiled = [(titles[slot], rows) for slot, rows in found.unfiled]
        return rules.Gaps(
            found.without,
            found.said,
            found.unverified if self.sees_reviews else (),
            found.against,
            [titles[slot] for slot in found.unused],
            unfiled,
        )

    @property
    def items_said(self) -> int:
        """For how many items an answer of a session is cited."""
        return len({each.citation.item for each in self.answers})

    @cached_property
    def totals(self) -> Mapping[str, int]:
        """How many items stand in each state."""
        return Counter(line.row.state for line in self.lines)

    def shown(self, show: str) -> list[tuple[Element, list[tuple[str, list[Line]]]]]:
        """The lines of a filter, by element and below their groups; elements without any are left out."""
        found = []
        for element in self.elements:
            groups: dict[str, list[Line]] = {}
            for line in self.lines:
                if line.element == element.key and line.row.fits(show):
                    groups.setdefault(line.group, []).append(line)
            if groups:
                found.append((element, list(groups.items())))
        return found

    def count(self, show: str) -> int:
        """How many lines belong to a filter."""
        return sum(line.row.fits(show) for line in self.lines)


def matrix_of(case: Case, reach: Reach) -> Matrix:
    """The matrix of a case as this person may see it."""
    definition = definition_of(case)
    filled = queries.readable(case, reach)
    claims = queries.claims(case, reach, filled)
    answers = cited_answers([case.id], reach=reach)
    have, total = queries.counted([case])[case.id]
    mine = _mine(case, reach, claims)
    lines = [
        _line(case, definition, element, group, item, claims, answers, item.key in mine)
        for element in sheet_elements(definition)
        for group, items in grouped(definition, element)
        for item in items
    ]
    drafts, reviews = sees_drafts(case, reach), _reviews(case, reach, definition)
    return Matrix(
        columns=_columns(definition, filled, claims, clock.today()),
        lines=lines,
        elements=sheet_elements(definition),
        claims=claims,
        answers=answers,
        sees=drafts or not have or any(each.citation.channel == SELF for each in claims),
        sees_reviews=reviews,
        have=have,
        total=total,
    )


def mine_of(case: Case, reach: Reach) -> set[str]:
    """The items that this person rated, cited passages for, or read passages of."""
    return _mine(case, reach, queries.claims(case, reach, []))


def _mine(case: Case, reach: Reach, claims: Sequence[Claim]) -> set[str]:
    own = {each.item for each in ratings.ratings([case.id], reach=reach) if each.by_id == reach.person_id}
    own |= {each.citation.item for each in claims if each.citation.by_id == reach.person_id}
    return own | {
        each.citation.item for each in claims if each.verdict and each.verdict.by_id == reach.person_id
    }


def _reviews(case: Case, reach: Reach, definition: Definition) -> bool:
    """Whether the person belongs to those who read what reviewers find."""
    return bool(reach.tokens & audience_tokens(definition, definition.sharing["review"], case.place))


def _line(
    case: Case,
    definition: Definition,
    element: Element,
    group: Item | None,
    item: Item,
    claims: Sequence[Claim],
    answers: Sequence[CitedAnswer],
    is_mine: bool,
) -> Line:
    here = [each for each in claims if each.citation.item == item.key]
    cells = [_cell(case, item.key, slot, here) for slot in definition.slots]
    title = item_in_words(definition, item.key)
    said = _said(case, item.key, answers)
    state = rules.together([*(each.state for each in here), said.state])
    row = rules.Row(item.key, title, state, item.slots, is_mine)
    return Line(row, group.title if group else "", element.key, cells, said, len(here))


def _cell(case: Case, item: str, slot: str, claims: Sequence[Claim]) -> Cell:
    """One passage is one click away, several are one list away."""
    here = [each for each in claims if slot in each.slots]
    address = here[0].address if len(here) == 1 else f"{case.address}/coverage/{item}#{slot}" if here else ""
    return Cell(slot, rules.together(each.state for each in here), len(here), address)


def _said(case: Case, item: str, answers: Sequence[CitedAnswer]) -> Cell:
    """What the cited answers of sessions say of an item."""
    here = [each for each in answers if each.citation.item == item]
    address = here[0].answer.address if len(here) == 1 else f"{case.address}/coverage/{item}#answers"
    state = rules.together(rules.answered(each.citation.stance) for each in here)
    return Cell("", state, len(here), address if here else "", "answers")


def _columns(
    definition: Definition, filled: Sequence[Filled], claims: Sequence[Claim], on: date
) -> list[Column]:
    versions: dict[str, UUID] = {each.slot: each.version.id for each in filled}
    months = definition.dossier_checks.document_months
    weak = {each.slot: weakness(dates_of(each.version), on, months) for each in filled}
    found = []
    for slot in definition.slots.values():
        here = [each for each in claims if slot.key in each.slots]
        address = f"/evidence/{versions[slot.key]}" if slot.key in versions else ""
        items = {each.citation.item for each in here}
        found.append(Column(slot.key, slot.title, address, len(here), len(items), weak.get(slot.key, "")))
    return found
