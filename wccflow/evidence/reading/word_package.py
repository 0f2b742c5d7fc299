"""A Word file written again with some of its parts changed; every other part keeps its bytes."""

import posixpath
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from wccflow.evidence.reading.package import Package

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
NEWER = "http://schemas.microsoft.com/office/2011/relationships"
BARE_RELATIONS: Any = {None: RELATIONS}  # the stubs of lxml know no default namespace
BARE_TYPES: Any = {None: TYPES}
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # so that the same comments give the same bytes


def written(package: Package, changed: Mapping[str, bytes]) -> bytes:
    """The package with these parts in the place of its own, and new ones at its end."""
    made, left = BytesIO(), dict(changed)
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for part in package.names():
            content = left.pop(_known(part, left), None)
            _put(archive, part, package.content(part) or b"" if content is None else content)
        for part, content in left.items():
            _put(archive, part, content)
    return made.getvalue()


def as_bytes(root: etree._Element) -> bytes:
    """A part as it is written."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def related(
    package: Package, main: str, parts: Mapping[str, tuple[str, str]], space: str
) -> dict[str, bytes]:
    """The parts that make known what is new: relations of the main part, and the types of parts.

    `parts` are by name the last word of the relation and the type; `space` is the main part's namespace.
    """
    folder, file = posixpath.split(main)
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    known = {target for _, target in package.relations(main).values()}
    rows = package.optional(relations)
    root = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap=BARE_RELATIONS) if rows is None else rows
    types = package.optional("[Content_Types].xml")
    listed = etree.Element(f"{{{TYPES}}}Types", nsmap=BARE_TYPES) if types is None else types
    for part, (kind, content_type) in parts.items():
        if part not in known:
            _relate(root, kind, posixpath.relpath(part, folder or "."), space)
        _declare(listed, part, content_type)
    return {relations: as_bytes(root), "[Content_Types].xml": as_bytes(listed)}


def _relate(root: etree._Element, kind: str, target: str, space: str) -> None:
    used = {row.get("Id") for row in root}
    free = next(name for number in range(1, 10_000) if (name := f"rIdNote{number}") not in used)
    office = STRICT if space.startswith("http://purl.oclc.org") else OFFICE
    row = etree.SubElement(root, f"{{{RELATIONS}}}Relationship")
    row.set("Id", free)
    row.set("Type", f"{office if kind == 'comments' else NEWER}/{kind}")
    row.set("Target", target)


def _declare(types: etree._Element, part: str, content_type: str) -> None:
    named = (row for row in types if (row.get("PartName") or "").lstrip("/").lower() == part.lower())
    if next(named, None) is None:
        row = etree.SubElement(types, f"{{{TYPES}}}Override")
        row.set("PartName", f"/{part}")
        row.set("ContentType", content_type)


def _known(part: str, parts: Mapping[str, bytes]) -> str:
    """The name under which a part is changed; names are the same in capitals and small letters."""
    return next((each for each in parts if each.lower() == part.lstrip("/").lower()), part)


def _put(archive: ZipFile, part: str, content: bytes) -> None:
    entry = ZipInfo(part, LONG_AGO)
    entry.compress_type = ZIP_DEFLATED
    archive.writestr(entry, content)
