"""Answering over HTTP: pages and regions, forms, proof of origin, faults in sentences, headers."""

from flask import Flask
from htmx_flask import Htmx

from wccflow.base.settings import Settings
from wccflow.web import csrf, errors, formats, headers, jinja, routes, static_files
from wccflow.web.requests import Request


def set_up(app: Flask, settings: Settings) -> None:
    """Make a bare Flask application answer as this house does; call it before anything else of the app."""
    app.config["MAX_CONTENT_LENGTH"] = settings.max_upload_mb * 1_000_000
    jinja.set_up(app)
    Htmx(app)
    app.request_class = Request
    formats.add_formats(app)
    headers.set_headers(app, settings)
    routes.watch_the_door(app)  # before the proof of origin, whose fault would tell that an address exists
    csrf.protect(app)
    errors.answer_errors(app, settings.max_upload_mb)
    app.register_blueprint(static_files.face)
