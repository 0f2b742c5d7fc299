"""What came of reading a file, in one word that is kept, asked for and counted: one of these, always."""

from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.passages import Reading

READ, MACROS, PICTURES = "read", "macros", "pictures_only"
PASSWORD, DAMAGED, MISNAMED = "password", "damaged", "not_what_its_name_says"
TOO_LARGE, TOO_LONG, NOTHING = "too_large", "too_long", "nothing_to_read"
KIND_NOT_READ, GIVEN_UP, GONE = "kind_not_read", "given_up", "gone"

IN_WORDS = {
    READ: "read",
    MACROS: "read; holds macros, which were not run",
    PICTURES: "holds only pictures of pages",
    PASSWORD: "protected with a password",
    DAMAGED: "damaged",
    MISNAMED: "not what its name says",
    TOO_LARGE: "too large or too complicated",
    TOO_LONG: "took too long to read",
    NOTHING: "nothing to read in it",
    KIND_NOT_READ: "a kind that is not read",
    GIVEN_UP: "given up after three attempts",
    GONE: "no longer in the store",
}
# A person can open and read pictures of pages; what nobody can open is no document.
NO_DOCUMENT = frozenset(IN_WORDS) - {READ, MACROS, PICTURES}

_SENTENCES = {
    sentences.ABSENT: GONE,
    sentences.FILE_GONE: GONE,
    sentences.GIVEN_UP: GIVEN_UP,
    sentences.EMPTY: NOTHING,
    sentences.NOTHING: NOTHING,
    sentences.PASSWORD: PASSWORD,
    sentences.DAMAGED: DAMAGED,
    sentences.UNSAFE: DAMAGED,
    sentences.TOO_LARGE: TOO_LARGE,
    sentences.TOO_LONG: TOO_LONG,
    **dict.fromkeys(sentences.SAVE_AS.values(), KIND_NOT_READ),
}


def outcome_kind(outcome: Reading | Refused) -> str:
    """The word for a reading or a refusal; a sentence that nobody listed means damaged."""
    if isinstance(outcome, Refused):
        return kind_of_sentence(outcome.sentences[0])
    if not outcome.passages:
        silent = any(warning.startswith(sentences.NO_TEXT) for warning in outcome.warnings)
        return PICTURES if silent else NOTHING
    return MACROS if sentences.MACROS in outcome.warnings else READ


def kind_of_sentence(sentence: str) -> str:
    """The word for a refusal."""
    if sentence.startswith(sentences.NAME_SAYS):
        return MISNAMED
    return _SENTENCES.get(sentence, DAMAGED)
