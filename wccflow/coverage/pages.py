"""What the pages of coverage show, gathered for one person."""

from typing import Any

from wccflow.base.errors import NotFound
from wccflow.coverage import queries, rules
from wccflow.coverage.matrix import Matrix, matrix_of
from wccflow.coverage.queries import Claim
from wccflow.coverage.suggesting import put_aside, suggestions
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import Item
from wccflow.people.queries import names
from wccflow.people.rights import Reach, can
from wccflow.ratings.rules import DOCUMENTS, SELF, STANCES, item_in_words, takes

Shown = dict[str, Any]


def matrix(case: Case, reach: Reach, show: str) -> Shown:
    """The matrix under one filter, with the ways to the other filters."""
    found = matrix_of(case, reach)
    return {
        "case": case,
        "matrix": found,
        "show": show,
        "bands": found.shown(show),
        "filters": [
            (words, f"{case.address}/coverage?show={key}", found.count(key), key == show)
            for key, words in rules.FILTERS.items()
            if (key != rules.UNVERIFIED or found.sees_reviews) and (key != rules.SAID or found.answers)
        ],
        "totals": [
            (rules.STATES[state], rules.TONES[state], found.totals[state], rules.MEANINGS[state])
            for state in (
                rules.VERIFIED,
                rules.CLAIMED,
                rules.CONTRADICTED,
                rules.SAID,
                rules.ABSENT,
                rules.NONE,
            )
            if state in (rules.CLAIMED, rules.CONTRADICTED, rules.NONE)
            or (bool(found.answers) if state == rules.SAID else found.sees_reviews)
        ],
    }


def one_item(case: Case, reach: Reach, key: str) -> Shown:
    """One item: every passage cited for it by document, what is found in it, and what may show it."""
    item, found = _item(case, key), matrix_of(case, reach)
    lines = [line.row.item for line in found.lines]
    place = lines.index(key)
    claims = [each for each in found.claims if each.citation.item == key]
    people = [each.citation.by_id for each in claims] + [
        each.verdict.by_id for each in claims if each.verdict
    ]
    return {
        "case": case,
        "item": item,
        "title": item_in_words(definition_of(case), key),
        "line": found.lines[place],
        "matrix": found,
        "papers": _papers(found, claims, item),
        "before": lines[place - 1] if place else "",
        "after": lines[place + 1] if place + 1 < len(lines) else "",
        "people": names(people),
        "stances": STANCES,
        "cited_answers": [each for each in found.answers if each.citation.item == key],
        "states": rules.STATES,
        "tones": rules.TONES,
        **_suggested(case, reach, item),
    }


def suggested(case: Case, reach: Reach, key: str) -> Shown:
    """The passages suggested for one item alone."""
    item = _item(case, key)
    title = item_in_words(definition_of(case), key)
    return {
        "case": case,
        "item": item,
        "title": title,
        "stances": STANCES,
        **_suggested(case, reach, item),
    }


def channel_of(case: Case, reach: Reach, key: str) -> str:
    """The channel by which this person cites passages for the item now; empty when by none."""
    definition = definition_of(case)
    element = definition.elements[_item(case, key).element]
    for channel, ability in ((SELF, "rate_self"), (DOCUMENTS, "rate_documents")):
        may = can(reach, ability, place=case.place, definition=definition, state=case.state)
        if may and takes(element, channel):
            return channel
    return ""


def _suggested(case: Case, reach: Reach, item: Item) -> Shown:
    channel = channel_of(case, reach, item.key)
    return {
        "suggestions": suggestions(case, item, reach, channel=channel),
        "aside": put_aside(case, item.key, reach, channel=channel) if channel else [],
        "cites": bool(channel),
    }


def _papers(found: Matrix, claims: list[Claim], item: Item) -> list[tuple[Any, list[Claim], bool]]:
    """Each document with what is cited of it for the item, and whether it is one that often shows it."""
    papers = [
        (column, [each for each in claims if column.slot in each.slots], column.slot in item.slots)
        for column in found.columns
    ]
    return [each for each in papers if each[1] or each[2]]


def _item(case: Case, key: str) -> Item:
    definition = definition_of(case)
    if key not in queries.items_of(definition):
        raise NotFound
    return definition.items[key]
