"""An Office file as a bag of parts, none of which may be larger than it ought to be."""

import posixpath
import zipfile
import zlib
from pathlib import Path
from typing import IO
from urllib.parse import unquote

from lxml import etree

from wccflow.base.errors import Refused
from wccflow.evidence.reading import markup, salvage, sentences
from wccflow.evidence.reading.limits import Limits

MEGABYTE = 1 << 20
CHUNK = 1 << 16
SMALL_ENOUGH_TO_SHRINK_WELL = 10 * MEGABYTE
USUAL_MAIN_PARTS = ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml")
MAIN_TYPE = ".main+xml"
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


class Package:
    """The parts of an Office file, inflated one by one against a budget."""

    def __init__(self, path: Path | IO[bytes], limits: Limits) -> None:
        self.limits = limits
        self.inflated = 0
        self.whole = True
        self._relations: dict[str, dict[str, tuple[str, str]]] = {}
        try:
            self._zip = zipfile.ZipFile(path)
        except BROKEN as fault:
            self._zip = self._rebuilt(path, fault)
        self._entries = _entries(self._zip, limits)

    def _rebuilt(self, path: Path | IO[bytes], fault: Exception) -> zipfile.ZipFile:
        """The file where only its directory is broken; raises Refused where more than that is.

        Only of a file on the disk, which the child reads: a web process holds no more than a piece of one.
        """
        if not isinstance(path, Path):
            raise Refused(sentences.DAMAGED) from fault
        self.whole = False
        most = self.limits.max_entries, self.limits.max_inflated_megabytes * MEGABYTE
        try:
            return zipfile.ZipFile(salvage.rebuilt(path.read_bytes(), *most, self._weigh))
        except (salvage.Lost, *BROKEN):
            raise Refused(sentences.DAMAGED) from fault

    def demand_bearable(self) -> None:
        """Raise Refused when the directory alone says that a part is larger than it ought to be."""
        for entry in self._entries.values():
            if entry.filename.lower().endswith(".xml"):
                self._check(entry, entry.file_size)

    def names(self) -> list[str]:
        """The names of all parts, as the directory spells them."""
        return [entry.filename for entry in self._entries.values()]

    def holds(self, part: str) -> bool:
        """Whether there is such a part."""
        return _key(part) in self._entries

    def content(self, part: str) -> bytes | None:
        """The bytes of a part, or None where it is absent; raises Refused if it is too large or damaged."""
        entry = self._entries.get(_key(part))
        if entry is None:
            return None
        try:
            return self._inflate(entry)
        except BROKEN as fault:
            raise Refused(sentences.DAMAGED) from fault

    def root(self, part: str) -> etree._Element | None:
        """The XML of a part, or None where it is absent."""
        data = self.content(part)
        if data is None:
            return None
        root, whole = markup.parse(data)
        self.whole = self.whole and whole
        return root

    def optional(self, part: str) -> etree._Element | None:
        """The XML of a part that the text can do without: None also where it is damaged."""
        try:
            return self.root(part)
        except Refused as refusal:
            if str(refusal) != sentences.DAMAGED:
                raise
            self.whole = False
            return None

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part points to inside the file: relation id → (last word of its type, part)."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def related(self, part: str, kind: str) -> str | None:
        """The first part of a kind that a part points to; by its usual name where nothing is pointed to."""
        relations = self.relations(part)
        if not relations:
            usual = posixpath.join(posixpath.dirname(part), f"{kind}.xml")
            return usual if self.holds(usual) else None
        return next((target for said, target in relations.values() if said == kind), None)

    def _read_relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, file = posixpath.split(part)
        root = self.optional(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
        if root is None:
            return {}
        return {
            row.get("Id", ""): (
                row.get("Type", "").rpartition("/")[2],
                self._resolved(folder, row.get("Target", "")),
            )
            for row in markup.found(root, "rels:Relationship", "Relationship")
            if row.get("TargetMode") != "External"
        }

    def main_part(self) -> str | None:
        """The part that the file is about: what its root points to as its document."""
        for kind, part in self.relations("").values():
            if kind == "officeDocument" and self.holds(part):
                return part
        return next(
            (part for part in (*USUAL_MAIN_PARTS, *self._declared_main_parts()) if self.holds(part)), None
        )

    def _declared_main_parts(self) -> list[str]:
        """The parts whose declared type is that of a main one."""
        root = self.optional("[Content_Types].xml")
        rows = () if root is None else markup.found(root, "types:Override")
        return [row.get("PartName", "") for row in rows if MAIN_TYPE in row.get("ContentType", "").lower()]

    def _resolved(self, folder: str, target: str) -> str:
        """The part that a relation points to from a folder; some writers mean from the top."""
        path = unquote(target.replace("\\", "/")).partition("#")[0]
        from_folder, from_top = (
            posixpath.normpath(posixpath.join("/", start, path)).lstrip("/") for start in (folder, "")
        )
        return from_top if self.holds(from_top) and not self.holds(from_folder) else from_folder

    def _inflate(self, entry: zipfile.ZipInfo) -> bytes:
        """The bytes of an entry, counted while they come, because the sizes in the directory may lie."""
        gathered = bytearray()
        with self._zip.open(entry) as stream:
            while chunk := stream.read(CHUNK):
                gathered += chunk
                self.inflated += len(chunk)
                self._check(entry, len(gathered))
        return bytes(gathered)

    def _check(self, entry: zipfile.ZipInfo, size: int) -> None:
        self._weigh(entry.compress_size, size)

    def _weigh(self, packed: int, size: int) -> None:
        """Raise Refused where a part of this packed size is, or by now became, too large."""
        limits = self.limits
        if (
            size > limits.max_entry_megabytes * MEGABYTE
            or self.inflated > limits.max_inflated_megabytes * MEGABYTE
        ):
            raise Refused(sentences.TOO_LARGE)
        if size > SMALL_ENOUGH_TO_SHRINK_WELL and size > limits.max_ratio * max(packed, 1):
            raise Refused(sentences.TOO_LARGE)


def _entries(archive: zipfile.ZipFile, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """The entries by name; raises Refused where there are too many, or their names would lead astray."""
    listed = archive.infolist()
    if len(listed) > limits.max_entries:
        raise Refused(sentences.TOO_LARGE)
    entries: dict[str, zipfile.ZipInfo] = {}
    for entry in listed:
        if entry.is_dir():
            continue
        if entry.flag_bits & 1:
            raise Refused(sentences.PASSWORD)
        if _leads_astray(entry) or _key(entry.filename) in entries:
            raise Refused(sentences.UNSAFE)
        entries[_key(entry.filename)] = entry
    return entries


def _leads_astray(entry: zipfile.ZipInfo) -> bool:
    spelt = entry.orig_filename
    return (
        spelt.startswith("/")
        or "\\" in spelt
        or "\x00" in spelt
        or ".." in spelt.split("/")
        or ":" in spelt[:2]
    )


def _key(part: str) -> str:
    """Names of parts are the same in capitals and small letters."""
    return part.lstrip("/").lower()
