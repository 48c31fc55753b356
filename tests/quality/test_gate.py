"""Quality on the small data of this folder must not fall."""

from __future__ import annotations

import pytest

from benches.quality.gate import MEASURES, Held, held, read


@pytest.mark.model
@pytest.mark.parametrize("part", MEASURES)
def test_no_figure_falls_below_its_floor(part):
    """Every figure keeps its bound; a failure names those that do not."""
    assert [row.row for row in held(part) if not row.kept] == []


@pytest.mark.parametrize(
    ("figure", "floor", "ceiling", "kept"),
    [
        (0.50, 0.50, None, True),
        (0.49, 0.50, None, False),
        (0.20, None, 0.20, True),
        (0.21, None, 0.20, False),
    ],
)
def test_a_bound_is_kept_up_to_its_edge(figure, floor, ceiling, kept):
    """A floor holds from below and a ceiling from above, both included."""
    row = Held(name="x", figure=figure, floor=floor, ceiling=ceiling)
    assert row.kept is kept
    assert ("**NO**" in row.row) is not kept


def test_every_question_and_theme_has_as_many_answers():
    """The committed data is balanced, so that a lucky favourite gains nothing."""
    asked = [row["question_id"] for row in read("questions.jsonl")]
    told = [row["themes"][0] for row in read("themes.jsonl")]
    assert {asked.count(name) for name in asked} == {5}
    assert {told.count(name) for name in told} == {10}
