"""The themes that people fixed, as they hold in this run: codebooks, then decisions in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from consult.coding.decided_themes import FixedTheme, replay
from consult.domain.coding import QuestionCoding, ThemeStatus
from consult.domain.consultation import QuestionKind
from consult.domain.document import Document
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.run import Decision
from consult.domain.segment import Segment
from consult.pipeline.anchored import Passages
from consult.pipeline.theme_orders import find_theme_orders, without_theme
from consult.settings.codebooks import load_codebook
from consult.settings.model import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """What people fixed, and what of their decisions found no place."""

    themes: tuple[FixedTheme, ...] = ()
    """In order of id."""
    versions: Mapping[str | None, int] = field(default_factory=lambda: MappingProxyType({}))
    """Question id -> the version of its codebook; absent means 0."""
    problems: tuple[Problem, ...] = ()

    def of(self, question_id: str | None) -> list[FixedTheme]:
        """Return the themes of a question, in order of id."""
        return [theme for theme in self.themes if theme.question_id == question_id]


def fix_themes(
    settings: Settings,
    decisions: Sequence[Decision],
    segments: Iterable[Segment],
    documents: Mapping[str, Document],
) -> Fixed:
    """Return what the codebooks give and people decided, on the segments of a run.

    Args:
        settings: with the questions of the run.
        decisions: all of them, in the order made.
        segments: what respondents say in their own responses.
        documents: by id.

    Raises:
        SettingsError: ``CODEBOOK_FILE`` when a codebook cannot be used.
    """
    given = load_codebook(settings)
    orders, problems = find_theme_orders(decisions, Passages(segments, documents))
    replayed = replay(given, orders)
    asked = {q.id for q in settings.consultation.questions if q.kind is QuestionKind.OPEN}
    kept = [t for t in replayed.themes if t.question_id is None or t.question_id in asked]
    versions = {t.question_id: 1 for t in given}
    for question_id, count in replayed.versions.items():
        versions[question_id] = versions.get(question_id, 0) + count
    return Fixed(
        themes=tuple(kept),
        versions=MappingProxyType(versions),
        problems=(
            *problems,
            *without_theme(decisions, replayed.without_theme),
            *(_unasked(t) for t in replayed.themes if t not in kept),
        ),
    )


def _unasked(theme: FixedTheme) -> Problem:
    return Problem(
        code=ProblemCode.DECISION_LOST,
        where=theme.id,
        message=(
            f"people fixed the theme “{theme.label[:60]}” under {theme.question_id}, which is no "
            "open question of the consultation now; bring the question back, or leave it."
        ),
        severity=Severity.WARNING,
    )


def with_members(
    codings: Iterable[QuestionCoding], fixed: Fixed, decided: Iterable[str]
) -> tuple[QuestionCoding, ...]:
    """Return the codings so that what people left in a theme answers the theme's question.

    Which question a text answers is judged among all texts, so that one more response may change
    it; a theme that people confirmed keeps its members all the same. Segments whose questions
    somebody ``decided`` stay as they are.
    """
    found = list(codings)
    known = {(c.segment_id, c.question_id) for c in found}
    settled = set(decided)
    for theme in fixed.themes:
        if theme.question_id is None or theme.status is ThemeStatus.REJECTED:
            continue
        for segment_id, pin in theme.members.items():
            key = (segment_id, theme.question_id)
            if key not in known and segment_id not in settled:
                known.add(key)
                found.append(
                    QuestionCoding(
                        segment_id=segment_id,
                        question_id=theme.question_id,
                        score=pin.score,
                        coder=pin.coder,
                        at=pin.at,
                    )
                )
    return tuple(sorted(found, key=lambda c: (c.segment_id, c.question_id)))
