"""Reading plain tables into frozen dataclasses, strictly, and writing them back; every mistake is told."""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Report = Callable[[str, str], None]

_PLAIN = {str: "text", int: "a whole number", bool: "true or false", float: "a number", date: "a date"}


class _Unread:
    """What stands for a value that could not be read; the fault has been reported."""


UNREAD = _Unread()


def read(shape: type[T], value: object, report: Report, *, path: str = "", derived: bool = False) -> T | None:
    """Give the dataclass that the table describes, or None after reporting each mistake by its path.

    Fields marked as derived are worked out by the program: in a file they are unknown keys.
    """
    answer = _read(shape, value, report, path, derived)
    return None if answer is UNREAD else answer


def write(thing: object) -> Any:
    """Give the document that `read` turns into the same thing; what equals its default is left out.

    Mappings become lists of pairs, since their order has a meaning which a sorted JSON object would lose.
    """
    if is_dataclass(thing) and not isinstance(thing, type):
        if hasattr(thing, "parse"):
            return str(thing)
        return {
            _name(field): write(getattr(thing, field.name))
            for field in fields(thing)
            if field.init and not _is_default(field, getattr(thing, field.name))
        }
    if isinstance(thing, Mapping):
        return [[key, write(value)] for key, value in thing.items()]
    if isinstance(thing, frozenset):
        return sorted(write(one) for one in thing)
    if isinstance(thing, tuple):
        return [write(one) for one in thing]
    return thing


def _is_default(field: Field[Any], value: object) -> bool:
    if field.default is not MISSING:
        return bool(value == field.default)
    return field.default_factory is not MISSING and bool(value == field.default_factory())


def _name(field: Field[Any]) -> str:
    return str(field.metadata.get("name", field.name))


@cache
def _hints(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)


def _read(shape: Any, value: object, report: Report, path: str, derived: bool) -> Any:
    if shape is object:
        return value
    if hasattr(shape, "parse"):
        return _parsed(shape, value, report, path)
    if is_dataclass(shape):
        return _table(shape, value, report, path, derived)
    origin = get_origin(shape)
    if origin in (Union, types.UnionType):
        return _one_of(get_args(shape), value, report, path, derived)
    if origin is Literal:
        return _word(get_args(shape), value, report, path)
    if origin in (tuple, frozenset):
        return _several(origin, get_args(shape)[0], value, report, path, derived)
    if origin is not None:
        return _named(get_args(shape)[1], value, report, path, derived)
    return _plain(shape, value, report, path)


def _plain(shape: Any, value: object, report: Report, path: str) -> Any:
    strange = isinstance(value, datetime) or (shape is int and isinstance(value, bool))
    if isinstance(value, shape) and not strange:
        return value
    report(path, f"should be {_PLAIN[shape]}, not {value!r}")
    return UNREAD


def _parsed(shape: Any, value: object, report: Report, path: str) -> Any:
    if isinstance(value, str):
        try:
            return shape.parse(value)
        except ValueError as error:
            report(path, str(error))
            return UNREAD
    report(path, f"should be text, not {value!r}")
    return UNREAD


def _word(allowed: tuple[object, ...], value: object, report: Report, path: str) -> Any:
    if isinstance(value, str) and value in allowed:
        return value
    report(path, f"{value!r} is not one of {', '.join(map(str, allowed))}")
    return UNREAD


def _one_of(shapes: tuple[Any, ...], value: object, report: Report, path: str, derived: bool) -> Any:
    kept = [shape for shape in shapes if shape is not types.NoneType]
    for shape in kept[:-1]:
        answer = _read(shape, value, lambda path, say: None, path, derived)
        if answer is not UNREAD:
            return answer
    return _read(kept[-1], value, report, path, derived)


def _several(origin: Any, inner: Any, value: object, report: Report, path: str, derived: bool) -> Any:
    if not isinstance(value, list | tuple):
        report(path, f"should be a list, not {value!r}")
        return UNREAD
    read_ones = [_read(inner, one, report, f"{path}[{place}]", derived) for place, one in enumerate(value)]
    if any(one is UNREAD for one in read_ones):
        return UNREAD
    hashable = all(isinstance(one, str) for one in read_ones)
    if hashable and len(set(read_ones)) != len(read_ones):
        report(path, "names something twice")
    return origin(read_ones)


def _named(inner: Any, value: object, report: Report, path: str, derived: bool) -> Any:
    if derived and isinstance(value, list) and all(_is_pair(one) for one in value):
        value = dict(value)
    if not isinstance(value, Mapping):
        report(path, f"should be a table, not {value!r}")
        return UNREAD
    named = {
        key: _read(inner, _with_key(inner, key, one), report, _join(path, key), derived)
        for key, one in value.items()
    }
    return UNREAD if any(one is UNREAD for one in named.values()) else named


def _is_pair(value: object) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2 and isinstance(value[0], str)


def _with_key(shape: Any, key: str, value: object) -> object:
    if is_dataclass(shape) and isinstance(value, Mapping) and "key" in _hints(shape):  # type: ignore[arg-type]
        return {"key": key, **value}
    return value


def _table(shape: Any, value: object, report: Report, path: str, derived: bool) -> Any:
    if not isinstance(value, Mapping):
        report(path, f"should be a table, not {value!r}")
        return UNREAD
    known = {_name(field): field for field in fields(shape) if _is_read(field, derived)}
    for key in value:
        if key not in known:
            report(_join(path, str(key)), f"is not a key known here; known are {', '.join(known)}")
    given = {}
    for name, field in known.items():
        if name in value:
            hint = _hints(shape)[field.name]
            given[field.name] = _read(hint, value[name], report, _join(path, name), derived)
        elif field.default is MISSING and field.default_factory is MISSING:
            report(_join(path, name), "is missing")
            given[field.name] = UNREAD
    return UNREAD if any(one is UNREAD for one in given.values()) else shape(**given)


def _is_read(field: Field[Any], derived: bool) -> bool:
    return field.init and (derived or not field.metadata.get("derived"))


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
