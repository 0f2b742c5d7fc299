"""The outbox: what was mailed to me, held or dropped and why; and how mail goes to whom I look after."""

from uuid import UUID

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock, log
from wccflow.base.errors import NotFound
from wccflow.notices import mailing, outbox
from wccflow.people import visitor
from wccflow.people.rights import Holding
from wccflow.web.pages import page, redirect_to, shown_around, tell
from wccflow.web.paging import PER_PAGE, Slice, offset, page_number
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("outbox", __name__)

HERE, PEOPLE = "/notices/outbox", "/notices/outbox/people"
HOUSE = "wccflow.house"
TITLES = {"all": "All", "waiting": "Waiting", "failing": "Failing", "sent": "Sent"}


@route(blueprint, HERE, may=SIGNED_IN)
def mine() -> ResponseReturnValue:
    """What became of everything that was told me, my mails, and how many that makes a day."""
    reach, number = visitor.reach(), page_number()
    fates = outbox.fates(reach, clock.now(), limit=PER_PAGE, offset=offset(number))
    return page(
        "notices/outbox.html",
        fates=fates,
        slice=Slice(fates, number, outbox.count_of(reach)),
        mails=outbox.mails_to(reach.person_id),
        budget=outbox.budget(reach, clock.now()),
        looks_after=bool(outbox.looks_after(reach)),
        by_server=bool(current_app.extensions[HOUSE].settings.mail_url),
    )


@route(blueprint, f"{HERE}/<uuid:mail_id>", may=SIGNED_IN)
def mail(mail_id: UUID) -> ResponseReturnValue:
    """One mail to me, with its text."""
    return page("notices/mail.html", mail=outbox.mail_to(visitor.person().id, mail_id))


@route(blueprint, HERE, may=SIGNED_IN, methods=("POST",))
def try_out() -> ResponseReturnValue:
    """Send me a test mail."""
    made = mailing.make_test_mail(
        visitor.person(),
        base_url=current_app.extensions[HOUSE].settings.base_url,
        demonstration=shown_around()["demonstration"],
        now=clock.now(),
    )
    _record("mail.tested", made.id)
    tell("A test mail is on its way to you. What becomes of it stands below.")
    return redirect_to(f"{HERE}#mails")


@route(blueprint, PEOPLE, may=outbox.ABILITY)
def people() -> ResponseReturnValue:
    """How mail goes to the people I look after: by number and state, never by its text."""
    places, number = _places(), page_number()
    state = request.args.get("state", "all")
    state = state if state in outbox.STATES else "all"
    mails, total = outbox.mails_of_people(places, state, limit=PER_PAGE, offset=offset(number))
    return page(
        "notices/people.html",
        slice=Slice(mails, number, total),
        filters=[(TITLES[each], f"{PEOPLE}?state={each}", None, each == state) for each in outbox.STATES],
        busiest=outbox.busiest(places, clock.now()),
        now=clock.now(),
    )


@route(blueprint, f"{PEOPLE}/<uuid:mail_id>/attempt", may=outbox.ABILITY, methods=("POST",))
def retry(mail_id: UUID) -> ResponseReturnValue:
    """Try again at once to send a mail that waits."""
    found = outbox.mail_of_people(_places(), mail_id)
    mailing.retry(found, clock.now())
    _record("mail.retried", found.id)
    tell("The mail is tried again now.")
    return redirect_to(f"{PEOPLE}?state=waiting")


def _places() -> list[Holding]:
    places = outbox.looks_after(visitor.reach())
    if not places:
        raise NotFound
    return places


def _record(kind: str, mail_id: UUID) -> None:
    log.record(kind, at=clock.now(), by_id=visitor.person().id, subject_id=mail_id)
