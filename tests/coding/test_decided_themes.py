"""Decisions on themes, replayed in order: later ones win, and nothing else changes."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from consult.coding.decided_themes import FixedTheme, Pin, ThemeAct, ThemeOrder, replay, split_id
from consult.domain.coding import ThemeStatus

AT = datetime(2026, 5, 1, tzinfo=UTC)
IDS = ("theme_a", "theme_b", "theme_c", "theme_d")


def theme(theme_id, *members, **more):
    pins = {m: Pin(coder="model:x@1", score=0.7) for m in members}
    status = more.pop("status", ThemeStatus.CANDIDATE)
    return FixedTheme(
        id=theme_id, question_id="q1", label=theme_id, status=status, members=pins, **more
    )


def order(act, theme_id, number=0, **more):
    return ThemeOrder(
        act=act,
        decision_id=f"decision_{number:016x}",
        coder="person:Kim",
        at=AT,
        theme_id=theme_id,
        **more,
    )


def after(themes, *orders):
    result = replay(themes, orders)
    return {t.id: t for t in result.themes}, result


def test_a_merged_theme_is_gone_and_lives_on_in_the_other():
    """Members and children go with it; an order that names it later means the other."""
    a, b = theme("theme_a", "s1"), theme("theme_b", "s2")
    child = theme("theme_c", "s3", parent_id="theme_a")
    found, _ = after(
        [a, b, child],
        order(ThemeAct.MERGE, "theme_a", other_id="theme_b"),
        order(ThemeAct.RENAME, "theme_a", label="Both"),
    )
    assert set(found) == {"theme_b", "theme_c"}
    both = found["theme_b"]
    assert (set(both.members), both.lineage, both.label) == ({"s1", "s2"}, ("theme_a",), "Both")
    assert both.status is ThemeStatus.CONFIRMED
    assert found["theme_c"].parent_id == "theme_b"


def test_a_theme_merged_there_and_back_does_not_run_in_a_circle():
    """What was merged is gone, so that the second order merges nothing."""
    found, result = after(
        [theme("theme_a", "s1"), theme("theme_b", "s2")],
        order(ThemeAct.MERGE, "theme_a", other_id="theme_b"),
        order(ThemeAct.MERGE, "theme_b", other_id="theme_a"),
    )
    assert set(found["theme_b"].members) == {"s1", "s2"}
    assert result.without_theme == ()


def parents(themes):
    return {t.id: t.parent_id for t in themes.values()}


def test_a_theme_merged_into_one_far_below_it_gives_up_its_place():
    """What it was merged into stands where it stood, above all that stood below it."""
    top, high = theme("theme_t"), theme("theme_a", parent_id="theme_t")
    middle, low = theme("theme_b", parent_id="theme_a"), theme("theme_c", parent_id="theme_b")
    merge = order(ThemeAct.MERGE, "theme_a", other_id="theme_c")
    found, _ = after([top, high, middle, low], merge)
    assert parents(found) == {"theme_t": None, "theme_b": "theme_c", "theme_c": "theme_t"}
    found, _ = after([top, high, low], order(ThemeAct.PARENT, "theme_c", other_id="theme_a"), merge)
    assert parents(found) == {"theme_t": None, "theme_c": "theme_t"}


def test_a_theme_put_below_its_own_part_changes_places_with_it():
    """The later decision holds: the lower one rises to where the upper one stood."""
    a, b = theme("theme_a"), theme("theme_b", parent_id="theme_a")
    c = theme("theme_c", parent_id="theme_b")
    found, _ = after([a, b, c], order(ThemeAct.PARENT, "theme_a", other_id="theme_c"))
    assert parents(found) == {"theme_a": "theme_c", "theme_b": "theme_a", "theme_c": None}
    found, _ = after([a, b, c], order(ThemeAct.PARENT, "theme_a", other_id="theme_a"))
    assert parents(found)["theme_a"] is None


def test_themes_that_came_in_a_circle_leave_it():
    """A run of before, or a codebook with decisions on it, may hold one; none may be lost."""
    a, b = theme("theme_a", parent_id="theme_b"), theme("theme_b", parent_id="theme_a")
    found, _ = after([a, b])
    assert parents(found) == {"theme_a": None, "theme_b": "theme_a"}


def test_a_moved_passage_is_in_one_theme_and_remembers_who_moved_it():
    """The theme that it left never gets it back from a machine."""
    found, result = after(
        [theme("theme_a", "s1", "s2"), theme("theme_b", "s3")],
        order(ThemeAct.MOVE, "theme_b", segment_ids=("s1",)),
    )
    assert found["theme_b"].members["s1"] == Pin(coder="person:Kim", at=AT)
    assert set(found["theme_a"].members) == {"s2"}
    assert found["theme_a"].barred == {"s1"}
    assert result.versions == {"q1": 1}


def test_a_split_gives_the_same_id_whenever_it_is_replayed():
    """The id is that of the decision."""
    split = order(ThemeAct.SPLIT, "theme_a", 7, label="New", segment_ids=("s1",))
    found, _ = after([theme("theme_a", "s1", "s2")], split)
    made = found[split_id("decision_0000000000000007")]
    assert made.id == "theme_0000000000000007"
    assert (set(made.members), made.lineage, made.named) == ({"s1"}, ("theme_a",), True)


def test_a_candidate_is_known_from_the_decision_that_fixed_it():
    """No run needs to propose it again; a second confirming keeps what it holds by then."""
    then = theme("theme_a", "s1")
    found, _ = after([], order(ThemeAct.CONFIRM, "theme_a", known=(then,)))
    assert set(found["theme_a"].members) == {"s1"}
    later = theme("theme_a", "s1", "s2", status=ThemeStatus.CONFIRMED)
    found, _ = after(
        [],
        order(ThemeAct.CONFIRM, "theme_a", known=(then,)),
        order(ThemeAct.REMOVE, "theme_a", segment_ids=("s1",)),
        order(ThemeAct.CONFIRM, "theme_a", known=(later,)),
    )
    assert set(found["theme_a"].members) == {"s2"}


def test_a_decision_about_a_theme_that_is_not_there_is_named():
    """It is never dropped in silence."""
    _, result = after([], order(ThemeAct.CONFIRM, "theme_a", 3))
    assert result.without_theme == ("decision_0000000000000003",)


ORDERS = st.lists(
    st.builds(
        order,
        st.sampled_from(list(ThemeAct)),
        st.sampled_from(IDS),
        st.integers(0, 99),
        other_id=st.sampled_from(IDS),
        label=st.sampled_from(["x", "y"]),
        segment_ids=st.lists(st.sampled_from(["s1", "s2", "s3"]), unique=True).map(tuple),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=50)
@given(ORDERS)
def test_a_passage_is_never_in_two_themes_of_a_question(orders):
    """Whatever is decided in whatever order; and nothing depends on the order of themes."""
    themes = [theme(i, f"s{n}") for n, i in enumerate(IDS, start=1)]
    result = replay(themes, orders)
    held = [i for t in result.themes for i in t.members]
    assert len(held) == len(set(held))
    assert all(not t.barred & set(t.members) for t in result.themes)
    assert replay(themes[::-1], orders) == result


@settings(deadline=None, max_examples=50)
@given(ORDERS, st.lists(st.sampled_from([None, *IDS]), min_size=4, max_size=4))
def test_every_theme_stands_below_one_that_stands_below_none(orders, above):
    """Whatever stood above what, and whatever was decided: there is no circle."""
    themes = [theme(i, parent_id=p) for i, p in zip(IDS, above, strict=True)]
    tree = parents({t.id: t for t in replay(themes, orders).themes})
    for theme_id in tree:
        at, steps = theme_id, 0
        while tree.get(at) is not None:
            at, steps = tree[at], steps + 1
            assert steps <= len(tree)
