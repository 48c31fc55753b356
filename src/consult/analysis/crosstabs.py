"""Positions and themes by kind of respondent and by what respondents say about themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from consult.analysis.options import WordTable
from consult.domain.coding import Position
from consult.domain.finding import QuestionFindings
from consult.domain.ledger import Respondent

KIND = "kind"
NOT_STATED = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One group of respondents: how many of the base, and how many in each column."""

    value: str
    """The group; empty where respondents did not state it."""
    base: int
    counts: tuple[int, ...]
    small: bool
    """True where the base is too small to compare shares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossTab:
    """A table of one proposition's positions, or of a question's themes, by one attribute.

    For a proposition the columns are its positions and the base of each row is those who speak
    to it; every respondent stands in one column. For themes the columns are theme ids, and a
    respondent may stand in several.
    """

    question_id: str | None
    proposition_id: str | None
    attribute: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def crosstabs(
    findings: QuestionFindings,
    respondents: Iterable[Respondent],
    words: WordTable | None = None,
) -> tuple[CrossTab, ...]:
    """Return the cross-tabs of a question: propositions in order, then themes.

    Attributes come with ``kind`` first, then by name; rows by value, "not stated" last. No cell
    is suppressed; rows below ``small_base`` are marked.
    """
    small_base = (words or WordTable()).small_base
    known = {r.id: r for r in respondents}
    base = [known[i] for i in findings.base_respondent_ids if i in known]
    attributes = [KIND, *sorted({name for r in base for name in r.attributes})]
    tables: list[CrossTab] = []
    for result in findings.propositions:
        columns = [p for p in Position if result.positions.get(p)]
        members = {p.value: frozenset(result.positions[p]) for p in columns}
        speaking = [r for r in base if any(r.id in ids for ids in members.values())]
        tables.extend(
            _table(
                findings.question_id,
                result.proposition_id,
                name,
                members,
                respondents=speaking,
                small_base=small_base,
            )
            for name in attributes
            if speaking
        )
    themes = {
        f.theme_id: frozenset(f.respondent_ids)
        for f in sorted(findings.findings, key=lambda f: (len(f.respondent_ids), f.id))
        if f.theme_id is not None
    }
    tables.extend(
        _table(findings.question_id, None, name, themes, respondents=base, small_base=small_base)
        for name in attributes
        if themes
    )
    return tuple(tables)


def _table(
    question_id: str | None,
    proposition_id: str | None,
    attribute: str,
    members: Mapping[str, frozenset[str]],
    *,
    respondents: list[Respondent],
    small_base: int,
) -> CrossTab:
    groups: dict[str, list[str]] = {}
    for respondent in respondents:
        groups.setdefault(_value(respondent, attribute), []).append(respondent.id)
    ordered = sorted(groups, key=lambda value: (value == NOT_STATED, value))
    rows = tuple(
        Row(
            value=value,
            base=len(groups[value]),
            counts=tuple(len(ids.intersection(groups[value])) for ids in members.values()),
            small=len(groups[value]) < small_base,
        )
        for value in ordered
    )
    return CrossTab(
        question_id=question_id,
        proposition_id=proposition_id,
        attribute=attribute,
        columns=tuple(members),
        rows=rows,
    )


def _value(respondent: Respondent, attribute: str) -> str:
    if attribute == KIND:
        return respondent.kind.value
    return " ".join(respondent.attributes.get(attribute, NOT_STATED).split())
