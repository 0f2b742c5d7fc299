"""The pages of what a new version has touched: the sheet of a case, and where one thing belongs now."""

import re
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import Refused
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id
from wccflow.evidence import deciding, touched
from wccflow.evidence.cards import address_of
from wccflow.evidence.following_models import ELSEWHERE, HERE, KEPT, Following
from wccflow.evidence.hanging import Hanging, sources
from wccflow.people import visitor
from wccflow.web.forms import text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("following", __name__)

SHEET = "/cycles/<cycle>/<organisation>/evidence/touched"
ONE = "/followings/<uuid:following_id>"
FIELD = "decision-"
LINKED = re.compile(r"(p-[0-9a-f]{10}(?:-\d+)?)/?$")
SAID = {
    HERE: "Kept: it stands on the changed sentence.",
    ELSEWHERE: "Kept: it stands on the passage that you chose.",
    KEPT: "Kept: it stays with the version on which it was made.",
}


@route(blueprint, SHEET, may="see")
def sheet(cycle: str, organisation: str) -> ResponseReturnValue:
    """Which comments and citations new versions have touched, and what is to be decided of them."""
    case = entry.case_here(cycle, organisation)
    return page(
        "evidence/touched.html",
        case=case,
        dossier=address_of(case),
        sheet=touched.sheet_of(case, visitor.reach()),
        here=HERE,
        kept=KEPT,
    )


@route(blueprint, SHEET, may="see", methods=("PUT",))
def decide_several(cycle: str, organisation: str) -> ResponseReturnValue:
    """Decide what was chosen for each on the sheet, or the same for all that wait for this person."""
    case = entry.case_here(cycle, organisation)
    chosen = _chosen(case)
    if not chosen:
        raise Refused("Choose for at least one of them whether it is still the same point.")
    for following_id, choice in chosen.items():
        row, hanging = deciding.found_for(visitor.reach(), following_id)
        deciding.decide(row, hanging, choice=choice, by=visitor.reach(), now=clock.now())
    tell("One is decided." if len(chosen) == 1 else f"{len(chosen)} are decided.")
    return redirect_to(f"{address_of(case)}/touched")


@route(blueprint, ONE, may="see")
def choose(following_id: UUID) -> ResponseReturnValue:
    """The choice of the passage to which one thing belongs in the later version."""
    row, hanging, case = _admitted(following_id)
    line = touched.lines_of([hanging], case, visitor.reach()).get(hanging.id)
    if line is None or line.row.id != row.id:
        raise Refused("A newer version has taken the place of this one. Decide where it belongs there.")
    wanted, chosen = request.args.get("find", "").strip(), request.args.get("passage", "").strip()
    return page(
        "evidence/following_choice.html",
        case=case,
        dossier=address_of(case),
        line=line,
        find=wanted,
        chosen=chosen,
        passages=touched.candidates(row, wanted, chosen),
    )


@route(blueprint, f"{ONE}/decision", may="see", methods=("PUT",))
def decide(following_id: UUID) -> ResponseReturnValue:
    """Say where one thing belongs in the later version."""
    row, hanging, case = _admitted(following_id)
    choice = text("choice")
    passage = _passage() if choice == ELSEWHERE else ""
    deciding.decide(row, hanging, choice=choice, passage=passage, by=visitor.reach(), now=clock.now())
    tell(SAID[row.decided])
    if text("back") == "touched":
        return redirect_to(f"{address_of(case)}/touched")
    return redirect_to(sources()[hanging.kind].called([hanging], case)[hanging.id].address)


def _admitted(following_id: UUID) -> tuple[Following, Hanging, Case]:
    row, hanging = deciding.found_for(visitor.reach(), following_id)
    return row, hanging, entry.admitted(case_by_id(row.case_id))


def _chosen(case: Case) -> dict[UUID, str]:
    """By its id, what was chosen for each; `all` chooses for everything that waits for this person."""
    if text("all"):
        waiting = touched.sheet_of(case, visitor.reach()).mine
        return {each.row.id: text("all") for each in waiting}
    given = {name.removeprefix(FIELD): text(name) for name in request.form if name.startswith(FIELD)}
    try:
        return {UUID(key): choice for key, choice in given.items() if choice}
    except ValueError:
        raise Refused("This form is damaged. Open the page again and repeat your change.") from None


def _passage() -> str:
    """The passage that was chosen from the list, or whose link was pasted."""
    link = text("link")
    if not link:
        return text("passage")
    found = LINKED.search(link)
    if found is None:
        raise Refused(
            "Paste the link of a passage: open the document, choose the passage, and copy its link."
        )
    return found[1]
