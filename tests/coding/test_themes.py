"""Themes: nothing vanishes, sides never mix, order changes nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.coding.themes import ThemeOptions, ThemeSegments, find_themes
from consult.domain.coding import ThemeStatus
from consult.domain.document import Span
from consult.domain.ids import make_id
from tests.coding.word_vectors import encode

TEXTS = (
    "The swimming pool should stay open in winter.",
    "Please keep the swimming pool open in winter months.",
    "Winter opening of the swimming pool should be kept.",
    "Parking charges are too high for visitors.",
    "Visitors should pay lower parking charges.",
    "Hedgehogs need gaps in garden fences.",
)


class NearGroups:
    """A fake discoverer: texts are together when they reach 0.5 cosine in a chain."""

    name = "near"
    revision = "1"

    def __init__(self, *, outliers: bool = False) -> None:
        self.outliers = outliers

    def discover(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        count = len(texts)
        labels = list(range(count))
        for i in range(count):
            for j in range(i):
                if float(vectors[i] @ vectors[j]) >= 0.5:
                    old, new = labels[i], labels[j]
                    labels = [new if label == old else label for label in labels]
        if self.outliers:
            labels = [label if labels.count(label) > 1 else -1 for label in labels]
        return np.array(labels, dtype=np.int64)


class NoPhrases:
    name = "none"
    revision = "1"

    def noun_phrases(self, texts: Sequence[str]) -> list[tuple[Span, ...]]:
        return [() for _ in texts]


def _segments(texts=TEXTS, sides=(), respondents=None):
    return ThemeSegments(
        ids=[make_id("seg", str(i), text) for i, text in enumerate(texts)],
        texts=list(texts),
        respondent_ids=respondents or [f"who_{i % 4}" for i in range(len(texts))],
        sentences=[(Span(start=0, end=len(text)),) for text in texts],
        sides=sides,
    )


def _find(segments, *, outliers=False, options=None):
    return find_themes(
        "q1",
        segments,
        encode(segments.texts),
        NearGroups(outliers=outliers),
        NoPhrases(),
        options=options,
    )


def _members(result, segments):
    return {
        frozenset(segments.ids[i] for i in found.segment_indexes): found.theme
        for found in result.found
    }


def test_segments_that_make_one_point_are_one_theme():
    result = _find(_segments())
    assert [len(found.segment_indexes) for found in result.found] == [3, 2, 1]
    assert result.unclustered == ()


def test_every_segment_is_in_one_theme_or_among_the_unclustered():
    for options in (ThemeOptions(), ThemeOptions(list_singles_from=3)):
        result = _find(_segments(), outliers=True, options=options)
        inside = [i for found in result.found for i in found.segment_indexes]
        assert sorted([*inside, *result.unclustered]) == list(range(len(TEXTS)))
        assert len(result.codings) == len(inside)


def test_thanks_and_procedure_are_listed_and_make_no_theme():
    """What speaks of the response itself is among the unclustered, even alone."""
    thanks = "Thank you for the letter."
    result = _find(_segments([*TEXTS, thanks]))
    assert len(TEXTS) in result.unclustered
    assert all(found.key_point.text != thanks for found in result.found)
    alone = _find(_segments([thanks]))
    assert alone.found == ()
    assert alone.unclustered == (0,)


class OneGroup(NearGroups):
    def discover(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        return np.zeros(len(texts), dtype=np.int64)


def test_respondents_far_from_each_other_make_no_point_together():
    """A group is parted by respondent where no two of them come near."""
    texts = ["first", "second", "third"]
    segments = _segments(texts, respondents=["ann", "ben", "ann"])
    far = np.array([[1.0, 0.0], [0.3, 0.954], [0.9, -0.436]], dtype=np.float32)
    near = np.array([[1.0, 0.0], [0.8, 0.6], [0.9, -0.436]], dtype=np.float32)
    parted = find_themes("q1", segments, far, OneGroup(), NoPhrases())
    whole = find_themes("q1", segments, near, OneGroup(), NoPhrases())

    assert sorted(f.segment_indexes for f in parted.found) == [(0, 2), (1,)]
    assert [f.segment_indexes for f in whole.found] == [(0, 1, 2)]


def test_a_segment_alone_is_its_own_candidate_until_there_are_many():
    assert len(_find(_segments(), outliers=True).found) == 3
    listed = _find(_segments(), outliers=True, options=ThemeOptions(list_singles_from=6))
    assert listed.unclustered == (5,)


def test_key_point_is_a_verbatim_sentence_of_a_member():
    segments = _segments()
    for found in _find(segments).found:
        point = found.key_point
        assert point.segment_index in found.segment_indexes
        assert segments.texts[point.segment_index][point.start : point.end] == point.text
        assert found.theme.id == make_id("theme", "q1", point.text)
        assert found.theme.key_point is None


def test_themes_are_candidates_that_say_who_proposed_them():
    for theme in _find(_segments()).themes:
        assert theme.status is ThemeStatus.CANDIDATE
        assert theme.origin == "model:near@1"
        assert theme.label
        assert not theme.label[0].isdigit()


def test_a_theme_counts_once_for_each_respondent():
    segments = _segments(respondents=["a", "a", "b", "c", "c", None])
    result = _find(segments, options=ThemeOptions(near_among_few=0.4))
    assert [found.respondent_ids for found in result.found] == [("a", "b"), ("c",), ()]


def test_among_few_respondents_a_shared_point_must_plainly_be_one():
    segments = _segments(respondents=["a", "a", "b", "c", "c", None])
    result = _find(segments)
    assert all(len(found.respondent_ids) < 2 for found in result.found)


def test_sides_never_mix_even_for_equal_words():
    texts = ["Fees should rise this year."] * 4
    sides = ["AGREE", "DISAGREE", "AGREE", None]
    result = _find(_segments(texts, sides))
    assert sorted(found.segment_indexes for found in result.found) == [(0, 2), (1,), (3,)]
    assert len({theme.id for theme in result.themes}) == 3
    assert len({theme.label for theme in result.themes}) == 3


def test_a_theme_keeps_its_id_when_the_other_side_grows():
    """The same words on both sides are two themes, whichever has more respondents."""
    texts = ["Fees should rise this year."] * 5

    def ids(sides):
        found = _find(_segments(texts, sides)).found
        return {theme.side: theme.theme.id for theme in found}

    more_for = ids(["AGREE", "AGREE", "AGREE", "DISAGREE", "DISAGREE"])
    assert more_for == ids(["AGREE", "AGREE", "DISAGREE", "DISAGREE", "DISAGREE"])


def test_groups_whose_key_points_are_the_same_words_are_one_theme():
    texts = ["Fees must fall. ", "Fees must fall. Otters live here, by the old mill stream."]
    segments = ThemeSegments(
        ids=["a", "b"],
        texts=texts,
        respondent_ids=["x", "y"],
        sentences=[(Span(start=0, end=15),), (Span(start=0, end=15),)],
    )
    result = _find(segments, outliers=True)
    assert [found.segment_indexes for found in result.found] == [(0, 1)]


def test_nothing_gives_nothing():
    result = _find(_segments(()))
    assert (result.found, result.codings, result.unclustered) == ((), (), ())


def test_scores_lie_between_nought_and_one():
    assert all(0 <= coding.score <= 1 for coding in _find(_segments()).codings)


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(len(TEXTS))), st.booleans())
def test_the_order_of_the_segments_changes_nothing(order, split):
    sides = ["AGREE", "AGREE", "DISAGREE", None, None, "AGREE"] if split else [None] * len(TEXTS)
    plain = _segments(TEXTS, sides)
    shuffled = ThemeSegments(
        ids=[plain.ids[i] for i in order],
        texts=[plain.texts[i] for i in order],
        respondent_ids=[plain.respondent_ids[i] for i in order],
        sentences=[plain.sentences[i] for i in order],
        sides=[plain.sides[i] for i in order],
    )
    first, second = _find(plain), _find(shuffled)
    assert first.themes == second.themes
    assert _members(first, plain) == _members(second, shuffled)
    by_id = {c.segment_id: c for c in second.codings}
    assert all(by_id[c.segment_id] == c for c in first.codings)
