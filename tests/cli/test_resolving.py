"""The desk for thousands of proposals: totals, choices, pages, tables, and many decided at once."""

from __future__ import annotations

import csv
import json
import shutil

import pytest
from typer.testing import CliRunner

from consult.cli import app
from consult.domain.ledger import response_id
from consult.pipeline.progress import Silent
from tests.e2e.fakes import LETTERS, make_pond, open_pond, run_pond, write

runner = CliRunner()
COPIES = tuple(response_id("letters", f"letters/copy-{n}.txt") for n in range(3))
ADA = response_id("letters", "letters/ada.txt")
SIGNED = "The pond is a place of rest, please leave it so.\n\nYours faithfully,\n{name}\n"
BY = ("--by", "Kim Ash", "--reason", "read all of them")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Three nameless letters, three copies of the first, and two letters that are signed."""
    folder = tmp_path_factory.mktemp("desk")
    workspace = make_pond(folder)
    letters = workspace.input_folder / "letters"
    for n in range(3):
        write(letters / f"copy-{n}.txt", LETTERS["ada.txt"], at=1_770_000_500 + n)
    for n, name in enumerate(("Orla Penn", "Tess Tarn")):
        write(letters / f"signed-{n}.txt", SIGNED.format(name=name), at=1_770_000_600 + n)
    run_pond(workspace, Silent())
    return folder


@pytest.fixture
def desk(made, tmp_path):
    """A copy of it, in which a test may decide."""
    shutil.copytree(made, tmp_path / "desk", symlinks=True)
    return open_pond(tmp_path / "desk")


def call(desk, *arguments):
    folder, outputs = desk.settings.folder, desk.output_folder.parent
    words = ["resolve", str(folder), *map(str, arguments), "--outputs", str(outputs)]
    said = runner.invoke(app, words)
    return said.exit_code, said.output


def facts(desk, *arguments):
    return json.loads(call(desk, *arguments, "--json")[1])


def states(desk):
    with desk.open_store() as store:
        return {r.id: r.state.value for r in store.ledger.responses()}


def decided(desk):
    with desk.open_store() as store:
        return store.decisions.all()


def test_a_list_begins_with_totals_by_kind_and_has_pages(desk):
    """Every proposal stands on one page; how to see the others is said."""
    code, said = call(desk, "--limit", "3", "--page", "2")
    whole = facts(desk)

    assert code == 1
    assert whole["waiting"] == {"SAME_BYTES": 3, "RESPONDENT": 5}
    assert "8 proposals wait for a decision.\n  SAME_BYTES: 3\n  RESPONDENT: 5\n" in said
    assert "Page 2 of 3: --page N" in said
    pages = [facts(desk, "--limit", "3", "--page", n)["proposals"] for n in (1, 2, 3)]
    assert [p for page in pages for p in page] == whole["proposals"]
    assert f"  4. {whole['proposals'][3]['id']}" in said


@pytest.mark.parametrize(
    ("choice", "matching"),
    [
        (("--only", "same-bytes"), 3),
        (("--only", "SAME_BYTES", "--only", "respondent"), 8),
        (("--only", "respondent", "--at-least", "0.5"), 2),
        (("--at-least", "0.01"), 5),
        (("--channel", "letters"), 8),
        (("--channel", "e-mail"), 0),
        (("--response", "letters/copy-*"), 3),
        (("--response", ADA), 4),
    ],
)
def test_a_list_is_narrowed_by_kind_strength_channel_and_response(desk, choice, matching):
    """What was not asked for still stands in the totals."""
    found = facts(desk, *choice)

    assert found["matching"] == len(found["proposals"]) == matching
    assert sum(found["waiting"].values()) == 8


def test_all_of_a_kind_are_tried_first_and_then_decided_one_by_one(desk):
    """A dry run decides nothing and says how many change what; each decision has its own row."""
    kind = ("--only", "same-bytes", "--all", "--as", "separate", *BY)
    code, said = call(desk, *kind, "--dry-run")

    assert code == 0
    assert "Would decide 3:\n  DUPLICATE → VALID: 3\n" in said
    assert "Nothing was decided" in said
    assert decided(desk) == ()

    code, said = call(desk, *kind)

    assert (code, {states(desk)[copy] for copy in COPIES}) == (0, {"VALID"})
    assert sorted(d.subject_id for d in decided(desk)) == sorted(COPIES)
    assert {(d.actor, d.reason) for d in decided(desk)} == {("person:Kim Ash", "read all of them")}
    assert len({d.proposal_id for d in decided(desk)}) == 3
    assert facts(desk)["waiting"] == {"RESPONDENT": 5}


def test_senders_are_confirmed_together_where_one_is_named(desk):
    """Nobody is confirmed for a letter that names nobody: those stay open, and are counted."""
    code, said = call(desk, "--only", "respondent", "--all", "--as", "confirmed", *BY)

    assert code == 0
    assert "Decided 2:\n  who sent it: 2\n" in said
    assert "Left open: 3." in said
    assert all(json.loads(d.after)["name"] for d in decided(desk))


def test_a_table_is_written_filled_in_and_taken(desk, tmp_path):
    """Rows left empty stay open, and are counted."""
    table = tmp_path / "proposals.csv"
    code, said = call(desk, "--only", "respondent", "--to", table)
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))

    assert (code, len(rows)) == (0, 5)
    assert {row["as"] + row["name"] for row in rows} == {""}
    (orla,) = [row for row in rows if row["sender"].startswith("Orla Penn")]
    assert float(orla["strength"]) >= 0.65
    orla["as"] = "confirmed"
    other = next(row for row in rows if not row["sender"])
    other["name"], other["kind"] = "Bo Reed", "individual"
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)

    assert "Would decide 2:" in call(desk, "--from", table, *BY, "--dry-run")[1]
    assert decided(desk) == ()
    code, said = call(desk, "--from", table, *BY)

    assert code == 0
    assert "Left open: 3." in said
    assert sorted(json.loads(d.after)["name"] for d in decided(desk)) == ["Bo Reed", "Orla Penn"]
    assert facts(desk)["waiting"]["RESPONDENT"] == 3


def test_a_row_with_a_reason_of_its_own_but_no_decision_is_refused(desk, tmp_path):
    table = tmp_path / "half.csv"
    proposal = facts(desk)["proposals"][0]["id"]
    table.write_text(f"id,as,reason\n{proposal},,looked at it\n", encoding="utf-8")

    code, said = call(desk, "--from", table, *BY)

    assert code == 2
    assert "DECISION_INCOMPLETE" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ("--all", "--as", "confirmed", *BY),
        ("--only", "same-bytes", "--all", *BY),
        ("--only", "same-bytes", "--all", "--as", "erased", *BY),
        ("--only", "respondent", "--all", "--as", "separate", *BY),
        ("--only", "same-bytes", "--all", "--as", "confirmed"),
        ("--only", "rumour"),
        ("--only", "same-bytes", "--as", "confirmed", *BY),
        (ADA, "--only", "same-bytes", "--as", "valid", *BY),
        ("--at-least", "2"),
    ],
)
def test_what_is_asked_wrongly_decides_nothing(desk, arguments):
    code, said = call(desk, *arguments)

    assert code == 2
    assert said
    assert decided(desk) == ()


def test_the_help_has_an_example_for_one_and_for_many():
    said = " ".join(runner.invoke(app, ["resolve", "--help"]).output.split())

    assert "consult resolve raw/demo proposal_" in said
    assert "--all --as confirmed" in said
    assert "--from senders.csv" in said
