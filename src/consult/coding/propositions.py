"""What people can agree or disagree with: claims of the paper and questions said as statements."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from consult.coding.claims import Claim, Sentences, find_claims
from consult.coding.paper import PaperOutline
from consult.coding.restate import restate_question
from consult.domain.consultation import Proposition, Question, QuestionKind
from consult.domain.document import BlockKind, Document
from consult.domain.ids import make_id

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Matrix = npt.NDArray[np.float64]

Similarity = Callable[[list[str], list[str]], "Matrix"]

_MOST_PER_QUESTION = 3
_LEAST_RELEVANCE = 0.8
_REDUNDANT = 0.4
_SHARED_STEMS = 0.6
_PARAGRAPH_WEIGHT = 0.4
_CHAPTER_WEIGHT = 0.8
_STRENGTH_WEIGHT = 0.5
_BACKGROUND = 250


def propose_propositions(
    paper: Document,
    outline: PaperOutline,
    *,
    sentences: Sentences,
    similarity: Similarity | None = None,
) -> tuple[Proposition, ...]:
    """Return propositions in the order of their questions, claims of the paper by span.

    A yes/no question becomes one by restatement, shared with the open question that asks for
    its reasons. Open questions get up to three claims of their chapter (of any chapter, for
    claims of a summary at the front) that come nearest by words and characters, mixed with
    ``similarity`` (cosines of shape (sentences, questions)) when it is given; near-repetitions are
    left out. An open question may have none. Closed questions get no claims, since their
    options speak to the question alone.
    """
    restated = _restated(outline.questions)
    skip = frozenset(index for blocks in outline.question_blocks for index in blocks)
    claims = find_claims(paper, skip, sentences)
    chosen: dict[int, list[Claim]] = {}
    if claims:
        background = _background(paper, skip, sentences)
        relevance, alike = _evidence(paper, outline, claims, background, similarity)
        chosen = _choose(outline, claims, restated, relevance, alike)
    propositions: dict[str, Proposition] = {}
    for position, question in enumerate(outline.questions):
        if question.id in restated:
            proposition = restated[question.id]
            propositions.setdefault(proposition.id, proposition)
        for claim in chosen.get(position, ()):
            proposition = _of_claim(paper, question, claim)
            propositions.setdefault(proposition.id, proposition)
    return tuple(propositions.values())


def _restated(questions: Sequence[Question]) -> dict[str, Proposition]:
    """Return the restated propositions by question id, those of a pair under both."""
    restated: dict[str, Proposition] = {}
    for question in questions:
        if question.kind is QuestionKind.DEMOGRAPHIC or question.id in restated:
            continue
        text = restate_question(question.text)
        if text is None:
            continue
        about: tuple[str, ...] = (question.id,)
        if question.kind is QuestionKind.CLOSED and question.paired_with:
            about = (question.id, question.paired_with)
        proposition = Proposition(
            id=make_id("prop", text, *about),
            chapter_id=question.chapter_id,
            question_ids=about,
            text=text,
        )
        restated.update(dict.fromkeys(about, proposition))
    return restated


def _of_claim(paper: Document, question: Question, claim: Claim) -> Proposition:
    return Proposition(
        id=make_id("prop", claim.text, question.id),
        chapter_id=question.chapter_id,
        question_ids=(question.id,),
        text=claim.text,
        document_id=paper.id,
        start=claim.start,
        end=claim.end,
    )


def _background(paper: Document, skip: frozenset[int], sentences: Sentences) -> list[str]:
    """Return sentences from all over the paper, evenly, as what nearness is measured against."""
    texts: list[str] = []
    for index, block in enumerate(paper.blocks):
        if index not in skip and block.kind is not BlockKind.FURNITURE:
            text = paper.text[block.start : block.end]
            texts.extend(text[span.start : span.end] for span in sentences(text))
    return texts[:: max(1, len(texts) // _BACKGROUND)]


def _choose(
    outline: PaperOutline,
    claims: Sequence[Claim],
    restated: dict[str, Proposition],
    relevance: Matrix,
    alike: Matrix,
) -> dict[int, list[Claim]]:
    """Return for each open question's position the claims that bear on it, in paper order."""
    import numpy as np

    for row, claim in enumerate(claims):
        chapter = outline.block_chapters[claim.block]
        for column, question in enumerate(outline.questions):
            wrong_kind = question.kind is not QuestionKind.OPEN
            if wrong_kind or chapter not in (None, question.chapter_id):
                relevance[row, column] = -np.inf
    best = relevance.max(axis=1)
    order = sorted(
        range(len(claims)),
        key=lambda row: (-(best[row] + _STRENGTH_WEIGHT * claims[row].strength), row),
    )
    taken: list[int] = []
    chosen: dict[int, list[int]] = {}
    for row in order:
        column = int(np.argmax(relevance[row]))
        question = outline.questions[column]
        said = question.id in restated
        room = 0 if said and question.paired_with else _MOST_PER_QUESTION - said
        if best[row] < _LEAST_RELEVANCE or len(chosen.get(column, ())) >= room:
            continue
        if said and _shares(claims[row].text, restated[question.id].text):
            continue
        if any(_repeats(claims[row], claims[other], alike[row, other]) for other in taken):
            continue
        taken.append(row)
        chosen.setdefault(column, []).append(row)
    return {column: [claims[row] for row in sorted(rows)] for column, rows in chosen.items()}


def _repeats(claim: Claim, other: Claim, cosine: float) -> bool:
    """Return whether two claims say much the same, by cosine or by the stems they share."""
    return cosine >= _REDUNDANT or _shares(claim.text, other.text)


def _shares(text: str, other: str) -> bool:
    one, two = _stems(text), _stems(other)
    return len(one & two) >= _SHARED_STEMS * max(1, min(len(one), len(two)))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in re.findall(r"[a-z]{4,}", text.lower()))


def _evidence(
    paper: Document,
    outline: PaperOutline,
    claims: Sequence[Claim],
    background: Sequence[str],
    similarity: Similarity | None,
) -> tuple[Matrix, Matrix]:
    """Return how near claims come to questions, as z-scores, and to each other, as cosines.

    Each kind of evidence is standardised by question over the sentences of the paper, since
    questions share the words of their subject; a claim that may serve any chapter pays for
    chapters that it is less like.
    """
    texts = [claim.text for claim in claims]
    asked = _asked(outline.questions)
    around = [
        paper.text[paper.blocks[claim.block].start : paper.blocks[claim.block].end]
        for claim in claims
    ]
    groups = (texts, around, asked, _profiles(paper, outline), list(background))
    own, paragraph, questions, chapters, rest = _vectors(groups)
    relevance = _standard(own @ questions.T, rest @ questions.T)
    if similarity is not None:
        dense = similarity([*texts, *background], asked)
        relevance = (relevance + _standard(dense[: len(texts)], dense[len(texts) :])) / 2
    relevance += _PARAGRAPH_WEIGHT * _standard(paragraph @ questions.T, rest @ questions.T)
    order = [chapter.id for chapter in outline.chapters]
    likeness = _standard(own @ chapters.T, rest @ chapters.T)
    likeness -= likeness.max(axis=1, keepdims=True)
    columns = [order.index(question.chapter_id) for question in outline.questions]
    relevance += _CHAPTER_WEIGHT * likeness[:, columns]
    return relevance, own @ own.T


def _asked(questions: Sequence[Question]) -> list[str]:
    """Return what each question asks; one that only asks for reasons, with what they are for."""
    by_id = {question.id: question for question in questions}
    return [f"{by_id[q.paired_with].text} {q.text}" if q.paired_with else q.text for q in questions]


def _standard(cosines: Matrix, background: Matrix) -> Matrix:
    """Return cosines as z-scores by column of the background; no spread there gives zeros."""
    import numpy as np

    if len(background) < 2:
        return np.zeros_like(cosines)
    spread = background.std(axis=0, keepdims=True)
    centred = cosines - background.mean(axis=0, keepdims=True)
    return np.asarray(np.where(spread > 0, centred / np.where(spread > 0, spread, 1.0), 0.0))


def _profiles(paper: Document, outline: PaperOutline) -> list[str]:
    profiles = []
    for chapter in outline.chapters:
        parts = [
            paper.text[block.start : block.end]
            for block, of in zip(paper.blocks, outline.block_chapters, strict=True)
            if of == chapter.id
        ]
        profiles.append("\n".join([chapter.title or "", *parts]))
    return profiles


def _vectors(groups: Sequence[Sequence[str]]) -> list[Matrix]:
    """Return a matrix for each group of texts: rows of unit length, half words, half n-grams."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [text for group in groups for text in group]
    words = TfidfVectorizer(ngram_range=(1, 2), stop_words="english", sublinear_tf=True)
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    try:
        by_word = words.fit_transform(texts).toarray()
    except ValueError:  # nothing but stop words
        by_word = np.zeros((len(texts), 1))
    by_character = characters.fit_transform(texts).toarray()
    rows = np.hstack([by_word, by_character]) * np.sqrt(0.5)
    ends = np.cumsum([len(group) for group in groups])[:-1]
    return [np.asarray(part, dtype=np.float64) for part in np.split(rows, ends)]
