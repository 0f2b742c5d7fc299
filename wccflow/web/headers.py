"""Headers that every answer carries, so that a browser does nothing we did not mean."""

import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request

from wccflow.base.settings import Settings
from wccflow.web.routes import PUBLIC, permission_of

ALWAYS_OURS = ("127.0.0.1", "localhost", "[::1]")
PLAIN = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


def set_headers(app: Flask, settings: Settings) -> None:
    """Answer only to our own host names, keep cookies close, and send the safe headers with everything."""
    address = urlsplit(settings.base_url)
    secure = address.scheme == "https"
    app.config.update(
        TRUSTED_HOSTS=sorted({address.hostname or "localhost", *ALWAYS_OURS}),
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME="__Host-wccflow" if secure else "wccflow",
        WCCFLOW_HTTPS=secure,
    )
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    app.after_request(_add_headers)


def csp_nonce() -> str:
    """The word that lets one inline script of this answer run; made once for each request."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def content_policy(*, frame_ancestors: str = "'none'") -> str:
    """The content security policy of a page; a file shown in our own frame needs frame_ancestors 'self'."""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'nonce-{csp_nonce()}'",
            "style-src 'self'",
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            f"frame-ancestors {frame_ancestors}",
        )
    )


def _add_headers(response: Response) -> Response:
    for name, value in PLAIN.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", content_policy())
    if current_app.config["WCCFLOW_HTTPS"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    shared = permission_of(current_app, request.endpoint) == PUBLIC
    response.headers.setdefault("Cache-Control", "no-cache" if shared else "no-store")
    return response
