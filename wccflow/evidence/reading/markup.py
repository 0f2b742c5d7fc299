"""Parsing XML that nobody trusts, and one short name for each of its words."""

import re
from collections.abc import Iterator

from lxml import etree

from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.decoding import decode

OFFICE = "http://schemas.openxmlformats.org/"
STRICT = "http://purl.oclc.org/ooxml/"
PREFIXES = {
    f"{OFFICE}wordprocessingml/2006/main": "w",
    f"{STRICT}wordprocessingml/main": "w",
    f"{OFFICE}drawingml/2006/main": "a",
    f"{STRICT}drawingml/main": "a",
    f"{OFFICE}drawingml/2006/diagram": "dgm",
    f"{STRICT}drawingml/diagram": "dgm",
    f"{OFFICE}drawingml/2006/chart": "c",
    f"{STRICT}drawingml/chart": "c",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "cx",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
    f"{OFFICE}drawingml/2006/wordprocessingDrawing": "wp",
    f"{STRICT}drawingml/wordprocessingDrawing": "wp",
    f"{OFFICE}drawingml/2006/picture": "pic",
    f"{STRICT}drawingml/picture": "pic",
    "urn:schemas-microsoft-com:vml": "v",
    f"{OFFICE}presentationml/2006/main": "p",
    f"{STRICT}presentationml/main": "p",
    f"{OFFICE}spreadsheetml/2006/main": "s",
    f"{STRICT}spreadsheetml/main": "s",
    f"{OFFICE}officeDocument/2006/relationships": "r",
    f"{STRICT}officeDocument/relationships": "r",
    f"{OFFICE}officeDocument/2006/math": "m",
    f"{STRICT}officeDocument/math": "m",
    f"{OFFICE}markup-compatibility/2006": "mc",
    f"{OFFICE}package/2006/relationships": "rels",
    f"{OFFICE}package/2006/content-types": "types",
    f"{OFFICE}officeDocument/2006/extended-properties": "app",
    f"{STRICT}officeDocument/extendedProperties": "app",
}
OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns:"
for word in ("office", "text", "table", "style", "presentation", "manifest"):
    PREFIXES[f"{OPEN_DOCUMENT}{word}:1.0"] = word
    PREFIXES[f"http://openoffice.org/2000/{word}"] = word
PREFIXES |= {
    f"{OPEN_DOCUMENT}drawing:1.0": "draw",
    f"{OPEN_DOCUMENT}svg-compatible:1.0": "svg",
    "http://openoffice.org/2000/drawing": "draw",
    "http://openoffice.org/2001/manifest": "manifest",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/1999/xlink": "xlink",
}
_names: dict[str, str] = {}
_spellings: dict[str, tuple[str, ...]] = {}
OUT_OF_MEMORY = 2
FIRST_TAG = re.compile(r"<[A-Za-z_]")


def parse(data: bytes) -> tuple[etree._Element, bool]:
    """The root of an XML part and whether all of it was sound; raises Refused where nothing can be saved."""
    try:
        return etree.fromstring(data, _parser(recover=False)), True
    except etree.XMLSyntaxError as fault:
        if getattr(fault, "code", None) == OUT_OF_MEMORY:
            raise MemoryError from fault
    for given in (data, _from_first_tag(data)):
        root = _recovered(given)
        if root is not None:
            return root, False
    raise Refused(sentences.DAMAGED)


def _recovered(data: bytes) -> etree._Element | None:
    """What can be saved of a broken part."""
    try:
        return etree.fromstring(data, _parser(recover=True))
    except etree.XMLSyntaxError:
        return None


def _from_first_tag(data: bytes) -> bytes:
    """The part in UTF-8 without what stands before its first tag, such as a wrong declaration."""
    text = decode(data)
    first = FIRST_TAG.search(text)
    return text[first.start() :].encode("utf-8", "replace") if first else b""


def name(element: etree._Element) -> str:
    """The name with our prefix, the same for Strict and ordinary files: "w:p"; bare where unknown."""
    tag: object = element.tag  # Of an entity that was not resolved it is a function.
    if not isinstance(tag, str):
        return ""
    if tag not in _names:
        space, _, local = tag.rpartition("}")
        prefix = PREFIXES.get(space[1:])
        _names[tag] = f"{prefix}:{local}" if prefix else local
    return _names[tag]


def attribute(element: etree._Element, key: str) -> str | None:
    """The value of an attribute under its prefixed name, in whichever namespace the file writes it."""
    if key not in _spellings:
        prefix, _, local = key.partition(":")
        spaces = [space for space, known in PREFIXES.items() if known == prefix]
        _spellings[key] = tuple(f"{{{space}}}{local}" for space in spaces)
    for spelling in _spellings[key]:
        value = element.get(spelling)
        if value is not None:
            return str(value)
    return None


def child(element: etree._Element | None, key: str) -> etree._Element | None:
    """The first child of this name."""
    if element is not None:
        for below in element:
            if name(below) == key:
                return below
    return None


def found(element: etree._Element, *keys: str) -> Iterator[etree._Element]:
    """Every element of these names at any depth, in order."""
    for below in element.iter(etree.Element):
        if name(below) in keys:
            yield below


def text_of(element: etree._Element) -> str:
    """The text of an element itself, also where a reference that was not resolved stands in its midst."""
    text = element.text or ""
    return text + "".join(below.tail or "" for below in element) if len(element) else text


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch of Word is there and not switched off."""
    return element is not None and attribute(element, "w:val") not in ("0", "false", "off")


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )
