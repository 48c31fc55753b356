"""What was written for training is whole: every label names something that is there."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from training.acts.reading import WRITTEN
from training.letters.reading import FOLDER, invented

SIDES = {"agree", "agree_with_conditions", "disagree", "mixed", "neither"}
ACTS = {"ask", "challenge", "condition", "procedure", "reported"}
LETTERS = [*invented(development=False), *invented(development=True)]


def test_every_letter_is_for_training_or_held_out():
    assert {one.name for one in LETTERS} == {path.stem for path in FOLDER.glob("*.json")}
    assert len(invented(development=True)) >= len(LETTERS) / 10


@pytest.mark.parametrize("consultation", LETTERS, ids=lambda one: one.name)
def test_labels_of_a_passage_name_questions_propositions_and_sides(consultation):
    assert set(consultation.asked_by.values()) <= set(consultation.questions)
    for passage in consultation.passages:
        assert passage.text
        assert passage.questions <= set(consultation.questions)
        assert set(passage.positions) <= set(consultation.propositions)
        assert passage.doubtful <= set(consultation.propositions) - set(passage.positions)
        assert set(passage.positions.values()) <= SIDES
    points = Counter(passage.point for passage in consultation.passages if passage.point)
    assert sum(count > 1 for count in points.values()) >= 5


@pytest.mark.parametrize("path", sorted(WRITTEN.glob("*.json")), ids=lambda path: path.stem)
def test_acts_of_a_sentence_are_known_ones(path):
    told = json.loads(path.read_text("utf-8"))
    assert told["title"]
    for sentence in told["sentences"]:
        assert sentence["text"].strip()
        assert set(sentence["acts"]) <= ACTS
