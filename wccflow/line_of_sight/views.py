"""The pages of the line of sight: all lines and what is missing, one line, words for a step."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import Refused
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.evidence import queries as evidence
from wccflow.line_of_sight import actions, queries
from wccflow.line_of_sight.acts import FROZEN, channel_for, is_frozen, sight_of
from wccflow.line_of_sight.models import Line
from wccflow.line_of_sight.one_line import NEW, page_of_choice, page_of_line
from wccflow.line_of_sight.picture import drawing
from wccflow.line_of_sight.shown import overview, page_of_all
from wccflow.line_of_sight.subjects import address_of
from wccflow.line_of_sight.summary_word import missing_of, summary_of
from wccflow.people import visitor
from wccflow.ratings.forms import passage_linked
from wccflow.web.downloads import word_file
from wccflow.web.forms import identity, require_unchanged, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("line_of_sight", __name__)

ALL = "/cycles/<cycle>/<organisation>/line-of-sight"
LINE = "/lines/<uuid:line_id>"
NOT_NOW = "Lines can be drawn while the organisation prepares, and by reviewers while they read."


@route(blueprint, ALL, may="see")
def lines(cycle: str, organisation: str) -> ResponseReturnValue:
    """Every line with its steps, and what is missing in them as a whole."""
    case = entry.case_here(cycle, organisation)
    sight_of(case)
    shown = page_of_all(case, visitor.reach())
    found = shown["overview"]
    return page("line_of_sight/lines.html", **shown, drawing=drawing(found.rows), missing=missing_of(found))


@route(blueprint, ALL, may="see", methods=("POST",))
def draw(cycle: str, organisation: str) -> ResponseReturnValue:
    """Draw a new line, and go on with its steps."""
    case = entry.case_here(cycle, organisation)
    made = actions.draw(case, title=text("title"), item=text("item"), by=visitor.reach(), now=clock.now())
    tell(f"Drawn: {made.title}. Now show its steps.")
    return redirect_to(address_of(made))


@route(blueprint, f"{ALL}/summary", may="see")
def summary(cycle: str, organisation: str) -> ResponseReturnValue:
    """The lines as a Word file."""
    case = entry.case_here(cycle, organisation)
    sight_of(case)
    content = summary_of(case, overview(case, visitor.reach()))
    return word_file(content, f"line-of-sight-{case.organisation.code}.docx")


@route(blueprint, LINE, may="see")
def line(line_id: UUID) -> ResponseReturnValue:
    """One line, step by step."""
    found, case = _admitted(line_id)
    return page("line_of_sight/line.html", **page_of_line(case, found, visitor.reach()))


@route(blueprint, LINE, may="see", methods=("PUT",))
def change(line_id: UUID) -> ResponseReturnValue:
    """Call a line otherwise, or let it lead to another item."""
    found, case = _admitted(line_id)
    title, item = text("title"), text("item")
    require_unchanged(found.version, mine=title, theirs=found.title)
    actions.change(found, case, title=title, item=item, by=visitor.reach(), now=clock.now())
    tell("Kept.")
    return redirect_to(address_of(found))


@route(blueprint, LINE, may="see", methods=("DELETE",))
def withdraw(line_id: UUID) -> ResponseReturnValue:
    """Take a line out of the picture."""
    found, case = _admitted(line_id)
    actions.withdraw(found, case, by=visitor.reach(), now=clock.now())
    tell(f"Withdrawn: {found.title}. You can bring it back below.")
    return redirect_to(_all(case))


@route(blueprint, f"{LINE}/standing", may="see", methods=("PUT",))
def restore(line_id: UUID) -> ResponseReturnValue:
    """Bring a withdrawn line back."""
    found, case = _admitted(line_id)
    actions.restore(found, case, by=visitor.reach(), now=clock.now())
    tell(f"Back again: {found.title}.")
    return redirect_to(_all(case))


@route(blueprint, f"{LINE}/place", may="see", methods=("PUT",))
def order(line_id: UUID) -> ResponseReturnValue:
    """Let a line change places with the one above or below it."""
    found, case = _admitted(line_id)
    actions.order(found, case, up=text("to") == "up", by=visitor.reach(), now=clock.now())
    return redirect_to(f"{_all(case)}#line-{found.id}")


@route(blueprint, f"{LINE}/steps/<step>", may="see", methods=("POST",))
def show(line_id: UUID, step: str) -> ResponseReturnValue:
    """Let the passage of a link, or a suggested one, show a step."""
    found, case = _admitted(line_id)
    version_id, key = passage_linked(text("link"))
    actions.show(found, case, step, version_id=version_id, passage=key, by=visitor.reach(), now=clock.now())
    tell(f"The passage shows the {sight_of(case).steps[step].title.lower()} now.")
    return redirect_to(address_of(found, step))


@route(blueprint, f"{LINE}/steps/<step>/finding", may="rate_documents", methods=("PUT",))
def find(line_id: UUID, step: str) -> ResponseReturnValue:
    """Say, as a reviewer, whether a step follows."""
    found, case = _admitted(line_id)
    stance, why = text("stance"), text("why")
    actions.find(found, case, step, stance=stance, why=why, by=visitor.reach(), now=clock.now())
    tell("Noted what you found.")
    return redirect_to(address_of(found, step))


@route(blueprint, "/lines/passages/<uuid:passage_id>", may="see", methods=("DELETE",))
def hide(passage_id: UUID) -> ResponseReturnValue:
    """Take a passage back from a step."""
    shown = queries.passage(visitor.reach(), passage_id)
    found, case = _admitted(shown.line_id)
    actions.hide(shown, found, case, by=visitor.reach(), now=clock.now())
    tell("The passage no longer stands in this line.")
    return redirect_to(address_of(found, shown.step))


@route(blueprint, "/evidence/<uuid:version_id>/lines", may="see")
def choose(version_id: UUID) -> ResponseReturnValue:
    """Choose the line and the step for words of a document."""
    version = evidence.version(visitor.reach(), version_id)
    case = entry.case_of(version.case_id)
    sight_of(case)
    if not channel_for(case, visitor.reach()):
        raise Refused(FROZEN if entry.may("rate_self", case) and is_frozen(case) else NOT_NOW)
    key, words = request.args.get("passage", ""), request.args.get("quote", "")
    return page("line_of_sight/choose.html", **page_of_choice(case, version, key, words, visitor.reach()))


@route(blueprint, "/evidence/<uuid:version_id>/lines", may="see", methods=("POST",))
def show_from_reader(version_id: UUID) -> ResponseReturnValue:
    """Let words of a document show a step of a line, an old or a new one, and go on with that line."""
    reach, now = visitor.reach(), clock.now()
    version = evidence.version(reach, version_id)
    case = entry.case_of(version.case_id)
    step, key = text("step", missing="Choose the step."), text("passage")
    if text("line", missing="Choose the line.") == NEW:
        found = actions.draw(case, title=text("title"), by=reach, now=now)
    else:
        found, _ = _admitted(identity("line"))
    actions.show(
        found, case, step, version_id=version.id, passage=key, quote=text("quote"), by=reach, now=now
    )
    tell(f"Used in the line “{found.title}”.")
    return redirect_to(address_of(found, step))


def _admitted(line_id: UUID) -> tuple[Line, Case]:
    """The line and its case, when the person may read the one and do there what the address declares."""
    found = queries.line(visitor.reach(), line_id)
    return found, entry.case_of(found.case_id)


def _all(case: Case) -> str:
    return f"{case.address}/line-of-sight"
