"""What people do: an organisation replies; those who may ask open lines of enquiry."""

from collections.abc import Mapping
from datetime import datetime

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused, Stale
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.people.rights import Reach, demand
from wccflow.ratings.rules import item_in_words
from wccflow.review.actions import open_thread
from wccflow.review.anchoring import Anchor
from wccflow.review.models import Thread
from wccflow.review.rules import LONGEST_TITLE
from wccflow.triangulation.models import TriangulationReply
from wccflow.triangulation.queries import ENQUIRY, enquiries, last_number, replies
from wccflow.triangulation.sight import seen

REPLIED = "triangulation.replied"
LONGEST = 5_000
NOTHING_YET = (
    "There is nothing to reply to yet: your ratings stand beside what others say once you have submitted."
)


def reply(
    case: Case, *, words: str, by: Reach, now: datetime, item: str = "", seen_number: int | None = None
) -> TriangulationReply:
    """Say what the organisation thinks of what stands beside its ratings: of one item, or of the whole.

    `seen_number` is how many replies the person saw there. Raises NotFound, Refused or Stale.
    """
    demand(by, "answer", place=case.place, definition=definition_of(case), state=case.state)
    figures = seen([case], by).get(case.id, {})
    if not figures:
        raise Refused(NOTHING_YET)
    if item and not any(item == each for each, _ in figures):
        raise NotFound
    words = words.strip()
    if not words:
        raise Refused("Write something before you send it.")
    if len(words) > LONGEST:
        raise Refused(f"A reply has at most {LONGEST:,} characters; this one has {len(words):,}.")
    before = last_number(case, item)
    if seen_number is not None and seen_number != before:
        theirs = [each.words for each in replies([case.id], by) if each.item == item]
        raise Stale(
            "Somebody has replied here while you were writing. Choose which words to send.",
            mine=words,
            theirs=theirs[-1] if theirs else "",
            version=before,
        )
    made = TriangulationReply(
        case_id=case.id,
        item=item,
        number=before + 1,
        words=words,
        by_id=by.person_id,
        at=now,
        audience_id=audience_of(case, "shared"),
    )
    session().add(made)
    session().flush()
    _record(case, made)
    return made


def ask(case: Case, bodies: Mapping[str, str], *, by: Reach, now: datetime) -> list[Thread]:
    """Open a line of enquiry on each of these items, in these words: all of them, or none. Raises Refused."""
    demand(by, "ask", place=case.place, definition=definition_of(case), state=case.state)
    if not bodies:
        raise Refused("Choose at least one item to ask about.")
    known = {item for item, _ in seen([case], by).get(case.id, {})}
    if not bodies.keys() <= known:
        raise NotFound
    definition, there = definition_of(case), enquiries(case, by, list(bodies))
    for item in bodies:
        if any(not each.is_resolved for each in there.get(item, ())):
            raise Refused(f"A line of enquiry on {item_in_words(definition, item)} is open already.")
    return [
        open_thread(
            case,
            kind=ENQUIRY,
            title=f"What shows it? {item_in_words(definition, item)}"[:LONGEST_TITLE],
            body=body,
            by=by,
            now=now,
            anchor=Anchor(item=item),
        )
        for item, body in bodies.items()
    ]


def _record(case: Case, made: TriangulationReply) -> None:
    log.record(
        REPLIED,
        at=made.at,
        by_id=made.by_id,
        subject_id=made.id,
        case_id=case.id,
        audience_id=made.audience_id,
        words=made.words,
        item=made.item,
        number=made.number,
    )
