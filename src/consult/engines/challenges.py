"""The learned reader of challenges that the package holds."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np

from consult.coding.challenge_head import ChallengeHead
from consult.domain.errors import ModelError
from consult.engines.digests import file_digest

HEAD = Path(__file__).parent / "models" / "challenges" / "head.json"
SHA256 = "cf20aad31f4a889ce1959a24320ff736af294b53a8af2d0ae196574e046c44ee"


@cache
def load_challenge_head() -> ChallengeHead:
    """Return the head in the package, which training/challenges makes.

    Raises:
        ModelError: ``MODEL_CHANGED`` when the file is not the one that this version was made with.
    """
    if file_digest(HEAD) != SHA256:
        raise ModelError(
            "MODEL_CHANGED", f"{HEAD} is not the file of this version; install consult again."
        )
    return read_head(HEAD)


def read_head(path: Path) -> ChallengeHead:
    """Return the head that a file holds."""
    held = json.loads(path.read_text(encoding="utf-8"))
    return ChallengeHead(
        embedder=held["embedder"],
        terms={term: (idf, weight) for term, (idf, weight) in held["terms"].items()},
        terms_bias=held["terms_bias"],
        direction=np.array(held["direction"], dtype=np.float32),
        direction_bias=held["direction_bias"],
    )
