"""Segments to the themes that people fixed, by what decisions taught; and what to ask next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from consult.coding.learning import Names, Telling, ThemeLearner, learn_themes
from consult.coding.queue import next_to_decide
from consult.coding.sentence_scores import Sentences
from consult.coding.shares import fitted_to_all
from consult.domain.ports import FloatMatrix

ENOUGH = 8
"""Members of a theme from which it is learned; with fewer, likeness to its words decides."""
_NEAR = 0.5
"""Cosine that a segment must reach to some member: whoever is like nobody makes a new point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """What people decided about the themes of one question, by numbers of segments and themes."""

    texts: Sequence[str]
    """The segments of the question."""
    vectors: FloatMatrix
    """(n, d) unit rows of the segments: what they are about, for nearness and the queue."""
    points: FloatMatrix
    """(n, p) unit rows of the segments, telling what point they make: what themes learn by."""
    names: Sequence[str]
    """Label and definition of each theme."""
    name_points: FloatMatrix
    """(k, p) unit rows of those, by the encoder of ``points``."""
    members: Sequence[Sequence[int]]
    """The segments that people put or left in each theme."""
    barred: Mapping[int, frozenset[int]]
    """Segment -> themes that a person took it out of."""
    sentences: Sentences | None = None
    """The sentences of the segments that have several, by the encoder of ``points``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedThemes:
    """What decisions teach about the segments of a question."""

    taught: Taught
    learner: ThemeLearner
    themes: tuple[int, ...]
    """The themes that have enough members, in order: the columns of the learner."""
    decided: tuple[int, ...]
    """The segments that people decided about, in order."""
    examples: tuple[int, ...]
    """Those, and then the undecided ones that stand for the rest: the learner's examples."""
    scores: npt.NDArray[np.float64]
    """(n, k) probabilities over all themes, 0 for those that are not learned."""
    thresholds: npt.NDArray[np.float64]
    """The probability from which a segment belongs, for each of ``themes``."""

    def bring(self) -> tuple[tuple[int, float] | None, ...]:
        """Return for each segment the theme it most probably belongs to, or None.

        A theme must be learned, reach its threshold and hold a member that the segment is near to;
        nobody's decision is overruled: a segment never goes to a theme it was taken out of.
        """
        count = len(self.taught.texts)
        lead = np.full((count, len(self.taught.names)), -1.0)
        for column, theme in enumerate(self.themes):
            rows = self.taught.vectors[np.array(self.taught.members[theme], dtype=np.int64)]
            near = (self.taught.vectors @ rows.T).max(axis=1) >= _NEAR
            share, bar = self.scores[:, theme], float(self.thresholds[column])
            lead[:, theme] = np.where(near & (share >= bar), share, -1.0)
        for segment, themes in self.taught.barred.items():
            lead[segment, sorted(themes)] = -1.0
        best = np.round(lead, 6).argmax(axis=1)
        return tuple(
            (theme, round(float(lead[n, theme]), 4)) if lead[n, theme] > 0 else None
            for n, theme in enumerate(best.tolist())
        )

    def explain(self, segment: int, theme: int) -> Telling:
        """Return why a segment is held to belong to a theme; its examples are segments' numbers.

        Raises:
            ValueError: when the theme is not learned.
        """
        found = self.learner.explain(
            self.taught.texts[segment],
            self.taught.points[segment : segment + 1],
            "",
            self.themes.index(theme),
        )
        return Telling(
            probability=float(self.scores[segment, theme]),
            nearest=tuple((self.examples[n], alike) for n, alike in found.nearest),
            words=found.words,
        )


def learn_from(taught: Taught) -> LearnedThemes | None:
    """Return what decisions teach about the themes of one question, or None where it is too little.

    A segment that people put into one theme and into no other counts against the others; one
    that was only taken out of a theme counts against that one. As many undecided segments stand for
    all that is in no theme; each of them is scored as if it had been left out. Probabilities are
    then fitted to the shares that themes have among the undecided segments.
    """
    themes = tuple(k for k, members in enumerate(taught.members) if len(members) >= ENOUGH)
    if not themes:
        return None
    decided, undecided = _parted(taught)
    examples = [*decided, *undecided[: len(decided)]]
    labels = _labels(taught, themes, examples, decided)
    if not (labels == 0).any():
        return None
    learner = learn_themes(
        [taught.texts[n] for n in examples],
        taught.points[np.array(examples, dtype=np.int64)],
        [""] * len(examples),
        labels,
        names=Names(
            texts=[taught.names[k] for k in themes],
            vectors=taught.name_points[np.array(themes, dtype=np.int64)],
        ),
        sentences=taught.sentences.among(examples) if taught.sentences else None,
    )
    asked = [""] * len(taught.texts)
    found = learner.score(taught.texts, taught.points, asked, taught.sentences)
    learned_from = np.array([examples[n] for n in learner.learned_from], dtype=np.int64)
    found[learned_from] = learner.unseen
    rest = np.array(sorted(undecided), dtype=np.int64)
    found[rest], thresholds = fitted_to_all(found[rest], learner.thresholds, labels)
    scores = np.zeros((len(taught.texts), len(taught.names)))
    scores[:, np.array(themes, dtype=np.int64)] = found
    return LearnedThemes(
        taught=taught,
        learner=learner,
        themes=themes,
        decided=tuple(decided),
        examples=tuple(examples),
        scores=scores,
        thresholds=thresholds,
    )


def _parted(taught: Taught) -> tuple[list[int], list[int]]:
    """Return the decided segments in order, and the others in an order that their words decide."""
    inside = {n for members in taught.members for n in members}
    decided = sorted(inside | {n for n, out in taught.barred.items() if out})
    undecided = sorted(
        set(range(len(taught.texts))).difference(decided),
        key=lambda n: (sha256(taught.texts[n].encode("utf-8", "surrogatepass")).digest(), n),
    )
    return decided, undecided


def _labels(
    taught: Taught, themes: Sequence[int], examples: Sequence[int], decided: Sequence[int]
) -> npt.NDArray[np.float64]:
    """Return (n, k): 1 for members, 0 for what is elsewhere or undecided, NaN for unknown."""
    place = {segment: row for row, segment in enumerate(examples)}
    inside = {n for members in taught.members for n in members}
    labels = np.zeros((len(examples), len(themes)))
    labels[[place[n] for n in decided if n not in inside]] = np.nan
    for column, theme in enumerate(themes):
        labels[[place[n] for n in taught.members[theme]], column] = 1.0
        labels[[place[n] for n, out in taught.barred.items() if theme in out], column] = 0.0
    return labels


def ask_next(taught: Taught, learned: LearnedThemes | None, *, count: int) -> tuple[int, ...]:
    """Return the undecided segments of a question whose decision would teach most, best first."""
    decided, undecided = _parted(taught)
    open_ones = sorted(undecided)
    rest = np.array(open_ones, dtype=np.int64)
    columns = np.array(learned.themes if learned else (), dtype=np.int64)
    picked = next_to_decide(
        [taught.texts[n] for n in open_ones],
        learned.scores[rest][:, columns] if learned else np.zeros((len(rest), 0)),
        learned.thresholds if learned else np.zeros(0),
        taught.vectors[rest],
        taught.vectors[np.array(decided, dtype=np.int64)],
        np.array([len(taught.members[k]) for k in columns.tolist()], dtype=np.int64),
        count=count,
    )
    return tuple(open_ones[n] for n in picked)
