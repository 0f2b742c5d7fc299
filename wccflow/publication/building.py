"""Building a release: a pure function of its snapshot, written result by result into one zip file."""

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import IO, Any

from wccflow.calibration.rules import canonical, digest
from wccflow.publication import result_word, site, tables
from wccflow.publication.dictionary import ORGANISATIONS, Table
from wccflow.publication.rules import counted
from wccflow.publication.snapshot import FORM, RESULT, Header, Texts
from wccflow.publication.words import whole
from wccflow.publication.zipped import Writer

MANIFEST = "verify/manifest.json"
KEPT_IN_MEMORY = 4 << 20  # bytes of each table, before it goes on in a file

Progress = Callable[[int, int], None]


def build(release: Header, texts: Texts, out: IO[bytes], told: Progress = lambda done, of: None) -> None:
    """Write the release into a stream; the same snapshot gives the same bytes, always."""
    with ExitStack() as open_files:
        spooled = {
            table: open_files.enter_context(tempfile.SpooledTemporaryFile(KEPT_IN_MEMORY))
            for table in (ORGANISATIONS, *tables.BY_RESULT)
        }
        _write(release, texts, out, spooled, told)


def before(release: Header, texts: Texts) -> Iterator[tuple[str, bytes]]:
    """The files that come before those of the organisations, in the order of their names."""
    yield "README.txt", _read_me(release)
    yield "changelog.html", site.changelog(release)
    yield "data-dictionary.html", site.dictionary(release)
    for each in release["definitions"]:
        yield f"definitions/{each}.json", texts.definition(each).encode()
    yield "index.html", site.index(release)


def of_entry(release: Header, entry: dict[str, Any], texts: Texts) -> Iterator[tuple[str, bytes]]:
    """The files of one organisation, in the order of their names."""
    folder = folder_of(entry)
    if entry["kind"] != RESULT:
        yield f"{folder}/index.html", site.withdrawn(release, entry)
        return
    text = texts.result(entry["sha256"])
    content = json.loads(text)
    yield f"{folder}/index.html", site.result(release, content, entry["sha256"])
    yield f"{folder}/report.docx", result_word.written(whole(content), entry["sha256"])
    yield f"{folder}/result.json", text.encode()
    yield f"{folder}/sealed.json", texts.sealed(entry["sealed"]).encode()


def after(release: Header) -> Iterator[tuple[str, bytes]]:
    """The files that come after those of the organisations and before the tables."""
    yield "release.json", canonical(release).encode()
    yield "style.css", site.style()


def lines_of(entry: dict[str, Any], content: dict[str, Any] | None) -> Iterator[tuple[Table, bytes]]:
    """What an organisation adds to each table."""
    yield ORGANISATIONS, tables.organisation(entry, content)
    if content is not None:
        for table, lines in tables.BY_RESULT.items():
            yield table, lines(content)


def folder_of(entry: dict[str, Any]) -> str:
    """Where the files of an organisation stand."""
    return f"organisations/{entry['code']}"


def manifest(files: list[dict[str, Any]], release: Header) -> bytes:
    """The list of all files with their hashes, and last a hash of the list itself."""
    listed = {"form": FORM, "release": digest(canonical(release)), "files": files}
    return canonical({**listed, "sha256": digest(canonical(listed))}).encode()


def _write(release: Header, texts: Texts, out: IO[bytes], spooled: dict[Table, Any], told: Progress) -> None:
    writer, files = Writer(out), []

    def add(name: str, content: bytes) -> None:
        writer.add(name, content)
        sha256 = hashlib.sha256(content).hexdigest()
        files.append({"path": name, "size": len(content), "sha256": sha256})

    for table, file in spooled.items():
        file.write(tables.head(table))
    for name, content in before(release, texts):
        add(name, content)
    entries = release["results"]
    for number, entry in enumerate(entries):
        told(number, len(entries))
        for name, content in of_entry(release, entry, texts):
            add(name, content)
        known = json.loads(texts.result(entry["sha256"])) if entry["kind"] == RESULT else None
        for table, lines in lines_of(entry, known):
            spooled[table].write(lines)
    told(len(entries), len(entries))
    for name, content in after(release):
        add(name, content)
    for name, content in _tables(release, spooled):
        add(name, content)
    writer.add(MANIFEST, manifest(files, release))
    writer.close()


def _tables(release: Header, spooled: dict[Table, Any]) -> list[tuple[str, bytes]]:
    made = [("tables/rankings.csv", tables.rankings(release))]
    for table, file in spooled.items():
        file.seek(0)
        made.append((table.path, file.read()))
    return sorted(made)


def _read_me(release: Header) -> bytes:
    cycle, told = release["cycle"], release["release"]
    demonstration = (
        "Demonstration: the organisations are real names, everything else is invented.\n\n"
        if cycle["demonstration"]
        else ""
    )
    return (
        f"{cycle['title']}: release {told['label']}\n\n{demonstration}"
        f"{counted(len(release['results']), 'organisation')}. "
        "Open index.html in any browser; nothing is fetched.\n"
        "tables/ holds CSV, organisations/ a page, a Word file and the data of each, verify/ the hashes.\n"
        "Check it with: wccflow release verify FILE.zip\n"
    ).encode()
