"""The reader of challenges in the package: its bytes, and that it is used with its own embedder."""

from __future__ import annotations

import numpy as np
import pytest

from consult.domain.errors import ModelError
from consult.engines import challenges
from consult.pipeline.challenged import learned_challenges


class Vectors:
    """An embedder of another name gives vectors that the head knows nothing of."""

    name = "other"
    revision = "1"

    def encode(self, texts):
        raise AssertionError("nothing is encoded for a head that is not used")


def test_the_package_holds_the_head_that_it_was_made_with():
    head = challenges.load_challenge_head()
    assert head.direction.shape == (384,)
    assert head.embedder.startswith("all-MiniLM-L6-v2@")


def test_other_bytes_are_refused(tmp_path, monkeypatch):
    changed = tmp_path / "head.json"
    changed.write_text(challenges.HEAD.read_text(encoding="utf-8") + " ", encoding="utf-8")
    monkeypatch.setattr(challenges, "HEAD", changed)
    challenges.load_challenge_head.cache_clear()
    with pytest.raises(ModelError, match="MODEL_CHANGED"):
        challenges.load_challenge_head()
    challenges.load_challenge_head.cache_clear()


def test_another_embedder_leaves_it_to_the_rules():
    assert learned_challenges(["Your figures are odd, I counted nine."], Vectors()) == frozenset()


@pytest.mark.model
def test_it_reads_what_no_rule_names():
    """A sentence of none of the texts that it learnt from."""
    from consult.engines.embedder import load_embedder

    told = "The paper says 40 swimmers a day; on Tuesday I counted nine."
    plain = "I have swum at the council pool for forty years."
    found = learned_challenges([f"{plain} {told}"], load_embedder("bundled"))
    assert found == {told}
    assert np.isfinite(challenges.load_challenge_head().direction).all()
