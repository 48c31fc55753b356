"""Claims of a paper and restated questions, tied to the questions they bear on."""

from __future__ import annotations

import numpy as np

from consult.coding.paper import PaperOutline, extract_questions
from consult.coding.propositions import propose_propositions
from consult.domain.consultation import Proposition
from consult.domain.document import Document, Role
from tests.builders import make_document
from tests.coding.sentences import split_sentences

PAPER = (
    "# Executive summary",
    "We want to hear from you about parks. Litter in the ponds is harmful to birds (!!!)",
    "# Chapter 1: Parks",
    "Parks are not mown often enough in summer. We will consider mowing in the next stage of the "
    "review. In a survey of 200 people, 41% said that they visit parks (Smith, 2021). "
    "Where would we be without them?",
    "One in three park keepers never works outdoors. This is a waste of their skills.",
    "??? The budget for mowing parks must rise (???) by half.",
    "# Questions",
    "How often should parks be mown in summer?",
    "How should park keepers spend their time outdoors?",
    "# Chapter 2: Ponds",
    "Ponds should be dredged before birds return. They are brown. Volunteers must not be asked to "
    "dredge ponds without training.",
    "# Questions",
    "How should ponds be kept clean for birds?",
    "Question 4: Should volunteers dredge ponds?",
    "- Yes",
    "- No",
    "Please explain your answer.",
)


def proposed(*paragraphs: str) -> tuple[Document, PaperOutline, tuple[Proposition, ...]]:
    document = make_document(*paragraphs, name="paper", role=Role.PAPER, respondent_id=None)
    found = extract_questions(document)
    return document, found, propose_propositions(document, found, sentences=split_sentences)


def texts_of(propositions: tuple[Proposition, ...], question_id: str) -> list[str]:
    return [p.text for p in propositions if question_id in p.question_ids]


def test_claims_stand_under_the_question_they_bear_on() -> None:
    """Judgements and demands go to the nearest question of their own chapter."""
    _, _, propositions = proposed(*PAPER)
    assert "Parks are not mown often enough in summer." in texts_of(propositions, "q1")
    assert "Ponds should be dredged before birds return." in texts_of(propositions, "q3")


def test_a_verdict_is_joined_to_what_it_judges() -> None:
    """This is a waste of … reads on its own once it holds the fact before it."""
    document, _, propositions = proposed(*PAPER)
    found = next(p for p in propositions if "waste" in p.text)
    assert found.text == (
        "One in three park keepers never works outdoors; this is a waste of their skills."
    )
    assert found.start is not None
    assert document.text[found.start : found.end].startswith("One in three")


def test_a_claim_of_the_summary_may_serve_any_chapter() -> None:
    """What stands before the chapters finds its chapter by its words; its mark is left out."""
    document, _, propositions = proposed(*PAPER)
    found = next(p for p in propositions if "Litter" in p.text)
    assert found.question_ids == ("q3",)
    assert found.text == "Litter in the ponds is harmful to birds."
    assert found.start is not None
    assert document.text[found.start : found.end] == "Litter in the ponds is harmful to birds"


def test_intentions_statistics_marks_and_hanging_sentences_are_no_claims() -> None:
    """Nobody agrees or disagrees with what a review will do, counted, or left hanging."""
    _, _, propositions = proposed(*PAPER)
    words = " ".join(p.text for p in propositions)
    for absent in ("will consider", "41%", "They are brown", "must rise", "hear from you", "?"):
        assert absent not in words


def test_a_closed_question_has_its_restatement_only_shared_with_its_reasons() -> None:
    """Options speak to the question alone, so no claim stands under it."""
    _, found, propositions = proposed(*PAPER)
    closed, why = found.questions[3], found.questions[4]
    assert closed.paired_with == why.id
    assert [p.question_ids for p in propositions if closed.id in p.question_ids] == [
        (closed.id, why.id)
    ]
    assert texts_of(propositions, why.id) == ["Volunteers should dredge ponds."]


def test_ids_and_spans_are_set_and_stable() -> None:
    """The same paper gives the same propositions, claims with document and span."""
    document, _, propositions = proposed(*PAPER)
    assert propositions == proposed(*PAPER)[2]
    assert len({p.id for p in propositions}) == len(propositions)
    for proposition in propositions:
        if proposition.start is not None:
            assert proposition.document_id == document.id
            assert 0 <= proposition.start < (proposition.end or 0) <= len(document.text)


def test_dense_similarity_is_mixed_in() -> None:
    """Vectors that tie a claim to another question of its chapter can move it there."""
    document = make_document(*PAPER, name="paper", role=Role.PAPER, respondent_id=None)
    found = extract_questions(document)

    def similarity(claims: list[str], questions: list[str]) -> np.ndarray:
        return np.array(
            [[("mown" in c) * (1.0 if "keepers" in q else -1.0) for q in questions] for c in claims]
        )

    moved = propose_propositions(document, found, sentences=split_sentences, similarity=similarity)
    assert "Parks are not mown often enough in summer." in texts_of(moved, "q2")


def test_a_paper_without_claims_or_questions_gives_none() -> None:
    """An open question may have none, and nothing is invented."""
    assert proposed("# Questions", "What is a park for?")[2] == ()
    assert proposed("Parks should be mown.")[2] == ()


def test_what_the_authors_hold_is_said_without_them() -> None:
    """Who agrees holds that ponds should be fenced, and not that "we" think so."""
    _, _, propositions = proposed(
        "# Chapter 1: Ponds",
        "We think that every pond should be fenced before birds return. "
        "We therefore propose that pond keepers must be trained to swim.",
        "# Questions",
        "How should ponds be fenced for birds?",
        "How should pond keepers be trained to swim?",
    )
    said = {p.text for p in propositions}
    assert "Every pond should be fenced before birds return." in said
    assert "Pond keepers must be trained to swim." in said
