"""Names of files that strangers chose: safe to show, and one for each thing."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence

_UNSAFE = re.compile("[\x00-\x1f\x7f/\\\\\u202a-\u202e\u2066-\u2069\u200b-\u200f]")
_LONGEST = 120
_LONGEST_PATH = 400
_OF_DIGEST = 12


def clean_name(name: str) -> str:
    """Return a file name that is safe to show: no path, no control or direction characters."""
    return _UNSAFE.sub("_", name).strip(". _")[:_LONGEST] or "unnamed"


def clean_path(path: str) -> str:
    """Return a path inside an archive that is safe to show and climbs nowhere, in NFC."""
    steps = unicodedata.normalize("NFC", path).replace("\\", "/").split("/")
    kept = [_UNSAFE.sub("_", step).strip()[:_LONGEST] for step in steps if step.strip(". ")]
    return "/".join(kept)[-_LONGEST_PATH:] or "unnamed"


def own_paths(named: Sequence[tuple[str, str]]) -> list[tuple[str, bool]]:
    """Return a path for each (path, digest of the bytes), no two equal, in the order given.

    Of different things with one path the smallest digest keeps it and the others add theirs;
    beside each path stands whether it is the same thing again. Which is called what does not
    depend on the order, only on what is there.
    """
    digests: dict[str, set[str]] = defaultdict(set)
    for path, digest in named:
        digests[path].add(digest)
    keeps = {path: min(found) for path, found in digests.items()}
    times: Counter[tuple[str, str]] = Counter()
    out: list[tuple[str, bool]] = []
    for path, digest in named:
        own = path if keeps[path] == digest else f"{path}~{digest[:_OF_DIGEST]}"
        times[path, digest] += 1
        again = times[path, digest]
        out.append((own if again == 1 else f"{own}~{digest[:_OF_DIGEST]}~{again}", again > 1))
    return out
