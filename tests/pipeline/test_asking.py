"""The queue of passages to decide."""

from __future__ import annotations

import pytest

from consult.domain.errors import StoreError
from consult.pipeline.asking import next_passages
from consult.pipeline.progress import Silent
from consult.pipeline.theming import ThemeRequest, decide_themes
from tests.e2e.fakes import fake_engines, make_pond, run_pond, write

LAMPS = ("Lanterns", "Lamps", "Candles", "Torches", "Bulbs", "Beacons", "Lights", "Glow")


@pytest.fixture
def pond(tmp_path):
    """A consultation with sixteen letters on the light at the pond, run once."""
    workspace = make_pond(tmp_path)
    for number, word in enumerate(LAMPS * 2):
        write(
            workspace.input_folder / "letters" / f"lamp{number:02}.md",
            f"# Question 2\n\n{word} by the footpath round the pond, letter {number} wants them.\n",
            at=1_770_002_000 + number,
        )
    run_pond(workspace, Silent())
    return workspace


def test_before_anything_is_fixed_the_typical_passages_are_asked_for(pond):
    """Each question asks for at most as many passages as wanted, and names no theme yet."""
    queue = next_passages(pond, 3, fake_engines(pond))
    of_second = [q for q in queue.asked if q.question_id == "q2"]
    assert len(of_second) == 3
    assert all(q.theme_id is None for q in queue.asked)


def test_what_people_put_into_a_theme_is_not_asked_again(pond):
    """A confirmed theme's members leave the queue."""
    with pond.open_store() as store:
        corpus = store.runs.load(store.runs.ids()[-1]).corpus
    theme = next(t for t in corpus.themes if t.question_id == "q2")
    members = {c.segment_id for c in corpus.theme_codings if c.theme_id == theme.id}
    decide_themes(pond, [ThemeRequest(act="confirm", theme=theme.id, by="Kim", reason="clear")])
    asked = {q.segment_id for q in next_passages(pond, 100, fake_engines(pond)).asked}
    assert members
    assert not members & asked


def test_without_a_run_the_way_to_one_is_named(tmp_path):
    """There is nothing to ask about before the first run."""
    workspace = make_pond(tmp_path)
    with pytest.raises(StoreError, match="consult run"):
        next_passages(workspace, 3, fake_engines(workspace))
