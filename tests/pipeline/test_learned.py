"""Segments brought to themes by what decisions taught, and what to ask next."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from consult.coding.sentence_scores import Sentences
from consult.pipeline.learned import ENOUGH, Taught, ask_next, learn_from

NAMES = ("Buses", "Trees", "Tolls")


def rows_of(texts):
    """Unit rows: a direction for each word that the tests speak of, and a little of each text's."""
    rows = np.zeros((len(texts), 6), dtype=np.float32)
    for n, text in enumerate(texts):
        rows[n] = np.random.default_rng(sum(text.encode())).normal(size=6) * 0.1
        for column, word in enumerate(("bus", "tree", "toll", "choir")):
            rows[n, column] += word in text.lower()
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def taught(*, members=ENOUGH, barred=None, more=("the bus was late", "a choir sang", "tall trees")):
    """Eight decided segments for each of two themes, one for a third, and some undecided ones."""
    texts = [f"more bus lines, letter {n}" for n in range(members)]
    texts += [f"plant a tree, letter {n}" for n in range(members)]
    texts += ["no toll on the bridge", *more]
    return Taught(
        texts=texts,
        vectors=rows_of(texts),
        points=rows_of(texts),
        names=NAMES,
        name_points=rows_of(NAMES),
        members=[range(members), range(members, 2 * members), [2 * members]],
        barred=barred or {},
    )


def test_segments_go_to_the_theme_that_was_taught():
    """A new segment goes to the theme that its words were confirmed for, with a probability."""
    brought = learn_from(taught()).bring()
    assert [hit and hit[0] for hit in brought[-3:]] == [0, None, 1]
    assert all(0 < hit[1] <= 1 for hit in brought if hit)


def test_what_is_like_nothing_decided_stays_a_candidate():
    """A segment near to no member is no theme's, however few themes there are to choose from."""
    found = learn_from(taught(more=("a choir sang in the hall",)))
    assert found.bring()[-1] is None


def test_a_theme_of_few_members_is_not_learned():
    """Below enough members nothing is brought to a theme, and with no theme nothing learned."""
    found = learn_from(taught(more=("one toll less",)))
    assert found.themes == (0, 1)
    assert found.scores[-1, 2] == 0
    assert learn_from(taught(members=ENOUGH - 1)) is None


def test_nobody_is_overruled():
    """A segment that a person took out of a theme is not brought back to it."""
    plain = taught()
    late = plain.texts.index("the bus was late")
    assert learn_from(plain).bring()[late][0] == 0
    found = learn_from(taught(barred={late: frozenset({0})}))
    assert found.bring()[late] is None
    assert late in found.decided


def test_an_explanation_tells_the_probability_that_decides():
    """What is told about a segment is what it was brought to the theme by."""
    world = taught()
    found = learn_from(world)
    segment = world.texts.index("tall trees")
    assert found.explain(segment, 1).probability == found.scores[segment, 1]


def test_sentences_speak_for_their_segment():
    """A segment with a sentence for a theme belongs to it more than by its whole text alone."""
    parts = ["a choir sang in the hall all evening long", "more bus lines"]
    text = ". ".join(parts)
    world = taught(more=(text,))
    last = len(world.texts) - 1
    sentences = Sentences(texts=parts, owners=[last, last], vectors=rows_of(parts))
    apart = replace(world, sentences=sentences)
    assert learn_from(apart).scores[last, 0] > learn_from(world).scores[last, 0]


def test_an_explanation_counts_in_segments():
    """The nearest examples are members of the theme, numbered as the question's segments."""
    world = taught()
    told = learn_from(world).explain(world.texts.index("tall trees"), 1)
    assert {n for n, _ in told.nearest} <= set(world.members[1])
    assert len(told.nearest) == 3


def test_undecided_segments_are_asked_about():
    """Each is asked once, none that was decided, with and without anything learned."""
    world = taught()
    undecided = set(range(len(world.texts) - 3, len(world.texts)))
    for learned in (learn_from(world), None):
        assert set(ask_next(world, learned, count=9)) == undecided
        assert len(ask_next(world, learned, count=2)) == 2


def test_the_order_of_segments_changes_nothing():
    """However the segments came, each goes to the same theme with the same probability."""
    plain = taught()
    brought = learn_from(plain).bring()
    mixed = np.random.default_rng(4).permutation(len(plain.texts)).tolist()
    now = {old: new for new, old in enumerate(mixed)}
    other = Taught(
        texts=[plain.texts[n] for n in mixed],
        vectors=plain.vectors[mixed],
        names=plain.names,
        points=plain.points[mixed],
        name_points=plain.name_points,
        members=[[now[n] for n in members] for members in plain.members],
        barred={},
    )
    again = learn_from(other).bring()
    assert [again[now[n]] for n in range(len(mixed))] == list(brought)
