"""Two people wrote at once: both texts are shown, and a person chooses."""

from urllib.parse import urlsplit

from flask import Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from wccflow.base.errors import Stale
from wccflow.web.requests import htmx, wants_json

NEVER_SHOWN = {"csrf_token", "key", "version", "_method"}
SECRETS = ("password", "token", "code", "secret")


def stale_page(fault: Stale) -> Response:
    """The choice between what I wrote and what is there now; nothing is lost and nothing overwritten."""
    if wants_json():
        return _problem(fault)
    field = _field_of(fault.mine)
    choice = {
        "sentence": str(fault),
        "mine": fault.mine,
        "chosen": fault.chosen,
        "theirs": fault.theirs,
        "version": fault.version,
        "field": field,
        "others": [(name, text) for name, text in written() if name != field],
        "method": request.method,
        "action": request.path,
        "back": _back(),
    }
    template = "errors/stale_choice.html" if htmx() else "errors/stale.html"
    headers = {"HX-Retarget": "#notices", "HX-Reswap": "innerHTML"} if htmx() else {}
    return make_response(render_template(template, **choice), 409, headers)


def written() -> list[tuple[str, str]]:
    """What the form carried, without proofs and secrets."""
    return [
        (name, text)
        for name, text in request.form.items(multi=True)
        if name not in NEVER_SHOWN and not any(word in name.lower() for word in SECRETS)
    ]


def unsaved_words() -> list[str]:
    """The longer texts of the form that was refused, so that nobody has to write them again."""
    if request.method in {"GET", "HEAD"} or request.content_length is None:
        return []
    # The form may be the very thing that was too large or damaged.
    try:
        return [text for _, text in written() if len(text) > 20 and " " in text]
    except (HTTPException, ValueError):
        return []


def _field_of(mine: str) -> str:
    return next((name for name, text in written() if mine.strip() and text.strip() == mine.strip()), "")


def _back() -> str:
    page = urlsplit(request.headers.get("HX-Current-URL") or request.referrer or "/")
    return page.path or "/"


def _problem(fault: Stale) -> Response:
    response = jsonify(
        title="Changed meanwhile",
        status=409,
        detail=str(fault),
        mine=fault.mine,
        theirs=fault.theirs,
        version=fault.version,
    )
    response.status_code = 409
    response.mimetype = "application/problem+json"
    return response
