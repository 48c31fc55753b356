"""Whoever tells of present danger is found; roads, charges, the past and policy are not."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.text.danger import find_danger

SENTENCES = [
    json.loads(line)
    for line in (Path(__file__).parent / "danger_sentences.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize("part", ["tune", "check"])
def test_invented_disclosures_are_found_and_their_near_misses_are_not(part):
    """One miss and one false alarm at most in each half; the rules were written on the first."""
    rows = [row for row in SENTENCES if row["part"] == part]
    missed = [r["text"] for r in rows if r["danger"] and not find_danger(r["text"])]
    false = [r["text"] for r in rows if not r["danger"] and find_danger(r["text"])]

    assert len(missed) <= 1, missed
    assert len(false) <= 1, false


def test_the_sentence_is_what_is_shown_and_says_whom_it_is_about():
    text = "I like the plan. My  husband\nhits me. My husband hits me. I want to end my life!"

    found = find_danger(text)

    assert [(text[d.start : d.end], d.to_self) for d in found] == [
        ("My husband hits me.", False),
        ("I want to end my life!", True),
    ]


@given(st.text(alphabet=st.sampled_from("I my he hits me . ! being want to die \n’"), max_size=200))
def test_what_is_found_lies_within_the_text_in_order_without_overlap(text):
    found = find_danger(text)

    assert all(0 <= d.start < d.end <= len(text) for d in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(text[d.start : d.end].strip() for d in found)
