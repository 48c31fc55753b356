"""The bundled matcher: whole, the right bytes, near to what it was trained to be."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

from consult.domain.errors import ModelError
from consult.engines.embedder import MINILM_NAME
from consult.engines.matcher import BUNDLED, MANIFEST, WEIGHTS, load_matcher
from consult.engines.one_byte import narrowed, widened

POINTS = ["Uniforms cost families too much.", "Uniforms stop bullying over clothes."]
ARGUMENTS = [
    "Nobody is laughed at for the wrong trainers when everyone dresses alike.",
    "A blazer and two skirts were a week's wages for us.",
]


def test_one_byte_a_number_keeps_weights_to_half_a_step_of_their_row():
    generator = np.random.default_rng(3)
    weights = {
        "matrix": (generator.normal(size=(7, 5)) * np.arange(1, 8)[:, None]).astype(np.float32),
        "empty": np.zeros((2, 3), dtype=np.float32),
        "bias": generator.normal(size=5).astype(np.float32),
    }
    narrow = narrowed(weights)
    assert narrow["matrix"].dtype == np.int8
    again = widened(narrow)
    assert set(again) == set(weights)
    steps = np.abs(weights["matrix"]).max(axis=1, keepdims=True) / 127
    assert (np.abs(again["matrix"] - weights["matrix"]) <= steps / 2 + 1e-6).all()
    assert (again["bias"] == weights["bias"]).all()
    assert not again["empty"].any()


def test_a_folder_without_its_weights_is_named(tmp_path):
    manifest = {"name": "mine", "files": {WEIGHTS: "0" * 64}}
    (tmp_path / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(ModelError) as caught:
        load_matcher(str(tmp_path))
    assert caught.value.code == "MODEL_MISSING"


def test_other_bytes_than_the_manifest_names_are_refused(tmp_path):
    shutil.copytree(BUNDLED, tmp_path / "matcher")
    (tmp_path / "matcher" / WEIGHTS).write_bytes(b"not these")
    with pytest.raises(ModelError) as caught:
        load_matcher(str(tmp_path / "matcher"))
    assert caught.value.code == "MODEL_DIGEST"


@pytest.fixture(scope="module")
def matcher():
    return load_matcher("bundled", 1)


@pytest.mark.model
def test_it_has_a_name_of_its_own_and_the_digest_of_its_weights(matcher):
    """By both, vectors are kept, so that they never mix with those of another model."""
    digest = json.loads((BUNDLED / MANIFEST).read_text())["files"][WEIGHTS]
    assert matcher.name != MINILM_NAME
    assert matcher.revision == digest[:12]


@pytest.mark.model
def test_an_argument_is_nearest_to_the_point_that_it_makes(matcher):
    cosines = matcher.encode(ARGUMENTS) @ matcher.encode(POINTS).T
    assert cosines.argmax(axis=1).tolist() == [1, 0]


@pytest.mark.model
def test_rows_are_of_unit_length_and_depend_on_their_text_alone(matcher):
    rows = matcher.encode([*POINTS, "", *ARGUMENTS])
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert (matcher.encode([POINTS[1]])[0] == rows[1]).all()
