"""The nation's pages of releases: what the next one changes, signing it, corrections and withdrawals."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.queries import case_for
from wccflow.people import visitor
from wccflow.people.queries import names
from wccflow.publication import correcting, queries, releases, withdrawing
from wccflow.publication.entry import publishable
from wccflow.publication.rules import items_of
from wccflow.web.forms import text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("releases", __name__)

RELEASE = "/publication/<cycle>/release"
CASE = "/publication/<cycle>/<organisation>/corrections"


@route(blueprint, RELEASE, may="publish")
def draft(cycle: str) -> ResponseReturnValue:
    """What the next release would change, before anybody signs it."""
    found = publishable(cycle)
    definition = pinned(found.digest)
    rules = definition.publication.rankings
    before = queries.newest_release(found.id)
    chosen = _chosen(found)
    return page(
        "publication/release.html",
        cycle=found,
        before=before,
        draft=releases.draft(found, chosen),
        approval=queries.approval(found.id),
        rules=list(rules.values()),
        chosen=chosen,
        published=queries.published_in(found),
    )


@route(blueprint, RELEASE, may="publish", methods=("POST",))
def sign(cycle: str) -> ResponseReturnValue:
    """Sign the release that was shown."""
    found = publishable(cycle)
    made = releases.sign(
        found,
        note=text("note"),
        rankings=request.form.getlist("rankings"),
        seen=text("seen") or None,
        by=visitor.reach(),
        now=clock.now(),
    )
    tell(f"Release {made.label} is signed and public. Its file is made in the background.")
    return redirect_to(f"/published/{found.key}/releases")


@route(blueprint, CASE, may=SIGNED_IN)
def corrections(cycle: str, organisation: str) -> ResponseReturnValue:
    """What can be corrected in a published result, and what is."""
    case = _case(cycle, organisation)
    content = correcting.correctable(case, visitor.reach())
    rows, gone = correcting.corrections(case), withdrawing.standing_of(case)
    signing = {each.by_id for each in rows} | {each.signed_by_id for each in rows if each.signed_by_id}
    titles = {each.key: each.title for each in correcting.sections_of(content)}
    titles |= {item["key"]: item["title"] for _, _, item in items_of(content)}
    return page(
        "publication/corrections.html",
        case=case,
        items=[(element, item) for element, _, item in items_of(content)],
        sections=correcting.sections_of(content),
        rows=rows,
        titles=titles,
        people=names([*signing, gone.by_id if gone else None]),
        gone=gone,
        me=visitor.person().id,
    )


@route(blueprint, CASE, may=SIGNED_IN, methods=("POST",))
def correct(cycle: str, organisation: str) -> ResponseReturnValue:
    """Propose a correction."""
    case = _case(cycle, organisation)
    kind = text("kind")
    correcting.correct(
        case,
        kind=kind,
        target=text("target"),
        after=text("after"),
        reason=text("reason"),
        by=visitor.reach(),
        now=clock.now(),
    )
    tell("Proposed. It counts once somebody else has signed it.")
    return redirect_to(_address(case))


@route(blueprint, f"{CASE}/<uuid:correction_id>/signature", may=SIGNED_IN, methods=("PUT",))
def countersign(cycle: str, organisation: str, correction_id: UUID) -> ResponseReturnValue:
    """Put the second signature under a correction."""
    case = _case(cycle, organisation)
    made = correcting.correction_in(case, correction_id)
    correcting.sign(case, made, by=visitor.reach(), now=clock.now())
    tell("Signed. The next release carries it.")
    return redirect_to(_address(case))


@route(blueprint, f"{CASE}/<uuid:correction_id>", may=SIGNED_IN, methods=("DELETE",))
def drop(cycle: str, organisation: str, correction_id: UUID) -> ResponseReturnValue:
    """Drop a correction that nobody has signed."""
    case = _case(cycle, organisation)
    made = correcting.correction_in(case, correction_id)
    correcting.drop(case, made, by=visitor.reach(), now=clock.now())
    tell("Dropped.")
    return redirect_to(_address(case))


@route(blueprint, "/publication/<cycle>/<organisation>/withdrawal", may=SIGNED_IN, methods=("POST",))
def withdraw(cycle: str, organisation: str) -> ResponseReturnValue:
    """Propose that the result is withdrawn."""
    case = _case(cycle, organisation)
    withdrawing.withdraw(case, why=text("why"), by=visitor.reach(), now=clock.now())
    tell("Proposed. It counts once somebody else has signed it.")
    return redirect_to(_address(case))


@route(blueprint, "/publication/<cycle>/<organisation>/withdrawal", may=SIGNED_IN, methods=("PUT",))
def sign_withdrawal(cycle: str, organisation: str) -> ResponseReturnValue:
    """Put the second signature under a withdrawal."""
    case = _case(cycle, organisation)
    withdrawing.sign(case, by=visitor.reach(), now=clock.now())
    tell("Signed. The next release keeps the place and the reason alone.")
    return redirect_to(_address(case))


@route(blueprint, "/publication/<cycle>/<organisation>/withdrawal", may=SIGNED_IN, methods=("DELETE",))
def put_back(cycle: str, organisation: str) -> ResponseReturnValue:
    """Put the result back, or drop the proposal."""
    case = _case(cycle, organisation)
    withdrawing.end(case, by=visitor.reach(), now=clock.now())
    tell("The next release has the result again.")
    return redirect_to(_address(case))


def _case(cycle: str, organisation: str) -> Case:
    """The case, for who corrects what is published of it. Raises NotFound for everybody else."""
    case = case_for(visitor.reach(), cycle, organisation)
    if not correcting.may_correct(case, visitor.reach()):
        raise NotFound
    return case


def _chosen(cycle: Cycle) -> list[str]:
    """The rules that are chosen: those asked for, else of the last release, else of the edition."""
    definition = pinned(cycle.digest)
    rules = definition.publication.rankings
    if request.args.get("choosing"):
        return [each for each in request.args.getlist("rankings") if each in rules]
    before = queries.newest_release(cycle.id)
    if before is not None:
        return [key for key in releases.ranked_in(before) if key in rules]
    return [key for key, rule in rules.items() if definition.edition in rule.editions]


def _address(case: Case) -> str:
    return f"/publication/{case.cycle.key}/{case.organisation.code}/corrections"
