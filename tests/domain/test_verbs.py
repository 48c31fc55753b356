"""A point has a verb, a title has none."""

import pytest

from consult.domain.verbs import has_finite_verb, seems_to_have_a_verb


@pytest.mark.parametrize(
    ("text", "finite"),
    [
        ("Lanes should be lit.", True),
        ("They don't.", True),
        ("The lake in the winter months.", False),
        ("Lights for lanes", False),
    ],
)
def test_a_fragment_has_no_finite_verb(text, finite):
    assert has_finite_verb(text) is finite


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Lorries damaged the kerb last night", True),
        ("Children walked to school along this road", True),
        ("The Lane Society", False),
        ("Report of the meeting", False),
    ],
)
def test_words_may_stand_as_a_verb_does(text, verb):
    assert seems_to_have_a_verb(text) is verb
