"""Following a release from its own data: each rating from its seal, each page and table drawn anew."""

import hashlib
import json
from collections.abc import Collection, Iterator
from typing import Any

from wccflow.calibration.rules import digest
from wccflow.engine.definition import Definition
from wccflow.publication import building, chain, tables
from wccflow.publication.building import MANIFEST
from wccflow.publication.dictionary import ORGANISATIONS, Table
from wccflow.publication.opened import Opened
from wccflow.publication.snapshot import FORM, RESULT, Header


class Anew:
    """The release followed from its own data, and drawn anew beside what it holds where its form is ours."""

    def __init__(self, archive: Opened, release: Header, listed: Collection[str], good: set[str]) -> None:
        self._archive = archive
        self._release = release
        self._listed = listed
        self._good = good
        self._draws = release["form"] == FORM
        self._drawn = {MANIFEST}
        self._sums = {
            table: hashlib.sha256(tables.head(table)) for table in (ORGANISATIONS, *tables.BY_RESULT)
        }
        self._known: dict[str, chain.Words] = {}
        self._broken = False

    def faults(self) -> Iterator[str]:
        """What does not follow from the data."""
        for sha256 in self._release["definitions"]:
            if digest(self.definition(sha256)) != sha256:
                yield f"definitions/{sha256}.json is not the definition of that name."
        for entry in self._release["results"]:
            yield from self._of_entry(entry)
        if self._draws:
            yield from self._of_the_whole()

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
        if self._is_there(name) and self._archive.content(name) != content:
            yield f"{name} does not say what the data of the release say."
        yield from self._left_out(name)

    def _is_there(self, name: str) -> bool:
        """Whether a file that belongs to the release can be looked at."""
        self._drawn.add(name)
        return name in self._good

    def _left_out(self, name: str) -> Iterator[str]:
        """A file that was taken out, and its line of the manifest with it."""
        if name not in self._listed:
            yield f"{name} was taken out: it belongs to the release, and the manifest does not name it."

    def _of_the_whole(self) -> Iterator[str]:
        """The pages and tables of the release as a whole."""
        for name, content in (*building.before(self._release, self), *building.after(self._release)):
            yield from self._compared(name, content)
        yield from self._compared("tables/rankings.csv", tables.rankings(self._release))
        if not self._broken:
            yield from self._of_tables()
            for name in sorted(set(self._listed) - self._drawn):
                yield f"{name} was added: no release has such a file."

    def _of_entry(self, entry: dict[str, Any]) -> Iterator[str]:
        folder = building.folder_of(entry)
        result, sealed = f"{folder}/result.json", f"{folder}/sealed.json"
        if entry["kind"] != RESULT:
            yield from self._made(entry, None, _Held("", ""))
        elif {result, sealed} <= self._good:
            held = _Held(*((self._archive.content(each) or b"").decode() for each in (result, sealed)))
            if digest(held.text) != entry["sha256"]:
                yield f"{result} is not the result that release.json names."
            content = json.loads(held.text)
            words = self._words(content["sealed"]["definition"])
            yield from (f"{result}: {fault}" for fault in chain.faults_of(content, held.seal, words))
            yield from self._made(entry, content, held)
        else:
            self._broken = True
            yield from (fault for each in (result, sealed) for fault in self._left_out(each))

    def _made(self, entry: dict[str, Any], content: dict[str, Any] | None, held: "_Held") -> Iterator[str]:
        """The files of one organisation, drawn anew; what it adds to each table is kept for the end."""
        if not self._draws:
            return
        for table, lines in building.lines_of(entry, content):
            self._sums[table].update(lines)
        for name, drawn in building.of_entry(self._release, entry, held):
            yield from self._compared(name, drawn)

    def _of_tables(self) -> Iterator[str]:
        for table, told in self._sums.items():
            yield from self._of_table(table, told.hexdigest())

    def _of_table(self, table: Table, told: str) -> Iterator[str]:
        if self._is_there(table.path):
            content = self._archive.content(table.path) or b""
            if hashlib.sha256(content).hexdigest() != told:
                yield f"{table.path} does not say what the results say."
        yield from self._left_out(table.path)


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
