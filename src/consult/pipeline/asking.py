"""Which passages people should put into themes next: those whose decision teaches most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consult.coding.sentence_scores import sentences_of
from consult.domain.coding import ThemeStatus
from consult.domain.ports import Embedder
from consult.domain.segment import Segment
from consult.pipeline.codebooks import Standing, standing
from consult.pipeline.engines import Engines
from consult.pipeline.kept import KeptEmbedder
from consult.pipeline.learned import LearnedThemes, Taught, ask_next, learn_from
from consult.pipeline.workspace import Workspace
from consult.report.words import shown
from consult.settings.codebooks import OUTSIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A passage to decide, with the theme that it most probably belongs to and why."""

    segment_id: str
    question_id: str | None
    text: str
    theme_id: str | None = None
    label: str = ""
    probability: float = 0.0
    words: tuple[str, ...] = ()
    """Words of the passage that spoke for the theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What to decide next, question by question, what teaches most first."""

    folder: str
    asked: tuple[Question, ...]

    def summary(self) -> list[dict[str, Any]]:
        """Return the facts for machines."""
        return [
            {
                "segment_id": one.segment_id,
                "question_id": one.question_id,
                "text": one.text,
                "theme_id": one.theme_id,
                "probability": round(one.probability, 4),
                "words": list(one.words),
            }
            for one in self.asked
        ]

    def as_lines(self) -> list[str]:
        """Return the facts for people."""
        if not self.asked:
            return ["Nothing is left to decide: every passage is in a theme that people fixed."]
        lines: list[str] = []
        for one in self.asked:
            lines.append(f"{one.segment_id}  {one.question_id or OUTSIDE}  {shown(one.text)}")
            if one.theme_id:
                told = f", for its {', '.join(one.words)}" if one.words else ""
                lines.append(f"    perhaps “{shown(one.label)}” ({one.probability:.2f}{told})")
        lines.append("")
        lines.append(
            f"consult codebook {self.folder} move THEME --segment SEGMENT --by … --reason …"
        )
        return lines


def next_passages(workspace: Workspace, count: int, engines: Engines | None = None) -> Queue:
    """Return for each question the passages, at most ``count``, whose decision teaches most.

    A question without any theme that people fixed asks for what stands for most of its passages.
    Nothing is changed by asking.

    Raises:
        StoreError: ``RUN_UNKNOWN`` when there is no run yet.
    """
    engines = engines or Engines(workspace.settings)
    with workspace.open_store() as store:
        now = standing(store)
        embedder = KeptEmbedder(engines.embedder, store)
        matcher = KeptEmbedder(engines.point_matcher, store)
        asked = [
            question
            for question_id, segments in _answering(now).items()
            for question in _of_question(now, question_id, segments, embedder, matcher, count)
        ]
    return Queue(folder=str(workspace.settings.folder), asked=tuple(asked))


def _answering(now: Standing) -> Mapping[str | None, list[Segment]]:
    corpus = now.result.corpus
    found: dict[str | None, list[Segment]] = {q.id: [] for q in corpus.consultation.questions}
    found[None] = []
    coded = set()
    for coding in corpus.question_codings:
        coded.add(coding.segment_id)
        if coding.segment_id in now.own:
            found[coding.question_id].append(now.own[coding.segment_id])
    found[None] = [s for i, s in sorted(now.own.items()) if i not in coded]
    return found


def _of_question(
    now: Standing,
    question_id: str | None,
    segments: Sequence[Segment],
    embedder: Embedder,
    matcher: Embedder,
    count: int,
) -> list[Question]:
    if not segments:
        return []
    index_of = {s.id: n for n, s in enumerate(segments)}
    themes = [
        t
        for t in now.themes.values()
        if t.question_id == question_id and t.status is ThemeStatus.CONFIRMED
    ]
    texts = [s.text for s in segments]
    names = [f"{t.label}. {t.definition}" for t in themes]
    taught = Taught(
        texts=texts,
        vectors=embedder.encode(texts),
        points=matcher.encode(texts),
        names=names,
        name_points=matcher.encode(names),
        members=[[index_of[i] for i in sorted(t.members) if i in index_of] for t in themes],
        barred={
            index_of[i]: frozenset(k for k, t in enumerate(themes) if i in t.barred)
            for t in themes
            for i in t.barred
            if i in index_of
        },
        sentences=sentences_of(texts, matcher),
    )
    learned = learn_from(taught)
    return [
        _question(question_id, segments[n], n, learned, [(t.id, t.label) for t in themes])
        for n in ask_next(taught, learned, count=count)
    ]


def _question(
    question_id: str | None,
    segment: Segment,
    row: int,
    learned: LearnedThemes | None,
    themes: Sequence[tuple[str, str]],
) -> Question:
    if learned is None or not learned.themes:
        return Question(segment_id=segment.id, question_id=question_id, text=segment.text)
    best = max(learned.themes, key=lambda k: (float(learned.scores[row, k]), -k))
    why = learned.explain(row, best)
    return Question(
        segment_id=segment.id,
        question_id=question_id,
        text=segment.text,
        theme_id=themes[best][0],
        label=themes[best][1],
        probability=float(learned.scores[row, best]),
        words=tuple(word for word, _ in why.words),
    )
