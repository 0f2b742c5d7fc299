"""The page of a partner, who needs no account: the questions, and what was answered before."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.partners import answering, queries, shown
from wccflow.partners.forms import answers
from wccflow.partners.rules import DO_NOT_KNOW, questions
from wccflow.web.forms import read_version, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import PUBLIC, route

blueprint = Blueprint("answering", __name__)


@route(blueprint, "/feedback/<secret>", may=PUBLIC)
def answer_sheet(secret: str) -> ResponseReturnValue:
    """The partner's own page: who reads the answers, the questions, what was answered before."""
    invitation = queries.invitation_by(secret, clock.now())
    case = case_by_id(invitation.case_id)
    return page(
        "partners/answering.html",
        case=case,
        invitation=invitation,
        reply=queries.reply_to(invitation),
        questions=shown.questions_for(case),
        unknown=DO_NOT_KNOW,
        address=f"/feedback/{secret}",
    )


@route(blueprint, "/feedback/<secret>", may=PUBLIC, methods=("POST",))
def answer(secret: str) -> ResponseReturnValue:
    """Keep what a partner answers."""
    now = clock.now()
    case = case_by_id(queries.invitation_by(secret, now).case_id)
    given = answers([asked.key for asked in questions(definition_of(case))])
    answering.reply(secret, given, text("words"), now=now, seen=read_version())
    tell("Thank you: your answers are kept. You can change them by the same link.")
    return redirect_to(f"/feedback/{secret}")
