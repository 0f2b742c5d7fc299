"""Items that no fact may count, whatever their track says: rooms name them, as a document nobody can open."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from wccflow.base.work import offers
from wccflow.cycles.models import Case
from wccflow.engine.decisions import Standing


def countable(cases: Sequence[Case], where: Mapping[UUID, Standing]) -> Mapping[UUID, Standing]:
    """Where each case stands as facts count it: what a room does not let count has not come yet."""
    found = dict(where)
    for source in offers().uncounted.values():
        for case_id, by_track in source(cases).items():
            found[case_id] = _without(found[case_id], by_track)
    return found


def _without(standing: Standing, items_by_track: Mapping[str, frozenset[str]]) -> Standing:
    tracks = dict(standing.tracks)
    for track, items in items_by_track.items():
        tracks[track] = {item: state for item, state in tracks[track].items() if item not in items}
    return Standing(standing.state, tracks)
