"""One run at a time: a lease that ends with the process that holds it, however it ends."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from consult.domain.errors import StoreError

try:
    import fcntl
except ImportError as error:  # pragma: no cover - Windows
    raise StoreError(
        "PLATFORM", "consult runs on Linux and macOS; on Windows use it inside WSL."
    ) from error


@contextmanager
def hold_lease(path: Path, purpose: str, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the lease file for the length of the block, waiting that long for another holder.

    The lock is the operating system's, so that a killed run leaves none behind; the file's text
    only names the holder.

    Raises:
        StoreError: ``LEASE_HELD`` when another process holds it; the message names it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as stream:
        until = time.monotonic() + wait_seconds
        while not _lock(stream.fileno()):
            if time.monotonic() < until:
                time.sleep(min(1.0, wait_seconds))
                continue
            stream.seek(0)
            holder = stream.read().strip() or "an unknown process"
            raise StoreError(
                "LEASE_HELD",
                f"{holder} is working on this consultation; wait for it to finish, "
                "or stop it and start again.",
            )
        stream.seek(0)
        stream.truncate()
        stream.write(f"{purpose} (process {os.getpid()} on {socket.gethostname()})")
        stream.flush()
        try:
            yield
        finally:
            stream.seek(0)
            stream.truncate()
            fcntl.flock(stream.fileno(), fcntl.LOCK_UN)


def lease_holder(path: Path) -> str | None:
    """Return who holds the lease now, None when nobody does; looking takes nothing from anyone."""
    if not path.exists():
        return None
    with path.open("r", encoding="utf-8") as stream:
        try:
            fcntl.flock(stream.fileno(), fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return stream.read().strip() or "an unknown process"
        fcntl.flock(stream.fileno(), fcntl.LOCK_UN)
    return None


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
