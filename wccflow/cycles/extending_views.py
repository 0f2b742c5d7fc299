"""The page of a case's extensions: asking for more time, giving it, refusing it, taking it back."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.cycles import entry, extending, extension_words
from wccflow.cycles.extensions import ASKED, extension, terms_of
from wccflow.cycles.models import Case, Extension
from wccflow.cycles.queries import definition_of
from wccflow.people import visitor
from wccflow.web.forms import day_given, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("extending", __name__)

PAGE = "/cycles/<cycle>/<organisation>/extensions"
WHY = "Say why: the organisation is told."


@route(blueprint, PAGE, may="see")
def extensions(cycle: str, organisation: str) -> ResponseReturnValue:
    """Every extension of this case, and a form for another one."""
    found, reach, now = entry.case_here(cycle, organisation), visitor.reach(), clock.now()
    return page(
        "cycles/extensions.html",
        case=found,
        rows=extension_words.shown(found, reach, now),
        extendables=extension_words.extendables(found, reach, now),
        askers=extension_words.askers(found, now),
    )


@route(blueprint, PAGE, may="see", methods=("POST",))
def ask(cycle: str, organisation: str) -> ResponseReturnValue:
    """Ask for more time; whoever may grant it gives it and signs by the same form."""
    found, by, now = entry.case_here(cycle, organisation), visitor.reach(), clock.now()
    kind, _, key = text("what", missing="Choose what needs more time.").partition(" ")
    terms = terms_of(definition_of(found), kind, key)
    if terms is None:
        raise NotFound
    gives = not by.roles_at(found.place).isdisjoint(terms.by)
    act = extending.extend if gives else extending.ask
    why = text("why", missing="Say why more time is needed: the reason is kept with it.")
    until = day_given("until", missing="Choose the new last day.")
    made = act(found, kind, key, until=until, why=why, by=by, now=now)
    tell("You have asked for more time." if made.state == ASKED and not gives else _said(made.state))
    return redirect_to(f"{found.address}/extensions")


@route(blueprint, f"{PAGE}/<uuid:extension_id>/signature", may="see", methods=("POST",))
def sign(cycle: str, organisation: str, extension_id: UUID) -> ResponseReturnValue:
    """Sign for an extension that was asked for."""
    case = entry.case_here(cycle, organisation)
    found = extension(case, extension_id)
    extending.grant(case, found, by=visitor.reach(), now=clock.now())
    return _answered(case, found)


@route(blueprint, f"{PAGE}/<uuid:extension_id>/refusal", may="see", methods=("PUT",))
def refuse(cycle: str, organisation: str, extension_id: UUID) -> ResponseReturnValue:
    """Refuse an extension that was asked for."""
    case = entry.case_here(cycle, organisation)
    found, why = extension(case, extension_id), text("why", missing=WHY)
    extending.refuse(case, found, why=why, by=visitor.reach(), now=clock.now())
    return _answered(case, found)


@route(blueprint, f"{PAGE}/<uuid:extension_id>", may="see", methods=("DELETE",))
def withdraw(cycle: str, organisation: str, extension_id: UUID) -> ResponseReturnValue:
    """Withdraw what one has asked for."""
    case = entry.case_here(cycle, organisation)
    found = extension(case, extension_id)
    extending.withdraw(case, found, by=visitor.reach(), now=clock.now())
    return _answered(case, found)


@route(blueprint, f"{PAGE}/<uuid:extension_id>/revocation", may="see", methods=("PUT",))
def revoke(cycle: str, organisation: str, extension_id: UUID) -> ResponseReturnValue:
    """Take back time that was granted."""
    case = entry.case_here(cycle, organisation)
    found, why = extension(case, extension_id), text("why", missing=WHY)
    extending.revoke(case, found, why=why, by=visitor.reach(), now=clock.now())
    return _answered(case, found)


def _answered(case: Case, found: Extension) -> ResponseReturnValue:
    tell(_said(found.state))
    return redirect_to(f"{case.address}/extensions")


def _said(state: str) -> str:
    if state == ASKED:
        return "Your signature is kept. The new day holds once a second person has signed."
    words, _ = extension_words.STATES[state]
    return f"{words}. Those concerned are told."
