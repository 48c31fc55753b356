"""Records as plain JSON values and back, driven by their type hints."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
_PLAIN = frozenset((str, int, float, bool, type(None)))
"""What is its own JSON value; looked at first since most values are."""
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def encode(value: object) -> Any:
    """Return ``value`` as JSON values: records become objects, tuples lists, enums their values.

    Raises:
        TypeError: for anything that is no record, tuple, mapping, enum, datetime or JSON scalar.
    """
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    names = _field_names(kind)
    if names is not None:
        return {
            name: field if type(field) in _PLAIN else encode(field)
            for name in names
            for field in (getattr(value, name),)
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {str(encode(key)): encode(item) for key, item in value.items()}
    raise TypeError(f"no JSON form for {kind.__name__}")


@cache
def _field_names(kind: type) -> tuple[str, ...] | None:
    """Return the names of a record's fields; None for anything else."""
    if not dataclasses.is_dataclass(kind) or issubclass(kind, type):
        return None
    return tuple(field.name for field in dataclasses.fields(kind))


def decode(kind: type[T], data: Any) -> T:
    """Return the record of type ``kind`` that :func:`encode` made ``data`` from.

    Raises:
        TypeError, KeyError, ValueError: when the data does not fit the record's type hints.
    """
    decoder: Callable[[Any], T] = _decoder(typing.cast("Any", kind))
    return decoder(data)


def dumps(value: object) -> str:
    """Return ``value`` as canonical JSON: sorted keys, no spaces, unescaped Unicode."""
    return _CANONICAL.encode(encode(value))


def loads(kind: type[T], text: str) -> T:
    """Return the record of type ``kind`` that :func:`dumps` wrote."""
    return decode(kind, json.loads(text))


@cache
def _decoder(hint: Any) -> Callable[[Any], Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint is Any or origin is typing.Literal:
        return _same
    if origin in (types.UnionType, typing.Union):
        return _optional(arguments)
    if origin is tuple:
        return _tuple(arguments)
    if origin is not None and issubclass(origin, Mapping):
        key, item = _decoder(arguments[0]), _decoder(arguments[1])
        return lambda data: types.MappingProxyType({key(k): item(v) for k, v in data.items()})
    if isinstance(hint, type) and (dataclasses.is_dataclass(hint) or issubclass(hint, Enum)):
        return hint if issubclass(hint, Enum) else _record(hint)
    if hint in (datetime, float):
        return datetime.fromisoformat if hint is datetime else float
    return _scalar(hint)


def _same(data: Any) -> Any:
    return data


def _scalar(hint: type) -> Callable[[Any], Any]:
    def read(data: Any) -> Any:
        if not isinstance(data, hint):
            raise TypeError(f"expected {hint.__name__}, not {type(data).__name__}")
        return data

    return read


def _optional(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    rest = [argument for argument in arguments if argument is not type(None)]
    if len(rest) != 1:
        raise TypeError(f"no decoder for the union {arguments}")
    inner = _decoder(rest[0])
    return lambda data: None if data is None else inner(data)


def _tuple(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        inner = _decoder(arguments[0])
        return lambda data: tuple(inner(item) for item in data)
    inners = [_decoder(argument) for argument in arguments]
    return lambda data: tuple(inner(item) for inner, item in zip(inners, data, strict=True))


def _record(kind: type) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    decoders = {
        field.name: _decoder(hints[field.name]) for field in dataclasses.fields(kind) if field.init
    }
    known = decoders.keys()

    def read(data: Any) -> Any:
        if not isinstance(data, dict):
            raise TypeError(f"expected an object for {kind.__name__}, not {type(data).__name__}")
        if not data.keys() <= known:
            raise KeyError(f"{kind.__name__} has no field {sorted(data.keys() - known)}")
        return kind(**{name: decoders[name](item) for name, item in data.items()})

    return read
