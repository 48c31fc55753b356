"""Digests of model files: what a model is known by, and held to."""

from __future__ import annotations

import hashlib
from pathlib import Path

_PARTS = {".safetensors", ".bin", ".json", ".txt", ".model"}


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def folder_digest(folder: Path) -> str:
    """Return twelve hexadecimal digits for all weights and configuration below a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in _PARTS:
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(file_digest(path).encode())
    return digest.hexdigest()[:12]
