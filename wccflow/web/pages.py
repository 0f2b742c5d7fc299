"""Answering with a page, or with the one region of it that htmx asked for."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, flash, make_response, redirect, render_template
from jinja2 import Template

from wccflow.web.requests import htmx

Around: TypeAlias = Callable[[], Mapping[str, object]]

NOBODY: Mapping[str, object] = {"current": None, "navigation": (), "demonstration": False}


def page(template: str, *, status: int = 200, **context: object) -> Response:
    """The whole page; or only its region when htmx asked for an element that is a block of this template."""
    found = current_app.jinja_env.get_template(template)
    region = _region_wanted(found)
    html = _render_region(found, region, context) if region else render_template(found, **context)
    response = make_response(html, status)
    response.vary.update(("HX-Request", "HX-Target"))
    return response


def redirect_to(address: str) -> Response:
    """Send the reader on: 303, or HX-Redirect when htmx is on another page than the one to go to."""
    if htmx() and _path(address) != _path(htmx().current_url or ""):
        return make_response("", 204, {"HX-Redirect": address})
    answer: Response = make_response(redirect(address, 303))
    return answer


def tell(sentence: str, tone: str = "success") -> None:
    """Show this sentence at the top of the next page; tones are success, information and warning."""
    flash(sentence, tone)


def context_from(app: Flask, around: Around) -> None:
    """Let `around()` give every page `current` (name and role, or None), `navigation` and `demonstration`."""
    app.context_processor(lambda: {**NOBODY, **around()})


def shown_around() -> dict[str, Any]:
    """What the pages of this request show around their content."""
    context: dict[str, Any] = {}
    current_app.update_template_context(context)
    return context


def local_address(text: str) -> str:
    """An address of this house, or `/` when the text would lead anywhere else."""
    plain = text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable()
    return text if plain and not urlsplit(text).netloc else "/"


def _region_wanted(template: Template) -> str:
    asked = htmx()
    if not asked or asked.boosted or asked.history_restore_request or not asked.target:
        return ""
    name = str(asked.target).replace("-", "_")
    return name if name in template.blocks else ""


def _render_region(template: Template, region: str, given: Mapping[str, object]) -> str:
    context: dict[str, Any] = dict(given)
    current_app.update_template_context(context)
    html = "".join(template.blocks[region](template.new_context(context)))
    notices = current_app.jinja_env.get_template("ui/notices.html").module
    return html + str(notices.late_notices())  # type: ignore[attr-defined]  # a macro of that template


def _path(address: str) -> str:
    return urlsplit(address).path
