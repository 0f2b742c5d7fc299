"""The numbers of shared versions: counted as they are shared, never by how many drafts came before."""

import json
from collections import Counter
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Connection, Uuid, column, func, select, table, update

from wccflow.base.work import session
from wccflow.evidence.models import Version

_VERSIONS = table(
    "document_version",
    column("id", Uuid),
    column("document_id", Uuid),
    column("number"),
    column("shared_number"),
)
_EVENTS = table("event", column("seq"), column("kind"), column("body"))


def number(fresh: Collection[Version]) -> None:
    """Give each of these, which are being shared, the next number of its document, unless it has one."""
    wanted = sorted((each for each in fresh if not each.shared_number), key=lambda each: each.draft)
    documents = {each.document_id for each in wanted}
    query = select(Version.document_id, func.max(Version.shared_number)).where(
        Version.document_id.in_(documents), Version.shared_number.is_not(None)
    )
    rows = session().execute(query.group_by(Version.document_id))
    last = Counter(dict(rows.all()))
    for each in wanted:
        last[each.document_id] += 1
        each.shared_number = last[each.document_id]


def number_earlier(connection: Connection) -> None:
    """Number what was shared before there were such numbers, in the order in which the log tells of it."""
    rows = connection.execute(select(_VERSIONS.c.id, _VERSIONS.c.document_id, _VERSIONS.c.number))
    known = {row.id: (row.document_id, row.number) for row in rows}
    bodies = select(_EVENTS.c.body).where(_EVENTS.c.kind == "evidence.shared").order_by(_EVENTS.c.seq)
    last, given = Counter[UUID](), dict[UUID, int]()
    for body in connection.scalars(bodies).all():
        shared = {UUID(each) for each in json.loads(body)["payload"]["was"]}
        for each in sorted(shared & known.keys() - given.keys(), key=lambda each: known[each]):
            last[known[each][0]] += 1
            given[each] = last[known[each][0]]
    for each, count in given.items():
        connection.execute(update(_VERSIONS).where(_VERSIONS.c.id == each).values(shared_number=count))
