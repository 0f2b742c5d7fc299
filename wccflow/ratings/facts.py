"""What gates may ask of ratings: items with evidence, and the board's ratification."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import Element
from wccflow.engine.definition import Definition
from wccflow.engine.facts import Fact, Tally
from wccflow.evidence.models import Version
from wccflow.ratings.models import Citation, Ratification
from wccflow.ratings.rules import DOCUMENTS, SELF, assessed_in_words, rated_elements


def evidenced(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """How many items with levels the organisation shows by at least one passage that still stands."""
    shown = _cited(cases, SELF)
    return {case.id: _tally(case, _with_levels(definition_of(case)), shown) for case in cases}


def cited(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """How many items of which assessors write rest on at least one passage that still stands."""
    shown = _cited(cases, DOCUMENTS)
    return {case.id: _tally(case, assessed_in_words(definition_of(case)), shown) for case in cases}


def ratified(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """Whether the board has ratified, and the authors were not given it back since."""
    query = select(Ratification.case_id).where(
        Ratification.case_id.in_([case.id for case in cases]), Ratification.set_aside_at.is_(None)
    )
    found = set(session().scalars(query))
    return {case.id: case.id in found for case in cases}


def _cited(cases: Sequence[Case], channel: str) -> set[tuple[UUID, str]]:
    query = (
        select(Citation.case_id, Citation.item)
        .join(Version, Version.id == Citation.version_id)
        .where(Citation.case_id.in_([case.id for case in cases]), Citation.channel == channel)
        .where(Citation.withdrawn_at.is_(None), Version.withdrawn_at.is_(None))
        .distinct()
    )
    return {(case_id, item) for case_id, item in session().execute(query)}


def _with_levels(definition: Definition) -> list[Element]:
    return [each for each in rated_elements(definition) if definition.scales[each.scale].kind == "levels"]


def _tally(case: Case, elements: Sequence[Element], shown: set[tuple[UUID, str]]) -> Tally:
    definition = definition_of(case)
    wanted = [item for element in elements for item in element.items]
    missing = tuple(definition.items[item].called for item in wanted if (case.id, item) not in shown)
    return Tally(len(wanted) - len(missing), len(wanted), missing)
