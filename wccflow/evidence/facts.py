"""What the gates must not count: slots that hold a file which nobody can open."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.cycles.remembering import once_while_reading
from wccflow.evidence import queries
from wccflow.evidence.models import Version
from wccflow.evidence.reading.outcomes import NO_DOCUMENT
from wccflow.evidence.rules import UNREADABLE
from wccflow.evidence.track import track_of


@once_while_reading
def unopened(cases: Sequence[Case]) -> Mapping[UUID, frozenset[str]]:
    """The slots of each case whose file is locked, damaged or otherwise no document; scans are documents."""
    spoilt = select(Version.case_id).where(
        Version.case_id.in_([case.id for case in cases]),
        Version.state == UNREADABLE,
        Version.outcome_kind.in_(NO_DOCUMENT),
    )
    found: dict[UUID, set[str]] = {case_id: set() for case_id in session().scalars(spoilt.distinct())}
    if found:
        for (case_id, slot), filled in queries.current(queries.fillings(list(found))).items():
            if filled.version.state == UNREADABLE and filled.version.outcome_kind in NO_DOCUMENT:
                found[case_id].add(slot)
    return {case_id: frozenset(slots) for case_id, slots in found.items()}


def uncounted(cases: Sequence[Case]) -> Mapping[UUID, Mapping[str, frozenset[str]]]:
    """The same by the key of the track that follows documents: for the facts that are counted from it."""
    by_case = {case.id: case for case in cases}
    found = {}
    for case_id, slots in unopened(cases).items():
        track = track_of(definition_of(by_case[case_id]))
        if track is not None and slots:
            found[case_id] = {track.key: slots}
    return found
