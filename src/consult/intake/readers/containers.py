"""Archives and mailbox files: what lies in them, each member read on its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from consult.domain.errors import Problem, ProblemCode, Severity
from consult.intake.readers.mbox import split_messages
from consult.intake.readers.members import Budget, Member
from consult.intake.readers.refusal import Refusal
from consult.intake.readers.zip_archive import zip_members
from consult.intake.reading import Part, Reading
from consult.intake.sniff import MEDIA_TYPES, Kind, claimed_kind, sniff
from consult.settings.model import LimitSettings

READER = "archive@1"
_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"From ")
_TIMEOUTS = 3
"""After so many members that took too long the rest of an archive is not tried."""

ReadMember = Callable[[bytes, str], Reading]
"""Reads the bytes of one member by its name; never raises for bad data."""


def is_container(data: bytes, name: str) -> bool:
    """Whether bytes are an archive or a mailbox file, whose members are read one by one."""
    claimed = claimed_kind(name)
    if claimed is not Kind.MBOX and not data.startswith(_STARTS):
        return False
    kind = sniff(data, name).kind
    return kind is Kind.MBOX or (kind is Kind.ZIP and claimed in {None, Kind.ZIP})


def read_container(
    data: bytes, *, name: str, limits: LimitSettings, read_member: ReadMember
) -> Reading:
    """Return the parts of all members of a ZIP or MBOX, however they are nested.

    A member's key is ``!`` and its cleaned path, or its Message-ID, and never its position. A
    member that cannot be read is a part with ``failure``; what operating systems leave behind,
    and the same bytes again, are parts with ``set_apart``; neither costs the others anything.
    Members are read one at a time. Parts and problems are in order of the members' keys.

    Raises:
        Refusal: CORRUPT, EMPTY, UNSUPPORTED or ARCHIVE_LIMIT for the container as a whole.
    """
    kind = sniff(data, name).kind
    found: dict[str, Reading] = {}
    timeouts = 0
    for key, member in _leaves(data, kind, Budget(limits), depth=1):
        reader = read_member if timeouts < _TIMEOUTS else _too_slow
        found[key] = _adopted(_read(member, reader), key, member, name)
        timeouts += any(p.code is ProblemCode.TIMEOUT for p in found[key].problems)
    if not found:
        raise Refusal(ProblemCode.EMPTY, "there is nothing in it; ask the sender for it again.")
    readings = [found[key] for key in sorted(found)]
    return Reading(
        media_type=MEDIA_TYPES[kind],
        parts=tuple(part for reading in readings for part in reading.parts),
        problems=tuple(problem for reading in readings for problem in reading.problems),
    )


def join_keys(outer: str, inner: str) -> str:
    """Return the key of a part of a member: the member's own, or that and the part's."""
    if not inner or inner.startswith("!"):
        return outer + inner
    return f"{outer}#{inner}"


def _leaves(data: bytes, kind: Kind, budget: Budget, *, depth: int) -> Iterator[tuple[str, Member]]:
    """Yield key and member of everything in a container that is no container itself."""
    deepest = budget.limits.archive_depth
    members = zip_members(data, budget) if kind is Kind.ZIP else split_messages(data, budget)
    for member in members:
        key = f"!{member.path}"
        inside = member.data
        if inside is None or member.set_apart or not is_container(inside, member.name):
            yield key, member
        elif depth >= deepest:
            message = f"archives lie in each other more than {deepest} deep; unpack it."
            yield key, member.refused(ProblemCode.ARCHIVE_LIMIT, message)
        else:
            yield from _inner(key, member, inside, budget, depth)


def _inner(
    key: str, member: Member, data: bytes, budget: Budget, depth: int
) -> Iterator[tuple[str, Member]]:
    """Yield what lies in a container inside another; where it ends badly, that is one more."""
    try:
        kind = sniff(data, member.name).kind
        for below, leaf in _leaves(data, kind, budget, depth=depth + 1):
            yield key + below, leaf
    except Refusal as refusal:
        yield key, member.refused(refusal.code, refusal.message)


def _read(member: Member, read_member: ReadMember) -> Reading:
    media_type = MEDIA_TYPES[Kind.BINARY]
    if member.refusal is not None:
        return Reading(media_type=media_type, problems=(member.refusal.problem(member.name),))
    if member.set_apart or member.data is None:
        return Reading(media_type=media_type)
    return read_member(member.data, member.name)


def _too_slow(_data: bytes, name: str) -> Reading:
    problem = Problem(
        code=ProblemCode.TIMEOUT,
        where=name,
        message=(
            "it was not read since too many files of its archive took too long; unpack the "
            "archive and put its files into the folder."
        ),
    )
    return Reading(media_type=MEDIA_TYPES[Kind.BINARY], problems=(problem,))


def _adopted(reading: Reading, key: str, member: Member, container: str) -> Reading:
    """Return a member's reading as a share of its container's."""
    problems = tuple(
        replace(p, where=_place(p.where, key, member, container)) for p in reading.problems
    )
    parts = tuple(
        replace(
            part,
            key=join_keys(key, part.key),
            name=part.name if part.key else member.name,
            belongs_to=None if part.is_response else join_keys(key, part.belongs_to or ""),
            data=part.data if part.key else member.data,
        )
        for part in reading.parts
    )
    if parts:
        return replace(reading, parts=parts, problems=problems)
    failure = next((p for p in problems if p.severity is Severity.ERROR), None)
    part = Part(
        key=key,
        name=member.name,
        media_type=reading.media_type,
        reader=READER,
        text="",
        blocks=(),
        set_apart=member.set_apart if failure or member.set_apart else "nothing was found in it",
        failure=failure,
        data=member.data,
    )
    return replace(reading, parts=(part,), problems=problems)


def _place(where: str, key: str, member: Member, container: str) -> str:
    """Return where a problem is, as a person finds it from the container on."""
    whole = f"{container}{key}"
    if where.startswith(member.name):
        return whole + where[len(member.name) :]
    return f"{whole}, {where}"
