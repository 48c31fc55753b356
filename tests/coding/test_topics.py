"""Headings in a writer's own words: which question's matter they name, and which say nothing."""

from __future__ import annotations

import numpy as np
import pytest

from consult.coding.assign import QuestionProfile, assign, question_texts
from consult.coding.assignable import Segments
from consult.coding.evidence import Texts
from consult.coding.topics import by_topic, run_in, topic
from tests.coding.word_vectors import encode

ASKED = (
    "Should night buses run until three in the morning?",
    "Should parking permits cost more for a second car?",
    "What would make playgrounds safer?",
)
PROFILES = [
    QuestionProfile(id=f"q{index}", text=text, chapter_id=f"c{index}", chapter_title=title)
    for index, (text, title) in enumerate(zip(ASKED, ("Evenings", "Streets", "Play"), strict=True))
]
VAGUE = "We have no view on any of this, for our members differ."


def _named(*headings: str, documents: list[str] | None = None) -> np.ndarray:
    return by_topic(
        headings,
        encode(headings),
        documents or ["d"] * len(headings),
        Texts(texts=ASKED, vectors=encode(ASKED)),
        ASKED,
    )


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        ("Our response\n3. Parking permits", "Parking permits"),
        ("2.1 Night buses:", "Night buses"),
        ("Introduction", ""),
        ("About us", ""),
        ("20 mph", "20 mph"),
        ("", ""),
        ("A heading that runs on for so long that it is a sentence and no topic at all", ""),
    ],
)
def test_the_innermost_heading_is_the_topic(context, expected):
    assert topic(context) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Night buses: we fully support this. Drivers agree.", "Night buses"),
        ("Parking – a good idea.", "Parking"),
        (
            "Parking permits in town - no comment, save that they are dear.",
            "Parking permits in town",
        ),
        ("We have waited for years and years: now it comes.", ""),
        ("The bus at 10:30 is late.", ""),
        ("Night-time buses are late.", ""),
        ("buses: late", ""),
        ("One driver told us: the buses are full.", ""),
        ("", ""),
    ],
)
def test_the_words_before_a_first_colon_are_the_topic_of_a_paragraph(paragraph, expected):
    assert run_in(paragraph) == expected


def test_a_topic_names_the_question_whose_words_it_shares():
    scores = _named("Parking permits", "Night buses", "Playgrounds")
    assert scores.argmax(axis=1).tolist() == [1, 0, 2]
    assert (scores.max(axis=1) > 0).all()


def test_a_topic_speaks_for_one_question_and_never_against_another():
    scores = _named("Parking permits", "Night buses")
    assert (scores >= 0).all()
    assert (scores > 0).sum(axis=1).tolist() == [1, 1]


@pytest.mark.parametrize("heading", ["Next steps", "Parking at the hospital and the station"])
def test_a_heading_of_mostly_other_words_says_nothing(heading):
    assert not _named(heading, "Night buses")[0].any()


def test_under_a_single_heading_stands_everything():
    """It is the title, whatever it names."""
    assert not _named("Parking permits", "Parking permits").any()


def test_topics_of_another_document_do_not_make_a_title_a_topic():
    assert not _named("Parking permits", "Night buses", documents=["a", "b"]).any()


def _assigned(contexts: list[str]) -> list[int]:
    texts = [f"{VAGUE} {place}" for place in range(len(contexts))]
    found = assign(
        Segments(
            texts=texts,
            vectors=encode(texts),
            contexts=contexts,
            documents=["d"] * len(texts),
            topics=[topic(context) for context in contexts],
            topic_vectors=encode([topic(context) for context in contexts]),
        ),
        PROFILES,
        encode(question_texts(PROFILES, {})),
    )
    return [a.question_index for a in found]


def test_words_that_fit_any_question_go_where_their_heading_points():
    assert _assigned(["Night buses", "Parking permits"]) == [0, 1]
    assert _assigned(["Greetings", "Farewell"]) == []


def test_the_title_of_a_chapter_with_one_question_names_it():
    assert _assigned(["Streets", "Farewell"]) == [1]
