"""The bundled stance model is the one that was measured, and scores pairs one by one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.errors import ModelError
from consult.engines.stance_onnx import (
    BUNDLED,
    OnnxStanceModel,
    joint_digest,
    label_order,
    load_stance,
    pooled,
    read_manifest,
    softmax,
)


@pytest.fixture(scope="module")
def model() -> OnnxStanceModel:
    return OnnxStanceModel.bundled(threads=2)


def test_changed_bytes_are_refused(tmp_path: Path) -> None:
    """A file that is not the one of the manifest stops the load, by code."""
    (tmp_path / "model.onnx").write_bytes(b"other")
    (tmp_path / "manifest.json").write_text(json.dumps({"files": {"model.onnx": "0" * 64}}))
    with pytest.raises(ModelError) as caught:
        read_manifest(tmp_path)
    assert caught.value.code == "MODEL_DIGEST"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The message says which file."""
    (tmp_path / "manifest.json").write_text(json.dumps({"files": {"model.onnx": "0" * 64}}))
    with pytest.raises(ModelError, match=r"model\.onnx") as caught:
        read_manifest(tmp_path)
    assert caught.value.code == "MODEL_MISSING"


@pytest.mark.parametrize(
    ("labels", "order"),
    [
        ({0: "agree", 1: "disagree", 2: "neither"}, (0, 1, 2)),
        ({0: "contradiction", 1: "entailment", 2: "neutral"}, (1, 0, 2)),
        ({0: "NEUTRAL", 1: "AGAINST", 2: "FAVOR"}, (2, 1, 0)),
    ],
)
def test_labels_of_other_models_are_put_in_order(
    labels: dict[int, str], order: tuple[int, ...]
) -> None:
    """Inference and stance models call the sides by other names."""
    assert label_order(labels, "m") == order


def test_a_model_without_the_three_sides_is_refused() -> None:
    """A sentiment model is no stance model."""
    with pytest.raises(ModelError) as caught:
        label_order({0: "POSITIVE", 1: "NEGATIVE"}, "m")
    assert caught.value.code == "MODEL_LABELS"


@given(
    st.lists(
        st.tuples(*[st.floats(-20, 20, width=32)] * 3),
        min_size=1,
        max_size=6,
    )
)
def test_pooled_windows_stay_probabilities(logits: list[tuple[float, float, float]]) -> None:
    """Whatever the windows say, the row sums to one and lies within them."""
    windows = softmax(np.asarray(logits, dtype=np.float32))
    row = pooled(windows)
    assert row.sum() == pytest.approx(1.0, abs=1e-3)
    assert (row <= windows.max(axis=0) + 1e-4).all()
    assert (row >= windows.min(axis=0) - 1e-4).all()


def test_one_clear_window_speaks_for_the_text() -> None:
    """Windows that say nothing do not drown it."""
    windows = np.asarray([(0.02, 0.03, 0.95), (0.9, 0.05, 0.05), (0.03, 0.02, 0.95)], np.float32)
    assert pooled(windows)[0] > 0.8


@pytest.mark.model
def test_the_bundled_model_fits_in_the_wheel() -> None:
    """Each reader is under thirty megabytes; manifest, card and notice stand beside them."""
    assert all(path.stat().st_size < 30_000_000 for path in BUNDLED.iterdir())
    assert {"MODEL_CARD.md", "NOTICE", "manifest.json"} <= {p.name for p in BUNDLED.iterdir()}


@pytest.mark.model
def test_a_tampered_copy_is_refused(tmp_path: Path) -> None:
    """One more byte in the tokenizer is enough."""
    shutil.copytree(BUNDLED, tmp_path / "stance")
    with (tmp_path / "stance" / "tokenizer.json").open("a") as stream:
        stream.write(" ")
    with pytest.raises(ModelError) as caught:
        load_stance(str(tmp_path / "stance"))
    assert caught.value.code == "MODEL_DIGEST"


@pytest.mark.model
def test_several_readers_speak_as_their_mean(tmp_path: Path, model: OnnxStanceModel) -> None:
    """A reader beside its own copy says what it says alone; the digest is that of both."""
    folder = tmp_path / "stance"
    shutil.copytree(BUNDLED, folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    copies = {}
    for name, digest in manifest["files"].items():
        if name.endswith(".onnx"):
            shutil.copyfile(folder / name, folder / f"copy-{name}")
            copies[f"copy-{name}"] = digest
    manifest["files"] |= copies
    (folder / "manifest.json").write_text(json.dumps(manifest))
    doubled = OnnxStanceModel(folder, threads=1)
    claims, texts = ["The pier is safe"] * 2, ["It sways in the wind.", "Yes, we agree."]
    assert doubled.score(claims, texts) == pytest.approx(model.score(claims, texts), abs=1e-6)
    assert doubled.revision != model.revision


def test_one_file_keeps_its_own_digest() -> None:
    """The revision of a single reader is that of its bytes; more readers have a joint one."""
    assert joint_digest(["ab"]) == "ab"
    assert joint_digest(["ab", "cd"]) != joint_digest(["cd", "ab"])


@pytest.mark.model
def test_plain_sides_are_told(model: OnnxStanceModel) -> None:
    """What a child could tell, the model can."""
    claim = "The swimming pool should stay open"
    texts = ["We agree, it must stay open.", "We object to this.", "The meeting is in May."]
    assert model.score([claim] * 3, texts).argmax(axis=1).tolist() == [0, 1, 2]


@pytest.mark.model
def test_a_pairs_score_depends_on_that_pair_alone(model: OnnxStanceModel) -> None:
    """Company, order and threads change no bit."""
    claims = ["The pier is safe", "Dogs should be kept on leads"]
    texts = ["It sways in the wind.", "Ours never bit anybody. " * 40]
    together = model.score(claims + claims[::-1], texts + texts[::-1])
    assert (together[:2] == together[:1:-1]).all()
    single = OnnxStanceModel.bundled(threads=1)
    apart = np.vstack([single.score([c], [t]) for c, t in zip(claims, texts, strict=True)])
    assert (together[:2] == apart).all()
    assert together.sum(axis=1) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.model
def test_empty_and_endless_texts_are_scored(model: OnnxStanceModel) -> None:
    """Nothing said is neither; a line without spaces costs no more than a long text."""
    rows = model.score(["The pier is safe"] * 2, ["", "x" * 200_000])
    assert rows[0].tolist() == [0.0, 0.0, 1.0]
    assert rows.shape == (2, 3)
    assert model.score([], []).shape == (0, 3)


@pytest.mark.model
def test_uneven_columns_are_refused(model: OnnxStanceModel) -> None:
    """A slip of the caller is said, not hidden."""
    with pytest.raises(ValueError, match="propositions"):
        model.score(["a"], [])
