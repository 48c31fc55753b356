"""Reading one TOML table strictly: each key is asked for by name, what is left is an error."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Literal, NoReturn, TypeVar, get_args, get_origin, get_type_hints

from consult.domain.errors import SettingsError

E = TypeVar("E", bound=StrEnum)
S = TypeVar("S")


class Table:
    """One table of consultation.toml, read key by key.

    ``place`` names the table as a person finds it: ``[consultation]`` or ``[[sources]] number 2``.
    Every method raises SettingsError ``SETTINGS_VALUE`` for a value of the wrong kind; ``finish``
    raises ``SETTINGS_UNKNOWN_KEY`` for keys that nobody asked for.
    """

    def __init__(self, values: Mapping[str, Any], place: str) -> None:
        self._values = values
        self.place = place
        self._known: list[str] = []

    def text(self, key: str, default: str | None = None, *, required: bool = False) -> str:
        """Return a string without white space at its ends; a required one is not empty."""
        value = self.optional_text(key)
        if value is None or (required and not value):
            if required:
                self.fail(key, "is missing; it needs some text in quotes")
            return default or ""
        return value

    def optional_text(self, key: str) -> str | None:
        """Return a string without white space at its ends, or None when the key is absent."""
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, str):
            self.fail(key, f"must be text in quotes, not {_shown(value)}")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings in its order, none of them empty; absent means none."""
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            self.fail(key, f'must be a list of texts such as ["one", "two"], not {_shown(value)}')
        return tuple(str(v).strip() for v in value)

    def whole(self, key: str, default: int, *, least: int, most: int) -> int:
        """Return a whole number within bounds."""
        value = self._take(key)
        if value is None:
            return default
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.fail(key, f"must be a whole number from {least} to {most}, not {_shown(value)}")
        return value

    def number(self, key: str, default: float) -> float:
        """Return a number."""
        value = self._take(key)
        if value is None:
            return default
        if not isinstance(value, int | float) or isinstance(value, bool):
            self.fail(key, f"must be a number, not {_shown(value)}")
        return float(value)

    def refuse(self, key: str, complaint: str) -> None:
        """Fail with the complaint when the key is there; its value is never shown."""
        if key in self._values:
            self.fail(key, complaint)

    def choice(self, key: str, kind: type[E], default: E) -> E:
        """Return the member that the text names, in upper or lower case."""
        value = self._take(key)
        return default if value is None else self._member(key, kind, value)

    def moment(self, key: str) -> date | datetime | None:
        """Return a TOML date or date-time, or one written as ISO 8601 text; None when absent."""
        value = self._take(key)
        if value is None or isinstance(value, date):
            return value
        if isinstance(value, str):
            text = value.strip()
            for parse in (date.fromisoformat, datetime.fromisoformat):
                try:
                    return parse(text)
                except ValueError:
                    continue
        return self.fail(key, f"must be a date such as 2026-03-31 or a time, not {_shown(value)}")

    def text_map(self, key: str) -> Mapping[str, str]:
        """Return a table of texts by text, in its order."""
        pairs = self._pairs(key)
        for name, value in pairs.items():
            if not isinstance(value, str):
                self.fail(f"{key}.{_quoted(name)}", f"must be text in quotes, not {_shown(value)}")
        return MappingProxyType({str(k): str(v).strip() for k, v in pairs.items()})

    def choice_map(self, key: str, kind: type[E]) -> Mapping[str, E]:
        """Return a table of members by text, in its order."""
        return MappingProxyType(
            {
                name: self._member(f"{key}.{_quoted(name)}", kind, value)
                for name, value in self._pairs(key).items()
            }
        )

    def table(self, key: str) -> Table | None:
        """Return a table below this one, or None when the key is absent."""
        value = self._take(key)
        if value is None:
            return None
        place = f"[{key}]" if not self.place else f"{key} of {self.place}"
        if not isinstance(value, dict):
            self.fail(key, f"must be a table [{key}], not {_shown(value)}")
        return Table(value, place)

    def tables(self, key: str) -> list[Table]:
        """Return the tables of an array of tables, in their order; absent means none."""
        value = self._take(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            self.fail(key, f"must be tables, each under a line [[{key}]]")
        return [Table(v, f"[[{key}]] number {n}") for n, v in enumerate(value, start=1)]

    def section(self, cls: type[S]) -> S:
        """Return a dataclass of plain fields, each key named as its field and of its type.

        Understands str, int, float, ``Literal`` of texts and StrEnum; absent keys keep defaults.
        """
        hints = get_type_hints(cls)
        found = {}
        for item in fields(cls):  # type: ignore[arg-type]  # every caller passes a dataclass
            value = self._take(item.name)
            if value is not None:
                found[item.name] = self._typed(item.name, hints[item.name], value)
            elif item.default is MISSING and item.default_factory is MISSING:
                self.fail(item.name, "is missing")
        self.finish()
        return cls(**found)

    def finish(self) -> None:
        """Check that every key was asked for.

        Raises:
            SettingsError: ``SETTINGS_UNKNOWN_KEY`` naming the key, its table and a near miss.
        """
        for key in self._values:
            if key not in self._known:
                near = difflib.get_close_matches(key, self._known, n=1, cutoff=0.6)
                hint = f"did you mean `{near[0]}`?" if near else f"known: {_listed(self._known)}."
                where = self.place or "the top level of the file"
                raise SettingsError(
                    "SETTINGS_UNKNOWN_KEY",
                    f"consultation.toml: `{key}` is no setting of {where}; {hint}",
                )

    def fail(self, key: str, complaint: str) -> NoReturn:
        """Raise ``SETTINGS_VALUE`` saying what is wrong with ``key`` of this table."""
        where = f"`{key}` of {self.place}" if self.place else f"`{key}`"
        raise SettingsError("SETTINGS_VALUE", f"consultation.toml: {where} {complaint}.")

    def _take(self, key: str) -> Any:
        if key not in self._known:
            self._known.append(key)
        return self._values.get(key)

    def _pairs(self, key: str) -> dict[str, Any]:
        value = self._take(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.fail(key, f'must be a table of "name" = "value", not {_shown(value)}')
        return value

    def _member(self, key: str, kind: type[E], value: Any) -> E:
        if isinstance(value, str):
            wanted = value.strip().upper().replace("-", "_").replace(" ", "_")
            for member in kind:
                if member.value.upper() == wanted:
                    return member
        known = [member.value.lower() for member in kind]
        return self.fail(
            key, f"must be one of {_listed(known)}, not {_shown(value)}{_near(value, known)}"
        )

    def _typed(self, key: str, hint: Any, value: Any) -> Any:
        if get_origin(hint) is Literal:
            choices = [str(choice) for choice in get_args(hint)]
            if not isinstance(value, str) or value.strip().lower() not in choices:
                self.fail(
                    key,
                    f"must be one of {_listed(choices)}, "
                    f"not {_shown(value)}{_near(value, choices)}",
                )
            return value.strip().lower()
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return self._member(key, hint, value)
        if hint is int and isinstance(value, int) and not isinstance(value, bool):
            return value
        if hint is float and isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        if hint in (str, str | None) and isinstance(value, str):
            return value.strip()
        names = {int: "a whole number", float: "a number"}
        return self.fail(key, f"must be {names.get(hint, 'text in quotes')}, not {_shown(value)}")


def _near(value: Any, known: list[str]) -> str:
    if not isinstance(value, str):
        return ""
    near = difflib.get_close_matches(value.lower(), known, n=1, cutoff=0.6)
    return f"; did you mean {_quoted(near[0])}?" if near else ""


def _listed(names: list[str]) -> str:
    return ", ".join(names)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
