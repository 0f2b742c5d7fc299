"""When each item of a case first made each move of its track: a reader of the log, which remembers."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from threading import Lock
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import select

from wccflow.base.clock import business_day
from wccflow.base.models import Event
from wccflow.base.work import Database, session
from wccflow.cycles.actions import ITEM_MOVED

Firsts = Mapping[tuple[str, str], Mapping[str, date]]
"""For a track and an event the business day on which each item first made it."""

_NOON = datetime(2000, 1, 1, 12, tzinfo=UTC)

# A line of the log never changes, so each is read once in the life of a program: 23,000 at 152 cases.
_read: "WeakKeyDictionary[Database, _Reader]" = WeakKeyDictionary()
_lock = Lock()


def first_steps() -> Mapping[UUID, Firsts]:
    """The first steps of the items of every case."""
    database: Database = session().info["database"]
    with _lock:
        noon = business_day(_NOON)  # another one when another today is pretended: then days are others, too
        if database not in _read or _read[database].noon != noon:
            _read[database] = _Reader(noon)
        return _read[database].up_to_date()


class _Reader:
    def __init__(self, noon: date) -> None:
        self.noon = noon
        self.cursor = 0
        self.firsts: dict[UUID, dict[tuple[str, str], dict[str, date]]] = {}

    def up_to_date(self) -> Mapping[UUID, Firsts]:
        query = select(Event.seq, Event.case_id, Event.at, Event.body).where(
            Event.kind == ITEM_MOVED, Event.seq > self.cursor
        )
        for seq, case_id, at, body in session().execute(query.order_by(Event.seq)):
            if case_id is None:
                continue  # an item moves inside a case
            payload, day = json.loads(body)["payload"], business_day(datetime.fromisoformat(at))
            firsts = self.firsts.setdefault(case_id, {}).setdefault((payload["track"], payload["event"]), {})
            for item in payload["items"]:
                firsts.setdefault(item, day)
            self.cursor = seq
        return self.firsts
