"""What two processes of ours say to each other on a local socket: frames of a kind and so many bytes."""

import json
import struct
from collections.abc import Iterable
from typing import IO, Any, TypeAlias

ASK, HEAD, PART, END = b"a", b"h", b"p", b"e"
PART_BYTES = 1 << 18

BEGINNING = struct.Struct("!cI")

Environ: TypeAlias = dict[str, Any]


def framed(kind: bytes, content: bytes = b"") -> bytes:
    """One frame."""
    return BEGINNING.pack(kind, len(content)) + content


def asking(environ: Environ) -> bytes:
    """The frame that asks for a page: of its environment all but what only one process understands."""
    plain = {name: value for name, value in environ.items() if isinstance(value, str | int)}
    return framed(ASK, json.dumps(plain).encode())


def asked(line: IO[bytes]) -> Environ | None:
    """The next page that is asked for on this line, or None when nobody asks any more."""
    beginning = line.read(BEGINNING.size)
    if len(beginning) < BEGINNING.size:
        return None
    _, length = BEGINNING.unpack(beginning)
    content = line.read(length)
    return json.loads(content) if len(content) == length else None


def head(status: int, headers: Iterable[tuple[str, str]]) -> bytes:
    """The frame that begins an answer."""
    return framed(HEAD, json.dumps([status, list(headers)]).encode())


def read_head(content: bytes) -> tuple[int, list[tuple[bytes, bytes]]]:
    """The status and the headers of an answer, as servers send them."""
    status, headers = json.loads(content)
    return status, [
        (name.strip().lower().encode("latin1"), text.strip().encode("latin1")) for name, text in headers
    ]
