"""The learned readers of what sentences do that the package holds, one file an act."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

from consult.coding.sentence_head import SentenceHead
from consult.domain.errors import ModelError
from consult.engines.digests import file_digest

FOLDER = Path(__file__).parent / "models" / "acts"
SHA256: Mapping[str, str] = {
    "ask": "e1b6e322e8ef5a6e4cb3ab96632f30efdbf9921e3aa5d9ea74eda85eb58da1f9",
    "challenge": "e17262f0be22a7ba80aa063ced567289cb612217e15ca64fd1d0f5ab439e0a2c",
    "no_side": "001f21165541a2d385bd380391a12e103891f813c5bb2071c7b1fff395ce2c8c",
    "condition": "99cd9ce1296b9cd446a9d43d7e18164ea919a31ad2ee82bb6f6b319e8c0b4bd4",
}
"""The digest of each act's file."""


@cache
def load_head(act: str) -> SentenceHead:
    """Return the head of an act (a key of ``SHA256``) in the package, which training/acts makes.

    Raises:
        ModelError: ``MODEL_CHANGED`` when the file is not the one that this version was made with.
    """
    path = head_file(act)
    if file_digest(path) != SHA256[act]:
        raise ModelError(
            "MODEL_CHANGED", f"{path} is not the file of this version; install consult again."
        )
    return read_head(path)


def head_file(act: str) -> Path:
    """Return where the head of an act stands."""
    return FOLDER / f"{act}.json"


def read_head(path: Path) -> SentenceHead:
    """Return the head that a file holds."""
    held = json.loads(path.read_text(encoding="utf-8"))
    return SentenceHead(
        least=held["least"],
        embedder=held["embedder"],
        terms={term: (idf, weight) for term, (idf, weight) in held["terms"].items()},
        terms_bias=held["terms_bias"],
        direction=np.array(held["direction"], dtype=np.float32),
        direction_bias=held["direction_bias"],
    )
