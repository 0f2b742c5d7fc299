"""The pages of cycles: my work, the cycles, a case with its moves, its history, its windows."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.base.work import offers
from wccflow.cycles import actions, carried, desks, drawing, entry, queries, signing
from wccflow.cycles.cards import cards_of
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.picture import picture
from wccflow.cycles.words import milestone_rows, moves_in_words, places_of, state_titles
from wccflow.notices.queries import unread_count
from wccflow.people import visitor
from wccflow.people.rights import Place, holds
from wccflow.web.forms import require_unchanged, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("cycles", __name__)

PUBLISHED = "Published results"
ELSEWHERE = (
    ("monitor", "How the cycle stands", "/monitor"),  # leads on to what the person watches
    ("close_thread", "Themes across organisations", "/cycles/{cycle}/themes"),
    ("adjust", "Calibration", "/calibration/{cycle}"),
    ("publish", "Publication", "/publication/{cycle}"),
    ("see", PUBLISHED, "/published/{cycle}"),
    ("see", "The way through the cycle, drawn", "/cycles/{cycle}/way"),
    ("migrate_cases", "Bring cases to a changed definition", "/cycles/{cycle}/migration"),
)


@route(blueprint, "/", may=SIGNED_IN)
def my_work() -> ResponseReturnValue:
    """What needs the person who is asking, what waits for others, and the cases near at hand."""
    reach, now = visitor.reach(), clock.now()
    cases = queries.cases_for(reach)
    all_desks = desks.desks(reach, cases)
    shown = desks.chosen(all_desks, request.args.get("at", ""))
    found = desks.lines(shown, reach, now)
    cases = [case for desk in shown for case in desk.cases]
    return page(
        "cycles/my_work.html",
        name=visitor.person().name,
        today=clock.business_day(now),
        mine=[line for line in found if not line.task.waiting],
        waiting=[line for line in found if line.task.waiting],
        desks=all_desks,
        at=shown[0] if len(shown) == 1 else None,
        cases=cases,
        titles=state_titles(cases),
        unread=unread_count(reach),
    )


@route(blueprint, "/cycles", may=SIGNED_IN)
def cycles() -> ResponseReturnValue:
    """Every cycle in which the person sees a case."""
    reach = visitor.reach()
    opens = any(holds(reach, "open_cycles", place=Place(), definition=each) for each in queries.definitions())
    return page("cycles/cycles.html", cycles=queries.cycles_for(reach), opens=opens)


@route(blueprint, "/cycles/<cycle>", may=SIGNED_IN)
def cycle(cycle: str) -> ResponseReturnValue:
    """The cases of one cycle that the person may see."""
    found = queries.cycle(cycle)
    cases = queries.cases_for(visitor.reach(), found.id)
    if not cases:
        raise NotFound
    if len(cases) == 1:
        return redirect_to(cases[0].address)
    return page(
        "cycles/cycle.html",
        cycle=found,
        cases=cases,
        titles=state_titles(cases),
        elsewhere=_elsewhere(found, cases),
        words=pinned(found.digest).words,
        with_overseer=any(each.overseer_id != each.organisation_id for each in cases),
    )


@route(blueprint, "/cycles/<cycle>/<organisation>", may="see")
def case(cycle: str, organisation: str) -> ResponseReturnValue:
    """Where a case stands, what comes next, and why not yet."""
    found = entry.case_here(cycle, organisation)
    now = clock.now()
    reach, cards = visitor.reach(), cards_of(found, visitor.reach())
    shown = picture(found, reach, now, places_of(queries.definition_of(found), cards))
    drawn = drawing.of_case(found)
    return page(
        "cycles/case.html",
        case=found,
        shown=shown,
        cards=cards,
        milestones=milestone_rows(shown),
        history=moves_in_words(shown),
        carried=[carried.sentence_of(each) for each in carried.history(found)],
        drawn=drawn,
        follows=[of_case(found, reach) for of_case, _ in offers().follows.values()],
        pictures=[Markup(each) for each in drawn.sheets],
        my_roles=reach.roles_at(found.place),
        me=reach.person_id,
    )


@route(blueprint, "/cycles/<cycle>/<organisation>/moves", may="see", methods=("POST",))
def move(cycle: str, organisation: str) -> ResponseReturnValue:
    """Make a move of the case."""
    found = entry.case_here(cycle, organisation)
    event = text("event", missing="Choose what to do with the case.")
    state = queries.definition_of(found).states[found.state].title
    require_unchanged(
        found.version,
        mine=text("reason"),
        theirs=state,
        sentence=f"The case has moved on since you opened the page: it is at “{state}” now.",
    )
    moved = actions.move(found, event, by=visitor.reach(), now=clock.now(), reason=text("reason"))
    tell(f"{moved.organisation.name} is now at “{queries.definition_of(moved).states[moved.state].title}”.")
    return redirect_to(found.address)


@route(blueprint, "/cycles/<cycle>/<organisation>/signatures", may="see", methods=("POST",))
def sign(cycle: str, organisation: str) -> ResponseReturnValue:
    """Put one of two signatures under an exception, or under a move that needs one."""
    found = entry.case_here(cycle, organisation)
    purpose, role = text("purpose", missing="Choose what to sign."), text("role")
    why = text("why", missing="Say why you sign: the reason is kept with the move.")
    signing.sign(found, purpose, role=role, by=visitor.reach(), why=why, now=clock.now())
    tell("Your signature is kept.")
    return redirect_to(found.address)


@route(
    blueprint, "/cycles/<cycle>/<organisation>/signatures/<uuid:signature>", may="see", methods=("DELETE",)
)
def withdraw_signature(cycle: str, organisation: str, signature: UUID) -> ResponseReturnValue:
    """Take back one's own signature while no move has used it."""
    found = entry.case_here(cycle, organisation)
    signing.withdraw_signature(found, signature, by=visitor.reach(), now=clock.now())
    tell("Your signature is withdrawn.")
    return redirect_to(found.address)


@route(blueprint, "/cycles/<cycle>/<organisation>/history", may="see")
def history(cycle: str, organisation: str) -> ResponseReturnValue:
    """Every move that the case has made: who, when, why."""
    found = entry.case_here(cycle, organisation)
    shown = picture(found, visitor.reach(), clock.now())
    return page(
        "cycles/history.html",
        case=found,
        shown=shown,
        history=moves_in_words(shown),
        carried=carried.told(found),
    )


def _elsewhere(found: Cycle, cases: Sequence[Case]) -> list[tuple[str, str]]:
    """Where else the person can look at the whole cycle, in words and addresses."""
    reach, definition = visitor.reach(), pinned(found.digest)
    places = {each.place for each in cases}
    able = {
        ability
        for ability in {ability for ability, _, _ in ELSEWHERE}
        if any(holds(reach, ability, place=place, definition=definition) for place in places)
    }
    named = {PUBLISHED: definition.heading("results", PUBLISHED) if definition.anyone_may("publish") else ""}
    return [
        (named.get(words, words), address.format(cycle=found.key))
        for ability, words, address in ELSEWHERE
        if ability in able and named.get(words, words)
    ]
