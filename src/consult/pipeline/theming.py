"""People's decisions about themes, checked against the codebook as it stands and kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

from consult.coding.decided_themes import (
    FixedTheme,
    ThemeAct,
    ThemeOrder,
    replay,
    split_id,
    themes_above,
)
from consult.domain.coding import ThemeStatus
from consult.domain.errors import ConsultError
from consult.domain.run import Decision
from consult.pipeline.codebooks import Standing, standing
from consult.pipeline.decision_table import BY, REASON, read_decisions
from consult.pipeline.theme_orders import theme_decision
from consult.pipeline.times import now
from consult.pipeline.workspace import Workspace

NONE = "none"
_MAY = ("to", "label", "definition", "segments")
_MOVES = (ThemeAct.SPLIT, ThemeAct.MOVE, ThemeAct.REMOVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRequest:
    """What somebody asks for: the act, the theme by id or label, and what the act needs."""

    act: str
    theme: str
    by: str
    reason: str
    to: str | None = None
    """What it is merged into, its parent, or "none" for no parent."""
    label: str | None = None
    definition: str | None = None
    segments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Themed:
    """What was decided."""

    decisions: tuple[Decision, ...]
    lines: tuple[str, ...]
    """What each did, in words."""
    made: tuple[str, ...]
    """Ids of the themes that splits make."""

    def summary(self) -> dict[str, Any]:
        """Return the facts for machines."""
        return {
            "decisions": [
                {"decision_id": d.id, "theme_id": d.subject_id, "other_id": d.other_id}
                for d in self.decisions
            ],
            "made": list(self.made),
        }

    def as_lines(self) -> list[str]:
        """Return the facts for people."""
        return [*self.lines, "The next `consult run` heeds it."]


def decide_themes(workspace: Workspace, requests: Sequence[ThemeRequest]) -> Themed:
    """Keep what people decide about themes of the newest run, all of it or nothing.

    Each request is checked against what those before it make of the codebook.

    Raises:
        StoreError: ``RUN_UNKNOWN`` without a run, ``LEASE_HELD`` while a run goes on.
        ConsultError: ``THEME_UNKNOWN``, ``THEME_DECISION`` or ``SEGMENT_UNKNOWN`` naming what does
            not fit, ``DECISION_INCOMPLETE`` without a name or reason.
    """
    with workspace.open_store() as store, store.lease("consult codebook"):
        book = standing(store)
        number = len(store.decisions.all())
        decisions: list[Decision] = []
        lines: list[str] = []
        made: list[str] = []
        for request in requests:
            order = _order(book, request)
            before = book.themes[order.theme_id]
            decision, kept = theme_decision(
                order,
                book.anchor_of,
                actor=request.by,
                reason=request.reason,
                before=_before(before),
                number=number + len(decisions),
            )
            book.themes = {t.id: t for t in replay(book.themes.values(), [kept]).themes}
            decisions.append(decision)
            lines.append(_line(kept, before, book))
            if order.act is ThemeAct.SPLIT:
                made.append(split_id(decision.id))
        store.decisions.append(*decisions)
    return Themed(decisions=tuple(decisions), lines=tuple(lines), made=tuple(made))


def _order(book: Standing, request: ThemeRequest) -> ThemeOrder:
    if not request.by.strip() or not request.reason.strip():
        raise ConsultError(
            "DECISION_INCOMPLETE",
            f"who decides about {request.theme}, and why? Give --by NAME and --reason TEXT.",
        )
    if request.act not in ThemeAct.__members__.values():
        _wrong(f"{request.act!r} is none of {', '.join(act.value for act in ThemeAct)}")
    act = ThemeAct(request.act)
    theme = book.theme(request.theme)
    other = _other(book, act, theme, request)
    label = " ".join((request.label or "").split()) or None
    _check_label(book, act, theme, label)
    _check_segments(book, act, theme, request.segments)
    return ThemeOrder(
        act=act,
        decision_id="",
        coder=f"person:{request.by}",
        at=now(),
        theme_id=theme.id,
        other_id=other.id if other else None,
        label=label if act in (ThemeAct.RENAME, ThemeAct.SPLIT) else None,
        definition=None if request.definition is None else " ".join(request.definition.split()),
        segment_ids=tuple(dict.fromkeys(request.segments)) if act in _MOVES else (),
        known=tuple(_snapshot(book, t, act, theme) for t in (theme, other) if t is not None),
    )


def _snapshot(book: Standing, theme: FixedTheme, act: ThemeAct, subject: FixedTheme) -> FixedTheme:
    """Return a theme as the decision keeps it: with members where the decision fixes them.

    A parent that nobody confirmed is a proposal of one run, and is not kept.
    """
    above = book.themes.get(theme.parent_id or "")
    if above is None or above.status is not ThemeStatus.CONFIRMED:
        theme = replace(theme, parent_id=None)
    fixes = theme.status is ThemeStatus.CANDIDATE or (
        act is ThemeAct.CONFIRM and theme.id == subject.id
    )
    return theme if fixes else replace(theme, members=MappingProxyType({}))


def _other(
    book: Standing, act: ThemeAct, theme: FixedTheme, request: ThemeRequest
) -> FixedTheme | None:
    if act not in (ThemeAct.MERGE, ThemeAct.PARENT):
        return None
    if not request.to:
        _wrong(f"{act.value} needs --to THEME")
    if act is ThemeAct.PARENT and request.to.casefold() == NONE:
        return None
    other = book.theme(request.to)
    if other.id == theme.id:
        _wrong(
            f"“{theme.label}” cannot be its own {'parent' if act is ThemeAct.PARENT else 'part'}"
        )
    if other.question_id != theme.question_id:
        _wrong(f"“{theme.label}” and “{other.label}” stand under different questions")
    if act is ThemeAct.PARENT and theme.id in themes_above(book.themes, other.id):
        _wrong(f"“{other.label}” stands below “{theme.label}” already")
    return other


def _check_label(book: Standing, act: ThemeAct, theme: FixedTheme, label: str | None) -> None:
    if act not in (ThemeAct.RENAME, ThemeAct.SPLIT):
        return
    if label is None:
        _wrong(f"{act.value} needs --label TEXT")
    for one in book.themes.values():
        if (
            one.question_id == theme.question_id
            and one.label.casefold() == label.casefold()
            and (one.id != theme.id or act is ThemeAct.SPLIT)
        ):
            _wrong(f"{one.id} is called “{label}” already; merge them, or choose another label")


def _check_segments(
    book: Standing, act: ThemeAct, theme: FixedTheme, segments: Sequence[str]
) -> None:
    if act not in _MOVES:
        return
    if not segments:
        _wrong(f"{act.value} needs --segment ID; `consult codebook FOLDER show THEME` lists them")
    for segment_id in segments:
        if segment_id not in book.own:
            raise ConsultError(
                "SEGMENT_UNKNOWN",
                f"the newest run has no passage {segment_id!r} of a respondent's own.",
            )
        if act is not ThemeAct.MOVE and segment_id not in theme.members:
            _wrong(f"{segment_id} is not in “{theme.label}”")
    if act is ThemeAct.SPLIT and set(segments) >= set(theme.members):
        _wrong(f"that is all of “{theme.label}”; rename it instead")


def _before(theme: FixedTheme) -> str:
    return json.dumps(
        {"label": theme.label, "status": theme.status.value, "parent": theme.parent_id},
        ensure_ascii=False,
    )


def _line(order: ThemeOrder, before: FixedTheme, book: Standing) -> str:
    label, count = f"“{before.label}”", len(order.segment_ids)
    other = book.themes.get(order.other_id or "")
    after = {
        ThemeAct.CONFIRM: "is confirmed",
        ThemeAct.REJECT: "is rejected; its passages are listed without a theme",
        ThemeAct.RENAME: f"is called “{order.label}”",
        ThemeAct.MERGE: f"is part of “{other.label if other else ''}”",
        ThemeAct.SPLIT: f"gives {count} passages to “{order.label}”",
        ThemeAct.MOVE: f"holds {count} passages more",
        ThemeAct.REMOVE: f"holds {count} passages less",
        ThemeAct.PARENT: f"stands below “{other.label}”" if other else "stands below none",
    }
    return f"{order.decision_id}  {label} {after[order.act]}."


def requests_from(path: Path, by: str, reason: str) -> list[ThemeRequest]:
    """Return the decisions of a CSV table; ``by`` and ``reason`` fill cells that it leaves empty.

    Raises:
        ConsultError: ``DECISION_TABLE`` as :func:`read_decisions` does.
    """
    rows = read_decisions(path, needs=("do", "theme"), may=_MAY, by=by, reason=reason)
    return [
        ThemeRequest(
            act=cells["do"].lower(),
            theme=cells["theme"],
            by=cells[BY],
            reason=cells[REASON],
            to=cells["to"] or None,
            label=cells["label"] or None,
            definition=cells["definition"] or None,
            segments=tuple(cells["segments"].replace(";", " ").split()),
        )
        for cells in rows
    ]


def _wrong(why: str) -> NoReturn:
    raise ConsultError("THEME_DECISION", f"{why}; nothing was decided.")
