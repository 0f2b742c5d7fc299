"""Verifying a release offline: each file by its hash, and all that follows from the data of the release."""

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wccflow.calibration.rules import canonical, digest
from wccflow.engine.faults import Unsound
from wccflow.publication.building import MANIFEST
from wccflow.publication.following import Anew
from wccflow.publication.opened import Hostile, Opened, opened
from wccflow.publication.snapshot import FORM, Header

MOST_TOLD = 200
NOT_ANEW = (
    "Its pages, tables and Word files were drawn in form {form}, and this version of wccflow draws form "
    "{ours}: they have the hashes that the manifest tells, but were not drawn anew and compared. "
    "To know that they are the published ones, compare the SHA-256 of the file itself with the one on the "
    "public page, or verify with the version that drew it."
)
Files = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a release, what could not be looked at, and by which hash it is known when whole."""

    faults: Sequence[str]
    notes: Sequence[str] = ()
    sha256: str = ""


def verdict_on(path: Path) -> Verdict:
    """Everything that is wrong with a release, in sentences; no faults when it is whole."""
    with path.open("rb") as stream:
        try:
            archive = opened(stream)
        except Hostile as hostile:
            return Verdict([str(hostile)])
        told = list(dict.fromkeys(_faults(archive)))
        found = list(dict.fromkeys([*archive.faults, *told]))
        if not found:
            content = archive.content("release.json") or b""
            return Verdict([], list(_notes(json.loads(content))), hashlib.sha256(content).hexdigest())
    if len(found) > MOST_TOLD:
        return Verdict([*found[:MOST_TOLD], f"And {len(found) - MOST_TOLD} more faults."])
    return Verdict(found)


def faults_in(path: Path) -> Sequence[str]:
    """Everything that is wrong with a release, in sentences; nothing when it is whole."""
    return verdict_on(path).faults


def _notes(release: Header) -> Iterator[str]:
    """What a whole release was not looked at for."""
    if release["form"] != FORM:
        yield NOT_ANEW.format(form=release["form"], ours=FORM)


def _faults(archive: Opened) -> Iterator[str]:
    names = [name for name in archive.names if not name.endswith("/")]
    if MANIFEST not in names:
        yield f"{MANIFEST} is missing: nothing else can be checked."
        return
    manifest = _parsed(archive, MANIFEST)
    if manifest is None or not _is_manifest(manifest):
        yield f"{MANIFEST} cannot be read as a list of files: it was edited."
        return
    listed: Files = {each["path"]: each for each in manifest["files"]}
    yield from _of_manifest(archive, manifest)
    good: set[str] = set()
    yield from _of_names(archive, names, listed)
    for name in (each for each in names if each in listed):
        fault = _of_content(name, archive.content(name), listed[name])
        if fault:
            yield fault
        else:
            good.add(name)
    yield from _of_release(archive, manifest, listed.keys(), good)


def _is_manifest(found: Any) -> bool:
    if not isinstance(found, dict) or not isinstance(found.get("files"), list):
        return False
    kinds = {"path": str, "size": int, "sha256": str}
    return all(
        isinstance(each, dict) and all(isinstance(each.get(key), kind) for key, kind in kinds.items())
        for each in found["files"]
    )


def _of_manifest(archive: Opened, manifest: dict[str, Any]) -> Iterator[str]:
    """The manifest against itself: its own hash, and its one way of being written."""
    rest = {key: value for key, value in manifest.items() if key != "sha256"}
    if manifest.get("sha256") != digest(canonical(rest)):
        yield f"{MANIFEST} was edited: it does not have the hash that it tells of itself."
    if archive.content(MANIFEST) != canonical(manifest).encode():
        yield f"{MANIFEST} is not written as it was made."


def _of_names(archive: Opened, names: list[str], listed: Files) -> Iterator[str]:
    """Files that are missing, were added, or bear another name."""
    added = [name for name in names if name not in listed and name != MANIFEST]
    by_hash = {hashlib.sha256(archive.content(name) or b"").hexdigest(): name for name in added}
    renamed = set()
    for name in sorted(listed.keys() - set(names)):
        elsewhere = by_hash.get(listed[name]["sha256"])
        if elsewhere:
            renamed.add(elsewhere)
            yield f"{name} was renamed: its content stands under {elsewhere}."
        else:
            yield f"{name} is missing."
    yield from (f"{name} was added: the manifest does not name it." for name in added if name not in renamed)


def _of_content(name: str, content: bytes | None, told: dict[str, Any]) -> str:
    if content is None:
        return f"{name} cannot be read: its bytes are damaged."
    if len(content) != told["size"]:
        return f"{name} was changed: it has {len(content):,} bytes, and the manifest says {told['size']:,}."
    if hashlib.sha256(content).hexdigest() != told["sha256"]:
        return f"{name} was changed: it does not have the hash that the manifest tells."
    return ""


def _of_release(
    archive: Opened, manifest: dict[str, Any], listed: Collection[str], good: set[str]
) -> Iterator[str]:
    """What the release says of itself, and everything that follows from its data."""
    release = _parsed(archive, "release.json") if "release.json" in good else None
    if release is None:
        yield "release.json is missing or was changed, so that no rating can be followed."
        return
    if not _is_release(release):
        yield "release.json does not tell what a release tells."
        return
    if hashlib.sha256(archive.content("release.json") or b"").hexdigest() != manifest.get("release"):
        yield f"{MANIFEST} is of another release than release.json."
    if manifest.get("form") != release["form"]:
        yield f"{MANIFEST} tells another form of the pages than release.json."
    try:
        yield from Anew(archive, release, listed, good).faults()
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, StopIteration, Unsound):
        yield "release.json and the results do not belong together: something that they must tell is missing."


def _is_release(found: Any) -> bool:
    keys = {"cycle", "release", "results", "rankings", "definitions", "changelog", "summary", "form"}
    return isinstance(found, dict) and keys <= found.keys() and isinstance(found["results"], list)


def _parsed(archive: Opened, name: str) -> Any:
    content = archive.content(name)
    try:
        return json.loads(content) if content is not None else None
    except (ValueError, RecursionError):
        return None
