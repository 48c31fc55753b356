"""Themes that people fixed, and their decisions replayed in the order in which they were made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from consult.domain.anchor import Anchor
from consult.domain.coding import ThemeStatus

_EMPTY: Mapping[str, Pin] = MappingProxyType({})


class ThemeAct(StrEnum):
    """What a person decides about a theme; every act but REJECT confirms it."""

    CONFIRM = "confirm"
    REJECT = "reject"
    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    REMOVE = "remove"
    PARENT = "parent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """Why a segment stays in a theme: who coded it and when, with the score at that time."""

    coder: str
    score: float = 1.0
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedTheme:
    """A theme of a codebook or of a decision, with the segments that stay in it."""

    id: str
    question_id: str | None
    label: str
    definition: str = ""
    status: ThemeStatus = ThemeStatus.CONFIRMED
    parent_id: str | None = None
    origin: str = ""
    lineage: tuple[str, ...] = ()
    named: bool = False
    """Whether a person chose its words, so that they say what belongs to it."""
    examples: tuple[str, ...] = ()
    """Texts that a codebook gives as examples; nobody's words in this consultation."""
    members: Mapping[str, Pin] = field(default_factory=lambda: _EMPTY)
    """Segment id -> why it stays."""
    barred: frozenset[str] = frozenset()
    """Segments that a person took out; nothing puts them back but a person."""
    key_point: Anchor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeOrder:
    """A decision about a theme, with its segments where their words stand now."""

    act: ThemeAct
    decision_id: str
    coder: str
    """``person:<name>``."""
    at: datetime
    theme_id: str
    other_id: str | None = None
    """What it is merged into, or its parent; None takes a parent away."""
    label: str | None = None
    """The new label, or that of the theme that a split makes."""
    definition: str | None = None
    segment_ids: tuple[str, ...] = ()
    known: tuple[FixedTheme, ...] = ()
    """The themes it names as they were then, for those that nobody had fixed before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """The themes that people fixed, in order of id, and which orders found no theme."""

    themes: tuple[FixedTheme, ...]
    without_theme: tuple[str, ...]
    """Ids of decisions whose theme is not there any more."""
    versions: Mapping[str | None, int]
    """How many decisions were made about the themes of each question."""


def split_id(decision_id: str) -> str:
    """Return the id of the theme that a decision makes: one decision makes one theme."""
    return "theme_" + decision_id.rpartition("_")[2]


def replay(themes: Iterable[FixedTheme], orders: Sequence[ThemeOrder]) -> Replayed:
    """Return what holds after all orders, given in the order in which they were made.

    An order that is followed changes only what it names; a later one may change it again. A theme
    that was merged is gone, and an order that names it means what it was merged into. No theme
    ever stands below itself: one that is put below its own part changes places with it, and the
    first of a circle that came with the themes stands below none.
    """
    state = {theme.id: theme for theme in themes}
    gone: dict[str, str] = {}
    lost: list[str] = []
    versions: dict[str | None, int] = {}
    for order in orders:
        for theme in order.known:
            if theme.id not in gone:
                state[theme.id] = _met(state.get(theme.id), theme, order)
        order = replace(  # noqa: PLW2901 - the order as it reads now
            order,
            theme_id=_now(order.theme_id, gone),
            other_id=_now(order.other_id, gone) if order.other_id else None,
        )
        if order.theme_id not in state or (order.other_id or order.theme_id) not in state:
            lost.append(order.decision_id)
            continue
        question_id = state[order.theme_id].question_id
        versions[question_id] = versions.get(question_id, 0) + 1
        _follow(state, gone, order)
    _open_circles(state)
    return Replayed(
        themes=tuple(state[i] for i in sorted(state)),
        without_theme=tuple(lost),
        versions=MappingProxyType(versions),
    )


def _now(theme_id: str, gone: Mapping[str, str]) -> str:
    while theme_id in gone:
        theme_id = gone[theme_id]
    return theme_id


def _met(now: FixedTheme | None, then: FixedTheme, order: ThemeOrder) -> FixedTheme:
    """Return a theme as it is known; to confirm it is to keep what it held at that time."""
    if now is None:
        return then
    if order.act is not ThemeAct.CONFIRM or order.theme_id != then.id:
        return now
    fresh = {i: pin for i, pin in then.members.items() if i not in now.barred}
    return replace(now, members=MappingProxyType({**fresh, **now.members}))


def _follow(state: dict[str, FixedTheme], gone: dict[str, str], order: ThemeOrder) -> None:
    theme = state[order.theme_id]
    confirmed = replace(theme, status=ThemeStatus.CONFIRMED)
    match order.act:
        case ThemeAct.CONFIRM:
            state[theme.id] = confirmed
        case ThemeAct.REJECT:
            state[theme.id] = replace(theme, status=ThemeStatus.REJECTED)
        case ThemeAct.RENAME:
            state[theme.id] = replace(
                confirmed,
                label=order.label or theme.label,
                named=True,
                definition=theme.definition if order.definition is None else order.definition,
            )
        case ThemeAct.PARENT:
            state[theme.id] = confirmed
            _put_below(state, theme, order.other_id)
        case ThemeAct.MERGE:
            _merge(state, gone, theme, order.other_id or theme.id)
        case ThemeAct.SPLIT:
            state[theme.id] = confirmed
            made = FixedTheme(
                id=split_id(order.decision_id),
                question_id=theme.question_id,
                label=order.label or theme.label,
                definition=order.definition or "",
                named=True,
                parent_id=theme.parent_id,
                origin=order.coder,
                lineage=(theme.id, *theme.lineage),
            )
            state[made.id] = made
            _put(state, made.id, order)
        case ThemeAct.MOVE:
            state[theme.id] = confirmed
            _put(state, theme.id, order)
        case ThemeAct.REMOVE:
            state[theme.id] = _without(confirmed, order.segment_ids)


def _merge(
    state: dict[str, FixedTheme], gone: dict[str, str], part: FixedTheme, whole_id: str
) -> None:
    if part.id == whole_id:
        return
    _raise(state, whole_id, part)
    whole = state[whole_id]
    members = MappingProxyType({**part.members, **whole.members})
    state[whole_id] = replace(
        whole,
        status=ThemeStatus.CONFIRMED,
        lineage=tuple(dict.fromkeys((*whole.lineage, part.id, *part.lineage))),
        examples=tuple(dict.fromkeys((*whole.examples, *part.examples))),
        members=members,
        barred=(whole.barred | part.barred) - set(members),
    )
    del state[part.id]
    gone[part.id] = whole_id
    for theme in list(state.values()):
        if theme.parent_id == part.id:
            state[theme.id] = replace(theme, parent_id=whole_id)


def _put_below(state: dict[str, FixedTheme], theme: FixedTheme, parent_id: str | None) -> None:
    if parent_id == theme.id:
        return
    if parent_id:
        _raise(state, parent_id, theme)
        state[parent_id] = replace(state[parent_id], status=ThemeStatus.CONFIRMED)
    state[theme.id] = replace(state[theme.id], parent_id=parent_id)


def _raise(state: dict[str, FixedTheme], lower_id: str, upper: FixedTheme) -> None:
    """Put a theme that stands below another, however far, where that one stands."""
    if upper.id in themes_above(state, lower_id):
        state[lower_id] = replace(state[lower_id], parent_id=upper.parent_id)


def themes_above(themes: Mapping[str, FixedTheme], theme_id: str) -> list[str]:
    """Return the ids above a theme, nearest first; in a circle its own is the last."""
    found: list[str] = []
    upper = themes[theme_id].parent_id
    while upper is not None and upper in themes and upper not in found:
        found.append(upper)
        upper = themes[upper].parent_id
    return found


def _open_circles(state: dict[str, FixedTheme]) -> None:
    for theme_id in sorted(state):
        if theme_id in themes_above(state, theme_id):
            state[theme_id] = replace(state[theme_id], parent_id=None)


def _put(state: dict[str, FixedTheme], into: str, order: ThemeOrder) -> None:
    """Put segments into one theme and out of all others of its question."""
    question_id = state[into].question_id
    for theme in list(state.values()):
        if theme.question_id == question_id and theme.id != into:
            held = [i for i in order.segment_ids if i in theme.members]
            if held:
                state[theme.id] = _without(theme, held)
    theme = state[into]
    pin = Pin(coder=order.coder, at=order.at)
    state[into] = replace(
        theme,
        members=MappingProxyType({**theme.members, **dict.fromkeys(order.segment_ids, pin)}),
        barred=theme.barred - set(order.segment_ids),
    )


def _without(theme: FixedTheme, segment_ids: Iterable[str]) -> FixedTheme:
    out = set(segment_ids)
    return replace(
        theme,
        members=MappingProxyType({i: p for i, p in theme.members.items() if i not in out}),
        barred=theme.barred | out,
    )
