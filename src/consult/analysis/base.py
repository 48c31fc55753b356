"""Who is in a question's base, who speaks beside it, and who is silent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from consult.analysis.consent import effective_consent
from consult.analysis.counts import collapse, three_counts
from consult.analysis.options import FindingOptions
from consult.analysis.standing import Spoken, Standing
from consult.domain.coding import QuestionCoding
from consult.domain.consultation import QuestionKind
from consult.domain.finding import Received
from consult.domain.ledger import Answer, Consent, RespondentKind
from consult.domain.run import Corpus

_CONSENT_RANK = {Consent.PUBLISH: 0, Consent.ANONYMOUS: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """Those whom the shares of a question are out of; all ids sorted."""

    question_id: str | None
    counted: tuple[str, ...]
    """The base by the campaign convention in force."""
    speaking: tuple[str, ...]
    """All who speak to the question, identical campaign senders among them."""
    beside: tuple[str, ...]
    """Senders of nothing but an identical campaign text whom the convention does not count."""
    received: Received
    silent_organisation_ids: tuple[str, ...]
    silent_individuals: int


def question_base(
    question_id: str,
    standing: Standing,
    segment_ids: Iterable[str],
    corpus: Corpus,
    options: FindingOptions,
) -> Base:
    """Return the base of one question.

    In it is who has a counting response with a segment coded to the question or a form answer
    to it that is no filler. An identical campaign sender counts apart only by an answer of the
    sender's own, such as a ticked option; otherwise the convention decides.
    """
    spoken = [standing.own[i] for i in sorted(set(segment_ids)) if i in standing.own]
    answers = [a for a in standing.answers if a.question_id == question_id]
    return _base(question_id, standing, spoken, answers, corpus=corpus, options=options)


def whole_base(standing: Standing, corpus: Corpus, options: FindingOptions) -> Base:
    """Return the base of what is said outside the questions: everyone whose response counts.

    What senders of a campaign text say about themselves does not take them out of the campaign.
    """
    about_themselves = {
        q.id for q in corpus.consultation.questions if q.kind is QuestionKind.DEMOGRAPHIC
    }
    base = _base(
        None,
        standing,
        list(standing.own.values()),
        [a for a in standing.answers if a.question_id not in about_themselves],
        corpus=corpus,
        options=options,
    )
    unheard = set(standing.respondent_ids) - set(base.speaking)
    return Base(
        question_id=None,
        counted=tuple(sorted(unheard.union(base.counted))),
        speaking=standing.respondent_ids,
        beside=base.beside,
        received=Received(
            responses=len(standing.responses),
            respondents=len(standing.respondent_ids),
            campaign_collapsed=base.received.campaign_collapsed + len(unheard),
        ),
        silent_organisation_ids=(),
        silent_individuals=0,
    )


def segments_by_question(
    codings: Iterable[QuestionCoding], known: Mapping[str, Spoken]
) -> dict[str, list[str]]:
    """Return question id -> ids of the known segments coded to it, sorted."""
    found: dict[str, set[str]] = {}
    for coding in codings:
        if coding.segment_id in known:
            found.setdefault(coding.question_id, set()).add(coding.segment_id)
    return {question: sorted(ids) for question, ids in sorted(found.items())}


def _base(
    question_id: str | None,
    standing: Standing,
    spoken: list[Spoken],
    answers: list[Answer],
    *,
    corpus: Corpus,
    options: FindingOptions,
) -> Base:
    answered = {standing.responses[a.response_id].respondent_id for a in answers}
    ticked = {
        standing.responses[a.response_id].respondent_id for a in answers if a.document_id is None
    }
    speaking = answered | {s.respondent_id for s in spoken}
    identical = _identical_only(spoken, ticked)
    response_ids = {s.response_id for s in spoken if s.response_id} | {
        a.response_id for a in answers
    }
    collapsed = collapse(
        speaking, identical, options.campaign_identical, _stands_for(standing, corpus, options)
    )
    silent = set(standing.respondent_ids) - speaking
    silent_organisations = {i for i in silent if _is_organisation(i, standing)}
    return Base(
        question_id=question_id,
        counted=collapsed.counted,
        speaking=tuple(sorted(speaking)),
        beside=collapsed.beside,
        received=three_counts(response_ids, speaking, identical),
        silent_organisation_ids=tuple(sorted(silent_organisations)),
        silent_individuals=len(silent) - len(silent_organisations),
    )


def _identical_only(spoken: list[Spoken], ticked: set[str]) -> dict[str, list[str]]:
    """Return campaign -> respondents who say nothing here but its text."""
    campaigns: dict[str, set[str | None]] = {}
    for one in spoken:
        campaigns.setdefault(one.respondent_id, set()).add(one.identical_of)
    groups: dict[str, list[str]] = {}
    for respondent_id, sent in sorted(campaigns.items()):
        if respondent_id in ticked or len(sent) != 1:
            continue
        (campaign_id,) = sent
        if campaign_id is not None:
            groups.setdefault(campaign_id, []).append(respondent_id)
    return groups


def _stands_for(
    standing: Standing, corpus: Corpus, options: FindingOptions
) -> Callable[[str], tuple[int, ...]]:
    """Rank who stands for a campaign: who may be quoted first, then the template's sender."""
    templates = {c.template_document_id for c in corpus.campaigns}
    senders = {s.respondent_id for s in standing.own.values() if s.segment.document_id in templates}

    def rank(respondent_id: str) -> tuple[int, ...]:
        respondent = standing.respondents.get(respondent_id)
        consent = effective_consent(respondent, options) if respondent else Consent.PRIVATE
        return (_CONSENT_RANK.get(consent, 2), 0 if respondent_id in senders else 1)

    return rank


def _is_organisation(respondent_id: str, standing: Standing) -> bool:
    respondent = standing.respondents.get(respondent_id)
    return respondent is not None and respondent.kind is RespondentKind.ORGANISATION
