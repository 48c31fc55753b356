"""Many candidates stand below the subject that they share; few are left as they are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from consult.coding.key_points import KeyPoint
from consult.coding.parents import MANY, find_parents
from consult.coding.themes import FoundTheme
from consult.domain.coding import Theme, ThemeStatus
from consult.domain.document import Span
from consult.domain.ids import make_id
from tests.coding.word_vectors import encode

BUSES = [
    "The night buses should run later.",
    "A night bus is safer than walking.",
    "Nobody can afford the night buses.",
    "Cleaner night buses would help.",
]
OWLS = [
    "The barn owl needs darkness.",
    "Darkness suits the barn owls.",
    "Without darkness the barn owl leaves.",
]
ALONE = [
    "Benches at the gate are broken.",
    "Ducks eat the bread of visitors.",
    "My cousin slipped on ice.",
    "Dogs should be kept on leads.",
    "The toilets close too early.",
    "Litter lies under each hedge.",
]
TEXTS = [*BUSES, *OWLS, *ALONE]
NAMES = ("night buses", "night bus", "barn owls", "barn owl")


def phrases(texts):
    return [
        tuple(
            Span(start=text.find(name), end=text.find(name) + len(name))
            for name in NAMES
            if name in text and name + "s" not in text
        )
        for text in texts
    ]


def found(texts):
    return [
        FoundTheme(
            theme=Theme(id=make_id("theme", text), question_id="q1", label=text, definition=""),
            key_point=KeyPoint(segment_index=n, start=0, end=len(text), text=text, score=1.0),
            segment_indexes=(n,),
            respondent_ids=(f"who{n}",),
            side=None,
        )
        for n, text in enumerate(texts)
    ]


def parents(texts):
    return find_parents("q1", found(texts), texts, encode(texts), phrases(texts), "model:x@1")


def test_candidates_on_one_subject_stand_below_it():
    """The subject is a noun phrase that they share; a candidate on its own has no parent."""
    result = parents(TEXTS)
    labels = {t.id: t.label for t in result.themes}
    assert sorted(labels.values()) == ["Barn owl", "Night bus"]
    children = {label: set() for label in labels.values()}
    by_id = {one.theme.id: one.theme.label for one in found(TEXTS)}
    for child, parent in result.above.items():
        children[labels[parent]].add(by_id[child])
    assert children == {"Barn owl": set(OWLS), "Night bus": set(BUSES)}


def test_few_candidates_are_left_as_they_are():
    """A list of a dozen needs no headings."""
    few = TEXTS[:MANY]
    assert not parents(few).themes
    assert not parents(few).above


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_texts_changes_nothing(seed):
    """Parents and who stands below them are the same for shuffled rows."""
    shuffled = [TEXTS[n] for n in np.random.default_rng(seed).permutation(len(TEXTS))]
    assert parents(shuffled) == parents(TEXTS)


def decided(**more):
    """The subject of the buses as people left it, and the parents found beside it."""
    bus = next(t for t in parents(TEXTS).themes if t.label == "Night bus")
    fixed = replace(bus, **more)
    texts = TEXTS
    return fixed, find_parents(
        "q1", found(texts), texts, encode(texts), phrases(texts), "model:x@1", (fixed,)
    )


def test_a_rejected_subject_does_not_come_back():
    """Its candidates stand below nothing, and no second theme has its id."""
    fixed, result = decided(status=ThemeStatus.REJECTED)
    assert [t.label for t in result.themes] == ["Barn owl"]
    assert fixed.id not in result.above.values()
    assert len(result.above) == len(OWLS)


@pytest.mark.parametrize("merged", [False, True])
def test_candidates_stand_below_the_theme_that_a_subject_became(merged):
    """Renamed it keeps its id; merged it lives on in another theme. Neither is made again."""
    was = next(t.id for t in parents(TEXTS).themes if t.label == "Night bus")
    more = {"id": "theme_whole", "lineage": (was,)} if merged else {}
    fixed, result = decided(label="Buses", status=ThemeStatus.CONFIRMED, **more)
    assert [t.label for t in result.themes] == ["Barn owl"]
    assert list(result.above.values()).count(fixed.id) == len(BUSES)
