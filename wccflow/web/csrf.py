"""Proof that a form was sent from our own page."""

from typing import Any

from flask import Blueprint, Flask
from flask_wtf.csrf import CSRFProtect

csrf: Any = CSRFProtect()  # type: ignore[no-untyped-call]  # the package has no types


def protect(app: Flask) -> None:
    """Ask for the proof with every request that may change something."""
    # Writing a rationale may take an afternoon: the proof lives as long as the session.
    app.config.setdefault("WTF_CSRF_TIME_LIMIT", None)
    csrf.init_app(app)


def exempt(blueprint: Blueprint) -> None:
    """Ask no proof of these addresses: they are for programs with tokens, never for cookies."""
    csrf.exempt(blueprint)
