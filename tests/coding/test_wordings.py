"""Wordings that responses repeat, and the answers that stand after them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from consult.coding.wordings import Wordings

QUESTIONS = (
    "Do you agree that the mill pond should be opened for swimming? Please give your reasons.",
    "How should the footpath round the pond be lit at night, and who should pay for the lamps?",
    "What would make the playing field more useful to older people in the village?",
)
LETTER = """Dear councillors,

We are glad to reply.

Question 1: Do you agree that the mill pond should be opened for swimming? Please give your
reasons.
Yes. Children swim there anyway, and a lifeguard would make it safe.

Q2. How should the foot path round the pond be lit at night, and who should pay for the lamps?
Low lanterns, paid for by the parish.

3) What would make the playing field more useful to older people in the village?
Benches with arms.
"""


def found(text):
    return [
        (*one.questions, text[one.answer.start : one.answer.end])
        for one in Wordings(QUESTIONS).answered_in(text)
    ]


def test_what_stands_between_wordings_answers_the_first_of_them():
    """Line breaks, labels and a split word make no difference, and labels are nobody's answer."""
    assert found(LETTER) == [
        (0, "Yes. Children swim there anyway, and a lifeguard would make it safe."),
        (1, "Low lanterns, paid for by the parish."),
        (2, "Benches with arms."),
    ]


def test_a_list_of_questions_holds_no_answers():
    assert found("\n".join(f"{n}. {text}" for n, text in enumerate(QUESTIONS, 1))) == []


def test_an_echo_inside_a_sentence_is_no_wording():
    """*We agree that …* says the question's words without putting the question."""
    echo = "We do agree that the mill pond should be opened for swimming, please give us a ladder."
    assert found(echo) == []


def test_the_first_sentence_alone_tells_a_question():
    letter = "Do you agree that the mill pond should be opened for swimming?\nNo, never at all."
    assert found(letter) == [(0, "No, never at all.")]


def test_a_numbered_line_that_was_cut_tells_a_question():
    """As text of two columns does: the rest of the wording is lost among other lines."""
    letter = "2. How should the footpath round the pond be lit\nLow lanterns would please the bats."
    assert found(letter) == [(1, "Low lanterns would please the bats.")]


def test_parts_of_one_question_answered_apart_are_one_answer():
    letter = (
        "Do you agree that the mill pond should be opened for swimming?\nYes, we do.\n"
        "Please give your reasons.\nBecause it is hot.\n\n"
        "What would make the playing field more useful to older people in the village?\nA bench."
    )
    questions = (
        "Do you agree that the mill pond should be opened for swimming? "
        "Please set out all of your reasons in this box.",
        QUESTIONS[2],
    )
    letter = letter.replace("give your reasons", "set out all of your reasons in this box")
    answers = Wordings(questions).answered_in(letter)
    assert [one.questions for one in answers] == [(0,), (1,)]
    assert letter[answers[0].answer.start : answers[0].answer.end].endswith("Because it is hot.")


def test_sentences_that_two_questions_share_tell_neither():
    both = (
        "Should the pond be deeper? Please explain your answer in full.",
        "Should the pond be wider? Please explain your answer in full.",
    )
    assert Wordings(both).answered_in("Please explain your answer in full.\nIt is fine.") == ()


def test_a_title_over_the_next_question_is_no_part_of_an_answer():
    letter = (
        f"{QUESTIONS[1]}\nLow lanterns, which the parish pays for.\nGreen places\n"
        f"3. {QUESTIONS[2]}\nBenches with arms."
    )
    assert found(letter)[0] == (1, "Low lanterns, which the parish pays for.")


@given(st.text(), st.lists(st.sampled_from(QUESTIONS), max_size=4), st.text())
def test_answers_are_trimmed_stand_in_order_and_never_overlap(before, wordings, after):
    text = before + "\n".join(f"{wording}\n{after}" for wording in wordings)
    end = 0
    for one in Wordings(QUESTIONS).answered_in(text):
        assert end <= one.mark.start < one.mark.end <= one.answer.start < one.answer.end
        answer = text[one.answer.start : one.answer.end]
        assert answer == answer.strip()
        end = one.answer.end
