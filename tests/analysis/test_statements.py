"""Statements are grammatical, say n of base, and keep the respondents' own words."""

import pytest

from consult.analysis.clauses import make_clause
from consult.analysis.options import FindingOptions
from consult.analysis.statements import (
    Subject,
    excerpt,
    in_quotes,
    on_point,
    on_proposition,
    subject,
    views_differ,
)
from consult.domain.coding import Position
from consult.domain.finding import FindingKind
from consult.domain.ledger import Consent, Respondent, RespondentKind

OPTIONS = FindingOptions()
CLAUSE = make_clause("The bridge should stay open.")


def people(count, kind=RespondentKind.INDIVIDUAL, consent=Consent.PUBLISH):
    return [
        Respondent(id=f"who_{n}", name=f"Name {n}", kind=kind, consent=consent)
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("respondents", "base", "text"),
    [
        (people(12), 20, "Most respondents who answered (12 of 20)"),
        (people(2), 3, "2 of 3 respondents"),
        (people(1), 30, "One individual (1 of 30)"),
        (people(1, RespondentKind.ORGANISATION), 3, "One organisation (Name 0, 1 of 3)"),
        (
            people(1, RespondentKind.ORGANISATION, Consent.ANONYMOUS),
            3,
            "One organisation (1 of 3)",
        ),
        (people(1, RespondentKind.UNKNOWN), 3, "One respondent (1 of 3)"),
        (people(20), 20, "All respondents who answered (20 of 20)"),
    ],
)
def test_the_subject_says_who_and_how_many_of_how_many(respondents, base, text):
    assert subject(respondents, base, OPTIONS).text == text


def test_the_verb_agrees_with_the_subject():
    one, many = subject(people(1), 12, OPTIONS), subject(people(7), 12, OPTIONS)

    assert on_proposition(FindingKind.AGREEMENT, one, CLAUSE) == (
        "One individual (1 of 12) agrees that the bridge should stay open."
    )
    assert on_proposition(FindingKind.DISAGREEMENT, many, CLAUSE) == (
        "Most respondents who answered (7 of 12) disagree that the bridge should stay open."
    )


def test_a_condition_is_said_in_its_own_words():
    who = subject(people(2), 5, OPTIONS)
    said = on_proposition(
        FindingKind.CONDITION, who, CLAUSE, "provided that lorries may not use it"
    )

    assert said == (
        "2 of 5 respondents agree, with conditions, that the bridge should stay open, for example: "
        "“provided that lorries may not use it”."
    )


def test_a_quoted_proposition_keeps_its_stop_inside():
    who = subject(people(2), 5, OPTIONS)
    said = on_proposition(FindingKind.AGREEMENT, who, make_clause("We should close the bridge."))

    assert said == "2 of 5 respondents agree with “We should close the bridge.”"


def test_differing_views_give_each_side_its_number():
    counts = [(Position.AGREE, 5), (Position.AGREE_WITH_CONDITIONS, 1), (Position.DISAGREE, 3)]

    assert views_differ(CLAUSE, counts, 20) == (
        "Views differ on whether the bridge should stay open: of 20 respondents who answered, "
        "5 agree, 1 agrees with conditions and 3 disagree; what the other 11 hold is unclear."
    )


def test_differing_views_of_all_leave_nobody_out():
    counts = [(Position.AGREE, 2), (Position.DISAGREE, 2), (Position.NEITHER, 1)]

    assert views_differ(CLAUSE, counts, 5) == (
        "Views differ on whether the bridge should stay open: of 5 respondents who answered, "
        "2 agree, 2 disagree and 1 takes neither side."
    )
    assert views_differ(CLAUSE, counts, 6).endswith("; what the other 1 holds is unclear.")


@pytest.mark.parametrize(
    ("kind", "count", "kwargs", "said"),
    [
        (FindingKind.ASK, 2, {}, "2 of 5 respondents ask for action: “Mend it.”"),
        (
            FindingKind.ASK,
            3,
            {"acting": 2},
            "3 of 5 respondents raise this point, 2 of them as an ask for action: “Mend it.”",
        ),
        (
            FindingKind.EVIDENCE_CHALLENGE,
            2,
            {"one_theme": False},
            "2 of 5 respondents challenge how the evidence was read, for example: “Mend it.”",
        ),
        (FindingKind.POINT, 1, {}, "One individual (1 of 5) says: “Mend it.”"),
        (FindingKind.POINT, 2, {}, "2 of 5 respondents make points such as: “Mend it.”"),
        (
            FindingKind.OUTSIDE_THE_QUESTIONS,
            1,
            {},
            "Outside the questions, one individual (1 of 5) says: “Mend it.”",
        ),
    ],
)
def test_asks_challenges_and_points_are_said_by_kind(kind, count, kwargs, said):
    assert on_point(kind, subject(people(count), 5, OPTIONS), "Mend it.", **kwargs) == said


def test_what_is_reported_is_said_to_be_reported():
    one = subject(people(1, RespondentKind.ORGANISATION), 3, OPTIONS, reported=True)
    two = subject(people(2), 3, OPTIONS, reported=True)

    assert on_point(FindingKind.POINT, one, "Mend it.") == (
        "One organisation (Name 0, 1 of 3) is reported to say: “Mend it.”"
    )
    assert on_proposition(FindingKind.AGREEMENT, two, CLAUSE) == (
        "2 of 3 respondents are reported to agree that the bridge should stay open."
    )


def test_an_item_of_a_list_follows_what_leads_into_it():
    assert in_quotes("a roof", "We need these things:") == ("“We need these things: … a roof”.")
    assert in_quotes("a roof.", "word " * 40).count(" …") == 1
    long = "Our wish for the bridge is " + "very " * 34 + "great, and we want these things:"
    assert in_quotes("a roof", long) == "“… and we want these things: … a roof”."


def test_a_cut_does_not_end_on_a_word_that_leads_on():
    words = "shade " * 8 + "in every part of the town and on all of its many streets"

    assert excerpt(words, 13) == "shade " * 8 + "in every part"


def test_words_that_may_not_be_shown_are_not():
    said = on_point(FindingKind.POINT, subject(people(2), 5, OPTIONS), None)

    assert said == "2 of 5 respondents make a point whose words may not be shown."


def test_a_point_outside_the_questions_may_ask():
    who = Subject(text="One individual (1 of 9)", plural=False)
    kind = FindingKind.OUTSIDE_THE_QUESTIONS

    asked = on_point(kind, who, "Mend the lamp.", act=FindingKind.ASK)

    assert (
        asked == "Outside the questions, one individual (1 of 9) asks for action: “Mend the lamp.”"
    )
    assert " says: " in on_point(kind, who, "The lamp is out.")


def test_long_words_are_cut_at_a_clause_and_stay_verbatim():
    words = "we ask for shade " * 7 + "on the square, " + "and for seats in the park " * 8

    cut = excerpt(words.strip(), 50)

    assert words.startswith(cut)
    assert cut.endswith("on the square")
    assert in_quotes(words.strip()) == f"“{cut} …”"
