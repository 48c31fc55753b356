"""Which encoders a run loads, and that each is named once."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from consult.domain.consultation import Consultation
from consult.domain.errors import ModelError
from consult.engines import mpnet_base
from consult.pipeline.engines import Engines
from consult.settings.model import ModelSettings, Settings


class Named:
    def __init__(self, name):
        self.name, self.revision = name, "1"


def engines(**models):
    consultation = Consultation(
        id="c", title="C", organisation="O", opened=None, closed=None, chapters=(), questions=()
    )
    made = Engines(
        Settings(folder=Path(), consultation=consultation, models=ModelSettings(**models))
    )
    vars(made).update(
        {name: Named(name) for name in ("splitter", "languages", "embedder", "stance", "phraser")}
    )
    vars(made)["discoverer"] = Named("discoverer")
    return made


def test_one_encoder_for_everything_is_loaded_and_named_once():
    """Both matchers may be whatever the embedder is."""
    made = engines(matcher="embedder", point_matcher="embedder")
    assert made.point_matcher is made.matcher is made.embedder
    assert [e.name for e in made.all()].count("embedder") == 1


def test_equal_matchers_are_one_and_different_ones_are_both_named():
    """Questions and points may be told by different encoders, and a run says which."""
    made = engines(matcher="some/model", point_matcher="some/model")
    vars(made)["matcher"] = Named("matcher")
    assert made.point_matcher is made.matcher
    made = engines(matcher="embedder", point_matcher="bundled")
    vars(made)["point_matcher"] = Named("matcher")
    assert [e.name for e in made.all()][2:4] == ["embedder", "matcher"]


def test_a_large_reader_without_its_base_is_said_before_any_work(monkeypatch):
    """What is missing shows when a run begins, not when its first text is read."""

    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(mpnet_base, "distribution", missing)
    engines(stance="bundled").require()
    with pytest.raises(ModelError, match="make large"):
        engines(point_reader="large").require()
    with pytest.raises(ModelError, match="make large") as caught:
        engines(stance="large").require()
    assert caught.value.code == "MODEL_MISSING"


def test_a_reader_of_points_is_named_where_there_is_one():
    made = engines()
    assert made.point_reader is None
    made = engines(point_reader="some/folder")
    vars(made)["point_reader"] = Named("points")
    assert "points" in [e.name for e in made.all()]
