"""Positions and themes by kind of respondent and by attribute."""

from consult.analysis.crosstabs import crosstabs
from consult.analysis.findings import find
from consult.analysis.options import WordTable
from consult.domain.coding import Position
from tests.analysis.world import ORGANISATION, World


def test_positions_are_counted_by_kind_and_attribute_with_their_base():
    world = World()
    for name, area, position in (
        ("Ann", "North", Position.AGREE),
        ("Ben", "North", Position.DISAGREE),
        ("Cleo", "South", Position.AGREE),
    ):
        world.says(world.who(name, attributes={"area": area}), f"{name} on lanes.", position)
    world.says(world.who("Club", ORGANISATION), "The club on lanes.", Position.AGREE)

    found = find(world.corpus()).questions[0]
    by_kind, by_area = crosstabs(found, world.corpus().respondents)

    assert by_kind.columns == ("AGREE", "DISAGREE")
    assert [(r.value, r.base, r.counts) for r in by_kind.rows] == [
        ("INDIVIDUAL", 3, (2, 1)),
        ("ORGANISATION", 1, (1, 0)),
    ]
    assert [(r.value, r.counts) for r in by_area.rows] == [
        ("North", (1, 1)),
        ("South", (1, 0)),
        ("", (1, 0)),
    ]
    assert all(r.small for r in (*by_kind.rows, *by_area.rows))


def test_themes_are_counted_out_of_the_base_and_large_rows_are_not_marked():
    world = World()
    segments = [
        world.says(world.who(f"P{n}"), f"Trees, says {n}.", question_id="q3") for n in range(4)
    ]
    world.theme("trees", "q3", *segments[:3])

    found = find(world.corpus()).questions[2]
    (table,) = crosstabs(found, world.corpus().respondents, WordTable(small_base=4))

    assert table.proposition_id is None
    assert [(r.base, r.counts, r.small) for r in table.rows] == [(4, (3,), False)]
