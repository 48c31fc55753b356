"""What headers and cells say about a column."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.coding.columns import words
from consult.coding.columns.ask import in_scale_order
from consult.coding.columns.groups import find_checkboxes
from consult.coding.columns.headers import find_header_rows
from consult.coding.columns.match import divider_of, likeness, looks_closed, same_number
from consult.coding.columns.profile import Distinct, profile_columns
from consult.coding.columns.propose import attribute_name
from consult.coding.columns.words import consents_of, kinds_of, read_header
from consult.domain.ledger import Consent, RespondentKind

PUBLISH, ANONYMOUS, PRIVATE = Consent.PUBLISH, Consent.ANONYMOUS, Consent.PRIVATE


def column(*cells: str, name: str = "Column"):
    (profile,), _ = profile_columns([name], [[cell] for cell in cells])
    return profile


@pytest.mark.parametrize(
    ("header", "number", "text"),
    [
        ("Q3. What would help?", "3", "What would help?"),
        ("Question 12: What would help?", "12", "What would help?"),
        ("4b) Why?", "4b", "Why?"),
        ("1.2 Do you agree?", "1.2", "Do you agree?"),
        ("7 - What else", "7", "What else"),
        ("Q5", "5", "Q5"),
        ("20 mph limit on residential streets", None, "20 mph limit on residential streets"),
        ("10am to 4pm closure", None, "10am to 4pm closure"),
        ("2026", None, "2026"),
        ("What would help?", None, "What would help?"),
    ],
)
def test_a_header_is_parted_into_number_and_words(header, number, text):
    """Numbers of questions are told from other figures at the beginning."""
    read = read_header(header)
    assert (read.number, read.text) == (number, text)


def test_a_tools_own_tag_is_no_number():
    """Qualtrics' Q7 is a serial number of the tool."""
    read = read_header("Q7 | Do you agree?", tag_is_number=False)
    assert (read.number, read.text) == (None, "Do you agree?")


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("Response ID", "says_id"),
        ("respondent number", "says_id"),
        ("Start time", "says_started"),
        ("IP Address", "says_technical"),
        ("Time taken", "says_technical"),
        ("What is your email address?", "says_contact"),
        ("Contact telephone", "says_contact"),
        ("Full name:", "says_name"),
        ("What is your name? - Name", "says_name"),
        ("Name of organisation", "says_organisation"),
        ("If you are responding for an organization, which one?", "says_organisation"),
        ("Are you responding as an individual or on behalf of a group?", "says_kind"),
        ("In what capacity are you responding?", "says_kind"),
        ("May we publish your answers?", "says_consent"),
        ("Would you like your response to be kept confidential?", "says_consent"),
        ("Which age group are you in?", "says_personal"),
        ("What is your ethnic group?", "says_personal"),
        ("Why?", "says_explain"),
        ("Please give reasons for your answer", "says_explain"),
        ("Please explain your answer to question 1.", "says_explain"),
        ("Other (please specify)", "says_other"),
        ("Q4_5_TEXT", "says_other"),
    ],
)
def test_a_header_says_what_its_column_is(header, says):
    """One rule for each use of a column, whatever the survey is about."""
    assert getattr(words, says)(header)


@pytest.mark.parametrize(
    "header",
    [
        "What do you think of the name of the bridge?",
        "Do you agree that organisations should pay more?",
        "Should the report be longer?",
    ],
)
def test_a_question_is_no_column_of_the_respondent(header):
    """Words such as name in the middle of a question do not make it one about the respondent."""
    assert not words.says_name(header)
    assert not words.says_id(header)
    assert not words.says_consent(header)


@pytest.mark.parametrize(
    ("header", "value", "consent"),
    [
        ("May we publish?", "Yes", PUBLISH),
        ("May we publish?", "Yes, but without my name", ANONYMOUS),
        ("May we publish?", "Publish response only (anonymous)", ANONYMOUS),
        ("May we publish?", "No", PRIVATE),
        ("May we publish?", "Do not publish my response", PRIVATE),
        ("Should your response be kept confidential?", "Yes", PRIVATE),
        ("Should your response be kept confidential?", "No", PUBLISH),
        ("Would you like to stay anonymous?", "Yes", ANONYMOUS),
        ("May we publish?", "Perhaps", None),
    ],
)
def test_consent_is_told_from_question_and_answer(header, value, consent):
    """The same yes may allow or forbid; what is unclear stays for a person."""
    assert consents_of(header, [value]).get(value) is consent


def test_kinds_are_told_from_their_words():
    """Individuals and organisations; anything else stays for a person."""
    assert kinds_of(["An individual", "On behalf of a charity", "Other"]) == {
        "An individual": RespondentKind.INDIVIDUAL,
        "On behalf of a charity": RespondentKind.ORGANISATION,
    }


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["ID", "Why?"], ["1", "Because."]], (0, 1)),
        ([["The survey of May"], ["ID", "Why?", "Age"], ["1", "Because.", "9"]], (1, 1)),
        ([["ID", "Which?", "", ""], ["", "Bus", "Tram", "Foot"], ["1", "x", "", "x"]], (0, 2)),
        (
            [["Q1", "Q2"], ["Why?", "When?"], ['{"ImportId":"a"}', '{"ImportId":"b"}'], ["x", "y"]],
            (0, 3),
        ),
        ([["", ""], ["", ""]], (0, 1)),
        ([], (0, 1)),
    ],
)
def test_header_rows_are_found(rows, expected):
    """Under titles, over two rows, with a tool's identifiers, or not at all."""
    assert find_header_rows(rows) == expected


@pytest.mark.parametrize(
    ("cells", "options", "divider"),
    [
        (["a;b;", "b;", "a;", "c;b;"], (), ";"),
        (["Bus, Tram", "Tram, Foot", "Foot, Bus", "Bus", "Foot, Tram, Bus"], (), ","),
        (["Yes, with my name", "Yes, without my name", "No"] * 4, (), None),
        (["Yes, with my name", "No"], ("Yes, with my name", "No"), None),
        (["Bus, Tram, or metro"], ("Bus", "Tram, or metro"), ","),
        (["I like it, and so does she.", "No, thanks.", "It is late, dark and cold."], (), None),
    ],
)
def test_what_divides_several_options(cells, options, divider):
    """Commas of a sentence or of an option divide nothing."""
    assert divider_of(column(*cells), options) == divider


def test_options_come_back_and_prose_does_not():
    """Few short values that come back are options; a scale is one even in few rows."""
    assert looks_closed(column(*["Yes", "No", "Don't know"] * 5))
    assert looks_closed(column("Agree", "Strongly disagree", "Neither agree nor disagree"))
    assert not looks_closed(column(*[f"I think {n} is too many." for n in range(9)]))
    assert not looks_closed(column())


def test_a_huge_cell_costs_no_more_than_itself():
    """A cell of a million commas is no list of options, wherever it stands."""
    huge = "a," * 1_000_000
    assert column(huge, "a,b") == column("a,b", huge)
    assert divider_of(column(huge, "a,b", "b,a", "a")) is None


def test_checkbox_columns_belong_together():
    """Ticks under one stem are options; a grid of scales is a question for each row."""
    names = ["Use [Bus]", "Use [Tram]", "Use [Other]", "Rate [Bus]", "Rate [Tram]"]
    rows = [["Bus", "", "By sledge", "Good", "Bad"], ["", "Tram", "", "Bad", "Good"]]
    columns, _ = profile_columns(names, rows)
    found = find_checkboxes(columns)
    assert {i: (t.stem, t.option, t.other) for i, t in found.items()} == {
        0: ("Use", "Bus", False),
        1: ("Use", "Tram", False),
        2: ("Use", "Other", True),
    }


def test_likeness_bears_with_short_headers():
    """A reporting heading resembles its question, an unlike question does not."""
    asked = "Should half of the parking spaces in Bridge Square be replaced by trees and seating?"
    assert likeness("Half of the parking in Bridge Square to trees and seating", asked) > 0.8
    assert likeness("Buses in the evening", asked) < 0.4
    assert likeness("", asked) == likeness("???", asked) == 0.0


def test_numbers_of_halves_are_the_same():
    """1 is the number of 1a too, and no number of 10 or 1.2."""
    assert same_number("1", "1")
    assert same_number("1", "1A")
    assert not any(same_number("1", other) for other in ("10", "1.2", "2"))


def test_scales_stand_in_their_order():
    """From agreement to disagreement, not knowing last; other options as they were."""
    scale = ["Disagree", "Don't know", "Strongly agree", "Neither", "Strongly disagree", "Agree"]
    assert in_scale_order(scale) == (
        "Strongly agree", "Agree", "Neither", "Disagree", "Strongly disagree", "Don't know",
    )  # fmt: skip
    assert in_scale_order(["Tram", "Bus"]) == ("Tram", "Bus")


def test_attributes_have_short_names():
    """A few words of the question, without its frame."""
    assert attribute_name("Which ward do you live in?") == "ward do you live in"
    assert attribute_name("What is your age?") == "age"
    assert attribute_name("???") == "attribute"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 40), max_size=60), st.randoms())
def test_a_profile_does_not_know_the_order_of_rows(values, random):
    """Shuffled rows give an equal profile, and few values are counted exactly."""
    cells = [f"value {v}" for v in values]
    shuffled = list(cells)
    random.shuffle(shuffled)
    assert column(*cells) == column(*shuffled)
    assert column(*cells).distinct == len(set(cells))


def test_many_values_are_counted_nearly():
    """Ten thousand different texts are told within a tenth, in bounded memory."""
    distinct = Distinct()
    for number in range(10_000):
        distinct.add(f"text {number}")
        distinct.add(f"TEXT {number}")
    assert 9_000 < len(distinct) < 11_000
