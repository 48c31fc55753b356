"""Decisions about themes as the log keeps them, and as a run's segments let them be replayed."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from consult.coding.decided_themes import FixedTheme, Pin, ThemeAct, ThemeOrder
from consult.domain.anchor import Anchor
from consult.domain.codec import decode, encode
from consult.domain.coding import ThemeStatus
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ids import make_id
from consult.domain.run import Decision
from consult.pipeline.anchored import Passages, lost
from consult.pipeline.decided import ERASED_WORDS

_ABOUT_THEMES = '{"theme"'
AnchorOf = Callable[[str], Anchor | None]
"""Segment id -> its anchor; None for a segment that is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A member of a theme at the time of a decision."""

    at: Anchor
    coder: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A theme as it was when somebody decided about it."""

    id: str
    question: str | None
    label: str
    definition: str
    status: ThemeStatus
    parent: str | None
    origin: str
    lineage: tuple[str, ...]
    named: bool
    examples: tuple[str, ...]
    members: tuple[_Held, ...]
    key_point: Anchor | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What ``Decision.after`` holds of a decision about a theme."""

    do: ThemeAct
    id: str
    other: str | None
    label: str | None
    definition: str | None
    passages: tuple[Anchor, ...]
    known: tuple[_Known, ...]


def theme_decision(
    order: ThemeOrder, anchor_of: AnchorOf, *, actor: str, reason: str, before: str, number: int
) -> tuple[Decision, ThemeOrder]:
    """Return what the log keeps of an order, and the order under its decision's id.

    ``number`` is how many decisions there were before, so that the same one made twice is two.
    """
    said = _Said(
        do=order.act,
        id=order.theme_id,
        other=order.other_id,
        label=order.label,
        definition=order.definition,
        passages=tuple(a for i in order.segment_ids if (a := anchor_of(i)) is not None),
        known=tuple(_known(theme, anchor_of) for theme in order.known),
    )
    after = json.dumps({"theme": encode(said)}, ensure_ascii=False)
    decision = Decision(
        id=make_id("decision", order.theme_id, after, str(number)),
        actor=actor,
        at=order.at,
        reason=reason,
        subject_id=order.theme_id,
        before=before,
        after=after,
        other_id=order.other_id,
    )
    return decision, _order(said, decision, order.segment_ids, order.known)


def _known(theme: FixedTheme, anchor_of: AnchorOf) -> _Known:
    return _Known(
        id=theme.id,
        question=theme.question_id,
        label=theme.label,
        definition=theme.definition,
        status=theme.status,
        parent=theme.parent_id,
        origin=theme.origin,
        lineage=theme.lineage,
        named=theme.named,
        examples=theme.examples,
        members=tuple(
            _Held(at=anchor, coder=pin.coder, score=pin.score)
            for i, pin in sorted(theme.members.items())
            if (anchor := anchor_of(i)) is not None
        ),
        key_point=theme.key_point,
    )


def is_about_theme(decision: Decision) -> bool:
    """Tell whether a decision is about a theme."""
    return decision.after.startswith(_ABOUT_THEMES)


def find_theme_orders(
    decisions: Iterable[Decision], passages: Passages
) -> tuple[tuple[ThemeOrder, ...], tuple[Problem, ...]]:
    """Return the decisions about themes in the order made, with their words where they stand now.

    Words that are gone are DECISION_LOST problems: one for each passage that somebody moved, one
    for each decision of whose members some are gone. What is left of a decision is followed.
    """
    orders: list[ThemeOrder] = []
    problems: list[Problem] = []
    for decision in decisions:
        if not is_about_theme(decision):
            continue
        said = decode(_Said, json.loads(decision.after)["theme"])
        moved: list[str] = []
        for anchor in said.passages:
            found = passages.within(anchor)
            moved.extend(s.id for s in found)
            if not found:
                problems.append(lost(decision, anchor))
        themes = tuple(_theme(known, decision.at, passages) for known in said.known)
        problems.extend(p for k in said.known if (p := _partly_lost(decision, k, passages)))
        if moved or not said.passages:
            orders.append(_order(said, decision, tuple(dict.fromkeys(moved)), themes))
    return tuple(orders), tuple(problems)


def without_words_of(decision: Decision, documents: Collection[str]) -> Decision:
    """Return a decision without words of documents that are erased; equal where it has none.

    Passages there leave it; a label that a machine took from there is masked; what a person decided
    about other passages stays.
    """
    if not is_about_theme(decision):
        return decision
    said = decode(_Said, json.loads(decision.after)["theme"])
    known = tuple(_forgotten(theme, documents) for theme in said.known)
    passages = tuple(a for a in said.passages if a.document_id not in documents)
    if known == said.known and passages == said.passages:
        return decision
    relabelled = [k.label for k in known] != [k.label for k in said.known]
    after = replace(said, known=known, passages=passages)
    return replace(
        decision,
        before=ERASED_WORDS if relabelled else decision.before,
        after=json.dumps({"theme": encode(after)}, ensure_ascii=False),
    )


def _forgotten(theme: _Known, documents: Collection[str]) -> _Known:
    members = tuple(m for m in theme.members if m.at.document_id not in documents)
    # Without a key point nothing tells whose words a machine's label repeats.
    taken = (
        len(members) < len(theme.members)
        if theme.key_point is None
        else theme.key_point.document_id in documents
    )
    theme = replace(theme, members=members, key_point=None if taken else theme.key_point)
    if not taken or theme.named:
        return theme
    return replace(theme, label=ERASED_WORDS, definition="")


def _order(
    said: _Said, decision: Decision, segment_ids: tuple[str, ...], known: tuple[FixedTheme, ...]
) -> ThemeOrder:
    return ThemeOrder(
        act=said.do,
        decision_id=decision.id,
        coder=f"person:{decision.actor}",
        at=decision.at,
        theme_id=said.id,
        other_id=said.other,
        label=said.label,
        definition=said.definition,
        segment_ids=segment_ids,
        known=known,
    )


def _theme(known: _Known, at: datetime, passages: Passages) -> FixedTheme:
    members = {
        segment.id: Pin(coder=held.coder, score=held.score, at=at)
        for held in known.members
        for segment in passages.within(held.at)
    }
    return FixedTheme(
        id=known.id,
        question_id=known.question,
        label=known.label,
        definition=known.definition,
        status=known.status,
        parent_id=known.parent,
        origin=known.origin,
        lineage=known.lineage,
        named=known.named,
        examples=known.examples,
        members=MappingProxyType(members),
        key_point=known.key_point,
    )


def _partly_lost(decision: Decision, known: _Known, passages: Passages) -> Problem | None:
    gone = sum(not passages.within(held.at) for held in known.members)
    if not gone:
        return None
    nobody = gone == len(known.members)
    return Problem(
        code=ProblemCode.DECISION_LOST,
        where=decision.id,
        message=(
            f"{decision.actor} decided about the theme “{known.label[:60]}”; {gone} of its "
            f"{len(known.members)} passages stand in no document now."
            f"{' Nobody is left in it.' if nobody else ''}"
        ),
        severity=Severity.WARNING if nobody else Severity.INFO,
    )


def without_theme(decisions: Iterable[Decision], ids: Iterable[str]) -> tuple[Problem, ...]:
    """Return a problem for each decision whose theme is not there any more."""
    wanted = set(ids)
    return tuple(
        Problem(
            code=ProblemCode.DECISION_LOST,
            where=d.id,
            message=(
                f"{d.actor} decided about the theme {d.subject_id}, which no codebook and no "
                "decision holds now; decide again, or leave it."
            ),
            severity=Severity.WARNING,
        )
        for d in decisions
        if d.id in wanted
    )
