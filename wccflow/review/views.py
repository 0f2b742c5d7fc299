"""The pages of threads: a case's list, one conversation, one message."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, current_app, redirect, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.work import offers, session
from wccflow.cycles import entry
from wccflow.cycles.home import Home
from wccflow.live.application import cursors_of
from wccflow.people import visitor
from wccflow.people.rights import Reach
from wccflow.review import (
    actions,
    asking,
    attending,
    conversation,
    drafts,
    following_cases,
    forms,
    fragments,
    hanging,
    marking,
    named,
    neighbours,
    pending,
    queries,
    quoting,
    readers,
    reading,
    talk,
    topics,
    unsending,
    windowed,
)
from wccflow.review.cards import address_of
from wccflow.review.entry import comment_here, thread_here
from wccflow.review.fixed import fixed_because
from wccflow.review.labels import known_labels
from wccflow.review.models import Thread
from wccflow.review.rules import KINDS
from wccflow.review.standing import standing_of
from wccflow.web.forms import identities, require_unchanged, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.requests import htmx
from wccflow.web.routes import route

blueprint = Blueprint("review", __name__)

LIST = "/cycles/<cycle>/<organisation>/threads"
THREAD = "/threads/<uuid:thread_id>"
MOST_STREAMED = 48  # a stream tells of 50 topics at most


@route(blueprint, LIST, may="see")
def threads(cycle: str, organisation: str) -> ResponseReturnValue:
    """The threads of a case that the person may read, by filter."""
    case = entry.case_here(cycle, organisation)
    live, reach = _now_in_log(), visitor.reach()
    found = topics.topics(reach, [case])
    asked = asking.ask(request.args.get("q", topics.query_called(request.args.get("show", ""))), found, reach)
    streamed = [topic.thread.id for topic in asked.topics[:MOST_STREAMED]]
    return page(
        "review/threads.html",
        status=422 if asked.fault else 200,
        case=case,
        address=address_of(case),
        asked=asked,
        filters=forms.filters(case, found, asked.query, address_of(case)),
        known=known_labels(reach, [case.id]),
        unread=sum(topic.unread for topic in found if topic.fits("unread")),
        undo=marking.undoable(reach, clock.now()),
        gathered=pending.count_in(reach, case.id),
        sent=unsending.offered(case.id, reach, clock.now()),
        live=live,
        streamed=streamed,
        resolved=0 if asked.query != asking.USUAL else sum(each.is_resolved for each in found),
        names_read=_names_read(case, asked.topics),
        names=[fragments.list_name(case.id), *map(fragments.thread_name, streamed)],
        follows=following_cases.of_case(case, reach),
        may_open=entry.may("comment", case) and bool(readers.writable(case, reach)),
    )


@route(blueprint, f"{LIST}/new", may="comment")
def new(cycle: str, organisation: str) -> ResponseReturnValue:
    """The form for a thread on an item, a document or the whole case."""
    case = entry.case_here(cycle, organisation)
    anchor, kind = forms.anchor_in(request.args), request.args.get("kind", "")
    form = forms.new_thread(case, anchor, visitor.reach(), kind)
    return page("review/new.html", case=case, address=address_of(case), form=form)


@route(blueprint, LIST, may="comment", methods=("POST",))
def open_thread(cycle: str, organisation: str) -> ResponseReturnValue:
    """Open a thread with its first message."""
    case = entry.case_here(cycle, organisation)
    kind, anchor = text("kind", missing="Choose what kind of thread this is."), forms.anchor_sent()
    thread = actions.open_thread(
        case,
        kind=kind,
        title=text("title"),
        body=text("body"),
        audience=text("audience"),
        people=identities("person"),
        anchor=anchor,
        by=visitor.reach(),
        now=clock.now(),
    )
    place = forms.draft_place(case, anchor, asking=KINDS[kind].asks)
    attending.forget_draft(place, by=visitor.reach())
    if anchor.version_id is not None:
        return redirect(f"/evidence/{anchor.version_id}/threads?passage={thread.passage}", 303)
    tell("The thread is open.")
    return redirect_to(thread.address)


@route(blueprint, THREAD, may="see")
def thread(thread_id: UUID) -> ResponseReturnValue:
    """One conversation, with the case's other threads beside it; with `since` what was said from there on."""
    found, case = thread_here(thread_id)
    live, reach, now = _now_in_log(), visitor.reach(), clock.now()
    asked = forms.window_in(request.args)
    if asked.since is not None:
        lines, state = windowed.since(case, found, reach, asked.since), fragments.state_of(case, found)
        return page("review/messages.html", case=case, thread=found, lines=lines, state=state)
    may_write, own = entry.may("comment", case), readers.readers(case, found.audience_id)
    here = neighbours.beside(reach, case, found)
    # First the names of all audiences together, among whom the others are found again.
    named_by_audience = readers.names_by_audience(_audiences(case, found, reach), now)
    return page(
        "review/thread.html",
        case=case,
        address=address_of(case),
        thread=found,
        topic=here.topic,
        lines=(lines := windowed.shown(case, found, reach, asked)),
        first_unread=(first := talk.first_unread(found, lines, reach)),
        read_until=reading.read_until(lines, first),
        standing=standing_of(case, found, reach, now, may_write=may_write),
        followed=hanging.followed(found, reach),
        topics=here.topics,
        more=here.open - len(here.topics),
        resolved=here.resolved,
        gathered=pending.count_in(reach, case.id),
        people=readers.people_by_id(own, now),
        is_named=not own.roles,
        lifts=[each for lift in offers().lifts.values() for each in lift(case, found, reach)],
        me=reach.person_id,
        live=live,
        name=fragments.thread_name(found.id),
        draft=_unsent(case, found, lines, reach),
        replies=readers.for_reply(case, found, reach) if may_write else [],
        candidates=named.candidates(case, [own], reach, now) if may_write else [],
        names=named_by_audience,
        wider=readers.wider(case, found, reach, now) if may_write else [],
        may_write=may_write,
    )


@route(blueprint, f"{THREAD}/comments", may="comment", methods=("POST",))
def comment(thread_id: UUID) -> ResponseReturnValue:
    """Write one more message."""
    found, _ = thread_here(thread_id)
    by, now = visitor.reach(), clock.now()
    audience, people = text("audience"), identities("person")
    said = actions.comment(found, body=text("body"), audience=audience, people=people, by=by, now=now)
    # Also beside a document, whose page stays where it is.
    return redirect(
        f"{found.address}?since={said.id}" if htmx() else f"{found.address}#comment-{said.id}", 303
    )


@route(blueprint, "/comments/<uuid:comment_id>", may="see")
def message(comment_id: UUID) -> ResponseReturnValue:
    """One message with its earlier words; its author may change it here until it is answered."""
    said, thread, case = comment_here(comment_id)
    mine = said.author_id == visitor.person().id and said.deleted_at is None and entry.may("comment", case)
    why = fixed_because(said, thread) if mine else ""
    return page(
        "review/comment.html",
        case=case,
        thread=thread,
        comment=said,
        line=conversation.said_alone(case, thread, said),
        edits=[] if said.deleted_at else queries.edits_of(said),
        people=readers.people_of(readers.readers(case, said.audience_id), clock.now()),
        may_edit=mine and not why,
        fixed=why,
    )


@route(blueprint, "/comments/<uuid:comment_id>", may="comment", methods=("PUT",))
def edit(comment_id: UUID) -> ResponseReturnValue:
    """Change the words of one's own message."""
    said, thread, _ = comment_here(comment_id)
    body = text("body")
    require_unchanged(said.version, mine=body, theirs=said.body)
    actions.edit(said, thread, body=body, by=visitor.reach(), now=clock.now())
    return redirect_to(said.permalink)


@route(blueprint, "/comments/<uuid:comment_id>", may="comment", methods=("DELETE",))
def delete(comment_id: UUID) -> ResponseReturnValue:
    """Take back one's own message."""
    said, thread, _ = comment_here(comment_id)
    actions.delete(said, thread, by=visitor.reach(), now=clock.now())
    return redirect_to(said.permalink)


def _names_read(case: Home, shown: Sequence[topics.Topic]) -> dict[UUID, list[str]]:
    """By audience of these threads the names of everyone who reads along."""
    ids = {each.thread.audience_id for each in shown}
    return readers.names_by_audience(readers.readers_by_id(case, ids).values(), clock.now())


def _audiences(case: Home, thread: Thread, reach: Reach) -> list[readers.Readers]:
    """The audiences that the page of a thread names: its own, those of asides, those of a reply."""
    shown = readers.readers_by_id(case, {thread.audience_id, *queries.asides(thread, reach)})
    return [*shown.values(), *readers.for_reply(case, thread, reach)]


def _unsent(case: Home, thread: Thread, lines: Sequence[windowed.Shown], reach: Reach) -> drafts.Unsent:
    """Her unsent words, with what the address asks to be quoted: a message of the thread, or a passage."""
    unsent = drafts.draft_of(attending.place_of(thread), reach)
    quoted = forms.quoted_in(request.args, reach)
    if quoted is not None:
        return quoting.with_words(unsent, *quoted)
    return talk.with_quotation(unsent, lines, request.args.get("quote", ""))


def _now_in_log() -> str:
    """Where the log stands now: a page takes this first, so that its stream leaves nothing out."""
    return cursors_of(current_app).here(session())
