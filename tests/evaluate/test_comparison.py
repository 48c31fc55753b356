"""Coders side by side."""

from __future__ import annotations

import pytest

from consult.evaluate.comparison import Task, Unit, compare

UNITS = [
    Unit(id=f"u{n}", respondent_id=f"r{n // 2}", group="ORG" if n % 4 == 0 else "PERSON", weight=1)
    for n in range(60)
]


def codes(of) -> dict[str, frozenset[str]]:
    return {u.id: frozenset(of(int(u.id[1:]))) for u in UNITS}


def test_too_few_units_give_no_figure():
    """Twenty-nine units coded by both are insufficient data, whatever they hold."""
    some = dict(list(codes(lambda n: "a").items())[:29])
    found = compare(Task.THEMES, ("ada", some), ("ben", some), UNITS)
    assert not found.sufficient
    assert found.figures == {}


def test_a_coder_agrees_with_themselves():
    """F1, recall and kappa of the same codes are one, with an interval of no width."""
    given = codes(lambda n: "ab"[n % 2])
    found = compare(Task.THEMES, ("ada", given), ("ada", given), UNITS)
    assert found.figures["f1"].value == found.figures["kappa"].value == 1
    assert found.figures["f1"].low == found.figures["f1"].high == 1


def test_a_missed_rare_point_shows_apart_from_a_high_f1():
    """A machine that misses the one rare code of sixty has F1 near one and rare recall zero."""
    person = codes(lambda n: "rare" if n == 7 else "c")
    person = {k: frozenset({"rare"}) if k == "u7" else frozenset({"c"}) for k in person}
    machine = {k: frozenset({"c"}) for k in person}
    found = compare(Task.THEMES, ("machine", machine), ("ada", person), UNITS)
    assert found.figures["f1"].value > 0.95
    assert found.figures["f1"].low < found.figures["f1"].value <= found.figures["f1"].high
    value, rare = found.figures["recall"].value, found.figures.get("rare_recall")
    assert value == pytest.approx(59 / 60)
    assert rare is None or rare.value == 0


def test_flips_are_given_for_positions():
    """One opposite side in sixty is a flip rate of one in sixty; abstentions are none."""
    person = {u.id: frozenset({"AGREE"}) for u in UNITS}
    machine = {**person, "u3": frozenset({"DISAGREE"}), "u4": frozenset({"UNCLEAR"})}
    found = compare(Task.POSITIONS, ("machine", machine), ("ada", person), UNITS)
    assert found.figures["flips"].value == pytest.approx(1 / 59)


def test_several_positions_in_one_set_are_read_in_one_way():
    """Whatever order a set comes in; sheets with such cells are refused before."""
    person = {u.id: frozenset({"AGREE"}) for u in UNITS}
    for both in (["AGREE", "UNCLEAR"], ["UNCLEAR", "AGREE"]):
        machine = {u.id: frozenset(both) for u in UNITS}
        found = compare(Task.POSITIONS, ("machine", machine), ("ada", person), UNITS)
        assert found.figures["flips"].value == 0
        assert found.figures["f1"].value == 1


def test_groups_of_respondents_are_shown_apart():
    """Fifteen organisations and forty-five people, each with their own F1."""
    given = codes(lambda n: "a")
    found = compare(Task.QUESTIONS, ("machine", given), ("ada", given), UNITS)
    assert {name: n for name, (n, _) in found.by_group.items()} == {"ORG": 15, "PERSON": 45}
