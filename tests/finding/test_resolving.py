"""Names that must all hold are asked of one thing where they can be; else each is asked alone."""

from collections.abc import Collection, Sequence

import pytest

from wccflow.base.errors import Refused
from wccflow.finding.resolving import resolved
from wccflow.search.grammar import FieldKind, parse
from wccflow.search.meaning import Meaning, Named
from wccflow.search.tree import Among, And, Not, Or, Tree, Word

THINGS = {"one": {"colour": "red", "size": "big"}, "two": {"colour": "blue", "size": "small"}}


def _together(named: Sequence[Named], reach: object) -> Collection[str]:
    return [
        key
        for key, has in THINGS.items()
        if all(has[each.field] == each.value for each in named)  # type: ignore[union-attr]
    ]


def _alone(named: Named, reach: object) -> Collection[str]:
    return _together([named], reach)


MEANINGS = {
    "passages colour": Meaning("colour", "key", _alone, together=_together),
    "passages size": Meaning("size", "key", _alone, together=_together),
    "passages by": Meaning("by", "key", lambda named, reach: ["one"]),
    "threads is": Meaning("is", "key", lambda named, reach: []),
}
FIELDS = {
    name.partition(" ")[2]: FieldKind(name.partition(" ")[2], meant.label) for name, meant in MEANINGS.items()
}


def asked(query: str) -> Tree:
    return resolved(parse(query, fields=FIELDS), MEANINGS, "passages", None)


def among(said: str, *keys: str) -> Among:
    return Among("key", frozenset(keys), said)


def test_what_must_all_hold_is_asked_of_one_thing() -> None:
    assert asked("plan colour:red size:big by:me") == And(
        (Word("plan"), among("by", "one"), among("colour and size", "one"))
    )
    assert asked("colour:red size:small") == And((among("colour and size"),))


def test_alternatives_and_what_is_left_out_are_asked_alone() -> None:
    assert asked("colour:red OR size:small") == Or((among("colour", "one"), among("size", "two")))
    assert asked("colour:red -size:big") == And((Not(among("size", "one")), among("colour", "one")))


def test_a_name_of_other_things_is_a_sentence() -> None:
    with pytest.raises(Refused, match='"is" can be asked of threads, not of passages'):
        asked("plan is:open")
