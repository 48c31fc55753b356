"""A blind sample goes out as sheets and comes back as figures."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from consult.domain.errors import StoreError
from consult.evaluate.comparison import Task
from consult.pipeline.evaluated import evaluate
from consult.pipeline.progress import Silent
from consult.pipeline.recoded import recode_decision
from consult.pipeline.sampled import SAMPLE_FILE, draw_sample, machine_positions, write_sample
from tests.e2e.fakes import make_pond, run_pond, write

WORDS = [
    "heron",
    "reed",
    "depth",
    "winter",
    "lifeguard",
    "rope",
    "mud",
    "algae",
    "duck",
    "fence",
    "bench",
    "path",
    "oar",
    "light",
]


def _reason(number):
    """A sentence that no other letter has, so that they are no campaign."""
    chosen = [WORDS[(number * step + step * step) % len(WORDS)] for step in range(1, 8)]
    return f"Swimming in the mill pond {number}: {', '.join(chosen)}."


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    """A run over forty letters, half of them for and half against."""
    workspace = make_pond(tmp_path_factory.mktemp("sampled"))
    for number in range(40):
        word = "support" if number % 2 else "oppose"
        write(
            workspace.input_folder / "letters" / f"{number:02}.md",
            f"# Question 1\n\nI {word} this. {_reason(number)}\n",
            at=1_770_001_000 + number,
        )
    return run_pond(workspace, Silent()).result


@pytest.fixture
def sheets(result, tmp_path):
    """The folder of a sample for two coders."""
    sample = draw_sample(result, 60, "s")
    write_sample(sample, result, tmp_path, ["ada", "ben"])
    return tmp_path


def fill(path, column, code):
    """Write into a column of a sheet what ``code`` says of each row."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        row[column] = code(row)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_nothing_on_the_sheets_tells_what_the_machine_coded(result, sheets):
    """No position, score or theme membership stands in any file that a coder is given."""
    shown = "".join(p.read_text(encoding="utf-8") for p in sheets.glob("p*-ada.csv"))
    assert "AGREE" not in shown
    assert not any(theme.id in shown for theme in result.corpus.themes)
    assert "stratum" not in (sheets / SAMPLE_FILE).read_text(encoding="utf-8")


def test_a_sample_is_never_written_over_another(result, sheets):
    """Codings that people made cannot be lost to a second draw."""
    with pytest.raises(StoreError, match="SAMPLE_EXISTS"):
        write_sample(draw_sample(result, 5, "t"), result, sheets, ["ada"])


def test_people_come_first_and_the_machine_is_measured_against_each(result, sheets):
    """Two people who agree with the machine but for one flip get the figures of just that."""
    machine = machine_positions(result.corpus)
    said = {p: position.value.lower().replace("_", " ") for p, position in machine.items()}
    turned = next(p for p, position in sorted(said.items()) if position == "agree")
    fill(sheets / "positions-ada.csv", "position", lambda row: said[row["unit"]])
    fill(
        sheets / "positions-ben.csv",
        "position",
        lambda row: "disagree" if row["unit"] == turned else said[row["unit"]],
    )
    found = evaluate(sheets, result)
    assert [(c.first, c.second) for c in found.human] == [("ada", "ben")]
    assert [c.second for c in found.machine] == ["ada", "ben"]
    assert found.machine[0].figures["f1"].value == 1
    assert 0 < found.machine[1].figures["flips"].value < 0.1
    assert found.as_lines().index("Between people") < found.as_lines().index(
        "The machine against each person"
    )


def test_a_code_that_nobody_knows_costs_its_row_and_is_named(result, sheets):
    """A typing slip is reported with its file, row and word, and the other rows still count."""
    rows = iter(range(1000))
    fill(sheets / "points-ada.csv", "questions", lambda row: "qq" if next(rows) == 0 else "q1; q2")
    found = evaluate(sheets, result)
    assert [(p.where, "'qq'" in p.message) for p in found.problems] == [
        ("points-ada.csv, row 2", True)
    ]
    points = len(json.loads((sheets / SAMPLE_FILE).read_text())["points"])
    assert found.machine[0].units == points - 1
    assert found.needs_person


def test_two_positions_in_one_cell_cost_their_row_and_are_named(result, sheets):
    """None of them is picked; whoever means both sides writes mixed."""
    rows = iter(range(1000))
    fill(
        sheets / "positions-ada.csv",
        "position",
        lambda row: "agree; unclear" if next(rows) == 2 else "agree",
    )

    found = evaluate(sheets, result)

    assert [p.where for p in found.problems] == ["positions-ada.csv, row 4"]
    assert "agree and unclear" in found.problems[0].message
    positions = len(json.loads((sheets / SAMPLE_FILE).read_text())["positions"])
    assert found.machine[0].units == positions - 1


def test_what_a_person_decided_is_not_the_machine_s_merit(result, sheets):
    """A unit with a decided coding leaves the machine's side of that task, also decided as none."""
    facts = json.loads((sheets / SAMPLE_FILE).read_text())
    points, pairs = list(facts["points"]), facts["positions"]
    segments = {s.id: s for s in result.corpus.segments}
    documents = {d.id: d for d in result.corpus.documents}
    nothing = recode_decision(
        segments[points[0]],
        documents[segments[points[0]].document_id],
        questions=[],
        positions={},
        by="Kim",
        reason="about nothing",
        before="",
        at=datetime(2026, 3, 1, tzinfo=UTC),
        number=0,
    )
    stances = list(result.corpus.stance_codings)
    stances = [
        replace(c, coder="person:Kim") if c.segment_id == next(iter(pairs.values()))[0] else c
        for c in stances
    ]
    questions = [
        replace(c, coder="form") if c.segment_id in points[1:4] else c
        for c in result.corpus.question_codings
    ]
    corpus = replace(
        result.corpus,
        decisions=(nothing,),
        stance_codings=tuple(stances),
        question_codings=tuple(questions),
    )
    fill(sheets / "points-ada.csv", "questions", lambda row: "q1")
    fill(sheets / "positions-ada.csv", "position", lambda row: "agree")

    found = evaluate(sheets, replace(result, corpus=corpus))
    formed = len({c.segment_id for c in questions if c.coder == "form"})

    by_task = {c.task: c.units for c in found.machine}
    assert by_task == {Task.QUESTIONS: len(points) - 1 - formed, Task.POSITIONS: len(pairs) - 1}
    assert [(c.first, c.second, c.units) for c in found.form] == [("form", "ada", formed)]
    assert formed > 0
    assert any(line.startswith("The form against") for line in found.as_lines())
    assert not found.problems


def test_empty_sheets_say_what_to_do(result, sheets):
    """Scoring before anybody coded is an error of use, not a table of nothing."""
    with pytest.raises(StoreError, match="filled in"):
        evaluate(sheets, result)


def test_a_handful_of_units_is_insufficient_data(result, tmp_path):
    """Five rows give no figure but the words insufficient data."""
    write_sample(draw_sample(result, 5, "s"), result, tmp_path, ["ada"])
    fill(tmp_path / "points-ada.csv", "questions", lambda row: "none")
    assert any("insufficient data" in line for line in evaluate(tmp_path, result).as_lines())


def test_sheets_come_back_from_any_spreadsheet(result, sheets):
    """With semicolons between cells, or in an older character set: codes are ASCII anyway."""
    for coder, divider, encoding in (("ada", ";", "utf-8"), ("ben", ",", "cp1252")):
        path = sheets / f"points-{coder}.csv"
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        for row in rows:
            row.update(questions="q1; q2", text="a café – with reeds; and mud")
        with path.open("w", encoding=encoding, newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]), delimiter=divider)
            writer.writeheader()
            writer.writerows(rows)

    found = evaluate(sheets, result)

    assert found.problems == ()
    assert found.human[0].units == len(rows)


@pytest.mark.parametrize("spoilt", ["{", "[]", '{"run": "r", "points": []}', "\udcff"])
def test_a_sample_that_was_cut_off_is_named(result, sheets, spoilt):
    """Half a file is told as one, with what to do."""
    (sheets / SAMPLE_FILE).write_bytes(spoilt.encode("utf-8", "surrogateescape"))

    with pytest.raises(StoreError, match=r"SAMPLE_SPOILT.*sample\.json"):
        evaluate(sheets, result)


def test_the_guide_names_a_command_that_works(result, sheets):
    """The run is named, without which nothing can be scored."""
    guide = (sheets / "how-to-code.txt").read_text(encoding="utf-8")

    assert f"consult evaluate score THIS-FOLDER --run outputs/pond/{result.run.id}" in guide
