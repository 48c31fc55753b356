"""The bytes that arrived, each kept once under its SHA-256 and never edited."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from consult.domain.errors import StoreError
from consult.domain.ids import sha256_hex


class RawStore:
    """A folder of files named by the SHA-256 of what is in them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._erased: set[str] = set()

    def path(self, sha256: str) -> Path:
        """Return where the bytes with this digest are kept."""
        return self._folder / sha256[:2] / sha256

    def put(self, data: bytes) -> str:
        """Keep ``data`` and return its digest; after a return it survives a crash.

        Bytes that were erased are not taken again; only their digest is returned.

        Raises:
            StoreError: ``DISK_FULL``, or ``STORE_WRITE`` when the folder can't be written.
        """
        sha256 = sha256_hex(data)
        target = self.path(sha256)
        if target.exists() or sha256 in self._erased:
            return sha256
        try:
            _write(target, data)
        except OSError as error:
            full = error.errno in {errno.ENOSPC, errno.EDQUOT}
            raise StoreError(
                "DISK_FULL" if full else "STORE_WRITE",
                f"cannot keep {len(data)} bytes under {self._folder}: {error.strerror}; "
                "make room or give the folder write permission, then run again; what was kept "
                "so far stays.",
            ) from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the bytes with this digest, checked against it.

        Raises:
            StoreError: ``RAW_MISSING`` or ``RAW_CHANGED`` when they are gone or were edited.
        """
        target = self.path(sha256)
        try:
            data = target.read_bytes()
        except OSError as error:
            raise StoreError(
                "RAW_MISSING",
                f"the original {sha256} is not in {self._folder}; restore it from a backup.",
            ) from error
        if sha256_hex(data) != sha256:
            raise StoreError(
                "RAW_CHANGED",
                f"the original {target} was changed after it arrived; restore it from a backup.",
            )
        return data

    def refuse(self, digests: Iterable[str]) -> None:
        """Take no bytes with these digests from now on."""
        self._erased.update(digests)

    def refuses(self, sha256: str) -> bool:
        """Tell whether bytes with this digest were erased and are kept under no other name."""
        return sha256 in self._erased and not self.path(sha256).exists()

    def remove(self, sha256: str) -> None:
        """Remove the bytes with this digest, if they are there."""
        self.path(sha256).unlink(missing_ok=True)

    def digests(self) -> Iterator[str]:
        """Yield the digests of all bytes that are kept, sorted."""
        for path in sorted(self._folder.glob("??/*")):
            if not path.name.startswith("."):
                yield path.name

    def tidy(self) -> int:
        """Remove what a killed run left half written, and return how many files that were.

        Only for whoever holds the lease, since somebody else may be writing.
        """
        leftovers = sorted(self._folder.glob("??/.incoming-*"))
        for path in leftovers:
            path.unlink(missing_ok=True)
        return len(leftovers)


def _write(target: Path, data: bytes) -> None:
    """Write a file so that it is there as a whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".incoming-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
