"""Quantity words come from the table, and every statement is held to its numbers."""

import pytest

from consult.analysis.options import WordTable
from consult.analysis.wording import lint, quantity_word

WORDS = WordTable()


@pytest.mark.parametrize(
    ("n", "base", "word"),
    [
        (1, 100, "one"),
        (2, 100, "a few"),
        (10, 100, "a few"),
        (11, 100, "some"),
        (25, 100, "some"),
        (26, 100, "many"),
        (50, 100, "many"),
        (51, 100, "most"),
        (90, 100, "most"),
        (91, 100, "almost all"),
        (100, 100, "all"),
        (3, 30, "a few"),
    ],
)
def test_a_word_holds_up_to_and_including_its_bound(n, base, word):
    assert quantity_word(n, base, WORDS) == word


@pytest.mark.parametrize(("n", "base"), [(0, 5), (6, 5), (-1, 5)])
def test_no_word_stands_for_what_is_no_share(n, base):
    with pytest.raises(ValueError, match="no share"):
        quantity_word(n, base, WORDS)


def test_most_begins_only_above_half():
    words = {n: quantity_word(n, 20, WORDS) for n in range(2, 21)}

    assert all(2 * n > 20 for n, word in words.items() if word in {"most", "almost all", "all"})


@pytest.mark.parametrize(
    "statement",
    [
        "Most respondents who answered (12 of 20) agree that lanes help.",
        "Most respondents who answered (12 of 20) make points such as: “100 % of us, all of us”.",
    ],
)
def test_a_sound_statement_passes(statement):
    assert lint(statement, 12, 20, WORDS) == ()


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("Many respondents who answered (12 of 20) agree.", "the table says “most”"),
        ("Most respondents who answered agree.", "“12 of 20” is not said"),
        ("Most respondents who answered (12 of 20, 60%) agree.", "percentages"),
        ("Most of the public (12 of 20) agree.", "public"),
        ("The majority (12 of 20) agree.", "no vote"),
        ("Several respondents (12 of 20) agree.", "outside the table"),
        ("Most respondents (12 of 20, not 13) agree.", "13 is no count"),
    ],
)
def test_a_wrong_word_or_number_is_found(statement, complaint):
    assert any(complaint in problem for problem in lint(statement, 12, 20, WORDS))


def test_a_small_base_allows_numbers_only():
    assert lint("2 of 3 respondents agree.", 2, 3, WORDS) == ()
    assert lint("Most respondents (2 of 3) agree.", 2, 3, WORDS)


def test_words_of_a_proposition_are_not_the_reports_own():
    clause = "most respondents to 7 surveys want the majority to decide"
    statement = f"2 of 3 respondents agree that {clause}."

    assert lint(statement, 2, 3, WORDS)
    assert lint(statement, 2, 3, WORDS, embedded=[clause]) == ()


def test_differing_views_may_name_their_sides_and_no_other_number():
    statement = "Views differ: of 9 respondents who answered, 2 agree and 4 disagree."

    assert lint(statement, 6, 9, WORDS, counts=[2, 4]) == ()
    assert lint(statement, 6, 9, WORDS, counts=[2, 3])


def test_a_name_is_passed_over_once_in_its_bracket():
    """What it says elsewhere is the statement's own."""
    statement = "One organisation (12, 1 of 12) makes a point: “No”."

    assert lint(statement, 1, 12, WORDS, named="12") == ()
    assert lint(f"{statement} So do 13.", 1, 12, WORDS, named="13")
