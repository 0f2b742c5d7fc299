"""Taking over what was said a year ago: as a start for a draft, or as unchanged where all still holds."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence import queries as evidence
from wccflow.evidence.anchoring import EXACT, MOVED, Anchor, follow
from wccflow.people.rights import Reach, demand
from wccflow.ratings import actions, citing, drafts, queries
from wccflow.ratings.earlier import OTHER_SCALE, REWORDED, Earlier, Year, earlier_of, year_before
from wccflow.ratings.models import Citation, Rating, RatingDraft
from wccflow.ratings.rules import ABILITY_OF, SELF
from wccflow.ratings.soundness import Given, asked_of

HAS_DRAFT = "You have a draft of this item already. Keep it or empty it first: nothing is overwritten."
NOTHING = "Nothing was said of this item a year ago that you may read."
NONE = "Choose at least one item."


@dataclass(frozen=True, slots=True)
class Place:
    """Where words that were cited a year ago stand in this year's documents."""

    citation: Citation
    version_id: UUID
    passage: str
    quote: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether an item can be confirmed as unchanged, and why not."""

    earlier: Earlier
    obstacles: Sequence[str]
    places: Sequence[Place]

    @property
    def can(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.obstacles

    @property
    def say(self) -> str:
        """What would become of the item, in a sentence."""
        if self.obstacles:
            return " ".join(self.obstacles)
        count = len(self.places)
        passages = f" with {count} {'passage' if count == 1 else 'passages'} of this year's documents"
        return f"{self.earlier.said}, with the reason of a year ago{passages if count else ''}."


def start(case: Case, item: str, *, by: Reach, now: datetime) -> RatingDraft:
    """Put what was said a year ago into one's own draft, marked as such. Raises Refused or NotFound."""
    found = earlier_of(case, by, item)
    if found is None or found[1].own is None:
        raise Refused(NOTHING)
    own = found[1].own
    before = queries.draft(case, item, SELF, by.person_id)
    if before is not None and (before.value or before.rationale):
        raise Refused(HAS_DRAFT)
    value = own.value if found[1].is_on_the_scale else ""
    made = drafts.keep_draft(
        case,
        item,
        value,
        own.rationale,
        by=by,
        now=now,
        clauses=_still_asked(case, item, own),
        no_passage=own.no_passage,
    )
    made.from_rating_id = own.id
    session().flush()
    return made


def preview(case: Case, items: Collection[str], *, by: Reach) -> list[Outcome]:
    """Whether each of these items, or of all, can be confirmed as unchanged. Raises Refused or NotFound."""
    demand(by, ABILITY_OF[SELF], place=case.place, definition=definition_of(case), state=case.state)
    year = year_before(case, by, items)
    if year is None:
        raise NotFound
    asked = [each for each in year.items.values() if each.own is not None and each.now is None]
    places = places_now(case, year, by)
    return [_outcome(each, places) for each in asked]


def confirm(case: Case, items: Collection[str], *, by: Reach, now: datetime) -> list[Rating]:
    """Rate these items as a year ago and cite the same words anew: all of them, or none. Raises Refused."""
    if not items:
        raise Refused(NONE)
    found = {each.earlier.item: each for each in preview(case, items, by=by)}
    stuck = [found[item] for item in items if item in found and not found[item].can]
    missing = [item for item in items if item not in found]
    if missing or stuck:
        said = [f"{each.earlier.title}: {each.say}" for each in stuck]
        said += [
            f"{item}: it is rated this year already, or nothing was said a year ago." for item in missing
        ]
        raise Refused("Nothing was confirmed.", *said)
    asked = [found[item] for item in dict.fromkeys(items)]
    for each in asked:
        _cite(case, each, by=by, now=now)
    return actions.rate_many(case, [_given(case, each) for each in asked], by=by, now=now)


def places_now(case: Case, year: Year, reach: Reach) -> dict[UUID, Place]:
    """By citation of a year ago where its words stand in this year's document of the same slot.

    The very passage, or one that re-anchoring places beyond doubt; a few queries for each document.
    """
    cited = [row for each in year.items.values() if each.now is None for row in each.cited]
    slots = _slots({row.version_id for row in cited}, year.case)
    current = {slot: each for (_, slot), each in _filled(case, reach).items()}
    found: dict[UUID, Place] = {}
    for version_id in dict.fromkeys(row.version_id for row in cited):
        mine = [row for row in cited if row.version_id == version_id]
        homes = [current[slot] for slot in slots.get(version_id, ()) if slot in current]
        for new_id in dict.fromkeys(homes):
            found |= _placed([row for row in mine if row.id not in found], version_id, new_id)
    return found


def _outcome(each: Earlier, places: Mapping[UUID, Place]) -> Outcome:
    found: list[str] = []
    if not each.is_on_the_scale:
        found.append("Its level is not on this year's scale.")
    found += [note for note in each.notes if note in (REWORDED, OTHER_SCALE)]
    if each.own is not None and not each.own.rationale and each.scale.kind != "narrative":
        found.append("No reason was given a year ago.")
    lost = [row for row in each.cited if row.id not in places]
    if lost:
        which = (
            f"{len(lost)} of {len(each.cited)} cited passages" if len(each.cited) > 1 else "The cited passage"
        )
        verb = "are" if len(lost) > 1 else "is"
        found.append(f"{which} {verb} not in this year's documents: “{_short(lost[0].quote)}”.")
    if not each.cited and each.scale.kind == "levels" and not (each.own and each.own.no_passage):
        found.append("No passage was cited a year ago.")
    return Outcome(each, found, [places[row.id] for row in each.cited if row.id in places])


def _cite(case: Case, outcome: Outcome, *, by: Reach, now: datetime) -> None:
    for each in outcome.places:
        citing.cite(
            case,
            outcome.earlier.item,
            version_id=each.version_id,
            passage=each.passage,
            quote=each.quote,
            stance=each.citation.stance,
            by=by,
            now=now,
        )


def _given(case: Case, outcome: Outcome) -> Given:
    item, own = outcome.earlier.item, outcome.earlier.own
    if own is None:
        raise NotFound
    met = _still_asked(case, item, own)
    return Given(item, own.value, own.rationale, met, own.no_passage, seen=0)


def _still_asked(case: Case, item: str, own: Rating) -> list[str]:
    """The clauses that were met a year ago and are asked this year."""
    return [each.key for each in asked_of(case, item) if each.key in own.clauses]


def _slots(version_ids: Collection[UUID], before: Case) -> dict[UUID, list[str]]:
    """The slots that these versions filled a year ago."""
    found: dict[UUID, list[str]] = {}
    for each in evidence.fillings([before.id]):
        if each.version.id in version_ids:
            found.setdefault(each.version.id, []).append(each.slot)
    return found


def _filled(case: Case, reach: Reach) -> dict[tuple[UUID, str], UUID]:
    filled = evidence.current(evidence.fillings([case.id], reach))
    return {key: each.version.id for key, each in filled.items() if each.stands}


def _placed(rows: Sequence[Citation], old_id: UUID, new_id: UUID) -> dict[UUID, Place]:
    """Where these citations of one version stand in another."""
    if not rows:
        return {}
    there = evidence.passages({(new_id, row.passage) for row in rows})
    same = {
        row.id: Place(row, new_id, row.passage, row.quote) for row in rows if (new_id, row.passage) in there
    }
    rest = [row for row in rows if row.id not in same]
    if not rest:
        return same
    anchors = [Anchor(row.passage, row.quote, row.prefix, row.suffix, row.heading) for row in rest]
    placings = follow(anchors, _said(old_id), _said(new_id))
    return same | {
        row.id: Place(row, new_id, each.passage, each.quote)
        for row, each in zip(rest, placings, strict=True)
        if each.outcome in (EXACT, MOVED) and each.passage
    }


def _said(version_id: UUID) -> "list[_Said]":
    return [_Said(row.key, row.text, row.heading, row.kind) for row in evidence.passages_of(version_id)]


@dataclass(frozen=True, slots=True)
class _Said:
    key: str
    text: str
    heading: str | None
    kind: str


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 80 else f"{line[:80].rsplit(' ', 1)[0]} …"
