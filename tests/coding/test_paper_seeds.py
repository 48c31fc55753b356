"""The real paper: its questions, chapters, and claims that an analyst would accept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from consult.coding.paper import PaperOutline, extract_questions
from consult.coding.propositions import propose_propositions
from consult.domain.consultation import Proposition, QuestionKind
from consult.domain.document import Document, Role
from consult.intake.readers.plain import read_plain
from tests.coding.sentences import split_sentences

pytestmark = pytest.mark.seeds


@pytest.fixture(scope="module")
def paper(seeds: Path) -> Document:
    file = seeds / "case-for-change-abridged.txt"
    part = read_plain(file.read_bytes(), name=file.name).parts[0]
    return Document(
        id="doc_paper",
        item_id="item_paper",
        respondent_id=None,
        role=Role.PAPER,
        media_type=part.media_type,
        reader=part.reader,
        text=part.text,
        blocks=part.blocks,
    )


@pytest.fixture(scope="module")
def outline(paper: Document) -> PaperOutline:
    return extract_questions(paper)


@pytest.fixture(scope="module")
def propositions(paper: Document, outline: PaperOutline) -> tuple[Proposition, ...]:
    return propose_propositions(paper, outline, sentences=split_sentences)


def test_sixteen_questions_in_five_groups(outline: PaperOutline) -> None:
    """1, 4, 4, 3 and 4 questions, all open, numbered by chapter."""
    counts = [sum(q.chapter_id == c.id for q in outline.questions) for c in outline.chapters]
    assert counts == [1, 4, 4, 3, 4]
    assert {q.kind for q in outline.questions} == {QuestionKind.OPEN}
    assert outline.questions[6].number == "3.2"


def test_titles_only_where_the_paper_has_them(outline: PaperOutline) -> None:
    """Three chapters are named; the first two groups are not."""
    assert [c.number for c in outline.chapters] == ["1", "2", "3", "4", "5"]
    assert [c.title is not None for c in outline.chapters] == [False, False, True, True, True]


def test_no_annotators_marks_in_propositions(
    paper: Document, propositions: tuple[Proposition, ...]
) -> None:
    """Neither the words nor the span of a claim hold the marks of whoever abridged the paper."""
    for proposition in propositions:
        assert not re.search(r"[!?]{3}", proposition.text)
        if proposition.start is not None:
            assert not re.search(r"[!?]{3}", paper.text[proposition.start : proposition.end])


def test_claims_are_whole_and_few(propositions: tuple[Proposition, ...]) -> None:
    """At most three a question, each a capitalised sentence of the paper's own words."""
    for proposition in propositions:
        assert proposition.text[0].isupper() or proposition.text[0] in "“‘"
        assert proposition.text.endswith((".", "!"))
    about = [question_id for p in propositions for question_id in p.question_ids]
    assert max(about.count(question_id) for question_id in about) <= 3


@pytest.mark.parametrize(
    ("question_id", "stems"),
    [
        ("q3", "tension"),
        ("q4", "impeded"),
        ("q8", "kinship"),
        ("q10", "broken"),
        ("q13", "national"),
        ("q14", "misuse"),
        ("q16", "spend"),
    ],
)
def test_what_people_disagree_on_is_proposed(
    propositions: tuple[Proposition, ...], question_id: str, stems: str
) -> None:
    """The contested claims of the paper stand under the questions that they bear on."""
    texts = [p.text for p in propositions if question_id in p.question_ids]
    assert any(stems in text for text in texts)
