"""Labels and numbers of questions in responses, and the answers that stand under them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.coding.numbered import Numbers
from consult.coding.told import Told

QUESTIONS = (
    "Do you agree that the mill pond should be opened for swimming? Please give your reasons.",
    "How should the footpath round the pond be lit at night, and who should pay for the lamps?",
    "What would make the playing field more useful to older people in the village?",
    "Which of the village's trees should be kept when the lane to the school is widened?",
)
NUMBERS = ("1", "2", "3", "4")


def told():
    return Told(QUESTIONS, [[number] for number in NUMBERS])


def answered(text):
    return [
        (one.questions, text[one.answer.start : one.answer.end]) for one in told().answered_in(text)
    ]


def labels(text, numbers=NUMBERS, others=()):
    found = Numbers([[number] for number in numbers], others).labels_in(text)
    return [one.questions for one in found]


@pytest.mark.parametrize(
    "label",
    [
        "Question 3",
        "Question 3:",
        "QUESTION 3.",
        "Q3",
        "Q3:",
        "Q.3 ",
        "Qu 3 -",
        "Question no. 3",
        "Question #3",
        "Question three",
        "**Question 3**",
        "Consultation question 3:",
        "Our response to question 3:",
        "Answer to Q3",
        "2.1 Question 3: the playing field",
        "[Question 3]",
        "Queson 3:",
        "Question 3a)",
        "Question 3(b)",
    ],
)
def test_a_label_at_the_beginning_of_a_line_leads_to_an_answer(label):
    """However it is written, with a title or a part, and where a ligature was lost."""
    assert answered(f"We are glad to reply.\n\n{label}\nBenches with arms.\n")[0][0] == (2,)


@pytest.mark.parametrize(
    "text",
    [
        "We said so in our answer to\nquestion 3. It is still true.",
        "As explained above, and again under\nQuestion 3 of this letter, we do not agree.",
        "Question 3 asks about the playing field, and we have no view.",
        "Question 3 ........................ 12",
        "Q3 2023 was a wet quarter.",
        "Our Question 3 is whether anybody has asked the ducks.",
        "Quarry 3: closed.",
        "Question 30: benches.",
    ],
)
def test_a_number_inside_a_sentence_or_a_table_of_contents_is_no_label(text):
    assert answered(text) == []


def test_titles_beside_labels_are_no_part_of_the_answers():
    text = (
        "Question 1: Swimming in the mill pond\nThe water is cold and deep there.\n"
        "Question 2: The footpath at night\nLamps on posts would do.\n"
        "Question 3: A bench, and soon\nWe are not getting younger.\n"
    )
    assert answered(text) == [
        ((0,), "The water is cold and deep there."),
        ((1,), "Lamps on posts would do."),
        ((2,), "A bench, and soon\nWe are not getting younger."),
    ]


def test_words_beside_one_label_alone_may_be_the_answer():
    text = "Question 1: no swimming\nThe water is cold.\nQuestion 2: lamps\n"
    assert answered(text)[0] == ((0,), "no swimming\nThe water is cold.")


def test_a_label_of_several_questions_leads_to_one_answer_for_all():
    assert labels("Questions 1 and 3\n") == [(0, 2)]
    assert labels("Questions 1, 2 & 4: lamps\n") == [(0, 1, 3)]
    assert labels("Q2-4\n") == [(1, 2, 3)]
    assert labels("Questions 1 to 3:\n") == [(0, 1, 2)]
    assert answered("Questions 2 and 3\nWe have no view on either.") == [
        ((1, 2), "We have no view on either.")
    ]


def test_a_part_with_a_number_of_its_own_is_that_question():
    assert labels("Question 2b:\n", numbers=("2", "2a", "2b")) == [(2,)]
    assert labels("Question 2c:\n", numbers=("2", "2a", "2b")) == [(0,)]


def test_a_number_of_what_is_not_answered_in_words_ends_an_answer():
    """A closed question's label leads to no answer in words, and to none of another question."""
    numbers = Numbers([["2"], ["3"]], others=["1", "2", "3"])
    text = "Question 2: Lamps are fine.\nQuestion 1: Yes.\nQuestion 3: Benches."
    assert [one.questions for one in numbers.labels_in(text)] == [(0,), (), (1,)]


def test_labels_that_mostly_name_no_question_are_a_numbering_of_its_own():
    text = "\n".join(f"Question {n}: We wonder about that." for n in (3, 14, 15, 16))
    assert labels(text) == []


def test_a_label_and_the_wording_under_it_lead_to_one_answer():
    text = f"Question 3 The playing field\n{QUESTIONS[2]}\nBenches with arms."
    assert answered(text) == [((2,), "Benches with arms.")]


def test_labels_over_the_wordings_of_other_questions_are_the_senders_own():
    text = (
        f"Question 1\n{QUESTIONS[2]}\nBenches with arms.\n"
        f"Question 2\n{QUESTIONS[3]}\nThe oak by the gate.\n"
    )
    assert [questions for questions, _ in answered(text)] == [(2,), (3,)]


def test_a_label_over_several_wordings_stands_for_all_that_have_no_answer_of_their_own():
    joint = f"Questions 3 and 4: outdoors\n{QUESTIONS[2]}\n{QUESTIONS[3]}\nBenches under the oak."
    assert answered(joint) == [((2, 3), "Benches under the oak.")]
    apart = (
        f"Questions 3 and 4: outdoors\n{QUESTIONS[2]}\nBenches.\nNew ones.\n{QUESTIONS[3]}\nAn oak."
    )
    assert answered(apart) == [((2,), "Benches.\nNew ones."), ((3,), "An oak.")]


def test_wordings_and_labels_part_each_others_answers():
    text = f"{QUESTIONS[0]}\nYes, in summer.\nQuestion 2: Low lanterns.\n{QUESTIONS[3]}\nThe oak."
    assert answered(text) == [
        ((0,), "Yes, in summer."),
        ((1,), "Low lanterns."),
        ((3,), "The oak."),
    ]


def test_the_last_of_a_list_of_questions_that_are_answered_below_has_no_answer_there():
    listed = "\n".join(QUESTIONS[:3])
    text = f"{listed}\nThe parish has asked us these.\n{QUESTIONS[0]}\nYes, in summer."
    assert answered(f"{text}\n{QUESTIONS[1]}\nLanterns it is.\n{QUESTIONS[2]}\nA bench.") == [
        ((0,), "Yes, in summer."),
        ((1,), "Lanterns it is."),
        ((2,), "A bench."),
    ]


def test_who_lists_all_questions_and_then_writes_a_letter_answers_none_of_them_there():
    listed = "\n".join(QUESTIONS)
    assert answered(f"{listed}\nDear parish, we have read all of this with interest.") == []


def test_a_question_left_open_before_one_that_is_answered_is_no_list():
    text = f"{QUESTIONS[0]}\n{QUESTIONS[1]}\nLow lanterns, please."
    assert answered(text) == [((1,), "Low lanterns, please.")]


def test_titles_after_labels_in_a_table_of_contents_are_no_answers():
    contents = "Question 1: Swimming in the pond 2\nQuestion 2: Light by night 3\n"
    text = f"{contents}\nQuestion 1: Swimming\nYes, in summer.\nQuestion 2: Light\nLow lanterns."
    assert [words.splitlines()[-1] for _, words in answered(text)] == [
        "Yes, in summer.",
        "Low lanterns.",
    ]


def test_a_line_with_two_wordings_is_both_of_them():
    """A cut wording reaches to the end of its line, but not over the next question's."""
    text = f"1. {QUESTIONS[0]} 2. {QUESTIONS[1]}\nLow lanterns would please the bats."
    assert answered(text) == [((1,), "Low lanterns would please the bats.")]


def counted(text):
    return [
        (one.questions, text[one.answer.start : one.answer.end]) for one in told().counted_in(text)
    ]


def test_one_word_with_a_full_stop_is_an_answer():
    """A page number or a stray title between two wordings is none."""
    text = f"{QUESTIONS[0]}\nYes.\n{QUESTIONS[1]}\n12\n{QUESTIONS[2]}\nHeath\n{QUESTIONS[3]}\nNo!"
    assert answered(text) == [((0,), "Yes."), ((3,), "No!")]


def test_plain_numbers_may_count_the_questions():
    """The row with most words is taken, not the list inside an answer."""
    long = "We have thought about this for a long while and came to no other view than that."
    text = f"1. Yes.\n{long}\n2. {long}\n1) one\n2) two\n3) three\n4. {long}"
    assert [questions for questions, _ in counted(text)] == [(0,), (1,), (3,)]


def test_plain_numbers_are_left_alone_where_the_questions_are_copied():
    text = "\n".join(f"{n}. {q}\nWe agree with it." for n, q in enumerate(QUESTIONS, start=1))
    assert counted(text) == []


def test_the_last_plain_number_does_not_hold_the_rest_of_a_letter():
    """A summary in numbered lines may stand before the letter proper."""
    text = "1. Yes, in summer.\n2. Low lanterns.\n3. New benches.\n4. " + "And this goes on. " * 99
    *first, (questions, last) = counted(text)
    assert [words for _, words in first] == ["Yes, in summer.", "Low lanterns.", "New benches."]
    assert questions == (3,)
    assert 0 < len(last) <= 2 * len("Yes, in summer.")


def test_thousands_of_labels_are_read_in_a_moment():
    """The marks of a text are few or they are no marks of answers."""
    found = told().answered_in("Question 1: well.\nQ2\n4. Yes, of course.\n" * 5_000)
    assert {one.questions for one in found} <= {(0,), (1,)}


def test_page_numbers_count_nothing():
    assert counted("First page\n1\nsecond page\n2\nthird page\n3\nlast page\n4\nend") == []


@given(
    st.text(), st.lists(st.sampled_from(["Question 1:", "Q2", "3. ", "4.", *QUESTIONS])), st.text()
)
def test_answers_are_trimmed_stand_in_order_and_never_overlap(before, marks, after):
    text = before + "\n".join(f"{mark}\n{after}" for mark in marks)
    for found in (told().answered_in(text), told().counted_in(text)):
        end = 0
        for one in found:
            assert end <= one.mark.start < one.mark.end <= one.answer.start < one.answer.end
            answer = text[one.answer.start : one.answer.end]
            assert answer == answer.strip()
            end = one.answer.end


LETTER = """The Ramblers of Upper Mallow

{before}

1. Yes. The pond is clean and the village has nowhere else to swim.

2. The lamps should be low, and the parish should pay.

3. No. Older people have a club of their own already.

4. No comment.
"""


@pytest.mark.parametrize(
    "before",
    [
        "We write as walkers.",
        "Our numbering follows that of the questions in the paper.",
        "The numbers below are those of your questions.",
    ],
)
def test_numbers_over_a_yes_or_a_no_are_those_of_the_questions(before):
    found = answered(LETTER.format(before=before))
    assert [questions for questions, _ in found] == [(0,), (1,), (2,), (3,)]


def test_numbers_of_demands_count_nothing():
    text = LETTER.format(before="We ask for four things.").replace("Yes.", "Now.")
    text = text.replace("No.", "Later.").replace("No comment", "And soon")
    assert answered(text) == []
    assert len(told().counted_in(text)) == 4


def test_what_says_that_it_follows_the_questions_does_so():
    text = LETTER.format(before="Our numbering follows that of the questions in the paper.")
    text = text.replace("Yes.", "Now.").replace("No.", "Later.").replace("No comment", "And soon")
    assert [questions for questions, _ in answered(text)] == [(0,), (1,), (2,), (3,)]


def test_the_first_cell_of_a_row_may_count_the_questions():
    rows = "Question | Answer\n1 | Agree. It is clean.\n2 | Low lamps.\n3 | No.\n4 | We disagree."
    assert [questions for questions, _ in answered(rows)] == [(0,), (1,), (2,), (3,)]


@pytest.mark.parametrize("style", ["{}.", "{})", "({})"])
def test_numbers_that_a_reader_took_off_count_as_they_stood(style):
    """Mixed with those that it left in the text, where they are of one style."""
    said = ["Yes. It is clean.", "Low lamps.", "No. They have a club.", "No comment at all."]
    text = "\n\n".join((*said[:2], f"{style.format(3)} {said[2]}", said[3]))
    items = [(text.index(said[n]), style.format(n + 1)) for n in (0, 1, 3)]
    found = told().answered_in(text, items)
    assert [one.questions for one in found] == [(0,), (1,), (2,), (3,)]
    assert [text[one.answer.start : one.answer.end] for one in found] == said


def test_cells_that_hold_nothing_but_a_number_count():
    said = ["The Anglers’ Club agrees, on the whole.", "Low lamps.", "No, never.", "Yes, all."]
    text = "Question | Answer\n\n" + "\n\n".join(f"{n}\n\n{s}" for n, s in enumerate(said, 1))
    items = [(text.index(f"\n\n{n}\n") + 2, f"{n}|") for n in range(1, 5)]
    found = told().answered_in(text, items)
    assert [text[one.answer.start : one.answer.end] for one in found] == said
