"""Verifying a release offline: each byte, each page written anew, each rating followed to its panel."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wccflow.calibration.rules import canonical, digest
from wccflow.engine.definition import Definition
from wccflow.engine.faults import Unsound
from wccflow.publication import building, chain, tables
from wccflow.publication.building import MANIFEST
from wccflow.publication.dictionary import ORGANISATIONS, Table
from wccflow.publication.opened import Hostile, Opened, opened
from wccflow.publication.snapshot import FORM, RESULT, Header

MOST_TOLD = 200
Files = dict[str, dict[str, Any]]


def faults_in(path: Path) -> list[str]:
    """Everything that is wrong with a release, in sentences; nothing when it is whole."""
    with path.open("rb") as stream:
        try:
            archive = opened(stream)
        except Hostile as hostile:
            return [str(hostile)]
        found = list(dict.fromkeys(_faults(archive)))
        found = list(dict.fromkeys([*archive.faults, *found]))
    if len(found) > MOST_TOLD:
        return [*found[:MOST_TOLD], f"And {len(found) - MOST_TOLD} more faults."]
    return found


def release_of(path: Path) -> str:
    """By which hash the release is known: the one that the public page tells too. Only of a whole release."""
    with path.open("rb") as stream:
        return hashlib.sha256(opened(stream).content("release.json") or b"").hexdigest()


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
    yield from _of_release(archive, manifest, good)


def _is_manifest(found: Any) -> bool:
    if not isinstance(found, dict) or not isinstance(found.get("files"), list):
        return False
    keys = {"path", "size", "sha256"}
    return all(isinstance(each, dict) and keys <= each.keys() for each in found["files"])


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


def _of_release(archive: Opened, manifest: dict[str, Any], good: set[str]) -> Iterator[str]:
    """What the release says of itself, and everything that follows from its data."""
    release = _parsed(archive, "release.json") if "release.json" in good else None
    if release is None:
        return
    if not _is_release(release):
        yield "release.json does not tell what a release tells."
        return
    if hashlib.sha256(archive.content("release.json") or b"").hexdigest() != manifest.get("release"):
        yield f"{MANIFEST} is of another release than release.json."
    if manifest.get("form") != FORM or release.get("form") != FORM:
        yield "Its pages were made by another version of wccflow: they cannot be written anew and compared."
        return
    try:
        yield from _Anew(archive, release, good).faults()
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


class _Anew:
    """The release written anew from its own data, file by file, beside what it holds."""

    def __init__(self, archive: Opened, release: Header, good: set[str]) -> None:
        self._archive = archive
        self._release = release
        self._good = good
        self._sums = {
            table: hashlib.sha256(tables.head(table)) for table in (ORGANISATIONS, *tables.BY_RESULT)
        }
        self._known: dict[str, chain.Words] = {}
        self._broken = False

    def faults(self) -> Iterator[str]:
        """What does not follow from the data."""
        for name, content in building.before(self._release, self):
            yield from self._compared(name, content)
        for sha256 in self._release["definitions"]:
            if digest(self.definition(sha256)) != sha256:
                yield f"definitions/{sha256}.json is not the definition of that name."
        for entry in self._release["results"]:
            yield from self._of_entry(entry)
        for name, content in building.after(self._release):
            yield from self._compared(name, content)
        yield from self._compared("tables/rankings.csv", tables.rankings(self._release))
        if not self._broken:
            yield from self._of_tables()

    def result(self, sha256: str) -> str:
        """Not asked for: results are compared one by one."""
        raise KeyError(sha256)

    def sealed(self, sha256: str) -> str:
        """Not asked for either."""
        raise KeyError(sha256)

    def definition(self, sha256: str) -> str:
        """The text of a definition, as the release has it."""
        return (self._archive.content(f"definitions/{sha256}.json") or b"").decode()

    def _words(self, sha256: str) -> chain.Words:
        """The levels of a definition in words."""
        if sha256 not in self._known:
            document = json.loads(self.definition(sha256))
            self._known[sha256] = chain.words_of(Definition.from_document(document))
        return self._known[sha256]

    def _compared(self, name: str, content: bytes) -> Iterator[str]:
        if name in self._good and self._archive.content(name) != content:
            yield f"{name} does not say what the data of the release say."

    def _of_entry(self, entry: dict[str, Any]) -> Iterator[str]:
        folder = building.folder_of(entry)
        result, sealed = f"{folder}/result.json", f"{folder}/sealed.json"
        if entry["kind"] != RESULT:
            self._add(entry, None)
            yield from self._made(entry, _Held("", ""))
        elif {result, sealed} <= self._good:
            held = _Held(*((self._archive.content(each) or b"").decode() for each in (result, sealed)))
            if digest(held.text) != entry["sha256"]:
                yield f"{result} is not the result that release.json names."
            content = json.loads(held.text)
            words = self._words(content["sealed"]["definition"])
            yield from (f"{result}: {fault}" for fault in chain.faults_of(content, held.seal, words))
            self._add(entry, content)
            yield from self._made(entry, held)
        else:
            self._broken = True

    def _made(self, entry: dict[str, Any], held: "_Held") -> Iterator[str]:
        for name, content in building.of_entry(self._release, entry, held):
            yield from self._compared(name, content)

    def _add(self, entry: dict[str, Any], content: dict[str, Any] | None) -> None:
        for table, lines in building.lines_of(entry, content):
            self._sums[table].update(lines)

    def _of_tables(self) -> Iterator[str]:
        for table, told in self._sums.items():
            yield from self._of_table(table, told.hexdigest())

    def _of_table(self, table: Table, told: str) -> Iterator[str]:
        if table.path in self._good:
            content = self._archive.content(table.path) or b""
            if hashlib.sha256(content).hexdigest() != told:
                yield f"{table.path} does not say what the results say."


class _Held:
    """The texts of one result, as the release holds them."""

    def __init__(self, text: str, seal: str) -> None:
        self.text = text
        self.seal = seal

    def result(self, sha256: str) -> str:
        """The result."""
        return self.text

    def sealed(self, sha256: str) -> str:
        """Its sealed ratings."""
        return self.seal

    def definition(self, sha256: str) -> str:
        """None is asked for."""
        return ""
