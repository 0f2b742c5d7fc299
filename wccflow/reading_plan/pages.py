"""What the pages of a reading plan show, gathered for the person whose plan it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from wccflow.base.errors import NotFound
from wccflow.coverage.matrix import mine_of
from wccflow.coverage.queries import items_of
from wccflow.cycles.models import Case
from wccflow.cycles.queries import cases_for, definition_of
from wccflow.engine.content import Element
from wccflow.evidence.models import PassageRow, Version
from wccflow.evidence.rules import blocks
from wccflow.people.rights import Reach, holds
from wccflow.ratings.rules import item_in_words, sheet_elements
from wccflow.reading_plan import queries, rules
from wccflow.reading_plan.models import ReadingEntry, ReadingPlan
from wccflow.review.assigning import assigned

Shown = dict[str, Any]
RATING = ("rate_self", "rate_documents", "rate_panel")


@dataclass(frozen=True, slots=True)
class Told:
    """One stretch as pages tell it."""

    entry: ReadingEntry
    version: Version
    case: Case
    document: str
    why: Sequence[str]
    threads: Sequence[str]

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return rules.minutes_of(self.entry.words)

    @property
    def where(self) -> str:
        """Version and page."""
        page = f", page {self.entry.page}" if self.entry.page else ""
        return f"{self.version.called}{page}"

    @property
    def reader(self) -> str:
        """The path at which the document is open there, with the way through the plan beside it."""
        key = self.entry.key
        way = f"&plan={self.entry.plan_id}&entry={self.entry.number}"
        return f"/evidence/{self.entry.version_id}?from={key}{way}#{key}"

    @property
    def lit(self) -> set[int]:
        """The places of the passages for which it is on the plan."""
        return {each["at"] for each in self.entry.why}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a plan has come."""

    plan: ReadingPlan
    told: Sequence[Told]
    organisation: str

    @property
    def address(self) -> str:
        """The path of the plan."""
        return f"/reading-plan/{self.plan.id}"

    @property
    def open(self) -> list[Told]:
        """What is still to be read."""
        return [each for each in self.told if each.entry.is_open]

    @property
    def minutes(self) -> int:
        """How long everything on it takes."""
        return sum(each.minutes for each in self.told)

    @property
    def minutes_left(self) -> int:
        """How long what is still to be read takes."""
        return sum(each.minutes for each in self.open)

    @property
    def next(self) -> Told | None:
        """Where the person goes on."""
        return self.after(max((each.entry.number for each in self.told if not each.entry.is_open), default=0))

    @property
    def where(self) -> str:
        """How far it has come, in words."""
        if not self.told:
            return "Its documents are no longer open to you."
        if not self.open:
            return "All of it is read or left out."
        left = rules.in_words(self.minutes_left)
        if len(self.open) == len(self.told) or self.next is None:
            return f"Not begun. It takes {left}."
        return f"You stopped at “{self.next.entry.title}”, {left} left."

    def after(self, number: int) -> Told | None:
        """The next stretch to read after this one, and then from the beginning."""
        later = [each for each in self.open if each.entry.number > number]
        return next(iter(later or self.open), None)

    def before(self, number: int) -> Told | None:
        """The stretch before this one, read or not."""
        return next((each for each in reversed(self.told) if each.entry.number < number), None)

    def at(self, number: int) -> Told:
        """The stretch of this number. Raises NotFound."""
        found = next((each for each in self.told if each.entry.number == number), None)
        if found is None:
            raise NotFound
        return found

    def by_document(self) -> list[tuple[str, list[Told]]]:
        """The stretches below their documents."""
        named = groupby(self.told, key=lambda each: f"{each.document}, {each.case.organisation.name}")
        return [(words, list(group)) for words, group in named]


def progress_of(plan: ReadingPlan, reach: Reach) -> Progress:
    """How far one plan has come."""
    return _progress([plan], reach)[0]


def one_case(case: Case, reach: Reach) -> Shown:
    """The plans of a case, and the form for a new one."""
    definition = definition_of(case)
    mine = mine_of(case, reach)
    rates = _rates(case, reach)
    return {
        "case": case,
        "plans": _progress(queries.plans(reach, case.id), reach),
        "choices": rules.CHOICES,
        "pace": rules.WORDS_A_MINUTE,
        "elements": [_options(case, element) for element in sheet_elements(definition)],
        "mine": mine,
        "all": rates,
        "whose": "mine" if mine and not rates else "all",
    }


def across(reach: Reach) -> Shown:
    """The plans of all cases, and the form for one across several."""
    cases = [case for case in cases_for(reach) if _rates(case, reach)]
    given = assigned([case.id for case in cases])
    mine = {case.id for case in cases if any(each.person_id == reach.person_id for each in given[case.id])}
    if not mine and len(cases) == 1:
        mine = {cases[0].id}
    return {
        "plans": _progress(queries.plans(reach), reach),
        "choices": rules.CHOICES,
        "pace": rules.WORDS_A_MINUTE,
        "cases": cases,
        "given": [str(each) for each in mine],
    }


def begun(reach: Reach, cases: Sequence[Case]) -> Progress | None:
    """The newest plan of which something is still to be read, if it is of one of these cases."""
    here = {str(case.id) for case in cases}
    mine = [each for each in queries.plans(reach) if here.intersection(each.items)]
    return next((each for each in _progress(mine[:1], reach) if each.open), None)


def newest(case: Case, reach: Reach) -> Progress | None:
    """The newest plan of the person for one case."""
    return next(iter(_progress(queries.plans(reach, case.id)[:1], reach)), None)


def items_asked(case: Case, reach: Reach, whose: str, ticked: Sequence[str]) -> list[str]:
    """The items that a person asks to read for: all, those that are hers, or those ticked."""
    every = items_of(definition_of(case))
    wanted = {"mine": lambda: mine_of(case, reach), "ticked": lambda: set(ticked)}.get(whose)
    return every if wanted is None else [item for item in every if item in wanted()]


def drawn(rows: Sequence[PassageRow]) -> Shown:
    """The passages of a stretch as they are drawn."""
    return {"blocks": blocks(rows), "pages": {row.key: row.page for row in rows}}


def _rates(case: Case, reach: Reach) -> bool:
    definition = definition_of(case)
    return any(holds(reach, ability, place=case.place, definition=definition) for ability in RATING)


def _options(case: Case, element: Element) -> tuple[Element, list[tuple[str, str]]]:
    definition = definition_of(case)
    return element, [(item, item_in_words(definition, item)) for item in element.items]


def _progress(plans: Sequence[ReadingPlan], reach: Reach) -> list[Progress]:
    """How far these plans have come, in constant queries."""
    found = queries.entries([each.id for each in plans], reach)
    cases = {case.id: case for case in cases_for(reach)}
    return [
        Progress(
            each,
            [_told(entry, version, cases) for entry, version in found[each.id] if entry.case_id in cases],
            _organisation(each, cases),
        )
        for each in plans
    ]


def _organisation(plan: ReadingPlan, cases: Mapping[UUID, Case]) -> str:
    if plan.case_id is not None and plan.case_id in cases:
        return cases[plan.case_id].organisation.name
    return f"{len(plan.items)} cases" if len(plan.items) != 1 else "one case"


def _told(entry: ReadingEntry, version: Version, cases: Mapping[UUID, Case]) -> Told:
    case = cases[entry.case_id]
    definition = definition_of(case)
    why = [
        rules.reason_in_words(
            each["kind"],
            item_in_words(definition, each["item"]) if each["item"] in definition.items else "",
            each["since"] if isinstance(each["since"], str) else "",  # older plans counted drafts
        )
        for each in sorted(entry.why, key=lambda each: (-rules.WEIGHTS[each["kind"]], each["rank"]))
    ]
    threads = [f"/threads/{each['thread']}" for each in entry.why if each["thread"]]
    document = definition.slots[entry.slot].title if entry.slot in definition.slots else entry.slot
    return Told(entry, version, case, document, list(dict.fromkeys(why)), list(dict.fromkeys(threads)))
