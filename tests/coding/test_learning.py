"""What decided codings teach about themes, and what to ask next."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.coding.calibrating import choose_thresholds
from consult.coding.learning import Names, ThemeLearner, learn_themes
from consult.coding.queue import next_to_decide
from consult.coding.sentence_scores import Sentences

SUBJECTS = {
    "Buses": ["the bus is late", "buses run too seldom", "no bus on Sunday", "bus fares rose"],
    "Trees": ["plant more trees", "the old trees fell", "trees give shade", "save our oak trees"],
    "Noise": ["lorries are loud at night", "the noise wakes us", "too much noise", "loud music"],
}
NAMES = list(SUBJECTS)


def world(each=12):
    """Texts of three subjects, each text with a number, their vectors and labels."""
    texts, labels = [], []
    for column, said in enumerate(SUBJECTS.values()):
        for number in range(each):
            texts.append(f"{said[number % len(said)]} in ward {number}")
            labels.append(np.eye(3)[column])
    return texts, vectors(texts), np.array(labels)


def vectors(texts):
    """Unit rows: a direction for each subject whose word stands in the text, and some noise."""
    rows = np.zeros((len(texts), 8), dtype=np.float32)
    for n, text in enumerate(texts):
        dice = np.random.default_rng(sum(text.encode()))
        rows[n] = dice.normal(size=8) * 0.15
        for column, stems in enumerate((("bus",), ("tree",), ("noise", "loud"))):
            rows[n, column] += any(stem in text.lower() for stem in stems)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def learn(texts, rows, labels, questions=None):
    return learn_themes(
        texts,
        rows,
        questions or ["q1"] * len(texts),
        labels,
        names=Names(texts=NAMES, vectors=vectors(NAMES)),
    )


@pytest.fixture(scope="module")
def taught() -> ThemeLearner:
    return learn(*world())


def scored(learner, texts):
    return learner.score(texts, vectors(texts), ["q1"] * len(texts))


def test_new_texts_go_to_the_theme_that_they_speak_of(taught):
    """Unseen texts reach the threshold of their own theme and of no other."""
    shares = scored(taught, ["our bus never comes", "they cut the trees down", "the noise is bad"])
    assert (shares >= taught.thresholds).tolist() == np.eye(3, dtype=bool).tolist()


def test_a_text_of_two_themes_has_both(taught):
    """Themes are judged apart, so that both of a text's are above the one it does not have."""
    shares = scored(taught, ["the bus is late and lorries are loud at night"])[0]
    assert min(shares[0], shares[2]) > 3 * shares[1]


def test_the_order_of_examples_changes_nothing(taught):
    """Whoever decided first, the scores are the same."""
    texts, rows, labels = world()
    mixed = np.random.default_rng(3).permutation(len(texts))
    other = learn([texts[n] for n in mixed], rows[mixed], labels[mixed])
    said = ["the bus driver", "an oak", "quiet streets"]
    assert scored(other, said) == pytest.approx(scored(taught, said), abs=1e-6)
    assert other.thresholds == pytest.approx(taught.thresholds)


def test_company_changes_no_score(taught):
    """A text is scored by itself, alone or among others."""
    alone = scored(taught, ["trees by the bus stop"])[0]
    among = scored(taught, ["loud", "trees by the bus stop", ""])[1]
    assert among == pytest.approx(alone, abs=1e-6)


def test_a_rejection_is_learned_from():
    """Texts that were taken out of a theme make others like them less probable there."""
    texts, rows, labels = world()
    undecided = labels.copy()
    shelters = [f"bus shelters need paint, number {n}" for n in range(6)]
    more = [*texts, *shelters]
    both = np.vstack([rows, vectors(shelters)])
    unknown = np.vstack([undecided, np.full((6, 3), np.nan)])
    rejected = unknown.copy()
    rejected[-6:, 0] = 0
    said = ["bus shelters need paint soon"]
    before = scored(learn(more, both, unknown), said)[0, 0]
    after = scored(learn(more, both, rejected), said)[0, 0]
    assert after < before / 2


def test_the_words_of_a_theme_teach_too():
    """A theme of which nobody confirmed an example is told by its own words."""
    texts, rows, labels = world()
    labels[:, 2] = 0
    shares = scored(learn(texts, rows, labels), ["noise", "bus"])
    assert shares[0, 2] > 2 * shares[1, 2]


def said_apart(texts, owners):
    return Sentences(texts=texts, owners=owners, vectors=vectors(texts))


def test_the_theme_of_one_sentence_is_the_texts(taught):
    """What is said beside a theme's sentence hides the theme less when sentences are read apart."""
    parts = ["loud music", "the old trees fell", "the bus is late"]
    text = [". ".join(parts)]
    whole = scored(taught, text)[0]
    asked = taught.score(text, vectors(text), ["q1"], said_apart(parts, [0, 0, 0]))[0]
    assert asked[0] > whole[0]


def test_a_sentence_does_not_foretell_its_own_text():
    """An example's sentences are scored without the example, as if it had never been decided."""
    texts, rows, labels = world()
    parts = [texts[0], "and so on"]
    long = [". ".join(parts), *texts[1:]]
    rows = np.vstack([vectors(long[:1]), rows[1:]])
    labels[0] = [0, 1, 0]
    names = Names(texts=NAMES, vectors=vectors(NAMES))
    apart = said_apart(parts, [0, 0])
    learner = learn_themes(long, rows, ["q1"] * 36, labels, names=names, sentences=apart)
    foretold = learner.unseen[learner.learned_from.index(0)]
    others = learn_themes(long[1:], rows[1:], ["q1"] * 35, labels[1:], names=names)
    assert foretold.argmax() == others.score(long[:1], rows[:1], ["q1"], apart)[0].argmax() == 0


def test_the_question_counts():
    """A word said to one question tells more about another answer to it than to another one."""
    texts, rows, labels = world()
    questions = ["q1" if n % 2 else "q2" for n in range(len(texts))]
    learner = learn(texts, rows, labels, questions)
    row = vectors(["bus"])
    here, elsewhere = (learner.score(["bus"], row, [q])[0, 0] for q in ("q1", "none of them"))
    assert here > elsewhere


def test_each_example_is_foretold_without_itself():
    """A decision against all others is not foretold, since it is left out of its own score."""
    texts, rows, labels = world()
    labels[0] = [0, 1, 0]
    learner = learn(texts, rows, labels)
    odd = learner.unseen[learner.learned_from.index(0)]
    assert odd[0] > odd[1]


def test_probabilities_are_near_the_shares_found(taught):
    """Among the examples, foretold by the others, the mean probability is the share of truth."""
    assert taught.unseen.mean() == pytest.approx(taught.confirmed.mean(), abs=0.05)


def test_an_explanation_names_examples_and_words(taught):
    """The nearest confirmed example says the same, and the telling word is the subject."""
    text = "no bus on Sunday in ward 99"
    told = taught.explain(text, vectors([text]), "q1", 0)
    texts, _, labels = world()
    assert all(labels[n, 0] == 1 for n, _ in told.nearest)
    assert texts[told.nearest[0][0]].startswith("no bus on Sunday")
    assert any("bus" in word for word, _ in told.words)
    assert [part for _, part in told.words] == sorted((p for _, p in told.words), reverse=True)
    assert 0.5 < told.probability <= 1


def test_decisions_of_one_kind_still_give_probabilities():
    """Confirmations alone, without anything against, are no error."""
    texts, rows, _ = world(each=2)
    labels = np.full((6, 3), np.nan)
    labels[:, 0] = 1
    shares = scored(learn(texts, rows, labels), ["bus"])
    assert ((shares >= 0) & (shares <= 1)).all()


def test_no_text_and_empty_texts_are_scored(taught):
    """Nothing in gives nothing out, and an empty text a row of probabilities."""
    assert scored(taught, []).shape == (0, 3)
    empty = taught.score([""], np.zeros((1, 8), np.float32), ["q1"])
    assert np.isfinite(empty).all()


def test_labels_of_another_shape_are_refused():
    """A column too few is a mistake of the caller and named as one."""
    texts, rows, labels = world(each=1)
    with pytest.raises(ValueError, match="3 texts and 3 themes"):
        learn(texts, rows, labels[:, :2])


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 40), st.integers(0, 10**6))
def test_thresholds_stay_in_bounds(count, seed):
    """Whatever was foretold, a threshold lies between .05 and .5."""
    dice = np.random.default_rng(seed)
    labels = dice.choice([0.0, 1.0, np.nan], size=(count, 3))
    found = choose_thresholds(dice.random((count, 3)), labels)
    assert ((found >= 0.05) & (found <= 0.5)).all()


def test_a_rare_theme_leans_on_the_threshold_of_all():
    """One example moves a theme's threshold little, a hundred move it to where its F1 is best."""
    foretold = np.column_stack([np.linspace(0, 0.8, 400), np.linspace(0, 0.2, 400)])
    labels = np.column_stack([np.arange(400) >= 200, np.arange(400) >= 200]).astype(float)
    many = choose_thresholds(foretold, labels)
    labels[:, 1] = np.arange(400) == 399
    one = choose_thresholds(foretold, labels)
    assert many[1] < 0.2
    assert one[1] > 0.35


def asked(texts, shares, count, decided=()):
    shares = np.array(shares, dtype=float).reshape(len(texts), 1)
    return next_to_decide(
        texts,
        shares,
        np.full(shares.shape[1], 0.5),
        vectors(texts),
        vectors(list(decided)) if decided else np.zeros((0, 8), np.float32),
        np.full(shares.shape[1], 5),
        count=count,
    )


def test_what_is_unsure_is_asked_first():
    """Of texts that are equally alike, the one nearest to the threshold comes first."""
    texts = ["bus", "tree", "noise"]
    assert asked(texts, [0.02, 0.5, 0.98], 1) == (1,)


def test_a_batch_holds_no_near_duplicates():
    """Three subjects are asked about before one of them again."""
    texts, _, labels = world(each=4)
    picked = asked(texts, [0.5] * 12, 3)
    assert sorted(labels[list(picked)].argmax(axis=1)) == [0, 1, 2]


def test_what_was_decided_is_not_asked_again():
    """A text like a decided one waits behind one like none."""
    assert asked(["late bus", "old tree"], [0.5, 0.5], 1, decided=["late bus"]) == (1,)


def test_the_queue_does_not_depend_on_the_order_of_texts():
    """The same texts are asked for, in the same order, however they came."""
    texts, _, _ = world(each=4)
    mixed = np.random.default_rng(1).permutation(12)
    first = [texts[n] for n in asked(texts, [0.5] * 12, 5)]
    other = [texts[n] for n in mixed]
    assert [other[n] for n in asked(other, [0.5] * 12, 5)] == first


def test_the_queue_ends_with_the_texts():
    """Each is returned once, also when more are wanted, and nothing from nothing."""
    assert sorted(asked(["bus", "tree"], [0.1, 0.9], 9)) == [0, 1]
    assert asked([], [], 3) == ()
