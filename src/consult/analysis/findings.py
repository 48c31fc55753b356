"""From everything a run knows to what it says, per question and outside the questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from consult.analysis.closed import closed_result
from consult.analysis.compose import Composer
from consult.analysis.consent import may_be_quoted
from consult.analysis.drafts import (
    Draft,
    act_draft,
    differing,
    does,
    point_draft,
    proposition_drafts,
    theme_draft,
)
from consult.analysis.leads import only_leads
from consult.analysis.material import Material
from consult.analysis.options import FindingOptions, SpeechActsLike
from consult.analysis.positions import proposition_result
from consult.analysis.quote_choice import Similarity, quote_span
from consult.analysis.standing import Spoken
from consult.domain.coding import Position, StanceCoding
from consult.domain.consultation import Proposition, Question
from consult.domain.finding import Finding, FindingKind, PropositionResult, QuestionFindings
from consult.domain.outcome import Exclusion
from consult.domain.quote import Quote
from consult.domain.run import Corpus

_NO_ACTS: Mapping[str, SpeechActsLike] = {}
_NO_KEYS: Mapping[str, Quote] = {}
_THEME_KINDS = (
    FindingKind.EVIDENCE_CHALLENGE,
    FindingKind.ASK,
    FindingKind.POINT,
    FindingKind.OUTSIDE_THE_QUESTIONS,
)
_CLEAR = {Position.AGREE, Position.AGREE_WITH_CONDITIONS, Position.DISAGREE}
_ACT_KINDS = (FindingKind.EVIDENCE_CHALLENGE, FindingKind.ASK)


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
        if material.told_in(question):
            _tell_positions(composer, material, propositions, results, stances)
        unclustered = self._tell_themes(question.id, base.counted, composer)
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
            unclustered_quote_ids=unclustered,
        )

    def outside(self) -> QuestionFindings:
        base = self.material.base_outside()
        composer = self._composer(None, len(base.counted))
        unclustered = self._tell_themes(None, base.counted, composer)
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
            unclustered_quote_ids=unclustered,
        )

    def keep(self, quotes: Iterable[Quote]) -> None:
        self.quotes.update((q.id, q) for q in quotes if q.id not in self.quotes)

    def _composer(self, question_id: str | None, base: int, *, reported: bool = False) -> Composer:
        options = self.material.options
        if reported:  # what someone else reports is little and must all be seen
            options = replace(options, quotes_per_finding=max(20, options.quotes_per_finding))
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

    def _tell_themes(
        self, question_id: str | None, counted: tuple[str, ...], composer: Composer
    ) -> tuple[str, ...]:
        """Write the findings of themes and acts; return the quotes of what no theme holds."""
        material = self.material
        spoken = material.spoken_in(question_id, counted)
        drafts: list[Draft | None] = []
        themed: set[str] = set()
        for theme in material.themes:
            if theme.question_id != question_id:
                continue
            members = material.theme_members(theme, counted)
            if all(only_leads(s.segment.text) for s, _ in members):
                continue
            themed.update(s.segment.id for s, _ in members)
            draft = theme_draft(theme, members, material.acts, material.key_of(theme))
            drafts.append(draft)
            drafts.extend(
                act_draft(kind, [s for s, _ in members], material.acts, theme=theme)
                for kind in _told_apart(draft.kind)
            )
        loose = [s for i, s in spoken.items() if i not in themed]
        if question_id is not None:
            drafts.extend(act_draft(kind, loose, material.acts) for kind in _ACT_KINDS)
        for draft in sorted((d for d in drafts if d is not None), key=_home_order):
            if not composer.covers(draft):
                composer.add(draft)
        return self._unclustered(loose, composer)

    def _unclustered(self, loose: Iterable[Spoken], composer: Composer) -> tuple[str, ...]:
        """Quote every showable segment that neither a theme nor a quote of a finding holds."""
        standing, options = self.material.standing, self.material.options
        shown = {q.segment_id for q in composer.quotes.values()}
        ids: list[str] = []
        for spoken in loose:
            segment = spoken.segment
            if segment.id in shown:
                continue
            span = quote_span(segment.text, None)
            quote = Quote.cut(
                standing.documents[segment.document_id],
                segment.start + span.start,
                segment.start + span.end,
                segment_id=segment.id,
                respondent_id=spoken.respondent_id,
            )
            respondent = standing.respondents.get(spoken.respondent_id)
            if (
                respondent is not None
                and spoken.showable
                and may_be_quoted(quote.text, respondent, options)
            ):
                self.keep((quote,))
                ids.append(quote.id)
        return tuple(sorted(set(ids)))

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
            _tell_positions(composer, material, propositions, results, stances, reported=True)
        ids = material.reported_by_question.get(question.id, ())
        spoken = [known[i] for i in ids if i not in told_elsewhere]
        return self._tell_speakers(spoken, composer, FindingKind.POINT)

    def _reported_outside(self) -> tuple[Finding, ...]:
        """Write the findings of reported statements that speak to no question."""
        material = self.material
        asked = {i for ids in material.reported_by_question.values() for i in ids}
        spoken = [s for i, s in sorted(material.standing.reported.items()) if i not in asked]
        speakers = {s.respondent_id for s in spoken}
        composer = self._composer(None, len(speakers), reported=True)
        return self._tell_speakers(spoken, composer, FindingKind.OUTSIDE_THE_QUESTIONS)

    def _tell_speakers(
        self, spoken: Iterable[Spoken], composer: Composer, otherwise: FindingKind
    ) -> tuple[Finding, ...]:
        for draft in _by_speaker(spoken, self.material, otherwise):
            if not composer.covers(draft):
                composer.add(draft)
        return self._done(composer)


def _tell_positions(
    composer: Composer,
    material: Material,
    propositions: Iterable[Proposition],
    results: Iterable[PropositionResult],
    stances: tuple[StanceCoding, ...],
    *,
    reported: bool = False,
) -> None:
    spoken = material.standing.reported if reported else material.standing.own
    for proposition, result in zip(propositions, results, strict=True):
        for draft in proposition_drafts(proposition, result, stances, spoken, material.acts):
            composer.add(draft)
        apart = differing(proposition, result)
        if apart is not None:
            composer.add_differing(apart)


def _by_speaker(
    spoken: Iterable[Spoken], material: Material, otherwise: FindingKind
) -> list[Draft]:
    """Group reported segments by what they do (``otherwise``: none of the acts) and speaker."""
    acts = _ACT_KINDS if otherwise is FindingKind.POINT else ()
    groups: dict[tuple[int, str], list[Spoken]] = {}
    for one in spoken:
        kinds = (kind for kind in acts if does(kind, one.segment, material.acts) is not None)
        number = _THEME_KINDS.index(next(kinds, otherwise))
        groups.setdefault((number, one.respondent_id), []).append(one)
    return [
        point_draft(_THEME_KINDS[number], members, material.acts)
        for (number, _), members in sorted(groups.items())
    ]


def _told_apart(kind: FindingKind) -> tuple[FindingKind, ...]:
    """Return what some of a theme's segments may do that the theme as a whole does not."""
    if kind is FindingKind.POINT:
        return _ACT_KINDS
    return (FindingKind.EVIDENCE_CHALLENGE,) if kind is FindingKind.ASK else ()


def _home_order(draft: Draft) -> tuple[int, int, str, tuple[str, ...]]:
    theme = draft.theme.id if draft.theme else ""
    number = len(draft.respondent_ids)
    return (_THEME_KINDS.index(draft.kind), -number, theme, draft.respondent_ids)


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
