"""The alternative that search began with: Whoosh as it comes but for its stems, one index for everybody."""

from collections.abc import Collection, Iterable
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from whoosh import fields, index, query
from whoosh.analysis import StemmingAnalyzer

from wccflow.search.port import Entry
from wccflow.search.snippets import snippet
from wccflow.search.tree import And, Or, Phrase, Prefix, Tree, Word
from wccflow.search.words import stem

FACETS = ("organisation", "overseer", "document")
MOST_EXPANSIONS = 50
MEGABYTES = 256


class RawWhoosh:
    """The passages in one index, which does not look at who asks unless the audience is in the query."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def build(self, entries: Iterable[Entry], processes: int = 2) -> None:
        """Write the index, by several processes, each of which writes a segment."""
        self.folder.mkdir(parents=True)
        writer = index.create_in(self.folder, _schema()).writer(
            procs=processes, limitmb=MEGABYTES, multisegment=processes > 1
        )
        for entry in entries:
            writer.add_document(**_document(entry))
        writer.commit()

    def open(self) -> "RawWhoosh":
        """Ready to be asked."""
        self.searcher = index.open_dir(self.folder).searcher()
        return self

    def search(self, tree: Tree, audiences: Collection[UUID] | None, limit: int) -> int:
        """The best hits with their snippets, and the facets; gives how many there are in all."""
        asked = _Asked(self.searcher).of(tree)
        if audiences is not None:
            asked = query.And([asked, query.Or([query.Term("audience", each.hex) for each in audiences])])
        found = self.searcher.search(asked, limit=limit, groupedby=list(FACETS))
        for hit in islice(found, limit):  # with groups Whoosh gathers every hit
            snippet(hit["text"], tree)  # ours: Whoosh's own takes a millisecond longer
        for name in FACETS:
            {value: len(there) for value, there in found.groups(name).items()}
        return len(found)


def _schema() -> fields.Schema:
    # Its own stemmer makes moderat of moderated and moder of moderate, and so finds less than is there.
    analyzer = StemmingAnalyzer(stoplist=None, minsize=1, stemfn=stem)
    said, heading = fields.TEXT(analyzer=analyzer, stored=True), fields.TEXT(analyzer=analyzer)
    facets = {name: fields.ID(sortable=True) for name in FACETS}
    return fields.Schema(
        key=fields.ID(stored=True), audience=fields.ID(), text=said, heading=heading, **facets
    )


def _document(entry: Entry) -> dict[str, str]:
    facets = {name: entry.fields[name] for name in FACETS}
    return {
        "key": entry.key,
        "audience": entry.audience.hex,
        "text": entry.text,
        "heading": entry.heading or "",
        **facets,
    }


class _Asked:
    def __init__(self, searcher: Any) -> None:
        self.searcher = searcher

    def of(self, tree: Tree) -> Any:
        """Our tree as a query of Whoosh."""
        match tree:
            case Word() | Phrase() | Prefix():
                return query.Or([self._in(name, tree) for name in ("text", "heading")])
            case And(parts):
                return query.And([self.of(part) for part in parts])
            case Or(parts):
                return query.Or([self.of(part) for part in parts])
            case _:
                raise ValueError(f"the benchmark does not ask for {tree}")

    def _in(self, name: str, leaf: Word | Phrase | Prefix) -> Any:
        match leaf:
            case Word(text):
                return query.Term(name, self._stem(text))
            case Phrase(words):
                return query.Phrase(name, [self._stem(word) for word in words])
            case Prefix(text):
                return query.Or([query.Term(name, word) for word in self._commonest(name, text)])

    def _commonest(self, name: str, prefix: str) -> list[str]:
        """Whoosh's own prefix reads every word: it took seconds. So the commonest, as with us."""
        reader = self.searcher.reader()
        there = [word.decode() for word in reader.expand_prefix(name, prefix)]
        return sorted(there, key=lambda word: -reader.doc_frequency(name, word))[:MOST_EXPANSIONS]

    def _stem(self, word: str) -> str:
        analyzer = self.searcher.schema["text"].analyzer
        return next((str(token.text) for token in analyzer(word)), word)
