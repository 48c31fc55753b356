"""How steady themes are: what stays of each when a few respondents are left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from consult.coding.lineage import matched_themes
from consult.domain.ids import make_id

LEFT_OUT = 0.05
"""Share of a question's respondents that is left out of a draw."""
FEWEST = 20
"""Respondents to a question below which a twentieth of them is not one."""
DRAWS = 5
MOST_SEGMENTS = 5_000
"""How many segments are grouped again in all draws together; but one draw is always made."""

Groups = list[list[int]]


def theme_stability(
    question_id: str | None,
    themes: Mapping[str, Sequence[int]],
    ids: Sequence[str],
    respondent_ids: Sequence[str | None],
    group: Callable[[list[int]], Groups],
) -> dict[str, float]:
    """Return theme id -> mean Jaccard index of its members, 0..1, over draws.

    In each draw one of twenty respondents is left out with all that they said, the rest is grouped
    again as before, and the themes are matched one to one (Hungarian method); members that were
    left out do not count, a theme without a match counts 0, and a draw that leaves a theme fewer
    than two segments says nothing of it. Who is left out follows from the
    ids of the question and the respondents alone, so that nothing depends on the order of rows.

    A theme that one respondent alone makes is not there, since nobody else's absence can part it;
    nor is any where fewer than ``FEWEST`` respondents spoke. The cost is at most ``DRAWS`` more
    groupings, fewer for many segments, and no text is embedded again.

    Args:
        question_id: None for what lies outside the questions.
        themes: the members of each theme, by index.
        ids: of all segments.
        respondent_ids: of all segments; None makes each segment a respondent of its own.
        group: groups segments, given by index in canonical order.
    """
    who = [respondent or segment for respondent, segment in zip(respondent_ids, ids, strict=True)]
    grouped = sorted((i for members in themes.values() for i in members), key=lambda i: ids[i])
    people = sorted({who[index] for index in grouped})
    shared = {
        theme_id: members
        for theme_id, members in themes.items()
        if len({who[index] for index in members}) > 1
    }
    if len(people) < FEWEST or not shared:
        return {}
    found: dict[str, list[float]] = {theme_id: [] for theme_id in shared}
    for draw in range(min(DRAWS, max(1, MOST_SEGMENTS // len(grouped)))):
        gone = _left_out(question_id, draw, people)
        left = {i: [n for n in members if who[n] not in gone] for i, members in shared.items()}
        again = group([index for index in grouped if who[index] not in gone])
        kept = _jaccards(left, again, ids)
        for theme_id, members in left.items():
            if len(members) > 1:
                found[theme_id].append(kept.get(theme_id, 0.0))
    return {i: round(sum(each) / len(each), 4) for i, each in found.items() if each}


def _left_out(question_id: str | None, draw: int, people: Sequence[str]) -> frozenset[str]:
    """Return the twentieth of the respondents that a draw leaves out, at least one."""
    order = sorted(people, key=lambda one: make_id("draw", question_id or "", str(draw), one))
    return frozenset(order[: max(1, round(LEFT_OUT * len(people)))])


def _jaccards(
    themes: Mapping[str, Sequence[int]], groups: Groups, ids: Sequence[str]
) -> dict[str, float]:
    left = {i: [ids[n] for n in members] for i, members in themes.items() if len(members) > 1}
    right = {
        min(ids[n] for n in members): [ids[n] for n in members]
        for members in groups
        if len(members) > 1
    }
    return {theme_id: jaccard for theme_id, _, jaccard in matched_themes(left, right)}
