"""What may become a finding: its kind, who stands behind it, and which segments may be quoted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consult.analysis.options import SpeechActsLike
from consult.analysis.quote_choice import Candidate
from consult.analysis.standing import Spoken
from consult.domain.coding import Position, StanceCoding, Theme
from consult.domain.consultation import Proposition
from consult.domain.document import Span
from consult.domain.finding import FindingKind, PropositionResult
from consult.domain.segment import Segment

_HALF = 0.5
TAKEN = (
    Position.AGREE,
    Position.AGREE_WITH_CONDITIONS,
    Position.DISAGREE,
    Position.MIXED,
    Position.NEITHER,
)
"""The positions that differing views are told by; the rest of a base is unclear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A finding before its quotes are chosen and its statement is written."""

    kind: FindingKind
    respondent_ids: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    beside: tuple[Candidate, ...] = ()
    """Who makes a theme's point without the act that it is told as: quoted after the others."""
    proposition: Proposition | None = None
    theme: Theme | None = None
    acting: int | None = None
    """How many of a theme's respondents ask or challenge, where not all do."""
    act: FindingKind | None = None
    """What a theme outside the questions does, if it asks or challenges."""
    counts: tuple[tuple[Position, int], ...] = ()
    """For differing views, the number of respondents in each position."""


def proposition_drafts(
    proposition: Proposition,
    result: PropositionResult,
    codings: Sequence[StanceCoding],
    spoken: Mapping[str, Spoken],
    acts: Mapping[str, SpeechActsLike],
) -> tuple[Draft, ...]:
    """Return the drafts of one proposition: conditions, disagreement, agreement, in that order.

    Respondents are exactly those of the result's position; the segments that may be quoted are
    theirs, in that position. Segments that do not answer the question itself are in ``codings``
    only if the caller counts them.
    """
    kinds = (
        (FindingKind.CONDITION, Position.AGREE_WITH_CONDITIONS),
        (FindingKind.DISAGREEMENT, Position.DISAGREE),
        (FindingKind.AGREEMENT, Position.AGREE),
    )
    drafts: list[Draft] = []
    for kind, position in kinds:
        who = result.positions.get(position, ())
        if not who:
            continue
        members = set(who)
        candidates = [
            _stance_candidate(coding, spoken[coding.segment_id], acts)
            for coding in codings
            if coding.segment_id in spoken
            and coding.segment_id is not None
            and coding.proposition_id == proposition.id
            and coding.position is position
            and coding.respondent_id in members
        ]
        drafts.append(
            Draft(
                kind=kind,
                respondent_ids=tuple(sorted(who)),
                candidates=tuple(candidates),
                proposition=proposition,
            )
        )
    return tuple(drafts)


def differing(proposition: Proposition, result: PropositionResult) -> Draft | None:
    """Return the draft of differing views: one side clearly agrees and another disagrees."""
    counts = tuple((p, len(result.positions[p])) for p in TAKEN if result.positions.get(p))
    agreeing = any(p in (Position.AGREE, Position.AGREE_WITH_CONDITIONS) for p, _ in counts)
    if not agreeing or not result.positions.get(Position.DISAGREE):
        return None
    who = {w for p, _ in counts if p is not Position.NEITHER for w in result.positions[p]}
    return Draft(
        kind=FindingKind.VIEWS_DIFFER,
        respondent_ids=tuple(sorted(who)),
        candidates=(),
        proposition=proposition,
        counts=counts,
    )


def theme_draft(
    theme: Theme,
    members: Sequence[tuple[Spoken, float]],
    acts: Mapping[str, SpeechActsLike],
    key: tuple[str, Span] | None,
) -> Draft:
    """Return the draft of a theme: a challenge or ask where most of its respondents do so.

    Of a challenge or ask the segments that make it are quoted first, and give the words.

    Args:
        theme: the theme.
        members: its counting segments with their scores.
        acts: what each segment does.
        key: segment id and span (in the segment) of the theme's key point, if it has one.
    """
    who = {spoken.respondent_id for spoken, _ in members}
    kind = _theme_kind(members, acts)
    acting = [pair for pair in members if does(kind, pair[0].segment, acts) is not None]
    actors = {spoken.respondent_id for spoken, _ in acting}
    outside = theme.question_id is None
    return Draft(
        kind=FindingKind.OUTSIDE_THE_QUESTIONS if outside else kind,
        act=kind if outside and kind is not FindingKind.POINT else None,
        respondent_ids=tuple(sorted(who)),
        candidates=tuple(
            _theme_candidate(kind, spoken, score, acts=acts, key=key)
            for spoken, score in acting or members
        ),
        beside=tuple(
            _theme_candidate(kind, spoken, score, acts=acts, key=key)
            for spoken, score in members
            if acting and spoken.respondent_id not in actors
        ),
        theme=theme,
        acting=len(actors) if acting and actors != who else None,
    )


def act_draft(
    kind: FindingKind,
    members: Iterable[Spoken],
    acts: Mapping[str, SpeechActsLike],
    theme: Theme | None = None,
) -> Draft | None:
    """Return the draft of those segments that do what ``kind`` says, or None if none does."""
    doing = [s for s in members if does(kind, s.segment, acts) is not None]
    if not doing:
        return None
    return Draft(
        kind=kind,
        respondent_ids=tuple(sorted({s.respondent_id for s in doing})),
        candidates=tuple(Candidate(spoken=s, focus=does(kind, s.segment, acts)) for s in doing),
        theme=theme,
    )


def point_draft(
    kind: FindingKind, members: Sequence[Spoken], acts: Mapping[str, SpeechActsLike]
) -> Draft:
    """Return the draft of segments that belong together by their speaker alone."""
    return Draft(
        kind=kind,
        respondent_ids=tuple(sorted({s.respondent_id for s in members})),
        candidates=tuple(Candidate(spoken=s, focus=does(kind, s.segment, acts)) for s in members),
    )


def does(kind: FindingKind, segment: Segment, acts: Mapping[str, SpeechActsLike]) -> Span | None:
    """Return the span of the segment's text in which it does what ``kind`` says, or None."""
    act = acts.get(segment.id)
    if act is None:
        return None
    span = {
        FindingKind.EVIDENCE_CHALLENGE: act.evidence_challenge,
        FindingKind.ASK: act.ask,
        FindingKind.CONDITION: act.condition,
    }.get(kind)
    inside = span is not None and 0 <= span.start < span.end <= len(segment.text)
    return span if inside else None


def _theme_kind(
    members: Sequence[tuple[Spoken, float]], acts: Mapping[str, SpeechActsLike]
) -> FindingKind:
    """Return what a theme does: an act where enough of its respondents do it.

    More than half must challenge; where half of them ask, the others say what is wanted in other
    words. A lone respondent's theme is an act only where every segment of it is; the acts of
    others are told apart from the theme.
    """
    total = len({spoken.respondent_id for spoken, _ in members})
    for kind in (FindingKind.EVIDENCE_CHALLENGE, FindingKind.ASK):
        doing = [s for s, _ in members if does(kind, s.segment, acts) is not None]
        if total == 1 and len(doing) == len(members):
            return kind
        doers = len({s.respondent_id for s in doing})
        enough = doers >= _HALF * total if kind is FindingKind.ASK else doers > _HALF * total
        if total > 1 and enough:
            return kind
    return FindingKind.POINT


def _theme_candidate(
    kind: FindingKind,
    spoken: Spoken,
    score: float,
    *,
    acts: Mapping[str, SpeechActsLike],
    key: tuple[str, Span] | None,
) -> Candidate:
    is_key = key is not None and key[0] == spoken.segment.id
    focus = does(kind, spoken.segment, acts)
    if focus is None and key is not None and is_key:
        focus = key[1]
    fit = min(1.0, max(0.0, score)) + (1.0 if is_key else 0.0)
    return Candidate(spoken=spoken, fit=fit, focus=focus)


def _stance_candidate(
    coding: StanceCoding, spoken: Spoken, acts: Mapping[str, SpeechActsLike]
) -> Candidate:
    focus = None
    if coding.position is Position.AGREE_WITH_CONDITIONS:
        focus = does(FindingKind.CONDITION, spoken.segment, acts)
    return Candidate(spoken=spoken, fit=min(1.0, max(0.0, coding.score)), focus=focus)
