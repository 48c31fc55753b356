"""The reader of points over the network of the stance models."""

from __future__ import annotations

import numpy as np
import pytest

from consult.domain.errors import ModelError
from consult.engines import points
from consult.engines.mpnet_base import SHA256
from consult.engines.stance_manifest import CHANGES, read_manifest


class Pairs:
    """Says *agree* as often as the second text has letters of the first."""

    name, revision = "pairs", "1"

    def __init__(self, folder, threads=0):
        self.folder = folder

    def score(self, firsts, seconds):
        shares = [len(set(a) & set(b)) / len(set(a)) for a, b in zip(firsts, seconds, strict=True)]
        rows = [(0.8 * share, 0.2, 0.8 * (1 - share)) for share in shares]
        return np.array(rows, dtype=np.float32).reshape(len(rows), 3)


@pytest.fixture
def reader(monkeypatch, tmp_path):
    monkeypatch.setattr(points, "OnnxStanceModel", Pairs)
    return points.load_points(str(tmp_path))


def test_both_ways_round_count_alike_and_disagreement_not_at_all(reader):
    found = reader.one_point(["ab", "abcd"], ["abcd", "ab"])
    assert found.tolist() == pytest.approx([0.75, 0.75])
    assert found.dtype == np.float32


def test_no_pairs_are_no_probabilities(reader):
    assert reader.one_point([], []).shape == (0,)


def test_it_goes_by_the_name_of_its_weights(reader):
    assert (reader.name, reader.revision) == ("pairs", "1")


def test_none_is_none_and_needs_nothing():
    points.require_points("none")
    assert points.load_points("none") is None


@pytest.mark.parametrize("spec", ["bundled", "no/such/folder"])
def test_a_reader_that_is_not_there_is_said_before_any_work(spec):
    with pytest.raises(ModelError, match="point_reader is") as caught:
        points.require_points(spec)
    assert caught.value.code == "MODEL_MISSING"


def test_a_folder_that_holds_no_reader_is_said(tmp_path):
    with pytest.raises(ModelError) as caught:
        points.load_points(str(tmp_path))
    assert caught.value.code == "MODEL_MISSING"


def test_what_is_shipped_is_what_its_manifest_names():
    """The base is installed apart; the changes are here, with their digest."""
    manifest = read_manifest(points.SHIPPED["large"])
    assert list(manifest.files) == [CHANGES]
    assert dict(manifest.base) == SHA256
    assert manifest.name == "consult-points-mpnet"
