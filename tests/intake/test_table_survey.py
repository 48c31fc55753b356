"""Survey exports: one part per row, each answer with its cell."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.domain.document import BlockKind
from consult.domain.ledger import Consent, RespondentKind
from consult.intake.readers.table_cells import parse_moment
from consult.settings.model import LimitSettings, SurveyMapping
from tests.intake.reading_of import codes, errors, read_bytes, said
from tests.intake.shapes import as_csv

MAPPING = SurveyMapping(
    id_column="ID",
    questions={"Do you agree?": "q1", "Why?": "q2"},
    received_column="Submitted",
    name_column="Name",
    organisation_column="Organisation",
    consent_column="May we publish?",
    consents={"Yes": Consent.PUBLISH, "No": Consent.PRIVATE},
    attributes={"Ward": "ward"},
    ignore=("IP",),
)
HEADER = "ID;Submitted;Name;Organisation;Do you agree?;Why?;May we publish?;Ward;IP\n"
ROWS = (
    '007;02/03/2026 14:30;Ada Hill;;Yes;"It is good.\n\nIt is also late;";yes;North;1.2.3.4\n'
    "008;2026-03-02T09:00:00Z;Ben Ash;Hill Trust;No;None;No;South;1.2.3.5\n"
)
CLOSED = frozenset({"q1"})


def rows_of(text: str, **kwargs):
    return read_bytes(text.encode(), "s.csv", survey=MAPPING, closed=CLOSED, **kwargs)


def test_a_row_is_a_part_with_its_answers_and_envelope():
    """Open answers are blocks with question and cell; options are closed answers."""
    reading = rows_of(HEADER + ROWS)
    assert reading.problems == ()
    first, second = reading.parts
    assert (first.key, second.key) == ("row:007", "row:008")
    assert [(b.kind, b.question_id) for b in first.blocks] == [(BlockKind.ANSWER, "q2")] * 2
    assert said(first) == ["It is good.", "It is also late;"]
    place = first.blocks[0].locator
    assert (place.row, place.column, place.column_name, place.sheet) == (2, 6, "Why?", None)
    assert first.closed_answers == (("q1", "Yes"),)
    assert first.received == datetime(2026, 3, 2, 14, 30, tzinfo=UTC)
    assert first.consent is Consent.PUBLISH
    assert dict(first.attributes) == {"ward": "North"}
    assert first.sender is not None
    assert (first.sender.name, first.sender.kind) == ("Ada Hill", RespondentKind.INDIVIDUAL)
    assert second.sender is not None
    assert (second.sender.name, second.sender.kind) == ("Hill Trust", RespondentKind.ORGANISATION)
    assert said(second) == ["None"]


def test_a_missing_column_takes_nothing():
    """A changed export is refused before anything is taken."""
    reading = rows_of(HEADER.replace("Why?", "Why not?") + ROWS)
    assert errors(reading) == ["MAPPING_CHANGED"]
    assert reading.parts == ()


def test_a_mapped_header_that_stands_twice_takes_nothing():
    """Which of two columns is meant cannot be told."""
    assert errors(rows_of(HEADER.replace("Ward", "Why?") + ROWS)) == ["MAPPING_CHANGED"]


def test_a_bad_row_costs_itself():
    """Rows without an id, with a known one, or with too many cells are named and left out."""
    bad = (
        ";02/03/2026;X;;Yes;No id;yes;North;\n"
        "007;02/03/2026;X;;Yes;Again;yes;North;\n"
        "009;02/03/2026;X;;Yes;Un;quoted;yes;North;1.1.1.1;more\n"
    )
    reading = rows_of(HEADER + ROWS + bad)
    assert [p.key for p in reading.parts] == ["row:007", "row:008"]
    assert codes(reading) == ["ROW_INVALID"] * 3
    assert [p.where for p in reading.problems] == [f"s.csv, row {n}" for n in (4, 5, 6)]


def test_a_column_nobody_mapped_is_a_problem():
    """New columns are named, not dropped."""
    reading = rows_of(HEADER.replace("IP", "Anything else?") + ROWS)
    assert codes(reading) == ["COLUMN_UNMAPPED"]
    assert len(reading.parts) == 2


def test_unknown_consents_and_dates_are_named():
    """What the mapping does not know asks for a person, and the row is kept."""
    reading = rows_of(HEADER + ROWS.replace(";yes;", ";perhaps;").replace("02/03/2026", "soon"))
    assert sorted(codes(reading)) == ["CONSENT_MISSING", "ROW_INVALID"]
    assert reading.parts[0].received is None


@pytest.mark.parametrize("cell", ["No - keep confidential", "perhaps", "-"])
def test_a_consent_that_nobody_mapped_keeps_the_row_private(cell):
    """It may be a refusal; what may be shown is nothing until a person has read it."""
    reading = rows_of(HEADER + ROWS.replace(";No;South", f";{cell};South"))
    assert reading.parts[1].consent is Consent.PRIVATE
    assert reading.parts[0].consent is Consent.PUBLISH
    (problem,) = reading.problems
    assert problem.where == "s.csv, row 3"
    assert problem.message == (
        f"the consent {cell!r} is not in the mapping, so nothing of the row is shown to the "
        "public; add it under consents."
    )


def test_no_consent_at_all_is_not_a_refusal():
    """An empty cell says nothing, so that the convention holds."""
    reading = rows_of(HEADER + ROWS.replace(";No;South", ";;South"))
    assert reading.parts[1].consent is Consent.UNKNOWN
    assert reading.problems == ()


def test_a_header_may_stand_below_a_title_row():
    """Exports put a title over the header."""
    assert len(rows_of("Export of 3 March\n" + HEADER + ROWS).parts) == 2


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_charsets_are_told_from_the_bytes(charset):
    """Marks, NULs and UTF-8 tell; Windows-1252 is guessed and flagged."""
    text = HEADER + ROWS.replace("It is good.", "The café is good.")
    reading = read_bytes(text.encode(charset), "s.csv", survey=MAPPING, closed=CLOSED)
    assert said(reading.parts[0])[0] == "The café is good."
    assert codes(reading) == (["CHARSET_GUESSED"] if charset == "cp1252" else [])


@pytest.mark.parametrize("delimiter", [",", "\t", "|", ";"])
def test_delimiters_are_told_from_the_rows(delimiter):
    """Whatever divides the cells."""
    text = "ID;Do you agree?;Why?\n1;Yes;Because\n2;No;Never\n".replace(";", delimiter)
    mapping = SurveyMapping(id_column="ID", questions=MAPPING.questions)
    reading = read_bytes(text.encode(), "s.csv", survey=mapping, closed=CLOSED)
    assert [said(p) for p in reading.parts] == [["Because"], ["Never"]]


def test_a_workbook_is_read_as_text():
    """Dates are ISO, whole numbers have no ".0", leading zeros stay, other sheets are named."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Answers"
    sheet.append(["ID", "Do you agree?", "Why?", "Seen", "Amount"])
    sheet.append(["0012", "Yes", "=1+1 is not why", date(2026, 3, 2), 12.0])
    sheet.append([13, "No", "1e5", datetime(2026, 3, 2, 10, 5), 1.5])
    sheet.row_dimensions[3].hidden = True
    other = book.create_sheet("Notes")
    other.append(["something"])
    out = io.BytesIO()
    book.save(out)
    mapping = SurveyMapping(
        id_column="ID",
        questions=MAPPING.questions,
        attributes={"Seen": "seen", "Amount": "amount"},
    )
    reading = read_bytes(out.getvalue(), "s.xlsx", survey=mapping, closed=CLOSED)
    assert [p.key for p in reading.parts] == ["row:0012", "row:13"]
    assert dict(reading.parts[0].attributes) == {"seen": "2026-03-02", "amount": "12"}
    assert dict(reading.parts[1].attributes) == {"seen": "2026-03-02 10:05:00", "amount": "1.5"}
    assert said(reading.parts[1]) == ["1e5"]
    assert reading.parts[1].blocks[0].locator.sheet == "Answers"
    assert sorted(codes(reading)) == ["COLUMN_UNMAPPED", "HIDDEN_TEXT"]


def test_a_table_without_a_mapping_is_shown_but_no_response():
    """Rows may be people, so nobody is counted until a person says what they are."""
    reading = read_bytes(b"A,B\n1,2\n", "t.csv")
    assert codes(reading) == ["UNSUPPORTED"]
    assert said(reading.parts[0]) == ["A | B", "1 | 2"]
    assert reading.parts[0].set_apart


def test_too_many_rows_are_refused_whole():
    """Above the limit nothing is taken."""
    limits = LimitSettings(rows=2)
    assert errors(rows_of(HEADER + ROWS, limits=limits)) == ["TOO_LARGE"]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-07-01 12:00", datetime(2026, 7, 1, 11, 0, tzinfo=UTC)),
        ("01/07/2026 1:00 pm", datetime(2026, 7, 1, 12, 0, tzinfo=UTC)),
        ("2026-07-01T12:00:00+02:00", datetime(2026, 7, 1, 10, 0, tzinfo=UTC)),
        ("31/02/2026", None),
        ("yesterday", None),
    ],
)
def test_moments_are_utc(text, moment):
    """Dates without a zone are in the consultation's own; the day stands before the month."""
    assert parse_moment(text, "Europe/London") == moment


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), max_size=40)


@settings(max_examples=80, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(answers, random):
    """Each row's part is the same wherever it stands, but for its row number."""
    import csv

    def parts(order):
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(["ID", "Do you agree?", "Why?"])
        for i in order:
            writer.writerow([f"r{i}", "Yes", answers[i]])
        mapping = SurveyMapping(id_column="ID", questions=MAPPING.questions)
        reading = read_bytes(out.getvalue().encode(), "s.csv", survey=mapping, closed=CLOSED)
        assert errors(reading) == []
        return {p.key: (p.text, p.closed_answers, len(p.blocks)) for p in reading.parts}

    order = list(range(len(answers)))
    shuffled = order[:]
    random.shuffle(shuffled)
    first = parts(order)
    assert len(first) == len(answers)
    assert first == parts(shuffled)


MANY = SurveyMapping(
    id_column="ID",
    questions={"Which?": "q1", "Which? [1]": "q1", "Tick: Bus": "q3", "Tick: Tram": "q3"},
    checkboxes={"Tick: Bus": "Bus", "Tick: Tram": "Tram"},
    multiple={"Which?": ","},
    options={"q1": ("Bus", "Train, tram or metro", "Train")},
)


@pytest.mark.parametrize(
    ("cell", "options"),
    [
        ("Bus, Train, tram or metro", ["Bus", "Train, tram or metro"]),
        ("TRAIN, TRAM OR METRO,bus", ["Train, tram or metro", "bus"]),
        ("Train, Bus", ["Train", "Bus"]),
        ("Train, Something else", ["Train", "Something else"]),
        (" , ,Bus,,bus , ", ["Bus"]),
        ("None", ["None"]),
    ],
)
def test_a_cell_may_hold_several_options(cell, options):
    """A divider parts them, but an option that holds the divider stays whole."""
    survey = replace(MANY, questions={"Which?": "q1"}, checkboxes={})
    reading = read_bytes(
        as_csv([["ID", "Which?"], ["1", cell]]), "s.csv", survey=survey, closed=CLOSED
    )
    assert reading.parts[0].closed_answers == tuple(("q1", option) for option in options)


@pytest.mark.parametrize(
    ("cell", "ticked"),
    [("Bus", True), ("1", True), ("x", True), ("0", False), ("No", False), ("", False)],
)
def test_a_checkbox_column_is_its_option(cell, ticked):
    """A cell that says anything but no chooses the option of its column."""
    survey = replace(
        MANY, questions={"Tick: Bus": "q3", "Tick: Tram": "q3"}, multiple={}, options={}
    )
    data = as_csv([["ID", "Tick: Bus", "Tick: Tram"], ["1", cell, "Tram"]])
    reading = read_bytes(data, "s.csv", survey=survey, closed=frozenset({"q3"}))
    chosen = [("q3", "Bus")] * ticked + [("q3", "Tram")]
    assert list(reading.parts[0].closed_answers) == chosen


def test_equal_headers_are_told_apart_by_their_order():
    """The n-th is called "Header [n]", and each can be mapped."""
    survey = SurveyMapping(id_column="ID", questions={"Why? [1]": "a", "Why? [2]": "b"})
    data = as_csv([["ID", "Why?", "Why?"], ["1", "First.", "Second."]])
    (part,) = read_bytes(data, "s.csv", survey=survey).parts
    assert [(b.question_id, part.text[b.start : b.end]) for b in part.blocks] == [
        ("a", "First."),
        ("b", "Second."),
    ]


def test_cells_stay_as_they_were_typed():
    """None, N/A, null, leading zeros, exponents and dates are words like others."""
    typed = ["None", "N/A", "null", "007", "1e5", "01/02/2026", "=1+1", "TRUE", "NaN", "-"]
    survey = SurveyMapping(id_column="ID", questions={"Why?": "q2"})
    rows = [[f"0{n}", cell] for n, cell in enumerate(typed)]
    reading = read_bytes(as_csv([["ID", "Why?"], *rows]), "s.csv", survey=survey)
    assert [part.text for part in reading.parts] == typed
    assert [part.key for part in reading.parts] == [f"row:0{n}" for n in range(len(typed))]


def test_a_long_cell_and_nul_bytes_are_read_whole():
    """A field over 131,072 characters is one answer; NUL bytes leave nothing behind."""
    long = "word " * 40_000
    survey = SurveyMapping(id_column="ID", questions={"Why?": "q2"})
    data = as_csv([["ID", "Why?"], ["1", long]]) + b"2,a\x00b\n"
    first, second = read_bytes(data, "s.csv", survey=survey).parts
    assert len(first.text) == len(long.strip())
    assert second.text == "ab"


def test_a_workbook_with_gaps_formulas_and_merged_cells():
    """An empty first column, a merged title, formulas' values, errors and booleans."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("Answers")
    page.merge_range(1, 1, 1, 3, "A title over all")
    for column, cell in enumerate(("ID", "Why?", "Extra"), start=1):
        page.write(3, column, cell)
    page.write_string(4, 1, "007")
    page.write_formula(4, 2, '=A1&"a wall"', None, "a wall")
    page.write(4, 3, True)
    page.write_number(5, 1, 8)
    page.write_number(5, 2, 100_000.0)
    page.write_formula(5, 3, "=1/0", None, "#DIV/0!")
    book.close()
    survey = SurveyMapping(id_column="ID", questions={"Why?": "q2"}, attributes={"Extra": "x"})
    reading = read_bytes(out.getvalue(), "s.xlsx", survey=survey)
    assert [(p.key, p.text) for p in reading.parts] == [("row:007", "a wall"), ("row:8", "100000")]
    place = reading.parts[0].blocks[0].locator
    assert (place.sheet, place.row, place.column) == ("Answers", 5, 3)
    assert dict(reading.parts[0].attributes) == {"x": "TRUE"}


def test_closed_columns_that_never_repeat_are_named():
    """A column mapped as the other kind is a warning at every run, and all rows are taken."""
    rows = [[f"{n}", f"A long and different text number {n}.", "Yes"] for n in range(30)]
    survey = SurveyMapping(id_column="ID", questions={"Do you agree?": "q1", "Why?": "q2"})
    data = as_csv([["ID", "Do you agree?", "Why?"], *rows])
    reading = read_bytes(data, "s.csv", survey=survey, closed=CLOSED)
    assert codes(reading) == ["COLUMN_KIND", "COLUMN_KIND"]
    assert len(reading.parts) == 30
