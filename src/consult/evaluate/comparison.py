"""Two coders side by side on one task: the figures, their intervals, and whether they suffice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from consult.domain.coding import Position
from consult.evaluate.agreement import (
    CodeSet,
    SetAgreement,
    SideAgreement,
    cohen_kappa,
    compare_sets,
    compare_sides,
    krippendorff_alpha,
    masi_distance,
)
from consult.evaluate.intervals import Interval, bootstrap

ENOUGH_UNITS = 30
"""Units that both must have coded before a figure is given at all."""
ENOUGH_IN_GROUP = 10
_RARE = 2
"""A point that at most this many respondents of the sample make is rare."""

_SIDES = {
    Position.AGREE.value: "AGREE",
    Position.AGREE_WITH_CONDITIONS.value: "AGREE",
    Position.DISAGREE.value: "DISAGREE",
}


class Task(StrEnum):
    """What was coded."""

    QUESTIONS = "questions"
    THEMES = "themes"
    POSITIONS = "positions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sampled unit: who said it, in which group of respondents, and what it stands for."""

    id: str
    respondent_id: str
    group: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One coder against another on one task; ``figures`` is empty when the data do not suffice."""

    task: Task
    first: str
    second: str
    units: int
    figures: Mapping[str, Interval] = field(default_factory=dict)
    by_group: Mapping[str, tuple[int, float | None]] = field(default_factory=dict)
    """Units and F1 in each group of respondents; None where there are too few."""

    @property
    def sufficient(self) -> bool:
        """Whether enough units were coded by both for any figure to mean something."""
        return self.units >= ENOUGH_UNITS


def compare(
    task: Task,
    first: tuple[str, Mapping[str, CodeSet]],
    second: tuple[str, Mapping[str, CodeSet]],
    units: Sequence[Unit],
) -> Comparison:
    """Compare two coders over the units that both coded; the second is who is measured against.

    A position is a set of one code. Figures: ``f1`` (micro over codes; of positions the mean of
    agree and disagree), ``kappa`` (Cohen, unweighted), ``alpha`` (Krippendorff, by MASI distance
    for sets), ``over_assignment``, and of sets ``precision``, ``recall``, ``rare_recall``, of
    positions ``flips``. Each has an interval by redrawing respondents.
    """
    both = [u for u in units if u.id in first[1] and u.id in second[1]]
    if len(both) < ENOUGH_UNITS:
        return Comparison(task=task, first=first[0], second=second[0], units=len(both))
    by_id = {unit.id: unit for unit in both}
    sides = task is Task.POSITIONS
    measured = _sides(first[1], second[1], by_id) if sides else _sets(first[1], second[1], by_id)
    members: dict[str, list[str]] = defaultdict(list)
    groups: dict[str, list[str]] = defaultdict(list)
    for unit in both:
        members[unit.respondent_id].append(unit.id)
        groups[unit.group].append(unit.id)
    together = [members[who] for who in sorted(members)]
    figures = {
        name: interval
        for name, figure in measured.items()
        if (interval := bootstrap(together, figure)) is not None
    }
    return Comparison(
        task=task,
        first=first[0],
        second=second[0],
        units=len(both),
        figures=figures,
        by_group={
            name: (len(ids), measured["f1"](ids) if len(ids) >= ENOUGH_IN_GROUP else None)
            for name, ids in sorted(groups.items())
        },
    )


_Figure = Callable[[Sequence[str]], float | None]


def _sets(
    first: Mapping[str, CodeSet], second: Mapping[str, CodeSet], units: Mapping[str, Unit]
) -> dict[str, _Figure]:
    rare = _rare(second, units)

    def agreement(ids: Sequence[str]) -> SetAgreement:
        return compare_sets([(first[i], second[i], units[i].weight) for i in ids])

    def rare_recall(ids: Sequence[str]) -> float | None:
        wanted = [(i, code) for i in ids for code in second[i] if code in rare]
        return sum(code in first[i] for i, code in wanted) / len(wanted) if wanted else None

    def kappa(ids: Sequence[str]) -> float | None:
        codes = sorted({c for i in ids for c in first[i] | second[i]})
        return cohen_kappa([(c in first[i], c in second[i]) for i in ids for c in codes])

    return {
        "f1": lambda ids: agreement(ids).f1,
        "precision": lambda ids: agreement(ids).precision,
        "recall": lambda ids: agreement(ids).recall,
        "over_assignment": lambda ids: agreement(ids).over_assignment,
        "kappa": kappa,
        "alpha": lambda ids: krippendorff_alpha([(first[i], second[i]) for i in ids], _masi),
        "rare_recall": rare_recall,
    }


def _masi(a: Any, b: Any) -> float:
    return masi_distance(a, b)


def _sides(
    first: Mapping[str, CodeSet], second: Mapping[str, CodeSet], units: Mapping[str, Unit]
) -> dict[str, _Figure]:
    def agreement(ids: Sequence[str]) -> SideAgreement:
        return compare_sides([(_side(first[i]), _side(second[i]), units[i].weight) for i in ids])

    def codes(ids: Sequence[str]) -> list[tuple[str, str]]:
        return [(_only(first[i]), _only(second[i])) for i in ids]

    return {
        "f1": lambda ids: agreement(ids).macro_f1,
        "flips": lambda ids: agreement(ids).flips,
        "over_assignment": lambda ids: agreement(ids).over_assignment,
        "kappa": lambda ids: cohen_kappa(codes(ids)),
        "alpha": lambda ids: krippendorff_alpha(codes(ids)),
    }


def _only(codes: CodeSet) -> str:
    return min(codes, default="")


def _side(codes: CodeSet) -> str | None:
    return _SIDES.get(_only(codes))


def _rare(codes: Mapping[str, CodeSet], units: Mapping[str, Unit]) -> frozenset[str]:
    """Return the codes that a coder gave to at most two respondents of the sample."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for unit_id, given in codes.items():
        if unit_id in units:
            for code in given:
                bearers[code].add(units[unit_id].respondent_id)
    return frozenset(code for code, who in bearers.items() if len(who) <= _RARE)
