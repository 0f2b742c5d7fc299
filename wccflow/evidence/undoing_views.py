"""Taking back what was done with documents: a version, its withdrawal, a filing, pages of another."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.cycles import entry
from wccflow.cycles.queries import case_by_id
from wccflow.evidence import queries, withdrawing
from wccflow.evidence.cards import address_of
from wccflow.evidence.entry import admitted
from wccflow.people import visitor
from wccflow.web.forms import text
from wccflow.web.pages import redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("undoing", __name__)


@route(blueprint, "/evidence/<uuid:version_id>/withdrawal", may="file_evidence", methods=("PUT",))
def withdraw(version_id: UUID) -> ResponseReturnValue:
    """Mark a version as filed by mistake."""
    version, case = admitted(version_id)
    withdrawing.withdraw(version, why=text("why"), by=visitor.reach(), now=clock.now())
    tell("The version is withdrawn. It is kept, and no longer counts. You can take that back.")
    return redirect_to(f"{address_of(case)}#{queries.home(version).slot}")


@route(blueprint, "/evidence/<uuid:version_id>/withdrawal", may="file_evidence", methods=("DELETE",))
def restore(version_id: UUID) -> ResponseReturnValue:
    """Take a withdrawal back."""
    version, case = admitted(version_id)
    withdrawing.restore(version, by=visitor.reach(), now=clock.now())
    tell("The withdrawal is taken back. The version counts again.")
    return redirect_to(f"{address_of(case)}#{queries.home(version).slot}")


@route(blueprint, "/evidence/<uuid:version_id>/filing", may="file_evidence", methods=("DELETE",))
def undo_filing(version_id: UUID) -> ResponseReturnValue:
    """Undo one's own filing of just now; the file waits for its place again."""
    version, case = admitted(version_id)
    withdrawing.undo_filing(version, by=visitor.reach(), now=clock.now())
    tell(f"Undone. {version.file_name} waits for its place again.")
    return redirect_to(f"{address_of(case)}/arrivals")


@route(blueprint, "/evidence/fillings/<uuid:filling_id>", may="file_evidence", methods=("DELETE",))
def take_back(filling_id: UUID) -> ResponseReturnValue:
    """Let pages of another document fill a slot no more."""
    filled = queries.filling(visitor.reach(), filling_id)
    case = entry.admitted(case_by_id(filled.document.case_id))
    withdrawing.take_back(filled, by=visitor.reach(), now=clock.now())
    tell("The pages fill this place no more.")
    return redirect_to(f"{address_of(case)}#{filled.slot}")
