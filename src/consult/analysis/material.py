"""The corpus sorted once for the analysis: by question, theme and proposition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from consult.analysis.base import Base, question_base, segments_by_question, whole_base
from consult.analysis.clauses import Clause, common_first_words, make_clause
from consult.analysis.options import FindingOptions, SpeechActsLike
from consult.analysis.positions import counting_codings, stance_question_ids
from consult.analysis.quote_choice import Similarity
from consult.analysis.standing import Spoken, Standing, take_stand
from consult.domain.coding import StanceCoding, Theme, ThemeStatus
from consult.domain.consultation import Proposition, Question, QuestionKind
from consult.domain.document import Span
from consult.domain.quote import Quote
from consult.domain.run import Corpus


@dataclass(kw_only=True)
class Material:
    """A corpus with its options; every view of it is made once, when it is first asked for."""

    corpus: Corpus
    options: FindingOptions
    acts: Mapping[str, SpeechActsLike]
    keys: Mapping[str, Quote]
    similarity: Similarity | None = None

    @cached_property
    def standing(self) -> Standing:
        """What counts and what is reported beside it."""
        return take_stand(self.corpus, self.options)

    @cached_property
    def left_out(self) -> frozenset[str]:
        """Ids of the segments that are nobody's view, and are accounted for as such."""
        return frozenset(e.subject_id for e in self.corpus.exclusions if e.stage == "code")

    @cached_property
    def own_by_question(self) -> dict[str, list[str]]:
        """Question id -> counting segments that answer it."""
        return segments_by_question(self.corpus.question_codings, self.standing.own)

    @cached_property
    def reported_by_question(self) -> dict[str, list[str]]:
        """Question id -> reported segments that speak to it."""
        return segments_by_question(self.corpus.question_codings, self.standing.reported)

    @cached_property
    def own_stances(self) -> tuple[StanceCoding, ...]:
        """The positions that count."""
        return counting_codings(self.corpus.stance_codings, self.standing)

    @cached_property
    def reported_stances(self) -> tuple[StanceCoding, ...]:
        """The positions of reported statements."""
        return counting_codings(self.corpus.stance_codings, self.standing, reported=True)

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """The themes that nobody rejected, in order of id."""
        kept = [t for t in self.corpus.themes if t.status is not ThemeStatus.REJECTED]
        return tuple(sorted(kept, key=lambda t: t.id))

    @cached_property
    def members(self) -> dict[str, dict[str, float]]:
        """Theme id -> segment id -> the best score."""
        found: dict[str, dict[str, float]] = {}
        for coding in self.corpus.theme_codings:
            scores = found.setdefault(coding.theme_id, {})
            scores[coding.segment_id] = max(coding.score, scores.get(coding.segment_id, 0.0))
        return found

    @cached_property
    def clauses(self) -> dict[str, Clause]:
        """Text of a proposition -> how it stands inside a sentence."""
        texts = sorted({p.text for p in self.corpus.consultation.propositions})
        common = common_first_words(texts, (d.text for d in self.corpus.documents))
        return {text: make_clause(text, common) for text in texts}

    def base_of(self, question: Question) -> Base:
        """Return the base of a question; to explain a closed question is to speak to it."""
        segment_ids = list(self.own_by_question.get(question.id, ()))
        if question.kind is QuestionKind.CLOSED and question.paired_with:
            segment_ids += self.own_by_question.get(question.paired_with, ())
        return question_base(question.id, self.standing, segment_ids, self.corpus, self.options)

    def reported_in(self, question: Question) -> list[str]:
        """Return the reported segments whose positions stand under a question, sorted."""
        ids = list(self.reported_by_question.get(question.id, ()))
        if self._speaks_for_pair(question) and question.paired_with:
            ids += self.reported_by_question.get(question.paired_with, ())
        return sorted(set(ids))

    def base_outside(self) -> Base:
        """Return the base of what is said outside the questions."""
        return whole_base(self.standing, self.corpus, self.options)

    def stances_in(self, question: Question, *, reported: bool = False) -> tuple[StanceCoding, ...]:
        """Return the positions taken in answers to a question or to the one it is paired with."""
        wanted = set(stance_question_ids(question))
        stances = self.reported_stances if reported else self.own_stances
        return tuple(c for c in stances if c.question_id in wanted)

    def propositions_in(self, question: Question) -> tuple[Proposition, ...]:
        """Return the propositions whose result stands under a question, in the paper's order.

        A closed question shows those of the open one it is paired with as well.
        """
        wanted = {question.id}
        if self._speaks_for_pair(question) and question.paired_with:
            wanted.add(question.paired_with)
        propositions = self.corpus.consultation.propositions
        return tuple(p for p in propositions if wanted & set(p.question_ids))

    def told_in(self, question: Question) -> bool:
        """Tell whether findings on propositions stand here and not under the paired question."""
        return self._partner(question) is None or self._speaks_for_pair(question)

    def spoken_in(self, question_id: str | None, counted: tuple[str, ...]) -> dict[str, Spoken]:
        """Return the segments of counted respondents that answer a question, or none at all."""
        if question_id is None:
            asked = {i for ids in self.own_by_question.values() for i in ids}
            ids = [i for i in self.standing.own if i not in asked]
        else:
            ids = self.own_by_question.get(question_id, [])
        wanted = set(counted)
        own = self.standing.own
        return {i: own[i] for i in sorted(ids) if own[i].respondent_id in wanted}

    def theme_members(
        self, theme: Theme, counted: tuple[str, ...]
    ) -> tuple[tuple[Spoken, float], ...]:
        """Return the segments of counted respondents in a theme, with scores, by segment id."""
        own, wanted = self.standing.own, set(counted)
        scores = self.members.get(theme.id, {})
        return tuple(
            (own[i], scores[i])
            for i in sorted(scores)
            if i in own and own[i].respondent_id in wanted
        )

    def key_of(self, theme: Theme) -> tuple[str, Span] | None:
        """Return the segment id and the span in it of a theme's key point, if it is known."""
        quote = self.keys.get(theme.id)
        spoken = self.standing.own.get(quote.segment_id or "") if quote else None
        if quote is None or spoken is None:
            return None
        start = quote.start - spoken.segment.start
        return (spoken.segment.id, Span(start=max(0, start), end=start + len(quote.text)))

    def _partner(self, question: Question) -> Question | None:
        if question.paired_with is None:
            return None
        questions = self.corpus.consultation.questions
        return next((q for q in questions if q.id == question.paired_with), None)

    def _speaks_for_pair(self, question: Question) -> bool:
        """The closed question speaks for its pair; of two alike, the first of the paper."""
        partner = self._partner(question)
        if partner is None:
            return False
        closed = question.kind is QuestionKind.CLOSED
        if closed != (partner.kind is QuestionKind.CLOSED):
            return closed
        order = [q.id for q in self.corpus.consultation.questions]
        return order.index(question.id) < order.index(partner.id)
