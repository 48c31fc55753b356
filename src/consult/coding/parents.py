"""Parents of candidate themes: which of them are about the same thing, and what it is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from consult.coding.labels import long_phrases
from consult.domain.coding import Theme, ThemeStatus
from consult.domain.ids import make_id

if TYPE_CHECKING:
    from consult.coding.themes import FoundTheme
    from consult.domain.document import Span
    from consult.domain.ports import FloatMatrix

MANY = 12
"""Candidates of a question up to which a list is read as it is."""
_APART = 0.75
"""Cosine distance on average from which two groups of themes are not about one thing."""
_COMMON = 0.34
"""Share of a question's themes above which a phrase is the question's subject, no parent's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parents:
    """Themes that stand above candidates; they hold no segment themselves."""

    themes: tuple[Theme, ...] = ()
    above: Mapping[str, str] = field(default_factory=dict)
    """Candidate id -> the id of its parent; a candidate that fits none is not there."""


def find_parents(
    question_id: str | None,
    found: Sequence[FoundTheme],
    texts: Sequence[str],
    vectors: FloatMatrix,
    phrases: Sequence[Sequence[Span]],
    origin: str,
    fixed: Sequence[Theme] = (),
) -> Parents:
    """Return parents for the candidates of one question where there are many.

    Candidates whose middles lie together (average linkage on cosine, after what all have in common
    is taken away) and that share a noun phrase stand below it, and so does any other candidate that
    names it; of several the longest name. A parent is a subject, no point: it
    may stand above points of both sides, and nothing is counted by it. A subject that people
    fixed is the theme that it became, and no parent once it is rejected. The result does not
    depend on the order of candidates or texts.

    Args:
        question_id: None for what lies outside the questions.
        found: the candidates, with the indexes of their members.
        texts: all texts of the question.
        vectors: (n, d) unit rows, one for each text.
        phrases: the noun phrases of each text.
        origin: who proposes them.
        fixed: the themes that people fixed for the question.
    """
    if len(found) <= MANY:
        return Parents()
    from sklearn.cluster import AgglomerativeClustering

    order = sorted(found, key=lambda one: one.theme.id)
    middles = np.stack([vectors[np.array(one.segment_indexes)].mean(axis=0) for one in order])
    middles = middles - middles.mean(axis=0)
    lengths = np.linalg.norm(middles, axis=1, keepdims=True)
    rows = np.round(middles / np.maximum(lengths, 1e-9), 5)
    labels = AgglomerativeClustering(
        n_clusters=None, metric="cosine", linkage="average", distance_threshold=_APART
    ).fit_predict(rows)
    named = [_phrases_of(one, texts, phrases) for one in order]
    spread = Counter(key for mentions in named for key in mentions)
    themes: dict[str, Theme] = {}
    keys: dict[str, str] = {}
    above: dict[str, str] = {}
    for label in sorted(set(labels.tolist())):
        group = [n for n, of in enumerate(labels.tolist()) if of == label]
        key = _shared([named[n] for n in group], spread, len(order))
        if key is None:
            continue
        written = min(named[n][key] for n in group if key in named[n])
        theme_id = make_id("theme", question_id or "", "subject", key)
        became = _became(theme_id, fixed)
        if became is not None and became.status is ThemeStatus.REJECTED:
            continue
        made = became or Theme(
            id=theme_id,
            question_id=question_id,
            label=written[:1].upper() + written[1:],
            definition=f"What is said about “{written}”: a group of themes.",
            origin=origin,
        )
        if became is None:
            themes[made.id] = made
        keys[key] = made.id
        above.update((order[n].theme.id, made.id) for n in group if key in named[n])
    for one, mentions in zip(order, named, strict=True):
        named_here = sorted((len(key.split()), len(key), key) for key in keys if key in mentions)
        if one.theme.id not in above and named_here:
            above[one.theme.id] = keys[named_here[-1][2]]
    return Parents(themes=tuple(themes[i] for i in sorted(themes)), above=above)


def _became(theme_id: str, fixed: Sequence[Theme]) -> Theme | None:
    """Return the theme that a subject is since people decided about it, or None."""
    candidates = [
        (one.lineage.index(theme_id) + 1 if theme_id in one.lineage else 0, one.id, one)
        for one in fixed
        if theme_id in (one.id, *one.lineage)
    ]
    return min(candidates, key=lambda c: c[:2])[2] if candidates else None


def _phrases_of(
    one: FoundTheme, texts: Sequence[str], phrases: Sequence[Sequence[Span]]
) -> dict[str, str]:
    """Return the phrases of a theme and their ends, as key -> how they are written."""
    mentions: dict[str, str] = {}
    for index in one.segment_indexes:
        for phrase in long_phrases(texts[index], phrases[index]):
            words = phrase.split()
            for start in range(len(words)):
                part = " ".join(words[start:])
                key = _key(part)
                if len(key) > 3:
                    mentions[key] = min(part, mentions.get(key, part))
    return mentions


def _key(phrase: str) -> str:
    """Return a phrase without case and the plural's ending."""
    text = phrase.casefold()
    if text.endswith(("sses", "uses", "xes", "ches", "shes")):
        return text[:-2]
    if text.endswith("ies") and len(text) > 4:
        return text[:-3] + "y"
    return text[:-1] if text.endswith("s") and not text.endswith(("ss", "us", "is")) else text


def _shared(group: Sequence[Mapping[str, str]], spread: Counter[str], themes: int) -> str | None:
    """Return the phrase that most of a group share and few others do; the longest of equals."""
    counted = Counter(key for mentions in group for key in mentions)
    fitting = [
        key
        for key, count in counted.items()
        if count >= 2 and 2 * count >= len(group) and spread[key] <= _COMMON * themes
    ]
    return min(fitting, key=lambda k: (-counted[k], -len(k.split()), -len(k), k), default=None)
