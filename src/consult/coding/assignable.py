"""The texts that are assigned to questions, column by column, and what is told of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from consult.domain.sentences import sentence_spans

if TYPE_CHECKING:
    from consult.domain.ports import FloatMatrix

FEWEST_COUNTED = 3
"""Questions that plain numbers must count before what stands under them can agree."""
CERTAINTY = 2.0
"""Standard errors by which the words under plain numbers must agree with them beyond chance."""
LONG_WORDS = 60
MOST_SENTENCES = 200
_CHANCE_DEVIATION = 12**-0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The ids of the questions that a text is told to answer, none or some, and what tells it."""

    questions: tuple[str, ...] = ()
    by: str = ""
    """``form``, ``wording``, ``label`` or ``number``."""


NOTHING = Named()
MARK = Named(by="mark")
"""Of a text that only names a question, and answers none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segments:
    """The texts to assign, column by column; every column has the same length."""

    texts: Sequence[str]
    vectors: FloatMatrix
    contexts: Sequence[str] = ()
    """The heading path over each text, one heading a line, outermost first; or nothing at all."""
    paragraphs: Sequence[str] = ()
    """A key that texts of one paragraph of one document share; or nothing at all."""
    form_questions: Sequence[str | None] = ()
    """The id of the question of a form that each text answers; or nothing at all."""
    documents: Sequence[str] = ()
    """A key that texts of one document share; or nothing at all."""
    positions: Sequence[int] = ()
    """Where each text stands in its document, in any unit; or nothing at all."""
    named: Sequence[Named] = ()
    """The questions whose wording or label stands over each text; or nothing at all."""
    counted: Sequence[Named] = ()
    """The same with plain numbers that may be those of questions; or nothing at all."""
    sentence_vectors: FloatMatrix | None = None
    """Those of the sentences of long texts, see :func:`long_sentences`; or nothing at all."""
    sentence_texts: Sequence[int] = ()
    """The index of each sentence's text."""
    point_vectors: FloatMatrix | None = None
    """Vectors of length one by which texts that answer alike are near; or nothing at all."""
    topics: Sequence[str] = ()
    """What names the topic of each text in its writer's words, "" for nothing (coding/topics)."""
    topic_vectors: FloatMatrix | None = None
    """Those of the topics; or nothing at all."""

    @property
    def told(self) -> Sequence[Named]:
        """What form, wording or label tells of each text; only where both columns are given."""
        return [
            Named(questions=(form,), by="form") if form else named
            for form, named in zip(self.form_questions, self.named, strict=True)
        ]


def long_sentences(texts: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return the sentences of texts of sixty words or more, and the index of each one's text.

    A long answer speaks to its question in some of its sentences; in a short one the whole does.
    """
    sentences: list[str] = []
    owners: list[int] = []
    for index, text in enumerate(texts):
        if len(text.split()) < LONG_WORDS:
            continue
        one_line = " ".join(text.split())
        spans = sentence_spans(one_line)[:MOST_SENTENCES]
        if len(spans) > 1:
            sentences += [one_line[span.start : span.end] for span in spans]
            owners += [index] * len(spans)
    return sentences, owners


def in_own_order(segments: Segments) -> tuple[list[int], Segments]:
    """Return the texts in an order of their own with all columns, and the index of each."""
    count = len(segments.texts)
    contexts = segments.contexts or [""] * count
    paragraphs = segments.paragraphs or [""] * count
    forms = segments.form_questions or [None] * count
    documents = segments.documents or [""] * count
    positions = segments.positions or [0] * count
    named = segments.named or [NOTHING] * count
    counted = segments.counted or [NOTHING] * count
    order = sorted(
        range(count),
        key=lambda i: (
            documents[i],
            paragraphs[i],
            positions[i],
            segments.texts[i],
            contexts[i],
            forms[i] or "",
            named[i].questions,
            counted[i].questions,
        ),
    )
    # A text without a paragraph key is a paragraph of its own.
    keys = [paragraphs[i] or f"\0{place}" for place, i in enumerate(order)]
    places = {index: place for place, index in enumerate(order)}
    return order, Segments(
        texts=[segments.texts[i] for i in order],
        vectors=segments.vectors[np.array(order)],
        contexts=[contexts[i] for i in order],
        paragraphs=keys,
        form_questions=[forms[i] for i in order],
        documents=[documents[i] for i in order],
        positions=[positions[i] for i in order],
        named=[named[i] for i in order],
        counted=[counted[i] for i in order],
        sentence_vectors=segments.sentence_vectors,
        sentence_texts=[places[i] for i in segments.sentence_texts],
        point_vectors=_reordered(segments.point_vectors, order),
        topics=[segments.topics[i] for i in order] if segments.topics else [""] * count,
        topic_vectors=_reordered(segments.topic_vectors, order),
    )


def _reordered(vectors: FloatMatrix | None, order: Sequence[int]) -> FloatMatrix | None:
    return None if vectors is None else vectors[np.array(order)]


def believed_counts(
    segments: Segments, scores: FloatMatrix, columns: Mapping[str, int]
) -> frozenset[str]:
    """Return the documents whose plain numbers are those of questions, by what is said there.

    Under a number the words should speak to its question more than to most others. The share of
    other questions that it beats is a half by chance; it is taken over a document's questions and
    must stand out by ``CERTAINTY`` standard errors. ``columns`` are those of ``scores`` by id.
    """
    shares: dict[str, dict[str, list[tuple[float, float]]]] = {}
    for row, counted in enumerate(segments.counted):
        if counted.by != "number" or not set(counted.questions) <= columns.keys():
            continue
        for question in counted.questions:
            others = np.delete(scores[row], columns[question])
            if not others.size:
                continue
            own = scores[row, columns[question]]
            beaten = float((others < own).mean() + (others == own).mean() / 2)
            weight = len(segments.texts[row].split()) + 1.0
            document = shares.setdefault(segments.documents[row], {})
            document.setdefault(question, []).append((beaten, weight))
    return frozenset(
        document for document, questions in sorted(shares.items()) if _agree(questions)
    )


def _agree(questions: Mapping[str, Sequence[tuple[float, float]]]) -> bool:
    if len(questions) < FEWEST_COUNTED:
        return False
    means = [
        sum(share * weight for share, weight in found) / sum(weight for _, weight in found)
        for _, found in sorted(questions.items())
    ]
    above = sum(means) / len(means) - 0.5
    return bool(above >= CERTAINTY * _CHANCE_DEVIATION / len(means) ** 0.5)
