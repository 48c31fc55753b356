"""Assignment to questions: evidence, none as an answer, forms, headings, order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.coding.assign import (
    AssignOptions,
    QuestionProfile,
    assign,
    question_texts,
)
from consult.coding.assignable import NOTHING, Named, Segments, long_sentences
from consult.coding.evidence import (
    Texts,
    Usual,
    by_sentences,
    centred,
    first_of_each,
    shared_in_group,
)
from consult.coding.headings import chapter_match, introduces, question_match
from consult.coding.passages import overview_chapters
from tests.coding.word_vectors import encode

QUESTIONS = (
    QuestionProfile(
        id="q1",
        number="1",
        chapter_id="buses",
        chapter_title="Getting about",
        text="How should bus routes and fares change?",
    ),
    QuestionProfile(
        id="q2",
        number="2",
        chapter_id="parks",
        chapter_title="Green places",
        text="What would make parks and playgrounds safer?",
    ),
    QuestionProfile(
        id="q3",
        number="3",
        chapter_id="parks",
        chapter_title="Green places",
        text="Should allotments be offered to more residents?",
    ),
)
PASSAGES = {
    "buses": [
        "Timetables are thin after seven in the evening and on Sundays.",
        "A single ticket costs more than in the neighbouring county.",
        "Drivers are hard to recruit and journeys are cancelled.",
        "The depot is old and the vehicles burn diesel.",
    ],
    "parks": [
        "Lighting along the footpaths has not been renewed for twenty years.",
        "Swings and slides are checked once a month by wardens.",
        "Plots for growing vegetables have a waiting list of four years.",
        "Gardeners share sheds and water with their neighbours.",
    ],
}
TEXTS = [
    "Bus fares should be lower and routes should reach the villages.",
    "Parks need lighting so that playgrounds are safer at night.",
    "Allotments should be offered to residents in flats first.",
    "My grandmother was born in this county and baked excellent bread.",
    "A ticket costs too much and timetables are thin on Sundays.",
]


def _assign(texts, *, passages=PASSAGES, options=None, **columns):
    return assign(
        Segments(texts=texts, vectors=encode(texts), **columns),
        QUESTIONS,
        encode(question_texts(QUESTIONS, passages)),
        passages=passages,
        options=options,
    )


def _questions_of(found, index):
    return [QUESTIONS[a.question_index].id for a in found if a.segment_index == index]


def test_a_text_goes_to_the_question_that_it_speaks_to():
    found = _assign(TEXTS)
    assert [_questions_of(found, i)[:1] for i in range(3)] == [["q1"], ["q2"], ["q3"]]


def test_what_speaks_to_no_question_is_assigned_to_none():
    assert _questions_of(_assign(TEXTS), 3) == []


def test_a_passage_of_the_paper_leads_to_its_chapters_question():
    """The fifth text shares no word with the question, only with the pages before it."""
    assert "q1" in _questions_of(_assign(TEXTS), 4)


def test_one_text_alone_is_assigned_as_well():
    """There is nothing to centre by but the questions themselves."""
    for text, question in zip(TEXTS[:3], ("q1", "q2", "q3"), strict=True):
        assert question in _questions_of(_assign([text]), 0)
    assert _assign([TEXTS[3]]) == ()


def test_nothing_in_nothing_out():
    assert _assign([]) == ()
    assert assign(Segments(texts=["x"], vectors=encode(["x"])), [], encode([])) == ()


def test_a_form_answer_keeps_its_question_whatever_it_says():
    found = _assign([TEXTS[0], "Yes."], form_questions=["q2", "q3"])
    assert [(a.coder, a.score) for a in found if a.question_index == 1] == [("form", 1.0)]
    assert _questions_of(found, 1) == ["q3"]


def _under(by, *questions):
    return Named(questions=questions, by=by)


def test_what_stands_after_a_wording_keeps_its_question_whatever_it_says():
    found = _assign([TEXTS[0], "Yes."], named=[_under("wording", "q2"), _under("label", "q3")])
    assert [(a.coder, a.score) for a in found if a.question_index == 1] == [("wording", 1.0)]
    assert [(a.segment_index, a.coder) for a in found if a.question_index == 2] == [(1, "label")]


def test_what_stands_under_several_questions_answers_all_of_them():
    found = _assign(["Yes."], named=[_under("label", "q3", "q1")])
    assert [(QUESTIONS[a.question_index].id, a.score) for a in found] == [("q1", 1.0), ("q3", 1.0)]


def test_a_form_comes_before_a_wording():
    found = _assign(["Yes."], form_questions=["q2"], named=[_under("wording", "q3")])
    assert [(QUESTIONS[a.question_index].id, a.coder) for a in found] == [("q2", "form")]


@pytest.mark.parametrize(("order", "believed"), [((0, 1, 2), True), ((1, 2, 0), False)])
def test_plain_numbers_are_believed_where_the_words_agree(order, believed):
    """One text says nothing by itself; the others show whether the numbers are the questions'."""
    texts = [*(TEXTS[i] for i in order), "Yes, of course."]
    counted = [_under("number", q) for q in ("q1", "q2", "q3", "q3")]
    found = _assign(texts, documents=["d"] * 4, counted=counted)
    assert ([a.coder for a in found] == ["number"] * 4) is believed
    assert (_questions_of(found, 3) == ["q3"]) is believed


def test_plain_numbers_of_one_document_say_nothing_of_another():
    texts = [*TEXTS[:3], "Yes, of course."]
    counted = [*(_under("number", q) for q in ("q1", "q2", "q3")), _under("number", "q3")]
    found = _assign(texts, documents=["d", "d", "d", "e"], counted=counted)
    assert _questions_of(found, 3) == []


def test_two_numbers_are_too_few_to_agree():
    counted = [_under("number", "q1"), _under("number", "q2"), NOTHING]
    found = _assign([*TEXTS[:2], TEXTS[3]], documents=["d"] * 3, counted=counted)
    assert "number" not in {a.coder for a in found}


def test_a_form_answer_gets_another_question_only_by_a_clear_margin():
    near = _assign(TEXTS, form_questions=["q1", "q2", "q3", "q1", "q1"])
    assert all(a.coder == "form" for a in near)
    astray = _assign(
        [TEXTS[0], *TEXTS[1:]],
        form_questions=["q3", None, None, None, None],
        options=AssignOptions(form_margin=0.5),
    )
    assert _questions_of(astray, 0) == ["q3", "q1"]


def test_a_few_words_in_a_form_answer_no_other_question():
    found = _assign(
        ["Bus fares and routes.", *TEXTS[1:]],
        form_questions=["q3", None, None, None, None],
        options=AssignOptions(form_margin=0.5),
    )
    assert _questions_of(found, 0) == ["q3"]


def test_a_heading_that_repeats_a_question_decides():
    text = ["People of my age have waited long enough for this."]
    assert _assign(text) == ()
    found = _assign(
        [*text, *TEXTS], contexts=["Should allotments be offered to more residents?", *[""] * 5]
    )
    assert _questions_of(found, 0) == ["q3"]
    assert found[0].coder == "heading"


def test_words_overrule_the_chapter_heading_over_them():
    found = _assign(TEXTS, contexts=["Green places", *[""] * 4])
    assert _questions_of(found, 0) == ["q1"]


def test_a_presentation_of_the_author_needs_far_more():
    opening = "We welcome the opportunity to respond on bus routes and fares."
    assert _questions_of(_assign([opening, *TEXTS]), 0) == []
    assert _questions_of(_assign([opening.split("respond on ")[1], *TEXTS]), 0) == ["q1"]


def test_sentences_of_a_paragraph_are_read_together():
    vague = "That would help us all a great deal."
    alone = _assign([vague, *TEXTS])
    together = _assign([vague, *TEXTS], paragraphs=["p", "p", "b", "c", "d", "e"])
    assert _questions_of(alone, 0) == []
    assert _questions_of(together, 0) == ["q1"]


def test_vectors_that_do_not_match_the_question_texts_are_refused():
    with pytest.raises(ValueError, match="vectors"):
        assign(
            Segments(texts=TEXTS, vectors=encode(TEXTS)), QUESTIONS, encode(["one"]), passages={}
        )


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(TEXTS))), st.booleans())
def test_the_order_of_the_texts_changes_nothing(order, grouped):
    paragraphs = [f"p{i % 3}" for i in range(len(TEXTS))] if grouped else ()
    plain = _assign(TEXTS, paragraphs=paragraphs)
    shuffled = _assign(
        [TEXTS[i] for i in order], paragraphs=[paragraphs[i] for i in order] if grouped else ()
    )
    back = sorted(
        (replace(a, segment_index=order[a.segment_index]) for a in shuffled),
        key=lambda a: (a.segment_index, a.coder != "form", -a.score, a.question_index),
    )
    assert tuple(back) == plain


def test_scores_stay_between_a_half_and_one():
    assert all(0.5 <= a.score <= 1 for a in _assign(TEXTS))


def test_centring_takes_off_what_is_usual_for_a_column():
    """A column in which everything is high says as little as one in which everything is low."""
    values = np.array([[0.9, 0.1], [0.9, 0.1], [0.9, 0.5]] * 30, dtype=np.float32)
    scores = centred(
        values, np.eye(2, dtype=np.float32), Usual(mean=0.5, deviation=0.2), [True] * 90
    )
    assert abs(scores[0, 0]) < 1
    assert scores[2, 1] > 1 > scores[0, 1]


def test_equal_texts_and_known_ones_set_the_scale_once_or_never():
    assert first_of_each(["a", "a", "b", "c"], [False, False, True, False]) == [
        True,
        False,
        False,
        True,
    ]


def test_a_group_shares_its_weighted_mean():
    scores = np.array([[0.0], [3.0], [9.0]], dtype=np.float32)
    mixed = shared_in_group(scores, ["p", "p", "q"], [1, 2, 1], 0.5)
    assert mixed[:, 0].tolist() == [1.0, 2.5, 9.0]


def test_headings_match_titles_questions_and_numbers():
    contexts = ["Our views\nGreen places", "Question 2", "Q3: allotments", "Getting around"]
    titles = chapter_match(contexts, ["Getting about", "Green places", ""])
    assert titles[0].tolist() == [0, 1, 0]
    numbered = question_match(contexts, [q.text for q in QUESTIONS], ["1", "2", "3"])
    assert numbered[1].tolist() == [0, 1, 0]
    assert numbered[2].tolist() == [0, 0, 1]


def test_a_number_that_two_questions_share_says_nothing():
    numbered = question_match(["Question 1"], ["First?", "Second?"], ["1", "1"])
    assert not numbered.any()


@pytest.mark.parametrize(
    ("context", "text", "expected"),
    [
        ("Introduction", "Anything at all.", True),
        ("Our answers\nAbout us", "Anything at all.", True),
        ("Introduction\nFares", "Fares should fall.", False),
        ("", "Wheels for All is a national charity for disabled cyclists.", True),
        ("", "Thank you for the opportunity to comment.", True),
        ("", "The park is a place for everyone.", False),
    ],
)
def test_presentations_are_told_by_heading_or_words(context, text, expected):
    assert introduces(context, text) is expected


def test_a_chapter_that_resembles_all_others_is_an_overview():
    """Half of its passages lie nearer to one chapter, half to the other, than to each other."""
    rng = np.random.default_rng(7)
    axes = np.eye(8)
    rows = [
        *(axes[0] + 0.1 * rng.normal(size=8) for _ in range(6)),
        *(axes[1] + 0.1 * rng.normal(size=8) for _ in range(6)),
        *(axes[i % 2] + 0.6 * axes[2 + i % 6] for i in range(8)),
    ]
    vectors = np.stack([row / np.linalg.norm(row) for row in rows]).astype(np.float32)
    chapters = ["b"] * 6 + ["p"] * 6 + ["summary"] * 8
    assert overview_chapters(vectors, chapters) == {"summary"}
    assert overview_chapters(vectors[:6], chapters[:6]) == frozenset()


def test_sentences_of_long_texts_are_read_by_themselves():
    """A short text is whole; a long one is cut where its sentences end, each with its index."""
    long = "The first thing to say is this one. " * 10
    sentences, owners = long_sentences(["Short. And sweet.", long.strip()])
    assert len(sentences) == 10
    assert owners == [1] * 10


def test_the_nearest_sentence_counts_beside_the_others():
    """One sentence on the question outweighs what the whole resembles; none changes nothing."""
    columns = Texts(texts=["q"], vectors=np.array([[1.0, 0.0]], dtype=np.float32))
    whole = np.array([[0.6, 0.8], [0.6, 0.8]], dtype=np.float32)
    parts = np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32)
    rows = Texts(texts=["a", "b"], vectors=whole, sentences=parts, owners=[1, 1])
    plain, soft = by_sentences(rows, columns)[:, 0].tolist()
    assert plain == pytest.approx(0.6)
    assert 0.9 < soft < 1.0
