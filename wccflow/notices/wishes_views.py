"""The page on which people say how they want to be told by mail, with their next digest as it would be."""

from datetime import date

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import Refused
from wccflow.base.work import offers
from wccflow.notices import links, wishes
from wccflow.notices.preview import preview_of
from wccflow.notices.promises import promises
from wccflow.notices.rules import HOURS, KINDS, MOST_A_DAY, often, usually
from wccflow.people import visitor
from wccflow.web.forms import DAMAGED, require_unchanged, text
from wccflow.web.pages import page, redirect_to, shown_around, tell
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("wishes", __name__)

HERE = "/notices/preferences"
HOUSE = "wccflow.house"


@route(blueprint, HERE, may=SIGNED_IN)
def preferences() -> ResponseReturnValue:
    """How I am told by mail, what my next digest would say, and the secret address of my calendar."""
    person, now = visitor.person(), clock.now()
    wished, kept = wishes.wishes_of([person.id])[person.id], wishes.kept_wishes(person.id)
    shown = preview_of(
        person,
        wished,
        current_app.extensions[HOUSE].settings.base_url,
        demonstration=shown_around()["demonstration"],
        now=now,
    )
    return page(
        "notices/preferences.html",
        wished=wished,
        version=kept.version if kept else 0,
        paused_until=kept.paused_until if kept else None,
        kinds=[
            (f"often-{kind}", title, often(kind, wished), wishes.choices(kind))
            for kind, title in KINDS.items()
        ],
        promises=promises(wished),
        hours=[(hour, f"{hour:02}:00") for hour in HOURS],
        numbers=[(number, number) for number in MOST_A_DAY],
        preview=shown,
        link=links.link_of(person.id),
        follows=[each for _, followed in offers().follows.values() for each in followed(visitor.reach())],
        today=clock.business_day(now),
    )


@route(blueprint, HERE, may=SIGNED_IN, methods=("PUT",))
def keep() -> ResponseReturnValue:
    """Keep how I want to be told."""
    person = visitor.person()
    kept = wishes.kept_wishes(person.id)
    require_unchanged(
        kept.version if kept else 0,
        mine="What you have just chosen",
        theirs="What was kept meanwhile",
        sentence="Your preferences were changed elsewhere while this page was open.",
    )
    wishes.keep(
        person.id,
        hour=_number("hour"),
        often={kind: request.form.get(f"often-{kind}", usually(kind)) for kind in KINDS},
        at_once=request.form.get("at_once", "") == "yes",
        paused_until=_day("paused_until"),
        most_a_day=_number("most_a_day"),
        now=clock.now(),
    )
    tell("Your preferences are kept. They hold for all mail that is not made yet.")
    return redirect_to(HERE)


@route(blueprint, HERE, may=SIGNED_IN, methods=("DELETE",))
def forget() -> ResponseReturnValue:
    """Tell me as by default again."""
    wishes.forget(visitor.person().id)
    tell("You are told as by default again.")
    return redirect_to(HERE)


def _number(name: str) -> int:
    found = text(name)
    if not (found.isdecimal() and found.isascii() and len(found) < 4):
        raise Refused(DAMAGED)
    return int(found)


def _day(name: str) -> date | None:
    found = text(name)
    if not found:
        return None
    try:
        return date.fromisoformat(found)
    except ValueError:
        raise Refused("Give the last day without mail as a date, or leave it empty.") from None
