"""Faults told in sentences: as a page, as a notice for htmx, or as a JSON problem for programs."""

import logging
import secrets
from http import HTTPStatus

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, SecurityError, TooManyRequests

from wccflow.base.errors import NotFound, Refused, Stale
from wccflow.web.requests import PLAIN_FORM, htmx, wants_json
from wccflow.web.stale import stale_page, unsaved_words

NOTHING_HERE = "There is nothing here that you can see. Check the address, or go back to your work."
NO_PROOF = "We could not be sure that this came from you. Open the page again and repeat your change."
NOT_OUR_NAME = "We do not answer to that name: WCCFLOW_BASE_URL must be the address that people use."
RACED = "Somebody else saved this at the same moment. Open the page again to see it, then repeat your change."
TITLES = {
    HTTPStatus.BAD_REQUEST: "We could not understand that",
    HTTPStatus.UNAUTHORIZED: "Sign in first",
    HTTPStatus.NOT_FOUND: "Page not found",
    HTTPStatus.METHOD_NOT_ALLOWED: "That cannot be done here",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "That is too large",
    HTTPStatus.TOO_MANY_REQUESTS: "That was too often",
}
SENTENCES = {
    HTTPStatus.BAD_REQUEST: "The request was damaged on its way. Open the page again and repeat your change.",
    HTTPStatus.UNAUTHORIZED: "Send a token that is still valid.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not take that kind of request.",
    HTTPStatus.TOO_MANY_REQUESTS: "Wait a minute, then try again.",
}
TOO_LONG = "What you wrote is too long for one form. Send it in parts, or file it as a document."
REFUSED = "That could not be done"

log = logging.getLogger(__name__)


def answer_errors(app: Flask, max_upload_mb: int) -> None:
    """Tell every fault in words; `max_upload_mb` is named when an upload is too large."""
    app.config["WCCFLOW_MAX_UPLOAD_MB"] = max_upload_mb
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(404, _not_found)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(Stale, stale_page)
    app.register_error_handler(StaleDataError, _raced)
    app.register_error_handler(CSRFError, _no_proof)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(SecurityError, _not_our_name)
    app.register_error_handler(HTTPException, _other)
    app.register_error_handler(500, _broken)


def told(status: int, title: str, *sentences: str) -> Response:
    """A fault in words, in the form that the one who asked can use."""
    if wants_json():
        problem = {"title": title, "status": status, "detail": "; ".join(sentences), "sentences": sentences}
        return _problem(problem, status)
    if htmx():
        headers = {"HX-Retarget": "#notices", "HX-Reswap": "innerHTML"}
        html = render_template("errors/notice.html", title=title, sentences=sentences)
        return make_response(html, status, headers)
    html = render_template("errors/refused.html", title=title, sentences=sentences, written=unsaved_words())
    return make_response(html, status)


def alone(app: Flask, title: str, sentence: str) -> str:
    """A page for a fault that came before anybody was recognised, as an upload that is too large."""
    template = app.jinja_env.get_template("errors/alone.html")
    with app.app_context():
        return template.render(title=title, sentence=sentence)


def _not_found(fault: Exception) -> Response:
    # The same bytes whatever was asked and why it is not shown: the fault is not looked at.
    if wants_json() or htmx():
        return told(404, TITLES[HTTPStatus.NOT_FOUND], NOTHING_HERE)
    return make_response(render_template("errors/not_found.html"), 404)


def _refused(fault: Refused) -> Response:
    return told(422, REFUSED, *fault.sentences)


def _raced(fault: StaleDataError) -> Response:
    return told(409, REFUSED, RACED)


def _no_proof(fault: CSRFError) -> Response:
    return told(400, REFUSED, NO_PROOF)


def _not_our_name(fault: SecurityError) -> Response:
    return told(400, TITLES[HTTPStatus.BAD_REQUEST], NOT_OUR_NAME)


def _too_large(fault: RequestEntityTooLarge) -> Response:
    limit = current_app.config["WCCFLOW_MAX_UPLOAD_MB"]
    files = f"Files up to {limit} MB can be filed. Split this one, or save it in a smaller size."
    sentence = TOO_LONG if request.mimetype == PLAIN_FORM else files
    return told(413, TITLES[HTTPStatus.REQUEST_ENTITY_TOO_LARGE], sentence)


def _other(fault: HTTPException) -> Response:
    status = HTTPStatus(fault.code or 500)
    answer = told(status, TITLES.get(status, status.phrase), SENTENCES.get(status, f"{status.description}."))
    if isinstance(fault, TooManyRequests) and fault.retry_after is not None:
        answer.headers["Retry-After"] = str(fault.retry_after)
    return answer


def _broken(fault: Exception) -> Response:
    reference = secrets.token_hex(4)
    log.error("fault %s at %s %s", reference, request.method, request.path)
    if wants_json():
        return _problem({"title": "Something went wrong", "status": 500, "reference": reference}, 500)
    headers = {"HX-Retarget": "#notices", "HX-Reswap": "innerHTML"} if htmx() else {}
    template = "errors/broken_notice.html" if htmx() else "errors/broken.html"
    return make_response(_alone(template, reference), 500, headers)


def _alone(template: str, reference: str) -> str:
    # Made without person, navigation or database: one of them may be what broke.
    return current_app.jinja_env.get_template(template).render(reference=reference)


def _problem(problem: dict[str, object], status: int) -> Response:
    response = jsonify(problem)
    response.status_code = status
    response.mimetype = "application/problem+json"
    return response
