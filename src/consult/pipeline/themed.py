"""Segments to themes, question by question, and what is outside the questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from consult.coding.mutual import MutualReadings
from consult.coding.same_points import SamePoints
from consult.coding.themes import ThemeOptions, ThemeSegments, find_themes
from consult.domain.coding import (
    Codebook,
    QuestionCoding,
    Theme,
    ThemeCoding,
)
from consult.domain.consultation import Consultation, QuestionKind
from consult.domain.document import Document, Span
from consult.domain.ports import Embedder
from consult.domain.quote import Quote
from consult.domain.segment import Segment
from consult.domain.verbs import has_finite_verb
from consult.pipeline.engines import Engines
from consult.pipeline.fixed_coding import Asked, FixedCoding, code_fixed
from consult.pipeline.fixed_themes import Fixed
from consult.pipeline.segmented import Sentences
from consult.pipeline.sided import Sides
from consult.pipeline.surroundings import Surroundings
from consult.settings.model import Settings

_FRAGMENT_WORDS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Themed:
    """Themes with their codings, and the quote of each theme's key point."""

    themes: tuple[Theme, ...]
    codings: tuple[ThemeCoding, ...]
    codebooks: tuple[Codebook, ...]
    key_points: Mapping[str, Quote]


class Themer:
    """Finds the themes of one question after another among the segments of a run."""

    def __init__(
        self,
        segments: Sequence[Segment],
        documents: Mapping[str, Document],
        sentences: Mapping[str, Sentences],
        engines: Engines,
        settings: Settings,
        *,
        embedder: Embedder,
        matcher: Embedder,
        fixed: Fixed,
        mutual: MutualReadings | None = None,
        same: SamePoints | None = None,
        names: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """Take the segments that respondents say in their own responses, and what people fixed.

        The embedder tells what they are about, the matcher what point they make, ``mutual`` which
        of them cannot make one point, ``same`` which do. ``names`` are what each respondent is
        called, by id.
        """
        self._segments = {s.id: s for s in segments}
        self._documents = documents
        self._sentences = sentences
        self._surroundings = Surroundings(documents)
        self._engines = engines
        self._embedder = embedder
        self._matcher = matcher
        self._settings = settings
        self._fixed = fixed
        self._mutual = mutual
        self._same = same
        self._names = names or {}

    def find(
        self,
        consultation: Consultation,
        question_codings: Iterable[QuestionCoding],
        sides: Sides,
    ) -> Themed:
        """Return the candidate themes of every open question and of what is outside them all."""
        answering: dict[str | None, list[str]] = {
            q.id: [] for q in consultation.questions if q.kind is QuestionKind.OPEN
        }
        asked: set[str] = set()
        leading = self._only_leading()
        for coding in question_codings:
            asked.add(coding.segment_id)
            if coding.segment_id in self._segments and coding.segment_id not in leading:
                answering.setdefault(coding.question_id, []).append(coding.segment_id)
        answering[None] = [
            i
            for i, s in self._segments.items()
            if i not in asked and i not in leading and not _is_fragment(s.text)
        ]
        themes: list[Theme] = []
        codings: list[ThemeCoding] = []
        codebooks: list[Codebook] = []
        key_points: dict[str, Quote] = {}
        for question_id, ids in answering.items():
            found, coded, keys = self._of_question(question_id, sorted(set(ids)), sides)
            themes.extend(found)
            codings.extend(coded)
            key_points.update(keys)
            version = self._fixed.versions.get(question_id, 0)
            codebooks.append(
                Codebook(question_id=question_id, version=version, themes=tuple(found))
            )
        return Themed(
            themes=tuple(sorted(themes, key=lambda t: t.id)),
            codings=tuple(sorted(codings, key=lambda c: (c.segment_id, c.theme_id))),
            codebooks=tuple(codebooks),
            key_points=key_points,
        )

    def _only_leading(self) -> frozenset[str]:
        """Return the segments that say nothing but what the items of their lists are read with.

        Those that people put into a theme stay there.
        """
        held = {i for theme in self._fixed.themes for i in theme.members}
        return frozenset(
            i
            for i, segment in self._segments.items()
            if i not in held and self._surroundings.only_leads_into_items(segment)
        )

    def _of_question(
        self, question_id: str | None, ids: Sequence[str], sides: Sides
    ) -> tuple[list[Theme], tuple[ThemeCoding, ...], dict[str, Quote]]:
        """Return what people fixed and, of all that it does not hold, the candidates."""
        fixed = self._fixed.of(question_id)
        if not ids and not fixed:
            return [], (), {}
        segments = [self._segments[i] for i in ids]
        texts = [s.text for s in segments]
        asked = Asked(
            question_id=question_id,
            segments=segments,
            vectors=self._embedder.encode(texts),
            points=self._matcher.encode(texts),
            sides=[sides.get((question_id or "", i)) for i in ids],
            documents=self._documents,
            sentences_of=self._sentences_of,
            names=[self._names.get(s.respondent_id or "", ()) for s in segments],
        )
        version = self._fixed.versions.get(question_id, 0)
        sure = self._settings.codebook.sure
        held = code_fixed(asked, fixed, self._matcher, version=version, sure=sure)
        themes, codings, keys = self._candidates(asked, held)
        codings = tuple(replace(c, codebook_version=version) for c in codings)
        everything = {**held.key_points, **keys}
        there = {t.id for t in (*held.themes, *themes)}
        found = [
            replace(
                t,
                key_point=everything[t.id].id if t.id in everything else None,
                parent_id=t.parent_id if t.parent_id in there else None,
            )
            for t in (*held.themes, *themes)
        ]
        return found, (*held.codings, *codings), everything

    def _candidates(
        self, asked: Asked, held: FixedCoding
    ) -> tuple[tuple[Theme, ...], tuple[ThemeCoding, ...], dict[str, Quote]]:
        rest = [asked.segments[n] for n in held.rest]
        rows = np.array(held.rest, dtype=np.int64)
        density = self._settings.analysis.theme_density_from
        result = find_themes(
            asked.question_id,
            ThemeSegments(
                ids=[s.id for s in rest],
                texts=[s.text for s in rest],
                respondent_ids=[s.respondent_id for s in rest],
                sentences=[self._sentences_of(s) for s in rest],
                sides=[asked.sides[n] for n in held.rest],
                names=[asked.names[n] for n in held.rest],
            ),
            asked.points[rows],
            self._engines.discoverer,
            self._engines.phraser,
            # What people took out of the machine's hands makes a question no smaller.
            options=ThemeOptions(
                list_singles_from=1 if len(asked.segments) >= density else density
            ),
            fixed=held.themes,
            subjects=asked.vectors[rows],
            regrouper=self._engines.regrouper,
            mutual=self._mutual,
            same=self._same,
        )
        keys: dict[str, Quote] = {}
        for found in result.found:
            segment = rest[found.key_point.segment_index]
            keys[found.theme.id] = Quote.cut(
                self._documents[segment.document_id],
                segment.start + found.key_point.start,
                segment.start + found.key_point.end,
                segment_id=segment.id,
                respondent_id=segment.respondent_id,
            )
        return result.themes, result.codings, keys

    def _sentences_of(self, segment: Segment) -> list[Span]:
        """Return the sentences inside a segment, as spans of its text."""
        index = self._surroundings.block_index(segment)
        block = self._documents[segment.document_id].blocks[index]
        spans = []
        for sentence in self._sentences[segment.document_id][index]:
            start = max(block.start + sentence.start, segment.start) - segment.start
            end = min(block.start + sentence.end, segment.end) - segment.start
            if start < end:
                spans.append(Span(start=start, end=end))
        return spans


def _is_fragment(text: str) -> bool:
    """Tell whether a text outside the questions is a title, date or name rather than a point.

    It is where its few words have neither a final stop nor a common finite verb.
    """
    ends = text.rstrip().endswith((".", "!"))
    return len(text.split()) <= _FRAGMENT_WORDS and not ends and not has_finite_verb(text)
