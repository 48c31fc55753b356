"""Headings in a writer's own words, and the questions whose matter they name.

"Parking" over three paragraphs tells which question they answer though no question is called that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from consult.coding.evidence import Texts, blended
from consult.coding.headings import opens
from consult.coding.lexical import LexicalSpace
from consult.domain.verbs import has_finite_verb

if TYPE_CHECKING:
    from consult.domain.ports import FloatMatrix

LONGEST_WORDS = 12
"""A longer heading is a sentence, or the title of the whole."""
FEWEST = 2
"""Topics that a document must name; under a single one, which is its title, stands everything."""
OWN_SHARE = 0.5
"""More than this share of a heading's words must be a question's own."""
LEAST = 2.0
"""Standard deviations by which it must be nearer to that question than to the others."""
_STEM = 6
_SECTION_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+)\s+")
_RUN_IN = re.compile(
    r"\W{0,3}(?P<label>[^\W_a-z][^\s.:;!?]*(?: [^\s.:;!?–—]+){0,4}?)(?::| [–—-])(?=\s)"
)
_SAYING = re.compile(r"\b(?:told|sa(?:id|ys?)|asked|wrote|writes?|puts?|added)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


def topic(context: str) -> str:
    """Return the innermost heading of a path, without its number, "" where it names no topic.

    "Introduction" or "About us" says nothing of the matter.
    """
    heading = context.rsplit("\n", 1)[-1].strip()
    named = _SECTION_NUMBER.sub("", heading).strip(" .:–—-")
    plain = named and len(named.split()) <= LONGEST_WORDS and not opens(heading)
    return named if plain else ""


def run_in(paragraph: str) -> str:
    """Return the words before the colon or dash that a paragraph begins with, "" for none.

    "Parking: we would rather keep it." Nothing of over five words leads a paragraph so, nor what
    tells who says something ("One member told us:").
    """
    found = _RUN_IN.match(paragraph)
    if found is None or has_finite_verb(found["label"]) or _SAYING.search(found["label"]):
        return ""
    return found["label"].strip()


def by_topic(
    topics: Sequence[str],
    vectors: FloatMatrix,
    documents: Sequence[str],
    questions: Texts,
    matters: Sequence[str],
) -> FloatMatrix:
    """Return (texts, questions): how much more than the others a topic names a question's matter.

    In standard deviations, 0 where it does not: a topic speaks for a question, never against one.

    Args:
        topics: what :func:`topic` says of each text.
        vectors: one row for each topic.
        documents: a key that texts of one document share.
        questions: the questions and their vectors.
        matters: the words of each question and of its propositions.
    """
    named: dict[str, set[str]] = {}
    for name, document in zip(topics, documents, strict=True):
        named.setdefault(document, set()).add(name)
    counts = [
        bool(name) and len(named[document] - {""}) >= FEWEST
        for name, document in zip(topics, documents, strict=True)
    ]
    result = np.zeros((len(topics), len(questions.texts)), dtype=np.float32)
    order = sorted({name for name, is_topic in zip(topics, counts, strict=True) if is_topic})
    if not order or len(questions.texts) < 2:
        return result
    place = {name: index for index, name in enumerate(order)}
    first = [topics.index(name) for name in order]
    lexical = LexicalSpace([*order, *questions.texts])
    scores = blended(Texts(texts=order, vectors=vectors[first]), questions, lexical)
    others = (scores.sum(axis=1, keepdims=True) - scores) / (scores.shape[1] - 1)
    nearer = scores - others
    own = np.array([[_covered(name, matter) for matter in matters] for name in order])
    nearer = np.where((own > OWN_SHARE) & (nearer >= LEAST), nearer, 0)
    for row, (name, is_topic) in enumerate(zip(topics, counts, strict=True)):
        if is_topic:
            result[row] = nearer[place[name]]
    return result


def _covered(heading: str, matter: str) -> float:
    """Return the share of a heading's content words that stand in a text, 0..1, by their stems."""
    wanted = _stems(heading)
    return len(wanted & _stems(matter)) / len(wanted) if wanted else 0.0


def _stems(text: str) -> frozenset[str]:
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(w[:_STEM].removesuffix("s") for w in words if w not in ENGLISH_STOP_WORDS)
