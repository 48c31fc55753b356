"""The segments of one question to the themes that people fixed there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from consult.coding.codebook import ThemeWords, Units, assign_to_themes
from consult.coding.decided_themes import FixedTheme
from consult.coding.key_points import choose_key_point
from consult.coding.lexical import LexicalSpace
from consult.coding.procedure import is_procedural
from consult.coding.sentence_scores import sentences_at
from consult.domain.anchor import Anchor
from consult.domain.coding import Theme, ThemeCoding, ThemeStatus
from consult.domain.document import Document, Span
from consult.domain.ports import Embedder, FloatMatrix
from consult.domain.quote import Quote
from consult.domain.segment import Segment
from consult.pipeline.learned import Taught, learn_from

_PROBABLE = 0.45
"""Probability below which nothing is brought to a theme by learning, however low the threshold
that its examples suggest: they know only themes that people fixed, and texts make other points."""
SentencesOf = Callable[[Segment], Sequence[Span]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedCoding:
    """What people's themes hold of one question, and what is left for candidates."""

    themes: tuple[Theme, ...]
    """In order of id, rejected ones with them, key points not yet filled in."""
    codings: tuple[ThemeCoding, ...]
    key_points: Mapping[str, Quote]
    rest: tuple[int, ...]
    """Indexes of the segments that no fixed theme holds; those of rejected ones are not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The segments of one question, column by column."""

    question_id: str | None
    segments: Sequence[Segment]
    vectors: FloatMatrix
    """What each segment is about."""
    points: FloatMatrix
    """What point each segment makes."""
    sides: Sequence[str | None]
    documents: Mapping[str, Document]
    sentences_of: SentencesOf
    names: Sequence[Sequence[str]] = ()
    """What the author of each segment is called; or nothing."""


def code_fixed(
    asked: Asked,
    fixed: Sequence[FixedTheme],
    matcher: Embedder,
    *,
    version: int,
    sure: float,
) -> FixedCoding:
    """Return what belongs to the themes that people fixed: members first, then what is sure.

    What people put into a theme or left in it stays; nothing is brought to a rejected theme, and
    its members are in no theme until a person moves them. Thanks and procedure go nowhere by
    themselves.
    """
    index_of = {s.id: n for n, s in enumerate(asked.segments)}
    held = {
        theme.id: [i for i in sorted(theme.members) if i in index_of]
        for theme in fixed
        if theme.question_id == asked.question_id
    }
    confirmed = [t for t in fixed if t.id in held and t.status is ThemeStatus.CONFIRMED]
    taken = {i for ids in held.values() for i in ids}
    codings = [
        ThemeCoding(
            segment_id=segment_id,
            question_id=asked.question_id,
            theme_id=theme.id,
            score=theme.members[segment_id].score,
            coder=theme.members[segment_id].coder,
            at=theme.members[segment_id].at,
            codebook_version=version,
        )
        for theme in confirmed
        for segment_id in held[theme.id]
    ]
    names = asked.names or [()] * len(asked.segments)
    free = [
        n
        for n, s in enumerate(asked.segments)
        if s.id not in taken and not is_procedural(s.text, names[n])
    ]
    brought = _bring(asked, confirmed, held, free, matcher, sure)
    codings += [
        ThemeCoding(
            segment_id=asked.segments[index].id,
            question_id=asked.question_id,
            theme_id=theme_id,
            score=score,
            coder=coder,
            codebook_version=version,
        )
        for index, (theme_id, score, coder) in brought.items()
    ]
    members: dict[str, list[int]] = {t.id: [index_of[i] for i in held[t.id]] for t in confirmed}
    for index, (theme_id, _, _) in brought.items():
        members[theme_id].append(index)
    return FixedCoding(
        themes=tuple(_as_theme(t) for t in fixed if t.id in held),
        codings=tuple(sorted(codings, key=lambda c: (c.segment_id, c.theme_id))),
        key_points={
            t.id: quote
            for t in confirmed
            if (quote := _key_point(asked, t, sorted(members[t.id]))) is not None
        },
        rest=tuple(
            n for n, s in enumerate(asked.segments) if s.id not in taken and n not in brought
        ),
    )


def _bring(
    asked: Asked,
    confirmed: Sequence[FixedTheme],
    held: Mapping[str, Sequence[str]],
    free: Sequence[int],
    matcher: Embedder,
    sure: float,
) -> dict[int, tuple[str, float, str]]:
    """Return segment index -> (theme id, score, coder) for free segments that plainly fit.

    Of a theme with enough members, what people decided teaches who else belongs to it; of the
    others, likeness to its words and members tells.
    """
    if not confirmed or not free:
        return {}
    index_of = {s.id: n for n, s in enumerate(asked.segments)}
    members = [[index_of[i] for i in held[theme.id]] for theme in confirmed]
    barred = {
        index_of[segment_id]: frozenset(
            k for k, theme in enumerate(confirmed) if segment_id in theme.barred
        )
        for theme in confirmed
        for segment_id in theme.barred
        if segment_id in index_of
    }
    themes = _theme_words(asked, confirmed, members, matcher)
    texts = [segment.text for segment in asked.segments]
    spans = [asked.sentences_of(segment) for segment in asked.segments]
    sentences = sentences_at(texts, spans, matcher)
    units = Units(whole=asked.points, sentences=sentences.vectors, owners=sentences.owners)
    alike = assign_to_themes(units, themes, asked.sides, barred, sure)
    names = [f"{theme.label}. {theme.definition}" for theme in confirmed]
    learned = learn_from(
        Taught(
            texts=texts,
            vectors=asked.vectors,
            points=asked.points,
            names=names,
            name_points=matcher.encode(names),
            members=members,
            barred=barred,
            sentences=sentences,
        )
    )
    taught = learned.bring() if learned else (None,) * len(asked.segments)
    by_learning = f"model:learned-themes@{len(learned.decided)}" if learned else ""
    by_likeness = f"model:{matcher.name}@{matcher.revision}"
    found: dict[int, tuple[str, float, str]] = {}
    for index in free:
        known, near = taught[index], alike[index]
        if (
            known is not None
            and known[1] >= _PROBABLE
            and not _other_side(themes[known[0]].side, asked.sides[index])
        ):
            found[index] = (confirmed[known[0]].id, known[1], by_learning)
        elif near is not None and (learned is None or near[0] not in learned.themes):
            found[index] = (confirmed[near[0]].id, near[1], by_likeness)
    return found


def _other_side(of_theme: str | None, of_segment: str | None) -> bool:
    return of_theme is not None and of_theme != of_segment


def _theme_words(
    asked: Asked,
    confirmed: Sequence[FixedTheme],
    members: Sequence[Sequence[int]],
    matcher: Embedder,
) -> list[ThemeWords]:
    words = [_words_of(theme) for theme in confirmed]
    flat = matcher.encode([text for texts in words for text in texts])
    ends = np.cumsum([len(texts) for texts in words]).tolist()
    themes = []
    for theme, held, start, end in zip(confirmed, members, [0, *ends[:-1]], ends, strict=True):
        # A codebook's theme is a subject that both sides may speak to, whoever came first.
        sides = [] if theme.origin.startswith("codebook:") else [asked.sides[n] for n in held]
        themes.append(ThemeWords(words=flat[start:end], members=held, side=_side_of(sides)))
    return themes


def _side_of(sides: Sequence[str | None]) -> str | None:
    """Return the side that two of three of those who take one take, or None."""
    counted = Counter(side for side in sides if side is not None)
    side, count = min(counted.items(), key=lambda one: (-one[1], one[0]), default=("", 0))
    return side if count and 3 * count >= 2 * counted.total() else None


def _words_of(theme: FixedTheme) -> list[str]:
    """Return the words that people chose for a theme; a machine's only repeat a member."""
    said = (theme.label, theme.definition, *theme.examples) if theme.named else theme.examples
    if theme.named and theme.origin.startswith("model:"):
        said = (theme.label, *theme.examples)
    return list(dict.fromkeys(text for text in said if text))


def _as_theme(theme: FixedTheme) -> Theme:
    return Theme(
        id=theme.id,
        question_id=theme.question_id,
        label=theme.label,
        definition=theme.definition,
        status=theme.status,
        parent_id=theme.parent_id,
        origin=theme.origin,
        lineage=theme.lineage,
    )


def _key_point(asked: Asked, theme: FixedTheme, members: Sequence[int]) -> Quote | None:
    """Return the words that said it best when somebody decided, or the best of today."""
    if not members:
        return None
    if theme.key_point is not None:
        quote = _anchored(asked, theme.key_point, members)
        if quote is not None:
            return quote
    texts = [asked.segments[n].text for n in members]
    rows = asked.points[np.array(members)]
    middle = rows.mean(axis=0)
    middle /= max(float(np.linalg.norm(middle)), 1e-9)
    point = choose_key_point(
        range(len(members)),
        texts,
        [asked.sentences_of(asked.segments[n]) for n in members],
        np.round(rows @ middle, 5),
        LexicalSpace(texts),
    )
    segment = asked.segments[members[point.segment_index]]
    return _cut(asked, segment, segment.start + point.start, segment.start + point.end)


def _anchored(asked: Asked, anchor: Anchor, members: Sequence[int]) -> Quote | None:
    document = asked.documents.get(anchor.document_id)
    span = anchor.find(document.text) if document else None
    if span is None:
        return None
    for segment in (asked.segments[n] for n in members):
        inside = segment.start <= span.start and span.end <= segment.end
        if inside and segment.document_id == anchor.document_id:
            return _cut(asked, segment, span.start, span.end)
    return None


def _cut(asked: Asked, segment: Segment, start: int, end: int) -> Quote:
    return Quote.cut(
        asked.documents[segment.document_id],
        start,
        end,
        segment_id=segment.id,
        respondent_id=segment.respondent_id,
    )
