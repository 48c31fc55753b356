"""The side that each segment takes in a question, for themes that never mix sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from consult.coding.rhetoric import NOTHING_LEARNED, LearnedActs, takes_no_side
from consult.coding.stance import EXPLICIT_CODER
from consult.domain.coding import Position, QuestionCoding, StanceCoding, fold_positions
from consult.domain.consultation import Consultation, Proposition, Question
from consult.domain.ports import StanceModel
from consult.domain.segment import Segment

_SIDES = {
    Position.AGREE: "AGREE",
    Position.AGREE_WITH_CONDITIONS: "AGREE",
    Position.DISAGREE: "DISAGREE",
}
_APART = {Position.NEITHER: "NEITHER", Position.MIXED: "MIXED"}
"""Who plainly takes no side, or both, is on neither and stands apart."""
_NO_SIDE = "NEITHER"
_COLUMN = {"AGREE": 0, "DISAGREE": 1}
_LEANS_AWAY = 0.5
"""Probability of the opposite from which a segment is not said for the side of its sender."""

Sides = Mapping[tuple[str, str], str]
"""(question id, segment id) -> side and proposition, or a side alone."""


def sides_taken(
    consultation: Consultation,
    questions: Iterable[QuestionCoding],
    stances: Iterable[StanceCoding],
    segments: Sequence[Segment],
    model: StanceModel,
    learned: LearnedActs = NOTHING_LEARNED,
) -> Sides:
    """Return the side of each segment in each question where it has one.

    By its own position; without one, by what its sender ticked or wrote beside it, where the
    question is about one proposition and the model does not read the opposite in the segment: who
    ticks one side and writes for the other is on neither. What only says that it takes no side, by
    the rules or by what was ``learned``, stands with its like in each question.
    """
    codings = tuple(stances)
    found = _own_sides(codings)
    by_id = {s.id: s for s in segments}
    answering: dict[str, set[str]] = {}
    for coding in questions:
        if coding.segment_id in by_id:
            answering.setdefault(coding.question_id, set()).add(coding.segment_id)
    abstaining = {i for i, s in by_id.items() if takes_no_side(s.text, learned)}
    for question_id, ids in answering.items():
        for i in ids & abstaining:
            found.setdefault((question_id, i), _NO_SIDE)
    for question in consultation.questions:
        proposition = _asked_about(consultation, question)
        if proposition is None:
            continue
        held = _held(question, proposition, codings)
        lent = [
            (by_id[i], held[by_id[i].respondent_id or ""])
            for i in sorted(answering.get(question.id, ()))
            if (question.id, i) not in found and (by_id[i].respondent_id or "") in held
        ]
        scores = model.score([proposition.text] * len(lent), [s.text for s, _ in lent])
        for (segment, side), row in zip(lent, scores, strict=True):
            away = float(row[1 - _COLUMN[side]])
            if away < _LEANS_AWAY:
                found[question.id, segment.id] = f"{side} {proposition.id}"
    return found


def _own_sides(codings: Iterable[StanceCoding]) -> dict[tuple[str, str], str]:
    """Return the side that each segment takes in a question, by its surest position."""
    best: dict[tuple[str, str], tuple[float, str, str]] = {}
    for coding in codings:
        side = _SIDES.get(coding.position)
        if side is None and coding.coder == EXPLICIT_CODER:
            side = _APART.get(coding.position)
        if side is None or coding.segment_id is None:
            continue
        key = (coding.question_id, coding.segment_id)
        # A side belongs to a proposition: agreeing with one is not agreeing with another.
        entry = (coding.score, coding.proposition_id, side)
        if key not in best or entry > best[key]:
            best[key] = entry
    return {key: f"{side} {proposition}" for key, (_, proposition, side) in best.items()}


def _asked_about(consultation: Consultation, question: Question) -> Proposition | None:
    """Return the one proposition that a question and its closed half are about, or None."""
    asked = [q for q in (question.id, question.paired_with) if q]
    found = {p.id: p for q in asked for p in consultation.propositions_of(q)}
    return next(iter(found.values())) if len(found) == 1 else None


def _held(
    question: Question, proposition: Proposition, codings: Iterable[StanceCoding]
) -> dict[str, str]:
    """Return the side of each respondent who has a clear one, ticked or written."""
    asked = {question.id, question.paired_with}
    positions: dict[str, list[Position]] = {}
    for coding in codings:
        if coding.question_id in asked and coding.proposition_id == proposition.id:
            positions.setdefault(coding.respondent_id, []).append(coding.position)
    folded = {who: _SIDES.get(fold_positions(each)) for who, each in positions.items()}
    return {who: side for who, side in folded.items() if side}
