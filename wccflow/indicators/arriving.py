"""Files of values that somebody brings to the page: looked at first, and kept only when that is confirmed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import IO, Any, Protocol
from uuid import UUID

from sqlalchemy import select

from wccflow.base.errors import NotFound, Refused
from wccflow.base.tables import ENCODINGS
from wccflow.base.work import files, session
from wccflow.indicators.loading import ALREADY, Loaded, Progress, Provenance, Ready, checked
from wccflow.indicators.models import DataPack, PackArrival
from wccflow.indicators.withdrawing import demand
from wccflow.people.rights import Reach

WAITING, LOOKED_AT, CONFIRMED, KEPT, REFUSED = "waiting", "looked at", "confirmed", "kept", "refused"
UNDER_WAY = (WAITING, CONFIRMED)
AT_ONCE_BYTES = 500_000  # a larger file is read in the background, and the page tells how far it is


class Sent(Protocol):
    """A file as a form sends it."""

    @property
    def name(self) -> str:
        """Its name as the person gave it."""

    @property
    def stream(self) -> IO[bytes]:
        """Its bytes."""

    @property
    def most_bytes(self) -> int:
        """How many they may be."""


def bring(
    upload: Sent,
    *,
    source: str,
    published_on: date | None,
    licence: str,
    url: str,
    encoding: str,
    by: Reach,
    now: datetime,
) -> PackArrival:
    """Take a file in and look at it, a large one later. Raises Refused when its source is not told."""
    demand(by)
    if not source:
        raise Refused("Say where the values come from: every value is shown with its source.")
    if encoding not in ENCODINGS:
        raise Refused("Choose how the characters of the file are written.")
    kept = files().keep(upload.stream, max_bytes=upload.most_bytes)
    made = PackArrival(
        file=upload.name[-200:],
        sha256=kept.sha256,
        size=kept.size,
        source=source,
        encoding=encoding,
        published_on=published_on,
        licence=licence,
        url=url,
        by_id=by.person_id,
        at=now,
        stage=WAITING,
    )
    session().add(made)
    session().flush()
    if kept.size <= AT_ONCE_BYTES:
        note(made, *looked_at(made))
    return made


def looked_at(arrival: PackArrival, progress: Progress = lambda rows: None) -> tuple[str, dict[str, Any]]:
    """What would come of the file: the stage that it reaches, and the answer."""
    if session().scalar(select(DataPack.id).where(DataPack.sha256 == arrival.sha256)):
        return REFUSED, {"refused": ALREADY}
    try:
        with ready(arrival, progress) as found:
            return LOOKED_AT, {**found.result.as_document(), "more_faults": found.result.more_faults}
    except Refused as refusal:
        return REFUSED, {"refused": str(refusal)}


def note(arrival: PackArrival, stage: str, answer: dict[str, Any]) -> None:
    """Keep what was found."""
    arrival.stage, arrival.answer = stage, answer
    arrival.rows_seen = answer.get("rows", 0)
    session().flush()


def confirm(arrival: PackArrival, *, by: Reach, now: datetime) -> None:
    """Load what was looked at, a large file later. Raises Refused when it has faults."""
    demand(by)
    if arrival.stage != LOOKED_AT or arrival.answer.get("fault_count"):
        raise Refused("Only a file without faults can be loaded. Mend it and bring it again.")
    arrival.stage, arrival.rows_seen = CONFIRMED, 0
    session().flush()
    if arrival.size <= AT_ONCE_BYTES:
        keep(arrival, now=now)


def keep(arrival: PackArrival, *, now: datetime) -> None:
    """Load a confirmed file as a pack; what changed meanwhile may refuse it."""
    try:
        with ready(arrival) as found:
            keep_ready(arrival, found, now=now)
    except Refused as refusal:
        note(arrival, REFUSED, {"refused": str(refusal)})


def keep_ready(arrival: PackArrival, found: Ready, *, now: datetime) -> None:
    """Keep the rows of a confirmed file. Raises Refused when that very file is loaded by now."""
    if not found.result.fault_count:
        found.keep(now)
    note(arrival, KEPT if found.result.pack_id else LOOKED_AT, found.result.as_document())
    arrival.pack_id = found.result.pack_id
    session().flush()


def leave_out(arrival: PackArrival, *, by: Reach) -> None:
    """Put a file away that is not to be loaded."""
    demand(by)
    if arrival.stage == KEPT:
        raise Refused("This file is loaded. Withdraw its pack instead, with a reason.")
    session().delete(arrival)
    session().flush()


def answer_of(arrival: PackArrival) -> dict[str, Any]:
    """What was found in the file, whole: what nobody has looked for yet is empty."""
    return {**Loaded().as_document(), "more_faults": "", "refused": "", **(arrival.answer or {})}


def arrival_of(arrival_id: UUID, reach: Reach) -> PackArrival:
    """A file that this person brought, who may load it. Raises NotFound."""
    demand(reach)
    found = session().get(PackArrival, arrival_id)
    if found is None or found.by_id != reach.person_id:
        raise NotFound
    return found


def waiting_of(reach: Reach) -> Sequence[PackArrival]:
    """The files of this person that are not loaded yet, newest first."""
    query = select(PackArrival).where(PackArrival.by_id == reach.person_id, PackArrival.stage != KEPT)
    return session().scalars(query.order_by(PackArrival.at.desc(), PackArrival.id)).all()


def next_under_way() -> PackArrival | None:
    """The large file that waits longest for the background."""
    query = select(PackArrival).where(PackArrival.stage.in_(UNDER_WAY), PackArrival.size > AT_ONCE_BYTES)
    return session().scalars(query.order_by(PackArrival.at, PackArrival.id).limit(1)).first()


@contextmanager
def ready(arrival: PackArrival, progress: Progress = lambda rows: None) -> Iterator[Ready]:
    """The file with all its rows looked at. Raises Refused when it is no table of values at all."""
    told = Provenance(arrival.file, arrival.published_on, arrival.licence, arrival.url, arrival.encoding)
    path = files().path(arrival.sha256)
    with checked(path, arrival.source, by_id=arrival.by_id, told=told, progress=progress) as found:
        yield found
