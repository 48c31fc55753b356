"""The folder channel: files below the input folder, told to sources by glob."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from consult.intake.reading import Arrival
from consult.settings.model import SourceSettings

_PARTIAL_SUFFIXES = (".part", ".partial", ".crdownload", ".download", ".tmp", ".swp", ".filepart")
_PARTIAL_PREFIXES = ("~$", ".~lock.", "~wrl")
_TOKEN = re.compile(r"\*+|\[[!^]?[^\]]+\]|.", re.DOTALL)
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

    def load(self) -> Arrival:
        """Return the file's bytes with their envelope.

        Raises:
            OSError: the file has gone or may not be read.
        """
        return Arrival(
            channel=self.source.channel,
            source_key=self.source_key,
            name=self.path.name,
            data=self.path.read_bytes(),
            received=self.received,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderListing:
    """What lies in a folder, each list in order of the path below it."""

    arrivals: tuple[Found, ...]
    unmatched: tuple[str, ...]
    """Files that no source takes: a person decides what they are."""
    waiting: tuple[str, ...]
    """Files that another program is still writing."""


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
        status = path.stat()
        arrivals.append(
            Found(
                path=path,
                source_key=key,
                source=source,
                size=status.st_size,
                received=datetime.fromtimestamp(int(status.st_mtime), UTC),
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
                found.append((path, path.relative_to(root).as_posix()))
    return sorted(found, key=lambda pair: pair[1])
