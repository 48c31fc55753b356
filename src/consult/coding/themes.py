"""Candidate themes of one question: groups that make the same point, never across sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from consult.coding.key_points import KeyPoint, choose_key_point
from consult.coding.labels import definition_for, label_for, typical_phrases
from consult.coding.lexical import LexicalSpace
from consult.coding.parents import find_parents
from consult.coding.procedure import is_procedural
from consult.coding.theme_groups import Grouping
from consult.coding.theme_stability import theme_stability
from consult.domain.coding import Theme, ThemeCoding
from consult.domain.ids import make_id

if TYPE_CHECKING:
    from consult.coding.mutual import MutualReadings
    from consult.coding.same_points import SamePoints
    from consult.domain.document import Span
    from consult.domain.ports import FloatMatrix, Phraser, ThemeDiscoverer

_FEW = 10
"""Respondents of a question below which a pair is soon "most of them"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSegments:
    """What was said to one question, column by column; every column has the same length."""

    ids: Sequence[str]
    texts: Sequence[str]
    respondent_ids: Sequence[str | None]
    sentences: Sequence[Sequence[Span]]
    """The sentences of each text, as spans of that text."""
    sides: Sequence[str | None] = ()
    """The position of each towards a proposition (AGREE, DISAGREE), None for none; or nothing."""
    names: Sequence[Sequence[str]] = ()
    """What the author of each text is called, who may introduce themselves by it; or nothing."""

    def side(self, index: int) -> str | None:
        """Return the side of one segment."""
        return self.sides[index] if self.sides else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeOptions:
    """How themes are made."""

    near: float = 0.5
    """The cosine that some two members of a theme must reach, of different respondents where it
    has several. It is a floor and no proof: of the few pairs of the demonstration that lay below
    it, most made different points."""
    near_among_few: float = 0.66
    """The same where few respond: a point that two of three are said to share must plainly be
    one."""
    list_singles_from: int = 200
    """Segments of a question from which a segment alone is listed and no theme of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTheme:
    """A candidate theme with its members, by index and in order."""

    theme: Theme
    """Its ``key_point`` is still None: only a quote cut from the document may stand there."""
    key_point: KeyPoint
    segment_indexes: tuple[int, ...]
    respondent_ids: tuple[str, ...]
    """Each once, sorted; a theme counts once for each respondent."""
    side: str | None
    """Of some of its members at least; the others have none that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeResult:
    """The candidate themes of a question, those of most respondents first."""

    found: tuple[FoundTheme, ...]
    codings: tuple[ThemeCoding, ...]
    """One for each segment in a theme, in order of segment."""
    unclustered: tuple[int, ...]
    """Indexes of segments in no theme, listed so that none is lost."""
    parents: tuple[Theme, ...] = ()
    """Themes that only stand above others, in order of id."""

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The themes alone, parents last."""
        return (*(found.theme for found in self.found), *self.parents)


def find_themes(
    question_id: str | None,
    segments: ThemeSegments,
    vectors: FloatMatrix,
    discoverer: ThemeDiscoverer,
    phraser: Phraser,
    *,
    options: ThemeOptions | None = None,
    fixed: Sequence[Theme] = (),
    subjects: FloatMatrix | None = None,
    regrouper: ThemeDiscoverer | None = None,
    mutual: MutualReadings | None = None,
    same: SamePoints | None = None,
) -> ThemeResult:
    """Return the candidate themes of one question.

    Segments of different sides are grouped apart; one of no known side may join those of a side.
    Every segment is in exactly one theme or among the unclustered; thanks, introductions and
    procedure make no theme. The result does not depend on the order of the segments, but for
    indexes.

    Args:
        question_id: None for what lies outside the questions.
        segments: what was said, without filler.
        vectors: (n, d) unit rows, one for each segment, that tell what point it makes.
        discoverer: groups texts that make the same point.
        phraser: finds noun phrases, for labels.
        options: see :class:`ThemeOptions`.
        fixed: the themes that people fixed for the question, whose ids and labels are taken.
        subjects: (n, e) unit rows that tell what each segment is about; ``vectors`` without them.
        mutual: tells which texts dispute or affirm each other.
        same: tells which texts make one point, where there is a reader of it.
        regrouper: finds the same groups as ``discoverer``, which does it itself without one, to
            see how steady they are.
    """
    count = len(segments.texts)
    if not count:
        return ThemeResult(found=(), codings=(), unclustered=())
    chosen = options or ThemeOptions()
    sides = [segments.side(index) for index in range(count)]
    names = segments.names or [()] * count
    procedural = [i for i in range(count) if is_procedural(segments.texts[i], names[i])]
    told = sorted(set(range(count)).difference(procedural))
    order = sorted(told, key=lambda i: (segments.texts[i], segments.ids[i]))
    few = len(set(segments.respondent_ids)) < _FEW
    subjects = vectors if subjects is None else subjects
    grouping = Grouping(
        texts=segments.texts,
        sides=sides,
        respondent_ids=segments.respondent_ids,
        points=vectors,
        subjects=subjects,
        discoverer=discoverer,
        floor=chosen.near_among_few if few else chosen.near,
        mutual=mutual,
        same=same,
    )
    groups = grouping.of(order)
    centrality = _centrality(groups, vectors)
    lexical = LexicalSpace(segments.texts)
    kept, unclustered = _set_singles_apart(groups, count, chosen)
    pointed = _merge_equal_points(
        [
            (
                sides[members[0]],
                choose_key_point(members, segments.texts, segments.sentences, centrality, lexical),
                members,
            )
            for members in kept
        ]
    )
    ranked = sorted(pointed, key=lambda entry: _rank(entry, segments.respondent_ids))
    phrases = phraser.noun_phrases(list(segments.texts))
    origin = f"model:{discoverer.name}@{discoverer.revision}"
    found = _describe(question_id, ranked, segments, phrases, origin, fixed)
    parents = find_parents(question_id, found, segments.texts, subjects, phrases, origin, fixed)
    steady = theme_stability(
        question_id,
        {one.theme.id: one.segment_indexes for one in found},
        segments.ids,
        segments.respondent_ids,
        replace(grouping, discoverer=regrouper or discoverer).of,
    )
    found = tuple(
        replace(
            one,
            theme=replace(
                one.theme,
                parent_id=parents.above.get(one.theme.id),
                stability=steady.get(one.theme.id),
            ),
        )
        for one in found
    )
    codings = tuple(
        ThemeCoding(
            segment_id=segments.ids[index],
            question_id=question_id,
            theme_id=theme.theme.id,
            score=round(float(np.clip(centrality[index], 0, 1)), 4),
            coder=origin,
        )
        for index, theme in sorted(
            ((index, theme) for theme in found for index in theme.segment_indexes),
            key=lambda pair: pair[0],
        )
    )
    return ThemeResult(
        found=found,
        codings=codings,
        unclustered=tuple(sorted([*procedural, *unclustered])),
        parents=parents.themes,
    )


_Pointed = tuple[str | None, KeyPoint, list[int]]


def _centrality(groups: list[list[int]], vectors: FloatMatrix) -> FloatMatrix:
    """Return for each segment its cosine to the middle of its group."""
    result = np.zeros(vectors.shape[0], dtype=np.float32)
    for members in groups:
        rows = vectors[np.array(members)]
        middle = rows.mean(axis=0)
        middle /= max(float(np.linalg.norm(middle)), 1e-9)
        result[members] = rows @ middle
    return np.round(result, 5)


def _set_singles_apart(
    groups: list[list[int]], count: int, options: ThemeOptions
) -> tuple[list[list[int]], list[int]]:
    if count < options.list_singles_from:
        return groups, []
    kept = [members for members in groups if len(members) > 1]
    return kept, [members[0] for members in groups if len(members) == 1]


def _merge_equal_points(pointed: list[_Pointed]) -> list[_Pointed]:
    """Join groups of one side whose key points are the same words: they are one point."""
    merged: dict[tuple[str | None, str], _Pointed] = {}
    for side, point, members in pointed:
        key = (side, point.text.casefold())
        if key in merged:
            first = merged[key]
            merged[key] = (side, min(first[1], point, key=_point_order), [*first[2], *members])
        else:
            merged[key] = (side, point, members)
    return list(merged.values())


def _point_order(point: KeyPoint) -> tuple[float, str, int]:
    return (-point.score, point.text, point.segment_index)


def _rank(entry: _Pointed, respondent_ids: Sequence[str | None]) -> tuple[int, int, str, str]:
    side, point, members = entry
    respondents = {respondent_ids[index] for index in members}
    return (-len(respondents), -len(members), point.text, side or "")


def _describe(
    question_id: str | None,
    ranked: list[_Pointed],
    segments: ThemeSegments,
    phrases: Sequence[Sequence[Span]],
    origin: str,
    fixed: Sequence[Theme],
) -> tuple[FoundTheme, ...]:
    found: list[FoundTheme] = []
    labels = [theme.label for theme in fixed]
    used_ids = {i for theme in fixed for i in (theme.id, *theme.lineage)}
    for side, point, members in ranked:
        named_by = ("theme", question_id or "", point.text, *([side] if side else []))
        theme_id = make_id(*named_by)
        number = 1
        while theme_id in used_ids:
            # The same words stand in a theme that people fixed.
            theme_id = make_id(*named_by, str(number))
            number += 1
        used_ids.add(theme_id)
        texts = [segments.texts[index] for index in members]
        named = [phrases[index] for index in members]
        label = label_for(point.text, texts, named, labels)
        labels.append(label)
        respondents = {segments.respondent_ids[index] for index in members}
        found.append(
            FoundTheme(
                theme=Theme(
                    id=theme_id,
                    question_id=question_id,
                    label=label,
                    definition=definition_for(
                        point.text,
                        typical_phrases(texts, named, point.text),
                        side if all(segments.side(index) == side for index in members) else None,
                    ),
                    origin=origin,
                ),
                key_point=point,
                segment_indexes=tuple(sorted(members)),
                respondent_ids=tuple(sorted(r for r in respondents if r is not None)),
                side=side,
            )
        )
    return tuple(found)
