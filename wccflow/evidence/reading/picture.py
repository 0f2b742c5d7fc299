"""One picture of a file, drawn anew: no larger than asked, without what was hidden in it."""

import base64
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.gate import admit
from wccflow.evidence.reading.limits import Limits

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
# With four bytes for each, twice over while it is made smaller, this stays within the child's memory.
MOST_PIXELS = 40_000_000
SMALLEST, LARGEST = 16, 4_000
QUALITY = 85
METAFILES = (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x01\x00\x00\x00")


def answer(path: Path, file_name: str, limits: Limits, asked: Any) -> dict[str, Any]:
    """The picture of this name inside a file, with sides of at most so many pixels ("name", "most")."""
    package = admit(path, file_name, limits).package
    content = package.content(str(asked["name"])) if package is not None else None
    if content is None:
        raise Refused(sentences.PICTURE_BROKEN)
    return drawn_anew(content, int(asked["most"]))


def drawn_anew(content: bytes, most: int) -> dict[str, Any]:
    """A picture made again from its dots alone; raises Refused for what is none, or too large to draw."""
    if content.startswith(METAFILES):
        raise Refused(sentences.PICTURE_IN_COMMANDS)
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            return _encoded(_made_smaller(picture, most), is_photograph=picture.format == "JPEG")
    except (Refused, MemoryError):
        raise
    except Exception as fault:  # decoders of pictures break in ways that nobody can list
        raise Refused(sentences.PICTURE_BROKEN) from fault


def _made_smaller(picture: Image.Image, most: int) -> Image.Image:
    """The picture upright, in plain colours, within the size that was asked for."""
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused(sentences.PICTURE_TOO_LARGE)
    side = min(max(most, SMALLEST), LARGEST)
    picture.draft("RGB", (side, side))
    upright = ImageOps.exif_transpose(picture)
    see_through = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    plain = upright.convert("RGBA" if see_through else "RGB")
    plain.thumbnail((side, side))
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    return bare


def _encoded(picture: Image.Image, *, is_photograph: bool) -> dict[str, Any]:
    """What the child answers with."""
    kind = "jpeg" if is_photograph else "png"
    written = BytesIO()
    picture.save(written, kind, quality=QUALITY) if is_photograph else picture.save(written, kind)
    made = base64.b64encode(written.getvalue()).decode("ascii")
    return {"kind": kind, "base64": made, "width": picture.width, "height": picture.height}
