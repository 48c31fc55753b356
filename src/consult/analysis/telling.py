"""In which order the findings of one question are told, so that each segment has one home."""

from __future__ import annotations

from collections.abc import Iterable

from consult.analysis.compose import Composer
from consult.analysis.consent import may_be_quoted
from consult.analysis.context import ends_passing_on
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
from consult.analysis.quote_choice import cut_quote, quote_span
from consult.analysis.standing import Spoken
from consult.domain.coding import StanceCoding
from consult.domain.consultation import Proposition
from consult.domain.finding import FindingKind, PropositionResult
from consult.domain.quote import Quote
from consult.domain.sentences import sentence_spans

_THEME_KINDS = (
    FindingKind.EVIDENCE_CHALLENGE,
    FindingKind.ASK,
    FindingKind.POINT,
    FindingKind.OUTSIDE_THE_QUESTIONS,
)
_ACT_KINDS = (FindingKind.EVIDENCE_CHALLENGE, FindingKind.ASK)


def tell_positions(
    composer: Composer,
    material: Material,
    propositions: Iterable[Proposition],
    results: Iterable[PropositionResult],
    stances: tuple[StanceCoding, ...],
) -> None:
    """Write who agrees, with conditions or not, who disagrees, and where views differ."""
    standing = material.standing
    spoken = standing.reported if composer.reported else standing.own
    for proposition, result in zip(propositions, results, strict=True):
        for draft in proposition_drafts(proposition, result, stances, spoken, material.acts):
            composer.add(draft)
        apart = differing(proposition, result)
        if apart is not None:
            composer.add_differing(apart)


def tell_themes(
    composer: Composer, material: Material, counted: tuple[str, ...]
) -> tuple[Quote, ...]:
    """Write what challenges evidence, asks and makes points, theme by theme.

    Whatever a finding already quotes is not told again. Returns the quotes of those segments
    that neither a theme nor a quote holds, in order of id, so that none is lost.
    """
    spoken = material.spoken_in(composer.question_id, counted)
    before = material.standing.before
    answered = {before[i].segment.id for i in spoken if i in before}

    def says_nothing(one: Spoken) -> bool:
        """Whether it only leads into a list, or passes on what its author answers right after."""
        if only_leads(one.segment.text):
            return True
        is_one = len(sentence_spans(one.segment.text)) == 1
        return is_one and one.segment.id in answered and ends_passing_on(one)

    drafts: list[Draft | None] = []
    themed: set[str] = set()
    for theme in material.themes:
        if theme.question_id != composer.question_id:
            continue
        members = material.theme_members(theme, counted)
        if all(says_nothing(s) for s, _ in members):
            continue
        themed.update(s.segment.id for s, _ in members)
        draft = theme_draft(theme, members, material.acts, material.key_of(theme))
        drafts.append(draft)
        drafts.extend(
            act_draft(kind, [s for s, _ in members], material.acts, theme=theme)
            for kind in _told_apart(draft.kind)
        )
    loose = [s for i, s in spoken.items() if i not in themed]
    if composer.question_id is not None:
        said = [s for s in loose if not says_nothing(s)]
        drafts.extend(act_draft(kind, said, material.acts) for kind in _ACT_KINDS)
    for draft in sorted((d for d in drafts if d is not None), key=_home_order):
        if not composer.covers(draft):
            composer.add(draft)
    return _unclustered(loose, composer, material)


def tell_speakers(
    composer: Composer, material: Material, spoken: Iterable[Spoken], otherwise: FindingKind
) -> None:
    """Write what each speaker challenges, asks or, ``otherwise``, says."""
    acts = _ACT_KINDS if otherwise is FindingKind.POINT else ()
    groups: dict[tuple[int, str], list[Spoken]] = {}
    for one in spoken:
        kinds = (kind for kind in acts if does(kind, one.segment, material.acts) is not None)
        number = _THEME_KINDS.index(next(kinds, otherwise))
        groups.setdefault((number, one.respondent_id), []).append(one)
    for (number, _), members in sorted(groups.items()):
        draft = point_draft(_THEME_KINDS[number], members, material.acts)
        if not composer.covers(draft):
            composer.add(draft)


def _unclustered(
    loose: Iterable[Spoken], composer: Composer, material: Material
) -> tuple[Quote, ...]:
    standing, options = material.standing, material.options
    shown = {q.segment_id for q in composer.quotes.values()}
    quotes: dict[str, Quote] = {}
    for spoken in loose:
        segment = spoken.segment
        if segment.id in shown or segment.id in material.left_out or not spoken.showable:
            continue
        quote = cut_quote(spoken, quote_span(segment.text, None), standing)
        if may_be_quoted(quote.text, standing.respondents[spoken.respondent_id], options):
            quotes[quote.id] = quote
    return tuple(quotes[i] for i in sorted(quotes))


def _told_apart(kind: FindingKind) -> tuple[FindingKind, ...]:
    """Return what some of a theme's segments may do that the theme as a whole does not.

    What stands outside the questions is told there, whatever it does.
    """
    if kind is FindingKind.OUTSIDE_THE_QUESTIONS:
        return ()
    return tuple(other for other in _ACT_KINDS if other is not kind)


def _home_order(draft: Draft) -> tuple[int, int, str, tuple[str, ...]]:
    theme = draft.theme.id if draft.theme else ""
    number = len(draft.respondent_ids)
    return (_THEME_KINDS.index(draft.kind), -number, theme, draft.respondent_ids)
