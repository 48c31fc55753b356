"""Stability: what stays of a theme when a few respondents are left out."""

from __future__ import annotations

from consult.coding.theme_stability import FEWEST, theme_stability

IDS = [f"seg_{n:02}" for n in range(24)]
WHO = [f"who_{n:02}" for n in range(24)]
HALVES = {"theme_a": range(12), "theme_b": range(12, 23), "theme_c": [23]}


def by_half(indexes):
    halves = [[n for n in indexes if n < 12], [n for n in indexes if 12 <= n < 23]]
    return [*(half for half in halves if half), *([n] for n in indexes if n == 23)]


def together(indexes):
    return [list(indexes)]


def test_themes_that_come_back_whole_are_wholly_stable():
    """Members that were left out do not count against a theme."""
    assert theme_stability("q1", HALVES, IDS, WHO, by_half) == {"theme_a": 1.0, "theme_b": 1.0}


def test_a_theme_of_one_respondent_has_none():
    """Nobody else's absence can part what one respondent says, however often."""
    same = [*WHO[:22], WHO[22], WHO[22]]
    themes = {**HALVES, "theme_b": range(12, 22), "theme_c": [22, 23]}
    assert "theme_c" not in theme_stability("q1", themes, IDS, same, together)


def test_a_theme_that_another_swallowed_counts_nothing():
    """The match is one to one, so that only one of the two can come back."""
    found = theme_stability("q1", HALVES, IDS, WHO, together)
    assert sorted(value > 0 for value in found.values()) == [False, True]
    assert max(found.values()) < 0.6


def test_too_few_respondents_tell_nothing():
    """A twentieth of fewer than twenty is nobody."""
    few = FEWEST - 1
    themes = {"theme_a": range(few)}
    assert theme_stability("q1", themes, IDS[:few], WHO[:few], together) == {}


def test_who_is_left_out_does_not_depend_on_the_order_of_rows():
    """The draws follow from ids; a grouping that tells who is missing tells the same again."""
    drawn = []

    def noting(places):
        def group(indexes):
            drawn.append(sorted(places[n] for n in indexes))
            return [list(indexes)]

        return group

    first = theme_stability("q1", {"t": range(24)}, IDS, WHO, noting(IDS))
    turned, people = IDS[::-1], WHO[::-1]
    second = theme_stability("q1", {"t": range(24)}, turned, people, noting(turned))
    assert first == second
    half = len(drawn) // 2
    assert drawn[:half] == drawn[half:]
    assert {len(each) for each in drawn} == {23}


def test_many_segments_are_grouped_again_less_often():
    """Five draws for few, one for more than five thousand."""
    for count, draws in ((24, 5), (2_000, 2), (6_000, 1)):
        calls = []
        ids = [f"seg_{n:05}" for n in range(count)]

        def group(indexes, calls=calls):
            calls.append(len(indexes))
            return [list(indexes)]

        theme_stability(None, {"t": range(count)}, ids, [None] * count, group)
        assert calls == [count - max(1, round(count / 20))] * draws
