"""Readers in a child process that can be killed: a hostile file costs only itself.

What the child is denied: memory and processor time beyond the limits (RLIMIT_AS, RLIMIT_CPU and a
watch on what it and its programs hold, which is what works on macOS), writing files, core dumps,
sockets and child processes from Python (an audit hook) and, where Linux lets an ordinary user have
one, a network of its own without any interface. The audit hook does not bind native code; the
kernel's network namespace does, but containers often forbid it. Reads of files are not prevented.

Two programs may be started, with fixed command lines: Tesseract, and LibreOffice, which alone may
write, into a folder that goes with the child. They stay in its process group, so that they are
killed with it, and inherit its limits and its network.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import selectors
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from types import TracebackType
from typing import Any, Self

from consult.domain.errors import Problem, ProblemCode
from consult.intake.reading import Arrival, Reading
from consult.intake.sniff import MEDIA_TYPES, sniff
from consult.intake.wire import ReadingDecoder, WireError
from consult.settings.model import LimitSettings, ReadingSettings, SurveyMapping

EXIT_MEMORY = 77
"""The exit status of a child that saw its own memory run over the limit."""
HEADER = struct.Struct(">Q")
STILL_READING = b"\xff" * HEADER.size
"""What a child says before each page that it reads by OCR; it then has that page's time."""
_FILES_PER_CHILD = 200
_LARGE_ANSWER = 32 << 20
"""A child that gave so much is not kept: it would hold on to the memory."""
_GRACE = 0.5
_CHUNK = 1 << 16
_KEPT_VARIABLES = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "LANG", "LC_ALL", "TMPDIR", "TZDIR")
_WORKER = (sys.executable, "-m", "consult.intake.worker")
_SAYS = {
    ProblemCode.TIMEOUT: "reading it took too long and was stopped",
    ProblemCode.OUT_OF_MEMORY: "reading it took too much memory and was stopped",
    ProblemCode.READER_CRASH: "its reader broke down",
    ProblemCode.READER_SILENT: "its reader ended without a result",
    ProblemCode.OUTPUT_LIMIT: "it came to more text than is allowed",
}


class ReaderPool:
    """Reads arrivals in child processes; a context manager, safe to use from several threads.

    A child serves many files and is replaced after ``_FILES_PER_CHILD`` of them or any failure.
    ``reading`` says which programs readers may call upon. ``command`` starts another worker
    program that speaks the same protocol; tests use it.
    """

    def __init__(
        self,
        limits: LimitSettings,
        workers: int = 1,
        *,
        reading: ReadingSettings | None = None,
        command: Sequence[str] = _WORKER,
    ) -> None:
        self._limits = limits
        self._reading = reading or ReadingSettings()
        self._command = tuple(command)
        self._free: queue.LifoQueue[_Child] = queue.LifoQueue()
        self._children = [_Child(self._command, limits) for _ in range(max(1, workers))]
        for child in self._children:
            self._free.put(child)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all children."""
        for child in self._children:
            child.stop()

    def read(
        self,
        arrival: Arrival,
        survey: SurveyMapping | None = None,
        *,
        closed: frozenset[str] = frozenset(),
        timezone: str = "Europe/London",
    ) -> Reading:
        """Return what :func:`consult.intake.read.read` makes of an arrival, or why it could not.

        Never raises for bad data: TIMEOUT, OUT_OF_MEMORY, READER_CRASH, READER_SILENT and
        OUTPUT_LIMIT are problems of the reading.
        """
        if len(arrival.data) > self._limits.file_bytes:
            from consult.intake.read import read

            return read(arrival, survey=survey, limits=self._limits)
        header = json.dumps(
            {
                "name": arrival.name,
                "channel": arrival.channel,
                "source_key": arrival.source_key,
                "received": arrival.received.isoformat() if arrival.received else None,
                "survey": _survey_out(survey),
                "closed": sorted(closed),
                "timezone": timezone,
                "limits": asdict(self._limits),
                "reading": asdict(self._reading),
            }
        ).encode()
        child = self._free.get()
        try:
            answer = child.ask(header, arrival.data)
        finally:
            self._free.put(child)
        return _failed(arrival, answer) if isinstance(answer, ProblemCode) else answer


def _survey_out(survey: SurveyMapping | None) -> dict[str, Any] | None:
    if survey is None:
        return None
    return {
        name: dict(value) if hasattr(value, "items") else value
        for name in survey.__slots__
        for value in [getattr(survey, name)]
    }


def _failed(arrival: Arrival, code: ProblemCode) -> Reading:
    found = sniff(arrival.data, arrival.name)
    message = (
        f"the file could not be read: {_SAYS[code]}. Its bytes are kept; ask the sender for it in "
        "another format, or raise the limits if you trust it."
    )
    return Reading(
        media_type=MEDIA_TYPES[found.kind],
        problems=(Problem(code=code, where=arrival.name, message=message),),
    )


class _Child:
    """One worker process and its pipes."""

    def __init__(self, command: Sequence[str], limits: LimitSettings) -> None:
        self._command = tuple(command)
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._scratch: str | None = None
        self._served = 0

    def ask(self, header: bytes, data: bytes) -> Reading | ProblemCode:
        """Send one order and return the answer, or why there is none."""
        if self._process is not None and self._process.poll() is not None:
            self.stop()
        if self._process is None or self._served >= _FILES_PER_CHILD:
            self.stop()
            self._start()
        self._served += 1
        order = HEADER.pack(len(header)) + header + HEADER.pack(len(data)) + data
        answer = _Answer(self._limits.output_bytes)
        try:
            outcome = self._exchange(order, answer)
        except WireError:
            outcome = ProblemCode.READER_CRASH
        if isinstance(outcome, ProblemCode) or answer.taken > _LARGE_ANSWER:
            self.stop()
        return outcome

    def stop(self) -> None:
        """End the process and everything it started: TERM, then KILL."""
        process, self._process = self._process, None
        if process is not None:
            self._end(process)
        scratch, self._scratch = self._scratch, None
        if scratch is not None:
            shutil.rmtree(scratch, ignore_errors=True)

    @staticmethod
    def _end(process: subprocess.Popen[bytes]) -> None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_GRACE)
                if number is signal.SIGKILL:
                    break
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _start(self) -> None:
        environment = {k: os.environ[k] for k in _KEPT_VARIABLES if k in os.environ}
        self._scratch = tempfile.mkdtemp(prefix="consult-reader-")
        environment |= {
            "PYTHONHASHSEED": "0",
            "OMP_NUM_THREADS": "1",
            "PYTHONUTF8": "1",
            "TMPDIR": self._scratch,
        }
        self._process = subprocess.Popen(  # noqa: S603 - the command is ours
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        self._served = 0
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                os.set_blocking(pipe.fileno(), False)

    def _exchange(self, order: bytes, answer: _Answer) -> Reading | ProblemCode:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return ProblemCode.READER_CRASH
        deadline = time.monotonic() + self._limits.seconds
        last = deadline + self._limits.ocr_seconds
        pending = memoryview(order)
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            selector.register(process.stdin, selectors.EVENT_WRITE)
            while True:
                left = deadline - time.monotonic()
                if left <= 0:
                    return ProblemCode.TIMEOUT
                for key, _ in selector.select(left):
                    if key.fileobj is process.stdin:
                        pending = _write(process.stdin.fileno(), pending)
                        if not pending:
                            selector.unregister(process.stdin)
                        continue
                    chunk = os.read(process.stdout.fileno(), _CHUNK)
                    if not chunk:
                        return self._ended(process, deadline)
                    took = time.monotonic()
                    done = answer.take(chunk)
                    if done is not None:
                        return done
                    # The child waits while we put its words together: that time is not its own.
                    took = time.monotonic() - took
                    deadline, last = deadline + took, last + took
                    if answer.still_reading():
                        deadline = min(time.monotonic() + self._limits.seconds, last)

    @staticmethod
    def _ended(process: subprocess.Popen[bytes], deadline: float) -> ProblemCode:
        """Say why a child closed its pipe before its answer was whole."""
        try:
            status = process.wait(max(_GRACE, min(5.0, deadline - time.monotonic())))
        except subprocess.TimeoutExpired:
            return ProblemCode.TIMEOUT
        if status == 0:
            return ProblemCode.READER_SILENT
        if status == EXIT_MEMORY:
            return ProblemCode.OUT_OF_MEMORY
        if status == -signal.SIGXCPU:
            return ProblemCode.TIMEOUT
        return ProblemCode.READER_CRASH


class _Answer:
    """A child's answer, put together as it comes: frames of whole lines, then an empty one."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._waiting = bytearray()
        self._decoder = ReadingDecoder()
        self._still_reading = False
        self.taken = 0
        """How many bytes there were so far."""

    def take(self, chunk: bytes) -> Reading | ProblemCode | None:
        """Take what came, and return the reading once all of it is there.

        OUTPUT_LIMIT is returned as soon as that is plain.

        Raises:
            WireError: when it is no reading.
        """
        self._waiting += chunk
        self.taken += len(chunk)
        if self.taken > self._most:
            return ProblemCode.OUTPUT_LIMIT
        while len(self._waiting) >= HEADER.size:
            if self._waiting.startswith(STILL_READING):
                self._still_reading = True
                del self._waiting[: HEADER.size]
                continue
            (length,) = HEADER.unpack_from(self._waiting)
            if length > self._most:
                return ProblemCode.OUTPUT_LIMIT
            if len(self._waiting) < HEADER.size + length:
                return None
            frame = bytes(self._waiting[HEADER.size : HEADER.size + length])
            del self._waiting[: HEADER.size + length]
            if length:
                self._decoder.feed(frame)
            elif self._waiting:
                return ProblemCode.READER_CRASH
            else:
                return self._decoder.finish()
        return None

    def still_reading(self) -> bool:
        """Whether the child said so since this was last asked."""
        said, self._still_reading = self._still_reading, False
        return said


def _write(descriptor: int, pending: memoryview) -> memoryview:
    """Write what the pipe takes; a closed pipe takes all, since its reader says why it went."""
    try:
        return pending[os.write(descriptor, pending[:_CHUNK]) :]
    except BlockingIOError:
        return pending
    except (BrokenPipeError, OSError):
        return pending[:0]
