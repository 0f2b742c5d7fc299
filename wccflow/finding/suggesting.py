"""What the query being typed may become: a kept search, a field, a value of a field, a whole word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wccflow.finding import saving
from wccflow.finding.queries import offered_fields, scope_of
from wccflow.finding.vocabulary import Value, values_of, vocabulary
from wccflow.finding.wording import MOST_OFFERED, completions
from wccflow.people.rights import Reach
from wccflow.search.grammar import FieldKind
from wccflow.search.port import SearchIndex
from wccflow.search.tokens import LONGEST_QUERY

MOST_FIELDS, MOST_KEPT = 4, 3
_VALUE = re.compile(r'(?:^|(?<=[\s(-]))([^\W\d_][\w-]*):(?:"([^"]*)|([^\s"()]*))$')
_NAME = re.compile(r"(?:^|(?<=[\s(-]))([^\W\d_][\w-]*)$")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A whole query, and what it is in words where the query alone does not say."""

    query: str
    words: str = ""


def suggestions(query: str, kind: str, *, reach: Reach, index: SearchIndex) -> list[Suggestion]:
    """What the query may become, of what the person may know and nothing else."""
    if not query.strip() or len(query) > LONGEST_QUERY:
        return []
    fields = offered_fields(kind, reach)
    typed = _VALUE.search(query)
    if typed and typed.group(1).casefold() in fields:
        known = fields[typed.group(1).casefold()]
        return list(_values(query, typed, values_of(known, vocabulary(reach))))
    words = completions(query, scope_of(reach), index)
    offered = [*_kept(query, reach), *_fields(query, fields), *(Suggestion(each) for each in words)]
    return offered[: MOST_OFFERED + MOST_KEPT]


def _kept(query: str, reach: Reach) -> list[Suggestion]:
    begun = query.strip().casefold()
    kept = (
        Suggestion(each.query, f"your search “{each.name}”")
        for each in saving.saved(reach.person_id)
        if each.query.casefold().startswith(begun) or each.name.casefold().startswith(begun)
    )
    return [each for each in kept if each.query != query][:MOST_KEPT]


def _fields(query: str, fields: dict[str, FieldKind]) -> list[Suggestion]:
    found = _NAME.search(query)
    if found is None:
        return []
    begun, typed = found.group(1).casefold(), query[: found.start(1)]
    named = (
        Suggestion(f"{typed}{name}:", kind.label) for name, kind in fields.items() if name.startswith(begun)
    )
    return list(named)[:MOST_FIELDS]


def _values(query: str, typed: re.Match[str], values: Sequence[Value]) -> Iterator[Suggestion]:
    begun = (typed.group(2) or typed.group(3) or "").casefold()
    start = query[: typed.end(1) + 1]
    fitting = (each for each in values if _begins(each, begun))
    for each, _ in zip(fitting, range(MOST_OFFERED), strict=False):
        written = f'"{each.written}"' if " " in each.written else each.written
        yield Suggestion(f"{start}{written}", each.words if each.words != each.written else "")


def _begins(value: Value, begun: str) -> bool:
    return value.written.casefold().startswith(begun) or value.words.casefold().startswith(begun)
