"""`consult map`: proposed, written, tried row by row, compared with what was taken."""

from __future__ import annotations

import csv
import json

import pytest
from typer.testing import CliRunner

from consult.cli import app
from consult.domain.errors import SettingsError
from consult.domain.ids import make_id
from consult.domain.ledger import Item
from consult.pipeline.mapped import map_table, write_mapping
from consult.pipeline.times import now
from consult.pipeline.tried import RowState, try_mapping
from consult.settings import load_settings
from consult.store.store import Store
from tests.intake import shapes

HEAD = ["Response ID", "Submitted", "1. Should the pond be drained?", "Why?", "May we publish it?"]
ROWS = [
    ["a1", "2026-05-02 10:00", "Yes", "It smells in summer and nobody comes.", "Yes"],
    ["a2", "2026-05-03 10:00", "No", "The ducks have nowhere else to go to.", "No"],
    ["a3", "2026-07-01 10:00", "Yes", "I came late but I want it gone as well.", "Yes"],
    ["a4", "2026-05-04 10:00", "", "", ""],
    ["a1", "2026-05-04 11:00", "No", "A second row with an id that is there.", "Yes"],
    ["", "2026-05-04 12:00", "No", "A row without any id at all to be known by.", "Yes"],
    ["a7", "some day", "No", "The date of this one cannot be understood.", "Maybe"],
]
TOML = """\
[consultation]
title = "The pond"
organisation = "Nether Sallow Town Council"
closes = 2026-06-30

[[questions]]
id = "drain"
number = "1"
text = "Should the pond be drained?"
options = ["Yes", "No"]
paired_with = "why"

[[questions]]
id = "why"
number = "2"
text = "Please give your reasons."

[[sources]]
files = "survey.csv"
channel = "online survey"
"""


@pytest.fixture
def folder(tmp_path):
    home = tmp_path / "pond"
    home.mkdir()
    (home / "consultation.toml").write_text(TOML, encoding="utf-8")
    (home / "survey.csv").write_bytes(shapes.as_csv([HEAD, *ROWS]))
    return home


def tried(folder, tmp_path):
    return try_mapping(map_table(folder / "survey.csv"), outputs=tmp_path / "outputs")


def test_each_row_has_its_outcome_before_anything_is_written(folder, tmp_path):
    """Valid, blank, invalid and repeated rows, the late one, and totals that add up."""
    before = sorted(p.name for p in folder.iterdir())
    result = tried(folder, tmp_path)
    states = {(row.row_id, row.number): row.state for row in result.rows}
    assert states == {
        ("a1", 2): RowState.VALID,
        ("a2", 3): RowState.VALID,
        ("a3", 4): RowState.VALID,
        ("a4", None): RowState.BLANK,
        ("", 6): RowState.DUPLICATE_ID,
        ("", 7): RowState.INVALID,
        ("a7", 8): RowState.VALID,
    }
    totals = result.totals
    assert totals["rows"] == len(ROWS) == sum(totals[state.value] for state in RowState)
    assert [row.row_id for row in result.rows if row.late] == ["a3"]
    first = result.rows[0]
    assert (first.options, first.texts, first.consent) == (1, 1, "publish")
    assert {p.code for p in result.problems} >= {"ROW_INVALID", "CONSENT_MISSING"}
    assert result.needs_person
    assert sorted(p.name for p in folder.iterdir()) == before
    assert not (tmp_path / "outputs").exists()


def test_a_changed_export_shows_its_difference(folder, tmp_path):
    """New, changed, gone and equal rows, against the bytes that the store took last."""
    data = (folder / "survey.csv").read_bytes()
    store_folder = tmp_path / "outputs" / "pond" / "store"
    with Store(store_folder) as store:
        sha256 = store.raw.put(data)
        item = Item(
            id=make_id("item", "online survey", "survey.csv", sha256),
            channel="online survey",
            source_key="survey.csv",
            name="survey.csv",
            sha256=sha256,
            size=len(data),
            received=None,
            media_type="text/csv",
        )
        store.ledger.receive([item], now())
    same = tried(folder, tmp_path)
    assert (same.totals["same"], same.totals["new"], same.totals["gone"]) == (5, 0, 0)
    changed = [list(row) for row in ROWS if row[0] != "a2"]
    changed[0][3] = "It smells all the year now."
    changed[0][4] = "No"
    changed.append(["a8", "2026-05-05 10:00", "No", "I am new here.", "Yes"])
    (folder / "survey.csv").write_bytes(shapes.as_csv([HEAD, *changed]))
    result = tried(folder, tmp_path)
    told = {row.row_id: (row.change, row.changed) for row in result.rows if row.row_id}
    assert told["a1"] == ("changed", ("why", "consent"))
    assert told["a8"] == ("new", ())
    assert told["a3"] == ("same", ())
    assert result.gone == ("a2",)


def test_a_header_that_changed_takes_nothing(folder, tmp_path):
    """MAPPING_CHANGED names the column, and no row is told anything."""
    write_mapping(map_table(folder / "survey.csv"))
    (folder / "survey.csv").write_bytes(shapes.as_csv([[*HEAD[:3], "Reasons", HEAD[4]], *ROWS]))
    result = tried(folder, tmp_path)
    assert result.rows == ()
    assert [p.code for p in result.problems if "'Why?'" in p.message] == ["MAPPING_CHANGED"]


def test_a_written_mapping_is_left_alone(folder):
    """Written once; a second time only by force."""
    written = write_mapping(map_table(folder / "survey.csv"))
    assert written.written == folder / "consultation.toml"
    (source,) = load_settings(folder).sources
    assert source.survey is not None
    assert dict(source.survey.questions) == {HEAD[2]: "drain", "Why?": "why"}
    with pytest.raises(SettingsError, match="SURVEY_MAPPED"):
        write_mapping(map_table(folder / "survey.csv"))
    write_mapping(map_table(folder / "survey.csv", force=True), force=True)


def test_headers_do_not_steer_a_terminal(folder):
    """Escape sequences in a header are shown as such, and line ends of the file stay."""
    target = folder / "consultation.toml"
    target.write_bytes(TOML.replace("\n", "\r\n").encode())
    head = [*HEAD[:3], "Why?", "\x1b[31mRed? \u202etxt"]
    (folder / "survey.csv").write_bytes(shapes.as_csv([head, *ROWS]))
    mapped = map_table(folder / "survey.csv")
    assert all(line.isprintable() for line in mapped.as_lines())
    write_mapping(mapped)
    kept = TOML.replace("\n", "\r\n").encode()
    assert target.read_bytes().startswith(kept.rstrip())


def test_a_folder_without_settings_gets_them_from_the_headers(tmp_path):
    """A consultation.toml with questions, options and mapping that loads."""
    shape = shapes.citizen_space()
    (tmp_path / shape.file).write_bytes(shape.data)
    write_mapping(map_table(tmp_path / shape.file))
    settings = load_settings(tmp_path)
    assert [q.kind.value for q in settings.consultation.questions] == [
        "CLOSED", "OPEN", "CLOSED", "OPEN",
    ]  # fmt: skip
    assert settings.sources[0].survey is not None


@pytest.mark.parametrize("name", ["nothing.csv", "letter.pdf", "../elsewhere.csv"])
def test_what_is_no_table_of_the_folder_is_refused(folder, name):
    """One message and the code for use, whatever the file is."""
    if not name.startswith("nothing"):
        (folder / name).write_bytes(b"%PDF-1.4 not really" if "pdf" in name else b"a,b\n1,2\n")
    with pytest.raises(SettingsError, match="MAP_FILE"):
        map_table(folder / name, folder=folder)


def test_the_command_prints_json_and_all_rows(folder, tmp_path):
    """`--dry-run --json --csv` gives machines every row; a person is needed, so the code is 1."""
    rows = tmp_path / "rows.csv"
    given = ["map", str(folder / "survey.csv"), "--dry-run", "--json", "--csv", str(rows)]
    result = CliRunner().invoke(app, [*given, "--outputs", str(tmp_path / "out")])
    assert result.exit_code == 1
    facts = json.loads(result.stdout)
    assert facts["totals"]["rows"] == len(facts["rows"]) == len(ROWS)
    with rows.open(encoding="utf-8-sig", newline="") as stream:
        assert [row["state"] for row in csv.DictReader(stream)] == [
            row["state"] for row in facts["rows"]
        ]
