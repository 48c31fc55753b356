"""What is odd about a mapping: each check has its code, and a sound mapping has none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consult.coding.columns.profile import TableProfile, profile_columns
from consult.coding.columns.propose import propose_columns
from consult.domain.consultation import Question
from consult.settings.mapping import as_mapped, check_mapping, mapping_of
from consult.settings.model import SurveyMapping
from tests.intake.shapes import AGREE, CONSULTATION, MODE, PEOPLE, REASONS, WISH

NAMES = ("Response ID", f"1. {AGREE}", f"2. {REASONS}", f"3. {MODE}", f"4. {WISH}", "Age")
CELLS = [
    [f"r{n}", p.agree, f"{p.reasons} {n}", ";".join(p.modes), f"{p.wish} {n}", "18-24"]
    for n, p in enumerate(PEOPLE * 2)
]
SOUND = SurveyMapping(
    id_column="Response ID",
    questions={NAMES[1]: "agree", NAMES[2]: "reasons", NAMES[3]: "mode", NAMES[4]: "wish"},
    multiple={NAMES[3]: ";"},
    attributes={"Age": "age"},
)


def table_of(cells=CELLS, names=NAMES):
    columns, rows = profile_columns(names, cells)
    return TableProfile(
        sheet=None, header_row=1, header_rows=1, machine=False, rows=rows, columns=columns
    )


def codes(survey, consultation=CONSULTATION, table=None):
    return [p.code.value for p in check_mapping(survey, consultation, "s.csv", table or table_of())]


def test_a_sound_mapping_has_nothing_odd():
    """Nothing is said where everything fits, with and without the table."""
    assert codes(SOUND) == []
    assert check_mapping(SOUND, CONSULTATION, "s.csv") == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"id_column": "No such column"}, "MAPPING_CHANGED"),
        ({"attributes": {}}, "COLUMN_UNMAPPED"),
        ({"name_column": "Age"}, "COLUMN_TWICE"),
        (
            {"questions": {**SOUND.questions, NAMES[1]: "wish", NAMES[4]: "agree"}, "multiple": {}},
            "NUMBER_UNLIKE",
        ),
        ({"questions": {NAMES[1]: "agree", NAMES[3]: "mode"}}, "QUESTION_UNMAPPED"),
        ({"questions": {**SOUND.questions, "Age": "wish"}}, "HEADER_UNLIKE"),
    ],
)
def test_each_fault_of_a_mapping_has_its_code(change, code):
    """Missing, unused and doubly used columns, wrong numbers, unlike headers."""
    assert code in codes(replace(SOUND, **change))


def test_closed_columns_repeat_and_open_ones_do_not():
    """Swapped columns are told by their cells, even where the headers agree."""
    swapped = [[row[0], row[4], row[1], *row[3:4], row[1], row[5]] for row in CELLS]
    assert codes(SOUND, table=table_of(swapped)).count("COLUMN_KIND") == 3


def test_rows_want_ids_of_their_own():
    """Missing and repeated ids are counted."""
    cells = [list(row) for row in CELLS]
    cells[0][0], cells[1][0] = "", "r2"
    found = check_mapping(SOUND, CONSULTATION, "s.csv", table_of(cells))
    assert [p.code for p in found] == ["ROW_INVALID", "ROW_INVALID"]
    assert all(p.message.startswith("1 rows") for p in found)


def test_two_questions_may_not_have_one_number():
    """The peer's directories would collide; here a header's number would mean two."""
    doubled = replace(
        CONSULTATION,
        questions=(
            *CONSULTATION.questions,
            Question(id="more", chapter_id="ch1", number="4", text="More?"),
        ),
    )
    assert "QUESTION_NUMBER_TWICE" in codes(SOUND, doubled)


def test_a_header_that_stands_there_twice_wants_a_name():
    """Equal headers are told apart by their order."""
    names = (*NAMES[:5], f"4. {WISH} [1]", f"4. {WISH} [2]")
    table = table_of([[*row[:4], "", "x", "y"] for row in CELLS], names)
    survey = replace(SOUND, attributes={}, questions={f"4. {WISH}": "wish"}, multiple={})
    gone = replace(table, columns=(*table.columns[:4], *table.columns[5:]))
    assert "COLUMN_TWICE" in codes(survey, table=gone)


def test_numbers_inside_the_words_agree_too():
    """A column about question 1 is not the one about question 4, however alike they are."""
    about = [
        Question(id=f"q{n}", chapter_id="ch1", number=f"{n}a", text=f"Why answer {n} so?")
        for n in (1, 4)
    ]  # fmt: skip
    consultation = replace(CONSULTATION, questions=tuple(about))
    survey = SurveyMapping(id_column="id", questions={"Why answer 4 so": "q1"})
    found = check_mapping(survey, consultation, "s.csv")
    assert "NUMBER_UNLIKE" in [p.code for p in found]


def test_what_a_file_maps_is_shown_with_what_might_be():
    """A mapping is shown as it is; where the headers say something else, that is named."""
    table = table_of()
    proposal = propose_columns(table, CONSULTATION)
    assert dict(mapping_of(table, proposal).questions) == dict(SOUND.questions)
    other = replace(SOUND, questions={**SOUND.questions, NAMES[4]: "reasons"})
    shown = as_mapped(proposal, other)
    assert shown.columns[4].question_id == "reasons"
    assert "might be question wish" in shown.columns[4].reason
    assert shown.columns[1].reason == "consultation.toml says so"


def test_the_order_of_rows_changes_no_profile():
    """Counts, values and examples are the same from the last row up."""
    assert table_of(CELLS) == table_of(list(reversed(CELLS)))


def told_of_wish_and(header, *more, without=()):
    """What the columns come to when one more stands behind the open question of the survey."""
    names = (*NAMES[:5], header, *more, "Age")
    cells = [
        [*row[:5], *(f"{h} {n} because" for h in names[5:-1]), "18-24"]
        for n, row in enumerate(CELLS)
    ]
    questions = tuple(
        replace(q, paired_with=None) if without else q
        for q in CONSULTATION.questions
        if q.id not in without
    )
    consultation = replace(CONSULTATION, questions=questions)
    table = table_of(cells, names)
    return consultation, table, propose_columns(table, consultation)


def test_reasons_behind_an_open_question_are_more_of_its_answer():
    """ "Please tell us why" is decided, with its reason, and nothing about it is odd."""
    consultation, table, proposal = told_of_wish_and("Please tell us why", "Anything more?")
    told = proposal.columns[5]

    assert (told.use.value, told.question_id) == ("question", "wish")
    assert "both are read as one answer" in told.reason
    assert proposal.columns[6].use.value == "undecided"
    survey = mapping_of(table, proposal)
    assert survey.questions["Please tell us why"] == "wish"
    problems = check_mapping(survey, consultation, "s.csv", table)
    assert not [p for p in problems if "tell us why" in p.message]


def test_reasons_of_a_closed_question_without_a_partner_are_for_a_person():
    """It is said what is missing, since no open question can take them."""
    *_, proposal = told_of_wish_and("Please tell us why", without=("reasons",))
    told = proposal.columns[2]

    assert told.use.value == "undecided"
    assert "paired_with" in told.reason
