"""Key points: verbatim, self-contained sentences."""

from __future__ import annotations

import numpy as np
import pytest

from consult.coding.evidence import Texts
from consult.coding.key_points import (
    choose_key_point,
    match_points,
    sentence_quality,
)
from consult.coding.lexical import LexicalSpace
from consult.domain.document import Span
from tests.coding.word_vectors import encode

GOOD = "The council should keep the swimming pool open in the winter months."


def _sentences(text):
    spans, start = [], 0
    for part in text.split(". "):
        end = min(len(text), start + len(part) + 1)
        spans.append(Span(start=start, end=end))
        start = end + 1
    return spans


def _choose(texts, members=None):
    members = list(range(len(texts))) if members is None else members
    return choose_key_point(
        members,
        texts,
        [_sentences(text) for text in texts],
        np.full(len(texts), 0.5, dtype=np.float32),
        LexicalSpace(texts),
    )


@pytest.mark.parametrize(
    "worse",
    [
        "Should the council keep the swimming pool open in the winter months?",
        "However, the council should keep the swimming pool open in winter.",
        "This should be kept open by the council in the winter months.",
        "The swimming pool in the winter months.",
        "Keep it open.",
        "The council should do the following for the pool and its users:",
        "As mentioned above, the council should keep the pool open in winter.",
        " ".join(["The council should keep the pool open, warm and clean,"] * 8),
    ],
)
def test_each_fault_makes_a_sentence_worse(worse):
    assert sentence_quality(worse) < sentence_quality(GOOD)


def test_the_key_point_is_verbatim_and_the_best_sentence():
    text = f"We live by the river. {GOOD} However, it costs money."
    point = _choose([text])
    assert point.text == GOOD
    assert text[point.start : point.end] == GOOD


def test_a_text_without_sentences_is_one():
    point = choose_key_point(
        [0], ["Keep the pool"], [()], np.ones(1, dtype=np.float32), LexicalSpace(["Keep the pool"])
    )
    assert (point.start, point.end, point.text) == (0, 13, "Keep the pool")


def test_the_sentence_that_others_share_words_with_wins():
    texts = [
        "The pool should stay open all winter for swimmers.",
        "The pool should stay open all winter for our children.",
        "The baker should sell more bread in the morning hours.",
    ]
    assert "pool" in _choose(texts).text


def test_the_order_of_members_does_not_matter():
    texts = ["The pool should stay open.", "The pool should stay open.", "A pool must be warm."]
    assert _choose(texts, [0, 1, 2]) == _choose(texts, [2, 1, 0])


def test_what_leads_into_a_list_is_no_key_point_where_anything_else_is_said():
    """The words before a list say less than an item, even one that points back."""
    lead = "We believe that every ferry on the long crossing should always be able to offer:"
    assert sentence_quality("It also needs a lamp on the bow.") > sentence_quality(lead)
    assert sentence_quality("A lamp on the bow") > sentence_quality(lead)


def test_a_text_makes_the_point_that_it_is_nearest_to_and_surely_only_without_a_rival():
    points = ("Bus fares should be lower.", "Parks should be lit at night.")
    texts = (
        "Lower the bus fares, they should be lower for all.",
        "Parks should be lit at night and bus fares should be lower.",
    )
    scores = match_points(
        Texts(texts=texts, vectors=encode(texts)), Texts(texts=points, vectors=encode(points))
    )
    assert scores.shape == (2, 2)
    assert scores[0].argmax() == 0
    assert scores[0].max() > scores[1].max()


def test_no_texts_or_no_points_match_nothing():
    some = Texts(texts=("Lower fares.",), vectors=encode(("Lower fares.",)))
    none = Texts(texts=(), vectors=encode(()))
    assert match_points(none, some).shape == (0, 1)
    assert match_points(some, none).shape == (1, 0)


@pytest.mark.parametrize(
    "hollow",
    [
        "Wider gates at the pool would surely stop them.",
        "The parish council has raised this on several occasions.",
        "We question whether they are a sound basis for the decision.",
        "Consideration should also be given to the swimming pool.",
        "More benches are certainly needed over there.",
    ],
)
def test_a_sentence_whose_matter_is_not_seen_gives_way_to_one_that_names_it(hollow):
    """Each stands beside a sentence that says the same of something named."""
    assert sentence_quality(hollow) < sentence_quality(GOOD) - 0.1


def test_a_condition_that_most_do_not_set_is_no_key_point():
    """Whoever supports a thing outright must not be told to support it on condition."""
    conditional = "We support the ferry on Sundays provided that the crew is paid properly."
    texts = [conditional, "We support the ferry on Sundays.", "The ferry has our support."]
    assert _choose(texts).text != conditional


def test_a_condition_that_most_set_may_be_one():
    texts = [
        "We support the ferry provided that the crew is paid properly.",
        "We support the ferry on Sundays only if the crew is paid properly.",
    ]
    assert "paid properly" in _choose(texts).text
