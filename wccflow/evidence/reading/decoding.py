"""Turning bytes into text: what the mark at the start says, else UTF-8, else the Windows letters."""

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\x0b\x0c\x1a\x1b")
MANY_CONTROLS = 0.02
MANY_NULLS = 0.3
PAGE_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
DECLARED = re.compile(
    rb"""(?:<meta[^>]+?charset\s*=|<\?xml[^>]+?encoding\s*=)\s*["']?\s*([\w.:-]{1,40})""", re.I
)
HEAD_OF_PAGE = 4_096
# What pages say and what browsers take it for: Latin-1 is Windows letters.
MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gbk",
}
UNABLE = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7")


def decode(data: bytes) -> str:
    """The text of a plain file; a letter that cannot be made out becomes the sign for that."""
    encoding = _encoding(data)
    return data.decode(encoding, errors="replace")


def decode_page(data: bytes, declared: str | None = None) -> str:
    """The text of a web page: by its mark, else as UTF-8 if it is that, else by the letters it declares."""
    encoding = _encoding(data)
    if encoding == "cp1252":
        encoding = _declared(data, declared) or encoding
    return data.decode(encoding, errors="replace")


def looks_like_a_page(head: bytes) -> bool:
    """Whether a text begins as a web page does."""
    return bool(PAGE_START.match(head.removeprefix(codecs.BOM_UTF8)[:HEAD_OF_PAGE]))


def _declared(data: bytes, declared: str | None) -> str | None:
    """The encoding that a page declares, if it is one that can be."""
    said = DECLARED.search(data[:HEAD_OF_PAGE])
    spelt = declared or (said.group(1).decode("ascii", "replace") if said else "")
    try:
        known = codecs.lookup(spelt).name
    except LookupError:
        return None
    if known in UNABLE or not codecs.lookup(known)._is_text_encoding:
        return None
    return MEANT.get(known, known)


def is_text(head: bytes) -> bool:
    """Whether a file that begins so is plain text."""
    if any(head.startswith(mark) for mark, _ in MARKS):
        return True
    wide = _wide(head)
    letters = [ord(letter) for letter in head.decode(wide, errors="replace")] if wide else list(head)
    return sum(letter in CONTROLS for letter in letters) <= MANY_CONTROLS * len(letters) and 0 not in letters


def _encoding(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    wide = _wide(data[:4_096])
    if wide:
        return wide
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=False)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: every second byte is nought, and hardly any of the others."""
    even, odd = head[0::2], head[1::2]
    if len(head) < 4:
        return None
    if odd.count(0) > MANY_NULLS * len(odd) and even.count(0) == 0:
        return "utf-16-le"
    if even.count(0) > MANY_NULLS * len(even) and odd.count(0) == 0:
        return "utf-16-be"
    return None
