"""The folder channel: files below the input folder, told to sources by glob."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from consult.intake.offering import GONE, WRITTEN, NotNow
from consult.intake.reading import Arrival
from consult.settings.model import SourceSettings

_PARTIAL_SUFFIXES = (".part", ".partial", ".crdownload", ".download", ".tmp", ".swp", ".filepart")
_PARTIAL_PREFIXES = ("~$", ".~lock.", "~wrl")
_TOKEN = re.compile(r"\*+|\[[!^]?[^\]]+\]|.", re.DOTALL)
_CLOCK_STEP = 1.0
"""Seconds within which some file systems give two changes one time."""
_NEVER = frozenset(("consultation.toml", "thumbs.db", "desktop.ini"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file of a source; its bytes are loaded when asked for."""

    path: Path
    source_key: str
    """The POSIX path below the folder."""
    source: SourceSettings
    size: int
    received: datetime
    """When the file was last written, in UTC."""
    modified: float
    """The same to a fraction of a second, as the file system tells it."""

    def load(self) -> Arrival:
        """Return the file's bytes with their envelope, whole and of one moment.

        Raises:
            NotNow: the file changed while it was read, or has gone.
            OSError: the file may not be read.
        """
        try:
            with self.path.open("rb") as stream:
                before = os.fstat(stream.fileno())
                data = stream.read()
                if time.time() - before.st_mtime < _CLOCK_STEP:
                    stream.seek(0)
                    if stream.read() != data:
                        raise NotNow(WRITTEN)
                after = os.fstat(stream.fileno())
            there = self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            raise NotNow(GONE, gone=True) from None
        if not _stamp(before) == _stamp(after) == _stamp(there) or len(data) != there.st_size:
            raise NotNow(WRITTEN)
        return Arrival(
            channel=self.source.channel,
            source_key=self.source_key,
            name=PurePosixPath(self.source_key).name,
            data=data,
            received=datetime.fromtimestamp(int(there.st_mtime), UTC),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderListing:
    """What lies in a folder, each list in order of the path below it."""

    arrivals: tuple[Found, ...]
    unmatched: tuple[str, ...]
    """Files that no source takes: a person decides what they are."""
    waiting: tuple[str, ...]
    """Files whose names say that another program is still writing them."""
    unsettled: tuple[Found, ...] = ()
    """Files of sources that are not whole; see :func:`consult.intake.settling.settle`."""


def find_arrivals(
    folder: Path, sources: Sequence[SourceSettings], *, exclude: Sequence[str] = ()
) -> FolderListing:
    """Return what lies below ``folder``, each file with the first source whose glob takes it.

    Globs are matched against the POSIX path below the folder: ``*`` stays within a folder, ``**``
    crosses folders, and letter case does not count. Hidden files, consultation.toml and what
    ``exclude`` names (paths or globs, such as the paper's) are left out. Symbolic links that lead
    out of the folder are not followed. Sorted by path, so the order of the disk does not matter.
    """
    patterns = [(compile_glob(source.files), source) for source in sources]
    left_out = [compile_glob(pattern) for pattern in exclude]
    arrivals: list[Found] = []
    unmatched: list[str] = []
    waiting: list[str] = []
    for path, key in _files(folder):
        name = PurePosixPath(key).name.lower()
        if name in _NEVER or any(pattern.match(key) for pattern in left_out):
            continue
        if name.endswith(_PARTIAL_SUFFIXES) or name.startswith(_PARTIAL_PREFIXES):
            waiting.append(key)
            continue
        if any(part.startswith(".") for part in PurePosixPath(key).parts):
            continue
        source = next((s for pattern, s in patterns if pattern.match(key)), None)
        if source is None:
            unmatched.append(key)
            continue
        try:
            status = path.stat()
        except FileNotFoundError:
            continue
        arrivals.append(
            Found(
                path=path,
                source_key=key,
                source=source,
                size=status.st_size,
                received=datetime.fromtimestamp(int(status.st_mtime), UTC),
                modified=status.st_mtime,
            )
        )
    return FolderListing(
        arrivals=tuple(arrivals), unmatched=tuple(unmatched), waiting=tuple(waiting)
    )


def compile_glob(pattern: str) -> re.Pattern[str]:
    """Return a glob as a pattern for whole POSIX paths: ``*``, ``?``, ``[a-z]`` and ``**``."""
    pieces: list[str] = []
    parts = [part for part in pattern.strip().split("/") if part not in {"", "."}]
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        if part == "**":
            pieces.append(".*" if last else "(?:[^/]+/)*")
        else:
            pieces.append(_TOKEN.sub(_translated, part) + ("" if last else "/"))
    return re.compile("".join(pieces) + r"\Z", re.IGNORECASE | re.DOTALL)


def _translated(token: re.Match[str]) -> str:
    text = token[0]
    if text[0] == "*":
        return "[^/]*"
    if text == "?":
        return "[^/]"
    if len(text) > 1:
        negated, inner = ("^", text[2:-1]) if text[1] in "!^" else ("", text[1:-1])
        inner = inner.replace("\\", r"\\").replace("[", r"\[")
        return f"(?![/])[{negated}{inner}]"
    return re.escape(text)


def _stamp(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _as_text(path: str) -> str:
    r"""Return a path as text that can be kept; bytes that are no UTF-8 become ``\xe9``."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _files(folder: Path) -> list[tuple[Path, str]]:
    root = folder.resolve()
    found: list[tuple[Path, str]] = []
    for here, folders, names in os.walk(root, followlinks=False):
        folders.sort()
        for name in names:
            path = Path(here) / name
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                continue
            if path.is_file():
                found.append((path, _as_text(path.relative_to(root).as_posix())))
    return sorted(found, key=lambda pair: pair[1])
