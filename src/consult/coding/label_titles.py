"""Titles that stand beside the labels of questions: *Question 3: Closing the quay to cars*.

They repeat what was asked, so they are no part of the answer under them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from consult.coding.answered import TITLE_WORDS, Answered
from consult.domain.document import Span
from consult.domain.verbs import has_finite_verb

FEWEST_TITLES = 2
"""Who writes a title beside one label writes one beside others."""
_LETTERS = 4
"""A word of fewer letters tells no matter."""
_WORD = re.compile(r"[^\W\d_]+")


def without_titles(
    text: str, answered: Sequence[Answered], questions: Sequence[str]
) -> tuple[Answered, ...]:
    """Return answers that begin after the titles beside their labels, in their order.

    A title is what is left of the label's line: up to eight words without a verb or a mark that
    ends a sentence, of which one stands in the wording of the question, and more is said under it.
    One alone counts for nothing: it may be an answer ("Question 4: Option C").

    Args:
        text: what was sent.
        answered: answers in the text's order.
        questions: the wordings of the questions.
    """
    after = [_after_title(text, one, questions) for one in answered]
    if sum(place is not None for place in after) < FEWEST_TITLES:
        return tuple(answered)
    return tuple(
        one if place is None else replace(one, answer=Span(start=place, end=one.answer.end))
        for one, place in zip(answered, after, strict=True)
    )


def _after_title(text: str, one: Answered, questions: Sequence[str]) -> int | None:
    """Return where the answer begins after its title; None where it has none."""
    said = text[one.answer.start : one.answer.end]
    line, _, rest = said.partition("\n")
    beside = "\n" not in text[one.mark.end : one.answer.start]
    if one.by == "wording" or not beside or not rest.strip():
        return None
    title = line.strip()
    if len(title.split()) > TITLE_WORDS or title.endswith((".", "?", "!")):
        return None
    asked = {word for question in one.questions for word in _matter(questions[question])}
    if has_finite_verb(title) or not asked & _matter(title):
        return None
    return one.answer.end - len(rest.lstrip())


def _matter(text: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in _WORD.findall(text) if len(w) >= _LETTERS)
