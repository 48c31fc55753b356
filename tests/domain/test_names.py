"""Names are found however they are written, as whole words, where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.names import Names


def found(names, text, **more):
    return [text[s.start : s.end] for s in Names(names, **more).spans(text)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Sean O'Marlow", "Sean O’Marlow"),
        ("Sean O’Marlow", "SEAN O'MARLOW"),
        ("Sean O'Marlow", "Sean OMarlow"),
        ("Quillon, Philippa", "Philippa Quillon"),
        ("Quillon, Philippa", "Quillon, Philippa"),
        ("Philippa Quillon", "Quillon, Philippa"),
        ("Anna van der Zee", "van der Zee, Anna"),
        ("Philippa Quillon", "Philippa\nQuillon"),
        ("Philippa Quillon", "Philippa\u00a0 Quillon"),
        ("Ann-Marie Dove", "Ann‑Marie Dove"),
        ("Philippa Quillon", "philippa_quillon"),
        ("José Peña", "Jose Pen\u0303a"),
        ("Rill, Mere and Co", "Rill, Mere and Co"),
        ("A & B Mill (North) Ltd", "A & B Mill (North) Ltd"),
    ],
)
def test_a_name_is_found_in_other_marks_order_and_lines(name, text):
    """What differs is how it is written, not whose it is."""
    said = f"So said {text}’s friend, at length."
    assert found([name], said) == [text]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Philippa Quillon", "Quillon Philippa"),
        ("Hope Grace", "We hope, grace periods are kept; a grace hope."),
        ("Mark Lane", "Bookmark Laneways"),
        ("Philippa Quillon", "Philippa was there. ... And Quillon too"),
        ("Al", "Al said so"),
        ("No.", "No. I said no."),
        ("!!!", "!!!"),
    ],
)
def test_other_words_are_no_name(name, text):
    """Nothing is found inside words, over others, or turned round without its comma."""
    assert found([name], text) == []


def test_overlapping_names_are_one_stretch_and_who_is_open_is_left():
    """The longest name counts; a name that somebody publishes hides nothing."""
    assert found(["Ann Lee", "Lee Mere"], "So Ann Lee Mere said") == ["Ann Lee Mere"]
    assert found(["Ann Lee", "Ann Lee Mere"], "So Ann Lee Mere said") == ["Ann Lee Mere"]
    assert found(["ann lee", "Bo Fen"], "Ann Lee, Bo Fen", open_names=["Ann Lee"]) == ["Bo Fen"]


WORDS = st.text("abcÉé'’-, .\n", min_size=1, max_size=8)


@given(st.lists(WORDS, max_size=3), st.lists(WORDS, max_size=12))
def test_spans_are_in_order_apart_and_of_whole_words(names, parts):
    """Whatever the names and the text are."""
    text = "".join(parts)
    at = -1
    for span in Names(names).spans(text):
        assert at < span.start < span.end <= len(text)
        assert not text[span.start - 1 : span.start].isalnum() or span.start == 0
        assert not text[span.end : span.end + 1].isalnum()
        at = span.end


@given(
    st.lists(st.text("abcé", min_size=2, max_size=4), min_size=2, max_size=5),
    st.sampled_from([" ", "-", "’", "\n", " & ", ", "]),
    WORDS,
)
def test_a_name_is_found_as_it_was_given(words, join, around):
    """Whatever stands between its words, and whatever around it."""
    name = join.join(words)
    spans = Names([name]).spans(f"{around} {name} {around}")
    middle = len(around) + 1
    assert any(s.start <= middle and middle + len(name) <= s.end for s in spans)
