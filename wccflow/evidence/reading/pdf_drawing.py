"""One page of a PDF drawn as a picture, for the reader's original page beside the text."""

import base64
import io
from pathlib import Path
from typing import Any

import pypdfium2

from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.limits import Limits

NARROWEST, WIDEST = 100, 1_600
MOST_POINTS = 6_000_000  # of one picture: a page that is a mile long is drawn smaller
LEAST_SIDE = 1.0


def answer(path: Path, name: str, limits: Limits, asked: dict[str, Any]) -> dict[str, Any]:
    """The page that was asked for as PNG. Raises Refused where it is not there or cannot be drawn."""
    try:
        document = pypdfium2.PdfDocument(path)
        number = int(asked["page"])
        if not 1 <= number <= len(document):
            raise Refused(sentences.no_such_page(number, len(document)))
        return _drawn(document[number - 1], max(NARROWEST, min(int(asked["width"]), WIDEST)))
    except pypdfium2.PdfiumError as fault:
        raise Refused(sentences.PAGE_NOT_DRAWN) from fault


def _drawn(page: pypdfium2.PdfPage, width: int) -> dict[str, Any]:
    wide, high = max(page.get_width(), LEAST_SIDE), max(page.get_height(), LEAST_SIDE)
    # PDFium rounds up.
    scale = min((width - 0.01) / wide, (MOST_POINTS / (wide * high)) ** 0.5)
    picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=False, compress_level=6)
    return {
        "kind": "png",
        "base64": base64.b64encode(written.getvalue()).decode("ascii"),
        "width": picture.width,
        "height": picture.height,
    }
