"""The sentence that says a theme best, in the words of a respondent.

A key point is short, clear and stands by itself: no question, no sentence that leans on the one
before it. Among such sentences the one nearest to what the others say is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from consult.coding.conditions import conditional
from consult.domain.document import Span
from consult.domain.leaning import leans_on_context, mentions_unnamed, passes_on
from consult.domain.verbs import has_finite_verb

if TYPE_CHECKING:
    from consult.coding.evidence import Texts
    from consult.coding.lexical import LexicalSpace
    from consult.domain.ports import FloatMatrix

SHORTEST = 8
LONGEST = 35
"""Words between which a sentence is neither a slogan nor a paragraph."""

LETTERS_SHARE = 0.3
MARGIN_SHARE = 0.6
"""Of the best other point that is taken off a point's score."""
_CONDITION_OF_FEW = 0.6
"""Taken off what is said with a condition where most say it without."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_REFERS_AWAY = re.compile(
    r"\b(?:see (?:above|below|also|attached|our)|as (?:above|below)|the (?:above|following|former|"
    r"latter)|mentioned (?:above|earlier)|these include|include)\b",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(r"(?:[ ,](?:and|but|or|including|includes?|such as|namely)|:)\W*$")
_CLAIM = re.compile(
    r"\b(?:should|must|needs? to|ought|cannot|essential|important|agree|disagree|support|oppose|"
    r"recommend|urge|ask|call on|suggest|propose|concern\w*|welcome|question|would|too|not|never|"
    r"because|better|worse|only)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPoint:
    """A sentence of a text: ``texts[segment_index][start:end]``, verbatim."""

    segment_index: int
    start: int
    end: int
    text: str
    score: float
    """Quality and centrality together; only comparable within one choice."""


def match_points(texts: Texts, points: Texts) -> FloatMatrix:
    """Return (texts, points): how surely each text makes each point, higher is surer.

    The cosine, and the letters that both share, less a share of the best other point's: a text
    that is as near to a second point makes neither surely. Scores are comparable over texts and,
    for one set of points, over all of them; they are no probabilities. Nothing here knows sides:
    points on either side of a question are best given apart. Weights were chosen on development
    topics of ArgKP-2021 (docs/method.md).
    """
    if not texts.texts or not points.texts:
        return np.zeros((len(texts.texts), len(points.texts)), dtype=np.float32)
    from consult.coding.lexical import LexicalSpace

    lexical = LexicalSpace([*texts.texts, *points.texts])
    scores = texts.vectors @ points.vectors.T
    scores = scores + LETTERS_SHARE * lexical.letters(texts.texts, points.texts)
    result: FloatMatrix = (scores - MARGIN_SHARE * _best_other(scores)).astype(np.float32)
    return result


def _best_other(scores: FloatMatrix) -> FloatMatrix:
    """Return for each text and point the text's highest score with another point, 0 for none."""
    if scores.shape[1] == 1:
        return np.zeros_like(scores)
    ordered = np.sort(scores, axis=1)
    best, second = ordered[:, -1:], ordered[:, -2:-1]
    return np.where(scores == best, second, best)


def choose_key_point(
    members: Sequence[int],
    texts: Sequence[str],
    sentences: Sequence[Sequence[Span]],
    centrality: FloatMatrix,
    lexical: LexicalSpace,
) -> KeyPoint:
    """Return the sentence that says best what the member texts say.

    Args:
        members: indexes of the texts of one theme, at least one.
        texts: all texts.
        sentences: for each text its sentences as spans of it; a text without any is one sentence.
        centrality: for each text, -1..1, how near it is to the middle of its theme.
        lexical: the weights of words, by which sentences that share the most are found.

    A condition that no more than half of several texts set is no key point of theirs where another
    sentence will do. Equal scores are settled by the words themselves, so the order of the texts
    does not matter.
    """
    candidates = [
        (index, span) for index in members for span in _sentences(texts[index], sentences[index])
    ]
    words = [texts[index][span.start : span.end] for index, span in candidates]
    shared = _shared_words(words, [texts[index] for index in members], lexical)
    setting = {index for index in members if conditional(texts[index]) is not None}
    outright = 2 * len(setting) <= len(members)
    scored = [
        KeyPoint(
            segment_index=index,
            start=span.start,
            end=span.end,
            text=text,
            score=round(
                sentence_quality(text)
                - _CONDITION_OF_FEW * (outright and index in setting)
                + 0.6 * float(centrality[index])
                + 0.6 * float(common),
                5,
            ),
        )
        for (index, span), text, common in zip(candidates, words, shared, strict=True)
    ]
    return min(scored, key=lambda p: (-p.score, p.text, texts[p.segment_index], p.segment_index))


def sentence_quality(sentence: str) -> float:
    """Return how well a sentence would stand alone as a point; about 1 for a good one.

    Each fault takes off: too short or long, a question, leaning on the sentence before, words for
    what only that one names, passing on what others say, no finite verb, pointing elsewhere,
    leading into what follows, not begun or ended like a sentence.
    """
    count = len(_WORD.findall(sentence))
    text = sentence.strip()
    score = 0.8
    if count < SHORTEST:
        score -= 0.08 * (SHORTEST - count)
    if count > LONGEST:
        score -= min(0.8, 0.03 * (count - LONGEST))
    if text.endswith("?"):
        score -= 0.8
    if leans_on_context(text):
        score -= 0.6
    elif mentions_unnamed(text):
        score -= 0.3
    score -= 0.5 * passes_on(text) + 0.5 * (not has_finite_verb(text))
    score -= 0.4 * bool(_REFERS_AWAY.search(text)) + 1.0 * bool(_LEADS_IN.search(text))
    if not text[:1].isupper() and text[:1] not in "“\"'‘":
        score -= 0.2
    if not text.endswith((".", "!", "”", '"', "’")):
        score -= 0.1
    if _CLAIM.search(text):
        score += 0.2
    return score


def _sentences(text: str, spans: Sequence[Span]) -> Sequence[Span]:
    return spans or (Span(start=0, end=len(text)),)


def _shared_words(
    sentences: Sequence[str], texts: Sequence[str], lexical: LexicalSpace
) -> FloatMatrix:
    """Return for each sentence how much it shares with the texts of the theme, 0..1."""
    return np.asarray(lexical.words(sentences, texts).mean(axis=1), dtype=np.float32)
