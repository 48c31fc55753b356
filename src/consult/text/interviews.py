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
    or when at least two questions without labels are each followed by a paragraph all in quotes,
    or by paragraphs of which most say "I" or "we".
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
        return _unlabelled(paragraphs) or _answered(paragraphs)
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


def _answered(paragraphs: Sequence[str]) -> dict[int, str | None]:
    """Return the turns of an interview whose questions are known by how they are set.

    Questions stand in bold, or each alone in its paragraph; what follows up to the next is the
    answer, and after the last question its next paragraph only, since interviews close with a word
    of their own.
    """
    bold = [i for i, text in enumerate(paragraphs) if _BOLD.fullmatch(text.strip())]
    for questions, fewest in ((bold, _FEWEST), (_lone_questions(paragraphs), _FEWEST_LONE)):
        asked = sum(paragraphs[i].rstrip(" *_").endswith("?") for i in questions)
        if asked < fewest or 2 * asked <= len(questions):
            continue
        ends = [*questions[1:], questions[-1] + 2]
        pairs = [(i, range(i + 1, end)) for i, end in zip(questions, ends, strict=True)]
        pairs = [(i, answer) for i, answer in pairs if answer and answer[-1] < len(paragraphs)]
        spoken = sum(any(_SPOKEN.search(paragraphs[k]) for k in answer) for _, answer in pairs)
        if 2 * spoken < len(pairs) or not pairs:
            continue
        turns: dict[int, str | None] = dict.fromkeys(questions)
        turns.update({k: "" for _, answer in pairs for k in answer})
        return turns
    return {}


def _lone_questions(paragraphs: Sequence[str]) -> list[int]:
    """Return the paragraphs that are one question each, every one followed by something else."""
    return [
        index
        for index, text in enumerate(paragraphs[:-1])
        if text.rstrip().endswith("?")
        and len(text.split()) < _LONGEST
        and _ENDS.search(text.rstrip()[:-1]) is None
        and not paragraphs[index + 1].rstrip().endswith("?")
    ]


_LONGEST = 40
"""Words that a question has at most."""
_QUOTED = re.compile(r"“[^“”]+”|\"[^\"]+\"|‘[^‘]+’")
_FEWEST_LONE = 3
"""Questions that must stand alone where nothing else marks them: columns ask one or two."""
_BOLD = re.compile(r"(?:\*\*|__).{2,400}(?:\*\*|__)")
_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b")
_ENDS = re.compile(r"[.!]\s")
