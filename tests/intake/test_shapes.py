"""Exports of five survey tools: proposed, mapped and read, they say the same."""

from __future__ import annotations

import pytest

from consult.coding.columns.ask import propose_questions
from consult.coding.columns.propose import propose_columns
from consult.coding.columns.words import Use
from consult.domain.consultation import QuestionKind
from consult.intake.readers.table_profile import profiles_of
from consult.settings.mapping import check_mapping, mapping_of
from consult.settings.model import SourceSettings, SurveyMapping
from consult.settings.sources import with_options
from tests.intake import shapes
from tests.intake.reading_of import codes, read_bytes
from tests.intake.test_old_tables import ods, xls

CLOSED = frozenset({"agree", "mode"})


def profiled(shape):
    (table,) = profiles_of(read_bytes(shape.data, shape.file, survey=SurveyMapping()))
    return table


@pytest.mark.parametrize("make", shapes.SHAPES, ids=lambda make: make.__name__)
def test_an_export_is_mapped_by_itself_and_read_as_it_was_answered(make):
    """Shape, ids, dates, names and every answer are found without a word from a person."""
    shape = make()
    table = profiled(shape)
    proposal = propose_columns(table, shapes.CONSULTATION)
    assert proposal.shape == shape.name
    assert table.rows == len(shapes.PEOPLE)
    assert proposal.unmapped_questions == ()
    assert not [p for p in proposal.columns if p.use is Use.UNDECIDED]
    survey = mapping_of(table, proposal)
    source = SourceSettings(files=shape.file, survey=survey)
    survey = with_options(source, shapes.CONSULTATION.questions).survey
    odd = check_mapping(survey, shapes.CONSULTATION, shape.file, table)
    assert [p for p in odd if p.severity != "info"] == []

    reading = read_bytes(shape.data, shape.file, survey=survey, closed=CLOSED)
    assert set(codes(reading)) <= {"KEY_FROM_CONTENT"}
    assert len(reading.parts) == len(shapes.PEOPLE)
    if shape.ids is not None:
        assert tuple(p.key for p in reading.parts) == tuple(f"row:{i}" for i in shape.ids)
    for part, person in zip(reading.parts, shapes.PEOPLE, strict=True):
        chosen = [("agree", person.agree), *(("mode", m) for m in person.modes)]
        assert list(part.closed_answers) == chosen
        said = {b.question_id: part.text[b.start : b.end] for b in part.blocks}
        assert said == {k: v for k, v in (("reasons", person.reasons), ("wish", person.wish)) if v}
        assert part.received is not None
        assert part.received.replace(tzinfo=None) == person.when
        if survey.name_column:
            assert part.sender is not None
            assert part.sender.name == person.name


@pytest.mark.parametrize("make", shapes.SHAPES, ids=lambda make: make.__name__)
def test_without_questions_they_are_proposed_from_the_headers(make):
    """A closed question with its scale in order, its reasons beside it, and the open ones."""
    shape = make()
    table = profiled(shape)
    questions, proposal = propose_questions(table, shapes.CONSULTATION)
    closed = [q for q in questions if q.kind is QuestionKind.CLOSED]
    assert closed[0].options == shapes.SCALE
    assert closed[0].paired_with
    assert set(closed[1].options) >= set(shapes.MODES) - {"Train, tram or metro"}
    assert len(questions) == 4
    assert len({q.number for q in questions}) == 4
    led = {p.question_id for p in proposal.columns if p.use is Use.QUESTION}
    assert led == {q.id for q in questions}


def test_rows_without_an_id_are_known_by_what_they_say():
    """Column order and row order change no key; equal rows are both taken."""
    head = ["Timestamp", "What do you think?", "Extra"]
    rows = [
        ["01/03/2026 10:00:00", "It is too dear for us.", ""],
        ["01/03/2026 10:00:09", "It is too dear for us.", ""],
        ["01/03/2026 10:00:09", "It is too dear for us.", ""],
    ]
    survey = SurveyMapping(
        id_from="content", questions={"What do you think?": "wish"}, received_column="Timestamp"
    )

    def keys(lines):
        reading = read_bytes(shapes.as_csv(lines), "g.csv", survey=survey)
        return sorted(part.key for part in reading.parts)

    straight = keys([head, *rows])
    assert len(set(straight)) == 3
    assert keys([head, *reversed(rows)]) == straight
    assert keys([[c[1], c[0]] for c in (head, *rows)]) == straight


def test_any_kind_of_table_is_proposed_alike():
    """CSV, TSV, semicolons, UTF-16, XLSX, XLS and ODS of one table have one profile."""
    head = ["Response ID", "Submitted", "1. Do you agree?", "Why?"]
    rows = [[f"r{n}", f"2026-03-0{n} 10:00", "Yes", f"Because of reason {n}."] for n in range(1, 9)]
    table = [head, *rows]
    plain = "\n".join("\t".join(row) for row in table)
    made = {
        "a.csv": shapes.as_csv(table),
        "b.tsv": plain.encode(),
        "c.csv": plain.replace("\t", ";").encode("cp1252"),
        "d.csv": plain.encode("utf-16"),
        "e.xlsx": shapes.as_xlsx(table),
        "f.xls": xls(table),
        "g.ods": ods(table),
    }
    profiles = {}
    for name, data in made.items():
        reading = read_bytes(data, name, survey=SurveyMapping())
        (profile,) = profiles_of(reading)
        profiles[name] = profile.columns
        assert (profile.header_row, profile.rows) == (1, 8), name
    assert len(set(map(str, profiles.values()))) == 1
