"""The lines of sight of the demonstration: drawn through the invented plans, with gaps for people to find."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fnmatch import fnmatch
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.cycles.queries import definition_of
from wccflow.demonstration.scene import Journey
from wccflow.demonstration.texts import topics, words
from wccflow.evidence.models import Document, PassageRow, Version
from wccflow.line_of_sight import actions, queries
from wccflow.review import actions as review
from wccflow.review.anchoring import Anchor

SHORTEST = 60  # characters: shorter paragraphs say too little by themselves
Place = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The paragraphs of a case's documents, by slot and in order."""

    rows: tuple[tuple[str, UUID, str, str, str], ...]

    @classmethod
    def of(cls, case_id: UUID) -> "Shelf":
        """The paragraphs of everything that was filed in a case."""
        query = (
            select(Document.slot, PassageRow.version_id, PassageRow.key, PassageRow.heading, PassageRow.text)
            .join(Version, Version.document_id == Document.id)
            .join(PassageRow, PassageRow.version_id == Version.id)
            .where(Document.case_id == case_id, PassageRow.kind == "paragraph")
            .order_by(Document.slot, Version.draft, PassageRow.ordinal)
        )
        rows = session().execute(query)
        return cls(tuple((slot, version, key, head or "", text) for slot, version, key, head, text in rows))

    def find(self, place: Place, fields: Mapping[str, str]) -> tuple[UUID, str] | None:
        """The first paragraph of a place, or None where it is not."""
        below = f"*{place['heading'].format(**fields)}"
        begins = place.get("begins", "")
        return next(
            (
                (version, key)
                for slot, version, key, heading, text in self.rows
                if slot == place["slot"]
                and fnmatch(heading, below)
                and text.startswith(begins)
                and len(text) >= SHORTEST
            ),
            None,
        )


def draw_lines(journey: Journey, day: date) -> None:
    """Draw a line to each outcome; some are still to be drawn, and one has no money."""
    if not definition_of(journey.case).line_of_sight.steps:
        return
    shelf, priorities = Shelf.of(journey.case.id), journey.profile.priorities
    fixed = journey.profile.outcomes[: len(journey.profile.outcomes) - len(priorities)]
    wanted = [(topic, topics()[topic]["outcome"]["key"], False) for topic in priorities]
    wanted += [(priorities[0], outcome.key, True) for outcome in fixed]
    kept = wanted[: len(wanted) - journey.left("lines")]
    for number, (topic, item, is_fixed) in enumerate(kept):
        poor = number == len(priorities) - 1 and journey.left("money") > 0
        _draw(journey, shelf, day + timedelta(days=number // 4), topic, item, is_fixed=is_fixed, poor=poor)


def enquire(journey: Journey, day: date) -> None:
    """Find that a line without money does not follow, and note the line of enquiry on that step."""
    told = words("lines")["enquiry"]
    case, now = journey.case, journey.scene.at(day, 14)
    by = journey.by("analyst", now)
    lines = queries.lines([case.id], by)
    shown = {(each.line_id, each.step) for each in queries.passages([line.id for line in lines], by)}
    for line in lines:
        if (line.id, told["step"]) in shown:
            continue
        actions.find(line, case, told["step"], stance=told["stance"], why=told["why"], by=by, now=now)
        subject = queries.subject_of(line.id, told["step"])
        review.open_thread(
            case,
            kind="line_of_enquiry",
            title=told["title"],
            body=told["body"],
            anchor=Anchor(subject=subject),
            by=by,
            now=now,
        )


def _draw(
    journey: Journey, shelf: Shelf, day: date, topic: str, item: str, *, is_fixed: bool, poor: bool
) -> None:
    now, later, case = journey.scene.at(day, 10), journey.scene.at(day, 11), journey.case
    by = journey.by("lead", now)
    made = actions.draw(case, item=item, by=by, now=now)
    fields = {"topic": topics()[topic]["name"], "outcome": definition_of(case).items[item].title}
    for step in words("lines")["step"]:
        own = words("lines")["fixed"].get(step["key"]) if is_fixed else None
        found = _found(shelf, [own] if own else step["places"], fields)
        if found is not None and not (poor and step["key"] == "money"):
            version_id, key = found
            actions.show(made, case, step["key"], version_id=version_id, passage=key, by=by, now=later)


def _found(shelf: Shelf, places: Sequence[Place], fields: Mapping[str, str]) -> tuple[UUID, str] | None:
    """The first paragraph of the first of these places that there is."""
    return next((hit for place in places if (hit := shelf.find(place, fields))), None)
