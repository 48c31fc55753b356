"""What a heading over a text says about the question that the text answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from consult.coding.lexical import letter_similarity

if TYPE_CHECKING:
    from consult.domain.ports import FloatMatrix

SAME = 0.6
"""Letter similarity from which a heading repeats a chapter's title or a question."""

_NUMBER = re.compile(
    r"\b(?:q|qu|question|consultation question)[ .:]{0,2}(\d{1,3}(?:\.\d{1,3})?[a-z]?)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^[\d. ]{0,8}(?:introduction|introductory (?:remarks|comments)|background|about (?:us|me|you|"
    r"the (?:author|respondent|organisation|organization)s?)|who we are|executive summary|"
    r"summary|overview|foreword|preface|context|covering letter|contact(?: details)?)\b",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"\b(?:welcomes?|grateful for|thanks? (?:you )?for|pleased to have|appreciates?) "
    r"(?:the|this|an|having the) (?:opportunity|chance)\b"
    r"|\b(?:is|are|am) (?:a|an|the) (?:\w+ ){0,4}(?:organisation|organization|charity|body|"
    r"association|union|network|federation|membership|company|institute) "
    r"(?:\w+ ){0,4}(?:for|of|representing|which|that|with|in|working)\b"
    r"|\bin response to (?:the|this|your) (?:\w+ ){0,3}consultation\b",
    re.IGNORECASE,
)


def chapter_match(contexts: Sequence[str], titles: Sequence[str]) -> FloatMatrix:
    """Return (contexts, titles) of 1 where a heading repeats the title and 0 elsewhere.

    A context is a heading path, one heading a line. An empty title is never repeated.
    """
    return _match(contexts, titles)


def question_match(
    contexts: Sequence[str], questions: Sequence[str], numbers: Sequence[str]
) -> FloatMatrix:
    """Return (contexts, questions) of 1 where a heading repeats or numbers the question.

    ``numbers`` are the questions' own numbers, "" for none; one that two questions share says
    nothing.
    """
    matches = _match(contexts, questions)
    unique = {
        number.casefold(): index
        for index, number in enumerate(numbers)
        if number and list(numbers).count(number) == 1
    }
    for row, context in enumerate(contexts):
        for found in _NUMBER.findall(context):
            index = unique.get(found.casefold())
            if index is not None:
                matches[row, index] = 1.0
    return matches


def introduces(context: str, text: str) -> bool:
    """Tell whether a text presents its author or thanks for being asked.

    Said by its innermost heading ("Introduction", "About us") or by its own words.
    """
    heading = context.rsplit("\n", 1)[-1].strip()
    return opens(heading) or bool(_COURTESY.search(text[:2_000]))


def opens(heading: str) -> bool:
    """Tell whether a heading is that of an opening: "Introduction", "Executive summary"."""
    return bool(_OPENING.match(heading))


def _match(contexts: Sequence[str], wanted: Sequence[str]) -> FloatMatrix:
    result = np.zeros((len(contexts), len(wanted)), dtype=np.float32)
    lines = sorted({line for context in contexts for line in context.split("\n") if line.strip()})
    if not lines or not wanted:
        return result
    similar = letter_similarity(lines, wanted) >= SAME
    place = {line: index for index, line in enumerate(lines)}
    for row, context in enumerate(contexts):
        for line in context.split("\n"):
            if line in place:
                result[row] = np.maximum(result[row], similar[place[line]])
    return result
