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
    "ask": "54447a9c38fab6811264a35db26f5c223fc8511c2dd03a56f8cae30818443001",
    "challenge": "4febc9f7fa9a9fcfc431f8aa51f66e2c6716bb1c62f910ce851ec12d73076dd5",
    "no_side": "55c0ba853b9b37412590a4333a288df3ab276587bb51af7db8a23003fb03a9f5",
    "condition": "3663caf764a9e324694e7b9e0cd803864197d34beaabbe6d42c7227570ae83cd",
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
