"""A proposition stands in a sentence as a clause, or quoted where a clause would jar."""

import pytest

from consult.analysis.clauses import common_first_words, make_clause


@pytest.mark.parametrize(
    ("proposition", "clause"),
    [
        ("The bridge should stay open.", "that the bridge should stay open"),
        ("There is too little shade in parks.", "that there is too little shade in parks"),
        ("NHS dentists are hard to find.", "that NHS dentists are hard to find"),
    ],
)
def test_a_plain_claim_is_said_in_lower_case_without_its_stop(proposition, clause):
    assert make_clause(proposition).after_verb == clause


@pytest.mark.parametrize(
    "proposition",
    [
        "We should close the bridge.",
        "Our plan is the right one.",
        "Is the bridge safe?",
        "The bridge is old. It must close.",
        "Close the bridge.",
        "But the bridge is old.",
        "The bridge is “safe”.",
    ],
)
def test_what_would_jar_is_quoted_as_it_stands(proposition):
    clause = make_clause(proposition)

    assert clause.after_verb == f"with “{proposition}”"
    assert clause.after_differ == f"“{proposition}”"


def test_a_first_word_becomes_small_only_if_it_is_seen_so():
    propositions = ["Buses are late.", "Haven is a quiet place."]
    common = common_first_words(propositions, ["I like buses.", "We live in Haven."])

    assert common == frozenset({"buses"})
    assert make_clause(propositions[0], common).text == "buses are late"
    assert make_clause(propositions[1], common).text == "Haven is a quiet place"


def test_a_name_of_two_capitalised_words_keeps_them():
    common = frozenset({"family", "the"})

    assert make_clause("Family Hubs should stay open.", common).text == (
        "Family Hubs should stay open"
    )
    assert make_clause("The Family Hub should stay.", common).text == "the Family Hub should stay"
    assert make_clause("Option 2 should be taken.", frozenset({"option"})).text == (
        "Option 2 should be taken"
    )


def test_views_differ_on_whether():
    assert make_clause("The bridge should stay.").after_differ == "whether the bridge should stay"
