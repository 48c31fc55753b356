"""Ids made from content, so that the same thing has the same id in every run."""

from __future__ import annotations

import hashlib

ID_DIGEST_BYTES = 8


def make_id(kind: str, *parts: str) -> str:
    """Return ``<kind>_<16 hex digits>`` for the given parts.

    Each part is length-prefixed before hashing, so ``("ab", "c")`` and ``("a", "bc")`` differ.
    The id depends on nothing but its arguments.

    Raises:
        ValueError: if ``kind`` is empty or has an underscore (the separator of an id).
    """
    if not kind or "_" in kind:
        raise ValueError(f"an id's kind must be a word without underscores, not {kind!r}")
    raw = [part.encode("utf-8", "surrogatepass") for part in (kind, *parts)]
    prefixed = b"".join([b"%d:%b" % (len(part), part) for part in raw])
    return f"{kind}_{hashlib.blake2b(prefixed, digest_size=ID_DIGEST_BYTES).hexdigest()}"


def sha256_hex(data: bytes) -> str:
    """Return the lower-case hexadecimal SHA-256 of ``data`` (64 characters)."""
    return hashlib.sha256(data).hexdigest()
