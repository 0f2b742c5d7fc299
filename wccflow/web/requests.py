"""Reading a request: htmx's headers, and `_method` for forms, which can only GET and POST."""

from typing import Any, cast
from urllib.parse import parse_qs

from flask import request
from htmx_flask.requests import HtmxAwareRequest, HtmxHeaders

OVERRIDES = {"PUT", "PATCH", "DELETE"}
LONGEST_FORM_BYTES = 500_000  # a form without files is read into memory whole
PLAIN_FORM = "application/x-www-form-urlencoded"


class Request(HtmxAwareRequest):
    """A request that knows htmx and obeys `_method` of a form's body or address, on POST only."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)  # type: ignore[no-untyped-call]  # the package has no types
        if self.mimetype == PLAIN_FORM:
            self.max_content_length = LONGEST_FORM_BYTES
        wanted = self._method_wanted() if self.method == "POST" else ""
        if wanted in OVERRIDES:
            self.method = wanted
            self.environ["REQUEST_METHOD"] = wanted  # routing reads the environment, not the request

    def _method_wanted(self) -> str:
        in_address = parse_qs(self.environ.get("QUERY_STRING", "")).get("_method", [""])[0]
        # The body of a form with files is not read here: the door must be passed before an upload is.
        return (in_address or (self._method_in_body() if self.mimetype == PLAIN_FORM else "")).upper()

    def _method_in_body(self) -> str:
        # A longer form is refused where the view reads it, in a sentence.
        short = self.content_length is not None and self.content_length <= LONGEST_FORM_BYTES
        return self.form.get("_method", "") if short else ""


def htmx() -> HtmxHeaders:
    """What htmx says of this request; false when htmx did not send it."""
    asked: Any = request
    return cast(HtmxHeaders, asked.htmx)


def wants_json() -> bool:
    """Whether the one who asks is a program rather than a person's browser."""
    accepted = request.accept_mimetypes
    return request.path.startswith("/api/") or (
        accepted.best == "application/json" and not accepted["text/html"] >= accepted["application/json"]
    )
