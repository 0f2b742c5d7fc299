"""A form sent twice acts once: the second sending gets the answer of the first."""

from collections.abc import Callable
from hashlib import sha256
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock, once
from wccflow.base.errors import Refused
from wccflow.web.pages import redirect_to

NOT_CONTENT = {"csrf_token", "key"}


def answer(act: Callable[[], ResponseReturnValue], *, person_id: UUID | None) -> ResponseReturnValue:
    """Act, unless this very form was acted on before: then lead to where that led."""
    key = read_key()
    if key is None or request.method in {"GET", "HEAD", "OPTIONS"}:
        return act()
    route, body_hash = f"{request.method} {request.path}", _body_hash()
    earlier = once.answered(key, person_id=person_id, route=route, body_hash=body_hash)
    if earlier is not None:
        return redirect_to(earlier)
    response = make_response(act())
    if response.status_code < 400:
        once.remember(
            key,
            person_id=person_id,
            route=route,
            body_hash=body_hash,
            answer=_led_to(response),
            at=clock.now(),
        )
    return response


def read_key() -> UUID | None:
    """The key that the form carries, or None. Raises Refused when it is no key."""
    text = request.form.get("key", "")
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise Refused("This form is damaged. Open the page again and repeat your change.") from None


def _body_hash() -> str:
    fields = [(name, text) for name, text in request.form.items(multi=True) if name not in NOT_CONTENT]
    files = [(name, file.filename or "") for name, file in request.files.items(multi=True)]
    return sha256(urlencode(sorted(fields + files)).encode()).hexdigest()


def _led_to(response: Response) -> str:
    shown = response.headers.get("HX-Redirect") or response.headers.get("Location")
    page = urlsplit(shown or request.headers.get("HX-Current-URL") or request.referrer or "/")
    return page._replace(scheme="", netloc="", path=page.path or "/").geturl()
