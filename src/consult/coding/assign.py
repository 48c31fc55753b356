"""Which questions a text answers, if any.

Four kinds of evidence are added: what a text shares with the question itself, what it shares
with the passages of the paper and the propositions that lead to the question, what it shares with
other texts that answer the question, and, weakly, the heading that it stands under. A text is
compared with its alternatives, and none is a good answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from consult.coding.answers_alike import with_answers_alike
from consult.coding.assignable import MARK, Segments, believed_counts, in_own_order
from consult.coding.evidence import (
    USUAL_BLEND,
    USUAL_STRONGEST,
    Texts,
    Usual,
    blended,
    first_of_each,
    rescaled,
    shared_in_group,
)
from consult.coding.following import by_order
from consult.coding.going_on import going_on
from consult.coding.headings import chapter_match, introduces, question_match
from consult.coding.lexical import LexicalSpace
from consult.coding.passages import link_passages
from consult.coding.topics import by_topic

if TYPE_CHECKING:
    import numpy.typing as npt

    from consult.domain.ports import FloatMatrix

    Passages = Mapping[str, Sequence[str]]

SECTION_WORDS = 400
"""Words up to which what stands under one heading is read together."""
STRONGEST_PASSAGES = 5
NAMED = np.float32(3.0)
"""How much more than the others a chapter's title names the only question of the chapter."""
MORE_WORDS = 10
"""A shorter answer ("I agree with it in principle") is to the question over it and to no other."""
TEACHING_WORDS = 5
"""A shorter text ("No comment") answers any question alike."""
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionProfile:
    """A question with what is known of its matter."""

    id: str
    text: str
    chapter_id: str = ""
    chapter_title: str = ""
    number: str = ""
    points: tuple[str, ...] = ()
    """The propositions tied to it."""

    @property
    def tied(self) -> tuple[str, ...]:
        """What leads to it alone: its points, and its sentences when it asks several things."""
        asked = tuple(part for part in _SENTENCE_END.split(self.text.strip()) if part)
        return (*self.points, *(asked if len(asked) > 1 else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignOptions:
    """Weights and thresholds in standard deviations; docs/method.md says how they were chosen."""

    threshold: float = 1.6
    """What a question must score to be answered."""
    opening_threshold: float = 3.0
    """The same for a text that presents its author or thanks for being asked."""
    aside_threshold: float = 2.4
    """The same for what a document that follows the chapters says under a heading of its own."""
    margin: float = 0.3
    """How far below a text's best question others may be."""
    at_most: int = 2
    paragraph_share: float = 0.8
    section_share: float = 0.2
    trust_words: float = 40.0
    """A paragraph of so many words counts half; a line of six resembles something by chance."""
    passage_weight: float = 0.9
    parts_weight: float = 0.3
    """The same where nothing but a question's own sentences leads to it."""
    alternatives_weight: float = 0.7
    """How much of the mean of the other questions is taken off."""
    chapter_heading: float = 0.3
    question_heading: float = 2.5
    topic_heading: float = 0.8
    """How much a heading in words of its own counts beside what stands under it."""
    form_margin: float = 3.0
    """How far above the form's own question another must be to be answered as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A text, by its index, answers a question, by its; ``coder`` says what tells.

    That is ``form``, ``wording``, ``label``, ``number``, ``heading`` or ``words``.
    """

    segment_index: int
    question_index: int
    score: float
    """0.5..1 for words and headings, 1 for a form, a wording or a number."""
    coder: str


def question_texts(questions: Sequence[QuestionProfile], passages: Passages) -> tuple[str, ...]:
    """Return the texts whose vectors :func:`assign` needs, in the order that it needs them.

    First the questions, then what is tied to each, then the passages of each chapter, by the
    chapters of the questions in their order.
    """
    points = [text for question in questions for text in question.tied]
    return (*(q.text for q in questions), *points, *_passage_texts(questions, passages))


def assign(
    segments: Segments,
    questions: Sequence[QuestionProfile],
    question_vectors: FloatMatrix,
    *,
    passages: Passages | None = None,
    options: AssignOptions | None = None,
) -> tuple[Assignment, ...]:
    """Return which texts answer which questions, in order of text, its form's or best first.

    Args:
        segments: the texts with their vectors, headings and forms.
        questions: the open questions.
        question_vectors: one row for each of :func:`question_texts`.
        passages: the paragraphs of the paper by chapter id, in its order.
        options: weights and thresholds.

    The result does not depend on the order of the texts. Evidence is centred by question as in
    docs/method.md; a text that answers a question of a form, or stands under the question's
    wording or number, keeps it, whatever it says. Where plain numbers may count the questions,
    what is said under them must agree with them on the whole.
    """
    if not segments.texts or not questions:
        return ()
    chosen = options or AssignOptions()
    order, ordered = in_own_order(segments)
    scores = score_questions(ordered, questions, question_vectors, passages or {}, chosen)
    topics = _topics(ordered, questions, question_vectors)
    scores = scores + np.float32(chosen.topic_heading) * topics
    # Against the last bits of a sum deciding anything.
    scores = np.round(scores, 5)
    headed = question_match(
        ordered.contexts, [q.text for q in questions], [q.number for q in questions]
    )
    thresholds = _thresholds(ordered, questions, headed, chosen)
    columns = {question.id: column for column, question in enumerate(questions)}
    believed = believed_counts(ordered, scores, columns)
    told = [
        counted if document in believed else named
        for counted, named, document in zip(
            ordered.counted, ordered.told, ordered.documents, strict=True
        )
    ]
    if segments.positions:
        scores = scores + by_order(ordered, scores, [bool(named.questions) for named in told])
    picked = [
        _choose(
            scores[row],
            headed[row],
            [columns[question] for question in told[row].questions if question in columns],
            told[row].by,
            threshold=thresholds[row],
            options=chosen,
            says_more=len(ordered.texts[row].split()) >= MORE_WORDS,
        )
        for row in range(len(order))
    ]
    if segments.positions:
        going = going_on(
            ordered,
            scores,
            [[column for column, _, _ in one] for one in picked],
            [
                not named.by and threshold < chosen.opening_threshold
                for named, threshold in zip(told, thresholds, strict=True)
            ],
            [question.chapter_id for question in questions],
        )
        for row, (column, floor) in going.items():
            picked[row] = [(column, _share(scores[row, column], floor), "words")]
    found = [
        Assignment(segment_index=index, question_index=column, score=score, coder=coder)
        for index, one in zip(order, picked, strict=True)
        for column, score, coder in one
    ]
    return tuple(
        sorted(
            found,
            key=lambda a: (
                a.segment_index,
                a.coder in ("heading", "words"),
                -a.score,
                a.question_index,
            ),
        )
    )


def score_questions(
    segments: Segments,
    questions: Sequence[QuestionProfile],
    question_vectors: FloatMatrix,
    passages: Passages,
    options: AssignOptions,
) -> FloatMatrix:
    """Return (texts, questions) scores in standard deviations above what is usual.

    The columns of ``segments`` must all be given.
    """
    own_texts = Texts(texts=[q.text for q in questions], vectors=question_vectors[: len(questions)])
    tied = _tied_texts(questions, question_vectors, passages)
    lexical = LexicalSpace([*segments.texts, *own_texts.texts, *tied.texts])
    rows = Texts(
        texts=segments.texts,
        vectors=segments.vectors,
        sentences=segments.sentence_vectors,
        owners=segments.sentence_texts,
    )
    known = [bool(told.questions) for told in segments.told]
    sets_scale = first_of_each(segments.texts, known)
    weights = [len(text.split()) + 1.0 for text in segments.texts]

    sections = _sections(segments, weights)
    trust = _trust(segments.paragraphs, weights, options.trust_words)

    def by_paragraph(scores: FloatMatrix) -> FloatMatrix:
        shared = shared_in_group(scores, segments.paragraphs, weights, options.paragraph_share)
        return shared_in_group(shared * trust, sections, weights, options.section_share)

    scores = by_paragraph(blended(rows, own_texts, lexical, known))
    typical = float(trust.mean())
    scores = rescaled(scores, _shrunk(USUAL_BLEND, typical), sets_scale)
    if tied.texts:
        links = _links(questions, own_texts, tied, passages, lexical)
        strongest = _strongest(by_paragraph(blended(rows, tied, lexical, known)), links)
        evidence = rescaled(strongest, _shrunk(USUAL_STRONGEST, typical), sets_scale)
        # No likeness to a passage is no evidence against: papers do not say everything.
        scores += _passage_weights(questions, links, options) * np.maximum(evidence, 0)
    scores = _against_alternatives(scores, options.alternatives_weight)
    if segments.point_vectors is not None:
        columns = {question.id: column for column, question in enumerate(questions)}
        told = [[columns[q] for q in named.questions if q in columns] for named in segments.told]
        teaches = _teaches(segments, told)
        documents = segments.documents
        scores = with_answers_alike(scores, segments.point_vectors, told, documents, teaches)
    chapters = chapter_match(segments.contexts, [q.chapter_title for q in questions])
    headings = question_match(
        segments.contexts, [q.text for q in questions], [q.number for q in questions]
    )
    total: FloatMatrix = (
        scores + options.chapter_heading * chapters + options.question_heading * headings
    )
    return total


def _topics(
    segments: Segments, questions: Sequence[QuestionProfile], question_vectors: FloatMatrix
) -> FloatMatrix:
    """Return (texts, questions): how much more than the others a topic names one's matter.

    The title of a chapter names the matter of its question where it has but one.
    """
    if segments.topic_vectors is None:
        return np.zeros((len(segments.texts), len(questions)), dtype=np.float32)
    repeated = chapter_match(segments.contexts, [q.chapter_title for q in questions])
    in_chapter = Counter(question.chapter_id for question in questions)
    alone = np.array([in_chapter[question.chapter_id] == 1 for question in questions])
    topics = [
        "" if titles.any() else topic
        for topic, titles in zip(segments.topics, repeated, strict=True)
    ]
    return NAMED * np.where(alone, repeated, 0) + by_topic(
        topics,
        segments.topic_vectors,
        segments.documents,
        Texts(texts=[q.text for q in questions], vectors=question_vectors[: len(questions)]),
        [" ".join((question.text, *question.points)) for question in questions],
    )


def _teaches(segments: Segments, told: Sequence[Sequence[int]]) -> list[bool]:
    """Return which texts say enough to teach what answers are like: of equal ones the first."""
    seen: set[tuple[str, tuple[int, ...]]] = set()
    found = []
    for text, columns, named in zip(segments.texts, told, segments.told, strict=True):
        key = (text, tuple(columns))
        answers = named.by != MARK.by and len(text.split()) >= TEACHING_WORDS
        found.append(answers and key not in seen)
        seen.add(key)
    return found


def _passage_weights(
    questions: Sequence[QuestionProfile], links: FloatMatrix, options: AssignOptions
) -> FloatMatrix:
    """Return (1, questions) weights of what leads to each: less for its own sentences alone.

    They say again what the whole question says, and were measured to count for less.
    """
    parts = sum(len(question.tied) for question in questions)
    led = [
        bool(question.points) or bool((links[parts:, column] > 0).any())
        for column, question in enumerate(questions)
    ]
    weights: FloatMatrix = np.where(led, options.passage_weight, options.parts_weight).astype(
        np.float32
    )
    return weights[None, :]


def _thresholds(
    segments: Segments,
    questions: Sequence[QuestionProfile],
    headed: FloatMatrix,
    options: AssignOptions,
) -> list[float]:
    """Return what a question must score for each text, by where it stands and what it does."""
    titles = chapter_match(segments.contexts, [q.chapter_title for q in questions])
    chapters = [q.chapter_id for q in questions]
    follows: dict[str, set[str]] = {}
    for row, document in enumerate(segments.documents):
        placed = np.flatnonzero(titles[row] + headed[row])
        follows.setdefault(document, set()).update(chapters[c] for c in placed)
    thresholds = []
    for row, (context, text) in enumerate(zip(segments.contexts, segments.texts, strict=True)):
        aside = not titles[row].any() and not headed[row].any()
        if introduces(context, text):
            thresholds.append(options.opening_threshold)
        elif aside and len(follows.get(segments.documents[row], ())) > 1:
            thresholds.append(options.aside_threshold)
        else:
            thresholds.append(options.threshold)
    return thresholds


def _choose(
    scores: FloatMatrix,
    headed: FloatMatrix,
    own: Sequence[int],
    told_by: str,
    *,
    threshold: float,
    options: AssignOptions,
    says_more: bool,
) -> list[tuple[int, float, str]]:
    """Return the questions of one text as (index, score, coder).

    ``own`` are those it was told, beside which only a text that ``says_more`` answers another.
    """
    if told_by == MARK.by:
        return []
    ranked = sorted(range(len(scores)), key=lambda column: (-scores[column], column))
    if own:
        floor = max(threshold, max(float(scores[c]) for c in own) + options.form_margin)
        also = [c for c in ranked if says_more and c not in own and scores[c] >= floor]
        return [
            *((c, 1.0, told_by) for c in own),
            *((c, _share(scores[c], floor), "words") for c in also[: options.at_most - 1]),
        ]
    best = float(scores[ranked[0]])
    return [
        (column, _share(scores[column], threshold), "heading" if headed[column] else "words")
        for column in ranked[: options.at_most]
        if scores[column] >= threshold and scores[column] >= best - options.margin
    ]


def _share(score: float, floor: float) -> float:
    """Return a score as a share: 0.5 at its threshold, towards 1 above."""
    return round(float(1 / (1 + np.exp(-(score - floor)))), 4)


def _passage_texts(questions: Sequence[QuestionProfile], passages: Passages) -> list[str]:
    return [text for chapter in _chapters(questions) for text in passages.get(chapter, ())]


def _chapters(questions: Sequence[QuestionProfile]) -> list[str]:
    return list(dict.fromkeys(question.chapter_id for question in questions))


def _tied_texts(
    questions: Sequence[QuestionProfile], vectors: FloatMatrix, passages: Passages
) -> Texts:
    """Return the points and passages that lead to the questions, with their vectors."""
    texts = question_texts(questions, passages)
    if len(texts) != len(vectors):
        raise ValueError(f"{len(texts)} question texts but {len(vectors)} vectors")
    return Texts(texts=texts[len(questions) :], vectors=vectors[len(questions) :])


def _links(
    questions: Sequence[QuestionProfile],
    own: Texts,
    tied: Texts,
    passages: Passages,
    lexical: LexicalSpace,
) -> FloatMatrix:
    """Return (tied texts, questions) weights: points to their question, passages by matter."""
    links = np.zeros((len(tied.texts), len(questions)), dtype=np.float32)
    row = 0
    for column, question in enumerate(questions):
        links[row : row + len(question.tied), column] = 1.0
        row += len(question.tied)
    if row < len(tied.texts):
        chapters = [c for c in _chapters(questions) for _ in passages.get(c, ())]
        rest = Texts(texts=tied.texts[row:], vectors=tied.vectors[row:])
        question_chapters = [q.chapter_id for q in questions]
        links[row:] = link_passages(rest, chapters, own, question_chapters, lexical)
    return links


def _shrunk(usual: Usual, share: float) -> Usual:
    """Return what is usual for scores that were taken down to a share of themselves."""
    return Usual(mean=usual.mean * share, deviation=usual.deviation * share)


def _sections(segments: Segments, weights: Sequence[float]) -> list[str]:
    """Return a key that texts of one document under the same headings share.

    Under a heading as wide as a chapter each text is a section of its own.
    """
    keys = [
        f"{document}\0{context}" if document and context else ""
        for document, context in zip(segments.documents, segments.contexts, strict=True)
    ]
    words: dict[str, float] = {}
    for key, weight in zip(keys, weights, strict=True):
        words[key] = words.get(key, 0.0) + weight
    return [
        key if key and words[key] <= SECTION_WORDS else f"\0{row}" for row, key in enumerate(keys)
    ]


def _trust(
    paragraphs: Sequence[str], weights: Sequence[float], half: float
) -> npt.NDArray[np.float32]:
    """Return (texts, 1) shares, 0..1, that grow with the words of a text's paragraph."""
    words: dict[str, float] = {}
    for paragraph, weight in zip(paragraphs, weights, strict=True):
        words[paragraph] = words.get(paragraph, 0.0) + weight
    totals = np.array([words[paragraph] for paragraph in paragraphs], dtype=np.float32)
    shares: npt.NDArray[np.float32] = (totals / (totals + np.float32(half)))[:, None]
    return shares


def _strongest(by_passage: FloatMatrix, links: FloatMatrix) -> FloatMatrix:
    """Return (texts, questions): how near the passages come that lead to each question.

    Half of it is the nearest passage, half the mean of the nearest five; 0 where none leads.
    """
    result = np.zeros((by_passage.shape[0], links.shape[1]), dtype=np.float32)
    for column in range(links.shape[1]):
        members = np.flatnonzero(links[:, column] > 0)
        if members.size:
            weighted = np.maximum(by_passage[:, members], 0) * links[members, column]
            nearest = np.sort(weighted, axis=1)[:, -STRONGEST_PASSAGES:]
            result[:, column] = (nearest[:, -1] + nearest.mean(axis=1)) / 2
    return result


def _against_alternatives(scores: FloatMatrix, weight: float) -> FloatMatrix:
    """Return scores less a share of the mean of the other questions."""
    count = scores.shape[1]
    if count < 2:
        return scores
    others = (scores.sum(axis=1, keepdims=True) - scores) / (count - 1)
    result: FloatMatrix = scores - weight * others
    return result
