"""The pages of triangulation: a case's items, the ranked list, lines of enquiry, replies."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.cycles import entry
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case
from wccflow.cycles.queries import cycle as cycle_called
from wccflow.people import visitor
from wccflow.people.queries import organisation as organisation_called
from wccflow.triangulation import actions, enquiring, pages, paper
from wccflow.triangulation.ranking import ranking_of
from wccflow.triangulation.strips import Strips, strips_of
from wccflow.web.downloads import word_file
from wccflow.web.forms import read_version, text
from wccflow.web.pages import local_address, page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("triangulation", __name__)

CASE = "/cycles/<cycle>/<organisation>/triangulation"
NATION = "/triangulation/<cycle>"


@route(blueprint, CASE, may="see")
def case(cycle: str, organisation: str) -> ResponseReturnValue:
    """Every item of a case beside what the others say of it."""
    here = entry.case_here(cycle, organisation)
    return page("triangulation/case.html", **pages.of_case(_strips(here), request.args.get("show", "")))


@route(blueprint, f"{CASE}.docx", may="see")
def case_file(cycle: str, organisation: str) -> ResponseReturnValue:
    """The same as a Word file, as far as the person may know it now."""
    here = entry.case_here(cycle, organisation)
    content = paper.written(_strips(here), visitor.reach())
    return word_file(content, f"triangulation-{here.organisation.code.lower()}.docx")


@route(blueprint, f"{CASE}/replies", may="answer", methods=("POST",))
def reply(cycle: str, organisation: str) -> ResponseReturnValue:
    """Reply as the organisation, to one item or to the whole."""
    here, item = entry.case_here(cycle, organisation), text("item")
    actions.reply(
        here,
        words=text("words"),
        item=item,
        by=visitor.reach(),
        now=clock.now(),
        seen_number=read_version(),
    )
    tell("Your reply is kept. Everyone who sees these figures reads it beside them.")
    return redirect_to(local_address(text("back") or f"{here.address}/triangulation"))


@route(blueprint, f"{CASE}/questions", may="ask")
def questions(cycle: str, organisation: str) -> ResponseReturnValue:
    """The lines of enquiry that would be opened, to be changed first: of one item, or the five highest."""
    here, reach = entry.case_here(cycle, organisation), visitor.reach()
    found = _strips(here)
    wanted = [each.item for each in found.strips if each.item in request.args.getlist("item")]
    chosen = wanted or pages.highest(found)
    return page(
        "triangulation/questions.html", case=here, proposed=enquiring.proposed(here, reach, chosen), of=found
    )


@route(blueprint, f"{CASE}/questions", may="ask", methods=("POST",))
def ask(cycle: str, organisation: str) -> ResponseReturnValue:
    """Open the chosen lines of enquiry, all of them or none."""
    here = entry.case_here(cycle, organisation)
    bodies = {item: text(f"body-{item}") for item in dict.fromkeys(request.form.getlist("item"))}
    made = actions.ask(here, bodies, by=visitor.reach(), now=clock.now())
    tell("The line of enquiry is open." if len(made) == 1 else f"{len(made)} lines of enquiry are open.")
    return redirect_to(made[0].address if len(made) == 1 else f"{here.address}/triangulation")


@route(blueprint, NATION, may="see")
def nation(cycle: str) -> ResponseReturnValue:
    """Every organisation that the person watches, the widest gap first."""
    return _ranked(cycle, "")


@route(blueprint, f"{NATION}/<overseer>", may="see")
def overseer(cycle: str, overseer: str) -> ResponseReturnValue:
    """The organisations of one overseer, the widest gap first."""
    return _ranked(cycle, organisation_called(overseer).code)


def _ranked(key: str, code: str) -> ResponseReturnValue:
    found = cycle_called(key)
    ranking = ranking_of(found, visitor.reach(), code)
    if ranking is None:
        raise NotFound
    shown = pages.of_list(ranking, pinned(found.digest), request.args.get("show", ""))
    title = organisation_called(code).name if code else found.title
    here = f"/triangulation/{key}/{code}" if code else f"/triangulation/{key}"
    return page("triangulation/list.html", cycle=found, title=title, here=here, **shown)


def _strips(here: Case) -> Strips:
    found = strips_of(here, visitor.reach())
    if found is None:
        raise NotFound
    return found
