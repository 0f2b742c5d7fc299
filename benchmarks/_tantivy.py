"""The fastest alternative: tantivy, a search library in Rust, one index for everybody."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

import tantivy

from wccflow.search.port import Entry
from wccflow.search.tree import And, Or, Phrase, Prefix, Tree, Word
from wccflow.search.words import stem

FACETS = ("organisation", "overseer", "document")
MUST, SHOULD = tantivy.Occur.Must, tantivy.Occur.Should


class Tantivy:
    """The passages in one index with the audience in the query."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.schema = _schema()

    def build(self, entries: Iterable[Entry], processes: int = 2) -> None:
        """Write the index by so many threads."""
        self.folder.mkdir(parents=True)
        writer = tantivy.Index(self.schema, path=str(self.folder)).writer(num_threads=processes)
        for entry in entries:
            writer.add_document(tantivy.Document.from_dict(_document(entry), self.schema))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> "Tantivy":
        """Ready to be asked."""
        self.searcher = tantivy.Index.open(str(self.folder)).searcher()
        return self

    def search(self, tree: Tree, audiences: Collection[UUID] | None, limit: int) -> int:
        """The best hits with their snippets, and the facets; gives how many there are in all."""
        said = self._asked(tree)
        asked = said if audiences is None else self._within(said, audiences)
        found = self.searcher.search(asked, limit=limit)
        cut = tantivy.SnippetGenerator.create(self.searcher, said, self.schema, "text")
        for _, address in found.hits:
            cut.snippet_from_doc(self.searcher.doc(address)).to_html()
        self.searcher.aggregate(asked, {name: {"terms": {"field": name, "size": 200}} for name in FACETS})
        return int(found.count)

    def _within(self, asked: Any, audiences: Collection[UUID]) -> Any:
        readable = tantivy.Query.term_set_query(self.schema, "audience", [each.hex for each in audiences])
        return tantivy.Query.boolean_query([(MUST, asked), (MUST, readable)])

    def _asked(self, tree: Tree) -> Any:
        match tree:
            case Word() | Phrase() | Prefix():
                either = [(SHOULD, self._in(name, tree)) for name in ("text", "heading")]
                return tantivy.Query.boolean_query(either)
            case And(parts):
                return tantivy.Query.boolean_query([(MUST, self._asked(part)) for part in parts])
            case Or(parts):
                return tantivy.Query.boolean_query([(SHOULD, self._asked(part)) for part in parts])
            case _:
                raise ValueError(f"the benchmark does not ask for {tree}")

    def _in(self, name: str, leaf: Word | Phrase | Prefix) -> Any:
        match leaf:
            case Word(text):
                return tantivy.Query.term_query(self.schema, name, stem(text))
            case Phrase(words):
                return tantivy.Query.phrase_query(self.schema, name, [stem(word) for word in words])
            case Prefix(text):
                return tantivy.Query.regex_query(self.schema, name, f"{text}.*")


def _schema() -> Any:
    made = tantivy.SchemaBuilder()
    made.add_text_field("text", stored=True, tokenizer_name="en_stem")
    made.add_text_field("heading", tokenizer_name="en_stem")
    made.add_text_field("key", stored=True, tokenizer_name="raw")
    made.add_text_field("audience", tokenizer_name="raw")
    for name in FACETS:
        made.add_text_field(name, tokenizer_name="raw", fast=True)
    return made.build()


def _document(entry: Entry) -> dict[str, str]:
    facets = {name: entry.fields[name] for name in FACETS}
    return {
        "text": entry.text,
        "heading": entry.heading or "",
        "key": entry.key,
        "audience": entry.audience.hex,
        **facets,
    }
