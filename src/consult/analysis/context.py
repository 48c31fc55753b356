"""Sentences that only what stands before them makes plain, and where that begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from consult.domain.document import Document
from consult.domain.leaning import passes_on, points_back
from consult.domain.sentences import sentence_spans

if TYPE_CHECKING:
    from consult.analysis.standing import Spoken

_LEANS = re.compile(
    # Somebody does something with what only the sentence before names.
    r"^\W{0,3}(?:(?:but|and|so|perhaps|maybe|yet|also|still),? )?"
    r"(?:we|i|you|nobody|no one|somebody|someone|everyone|everybody)(?:['’]\w+)?"
    r"(?: (?!the\b|an?\b|our\b|my\b|your\b|his\b|her\b|their\b|every\b|each\b|all\b|any\b|no\b"
    r"|some\b|this\b|that\b|these\b|those\b)[\w’'-]+){0,5}"
    r" (?:them|they|it(?! (?:is|was|would be|will be|should be|must be)(?: \w+){1,3}?"
    r" (?:that|to|for|when|if)\b)"
    r"|(?:this|these|those|that)(?=[.,;!]|$| (?:if|when|because|but|and)\b))\b"
    r"|^\W{0,3}(?:unless|if|when|until|once|because|while|although|since|without|as) "
    r"(?:it|they|that|this|these|those|them|he|she)\b"
    r"|^[^.,;]{0,60}\b(?:none|all|some|any|each|both|either|many|most) of (?:these|those|them)\b"
    r"|^[^.,;]{0,60}\b(?:about|of|for|on|with|to|in) (?:it|them|these|that)(?=[.,;!]|$)",
    re.IGNORECASE,
)
_MOST_SENTENCES = 2
"""How many sentences before a segment may be taken along."""


def leans(sentence: str) -> bool:
    """Tell whether a sentence opens on, or acts on, something that it does not name."""
    return points_back(sentence) or _LEANS.search(sentence) is not None


def neighbours(spoken: Iterable[Spoken], documents: Mapping[str, Document]) -> Mapping[str, Spoken]:
    """Return by segment id what the same respondent says right before it in the same block.

    Only what may be shown is there, and nothing but white space stands between the two.
    """
    found: dict[str, Spoken] = {}
    before: Spoken | None = None
    ordered = sorted(spoken, key=lambda s: (s.segment.document_id, s.segment.start, s.segment.id))
    for one in ordered:
        if before is not None and _adjoins(before, one, documents):
            found[one.segment.id] = before
        before = one
    return found


def _adjoins(before: Spoken, after: Spoken, documents: Mapping[str, Document]) -> bool:
    left, right = before.segment, after.segment
    document = documents.get(right.document_id)
    if document is None or left.document_id != right.document_id:
        return False
    between = document.text[left.end : right.start]
    return (
        before.respondent_id == after.respondent_id
        and before.reported == after.reported
        and before.showable
        and left.end <= right.start
        and not between.strip()
        and "\n" not in between
    )


def ends_passing_on(spoken: Spoken) -> bool:
    """Tell whether a segment ends on what others say, which what follows it answers."""
    text = spoken.segment.text
    last = sentence_spans(text)[-1:]
    return bool(last) and passes_on(text[last[0].start : last[0].end])


def start_with_subject(text: str, end: int, before: Spoken | None, longest: int) -> int | None:
    """Return where the sentences begin that make a leaning quote plain, or None.

    Args:
        text: the document's text.
        end: where the quote ends, which begins where ``before`` ends.
        before: what the same respondent says right before the quote.
        longest: words that the quote may then have.
    """
    if before is None:
        return None
    segment = before.segment
    sentences = sentence_spans(segment.text)
    for sentence in reversed(sentences[-_MOST_SENTENCES:]):
        words = segment.text[sentence.start : sentence.end]
        start = segment.start + sentence.start
        if words.rstrip().endswith("?") or len(text[start:end].split()) > longest:
            return None
        if not leans(words):
            return start
    return None
