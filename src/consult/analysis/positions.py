"""Where respondents stand on a proposition, folded from ticks and from what they write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from consult.analysis.standing import Standing
from consult.domain.coding import Position, StanceCoding, fold_positions
from consult.domain.consultation import Question
from consult.domain.finding import PropositionResult

PERSON = "person:"


def stance_question_ids(question: Question) -> tuple[str, ...]:
    """Return the questions whose answers hold positions here: it and the one it is paired with."""
    return (question.id, question.paired_with) if question.paired_with else (question.id,)


def counting_codings(
    codings: Iterable[StanceCoding], standing: Standing, *, reported: bool = False
) -> tuple[StanceCoding, ...]:
    """Return the codings that count, in a fixed order.

    A segment's coding counts when the segment does, for the respondent who speaks in it; a
    closed answer's when its respondent has a counting response. Where a person decided about
    a segment and proposition, the machine's codings of them fall away.
    """
    segments = standing.reported if reported else standing.own
    senders = {r.respondent_id for r in standing.responses.values()}
    kept: dict[tuple[str, str, str, str], list[StanceCoding]] = {}
    for coding in codings:
        if coding.segment_id is None:
            counted = not reported and coding.respondent_id in senders
        else:
            spoken = segments.get(coding.segment_id)
            counted = spoken is not None and spoken.respondent_id == coding.respondent_id
        if counted:
            key = (
                coding.respondent_id,
                coding.segment_id or "",
                coding.proposition_id,
                coding.question_id,
            )
            kept.setdefault(key, []).append(coding)
    return tuple(c for key in sorted(kept) for c in _decisive(kept[key]))


def proposition_result(
    proposition_id: str, codings: Sequence[StanceCoding], counted: Iterable[str]
) -> PropositionResult:
    """Fold the codings of one proposition by respondent.

    The base is those of ``counted`` who have any coding, UNCLEAR among them; each stands once.
    Positions come in the order of the enumeration, without the empty ones, ids sorted.
    """
    wanted = set(counted)
    by_respondent: dict[str, list[Position]] = {}
    for coding in codings:
        if coding.proposition_id == proposition_id and coding.respondent_id in wanted:
            by_respondent.setdefault(coding.respondent_id, []).append(coding.position)
    folded = {who: fold_positions(held) for who, held in by_respondent.items()}
    positions = {
        position: tuple(sorted(who for who, held in folded.items() if held is position))
        for position in Position
    }
    return PropositionResult(
        proposition_id=proposition_id,
        base=len(folded),
        positions={position: who for position, who in positions.items() if who},
    )


def _decisive(codings: list[StanceCoding]) -> list[StanceCoding]:
    """Return a person's codings where there are any, the last of one moment by position."""
    ordered = sorted(
        codings, key=lambda c: (c.at.isoformat() if c.at else "", c.coder, c.position.value)
    )
    persons = [c for c in ordered if c.coder.startswith(PERSON)]
    return persons[-1:] if persons else ordered
