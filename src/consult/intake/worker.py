"""The program in the reader's child process: takes orders on stdin, answers on stdout."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, BinaryIO

from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ledger import Consent, RespondentKind
from consult.intake.aids import Aids, find_aids
from consult.intake.read import read
from consult.intake.reading import Arrival, Part, Reading
from consult.intake.sandbox import EXIT_MEMORY, HEADER, STILL_READING
from consult.intake.tools import MOST_FILE, descendants, is_allowed
from consult.intake.wire import encode_end, encode_part
from consult.settings.model import LimitSettings, ReadingSettings, SurveyMapping

_DENIED = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "pty.")
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_WATCH_SECONDS = 0.2
_FRAME = 1 << 18
_SPARE_CPU_SECONDS = 10


def main() -> int:
    """Serve orders until stdin closes; everything printed by libraries goes nowhere."""
    orders = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    sys.dont_write_bytecode = True
    _leave_network()
    sys.addaudithook(_deny)
    prepared = False
    while True:
        header = _frame(orders)
        if header is None:
            return 0
        data = _frame(orders)
        if data is None:
            return 0
        order = json.loads(header)
        limits = LimitSettings(**order["limits"])
        if not prepared:
            _limit(limits)
            prepared = True
        _allow_seconds(limits.seconds)
        aids = replace(
            find_aids(ReadingSettings(**order["reading"])), go_on=_clock(answers, limits)
        )
        outgoing = _Outgoing(answers)
        del header
        reading = _serve(order, data, limits, aids, outgoing.add)
        for part in reading.parts:
            outgoing.add(part)
        outgoing.end(reading)


def _clock(answers: BinaryIO, limits: LimitSettings) -> Callable[[], bool]:
    """Return what tells the parent that another page is begun, while OCR may go on."""
    last = time.monotonic() + limits.ocr_seconds

    def go_on() -> bool:
        if time.monotonic() >= last:
            return False
        answers.write(STILL_READING)
        answers.flush()
        _allow_seconds(limits.seconds)
        return True

    return go_on


class _Outgoing:
    """An answer on its way: lines in frames, so that no side waits for or holds all of it."""

    def __init__(self, answers: BinaryIO) -> None:
        self._answers = answers
        self._lines: list[bytes] = []
        self._size = 0
        self._count = 0

    def add(self, part: Part) -> None:
        self._count += 1
        self._put(encode_part(part))

    def end(self, reading: Reading) -> None:
        """Send the rest; a reading that ended badly takes back what it had sent."""
        failed = any(p.severity is Severity.ERROR for p in reading.problems)
        count = 0 if failed and not reading.parts else self._count
        self._put(encode_end(reading, count))
        self._send()
        self._answers.write(HEADER.pack(0))
        self._answers.flush()

    def _put(self, line: bytes) -> None:
        self._lines.append(line)
        self._size += len(line)
        if self._size >= _FRAME:
            self._send()

    def _send(self) -> None:
        frame = b"\n".join(self._lines)
        if frame:
            self._answers.write(HEADER.pack(len(frame)) + frame)
        self._lines, self._size = [], 0


def _serve(
    order: Mapping[str, Any],
    data: bytes,
    limits: LimitSettings,
    aids: Aids,
    emit: Callable[[Part], None],
) -> Reading:
    received = order["received"]
    arrival = Arrival(
        channel=order["channel"],
        source_key=order["source_key"],
        name=order["name"],
        data=data,
        received=datetime.fromisoformat(received) if received else None,
    )
    try:
        return read(
            arrival,
            survey=_survey(order["survey"]),
            limits=limits,
            closed=frozenset(order["closed"]),
            timezone=order["timezone"],
            aids=aids,
            emit=emit,
        )
    except MemoryError:
        message = "reading it took too much memory; ask the sender for a smaller copy."
        problem = Problem(code=ProblemCode.OUT_OF_MEMORY, where=arrival.name, message=message)
        return Reading(media_type="application/octet-stream", problems=(problem,))


def _survey(raw: Mapping[str, Any] | None) -> SurveyMapping | None:
    if raw is None:
        return None
    return SurveyMapping(
        **{
            **raw,
            "kinds": {k: RespondentKind(v) for k, v in raw["kinds"].items()},
            "consents": {k: Consent(v) for k, v in raw["consents"].items()},
            "ignore": tuple(raw["ignore"]),
        }
    )


def _frame(stream: BinaryIO) -> bytes | None:
    """Return the next length-prefixed frame, or None when the stream ends."""
    head = stream.read(HEADER.size)
    if len(head) < HEADER.size:
        return None
    (length,) = HEADER.unpack(head)
    body = stream.read(length)
    return body if len(body) == length else None


def _deny(event: str, args: tuple[object, ...]) -> None:
    if event == "subprocess.Popen" and args and is_allowed(args[0]):
        return
    if event.startswith(_DENIED):
        raise PermissionError(f"a reader may not do this: {event}")


def _leave_network() -> None:
    """Move into a network namespace without interfaces, where Linux allows that."""
    if not sys.platform.startswith("linux"):
        return
    unshare = getattr(ctypes.CDLL(None, use_errno=True), "unshare", None)
    if unshare is not None:
        unshare(_NEW_USER | _NEW_NET)


def _limit(limits: LimitSettings) -> None:
    for which, soft, hard in (
        (resource.RLIMIT_AS, limits.memory_bytes, limits.memory_bytes),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, 0, MOST_FILE),
    ):
        try:
            resource.setrlimit(which, (soft, hard))
        except (ValueError, OSError):
            continue
    threading.Thread(target=_watch, args=(limits.memory_bytes,), daemon=True).start()


def _watch(most: int) -> None:
    """End the process when it and its programs hold more than the limit, RLIMIT_AS or not."""
    while True:
        held = _resident() + sum(_resident_of(pid) for pid in descendants(os.getpid()))
        if held > most:
            os._exit(EXIT_MEMORY)
        time.sleep(_WATCH_SECONDS)


def _resident() -> int:
    """Return the bytes of memory that this process holds now.

    The peak that getrusage tells is no measure on Linux: a child begins with its parent's.
    """
    try:
        with open("/proc/self/statm", "rb") as stream:  # noqa: PTH123 - before anything is imported
            return int(stream.read().split()[1]) * resource.getpagesize()
    except OSError:
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _resident_of(pid: int) -> int:
    try:
        with open(f"/proc/{pid}/statm", "rb") as stream:  # noqa: PTH123 - as above
            return int(stream.read().split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0


def _allow_seconds(seconds: float) -> None:
    """Let the process use ``seconds`` more of processor time than it has used so far."""
    used = time.process_time()
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used + seconds) + _SPARE_CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


if __name__ == "__main__":
    sys.exit(main())
