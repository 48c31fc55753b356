"""What evidence is said to lack, hide or rest on, and sentences that only sound alike."""

from __future__ import annotations

import pytest

from consult.coding.challenges import is_challenge
from consult.coding.shortfalls import falls_short


@pytest.mark.parametrize(
    "sentence",
    [
        "The comparison of fares takes no account of children.",
        "Your table of cyclists stops in June 2019.",
        "The survey of 300 drivers was carried out online, so my father was not asked.",
        "Your survey did not ask whether anybody had a pram.",
        "The figure of 40 trees includes no evidence of their age.",
        "The average for the year hides the weeks in which the pool is full.",
        "The traffic data appear to have been taken from the quietest weeks.",
        "The estimate of nine new stalls is nearly double what other markets have.",
        "The savings look too small to me.",
        "The noise assessment was thorough, but the financial summary is silent on rents.",
        "We doubt the estimate of 600 visitors a day.",
        "Nowhere do you give the cost of the new roof.",
        "You do not say how many of the boats are lived on.",
        "We have asked where the figure of 12 tonnes comes from.",
        "I could not find any survey of the bridge.",
        "Six minutes is a fairy tale.",
        "Our own counts suggest that 900 people cross, more than twice the figure in the paper.",
    ],
)
def test_evidence_that_falls_short_is_challenged(sentence):
    assert falls_short(sentence)
    assert is_challenge(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The number of buses takes everybody by surprise.",
        "The timetable does not cover Sundays.",
        "Our own survey did not ask about prams.",
        "The assessment of my daughter took two years.",
        "The table by the window is too small.",
        "The figures show that fewer people swim.",
        "The average visitor stays for an hour.",
        "You do not say hello to your neighbours any more.",
        "The number of trees should be doubled.",
        "We could not find any seats.",
        "The evidence is clear.",
        "A survey of the roof should be carried out.",
        "My savings look too small to live on.",
        "The data centre is silent at night.",
    ],
)
def test_what_speaks_of_no_evidence_or_finds_no_fault_with_it_is_none(sentence):
    assert not falls_short(sentence)
