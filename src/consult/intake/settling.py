"""Which files of a folder are whole: nobody writes them, and their ends are there."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from consult.intake.folder import FolderListing, Found

_ZIP_END = b"PK\x05\x06"
_ZIP_TAIL = 65_557
"""The longest end of a ZIP file: its record of 22 bytes and a comment."""
_PDF_END = b"%%EOF"
_PDF_TAIL = 4_096
_ASKS_FOR_LEASES = hasattr(fcntl, "F_SETLEASE") and hasattr(fcntl, "F_SETSIG")


def settle(
    listing: FolderListing,
    seconds: float,
    *,
    now: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> FolderListing:
    """Return the listing with the files that are not whole among those that wait.

    A file that another program has open for writing waits. One that was written within the last
    ``seconds`` and is empty or lacks its end, or of which nobody can tell whether it is open, is
    looked at again after ``seconds``, all such files together: if it changed it waits, and
    otherwise it is taken as it is, so that a broken file is not waited for for ever. Other files
    cost no time.
    """
    whole: list[Found] = []
    doubtful: list[Found] = []
    waiting: list[Found] = []
    for file in listing.arrivals:
        written = _is_open_for_writing(file.path)
        if written:
            waiting.append(file)
        elif _is_recent(file, seconds, now()) and (written is None or looks_cut_off(file.path)):
            doubtful.append(file)
        else:
            whole.append(file)
    if doubtful:
        sleep(seconds)
        for file in doubtful:
            (whole if _unchanged(file) else waiting).append(file)
    return replace(
        listing,
        arrivals=tuple(sorted(whole, key=_place)),
        unsettled=tuple(sorted(waiting, key=_place)),
    )


def looks_cut_off(path: Path) -> bool:
    """Tell whether a file is empty, or begins as a ZIP or PDF and lacks the end of one.

    A file that cannot be read is not cut off; reading it will say what is wrong.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(5)
            size = stream.seek(0, os.SEEK_END)
            stream.seek(max(0, size - _ZIP_TAIL))
            tail = stream.read()
    except OSError:
        return False
    if head.startswith(b"PK\x03\x04"):
        return _ZIP_END not in tail
    if head == b"%PDF-":
        return _PDF_END not in tail[-_PDF_TAIL:]
    return size == 0


def _place(file: Found) -> str:
    return file.source_key


def _is_recent(file: Found, seconds: float, now: float) -> bool:
    return file.modified > now - seconds


def _unchanged(file: Found) -> bool:
    try:
        status = file.path.stat()
    except OSError:
        return True  # loading it says that it has gone
    return (status.st_size, status.st_mtime) == (file.size, file.modified)


def _is_open_for_writing(path: Path) -> bool | None:
    """Tell whether any program has a file open for writing; None where the system can't say.

    Linux grants a read lease only on files that nobody writes. A writer who comes while we hold
    it makes the system send us a signal, which is set to one that does nothing by default.
    """
    if not _ASKS_FOR_LEASES:
        return None
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return True if error.errno == errno.EAGAIN else None
    finally:
        os.close(descriptor)
    return False
