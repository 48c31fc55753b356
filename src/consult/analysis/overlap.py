"""Whether a reported statement repeats what the same respondent says in its own response."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from consult.domain.segment import Segment

_WORD = re.compile(r"\w+")
_TELLING_LETTERS = 4
_FEWEST_WORDS = 6
_SHARED_WORDS = 0.6
_SHARED_PAIRS = 0.3

Attributed = tuple[str, Segment]


def repeated_statements(
    reported: Mapping[str, Attributed], own: Mapping[str, Attributed]
) -> dict[str, str]:
    """Return reported segment id -> id of the respondent's own segment that says the same.

    Both maps hold (respondent id, segment) by segment id. Two texts say the same when 60 % of
    the longer words of the reported one, at least six, and 30 % of its word pairs stand in an
    own segment together with its neighbours; the share is of the reported text because a
    journalist shortens. The best own segment wins, ties by id.
    """
    passages = _passages(own, {respondent for respondent, _ in reported.values()})
    found: dict[str, str] = {}
    for segment_id, (respondent_id, segment) in sorted(reported.items()):
        words, pairs = _fold(_without_names(segment))
        if len(words) < _FEWEST_WORDS:
            continue
        best: tuple[float, str] | None = None
        for own_id, own_words, own_pairs in passages.get(respondent_id, ()):
            shared = len(words & own_words) / len(words)
            shared_pairs = len(pairs & own_pairs) / max(1, len(pairs))
            if shared < _SHARED_WORDS or shared_pairs < _SHARED_PAIRS:
                continue
            if best is None or (-shared, own_id) < best:
                best = (-shared, own_id)
        if best is not None:
            found[segment_id] = best[1]
    return found


Passage = tuple[str, set[str], set[tuple[str, str]]]


def _passages(own: Mapping[str, Attributed], wanted: set[str]) -> dict[str, list[Passage]]:
    """Fold each own segment together with the one before and after it in its document."""
    by_document: dict[tuple[str, str], list[Segment]] = {}
    for respondent_id, segment in own.values():
        if respondent_id in wanted:
            by_document.setdefault((respondent_id, segment.document_id), []).append(segment)
    passages: dict[str, list[Passage]] = {}
    for (respondent_id, _), segments in sorted(by_document.items()):
        segments.sort(key=lambda s: (s.start, s.id))
        folded = [_fold(s.text) for s in segments]
        for index, segment in enumerate(segments):
            near = folded[max(0, index - 1) : index + 2]
            words = set().union(*(w for w, _ in near))
            pairs = set().union(*(p for _, p in near))
            passages.setdefault(respondent_id, []).append((segment.id, words, pairs))
    return passages


def _without_names(segment: Segment) -> str:
    """Return a reported text without the names of who is reported to speak."""
    text = segment.text
    for name in (segment.voice.speaker, segment.voice.organisation):
        if name:
            text = text.replace(name, " ")
    return text


def _fold(text: str) -> tuple[set[str], set[tuple[str, str]]]:
    """Return the longer words of a text, and its pairs of neighbouring words."""
    words = [w for w in _WORD.findall(text.casefold()) if w != "s"]
    telling = {w for w in words if len(w) >= _TELLING_LETTERS}
    return telling, set(pairwise(words))
