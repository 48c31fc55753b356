"""Sentence boundaries and noun phrases in consultation text."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.engines.spacy_text import SpacyPhraser, SpacySplitter, split_by_rules


def cut(text):
    return [text[s.start : s.end] for s in split_by_rules(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("See e.g. the plan. Dr. Smith said 1.5 million.", 2),
        ("It stands in para. 12 of No. 5 High Street. We object.", 2),
        ("The answer is no. We object.", 2),
        ("“We agree. It is right,” she said. “Yes.”", 3),
        ("“Is it good?” she asked.", 1),
        ("**We disagree.** It is bad.", 2),
        ("17. The plan is wrong.", 1),
        ("The U.K. government agrees with J. R. Hale on this. We do not.", 2),
        ("We want: • more buses • fewer cars", 3),
        ("We prefer option A. We would build it.", 2),
        ("Part B. Who may apply", 1),
        ("It failed... and nobody asked. Why", 2),
        ("The Milltown Trust Ltd. is right. So be it.", 2),
    ],
)
def test_boundaries(text, sentences):
    """Abbreviations, initials, numbers, quotations and bullets are cut where a reader would."""
    assert len(cut(text)) == sentences


def test_closing_marks_stay_with_their_sentence():
    """A quotation mark or bracket after the full stop closes the sentence before."""
    assert cut("“It is wrong.” We know (all of us.) Yes.") == [
        "“It is wrong.”",
        "We know (all of us.)",
        "Yes.",
    ]


@given(st.text(max_size=200))
@settings(max_examples=300)
def test_sentences_cover_all_but_white_space(text):
    """No character is lost, doubled or moved, and each sentence is trimmed."""
    spans = split_by_rules(text)
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in spans)


def test_hostile_texts_take_linear_time():
    """A line of full stops or without any space is done in no time."""
    began = time.monotonic()
    for text in ("a. " * 40_000, "." * 200_000, "x" * 200_000, "No. " * 40_000, "(" * 100_000):
        split_by_rules(text)
    assert time.monotonic() - began < 5


@pytest.mark.model
def test_splitter_keeps_order_and_survives_odd_texts():
    """Each text has its own sentences, empty texts none, and a text without spaces one."""
    splitter = SpacySplitter()
    texts = ["We agree. Dr. Hale does not.", "", "x" * 5000, "One. Two three four."]
    split = splitter.split(texts)
    assert [len(s) for s in split] == [2, 0, 1, 2]
    assert splitter.split(texts[::-1]) == split[::-1]
    assert splitter.revision.startswith("3.")


@pytest.mark.model
def test_noun_phrases_without_articles_and_pronouns():
    """A phrase is what a label could hold: no leading article, no bare pronoun."""
    text = "They should keep the small library open, and its free parking."
    spans = SpacyPhraser().noun_phrases([text, ""])
    assert [text[s.start : s.end] for s in spans[0]] == ["small library", "free parking"]
    assert spans[1] == ()
