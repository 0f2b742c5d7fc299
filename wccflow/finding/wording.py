"""Help with the words of a query, from what the person may read and nothing else."""

import re

from wccflow.search.port import Scope, SearchIndex
from wccflow.search.tokens import LONGEST_QUERY
from wccflow.search.tree import Phrase, Tree, Word, wanted
from wccflow.search.words import folded

MOST_OFFERED = 8
MOST_BETTERED = 8  # words of a query; for each of them a whole lexicon may be read
_LAST_WORD = re.compile(r"(?:^|(?<=[\s(\"“-]))([^\W_]{2,})$")


def nearer(query: str, tree: Tree, scope: Scope, index: SearchIndex) -> str:
    """The query with words that are there for those that are nowhere; empty when it cannot be bettered."""
    better = query
    for word in _words(tree)[:MOST_BETTERED]:
        if index.beginning(word, scope, most=1) == [word]:
            continue
        for near in index.alike(word, scope, most=1):
            better = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", near, better, flags=re.IGNORECASE)
    return better if better != query else ""


def completions(query: str, scope: Scope, index: SearchIndex) -> list[str]:
    """Queries that the one being typed may become: its last word ended as words within the scope end."""
    found = _LAST_WORD.search(query) if len(query) <= LONGEST_QUERY else None
    beginning = folded(found.group(1)) if found else ""
    if found is None or not beginning:
        return []
    typed = query[: found.start(1)]
    return [
        typed + word for word in index.beginning(beginning, scope, most=MOST_OFFERED) if word != beginning
    ]


def _words(tree: Tree) -> list[str]:
    said: list[str] = []
    for leaf in wanted(tree):
        match leaf:
            case Word(text):
                said.append(folded(text))
            case Phrase(words):
                said += words
    return list(dict.fromkeys(said))
