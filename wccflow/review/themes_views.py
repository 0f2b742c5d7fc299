"""The pages of themes: the list of a cycle's, one theme with its threads, and what is gathered under it."""

from uuid import UUID

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles import entry
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.queries import case_by_id, cycle, cycles_for
from wccflow.people import visitor
from wccflow.people.models import Organisation
from wccflow.review import actions, attending, copies, forms, queries, themes, theming, topics
from wccflow.review.anchoring import Anchor
from wccflow.review.models import Thread
from wccflow.web.forms import identity, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("themes", __name__)

LIST = "/cycles/<key>/themes"
THEME = "/themes/<uuid:theme_id>"


@route(blueprint, LIST, may=SIGNED_IN)
def shelves(key: str) -> ResponseReturnValue:
    """The themes of a cycle that the person may read, and the form to open one."""
    found = _cycle(key)
    reach = visitor.reach()
    return page(
        "review/themes.html",
        cycle=found,
        shelves=themes.shelves(reach, found),
        overseers=[(str(each.id), each.name) for each in themes.overseers_open_to(found, reach)],
    )


@route(blueprint, LIST, may=SIGNED_IN, methods=("POST",))
def open_theme(key: str) -> ResponseReturnValue:
    """Open a theme."""
    found = _cycle(key)
    overseer = session().get(Organisation, identity("overseer"))
    if overseer is None:
        raise NotFound
    made = theming.open_theme(
        found, overseer, title=text("title"), why=text("why"), by=visitor.reach(), now=clock.now()
    )
    tell("The theme is open.")
    return redirect_to(made.address)


@route(blueprint, THEME, may=SIGNED_IN)
def theme(theme_id: UUID) -> ResponseReturnValue:
    """A theme: its own threads, those gathered from cases, and the form to begin one."""
    found, reach = themes.theme_for(visitor.reach(), theme_id), visitor.reach()
    own = topics.topics(reach, [found])
    gathered = themes.topics_gathered(reach, found)
    return page(
        "review/theme.html",
        theme=found,
        own=own,
        gathered=gathered,
        organisations=len({topic.thread.case_id for topic in gathered}),
        form=forms.new_thread(found, Anchor(), reach),
        may_write=entry.may("comment", found),
        copies=copies.audiences_of_threads(found, reach),
    )


@route(blueprint, f"{THEME}/threads", may=SIGNED_IN, methods=("POST",))
def open_thread(theme_id: UUID) -> ResponseReturnValue:
    """Open a thread in a theme with its first message."""
    found = themes.theme_for(visitor.reach(), theme_id)
    kind = text("kind", missing="Choose what kind of thread this is.")
    made = actions.open_thread(
        found,
        kind=kind,
        title=text("title"),
        body=text("body"),
        audience=text("audience"),
        by=visitor.reach(),
        now=clock.now(),
    )
    attending.forget_draft(forms.draft_place(found, Anchor(), asking=False), by=visitor.reach())
    return redirect(made.address, 303)


@route(blueprint, "/threads/<uuid:thread_id>/themes", may="comment")
def gathering(thread_id: UUID) -> ResponseReturnValue:
    """The themes that a thread is under, and those under which the person may put it."""
    found, case = _thread(thread_id)
    reach = visitor.reach()
    return page(
        "review/gathering.html",
        thread=found,
        case=case,
        topic=topics.topic_of(reach, case, found),
        over=themes.themes_over(found, reach),
        choices=[(str(each.id), each.title) for each in themes.themes_open_to(found, case, reach)],
    )


@route(blueprint, "/threads/<uuid:thread_id>/themes", may="comment", methods=("POST",))
def gather(thread_id: UUID) -> ResponseReturnValue:
    """Put a thread under a theme."""
    found, _ = _thread(thread_id)
    to = themes.theme_for(visitor.reach(), identity("theme"))
    theming.gather(to, found, by=visitor.reach(), now=clock.now())
    tell(f"The thread is under “{to.title}” now. Nobody reads more of it than before.")
    return redirect_to(f"{found.address}/themes")


@route(blueprint, "/threads/<uuid:thread_id>/themes/<uuid:theme_id>", may="comment", methods=("DELETE",))
def take_out(thread_id: UUID, theme_id: UUID) -> ResponseReturnValue:
    """Take a thread out of a theme."""
    found, _ = _thread(thread_id)
    of = themes.theme_for(visitor.reach(), theme_id)
    theming.take_out(of, found, by=visitor.reach(), now=clock.now())
    tell(f"The thread is no longer under “{of.title}”.")
    return redirect_to(f"{found.address}/themes")


def _cycle(key: str) -> Cycle:
    """The cycle, when the person sees a case of it. Raises NotFound."""
    found = cycle(key)
    if found not in cycles_for(visitor.reach()):
        raise NotFound
    return found


def _thread(thread_id: UUID) -> tuple[Thread, Case]:
    """A thread of a case, when the person may do there what the address declares."""
    found = queries.thread_for(visitor.reach(), thread_id)
    if found.case_id is None:
        raise NotFound
    return found, entry.admitted(case_by_id(found.case_id))
