"""The strip of one item for one reader, and all those of a case: figures, gap, replies, lines of enquiry."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.people.queries import names
from wccflow.people.rights import Reach, can
from wccflow.ratings.queries import citations, verdicts
from wccflow.ratings.rules import item_in_words
from wccflow.review.topics import Topic
from wccflow.triangulation import drawing
from wccflow.triangulation.gathering import Figure, spans, table_of
from wccflow.triangulation.models import TriangulationReply
from wccflow.triangulation.nation import footing_in
from wccflow.triangulation.queries import enquiries, replies
from wccflow.triangulation.rules import EVIDENCE, Gap
from wccflow.triangulation.sight import locked, reads, seen, seen_by_all
from wccflow.triangulation.told import ItemTold, footnotes, told_of


@dataclass(frozen=True, slots=True)
class Strip:
    """One item as one reader may see it; `is_hidden` while she is to rate it alone first."""

    item: str
    title: str
    ticks: Sequence[drawing.Tick]
    marks: Sequence[drawing.Mark]
    gap: Gap | None
    is_amber: bool
    replies: Sequence[TriangulationReply]
    enquiries: Sequence[Topic]
    is_hidden: bool = False

    @property
    def in_words(self) -> str:
        """The gap in words, or why there is none."""
        if self.gap:
            return self.gap.in_words[:1].upper() + self.gap.in_words[1:] + "."
        return "Nobody else has said anything of it yet."

    @property
    def open_enquiry(self) -> Topic | None:
        """A line of enquiry that is open on it."""
        return next((each for each in self.enquiries if not each.is_resolved), None)

    @property
    def width(self) -> float:
        """How wide the gap is, for sorting."""
        return abs(self.gap.gap) if self.gap else -1.0


@dataclass(frozen=True, slots=True)
class Strips:
    """A case with the strips of its items, the widest gap first, and what may be done there."""

    case: Case
    whole: Gap | None
    strips: Sequence[Strip]
    replies: Sequence[TriangulationReply]
    people: Mapping[UUID, str]
    notes: Sequence[str]
    may_reply: bool
    may_ask: bool
    hidden: int = 0

    @property
    def flags(self) -> int:
        """How many items are to be asked about."""
        return sum(1 for each in self.strips if each.gap and each.gap.is_flag)


def strips_of(case: Case, reach: Reach, items: Sequence[str] = ()) -> Strips | None:
    """The strips of a case (of these items) for a person, in constant queries; None where nothing is hers."""
    if not reads(case, reach):
        return None
    figures = seen([case], reach).get(case.id, {})
    definition, closed = definition_of(case), locked([case], reach).get(case.id, frozenset())
    wanted = [item for item in spans(case.digest) if not items or item in items]
    shown = [item for item in wanted if item in closed or any(item == place[0] for place in figures)]
    if not shown:
        return None
    footing, rules = footing_in(case.cycle), definition.triangulation
    told = told_of(table_of([case], {case.id: figures}, definition), footing, rules, spans(case.digest))[0]
    said, asked = replies([case.id], reach), enquiries(case, reach, shown)
    gathered = _Gathered(definition, figures, {each.item: each for each in told.items}, said, asked)
    notes = _verified(case, reach, shown) if figures else {}
    found = [gathered.strip(item, item in closed, notes.get(item, "")) for item in shown]
    return Strips(
        case=case,
        whole=None if closed else told.gap,
        strips=sorted(found, key=lambda each: -each.width),
        replies=[] if closed else [each for each in said if not each.item],
        people=names(each.by_id for each in said),
        notes=footnotes(footing, rules),
        may_reply=bool(figures) and _may(reach, "answer", case),
        may_ask=_may(reach, "ask", case),
        hidden=sum(each.is_hidden for each in found),
    )


def strips_of_all(case: Case, readable: Collection[UUID]) -> list[Strip]:
    """The strips that all who have these audiences may see, the widest gap first: figures and gaps alone."""
    figures = seen_by_all(case, readable)
    if not figures:
        return []
    definition = definition_of(case)
    footing, rules = footing_in(case.cycle), definition.triangulation
    told = told_of(table_of([case], {case.id: figures}, definition), footing, rules, spans(case.digest))[0]
    gathered = _Gathered(definition, figures, {each.item: each for each in told.items}, (), {})
    found = [gathered.strip(item, False, "") for item in dict.fromkeys(item for item, _ in figures)]
    return sorted(found, key=lambda each: -each.width)


def strip_context(case: Case, item: str, reach: Reach) -> Mapping[str, object]:
    """What an item's page shows of it: no strip when there is nothing for this person."""
    found = strips_of(case, reach, [item]) if item in spans(case.digest) else None
    return {"strip": found.strips[0] if found else None, "strip_of": found}


@dataclass(frozen=True, slots=True)
class _Gathered:
    """All of which the strips of a case are made."""

    definition: Definition
    figures: Mapping[tuple[str, str], Figure]
    told: Mapping[str, ItemTold]
    replies: Sequence[TriangulationReply]
    enquiries: Mapping[str, Sequence[Topic]]

    def strip(self, item: str, is_hidden: bool, verified: str) -> Strip:
        scale = self.definition.scales[self.definition.elements[self.definition.items[item].element].scale]
        span, rules = spans(self.definition.digest)[item], self.definition.triangulation
        said = {source: figure for (name, source), figure in self.figures.items() if name == item}
        gap = self.told[item].gap if not is_hidden else None
        return Strip(
            item=item,
            title=item_in_words(self.definition, item),
            ticks=drawing.ticks(scale, span),
            marks=[] if is_hidden else drawing.marks(said, scale, span, {EVIDENCE: verified}),
            gap=gap,
            is_amber=gap is not None and gap.is_amber(rules.amber * span.steps / 3.0),
            replies=[] if is_hidden else [each for each in self.replies if each.item == item],
            enquiries=self.enquiries.get(item, ()),
            is_hidden=is_hidden,
        )


def _verified(case: Case, reach: Reach, items: Sequence[str]) -> dict[str, str]:
    """What reviewers found in the passages cited for each item: `4 passages support it, 1 contradicts it`."""
    cited = citations([case.id], reach=reach, items=items)
    found = verdicts([each.id for each in cited], reach)
    counts: dict[str, Counter[str]] = {}
    for each in cited:
        if each.id in found:
            counts.setdefault(each.item, Counter())[found[each.id].stance] += 1
    return {item: _counted(count) for item, count in counts.items()}


def _counted(count: Counter[str]) -> str:
    words = {"supports": "verified", "partly": "verified in part", "contradicts": "contradicted"}
    return ", ".join(f"{count[stance]} {said}" for stance, said in words.items() if count[stance])


def _may(reach: Reach, ability: str, case: Case) -> bool:
    return can(reach, ability, place=case.place, definition=definition_of(case), state=case.state)
