"""A reading as JSON and back, decoded strictly: what a reader process says is not trusted.

Each part is a line of its own and a last line says how many there were, so that neither side
holds a long table as one text.
"""

from __future__ import annotations

import base64
import binascii
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, TypeVar

from consult.domain.document import Block, BlockKind, Locator, Rectangle, SourceRun
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ledger import Consent, RespondentKind
from consult.intake.reading import Part, Reading, Sender

_E = TypeVar("_E", bound=StrEnum)
_T = TypeVar("_T")
_LOCATOR_NUMBERS = ("page", "slide", "paragraph", "row", "column")
_LOCATOR_WORDS = ("sheet", "column_name", "part", "number_label")


_KEPT_BY_THE_STORE = frozenset(("size", "sha256"))
"""Fields of a part that only the store fills in; a child has no say in them."""
_NOTHING: frozenset[str] = frozenset()
_NEEDED = frozenset(("key", "name", "media_type", "reader", "text", "blocks"))
_END_NEEDED = frozenset(("media_type", "parts", "problems"))
_PROBLEM_NEEDED = frozenset(("code", "where", "message", "severity"))
_BLOCK_NEEDED = frozenset(("kind", "start", "end", "locator"))
_BLOCK_OPTIONAL = frozenset(("level", "lead", "question_id"))
_OPTIONAL = frozenset(Part.__slots__) - _NEEDED - _KEPT_BY_THE_STORE
_LINES = json.JSONEncoder(separators=(",", ":"))
_MOMENTS_HELD = 4096


class WireError(ValueError):
    """The bytes are no reading; whoever sent them is broken or hostile."""


def encode_reading(reading: Reading) -> bytes:
    """Return a reading as lines of JSON that :func:`decode_reading` turns into an equal one."""
    return b"\n".join([*map(encode_part, reading.parts), encode_end(reading, len(reading.parts))])


def encode_part(part: Part, *, kept: bool = False) -> bytes:
    """Return a part as one line; with ``kept``, also what the store says about its bytes."""
    out = _part_out(part)
    if kept and part.sha256:
        out |= {"size": part.size, "sha256": part.sha256}
    return _line(out)


def encode_end(reading: Reading, parts: int) -> bytes:
    """Return the last line of a reading of so many parts; 0 takes back all that were sent."""
    return _line(
        {
            "media_type": reading.media_type,
            "parts": parts,
            "problems": [_problem_out(p) for p in reading.problems],
        }
    )


def parts_at(end: bytes) -> int:
    """Return how many parts stand before the last line of a reading.

    Raises:
        WireError: when it is no such line.
    """
    return _whole(_object(_json(_ascii(end)), _END_NEEDED)["parts"])


def decode_reading(data: bytes) -> Reading:
    """Return the reading that ``data`` encodes.

    Raises:
        WireError: for anything but the exact shape, for unknown codes, and for blocks that
            overlap, stand out of order or reach outside their text.
    """
    decoder = ReadingDecoder()
    decoder.feed(data)
    return decoder.finish()


class ReadingDecoder:
    """Puts a reading together from its lines, as they come; ``kept`` where the store wrote them."""

    def __init__(self, *, kept: bool = False) -> None:
        self._allowed = _OPTIONAL | _KEPT_BY_THE_STORE if kept else _OPTIONAL
        self._parts: list[Part] = []
        self._end: dict[str, Any] | None = None

    def feed(self, lines: bytes) -> None:
        """Take whole lines.

        Raises:
            WireError: as :func:`decode_reading`.
        """
        for line in _ascii(lines).split("\n"):
            if self._end is not None:
                raise WireError("more after the end")
            raw = _json(line)
            if isinstance(raw, dict) and "problems" in raw:
                self._end = _object(raw, _END_NEEDED)
            else:
                self._parts.append(_part_in(raw, self._allowed))

    def finish(self) -> Reading:
        """Return the reading.

        Raises:
            WireError: when its last line is missing, or counts other parts than there were.
        """
        if self._end is None:
            raise WireError("no end")
        count = _whole(self._end["parts"])
        if count not in {0, len(self._parts)}:
            raise WireError("parts are missing")
        return Reading(
            media_type=_text(self._end["media_type"]),
            parts=tuple(self._parts) if count else (),
            problems=_list(self._end["problems"], _problem_in),
        )


def _ascii(data: bytes) -> str:
    try:
        return data.decode("ascii")
    except UnicodeDecodeError as error:
        raise WireError("no JSON") from error


def _json(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise WireError("no JSON") from error


def _line(value: dict[str, Any]) -> bytes:
    return _LINES.encode(value).encode()


def _problem_out(problem: Problem) -> dict[str, str]:
    return {
        "code": problem.code,
        "where": problem.where,
        "message": problem.message,
        "severity": problem.severity,
    }


def _part_out(part: Part) -> dict[str, Any]:
    """Return the fields of a part that are not as they are by default."""
    out: dict[str, Any] = {
        "key": part.key,
        "name": part.name,
        "media_type": part.media_type,
        "reader": part.reader,
        "text": part.text,
        "blocks": [_block_out(b) for b in part.blocks],
    }
    for name, (default, encoded) in _DEFAULTS.items():
        value = getattr(part, name)
        if value is not default and value != default:
            out[name] = encoded(value)
    return out


def _block_out(block: Block) -> dict[str, Any]:
    out: dict[str, Any] = {"kind": block.kind, "start": block.start, "end": block.end}
    place: dict[str, Any] = {
        name: value
        for name in (*_LOCATOR_NUMBERS, *_LOCATOR_WORDS)
        if (value := getattr(block.locator, name)) is not None
    }
    if block.locator.rectangles:
        place["rectangles"] = [_rectangle_out(r) for r in block.locator.rectangles]
    if block.locator.confidence is not None:
        place["confidence"] = block.locator.confidence
    out["locator"] = place
    for name in ("level", "lead", "question_id"):
        value = getattr(block, name)
        if value is not None:
            out[name] = value
    return out


def _rectangle_out(rectangle: Rectangle) -> list[Any]:
    place = [
        rectangle.page,
        rectangle.left,
        rectangle.top,
        rectangle.right,
        rectangle.bottom,
    ]
    if rectangle.start is None:
        return place
    return [*place, rectangle.start, rectangle.end, list(rectangle.edges)]


def _part_in(raw: Any, allowed: frozenset[str]) -> Part:
    fields = _object(raw, _NEEDED, allowed)
    text = _text(fields["text"])
    blocks = _list(fields["blocks"], _block_in)
    _check_blocks(blocks, len(text))
    given = {name: _FIELDS[name](value) for name, value in fields.items() if name in _FIELDS}
    return Part(text=text, blocks=blocks, **given)


def _check_blocks(blocks: tuple[Block, ...], length: int) -> None:
    last = 0
    for index, block in enumerate(blocks):
        if not last <= block.start < block.end <= length:
            raise WireError(f"block {index} does not stand in its text")
        for place in block.locator.rectangles:
            if place.start is not None and not (
                block.start <= place.start and (place.end or 0) <= block.end
            ):
                raise WireError(f"a rectangle of block {index} does not stand in it")
        if block.lead is not None and not 0 <= block.lead < index:
            raise WireError(f"block {index} is led by a later block")
        last = block.end


def _block_in(raw: Any) -> Block:
    fields = _object(raw, _BLOCK_NEEDED, _BLOCK_OPTIONAL)
    level, lead, question_id = map(fields.get, ("level", "lead", "question_id"))
    return Block(
        kind=_member(BlockKind, fields["kind"]),
        start=_whole(fields["start"]),
        end=_whole(fields["end"]),
        locator=_locator_in(fields["locator"]),
        level=None if level is None else _whole(level),
        lead=None if lead is None else _whole(lead),
        question_id=None if question_id is None else _same(question_id),
    )


def _locator_in(raw: Any) -> Locator:
    fields = _object(raw, _NOTHING, _LOCATOR_FIELDS)
    return Locator(**{name: _LOCATOR[name](value) for name, value in fields.items()})


def _rectangle_in(raw: Any) -> Rectangle:
    if not isinstance(raw, list) or len(raw) not in {5, 8}:
        raise WireError("no rectangle")
    left, top, right, bottom = (_fraction(v) for v in raw[1:5])
    place = Rectangle(page=_whole(raw[0]), left=left, top=top, right=right, bottom=bottom)
    if len(raw) == 5:
        return place
    start, end = _whole(raw[5]), _whole(raw[6])
    edges = _list(raw[7], _whole)
    if start >= end or (edges and len(edges) != end - start + 1):
        raise WireError("edges that do not fit their characters")
    return replace(place, start=start, end=end, edges=edges)


def _run_in(raw: Any) -> SourceRun:
    if not isinstance(raw, list) or len(raw) != 4:
        raise WireError("no source run")
    start, end, source_start, source_end = (_whole(v) for v in raw)
    return SourceRun(start=start, end=end, source_start=source_start, source_end=source_end)


def _sender_in(raw: Any) -> Sender:
    if not isinstance(raw, list) or len(raw) != 3:
        raise WireError("no sender")
    return Sender(name=_text(raw[0]), kind=_member(RespondentKind, raw[1]), evidence=_text(raw[2]))


def _problem_in(raw: Any) -> Problem:
    fields = _object(raw, _PROBLEM_NEEDED)
    return Problem(
        code=_member(ProblemCode, fields["code"]),
        where=_text(fields["where"]),
        message=_text(fields["message"]),
        severity=_member(Severity, fields["severity"]),
    )


def _pair_in(raw: Any) -> tuple[str, str]:
    if not isinstance(raw, list) or len(raw) != 2:
        raise WireError("no pair")
    return _same(raw[0]), _same(raw[1])


def _moment_in(raw: Any) -> datetime:
    return _moment(_text(raw))


@lru_cache(_MOMENTS_HELD)
def _moment(text: str) -> datetime:
    """Return the moment that a text names; many rows of an export share theirs, held once."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise WireError("no moment") from error
    if moment.tzinfo is None:
        raise WireError("a moment without a zone")
    return moment


def _bytes_in(raw: Any) -> bytes:
    try:
        return base64.b64decode(_text(raw), validate=True)
    except (binascii.Error, ValueError) as error:
        raise WireError("no bytes") from error


def _same(raw: Any) -> str:
    """Return a text that many parts share, held once."""
    return sys.intern(_text(raw))


def _object(
    raw: Any, needed: frozenset[str], allowed: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """Return an object that has the needed fields, and besides only allowed ones."""
    if type(raw) is not dict or not raw.keys() >= needed:
        raise WireError("an object without a field")
    if len(raw) > len(needed) and not raw.keys() - needed <= allowed:
        raise WireError("an object with other fields")
    return raw


def _list(raw: Any, item: Callable[[Any], _T]) -> tuple[_T, ...]:
    if not isinstance(raw, list):
        raise WireError("no list")
    return tuple([item(value) for value in raw])


def _texts(raw: Any) -> Mapping[str, str]:
    if not isinstance(raw, dict):
        raise WireError("no object")
    return {_same(k): _same(v) for k, v in raw.items()}


def _optional(raw: Any, inner: Callable[[Any], _T]) -> _T | None:
    return None if raw is None else inner(raw)


def _text(raw: Any) -> str:
    if type(raw) is not str:
        raise WireError("no text")
    if not raw.isascii():
        try:
            raw.encode("utf-8")
        except UnicodeEncodeError as error:
            raise WireError("text with lone surrogates") from error
    return raw


def _whole(raw: Any) -> int:
    if type(raw) is not int or raw < 0:
        raise WireError("no count")
    return raw


def _fraction(raw: Any) -> float:
    if not isinstance(raw, int | float) or isinstance(raw, bool) or not 0 <= raw <= 1:
        raise WireError("no fraction")
    return float(raw)


def _flag(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise WireError("no flag")
    return raw


def _member(kind: type[_E], raw: Any) -> _E:
    member: _E | None = _members(kind).get(_text(raw))
    if member is None:
        raise WireError(f"no {kind.__name__}")
    return member


@cache
def _members(kind: type[_E]) -> Mapping[str, _E]:
    return {member.value: member for member in kind}


_DEFAULTS: dict[str, tuple[Any, Callable[[Any], Any]]] = {
    "source_map": (
        (),
        lambda runs: [[r.start, r.end, r.source_start, r.source_end] for r in runs],
    ),
    "title": ("", str),
    "language": ("und", str),
    "received": (None, datetime.isoformat),
    "sender": (None, lambda sender: [sender.name, sender.kind, sender.evidence]),
    "consent": (Consent.UNKNOWN, str),
    "attributes": ({}, dict),
    "closed_answers": ((), lambda pairs: [list(pair) for pair in pairs]),
    "is_response": (True, bool),
    "belongs_to": (None, str),
    "set_apart": (None, str),
    "failure": (None, _problem_out),
    "data": (None, lambda data: base64.b64encode(data).decode()),
}
"""What each field is where a line leaves it out, and how it is written where it is not."""

_LOCATOR: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_LOCATOR_NUMBERS, _whole),
    **dict.fromkeys(_LOCATOR_WORDS, _same),
    "confidence": _fraction,
    "rectangles": lambda raw: _list(raw, _rectangle_in),
}
_LOCATOR_FIELDS = frozenset(_LOCATOR)
"""How each field of a locator is read; a field that is not there is not known."""

_FIELDS: dict[str, Callable[[Any], Any]] = {
    "key": _text,
    "name": _text,
    "media_type": _same,
    "reader": _same,
    "source_map": lambda raw: _list(raw, _run_in),
    "title": _text,
    "language": _same,
    "received": lambda raw: _optional(raw, _moment_in),
    "sender": lambda raw: _optional(raw, _sender_in),
    "consent": lambda raw: _member(Consent, raw),
    "attributes": _texts,
    "closed_answers": lambda raw: _list(raw, _pair_in),
    "is_response": _flag,
    "belongs_to": lambda raw: _optional(raw, _text),
    "set_apart": lambda raw: _optional(raw, _text),
    "failure": lambda raw: _optional(raw, _problem_in),
    "data": lambda raw: _optional(raw, _bytes_in),
    "size": _whole,
    "sha256": _text,
}
"""How each field of a part is read that does not stand on another."""
