"""The measures of the theme benches, on cases small enough to know the answer."""

from __future__ import annotations

import json

import numpy as np
import pytest

from benches.quality.stability import jaccards, stability, themes_of
from benches.quality.theme_sets import theme_sets
from benches.quality.themes import coherence, diversity, top_words

TEXTS = ["red apple", "red apple pie", "red apple", "blue boat", "blue boat sail", "blue boat"]


def test_words_that_stand_together_are_coherent_and_themes_of_their_own_diverse():
    """Words of one subject always meet, and no word marks two themes."""
    words, held = top_words(TEXTS, np.array([0, 0, 0, 1, 1, 1]))
    assert diversity(words) == 1.0
    mixed, _ = top_words(TEXTS, np.array([0, 1, 0, 1, 0, 1]))
    assert diversity(mixed) < 1.0
    assert coherence(words, held) > coherence(mixed, held)


def test_no_themes_have_no_coherence():
    """Without a theme there is nothing to average."""
    words, held = top_words(TEXTS, np.full(6, -1))
    assert words == []
    assert np.isnan(coherence(words, held))


def test_matching_is_one_to_one_and_a_lost_theme_counts_nothing():
    """Two themes cannot both match the theme that swallowed them."""
    whole = [{0, 1, 2}, {3, 4}]
    assert jaccards(whole, [{0, 1, 2, 3, 4}]).tolist() == [0.6, 0.0]
    assert jaccards(whole, [{3, 4}, {0, 1, 2}]).tolist() == [1.0, 1.0]
    assert jaccards(whole, []).tolist() == [0.0, 0.0]


def test_groups_of_one_text_are_no_themes():
    """Only what two texts share has members to keep."""
    assert themes_of(np.array([0, 0, 1, -1, 2, 2])) == [{0, 1}, {4, 5}]


def test_a_clustering_by_the_text_alone_is_wholly_stable():
    """What is left out changes nothing where nobody else's answer matters."""

    def by_first_word(texts, _vectors):
        return np.array([0 if text.startswith("red") else 1 for text in texts])

    texts = TEXTS * 5
    by_theme, by_answer, plain = stability(texts, np.zeros((len(texts), 2)), by_first_word, 3)
    assert by_theme == by_answer == 1.0
    assert len(plain) == len(texts)


@pytest.mark.parametrize("split", ["dev", "test"])
def test_sets_are_found_with_any_split_and_in_either_folder(tmp_path, split):
    """A kept-back part has the same form; what lacks is left out."""
    (tmp_path / "themes").mkdir()
    rows = [
        {"question": "What now?", "text": f"answer {i}", "themes": ["a", "b"][: i % 3],
         "split": split} for i in range(40)
    ]  # fmt: skip
    path = tmp_path / "themes" / "nhs_fft_pxtextmining.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    for folder in (tmp_path, tmp_path / "themes"):
        (found,) = theme_sets(folder, 35)
        assert len(found.texts) == 35
        assert found.human_themes == 1
    assert list(theme_sets(tmp_path, 35, ("themefinder",))) == []
