"""The program in the reader's child process: takes orders on stdin, answers on stdout."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import sys
import threading
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any, BinaryIO

from consult.domain.errors import Problem, ProblemCode
from consult.domain.ledger import Consent, RespondentKind
from consult.intake.read import read
from consult.intake.reading import Arrival, Reading
from consult.intake.sandbox import EXIT_MEMORY, HEADER
from consult.intake.wire import encode_reading
from consult.settings.model import LimitSettings, SurveyMapping

_DENIED = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "pty.")
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_WATCH_SECONDS = 0.2
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
        answer = encode_reading(_serve(order, data, limits))
        answers.write(HEADER.pack(len(answer)) + answer)
        answers.flush()


def _serve(order: Mapping[str, Any], data: bytes, limits: LimitSettings) -> Reading:
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


def _deny(event: str, _args: tuple[object, ...]) -> None:
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
    for which, value in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        try:
            resource.setrlimit(which, (value, value))
        except (ValueError, OSError):
            continue
    threading.Thread(target=_watch, args=(limits.memory_bytes,), daemon=True).start()


def _watch(most: int) -> None:
    """End the process when its resident memory passes the limit, also where RLIMIT_AS is moot."""
    while True:
        if _resident() > most:
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


def _allow_seconds(seconds: float) -> None:
    """Let the process use ``seconds`` more of processor time than it has used so far."""
    used = time.process_time()
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used + seconds) + _SPARE_CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


if __name__ == "__main__":
    sys.exit(main())
