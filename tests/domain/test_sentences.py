"""Sentences of a passage."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from consult.domain.sentences import sentence_spans


def sentences(text):
    return [text[s.start : s.end] for s in sentence_spans(text)]


def test_stops_question_marks_and_closing_quotes_end_sentences():
    text = "It is late. Why? “Because it is.” Then go!"

    assert sentences(text) == ["It is late.", "Why?", "“Because it is.”", "Then go!"]


def test_abbreviations_initials_and_decimals_end_nothing():
    text = "Dr. Pell saw 3.5 buses, e.g. the red one. J. Rook agreed."

    assert sentences(text) == ["Dr. Pell saw 3.5 buses, e.g. the red one.", "J. Rook agreed."]


def test_a_letter_that_tells_things_apart_is_no_initial():
    """ "Option A." ends a sentence, "J. A. Lee" does not."""
    text = "Part B. We prefer option A. We would build it. Ask Mr A. Lee."

    assert sentences(text) == [
        "Part B. We prefer option A.",
        "We would build it.",
        "Ask Mr A. Lee.",
    ]


def test_a_title_with_a_question_mark_and_a_year_ends_nothing():
    text = "As said in What Are Streets For? 2021, we want trees. In 2022. 2023 came."

    assert sentences(text)[0] == "As said in What Are Streets For? 2021, we want trees."


def test_what_is_abbreviated_before_a_number_ends_a_sentence_elsewhere():
    text = "See para. 4 and No. 7. Do we agree? No. The pier is safe."

    assert sentences(text) == ["See para. 4 and No. 7.", "Do we agree?", "No.", "The pier is safe."]


def test_a_whole_word_and_a_stop_end_a_sentence_before_a_small_letter():
    text = "the pier leaks. nobody mends it, approx. half is gone etc. and so on."

    assert sentences(text) == [
        "the pier leaks.",
        "nobody mends it, approx. half is gone etc. and so on.",
    ]


def test_a_question_goes_on_in_small_letters_and_a_line_ends_it():
    text = "“Why here?” he said, and left\nNobody knew"

    assert sentences(text) == ["“Why here?” he said, and left", "Nobody knew"]


@given(st.text(max_size=200))
def test_sentences_cover_all_but_white_space_in_order(text):
    """No character is lost, none is in two sentences."""
    spans = sentence_spans(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    outside = list(text)
    for span in spans:
        outside[span.start : span.end] = [" "] * (span.end - span.start)
    assert "".join(outside).strip() == ""


@given(st.text(alphabet=st.sampled_from("Aab.?! \n”’é"), max_size=80))
def test_sentences_hold_every_word_in_order(text):
    joined = "".join(sentences(text))

    assert "".join(joined.split()) == "".join(text.split())


def test_stops_by_the_hundred_thousand_are_read_once():
    text = "." * 100_000 + "x"

    assert sentences(text) == [text]
