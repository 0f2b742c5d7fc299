"""What a new version has touched, in words: where each thing was made, where it stands now, what changed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.evidence import deciding, following, queries
from wccflow.evidence.anchoring import EDITED, EXACT, LOST, MOVED
from wccflow.evidence.difference import SAME, words_between
from wccflow.evidence.following import Standing
from wccflow.evidence.following_models import ELSEWHERE, HERE, KEPT, Following
from wccflow.evidence.hanging import Called, Hanging, counted, hanging_in, sources
from wccflow.evidence.models import PassageRow
from wccflow.evidence.queries import Filled
from wccflow.people.queries import names
from wccflow.people.rights import Reach

Rows = Mapping[tuple[UUID, str], PassageRow]
Pieces = tuple[tuple[str, str], ...]

NOTES = {
    EXACT: "It stands unchanged in {there}.",
    MOVED: "It stands unchanged, in another place, in {there}.",
    EDITED: "The sentence was changed in {there}; nobody has confirmed it there yet.",
    LOST: "The passage is no longer in {newer}.",
    HERE: "The sentence was changed in {there}, and the point is confirmed there.",
    ELSEWHERE: "It was placed on another passage of {there}.",
    KEPT: "It is about this version only, and does not go on to {newer}.",
}


@dataclass(frozen=True, slots=True)
class Touched:
    """One thing that has followed to a later version, as pages tell of it."""

    standing: Standing
    row: Following
    called: Called
    one: str
    document: str
    made: str
    made_address: str
    newer: str  # the later version, such as `version 3`
    page: int | None
    address: str  # of the passage beside which it stands in the later version; empty for what is lost
    heading: str | None
    pieces: Pieces
    may_decide: bool
    decided_by: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that new versions of a case's documents have touched, for one person."""

    mine: Sequence[Touched]
    others: Sequence[Touched]
    lost: Sequence[Touched]
    decided: Sequence[Touched]
    exact: int
    moved: int

    @property
    def asked(self) -> str:
        """How many of which the person is to decide; nothing when there are none."""
        return counted([each.standing.hanging for each in self.mine]) if self.mine else ""


def lines_of(hangings: Sequence[Hanging], case: Case, reach: Reach) -> dict[UUID, Touched]:
    """Those of these things that have followed to a later version, in words; constant queries.

    The caller has checked that the person may read each where it was made.
    """
    standings = [each for each in following.of(hangings, reach).values() if each.row is not None]
    if not standings:
        return {}
    rows = _passages(standings)
    called = _called([each.hanging for each in standings], case)
    people = names({each.row.decided_by_id for each in standings if each.row and each.row.decided_by_id})
    found = {}
    for each in standings:
        if each.row is not None and each.filled is not None:
            found[each.hanging.id] = _line(each, each.row, each.filled, case, reach, rows, called, people)
    return found


def notes_of(
    hangings: Sequence[Hanging], reach: Reach | None, *, within: Collection[UUID] | None = None
) -> dict[UUID, str]:
    """In one sentence each, for lists and exports, where those stand that followed to a later version."""
    standings = [
        each for each in following.of(hangings, reach, within=within).values() if each.row is not None
    ]
    rows = _passages(standings) if standings else {}
    return {each.hanging.id: _note(each, rows) for each in standings}


def sheet_of(case: Case, reach: Reach) -> Sheet:
    """Everything that was touched in a case, what the person is to decide first."""
    lines = list(lines_of(hanging_in([case.id], reach), case, reach).values())
    lines.sort(key=lambda each: (each.document, each.standing.hanging.at, str(each.row.id)))
    waiting = [each for each in lines if each.row.waits]
    return Sheet(
        mine=[each for each in waiting if each.may_decide],
        others=[each for each in waiting if not each.may_decide],
        lost=[each for each in lines if each.standing.is_lost],
        decided=[each for each in lines if each.row.decided],
        exact=sum(each.standing.state == EXACT for each in lines),
        moved=sum(each.standing.state == MOVED for each in lines),
    )


def candidates(row: Following, wanted: str = "", chosen: str = "", most: int = 30) -> list[PassageRow]:
    """Passages of the later version to which it may belong: the chosen one, those likely, or with words."""
    passages = queries.passages_of(row.version_id)
    words = wanted.casefold().split()
    if words:
        return [each for each in passages if all(word in each.text.casefold() for word in words)][:most]
    likely = [key for key in (row.passage, *row.others) if key] if not chosen else [chosen]
    by_key = {each.key: each for each in passages}
    return [by_key[key] for key in likely if key in by_key]


def _line(
    standing: Standing,
    row: Following,
    filled: Filled,
    case: Case,
    reach: Reach,
    rows: Rows,
    called: Mapping[UUID, Called],
    people: Mapping[UUID, str],
) -> Touched:
    hanging = standing.hanging
    now = rows.get((row.version_id, row.place or ""))
    return Touched(
        standing=standing,
        row=row,
        called=called[hanging.id],
        one=sources()[hanging.kind].one,
        document=_title(definition_of(case), filled.slot),
        made=_made(standing),
        made_address=f"/evidence/{hanging.version_id}/passages/{hanging.passage}",
        newer=filled.version.called,
        page=now.page if now else None,
        address=f"/evidence/{row.version_id}/passages/{now.key}" if now else "",
        heading=now.heading if now else None,
        pieces=_pieces(row, rows.get((row.from_version_id, row.from_passage)), now),
        may_decide=deciding.may_decide(hanging, case, reach),
        decided_by=people.get(row.decided_by_id, "Someone") if row.decided_by_id else "",
    )


def _note(standing: Standing, rows: Rows) -> str:
    row, filled = standing.row, standing.filled
    if row is None or filled is None:
        return ""
    newer, now = filled.version.called, rows.get((row.version_id, row.place or ""))
    there = f"{newer}, page {now.page}" if now and now.page else newer
    return NOTES[standing.state].format(newer=newer, there=there)


def _pieces(row: Following, before: PassageRow | None, now: PassageRow | None) -> Pieces:
    """What changed in its words; in the whole passage where the words that were quoted have no like there."""
    if now is None or before is None:
        return ((SAME, row.from_quote),)
    if row.words and row.words != now.text:
        return words_between(row.from_quote, row.words)
    return words_between(before.text, now.text)


def _made(standing: Standing) -> str:
    page = f", page {standing.hanging.page}" if standing.hanging.page else ""
    return f"{standing.home.version.called}{page}" if standing.home else f"an earlier version{page}"


def _title(definition: Definition, slot: str) -> str:
    return definition.slots[slot].title if slot in definition.slots else slot


def _passages(standings: Sequence[Standing]) -> Rows:
    wanted = set()
    for each in standings:
        if each.row is not None:
            wanted.add((each.row.from_version_id, each.row.from_passage))
            wanted.add((each.row.version_id, each.row.place or ""))
    return queries.passages(wanted)


def _called(hangings: Sequence[Hanging], case: Case) -> dict[UUID, Called]:
    found: dict[UUID, Called] = {}
    for kind, source in sources().items():
        mine = [each for each in hangings if each.kind == kind]
        if mine:
            found.update(source.called(mine, case))
    return found
