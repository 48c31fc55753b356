"""Writing values as TOML, so that any string comes back as it was."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any


def toml_value(value: Any) -> str:
    """Return text, members, numbers and truth values as TOML writes them."""
    if isinstance(value, StrEnum):
        return toml_text(value.value.lower())
    if isinstance(value, str):
        return toml_text(value)
    if isinstance(value, float):
        return repr(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def toml_list(values: Sequence[str]) -> str:
    """Return an array of strings, over several lines when it is long."""
    if sum(map(len, values)) <= 70:
        return "[" + ", ".join(toml_text(value) for value in values) + "]"
    return "[\n" + "".join(f"  {toml_text(value)},\n" for value in values) + "]"


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def toml_text(text: str) -> str:
    """Return a TOML basic string, whatever it holds; lone surrogates become U+FFFD."""
    return '"' + "".join(_ESCAPES.get(c) or _plain(c) for c in text) + '"'


def _plain(character: str) -> str:
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    if character.isprintable():
        return character
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
