"""How well a column fits a question: by number, by words, by options, and by kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from consult.coding.columns.profile import ColumnProfile
from consult.coding.columns.words import HeaderText, says_explain
from consult.coding.options import positions_of_options, takes_positions
from consult.domain.consultation import Question, QuestionKind

LIKELY = 0.45
"""From this fit on a column is proposed for a question."""
RESEMBLES = 0.4
"""Below this likeness a header does not resemble its question."""
_COMMON = frozenset(
    """a an and any are as at be by can do does for from have how i if in is it of on or our
    please question should than that the their there this to us we what when which who why will
    with would you your agree disagree answer response view views think extent""".split()  # noqa: SIM905 - a list of words is read more easily so
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well one column fits one question, 0..1, and why."""

    score: float
    reasons: tuple[str, ...]


def likeness(header: str, question: str) -> float:
    """Return how far a header says what a question says, 0..1.

    Compares words whatever their order and letters at once; a header may be a shortened
    question, but then with at least two words of its own that are not common ones.
    """
    one, other = _words(header), _words(question)
    if not one or not other:
        return 0.0
    whole = fuzz.token_sort_ratio(" ".join(one), " ".join(other)) / 100
    telling, asked = _telling(one), _telling(other)
    if len(telling) < 2:
        return whole
    found = sum(any(_same(word, q) for q in asked) for word in telling) / len(telling)
    return max(whole, found * min(1.0, 0.6 + 0.1 * len(telling)))


def same_number(header: str, question: str) -> bool:
    """Return whether a header's number is a question's, whose half may have a letter after it.

    Survey tools give the options and the reasons of one question the same number.
    """
    one, other = header.casefold(), question.casefold()
    return one == other or (other[: len(one)] == one and other[len(one) :].isalpha())


def options_share(values: Iterable[tuple[str, int]], question: Question) -> float:
    """Return the share of a column's cells that are options of a question."""
    total = hits = 0
    for value, count in values:
        total += count
        hits += count * (question.option_of(value) is not None)
    return hits / total if total and question.options else 0.0


def divider_of(column: ColumnProfile, options: Sequence[str] = ()) -> str | None:
    """Return what stands between several options in the cells of a column, or None.

    Where a question's options are known, pieces must be options of it; else pieces must be few,
    come back, and be fewer than the ways in which they are combined.
    """
    for divider, pieces, divided in column.pieces:
        if not divided or not pieces:
            continue
        total = sum(count for _, count in pieces)
        if options:
            known = {_piece(piece) for option in options for piece in option.split(divider)}
            hits = sum(count for piece, count in pieces if _piece(piece) in known)
            if hits >= 0.8 * total and not _whole(column, options):
                return divider
        trailing = divider == ";" and all(v.endswith(";") for v, _ in column.values)
        few = len(pieces) <= min(40, max(3, 0.5 * total)) and column.length / 2 < 120
        short = all(len(piece) <= 80 for piece, _ in pieces)
        back = sum(count > 1 for _, count in pieces) >= 0.7 * len(pieces)
        fewer = len(pieces) < column.distinct
        if few and short and (trailing or (back and fewer and divided >= 0.1 * column.filled)):
            return divider
    return None


def _piece(text: str) -> str:
    return " ".join(text.casefold().split())


def _whole(column: ColumnProfile, options: Sequence[str]) -> bool:
    """Return whether nearly every cell is one option as it stands."""
    known = {_piece(option) for option in options}
    return sum(n for v, n in column.values if _piece(v) in known) >= 0.95 * column.filled


def looks_closed(column: ColumnProfile) -> bool:
    """Return whether the cells of a column are options: short, few, and coming back."""
    if not column.filled or column.length > 90:
        return False
    if divider_of(column) is not None:
        return True
    if not column.values or column.distinct > 60:
        return False
    back = sum(count > 1 for _, count in column.values) >= 0.6 * len(column.values)
    few = column.distinct <= max(2, 0.34 * column.filled)
    several = column.distinct <= 8 and back and column.distinct <= 0.6 * column.filled
    return few or several or _is_scale(column)


def _is_scale(column: ColumnProfile) -> bool:
    """Return whether every value is short and an attitude, as on a scale."""
    values = [value for value, _ in column.values]
    short = all(len(value) <= 30 and len(value.split()) <= 5 for value in values)
    return short and len(positions_of_options(values)) == len(values) and takes_positions(values)


def looks_open(column: ColumnProfile) -> bool:
    """Return whether the cells of a column are free text: most differ, and they are long."""
    return column.filled > 0 and (column.length >= 25 and column.distinct > 0.5 * column.filled)


def fit(column: ColumnProfile, header: HeaderText, question: Question) -> Fit:
    """Return how well a column fits a question."""
    score, reasons = 0.0, []
    if header.number is not None and same_number(header.number, question.number):
        score += 0.5 if header.number == question.number.lower() else 0.35
        reasons.append(f"its number is {header.number}")
    elif header.number is not None:
        score -= 0.35
    like = likeness(header.text, question.text)
    score += 0.6 * like
    if like >= RESEMBLES:
        reasons.append(f"its words resemble the question ({like:.0%})")
    share = _share(column, question)
    score += 0.45 * share
    if share:
        reasons.append(f"{share:.0%} of its cells are options of the question")
    return Fit(score=max(0.0, score + _kind(column, question, share)), reasons=tuple(reasons))


def _share(column: ColumnProfile, question: Question) -> float:
    divider = divider_of(column, question.options)
    pieces: Mapping[str, tuple[tuple[str, int], ...]] = {d: p for d, p, _ in column.pieces}
    return options_share(pieces.get(divider or "", column.values), question)


def _kind(column: ColumnProfile, question: Question, share: float) -> float:
    closed = question.kind is not QuestionKind.OPEN
    if closed and share == 0.0 and looks_open(column):
        return -0.4
    if not closed and looks_closed(column) and column.length < 40:
        return -0.25
    if closed and says_explain(column.name) and share == 0.0:
        return -0.3
    return 0.0


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if word not in _COMMON and len(word) > 1]


def _same(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    return one == other or (shorter >= 5 and one[: shorter - 1] == other[: shorter - 1])
