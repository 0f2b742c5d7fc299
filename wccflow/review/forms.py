"""What the forms of threads offer a person: kinds, readers, and the words she had not sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from wccflow.base import clock
from wccflow.base.audiences import tokens_of
from wccflow.base.errors import NotFound
from wccflow.cycles.home import Home
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.evidence import queries as evidence
from wccflow.evidence.models import Version
from wccflow.evidence.queries import Quote
from wccflow.people.queries import names
from wccflow.people.rights import Reach, can, holds
from wccflow.review.actions import chosen
from wccflow.review.anchoring import Anchor
from wccflow.review.drafts import Unsent, draft_of
from wccflow.review.models import Theme, Thread
from wccflow.review.named import Candidate, candidates
from wccflow.review.readers import Readers, shared, writable
from wccflow.review.rules import KINDS
from wccflow.review.subjects import subject
from wccflow.review.topics import FILTERS, QUERIES, Topic, kind_in_words
from wccflow.review.windows import Asked
from wccflow.web.forms import identity, require_unchanged, text

GIVEN_MEANWHILE = "Somebody has said otherwise who sees to it since you opened the page. Choose what holds."


@dataclass(frozen=True, slots=True)
class NewThread:
    """The form for a new thread: a note to chosen readers, or a question where the person may ask one."""

    home: UUID
    anchor: Anchor
    about: str
    kind: str
    kinds: Sequence[tuple[str, str]]
    readers: Sequence[Readers]
    asks: Readers | None
    question: str
    draft: Unsent
    asked: Unsent
    people: Sequence[Candidate] = ()


def new_thread(case: Home, anchor: Anchor, reach: Reach, kind: str = "") -> NewThread:
    """The form as this person gets it; `kind` is the one that is chosen beforehand. Raises NotFound."""
    definition = definition_of(case)
    kinds = [
        (kind.key, kind_in_words(kind.key, definition))
        for kind in KINDS.values()
        if kind.by_hand
        and not kind.asks
        and holds(reach, kind.ability, place=case.place, definition=definition)
    ]
    may_ask = not isinstance(case, Theme) and can(
        reach, "ask", place=case.place, definition=definition, state=case.state
    )
    return NewThread(
        home=case.id,
        anchor=anchor,
        about=_about(case, anchor, reach),
        kind=kind,
        kinds=kinds,
        readers=writable(case, reach),
        asks=shared(case) if may_ask else None,
        question=next(kind.key for kind in KINDS.values() if kind.asks),
        draft=draft_of(draft_place(case, anchor, asking=False), reach),
        asked=draft_of(draft_place(case, anchor, asking=True), reach),
        people=_to_be_named(case, anchor, reach),
    )


def readers_for(
    case: Home, kind: str, audience: str, people: Sequence[UUID], reach: Reach, now: datetime
) -> Readers:
    """Who would read a thread of this kind. Raises Refused when the person may not write for them."""
    if kind in KINDS and KINDS[kind].asks:
        return shared(case)
    return chosen(writable(case, reach), audience, people, reach, now)


def anchor_in(given: Mapping[str, str]) -> Anchor:
    """What the words of an address name beside passages: an item, a document, another room's thing."""
    return Anchor(item=given.get("item", ""), slot=given.get("slot", ""), subject=given.get("subject", ""))


def anchor_sent() -> Anchor:
    """What a new thread hangs on, as its form says. Raises Refused when the form is damaged."""
    version = identity("version_id") if text("version_id") else None
    return Anchor(version, text("passage"), text("quote"), text("item"), text("slot"), text("subject"))


def window_in(given: Mapping[str, str]) -> Asked:
    """Which messages the words of an address name. Raises NotFound for names that none can have."""
    try:
        named = {name: UUID(given[name]) for name in ("at", "before", "after", "since") if given.get(name)}
    except ValueError:
        raise NotFound from None
    return Asked(**named, whole=bool(given.get("all")))


def quoted_in(given: Mapping[str, str], reach: Reach) -> tuple[Case, Version, Quote] | None:
    """The words of a document that an address asks to be quoted. Raises NotFound for what one cannot read."""
    if not given.get("from"):
        return None
    try:
        version = evidence.version(reach, UUID(given["from"]))
    except ValueError:
        raise NotFound from None
    quoted = evidence.quote(version.id, given.get("passage", ""), given.get("words", ""))
    return case_by_id(version.case_id), version, quoted


def require_assignment_unchanged(thread: Thread, to: UUID | None, due_on: str) -> None:
    """Raise Stale when somebody has given the thread to another person since the page was opened."""
    people = names([to, thread.assignee_id])
    mine, theirs = (
        f"{people.get(who, 'somebody') if who else 'nobody'}{f', by {until}' if until else ''}"
        for who, until in ((to, due_on), (thread.assignee_id, thread.due_on))
    )
    require_unchanged(thread.version, mine=mine, theirs=theirs, sentence=GIVEN_MEANWHILE)


def draft_place(case: Home, anchor: Anchor, *, asking: bool) -> str:
    """The place of a draft with which a thread would begin."""
    where = [anchor.version_id.hex if anchor.version_id else "", anchor.passage, anchor.item, anchor.slot]
    where += [anchor.subject] if anchor.subject else []
    return ":".join(["ask" if asking else "new", case.id.hex, *where])


def filters(
    case: Home, topics: Sequence[Topic], query: str, address: str
) -> list[tuple[str, str, int, bool]]:
    """The usual filters of a list, each of them a query: words, address, how many, whether asked now."""
    word = definition_of(case).words.get("organisation", "organisation")
    words = {
        "open": "Open",
        "mine": "Mine",
        "with": f"With the {word}",
        "unread": "Unread",
        "closed": "Resolved",
        "all": "All",
    }
    return [
        (
            words[each],
            f"{address}?{urlencode({'q': QUERIES[each]})}",
            sum(topic.fits(each) for topic in topics),
            " ".join(query.split()) == QUERIES[each],
        )
        for each in FILTERS
    ]


def _to_be_named(case: Home, anchor: Anchor, reach: Reach) -> list[Candidate]:
    """Who can be named as a reader of a thread that begins here: those who may read what it hangs on."""
    document = None
    if anchor.version_id is not None:
        document = tokens_of(evidence.version_by_id(anchor.version_id).audience_id)
    return candidates(case, writable(case, reach), reach, clock.now(), document)


def _about(case: Home, anchor: Anchor, reach: Reach) -> str:
    definition = definition_of(case)
    if anchor.subject:
        return subject(anchor.subject, case.id, reach).title
    if anchor.passage:
        return "this passage"
    if anchor.item in definition.items:
        item = definition.items[anchor.item]
        return f"{item.key} {item.called}"
    if anchor.slot in definition.slots:
        return definition.slots[anchor.slot].title
    return case.title if isinstance(case, Theme) else case.organisation.name
