"""The pages of a review that is not sent yet: gathering comments, looking them over, sending them."""

from uuid import UUID

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import Refused
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id
from wccflow.people import visitor
from wccflow.review import drafts, forms, overview, pending, sending, topics, unsending
from wccflow.review.attending import forget_draft, place_in, place_of, save_draft
from wccflow.review.attention_models import PendingComment, SentReview
from wccflow.review.cards import address_of
from wccflow.review.entry import thread_here
from wccflow.review.models import Thread
from wccflow.review.rules import KINDS, in_grace
from wccflow.web.forms import DAMAGED, identities, require_unchanged, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("pending", __name__)

HERE = "/cycles/<cycle>/<organisation>/threads/pending"
REVIEW = "/reviews/<uuid:review_id>"
ONE = "/pending/<uuid:pending_id>"
STEPS = {"earlier": -1, "later": 1}


@route(blueprint, HERE, may="see")
def review(cycle: str, organisation: str) -> ResponseReturnValue:
    """What I have gathered in a case and not sent: who would read each, and what can no longer be sent."""
    case, reach, now = entry.case_here(cycle, organisation), visitor.reach(), clock.now()
    return page(
        "review/pending.html",
        case=case,
        address=address_of(case),
        lines=overview.lines_of(case, visitor.database(), reach, now),
        sent=unsending.offered(case.id, reach, now),
    )


@route(blueprint, HERE, may="comment", methods=("POST",))
def gather(cycle: str, organisation: str) -> ResponseReturnValue:
    """Keep what would begin a thread for my review."""
    case = entry.case_here(cycle, organisation)
    kind, anchor = text("kind", missing="Choose what kind of thread this is."), forms.anchor_sent()
    given = pending.Gathered(
        text("body"), text("audience"), identities("person"), None, kind, text("title"), anchor
    )
    pending.gather(case, given, by=visitor.reach(), now=clock.now())
    asking = kind in KINDS and KINDS[kind].asks
    forget_draft(forms.draft_place(case, anchor, asking=asking), by=visitor.reach())
    _tell_count(case)
    if anchor.version_id is not None:
        return redirect(f"/evidence/{anchor.version_id}/threads?passage={anchor.passage}", 303)
    return redirect_to(f"{address_of(case)}/pending")


@route(blueprint, "/threads/<uuid:thread_id>/pending", may="comment", methods=("POST",))
def gather_reply(thread_id: UUID) -> ResponseReturnValue:
    """Keep a reply for my review."""
    thread, _ = thread_here(thread_id)
    if thread.case_id is None:
        raise Refused("Reviews are gathered in the case of one organisation. Post this here instead.")
    case = case_by_id(thread.case_id)
    given = pending.Gathered(text("body"), text("audience"), identities("person"), thread.id)
    pending.gather(case, given, by=visitor.reach(), now=clock.now())
    forget_draft(place_of(thread), by=visitor.reach())
    _tell_count(case)
    return redirect(thread.address, 303)


@route(blueprint, "/cycles/<cycle>/<organisation>/reviews", may="comment", methods=("POST",))
def send(cycle: str, organisation: str) -> ResponseReturnValue:
    """Send all that I have gathered in a case."""
    case = entry.case_here(cycle, organisation)
    outcome = sending.send(case, by=visitor.reach(), now=clock.now())
    if not outcome.said:
        raise Refused("Nothing of it can be sent now: " + " ".join(dict.fromkeys(outcome.left.values())))
    said, left = len(outcome.said), len(outcome.left)
    tell(f"{_comments(said)} {'was' if said == 1 else 'were'} sent, and each reader is told once.")
    if left:
        tell(f"{_comments(left)} could not be sent and {'waits' if left == 1 else 'wait'} here.", "warning")
    return redirect_to(f"{address_of(case)}/pending" if left else outcome.review.address)


@route(blueprint, REVIEW, may="see")
def sent(review_id: UUID) -> ResponseReturnValue:
    """A review that I sent: its comments, and for a minute the button that takes all of it back."""
    review, case = _sent(review_id)
    said = unsending.comments_of(review)
    return page(
        "review/sent.html",
        case=case,
        address=address_of(case),
        review=review,
        topics=topics.topics(visitor.reach(), [case], Thread.id.in_({each.thread_id for each in said})),
        open=in_grace(review.at, clock.now()) and review.taken_back_at is None,
    )


@route(blueprint, REVIEW, may="comment", methods=("DELETE",))
def take_back(review_id: UUID) -> ResponseReturnValue:
    """Take a review back within a minute: its comments wait to be sent again."""
    review, case = _sent(review_id)
    rows = unsending.take_back(review, by=visitor.reach(), now=clock.now())
    tell(f"It is taken back: {_comments(len(rows))} {'waits' if len(rows) == 1 else 'wait'} here again.")
    return redirect_to(f"{address_of(case)}/pending")


@route(blueprint, ONE, may="see", methods=("PUT",))
def change(pending_id: UUID) -> ResponseReturnValue:
    """Change a comment that waits in my review."""
    kept, case = _admitted(pending_id)
    body = text("body")
    require_unchanged(kept.version, mine=body, theirs=kept.body)
    pending.change(
        kept,
        case,
        body=body,
        title=text("title"),
        audience=text("audience"),
        by=visitor.reach(),
        now=clock.now(),
    )
    return redirect_to(f"{address_of(case)}/pending#pending-{kept.id}")


@route(blueprint, ONE, may="see", methods=("DELETE",))
def remove(pending_id: UUID) -> ResponseReturnValue:
    """Take a comment out of my review; its words wait as a draft where they would have gone."""
    kept, case = _admitted(pending_id)
    place = _draft_place(kept, case)
    if not drafts.draft_of(place, visitor.reach()).body:
        save_draft(place, kept.body, by=visitor.reach(), now=clock.now())
    pending.remove(kept)
    tell("It is taken out. Its words wait as a draft where you wrote them.")
    return redirect_to(f"{address_of(case)}/pending")


@route(blueprint, f"{ONE}/place", may="see", methods=("PUT",))
def move(pending_id: UUID) -> ResponseReturnValue:
    """Let a comment be sent earlier or later."""
    kept, case = _admitted(pending_id)
    steps = STEPS.get(text("to"))
    if steps is None:
        raise Refused(DAMAGED)
    pending.move(kept, steps)
    return redirect_to(f"{address_of(case)}/pending#pending-{kept.id}")


def _sent(review_id: UUID) -> tuple[SentReview, Case]:
    review = unsending.review_called(review_id, visitor.reach())
    return review, entry.case_of(review.case_id)


def _admitted(pending_id: UUID) -> tuple[PendingComment, Case]:
    kept = pending.pending_called(visitor.reach(), pending_id)
    return kept, entry.case_of(kept.case_id)


def _draft_place(kept: PendingComment, case: Case) -> str:
    if kept.thread_id is not None:
        return place_in(kept.thread_id)
    asking = kept.kind in KINDS and KINDS[kept.kind].asks
    return forms.draft_place(case, pending.anchor_of(kept), asking=asking)


def _tell_count(case: Case) -> None:
    count = pending.count_in(visitor.reach(), case.id)
    tell(
        f"It is in your review of {case.organisation.name}, which holds {_comments(count)}. Only you see it."
    )


def _comments(count: int) -> str:
    return f"{count} comment{'' if count == 1 else 's'}"
