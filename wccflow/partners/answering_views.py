"""The pages of a partner, who needs no account: the sheet, its receipt, passing it on, and declining."""

from flask import Blueprint, session
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import Refused
from wccflow.partners import answering, letters, sheets
from wccflow.partners.forms import filled, sheet_named
from wccflow.partners.queries import Opened, opened
from wccflow.partners.sheets import Sheets
from wccflow.web.forms import read_version, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.requests import htmx
from wccflow.web.routes import PUBLIC, route

blueprint = Blueprint("answering", __name__)

SHEET = "/feedback/<secret>"
HELD = "partner_sheets"  # the browser's own proofs that it began to answer, by invitation
ELSEWHERE = "Answers were begun by this link in another browser. Ask for a link by mail to go on here."


@route(blueprint, SHEET, may=PUBLIC)
def answer_sheet(secret: str) -> ResponseReturnValue:
    """The partner's own page: who reads the answers, the questions, what was answered before."""
    found, now = opened(secret), clock.now()
    if _is_anothers(found):
        return page("partners/elsewhere.html", found=found, address=f"/feedback/{secret}")
    told = sheets.sheets_of(found, now)
    return page("partners/answering.html", found=found, told=told, address=f"/feedback/{secret}")


@route(blueprint, SHEET, may=PUBLIC, methods=("POST",))
def answer(secret: str) -> ResponseReturnValue:
    """Keep what a partner sends about each organisation, and give the receipt."""
    found, told = _mine(secret)
    now, seen = clock.now(), read_version()
    sent = [(each, filled(each)) for each in told.open]
    given = [(sheet, what) for sheet, what in sent if not what.is_empty]
    if not given:
        raise Refused(answering.EMPTY if told.open else answering.STANDS)
    for sheet, what in given:
        if seen != told.version and sheet.reply is not None:
            raise answering.stale(sheet.reply, what, told.version)
        answering.send(sheet.invitation, what, now=now)
    _hold(found)
    for sheet in sheets.sheets_of(found, now).sheets:
        if sheet.reply is not None and any(sheet.key == each.key for each, _ in given):
            letters.write_receipt(sheet.invitation, sheet.reply.receipt, sheet.answered, now)
    tell("Thank you: your answers are kept. You can change them by the same link until they are counted.")
    return redirect_to(f"/feedback/{secret}/receipt")


@route(blueprint, f"{SHEET}/draft", may=PUBLIC, methods=("PUT",))
def keep_draft(secret: str) -> ResponseReturnValue:
    """Keep what is filled in so far, for the partner alone."""
    found, told = _mine(secret)
    now = clock.now()
    for sheet in told.open:
        answering.keep_draft(sheet.invitation, filled(sheet), now=now)
    _hold(found)
    if htmx():
        return page("partners/draft.html", at=now)
    tell("Saved, and not sent yet. Come back by the same link, and send it when you are ready.")
    return redirect_to(f"/feedback/{secret}")


@route(blueprint, f"{SHEET}/receipt", may=PUBLIC)
def receipt(secret: str) -> ResponseReturnValue:
    """What was answered and when, with the number of the receipt; later what came of it."""
    found = opened(secret)
    if _is_anothers(found):
        return page("partners/elsewhere.html", found=found, address=f"/feedback/{secret}")
    told = sheets.sheets_of(found, clock.now())
    return page("partners/receipt.html", found=found, told=told, address=f"/feedback/{secret}")


@route(blueprint, f"{SHEET}/refusal", may=PUBLIC, methods=("PUT",))
def decline(secret: str) -> ResponseReturnValue:
    """Note that the partner cannot answer for an organisation."""
    _, told = _mine(secret)
    sheet = sheet_named(told)
    answering.decline(sheet.invitation, text("why"), now=clock.now())
    tell(f"Noted: you cannot answer about {sheet.case.organisation.name}. Nobody reminds you of it any more.")
    return redirect_to(f"/feedback/{secret}")


@route(blueprint, f"{SHEET}/refusal", may=PUBLIC, methods=("DELETE",))
def answer_after_all(secret: str) -> ResponseReturnValue:
    """Take back that the partner cannot answer."""
    _, told = _mine(secret)
    answering.take_back_decline(sheet_named(told).invitation, now=clock.now())
    return redirect_to(f"/feedback/{secret}")


@route(blueprint, f"{SHEET}/colleague", may=PUBLIC, methods=("PUT",))
def hand_on(secret: str) -> ResponseReturnValue:
    """Pass the invitation of one organisation to a colleague, who gets a link of their own."""
    _, told = _mine(secret)
    sheet, now = sheet_named(told), clock.now()
    keep = bool(text("keep"))
    answering.hand_on(sheet.invitation, name=text("name"), email=text("email"), keep=keep, now=now)
    letters.write_invitation(sheet.invitation, now)
    return page("partners/handed_on.html", sheet=sheet)


@route(blueprint, f"{SHEET}/silence", may=PUBLIC, methods=("PUT",))
def refuse_mail(secret: str) -> ResponseReturnValue:
    """Send this partner no more mail about this."""
    found = opened(secret)
    for each in found.sheets:
        answering.refuse_mail(each, now=clock.now())
    tell("You get no more mail about this. The link goes on working.")
    return redirect_to(f"/feedback/{secret}")


@route(blueprint, f"{SHEET}/link", may=PUBLIC, methods=("POST",))
def mail_link(secret: str) -> ResponseReturnValue:
    """Mail the partner a link that opens what was begun, wherever it is opened."""
    found, now = opened(secret), clock.now()
    answering.mail_link(found.invitation, now=now)
    tell("A link is on its way to the mailbox to which the invitation was addressed.")
    return redirect_to(f"/feedback/{secret}")


def _mine(secret: str) -> tuple[Opened, Sheets]:
    """What the link opens for whoever may fill it in. Raises Refused where another browser began."""
    found = opened(secret)
    if _is_anothers(found):
        raise Refused(ELSEWHERE)
    return found, sheets.sheets_of(found, clock.now())


def _is_anothers(found: Opened) -> bool:
    """Whether answers were begun elsewhere: whoever invited has seen this link, and must not read them."""
    if found.is_mailed or not answering.is_begun(found.invitation):
        return False
    return not _holds(found)


def _holds(found: Opened) -> bool:
    return answering.is_held_in(found.invitation, session.get(HELD, {}).get(found.invitation.id.hex, ""))


def _hold(found: Opened) -> None:
    """Let this browser, and no other, come back by a link that others have seen."""
    key = found.invitation.id.hex
    if not found.is_mailed and not _holds(found):
        session[HELD] = {**session.get(HELD, {}), key: answering.hold_in_browser(found.invitation)}
