"""Pictures of a document, and the pages of its original as pictures."""

from uuid import UUID
from xml.sax.saxutils import escape

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from wccflow.base.errors import NotFound, Refused
from wccflow.cycles.queries import definition_of
from wccflow.evidence import pages, pictures, queries
from wccflow.evidence.entry import admitted
from wccflow.web.pages import page
from wccflow.web.routes import route

blueprint = Blueprint("pictures", __name__)

# A sentence in the place of a picture: the browser shows it where it would have shown the picture.
SENTENCE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="72" viewBox="0 0 640 72" role="img">'
    '<rect x="1" y="1" width="638" height="70" fill="#f0f4f5" stroke="#aeb7bd"/>'
    '<text x="16" y="42" font-family="Arial, sans-serif" font-size="16" fill="#212b32">{}</text></svg>'
)


@route(blueprint, "/evidence/<uuid:version_id>/pictures/<int:number>", may="see")
def picture(version_id: UUID, number: int) -> ResponseReturnValue:
    """A picture that stands in the document, drawn anew; a sentence where it cannot be shown."""
    version, _ = admitted(version_id)
    try:
        return _sent(pictures.picture(version, number - 1))
    except Refused as refusal:
        return _said(str(refusal))


@route(blueprint, "/evidence/<uuid:version_id>/pages/<int:number>", may="see")
def original_page(version_id: UUID, number: int) -> ResponseReturnValue:
    """One page of the original beside nothing else, with the way to its neighbours and back."""
    version, case = admitted(version_id)
    if not pictures.has_pages(version) or not 1 <= number <= (version.pages or 0):
        raise NotFound
    return page(
        "evidence/original_page.html",
        case=case,
        version=version,
        title=definition_of(case).slots[queries.home(version).slot].title,
        number=number,
        first=pages.first_on_page(version.id, number),
    )


@route(blueprint, "/evidence/<uuid:version_id>/pages/<int:number>/picture", may="see")
def page_picture(version_id: UUID, number: int) -> ResponseReturnValue:
    """One page of the original as a picture; a sentence where it cannot be drawn."""
    version, _ = admitted(version_id)
    try:
        return _sent(pictures.page(version, number))
    except Refused as refusal:
        return _said(str(refusal))


def _sent(drawn: pictures.Drawn) -> Response:
    return _locked(Response(drawn.content, mimetype=f"image/{drawn.kind}"))


def _said(sentence: str) -> Response:
    return _locked(Response(SENTENCE.format(escape(sentence)), mimetype="image/svg+xml"))


def _locked(response: Response) -> Response:
    """A picture that does nothing, even when it is opened by itself."""
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response
