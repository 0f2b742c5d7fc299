"""Whether one text says what a word of a query asks for: for lists that are held whole, without an index."""

from wccflow.search.places import close
from wccflow.search.tree import Near, Phrase, Prefix, Text, Word
from wccflow.search.words import stem, words


def says(leaf: Text, text: str) -> bool:
    """Whether the text has the word in any form, the phrase, the words near each other, or the beginning."""
    said = words(text)
    match leaf:
        case Word():
            return leaf.stem in map(stem, said)
        case Phrase(wanted):
            return any(tuple(said[at : at + len(wanted)]) == wanted for at in range(len(said)))
        case Near(_, distance):
            order = list(dict.fromkeys(leaf.stems))
            places = [(at, order.index(each)) for at, each in enumerate(map(stem, said)) if each in order]
            return close(places, len(order), distance) > 0
        case Prefix(beginning):
            return any(each.startswith(beginning) for each in said)
