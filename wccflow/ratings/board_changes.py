"""What differs between two packs of a board, or between a pack and what stands now, each in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.evidence import queries as evidence
from wccflow.evidence.difference_words import Pieces, words_between
from wccflow.hearings.models import Answer
from wccflow.indicators import queries as indicators
from wccflow.people.rights import Reach
from wccflow.ratings import queries
from wccflow.ratings.contents import aims_in_words, cited_now, versions_now
from wccflow.ratings.models import AnswerCitation, BoardPack, Citation, Rating
from wccflow.ratings.rules import SELF, element_of, in_words, item_in_words
from wccflow.web.formats import plural

RATING, PASSAGE, DOCUMENT, AIM = "Ratings", "Passages cited", "Documents", "Outcomes and aims"
KINDS = (RATING, PASSAGE, DOCUMENT, AIM)
NOT_CITED = "not cited"


@dataclass(frozen=True, slots=True)
class Held:
    """What a board had before it, or would have now, by ids; None for what nobody recorded at the time."""

    ratings: frozenset[str]
    versions: frozenset[str]
    citations: frozenset[str] | None
    aims: Mapping[str, str] | None

    @classmethod
    def of(cls, pack: BoardPack) -> "Held":
        """What stands in a pack."""
        cited = None if pack.citations is None else frozenset(pack.citations)
        return cls(frozenset(pack.ratings), frozenset(pack.versions), cited, pack.aims)

    @classmethod
    def now(cls, case: Case, reach: Reach) -> "Held":
        """What a pack would hold that was made now."""
        own = queries.current([case.id], reach=reach, channels=[SELF])
        return cls(
            frozenset(row.id.hex for row in own),
            frozenset(versions_now(case.id)),
            frozenset(cited_now(case, reach)),
            aims_in_words(case, reach),
        )


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is not as it was; `reason` are the words of its reason, where those differ."""

    kind: str
    what: str
    was: str
    now: str
    at: datetime | None = None
    reason: Pieces = field(default=())
    item: str = ""


def changes_since(case: Case, pack: BoardPack, reach: Reach) -> list[Change]:
    """What this person can see that is not as it was when the pack was made."""
    return changes_between(case, Held.of(pack), Held.now(case, reach), reach)


def changes_between(case: Case, before: Held, after: Held, reach: Reach) -> list[Change]:
    """What differs, kind by kind, in the order of the definition; a constant number of queries."""
    return [
        *_ratings(case, before, after, reach),
        *_passages(case, before, after, reach),
        *_documents(case, before, after),
        *_aims(case, before, after, reach),
    ]


def _ratings(case: Case, before: Held, after: Held, reach: Reach) -> Iterable[Change]:
    definition = definition_of(case)
    rows = queries.ratings([case.id], reach=reach, channels=[SELF])
    was = {row.item: row for row in rows if row.id.hex in before.ratings}
    now = {row.item: row for row in rows if row.id.hex in after.ratings}
    for item in _in_order(definition, {*was, *now}):
        old, new = was.get(item), now.get(item)
        if (old and old.id) != (new and new.id):
            yield _rating(definition, item, old, new)


def _rating(definition: Definition, item: str, old: Rating | None, new: Rating | None) -> Change:
    was, now = (_said(definition, item, row) for row in (old, new))
    told = words_between(old.rationale if old else "", new.rationale if new else "")
    changed = told if any(kind != "same" for kind, _ in told) else ()
    if was == now and old and new:
        now = f"{now}, {_other(old, new)}"
    return Change(
        RATING, item_in_words(definition, item), was, now, new.at if new else None, changed, item=item
    )


def _other(old: Rating, new: Rating) -> str:
    """What is other about a rating of the same value."""
    if old.rationale != new.rationale:
        return "with another reason"
    if set(old.clauses) != set(new.clauses):
        return f"with {plural(len(new.clauses), 'clause')} met instead of {len(old.clauses)}"
    if old.no_passage != new.no_passage:
        return "with other words on why no passage is cited"
    return "given again"


def _said(definition: Definition, item: str, row: Rating | None) -> str:
    element = element_of(definition, item)
    if row is None or element is None:
        return "not rated"
    return in_words(definition.scales[element.scale], row.value)


def _passages(case: Case, before: Held, after: Held, reach: Reach) -> Iterable[Change]:
    if before.citations is None or after.citations is None:
        return
    definition, changed = definition_of(case), before.citations ^ after.citations
    if not changed:
        return
    for cited, words in _quotes(case, changed, reach):
        what = f"{item_in_words(definition, cited.item)}: “{_short(words)}”"
        if cited.id.hex in after.citations:
            yield Change(PASSAGE, what, NOT_CITED, "cited", cited.at, item=cited.item)
        else:
            gone = "taken back" if cited.withdrawn_at else "its document is withdrawn"
            yield Change(PASSAGE, what, "cited", gone, cited.withdrawn_at, item=cited.item)


def _quotes(case: Case, changed: frozenset[str], reach: Reach) -> list[tuple[Citation | AnswerCitation, str]]:
    """The citations of these ids, taken back or not, with the words that they cite."""
    passages = select(Citation).where(Citation.case_id == case.id, Citation.channel == SELF)
    seen = passages.where(audiences.visible(Citation.audience_id, reach.tokens))
    found: list[tuple[Citation | AnswerCitation, str]] = [
        (row, row.quote) for row in session().scalars(seen.order_by(Citation.at)) if row.id.hex in changed
    ]
    told = (
        select(AnswerCitation, Answer)
        .join(Answer, Answer.id == AnswerCitation.answer_id)
        .where(AnswerCitation.case_id == case.id, AnswerCitation.channel == SELF)
        .where(audiences.visible(AnswerCitation.audience_id, reach.tokens))
        .where(audiences.visible(Answer.audience_id, reach.tokens))
    )
    for row, answer in session().execute(told.order_by(AnswerCitation.at)):
        if row.id.hex in changed:
            found.append((row, answer.words))
    return found


def _documents(case: Case, before: Held, after: Held) -> Iterable[Change]:
    slots, filled = definition_of(case).slots, evidence.fillings([case.id])
    was = {each.slot: each for each in filled if each.version.id.hex in before.versions}
    now = {each.slot: each for each in filled if each.version.id.hex in after.versions}
    for slot in (each for each in slots if each in was or each in now):
        old, new = was.get(slot), now.get(slot)
        if (old and old.version.id) != (new and new.version.id):
            yield Change(
                DOCUMENT,
                slots[slot].title,
                old.version.called if old else "not there",
                new.version.called if new else "not there",
                new.filling.filled_at if new else None,
            )


def _aims(case: Case, before: Held, after: Held, reach: Reach) -> Iterable[Change]:
    if before.aims is None or after.aims is None:
        return
    items = definition_of(case).items
    rows = {item: row for (_, item), row in indicators.aims([case.id], reach).items()}
    for item in (each for each in items if each in before.aims or each in after.aims):
        was, now = before.aims.get(item), after.aims.get(item)
        if was != now:
            at = rows[item].at if item in rows else None
            yield Change(AIM, items[item].title, _aim(was), _aim(now), at, item=item)


def _aim(said: str | None) -> str:
    if said is None:
        return "not chosen"
    return said or "no aim"


def _in_order(definition: Definition, items: set[str]) -> Sequence[str]:
    known = [each for each in definition.items if each in items]
    return [*known, *sorted(items.difference(known))]


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 160 else f"{line[:160].rsplit(' ', 1)[0]} …"
