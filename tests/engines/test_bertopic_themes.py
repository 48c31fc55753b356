"""BERTopic behind its port: any size, any order, no heap of outliers."""

from __future__ import annotations

import logging

import numpy as np
import pytest

from consult.engines.bertopic_themes import (
    BertopicDiscoverer,
    centred_unit,
    distances,
    drawn_to_neighbours,
    fewest,
    numbered_by_first,
    rehomed,
    without_small,
)

SUBJECTS = ("pool", "parking", "library", "hedges", "trams")


def _corpus(per_subject, spread=0.35, dimensions=32):
    """Texts of five subjects with vectors near five directions."""
    rng = np.random.default_rng(3)
    shared = np.ones(dimensions) / np.sqrt(dimensions)
    centres = rng.normal(size=(len(SUBJECTS), dimensions))
    texts, rows, subjects = [], [], []
    for number, subject in enumerate(SUBJECTS):
        for index in range(per_subject):
            centre = centres[number] / np.linalg.norm(centres[number])
            noise = rng.normal(size=dimensions) / np.sqrt(dimensions)
            row = centre + spread * noise + 0.8 * shared
            texts.append(f"{subject} remark {index}")
            rows.append(row / np.linalg.norm(row))
            subjects.append(number)
    return texts, np.stack(rows).astype(np.float32), subjects


def _partition(groups):
    together = {}
    for index, group in enumerate(groups):
        together.setdefault(int(group), set()).add(index)
    return {frozenset(members) for group, members in together.items() if group >= 0}


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_a_handful_neither_fails_nor_leaves_anything_out(count):
    texts, vectors, _ = _corpus(2)
    groups = BertopicDiscoverer().discover(texts[:count], vectors[:count])
    assert groups.shape == (count,)
    assert (groups >= 0).all()


def test_small_sets_are_grouped_by_point():
    texts, vectors, subjects = _corpus(6)
    groups = BertopicDiscoverer().discover(texts, vectors)
    assert _partition(groups) == _partition(subjects)


def test_large_sets_are_grouped_by_density_without_a_heap_of_outliers():
    texts, vectors, subjects = _corpus(60)
    groups = BertopicDiscoverer(density_from=200).discover(texts, vectors)
    assert (groups < 0).mean() < 0.2
    for members in _partition(groups):
        assert len({subjects[i] for i in members}) == 1


@pytest.mark.parametrize("per_subject", [6, 60])
def test_the_order_of_the_rows_changes_nothing(per_subject):
    texts, vectors, _ = _corpus(per_subject)
    order = np.random.default_rng(5).permutation(len(texts))
    discoverer = BertopicDiscoverer(density_from=200)
    plain = discoverer.discover(texts, vectors)
    shuffled = discoverer.discover([texts[i] for i in order], vectors[order])
    back = np.empty_like(shuffled)
    back[order] = shuffled
    assert _partition(back) == _partition(plain)


def test_equal_texts_are_together_and_groups_are_numbered_by_first_member():
    texts, vectors, _ = _corpus(3)
    groups = BertopicDiscoverer().discover([*texts, *texts], np.vstack([vectors, vectors]))
    assert groups[: len(texts)].tolist() == groups[len(texts) :].tolist()
    seen = list(dict.fromkeys(groups.tolist()))
    assert seen == list(range(len(seen)))


@pytest.mark.parametrize("texts", [["", " "], ["?", "!"], ["a", "b"], ["the", "of the"]])
def test_texts_without_words_break_nothing(texts):
    vectors = np.eye(2, 8, dtype=np.float32)
    assert BertopicDiscoverer().discover(texts, vectors).shape == (2,)


def test_bertopic_says_nothing_and_leaves_the_logger_as_it_was(capfd):
    level = logging.getLogger("BERTopic").level
    texts, vectors, _ = _corpus(4)
    BertopicDiscoverer().discover(texts, vectors)
    captured = capfd.readouterr()
    assert captured.out == ""
    assert captured.err == ""
    assert logging.getLogger("BERTopic").level == level


def test_outliers_join_a_theme_only_when_near():
    vectors = np.eye(3, dtype=np.float32)
    vectors[2] = [0.8, 0.0, 0.6]
    assert rehomed([0, 1, -1], vectors, 0.5) == [0, 1, 0]
    assert rehomed([0, 1, -1], vectors, 0.9) == [0, 1, -1]
    assert rehomed([-1, -1, -1], vectors, 0.5) == [-1, -1, -1]


def test_numbers_follow_first_members():
    assert numbered_by_first([7, -1, 3, 7]).tolist() == [0, -1, 1, 0]


def test_centring_keeps_rows_of_unit_length():
    _, vectors, _ = _corpus(2)
    assert np.allclose(np.linalg.norm(centred_unit(vectors), axis=1), 1, atol=1e-5)


def test_the_revision_names_thresholds():
    assert BertopicDiscoverer().name == "bertopic"
    assert BertopicDiscoverer().revision != BertopicDiscoverer(density_from=5).revision


@pytest.mark.parametrize("per_subject", [6, 60])
def test_the_same_groups_are_found_without_topics(per_subject):
    """What is only compared needs no topic words, and may not differ."""
    texts, vectors, _ = _corpus(per_subject, spread=0.6)
    plain = BertopicDiscoverer().discover(texts, vectors)
    light = BertopicDiscoverer(topics=False).discover(texts, vectors)
    assert plain.tolist() == light.tolist()


def test_letters_tell_apart_what_vectors_do_not():
    """Equal texts are no distance apart, and sharing words brings texts nearer."""
    rows = np.tile(np.eye(1, 4, dtype=np.float32), (3, 1))
    apart = distances(["more buses", "more buses now", "fewer cars"], rows)
    assert apart.diagonal().tolist() == [0, 0, 0]
    assert apart[0, 1] < apart[0, 2]


def test_neighbours_draw_texts_together_and_not_across_subjects():
    """Within a subject rows come nearer to each other than before; subjects stay apart."""
    _, vectors, subjects = _corpus(20, spread=0.7)
    centred = centred_unit(vectors)
    drawn = drawn_to_neighbours(centred)
    same = np.equal.outer(subjects, subjects)
    assert np.allclose(np.linalg.norm(drawn, axis=1), 1, atol=1e-5)
    assert (drawn @ drawn.T)[same].mean() > (centred @ centred.T)[same].mean() + 0.1
    assert (drawn @ drawn.T)[~same].mean() < 0.1


def test_themes_hardly_move_when_a_few_answers_are_missing():
    """Leaving out one text in twenty leaves what remains in the same company."""
    texts, vectors, _ = _corpus(30, spread=0.7)
    kept = [i for i in range(len(texts)) if i % 20]
    discoverer = BertopicDiscoverer(density_from=100)
    plain = discoverer.discover(texts, vectors)[kept]
    part = discoverer.discover([texts[i] for i in kept], vectors[kept])
    agreeing = np.equal.outer(plain, plain) == np.equal.outer(part, part)
    assert agreeing.mean() > 0.95


def test_groups_that_are_too_small_among_many_are_none():
    """What few of many say is listed, not made a theme."""
    assert fewest(200) == 5
    assert fewest(2_000) == 15
    assert without_small([0, 0, 0, 1, 1, -1], 3) == [0, 0, 0, -1, -1, -1]
