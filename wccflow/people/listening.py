"""Who listens to live pages: found out when a stream begins, and again for all who listen at once."""

from collections.abc import Sequence
from datetime import datetime

from wccflow.base import audiences
from wccflow.live.listeners import Listener
from wccflow.people import queries, signing_in, visitor


def listener() -> Listener | None:
    """The person of the request and what she may hear at this instant, or None when nobody is signed in."""
    if not visitor.is_signed_in():
        return None
    reach = visitor.reach()
    with visitor.database().reading():
        return Listener(reach.person_id, audiences.readable(reach.tokens), visitor.key())


def still(listeners: Sequence[Listener], now: datetime) -> list[Listener | None]:
    """What each may hear now, None for who is not signed in any more; the same few queries for all."""
    people = signing_in.people_signed_in({each.key for each in listeners}, now)
    reaches = queries.reaches(set(people.values()), now)
    heard = audiences.readable_by({reach.person_id: reach.tokens for reach in reaches.values()})
    return [
        Listener(each.person_id, heard[each.person_id], each.key)
        if people.get(each.key) == each.person_id and each.person_id in heard
        else None
        for each in listeners
    ]
