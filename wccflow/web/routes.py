"""Declaring addresses: each says who may come in, and one guard at the door asks."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, Protocol, TypeVar, cast
from uuid import UUID

from flask import Blueprint, Flask, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import SecurityError, Unauthorized

from wccflow.base.errors import Refused
from wccflow.web import once
from wccflow.web.pages import redirect_to
from wccflow.web.requests import wants_json

PUBLIC = "public"
SIGNED_IN = "signed in"
SIGN_IN = "/sign-in"
GUARD = "wccflow.guard"
SENDER = "Wccflow-Person"  # for whom a browser kept what it sends later
NOT_YOURS = "This was written by somebody else at this computer. Only they can send it."

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


class Guard(Protocol):
    """What the application knows of the person who is asking."""

    def person_id(self) -> UUID | None:
        """The person who is signed in, or None."""

    def check(self, ability: str) -> None:
        """Raise NotFound when the person holds this ability nowhere."""


def route(
    blueprint: Blueprint,
    rule: str,
    *,
    may: str,
    methods: tuple[str, ...] = ("GET",),
    acts: bool = True,
    **options: Any,
) -> Callable[[View], View]:
    """Answer at `rule` for those who `may`: an ability of the rights table, `public` or `signed in`.

    What does not act, such as a preview, answers again however often its form is sent.
    """

    def declare(view: View) -> View:
        answering = _acting_once(view) if acts and set(methods) - {"GET", "HEAD", "OPTIONS"} else view
        declared = cast(Any, answering)
        declared.permission = may
        blueprint.add_url_rule(rule, view_func=declared, methods=list(methods), **options)
        return answering

    return declare


def guard(app: Flask, keeper: Guard) -> None:
    """Let `keeper` say who is asking and what they may."""
    app.extensions[GUARD] = keeper


def permission_of(app: Flask, endpoint: str | None) -> str | None:
    """The declared permission of an endpoint, or None when nothing was declared."""
    found: str | None = getattr(app.view_functions.get(endpoint or ""), "permission", None)
    return found


def undeclared(app: Flask) -> list[str]:
    """The rules of addresses that declare no permission, in order."""
    return sorted(rule.rule for rule in app.url_map.iter_rules() if not permission_of(app, rule.endpoint))


def addresses(app: Flask) -> Iterator[tuple[str, str]]:
    """Every rule with its permission, for tests and the documentation."""
    for rule in app.url_map.iter_rules():
        yield rule.rule, permission_of(app, rule.endpoint) or ""


def watch_the_door(app: Flask) -> None:
    """Before any view, and before any fault is told: anonymous readers go to sign in, whatever they asked."""
    app.before_request(_at_the_door)


def _at_the_door() -> ResponseReturnValue | None:
    keeper: Guard | None = current_app.extensions.get(GUARD)
    ability = permission_of(current_app, request.endpoint)
    if ability == PUBLIC or keeper is None:
        return None
    if isinstance(request.routing_exception, SecurityError):
        return None  # a name that is not ours: sent to sign in, the browser would go round for ever
    person_id = keeper.person_id()
    if person_id is None:
        return _who_are_you()
    if request.headers.get(SENDER, person_id.hex) != person_id.hex:
        raise Refused(NOT_YOURS)
    if request.endpoint and ability != SIGNED_IN:
        keeper.check(ability or "nothing: this address declares no permission")
    return None


def _who_are_you() -> ResponseReturnValue:
    if wants_json():
        raise Unauthorized
    return redirect_to(SIGN_IN)


def _acting_once(view: View) -> View:
    @wraps(view)
    def answer(**arguments: Any) -> ResponseReturnValue:
        return once.answer(lambda: view(**arguments), person_id=_person_id())

    return cast(View, answer)


def _person_id() -> UUID | None:
    keeper: Guard | None = current_app.extensions.get(GUARD)
    return keeper.person_id() if keeper else None
