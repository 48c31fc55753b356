"""Who an author is, is told from what an author thinks and from facts of the matter."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.coding.introductions import presents_author


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("We run 19 day centres and a telephone line which took 46,000 calls last year.", ()),
        ("I run a cheese stall on three markets.", ()),
        ("My husband and I keep a small guest house at Low Quay.", ()),
        ("We operate nearly forty minibuses and two workshops.", ()),
        ("We employ 340 staff in four depots.", ()),
        ("We look after about 900 patients with kidney disease.", ()),
        (
            "Harrowmere is a mutual owned by its 390,000 members, with 44 branches in the north.",
            ("Harrowmere Building Society",),
        ),
        (
            "Bramblewick Bank serves 6.4 million personal customers and 410,000 small businesses.",
            ("Bramblewick Bank plc",),
        ),
        ("Bramblewick Bank plc is an old bank in the west.", ("Bramblewick Bank",)),
        ("The Society is the oldest insurer of boats in the country.", ("Tarn Boat Society",)),
        ("Lanternlight supports 44,000 people with sight loss.", ("Lanternlight",)),
        ("The Orchard Trust brings together 80 growers of cider apples.", ("Orchard Trust",)),
        ("Ferndale is a county of 318,000 people, with nine market towns.", ("Ferndale Council",)),
        ("Marsh Rail operates 212 trains in the fens.", ("Marsh Rail Ltd",)),
        ("The Guild speaks for 5,600 people who carve stone.", ("Guild of Masons",)),
    ],
)
def test_an_author_presents_itself(sentence: str, names: tuple[str, ...]) -> None:
    """By what it runs, whom it serves or what it is."""
    assert presents_author(sentence, names)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Since 2019 it has lost 31 of its 44 branches.", ()),
        ("Ferndale has lost 31 of its 44 libraries.", ("Ferndale Council",)),
        ("We run 19 day centres, which would have to close.", ()),
        ("We run 19 day centres and cannot find drivers for them.", ()),
        ("I run a stall and rely on the car park.", ()),
        ("I run a mile every day in this park.", ()),
        ("I run a risk whenever I cross the road.", ()),
        ("We run out of water in August.", ()),
        ("I keep a shop because the nearest is ten miles away.", ()),
        ("We support 20 mph limits.", ()),
        ("We support 200 homes on the old yard.", ()),
        ("Bramblewick Bank supports the proposal.", ("Bramblewick Bank",)),
        ("Bramblewick Bank supports 12 weeks.", ("Bramblewick Bank",)),
        ("Lanternlight supports 44,000 people and should be exempt.", ("Lanternlight",)),
        ("The Society is a supporter of the plan.", ("Tarn Boat Society",)),
        ("The Society is the only body that pays.", ("Tarn Boat Society",)),
        ("Northern Water is a company owned by a fund abroad.", ("Tarn Boat Society",)),
        ("Northern Water serves 2 million customers.", ()),
        ("The park is a place for all.", ("Friends of the Park",)),
        ("Park is a village green in law.", ("Friends of the Park",)),
        ("Marsh Rail operates 12 trains a day across the fen.", ("Marsh Rail",)),
        ("Marsh Rail has closed two stations.", ("Marsh Rail",)),
        ("Our members elect our board.", ()),
        ("", ()),
    ],
)
def test_views_and_facts_of_the_matter_present_nobody(
    sentence: str, names: tuple[str, ...]
) -> None:
    """What argues, takes a side, tells of a change or of somebody else stays a point."""
    assert not presents_author(sentence, names)


@given(st.text(max_size=300), st.lists(st.text(max_size=30), max_size=3))
def test_any_text_is_judged(text: str, names: list[str]) -> None:
    """Nothing is raised, and who ends in a wish does more than present themselves."""
    assert presents_author(text, names) in (True, False)
    assert not presents_author(f"{text} should stay", names)


@pytest.mark.parametrize("piece", ["we run 2 ", "The A ", "Society is a ", "a b c, "])
def test_hostile_repetition_costs_little(piece: str) -> None:
    """The longest sentence that is read takes no time, and a longer one none at all."""
    began = time.perf_counter()
    presents_author(piece * 10_000, ["Society"])
    presents_author((piece * 60)[:240], ["Society " * 20])
    assert time.perf_counter() - began < 1
