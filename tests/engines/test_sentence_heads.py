"""The readers of sentences in the package: their bytes, and that they know one embedder only."""

from __future__ import annotations

import numpy as np
import pytest

from consult.coding.rhetoric import NOTHING_LEARNED, LearnedActs
from consult.domain.errors import ModelError
from consult.engines import sentence_heads
from consult.pipeline.learned_acts import learned_acts


class Vectors:
    """An embedder of another name gives vectors that the heads know nothing of."""

    name = "other"
    revision = "1"

    def encode(self, texts):
        raise AssertionError("nothing is encoded for heads that are not used")


@pytest.mark.parametrize("act", sorted(sentence_heads.SHA256))
def test_the_package_holds_the_heads_that_it_was_made_with(act):
    head = sentence_heads.load_head(act)
    assert head.direction.shape == (384,)
    assert np.isfinite(head.direction).all()
    assert head.embedder.startswith("all-MiniLM-L6-v2@")


def test_other_bytes_are_refused(tmp_path, monkeypatch):
    changed = tmp_path / "ask.json"
    changed.write_text(
        sentence_heads.head_file("ask").read_text(encoding="utf-8") + " ", encoding="utf-8"
    )
    monkeypatch.setattr(sentence_heads, "FOLDER", tmp_path)
    sentence_heads.load_head.cache_clear()
    with pytest.raises(ModelError, match="MODEL_CHANGED"):
        sentence_heads.load_head("ask")
    sentence_heads.load_head.cache_clear()


def test_another_embedder_leaves_it_to_the_rules():
    found = learned_acts(["Your figures are odd, I counted nine."], Vectors())
    assert found == NOTHING_LEARNED


@pytest.mark.model
def test_they_read_what_no_rule_names():
    """Sentences of none of the texts that they learnt from."""
    from consult.engines.embedder import load_embedder

    said = {
        "challenges": "The paper says 40 swimmers a day; on Tuesday I counted nine.",
        "asks": "Mark out six lanes for slow swimmers, please.",
        "conditions": "I could live with the new hours once the late bus is running.",
        "no_sides": "On the hours of the pool our members hold no common opinion.",
    }
    plain = "I have swum at the council pool for forty years."
    found = learned_acts([" ".join((*said.values(), plain))], load_embedder("bundled"))
    assert found == LearnedActs(**{act: frozenset({text}) for act, text in said.items()})
