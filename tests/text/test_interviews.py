"""Whose the turns of an interview are, labelled and not."""

from __future__ import annotations

from consult.text.interviews import interview_turns


def test_q_and_a() -> None:
    """What is labelled Q is the interviewer's, what is labelled A somebody's without a name."""
    turns = interview_turns(["Ann Lee is a vet.", "Q: Why?", "A: Because.", "Q: When?", "A: Now."])
    assert turns == {1: None, 2: "", 3: None, 4: ""}


def test_labels_with_names() -> None:
    """Who asks is known by the question marks, who answers by another label."""
    turns = interview_turns(
        ["HOST: Why is that?", "LEE: It was late.", "HOST: Who was late?", "LEE: Everybody."]
    )
    assert turns == {0: None, 1: "LEE", 2: None, 3: "LEE"}


def test_answers_in_quotation_marks() -> None:
    """Two questions that are each followed by words in quotation marks make an interview."""
    turns = interview_turns(["An introduction.", "Why?", "“Because.”", "Who pays?", "“You do.”"])
    assert turns == {1: None, 2: "", 3: None, 4: ""}


def test_an_article_is_no_interview() -> None:
    """One question, or a list of who said what, is none."""
    assert (
        interview_turns(["Ann Lee: “No.”", "Bob Roe: “Yes.”", "What now?", "“Wait,” he said."])
        == {}
    )


def test_questions_in_bold() -> None:
    """Answers follow questions in bold; after the last question one paragraph is an answer."""
    turns = interview_turns(
        ["Ann Lee is a vet.", "**Why?**", "I like it.", "**When?**", "We began in May.", "The end."]
    )
    assert turns == {1: None, 2: "", 3: None, 4: ""}


def test_questions_alone_in_their_paragraphs() -> None:
    """Three that stand alone, answered by somebody who says "I", make an interview."""
    lines = [
        "Ann Lee is a vet.",
        "Why?",
        "I like it.",
        "When?",
        "In May.",
        "Where?",
        "At my house.",
    ]
    assert interview_turns(lines) == {1: None, 2: "", 3: None, 4: "", 5: None, 6: ""}
    assert (
        interview_turns(["Who pays?", "Nobody knows.", "Why?", "It is late.", "When?", "Now."])
        == {}
    )
