"""The pages of reading plans: making one, going through it, taking it along."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import Refused
from wccflow.cycles import entry
from wccflow.cycles.queries import cases_for
from wccflow.people import visitor
from wccflow.reading_plan import actions, pack, pages, queries, rules
from wccflow.reading_plan.pages import Progress, Told
from wccflow.web.downloads import word_file
from wccflow.web.forms import text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("reading_plan", __name__)

CASE = "/cycles/<cycle>/<organisation>"
PLAN = "/reading-plan/<uuid:plan_id>"


@route(blueprint, f"{CASE}/reading-plan", may="see")
def of_case(cycle: str, organisation: str) -> ResponseReturnValue:
    """The plans of one case, and the form for a new one."""
    case = entry.case_here(cycle, organisation)
    return page("reading_plan/case.html", **pages.one_case(case, visitor.reach()))


@route(blueprint, f"{CASE}/reading-plan", may="see", methods=("POST",))
def make_for_case(cycle: str, organisation: str) -> ResponseReturnValue:
    """Make a plan for one case."""
    case, reach = entry.case_here(cycle, organisation), visitor.reach()
    items = pages.items_asked(case, reach, text("whose"), request.form.getlist("item"))
    made = actions.make([(case, items)], _minutes(), by=reach, now=clock.now(), case=case)
    return redirect_to(f"/reading-plan/{made.id}")


@route(blueprint, "/reading-plan", may=SIGNED_IN)
def across() -> ResponseReturnValue:
    """The plans of all cases, and the form for one across several."""
    return page("reading_plan/across.html", **pages.across(visitor.reach()))


@route(blueprint, "/reading-plan", may=SIGNED_IN, methods=("POST",))
def make_across() -> ResponseReturnValue:
    """Make a plan across the chosen cases."""
    reach, chosen = visitor.reach(), request.form.getlist("case")
    cases = [case for case in cases_for(reach) if str(case.id) in chosen]
    if not cases:
        raise Refused("Choose at least one case.")
    asked = [(case, pages.items_asked(case, reach, "all", ())) for case in cases]
    alone = cases[0] if len(cases) == 1 else None
    made = actions.make(asked, _minutes(), by=reach, now=clock.now(), case=alone)
    return redirect_to(f"/reading-plan/{made.id}")


@route(blueprint, PLAN, may=SIGNED_IN)
def plan(plan_id: UUID) -> ResponseReturnValue:
    """One plan: what to read, why, how long it takes, and what is left."""
    return page("reading_plan/plan.html", progress=_progress(plan_id), pace=rules.WORDS_A_MINUTE, rules=rules)


@route(blueprint, PLAN, may=SIGNED_IN, methods=("DELETE",))
def throw_away(plan_id: UUID) -> ResponseReturnValue:
    """Throw a plan away."""
    actions.throw_away(queries.plan(visitor.reach(), plan_id), now=clock.now())
    tell("The plan is gone.")
    return redirect_to("/reading-plan")


@route(blueprint, f"{PLAN}/next", may=SIGNED_IN)
def onward(plan_id: UUID) -> ResponseReturnValue:
    """Go to the next stretch that is to be read, after the one named if one is."""
    found = _progress(plan_id)
    after = found.after(_number("after")) if request.args.get("after") else found.next
    return redirect_to(_address(found, after))


@route(blueprint, f"{PLAN}/previous", may=SIGNED_IN)
def back(plan_id: UUID) -> ResponseReturnValue:
    """Go to the stretch before the one named."""
    found = _progress(plan_id)
    return redirect_to(_address(found, found.before(_number("before"))))


@route(blueprint, f"{PLAN}/<int:part>", may=SIGNED_IN)
def stretch(plan_id: UUID, part: int) -> ResponseReturnValue:
    """One stretch with its full text, and the way through the plan."""
    found = _progress(plan_id)
    told = found.at(part)
    rows = queries.passages([told.entry])[told.entry.id]
    return page(
        "reading_plan/stretch.html",
        progress=found,
        told=told,
        before=found.before(part),
        rules=rules,
        **pages.drawn(rows),
    )


@route(blueprint, f"{PLAN}/<int:part>/mark", may=SIGNED_IN, methods=("PUT",))
def mark(plan_id: UUID, part: int) -> ResponseReturnValue:
    """Mark a stretch as read or left out, or have it back."""
    how, told = text("as"), _progress(plan_id).at(part)
    actions.mark(told.entry, how, now=clock.now())
    if how == actions.OPEN:
        tell(f"“{told.entry.title}” is on the plan again.")
        return redirect_to(f"/reading-plan/{plan_id}#part-{part}")
    if text("then") == "plan":
        return redirect_to(f"/reading-plan/{plan_id}#part-{part}")
    found = _progress(plan_id)
    if not found.open:
        tell("That was the last of it.")
    return redirect_to(_address(found, found.after(part)))


@route(blueprint, f"{PLAN}/pack", may=SIGNED_IN)
def print_out(plan_id: UUID) -> ResponseReturnValue:
    """The full text of everything on a plan, on one page to print or to keep on a tablet."""
    found = _progress(plan_id)
    texts = queries.passages([each.entry for each in found.told])
    drawn = {each.entry.number: pages.drawn(texts[each.entry.id]) for each in found.told}
    return page("reading_plan/pack.html", progress=found, drawn=drawn, now=clock.now(), rules=rules)


@route(blueprint, f"{PLAN}/pack.docx", may=SIGNED_IN)
def take_along(plan_id: UUID) -> ResponseReturnValue:
    """The same as a Word file."""
    found = _progress(plan_id)
    texts = queries.passages([each.entry for each in found.told])
    demonstration = any(each.case.cycle.demonstration for each in found.told)
    return word_file(pack.pack(found, texts, demonstration=demonstration), "reading-plan.docx")


def _progress(plan_id: UUID) -> Progress:
    reach = visitor.reach()
    return pages.progress_of(queries.plan(reach, plan_id), reach)


def _address(progress: Progress, told: Told | None) -> str:
    return f"{progress.address}/{told.entry.number}" if told else progress.address


def _minutes() -> int | None:
    return rules.minutes_asked(text("own") if text("minutes") == "own" else text("minutes"))


def _number(name: str) -> int:
    given = request.args.get(name, "")
    return int(given) if given.isdecimal() and given.isascii() and len(given) < 7 else 0
