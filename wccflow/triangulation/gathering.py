"""What each source says of the items of cases, read from the rooms in a constant number of queries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from sqlalchemy import select

from wccflow.base.models import Audience
from wccflow.base.work import session
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case
from wccflow.engine.definition import Definition
from wccflow.engine.vocabulary import Scale
from wccflow.partners.queries import items_of_question, views_of
from wccflow.partners.rules import questions
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import SELF, takes
from wccflow.triangulation.model import Table
from wccflow.triangulation.reading import errors_of
from wccflow.triangulation.rules import CHANNEL_OF, FOUR_LEVELS, PARTNERS
from wccflow.triangulation.told import Span

COMPARABLE = frozenset({"levels", "rag"})
SOURCE_OF = {channel: source for source, channel in CHANNEL_OF.items()}


@dataclass(frozen=True, slots=True)
class Figure:
    """What a source says of an item, and its standard error, in levels of a scale of four.

    `count` is of how many replies it is the mean; without an audience it is for all who see the case.
    """

    level: float
    error: float
    count: int = 0
    audience_id: UUID | None = None


Figures = Mapping[UUID, Mapping[tuple[str, str], Figure]]
"""By case, then by item and source."""


def compared(definition: Definition) -> list[str]:
    """The items that the organisation and somebody else rate on a scale with ranks, in order."""
    return [
        item
        for element in definition.elements.values()
        if definition.scales[element.scale].kind in COMPARABLE
        and takes(element, SELF)
        and len({*element.channels} & {"partners", "evidence", "panel"})
        for item in element.items
    ]


@lru_cache(maxsize=32)
def spans(digest: str) -> Mapping[str, Span]:
    """The span of each compared item's scale."""
    definition = pinned(digest)
    return {item: _span(_scale(definition, item)) for item in compared(definition)}


def figures_of(cases: Sequence[Case]) -> Figures:
    """What each source says of the items of these cases, none before a case is submitted."""
    found: dict[UUID, dict[tuple[str, str], Figure]] = {each.id: {} for each in cases}
    numbers: dict[tuple[UUID, str, str], int] = {}
    digests = {each.id: each.digest for each in cases}
    levels = {digest: _levels(digest) for digest in {*digests.values()}}
    errors = {digest: errors_of(pinned(digest).triangulation) for digest in levels}
    for case_id, item, channel, value, number, audience_id in _rated(cases):
        digest = digests[case_id]
        level = levels[digest].get((item, value))
        place = (case_id, item, channel)
        if level is None or numbers.get(place, 0) > number:
            continue
        numbers[place] = number
        source = SOURCE_OF[channel]
        found[case_id][item, source] = Figure(level, errors[digest][source], 0, audience_id)
    submitted = [each for each in cases if any(source == SELF for _, source in found[each.id])]
    for case_id, item, figure in _heard(submitted):
        found[case_id][item, PARTNERS] = figure
    open_ones = {each.id for each in submitted}
    return {case_id: mine if case_id in open_ones else {} for case_id, mine in found.items()}


def table_of(cases: Sequence[Case], figures: Figures, definition: Definition) -> Table:
    """The table of these cases with what is there of them."""
    items = compared(definition)
    counted = set(definition.triangulation.elements)
    groups = [definition.items[item].parent or definition.items[item].element for item in items]
    counts = [not counted or definition.items[item].element in counted for item in items]
    table = Table.silent([each.organisation.code for each in cases], items, groups, counts)
    column = {item: at for at, item in enumerate(items)}
    for row, case in enumerate(cases):
        for (item, source), figure in figures.get(case.id, {}).items():
            if item in column:
                table.values[source][row, column[item]] = figure.level
                table.errors[source][row, column[item]] = figure.error
    return table


def _rated(cases: Sequence[Case]) -> Iterator[tuple[UUID, str, str, str, int, UUID]]:
    """The ratings that count: of its own ratings an organisation's drafts do not."""
    drafts = {each.digest: pinned(each.digest).sharing for each in cases}
    own = {
        each.id: drafts[each.digest]["drafts"]
        for each in cases
        if drafts[each.digest].get("filed") != drafts[each.digest]["drafts"]
    }
    query = (
        select(
            Rating.case_id,
            Rating.item,
            Rating.channel,
            Rating.value,
            Rating.number,
            Rating.audience_id,
            Audience.key,
        )
        .join(Audience, Audience.id == Rating.audience_id)
        .where(Rating.case_id.in_([each.id for each in cases]), Rating.channel.in_(SOURCE_OF))
    )
    for case_id, item, channel, value, number, audience_id, key in session().execute(query):
        if channel != SELF or key != own.get(case_id):
            yield case_id, item, channel, value, number, audience_id


def _heard(cases: Sequence[Case]) -> Iterator[tuple[UUID, str, Figure]]:
    """What partners say, where enough of them have answered."""
    digests = {each.id: each.digest for each in cases}
    for (case_id, item), view in views_of(list(digests)).items():
        span = _asked(digests[case_id]).get(item)
        if span is None:
            continue
        error = view.sd * FOUR_LEVELS / span.steps / view.count**0.5
        floor = pinned(digests[case_id]).triangulation.error_halo
        yield case_id, item, Figure(span.in_levels(view.mean), max(error, floor), view.count)


@lru_cache(maxsize=32)
def _asked(digest: str) -> Mapping[str, Span]:
    """For each compared item the span of the scale on which partners are asked about it."""
    definition = pinned(digest)
    return {
        item: _span(asked.scale)
        for asked in questions(definition)
        for item in items_of_question(definition, asked.key)
        if item in spans(digest) and asked.scale.values
    }


@lru_cache(maxsize=32)
def _levels(digest: str) -> Mapping[tuple[str, str], float]:
    """What each value of each compared item is in levels of four."""
    definition = pinned(digest)
    return {
        (item, each.key): spans(digest)[item].in_levels(each.rank)
        for item in compared(definition)
        for each in _scale(definition, item).values
    }


def _span(scale: Scale) -> Span:
    ranks = [each.rank for each in scale.values]
    return Span(min(ranks), (max(ranks) - min(ranks)) or 1)


def _scale(definition: Definition, item: str) -> Scale:
    return definition.scales[definition.elements[definition.items[item].element].scale]
