"""From everything a run knows to what it says, per question and outside the questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from consult.analysis.closed import closed_result
from consult.analysis.compose import Composer
from consult.analysis.consent import may_be_quoted
from consult.analysis.material import Material
from consult.analysis.options import FindingOptions, SpeechActsLike
from consult.analysis.positions import proposition_result
from consult.analysis.quote_choice import Similarity
from consult.analysis.telling import tell_positions, tell_speakers, tell_themes
from consult.domain.coding import TICK_CODER, WORDS_CODER, Position
from consult.domain.consultation import Question
from consult.domain.finding import Finding, FindingKind, QuestionFindings
from consult.domain.outcome import Exclusion
from consult.domain.quote import Quote
from consult.domain.run import Corpus

_NO_ACTS: Mapping[str, SpeechActsLike] = {}
_NO_KEYS: Mapping[str, Quote] = {}
_CLEAR = {Position.AGREE, Position.AGREE_WITH_CONDITIONS, Position.DISAGREE}
_QUOTES_REPORTED = 20
"""What somebody else reports is little, and all of it must be seen."""
_READ_SURELY = 0.85
"""Score from which a reading against a tick keeps its author from being introduced by the tick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found: questions in the order of the paper, then what is outside them."""

    questions: tuple[QuestionFindings, ...]
    quotes: tuple[Quote, ...]
    """Every quote that a finding, a list or a theme's key point names, in order of id."""
    exclusions: tuple[Exclusion, ...] = ()
    """Reported statements left out because their speaker makes them in its own response."""


def find(
    corpus: Corpus,
    options: FindingOptions | None = None,
    speech_acts: Mapping[str, SpeechActsLike] = _NO_ACTS,
    *,
    key_points: Mapping[str, Quote] = _NO_KEYS,
    similarity: Similarity | None = None,
) -> Findings:
    """Return the findings of every question and one more for what is outside the questions.

    Args:
        corpus: everything that is known; the order of its records changes nothing.
        options: conventions of counting and wording, the defaults if None.
        speech_acts: by segment id, where a segment asks, challenges or sets a condition.
        key_points: by theme id, the quote of its key point.
        similarity: scores sentences by nearness to a proposition; shared words if None.

    Raises:
        IntegrityError: ``QUOTE_SPAN`` when a segment is not where it says, or
            ``STATEMENT_WORDING`` when a statement would not fit its numbers.
    """
    material = Material(
        corpus=corpus,
        options=options or FindingOptions(),
        acts=speech_acts,
        keys=key_points,
        similarity=similarity,
    )
    finder = _Finder(material=material)
    questions = [finder.question(q) for q in corpus.consultation.questions]
    questions.append(finder.outside())
    finder.keep(_showable_keys(material))
    return Findings(
        questions=tuple(questions),
        quotes=tuple(finder.quotes[i] for i in sorted(finder.quotes)),
        exclusions=material.standing.exclusions,
    )


@dataclass(slots=True, kw_only=True)
class _Finder:
    """Writes question after question and keeps every quote."""

    material: Material
    quotes: dict[str, Quote] = field(default_factory=dict)

    def question(self, question: Question) -> QuestionFindings:
        material = self.material
        base = material.base_of(question)
        stances = material.stances_in(question)
        propositions = material.propositions_in(question)
        results = tuple(proposition_result(p.id, stances, base.counted) for p in propositions)
        composer = self._composer(question.id, len(base.counted))
        # A claim of the paper that nobody was asked about is no side of a question.
        if len(results) == 1 and propositions[0].document_id is None:
            unticked = [c for c in stances if c.coder == TICK_CODER]
            doubted = {c.respondent_id for c in unticked if c.score >= _READ_SURELY}
            against = (*unticked, *(c for c in stances if c.coder == WORDS_CODER))
            composer.torn = {c.segment_id for c in against if c.segment_id}
            composer.held = {
                who: position
                for position, ids in results[0].positions.items()
                for who in ids
                if who not in doubted
            }
        if material.told_in(question):
            tell_positions(composer, material, propositions, results, stances)
        loose = tell_themes(composer, material, base.counted)
        self.keep(loose)
        return QuestionFindings(
            question_id=question.id,
            received=base.received,
            base=len(base.counted),
            base_respondent_ids=base.counted,
            propositions=results,
            closed=closed_result(question, material.standing),
            findings=self._done(composer),
            reported=self._reported(question),
            silent_organisation_ids=base.silent_organisation_ids,
            silent_individuals=base.silent_individuals,
            unclustered_quote_ids=tuple(q.id for q in loose),
        )

    def outside(self) -> QuestionFindings:
        base = self.material.base_outside()
        composer = self._composer(None, len(base.counted))
        loose = tell_themes(composer, self.material, base.counted)
        self.keep(loose)
        return QuestionFindings(
            question_id=None,
            received=base.received,
            base=len(base.counted),
            base_respondent_ids=base.counted,
            propositions=(),
            closed=None,
            findings=self._done(composer),
            reported=self._reported_outside(),
            silent_organisation_ids=(),
            silent_individuals=0,
            unclustered_quote_ids=tuple(q.id for q in loose),
        )

    def keep(self, quotes: Iterable[Quote]) -> None:
        self.quotes.update((q.id, q) for q in quotes if q.id not in self.quotes)

    def _composer(self, question_id: str | None, base: int, *, reported: bool = False) -> Composer:
        options = self.material.options
        if reported:
            most = max(_QUOTES_REPORTED, options.quotes_per_finding)
            options = replace(options, quotes_per_finding=most)
        return Composer(
            question_id=question_id,
            base=base,
            standing=self.material.standing,
            options=options,
            clauses=self.material.clauses,
            similarity=self.material.similarity,
            reported=reported,
        )

    def _done(self, composer: Composer) -> tuple[Finding, ...]:
        self.keep(composer.quotes.values())
        return composer.in_order()

    def _reported(self, question: Question) -> tuple[Finding, ...]:
        """Write the findings of reported statements, beside the base."""
        material = self.material
        known = material.standing.reported
        here = material.reported_in(question)
        speakers = sorted({known[i].respondent_id for i in here})
        composer = self._composer(question.id, len(speakers), reported=True)
        stances = material.stances_in(question, reported=True)
        told_elsewhere: set[str | None] = set()
        if not material.told_in(question):
            told_elsewhere = {c.segment_id for c in stances if c.position in _CLEAR}
        else:
            propositions = material.propositions_in(question)
            results = tuple(proposition_result(p.id, stances, speakers) for p in propositions)
            tell_positions(composer, material, propositions, results, stances)
        ids = material.reported_by_question.get(question.id, ())
        spoken = [known[i] for i in ids if i not in told_elsewhere]
        tell_speakers(composer, material, spoken, FindingKind.POINT)
        return self._done(composer)

    def _reported_outside(self) -> tuple[Finding, ...]:
        """Write the findings of reported statements that speak to no question."""
        material = self.material
        asked = {i for ids in material.reported_by_question.values() for i in ids}
        spoken = [s for i, s in sorted(material.standing.reported.items()) if i not in asked]
        speakers = {s.respondent_id for s in spoken}
        composer = self._composer(None, len(speakers), reported=True)
        tell_speakers(composer, material, spoken, FindingKind.OUTSIDE_THE_QUESTIONS)
        return self._done(composer)


def _showable_keys(material: Material) -> list[Quote]:
    """Return the key points that may be shown, in order of theme."""
    standing = material.standing
    kept: list[Quote] = []
    for theme in material.themes:
        quote = material.keys.get(theme.id)
        spoken = standing.own.get(quote.segment_id or "") if quote else None
        if quote is None or spoken is None or not spoken.showable:
            continue
        respondent = standing.respondents.get(spoken.respondent_id)
        if respondent is not None and may_be_quoted(quote.text, respondent, material.options):
            quote.check(standing.documents[quote.document_id])
            kept.append(quote)
    return kept
