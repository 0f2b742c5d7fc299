"""The dossier of a common case: the passages that bear on each item, from a case or a file, without names."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from wccflow.base.errors import Refused
from wccflow.base.tables import rows_of
from wccflow.base.work import session
from wccflow.calibration.common_rules import items_rated, names_to_hide, scale_rated, without_names
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.evidence import queries as evidence
from wccflow.people.models import Alias
from wccflow.ratings import queries as ratings
from wccflow.ratings.rules import CITING

Entry = dict[str, Any]
Dossier = dict[str, list[Entry]]

COLUMNS = ("item", "document", "text")
MOST_PASSAGES = 2_000
MOST_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file holds: the passages of each item, and the agreed level of those that tell it."""

    dossier: Dossier
    levels: dict[str, str]


def dossier_of(case: Case) -> Dossier:
    """What the organisation and its reviewers cite of the case's documents for each item, whole passages."""
    definition = definition_of(case)
    items = items_rated(definition)
    cited = ratings.citations([case.id], channels=CITING, items=items)
    rows = evidence.passages({(each.version_id, each.passage) for each in cited})
    titles = {
        each.version.id: definition.slots[each.slot].title
        for each in evidence.fillings([case.id])
        if each.slot in definition.slots
    }
    found: Dossier = {item: [] for item in items}
    for each in cited:
        row = rows.get((each.version_id, each.passage))
        entry = {
            "document": titles.get(each.version_id, ""),
            "heading": each.heading or "",
            "page": each.page,
            "text": row.text if row else each.quote,
        }
        if entry not in found[each.item]:
            found[each.item].append(entry)
    return {item: entries for item, entries in found.items() if entries}


def hidden_of(case: Case) -> list[str]:
    """The names and codes of the organisation and its overseer, which would tell whose dossier it is."""
    definition = definition_of(case)
    names = [name for mine in names_of([case]).values() for name in mine]
    return names_to_hide(names, [definition.word("organisation"), definition.word("overseer")])


def names_of(cases: Sequence[Case]) -> dict[UUID, list[str]]:
    """By organisation and overseer of these cases every name and code that it bears. One query."""
    places = {each.id: each for case in cases for each in (case.organisation, case.overseer)}
    found = {key: [each.name, each.code] for key, each in places.items()}
    for row in session().scalars(select(Alias).where(Alias.organisation_id.in_(places))):
        found[row.organisation_id].append(row.name)
    return found


def shown(dossier: Mapping[str, Sequence[Entry]], hidden: Sequence[str]) -> Dossier:
    """The dossier as raters read it."""
    return {
        item: [
            {**each, **{key: without_names(each[key], hidden) for key in ("document", "heading", "text")}}
            for each in entries
        ]
        for item, entries in dossier.items()
    }


def read(content: bytes, definition: Definition) -> Brought:
    """A brought dossier: rows of item, document, text and, where known, heading, page and level.

    Raises Refused with every fault.
    """
    found = [(place, cells) for place, cells, _ in rows_of(content, COLUMNS, most_rows=MOST_PASSAGES)]
    return _checked(found, definition)


def _checked(rows: Sequence[tuple[int, Mapping[str, str]]], definition: Definition) -> Brought:
    items, scale = items_rated(definition), scale_rated(definition)
    levels = [each.key for each in scale.values] if scale else []
    dossier: Dossier = {}
    told: dict[str, str] = {}
    faults: list[str] = []
    for place, row in rows:
        cells = {name: row.get(name, "").strip() for name in (*COLUMNS, "heading", "page", "level")}
        faults += _faults(place, cells, items, levels)
        page = int(cells["page"]) if cells["page"].isdecimal() else None
        entry = {"document": cells["document"], "heading": cells["heading"], "page": page}
        dossier.setdefault(cells["item"], []).append({**entry, "text": cells["text"]})
        if cells["level"]:
            told[cells["item"]] = cells["level"]
    if faults:
        more = len(faults) - MOST_FAULTS
        raise Refused(*faults[:MOST_FAULTS], *([f"There are {more} more faults."] if more > 0 else []))
    return Brought({item: dossier[item] for item in items if item in dossier}, told)


def _faults(
    place: int, cells: Mapping[str, str], items: Collection[str], levels: Collection[str]
) -> list[str]:
    empty = [name for name in COLUMNS if not cells[name]]
    if empty:
        return [f"Row {place}, {', '.join(empty)}: nothing is given."]
    if cells["item"] not in items:
        return [f"Row {place}, item: “{cells['item'][:20]}” is not rated in levels by panels."]
    if cells["level"] and cells["level"] not in levels:
        return [f"Row {place}, level: “{cells['level'][:20]}” is not on the scale."]
    return []
