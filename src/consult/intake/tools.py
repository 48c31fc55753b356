"""Programs that a reader may start: a short list, each with a fixed command line."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

_allowed: set[str] = set()
MOST_FILE = 1 << 30
"""No program that a reader starts may write a longer file."""


def allow(program: Path) -> str:
    """Add a program to those that the reader's child process may start; return its path."""
    path = str(program)
    _allowed.add(path)
    return path


def is_allowed(program: object) -> bool:
    """Whether a program was allowed before."""
    return isinstance(program, str) and program in _allowed


def run_tool(
    command: Sequence[str],
    *,
    seconds: float,
    given: bytes = b"",
    environment: dict[str, str] | None = None,
) -> bytes:
    """Return what a program prints, given bytes on its standard input.

    It stays in the caller's process group, under the caller's limits, with no other variables
    than ``environment``; whatever it started is ended with it when its time is up.

    Raises:
        TimeoutError: when it takes longer than ``seconds``.
        OSError: when it cannot be started or fails.
    """
    variables = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", **(environment or {})}
    with subprocess.Popen(  # noqa: S603 - the command is ours, the data goes in by a pipe
        list(command),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=variables,
    ) as process:
        try:
            printed, _ = process.communicate(given, timeout=seconds)
        except subprocess.TimeoutExpired:
            _end(process.pid)
            process.kill()
            raise TimeoutError(f"{command[0]} took more than {seconds:.0f} s") from None
    if process.returncode != 0:
        raise OSError(f"{command[0]} ended with status {process.returncode}")
    return printed


@contextlib.contextmanager
def may_write() -> Iterator[None]:
    """Let programs that are started within write files, which a reader itself may not."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    most = MOST_FILE if hard == resource.RLIM_INFINITY else min(hard, MOST_FILE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def descendants(pid: int) -> list[int]:
    """Return the processes below one, nearest first; none where the system does not tell."""
    found: list[int] = []
    waiting = [pid]
    while waiting:
        here = waiting.pop()
        for listing in Path(f"/proc/{here}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                children = [int(word) for word in listing.read_text().split()]
                found += children
                waiting += children
    return found


def _end(pid: int) -> None:
    for child in descendants(pid):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(child, signal.SIGKILL)
