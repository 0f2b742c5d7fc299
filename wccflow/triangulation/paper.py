"""The strips of a case as a Word file: what each source says, how far chance reaches, the gap in words."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from wccflow.base import audiences
from wccflow.cycles.paper import Paper
from wccflow.people.rights import Reach
from wccflow.review import queries as review
from wccflow.review.rules import linkless
from wccflow.triangulation.models import TriangulationReply
from wccflow.triangulation.strips import Strip, Strips
from wccflow.web.formats import moment

HEAD = ("Who", "Says", "How sure")
MEANT = "A gap is a reason to ask, never an accusation."
HIDDEN = "You see what others say of this item once you have rated it alone."


def written(found: Strips, reach: Reach) -> bytes:
    """The file for a person: an item that she is to rate alone first has its question and no figure."""
    case = found.case
    paper = Paper(
        f"Triangulation: {case.organisation.name}",
        subtitle=f"{case.cycle.title} · {case.overseer.name}",
        demonstration=case.cycle.demonstration,
    )
    paper.say(f"What it says of itself beside what partners, documents and the panel say. {MEANT}")
    if found.whole:
        paper.say(f"Over all: {found.whole.in_words}.")
    for note in found.notes:
        paper.say(note)
    _replies(paper, found, [each for each in found.replies if not each.item])
    questions = _questions(found.strips, reach)
    for strip in found.strips:
        paper.heading(strip.title, 2)
        say(paper, strip)
        _replies(paper, found, strip.replies)
        paper.points([questions[each.thread.id] for each in strip.enquiries if each.thread.id in questions])
    return paper.content()


def say(paper: Paper, strip: Strip) -> None:
    """One strip as a small table, and its sentence."""
    if strip.is_hidden:
        paper.say(HIDDEN)
        return
    paper.table(HEAD, [(mark.title, mark.words, mark.note) for mark in strip.marks])
    paper.say(strip.in_words)


def _replies(paper: Paper, found: Strips, replies: Sequence[TriangulationReply]) -> None:
    for each in replies:
        paper.say(f"Reply of {found.people.get(each.by_id, 'someone')}, {moment(each.at)}: {each.words}")


def _questions(strips: Sequence[Strip], reach: Reach) -> Mapping[UUID, str]:
    """Each line of enquiry on these items with how it stands and the question, by its thread."""
    topics = {each.thread.id: each for strip in strips for each in strip.enquiries}
    first, mine = review.first_said(list(topics)), set(audiences.readable(reach.tokens))
    said = {
        key: f": {linkless(first[key].body)}"
        for key in topics
        if key in first and first[key].audience_id in mine and first[key].deleted_at is None
    }
    return {
        key: f"Line of enquiry ({each.state}): {each.title}{said.get(key, '')}"
        for key, each in topics.items()
    }
