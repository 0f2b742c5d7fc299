"""A dossier to take away: a list with the digest of each file, and all originals in one archive."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from wccflow.base.clock import LONDON
from wccflow.evidence.past import Line, Past
from wccflow.evidence.rules import pages_in_words

CSV, ZIP = "text/csv; charset=utf-8", "application/zip"
MANIFEST = "manifest.csv"
NOT_SOUND = "left out: the file in the store is no longer what was filed"
CHUNK = 1 << 20
LONGEST_NAME = 120
EARLIEST = (1980, 1, 1, 0, 0, 0)  # an archive knows no day before
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
HEAD = (
    *("Place", "Required", "File", "Version", "Pages that count", "Filed on", "Filed by", "As of"),
    *("Covers from", "Covers until", "Board approved on", "Frozen", "Bytes", "SHA-256", "In the archive as"),
)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the archive: its name there and where its bytes are."""

    name: str
    path: Path
    at: tuple[int, int, int, int, int, int]


def manifest(past: Past, archived: Mapping[UUID, str]) -> bytes:
    """The list of a dossier, a row for each slot; `archived` are the names of versions in the archive."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(HEAD)
    for line in past.lines:
        writer.writerow([_cell(value) for value in _row(line, past, archived)])
    return ("\ufeff" + written.getvalue()).encode()  # the mark lets spreadsheets read letters rightly


def names_of(past: Past) -> dict[UUID, str]:
    """A safe name for each version, never two alike: the place that it fills, then its own name."""
    found: dict[UUID, str] = {}
    taken: set[str] = {MANIFEST}
    for place, line in enumerate(past.lines, start=1):
        if line.filled is None or line.filled.version.id in found:
            continue
        wanted = safe_name(f"{place:02} {line.slot.title} - {line.filled.version.file_name}")
        found[line.filled.version.id] = unused(wanted, taken)
    return found


def safe_name(name: str) -> str:
    """A name that every file system bears, with its ending kept."""
    plain = _UNSAFE.sub("_", name).strip(" .") or "document"
    stem, dot, ending = plain.rpartition(".")
    if not stem or len(ending) > 8:
        stem, dot, ending = plain, "", ""
    short = f"{stem[: LONGEST_NAME - len(ending)].rstrip(' .')}{dot}{ending}"
    return f"_{short}" if _RESERVED.match(short) else short


def unused(wanted: str, taken: set[str]) -> str:
    """The name, or the name with a number where it is taken; names that differ in case only are alike."""
    stem, dot, ending = wanted.rpartition(".")
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem or ending} ({number}){dot if stem else ''}{ending if stem else ''}"
    taken.add(name.casefold())
    return name


def zipped(members: Iterable[Member], listed: bytes) -> Iterator[bytes]:
    """The archive piece by piece, never more of it in memory than one piece of one file."""
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_STORED) as archive:
        archive.writestr(ZipInfo(MANIFEST, EARLIEST), listed)
        for member in members:
            with (
                member.path.open("rb") as source,
                archive.open(_info(member), "w", force_zip64=True) as target,
            ):
                while piece := source.read(CHUNK):
                    target.write(piece)
                    yield sink.taken()
            yield sink.taken()
    yield sink.taken()


def members_of(past: Past, named: Mapping[UUID, str], paths: Mapping[UUID, Path]) -> list[Member]:
    """The files of the archive; versions without a path, whose bytes are not what was filed, are left out."""
    filled = {each.version.id: each for each in past.versions}
    return [
        Member(name, paths[key], filled[key].version.filed_at.astimezone(LONDON).timetuple()[:6])
        for key, name in named.items()
        if key in paths
    ]


class _Sink:
    """Where the archive is written to; what was written is taken away at once."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Keep what the archive writes."""
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> bytes:
        """Everything that was written since it was last taken."""
        together, self._pieces = b"".join(self._pieces), []
        return together


def _info(member: Member) -> ZipInfo:
    return ZipInfo(member.name, max(member.at, EARLIEST))


def _row(line: Line, past: Past, archived: Mapping[UUID, str]) -> Sequence[object]:
    required = "yes" if line.slot.required else "no"
    if line.filled is None:
        return [line.slot.title, required, *[""] * 9, "yes" if line.frozen else "no", "", "", ""]
    version, filling = line.filled.version, line.filled.filling
    return [
        line.slot.title,
        required,
        version.file_name,
        version.called,
        pages_in_words(filling.first_page, filling.last_page) or "all",
        version.filed_at.astimezone(LONDON).strftime("%Y-%m-%d %H:%M"),
        past.people.get(version.filed_by_id, ""),
        line.dates.as_of or "",
        line.dates.since or "",
        line.dates.until or "",
        line.approved_on or "",
        "yes" if line.frozen else "no",
        version.size,
        version.sha256,
        archived.get(version.id, ""),
    ]


def _cell(value: object) -> str:
    """A value that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
