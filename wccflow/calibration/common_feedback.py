"""Feedback to those who rated a common case, once all are in: what they gave beside what was agreed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any
from uuid import UUID

from wccflow.base.errors import NotFound
from wccflow.calibration import common_queries as queries
from wccflow.calibration.common_models import CommonCase, CommonSheet
from wccflow.calibration.common_rules import (
    agreed_rank,
    items_rated,
    leaning,
    leaning_in_words,
    scale_rated,
)
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Cycle
from wccflow.cycles.queries import cases_for
from wccflow.engine.definition import Definition
from wccflow.engine.vocabulary import Scale
from wccflow.people.rights import Reach
from wccflow.ratings import queries as ratings
from wccflow.ratings.rules import PANEL, item_in_words

Ranks = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Feedback:
    """One item once all are in: what one gave, what one's region and all gave on average, what was agreed."""

    item: str
    title: str
    mine: str
    region: str
    all: str
    agreed: str


@dataclass(frozen=True, slots=True)
class Given:
    """What was given of a common case: by oneself, by one's region, by all; and what is agreed of it."""

    own: Ranks
    region: Sequence[Ranks]
    everybody: Sequence[Ranks]
    agreed: Ranks
    is_agreed: bool


def feedback_page(cycle: Cycle, common: CommonCase, reach: Reach) -> dict[str, Any]:
    """What was given and agreed, once every overseer's ratings are in. Raises NotFound before."""
    regions = queries.regions_of(cases_for(reach, cycle.id), reach)
    mine = queries.sheet_of(common, reach.person_id)
    took_part = mine is not None and mine.handed_in_at is not None
    if not queries.standing_of(cycle).are_all_in:
        raise NotFound
    if not (queries.names_them(cycle, reach) or regions or took_part):
        raise NotFound
    definition = pinned(cycle.digest)
    given = _given(common, mine, mine.overseer_id if mine else min(regions, default=None), definition)
    return {
        "cycle": cycle,
        "common": common,
        "lines": list(_lines(definition, given)),
        "said": leaning_in_words(leaning(given.own, given.agreed)) if given.own else "",
        "is_agreed": given.is_agreed,
        "took_part": bool(given.own),
        "has_region": bool(given.region),
    }


def _given(
    common: CommonCase, mine: CommonSheet | None, region: UUID | None, definition: Definition
) -> Given:
    sheets = [each for each in queries.sheets([common.id]) if each.handed_in_at]
    ranks, levels = _ranks(sheets, scale_rated(definition)), _told_levels(common, definition)
    everybody = list(ranks.values())
    return Given(
        own=ranks.get(mine.id, {}) if mine else {},
        region=[ranks[each.id] for each in sheets if each.overseer_id == region],
        everybody=everybody,
        agreed=_agreed(levels, everybody, definition),
        is_agreed=bool(levels),
    )


def _lines(definition: Definition, given: Given) -> Iterator[Feedback]:
    scale = scale_rated(definition)
    titles = {each.rank: each.title for each in scale.values} if scale else {}
    for item in items_rated(definition):
        yield Feedback(
            item=item,
            title=item_in_words(definition, item),
            mine=titles.get(given.own.get(item, -1), ""),
            region=_mean([each[item] for each in given.region if item in each]),
            all=_mean([each[item] for each in given.everybody if item in each]),
            agreed=titles.get(given.agreed.get(item, -1), ""),
        )


def _ranks(sheets: Sequence[CommonSheet], scale: Scale | None) -> dict[UUID, dict[str, int]]:
    """What each sheet gives each item."""
    rank_of = {each.key: each.rank for each in scale.values} if scale else {}
    given = queries.given([each.id for each in sheets])
    return {
        each.id: {item: rank_of[row.value] for item, row in given[each.id].items() if row.value in rank_of}
        for each in sheets
    }


def _told_levels(common: CommonCase, definition: Definition) -> dict[str, int]:
    """The levels that somebody has agreed: the case's own panel, or whoever brought the dossier."""
    scale, levels = scale_rated(definition), dict(common.levels)
    if common.case_id:
        agreed = ratings.current([common.case_id], channels=[PANEL], items=items_rated(definition))
        levels |= {row.item: row.value for row in agreed}
    rank_of = {each.key: each.rank for each in scale.values} if scale else {}
    return {item: rank_of[level] for item, level in levels.items() if level in rank_of}


def _agreed(levels: Ranks, given: Sequence[Ranks], definition: Definition) -> dict[str, int]:
    """What was agreed of each item, or where nobody has, the middle of what all gave."""
    middles = {
        item: agreed_rank([each[item] for each in given if item in each]) for item in items_rated(definition)
    }
    return {item: rank for item, rank in middles.items() if rank is not None} | dict(levels)


def _mean(ranks: Sequence[int]) -> str:
    return f"{fmean(ranks):.1f}" if ranks else ""
