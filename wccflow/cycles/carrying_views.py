"""The page on which a case is carried over to its organisation's successor, by two signatures."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles import carrying, entry
from wccflow.cycles.models import Carrying, Case
from wccflow.people import visitor
from wccflow.people.queries import names
from wccflow.web.forms import text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("carrying", __name__)


@route(blueprint, "/cycles/<cycle>/<organisation>/carrying", may="see")
def preview(cycle: str, organisation: str) -> ResponseReturnValue:
    """What would follow if this case were carried over, for those who can sign for it."""
    case, shown = _signed_by_me(cycle, organisation)
    proposal = shown.proposal
    return page(
        "cycles/carrying.html",
        case=case,
        shown=shown,
        endings=[(each.event, each.label) for each in shown.endings],
        signers=shown.definition.titles(shown.signers),
        roles={key: role.title for key, role in shown.definition.roles.items()},
        by=names([proposal.by_id]).get(proposal.by_id, "Someone") if proposal else "",
        is_mine=proposal is not None and proposal.by_id == visitor.person().id,
    )


@route(blueprint, "/cycles/<cycle>/<organisation>/carrying", may="see", methods=("POST",))
def propose(cycle: str, organisation: str) -> ResponseReturnValue:
    """Sign first."""
    case, _ = _signed_by_me(cycle, organisation)
    carrying.propose(
        case,
        ending=text("ending"),
        keeps_people=text("people") != "end",
        why=text("why"),
        by=visitor.reach(),
        now=clock.now(),
    )
    tell("Your signature is kept. The case is carried over once a second person has signed.")
    return redirect_to(f"{case.address}/carrying")


@route(
    blueprint,
    "/cycles/<cycle>/<organisation>/carrying/<uuid:proposal>/signature",
    may="see",
    methods=("PUT",),
)
def countersign(cycle: str, organisation: str, proposal: UUID) -> ResponseReturnValue:
    """Sign second: the case is carried over."""
    case, _ = _signed_by_me(cycle, organisation)
    moved = carrying.countersign(case, _proposal(case, proposal), by=visitor.reach(), now=clock.now())
    said = "This case has ended." if moved.origin_id is None else "The case goes on under its new code."
    tell(f"Two people have signed. {said}")
    return redirect_to(moved.address)


@route(blueprint, "/cycles/<cycle>/<organisation>/carrying/<uuid:proposal>", may="see", methods=("DELETE",))
def drop(cycle: str, organisation: str, proposal: UUID) -> ResponseReturnValue:
    """Take back what waits for its second signature."""
    case, _ = _signed_by_me(cycle, organisation)
    carrying.drop(case, _proposal(case, proposal), by=visitor.reach(), now=clock.now())
    tell("It is taken back. Nothing is carried over.")
    return redirect_to(f"{case.address}/carrying")


def _signed_by_me(cycle: str, organisation: str) -> tuple[Case, carrying.Preview]:
    """The case and what would follow, for somebody who could sign. Raises NotFound for everybody else."""
    case = entry.case_here(cycle, organisation)
    if not carrying.could_sign(case, visitor.reach()):
        raise NotFound
    return case, carrying.preview(case, clock.now())


def _proposal(case: Case, identifier: UUID) -> Carrying:
    found = session().get(Carrying, identifier)
    if found is None or found.case_id != case.id:
        raise NotFound
    return found
