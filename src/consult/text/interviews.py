"""Which paragraphs of an interview are answers, where questions and answers are labelled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_LABEL = re.compile(r"^[*_]{0,3}([A-Z][\w’'.\- ]{0,40}?)[*_]{0,3}\s?:[*_]{0,3}\s+(?=\S)")
_ASKS = frozenset({"q", "question"})
_ANSWERS = frozenset({"a", "answer"})
_FEWEST = 2


def interview_turns(paragraphs: Sequence[str]) -> dict[int, str | None]:
    """Return who speaks in each labelled turn of an interview, by the paragraph's index.

    None is the interviewer, the empty string an answer that is labelled "A" and names nobody, any
    other string the label of who answers. A text is an interview when at least two of its
    paragraphs have one label and end mostly in question marks, and two or more others another;
    or when at least two questions without labels are each followed by a paragraph all in quotes.
    """
    labels: dict[int, str] = {}
    for index, paragraph in enumerate(paragraphs):
        match = _LABEL.match(paragraph)
        if match:
            labels[index] = match.group(1).strip()
    counts = Counter(labels.values())
    asked = Counter(labels[i] for i in labels if paragraphs[i].rstrip(" *_").endswith("?"))
    asking = [
        label
        for label, count in counts.items()
        if count >= _FEWEST and (label.lower() in _ASKS or 2 * asked[label] >= count)
    ]
    answering = [label for label in counts if label not in asking and counts[label] >= _FEWEST]
    if len(asking) != 1 or not answering:
        return _unlabelled(paragraphs)
    turns: dict[int, str | None] = {}
    for index, label in labels.items():
        if label in asking:
            turns[index] = None
        elif label in answering:
            turns[index] = "" if label.lower() in _ANSWERS else label
    return turns


def _unlabelled(paragraphs: Sequence[str]) -> dict[int, str | None]:
    """Return the turns of an interview whose answers are known by their quotation marks."""
    spoken = [_QUOTED.fullmatch(paragraph.strip()) is not None for paragraph in paragraphs]
    pairs = [
        index
        for index in range(1, len(paragraphs))
        if spoken[index] and not spoken[index - 1] and len(paragraphs[index - 1].split()) < _LONGEST
    ]
    asked = [index for index in pairs if paragraphs[index - 1].rstrip(" *_").endswith("?")]
    if len(asked) < _FEWEST:
        return {}
    turns: dict[int, str | None] = {}
    for index in pairs:
        turns[index - 1], turns[index] = None, ""
    return turns


_LONGEST = 40
"""Words that a question has at most."""
_QUOTED = re.compile(r"“[^“”]+”|\"[^\"]+\"|‘[^‘]+’")
