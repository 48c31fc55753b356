"""Sentences of a segment, for cutting quotes."""

from hypothesis import given
from hypothesis import strategies as st

from consult.analysis.sentences import sentence_spans


def sentences(text):
    return [text[s.start : s.end] for s in sentence_spans(text)]


def test_stops_question_marks_and_closing_quotes_end_sentences():
    text = "It is late. Why? “Because it is.” Then go!"

    assert sentences(text) == ["It is late.", "Why?", "“Because it is.”", "Then go!"]


def test_abbreviations_initials_and_decimals_end_nothing():
    text = "Dr. Pell saw 3.5 buses, e.g. the red one. J. Rook agreed."

    assert sentences(text) == ["Dr. Pell saw 3.5 buses, e.g. the red one.", "J. Rook agreed."]


def test_a_title_with_a_question_mark_and_a_year_ends_nothing():
    text = "As said in What Are Streets For? 2021, we want trees. In 2022. 2023 came."

    assert sentences(text)[0] == "As said in What Are Streets For? 2021, we want trees."


@given(st.text(alphabet=st.sampled_from("Aab.?! \n”’é"), max_size=80))
def test_sentences_hold_every_word_in_order(text):
    joined = "".join(sentences(text))

    assert "".join(joined.split()) == "".join(text.split())
