"""The commands for the ledger: examples, lists with ids, helpful refusals, exit codes."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from consult.cli import app
from consult.domain.ledger import response_id
from consult.pipeline.progress import Silent
from tests.e2e.fakes import make_pond, run_pond

runner = CliRunner()
ADA = response_id("letters", "letters/ada.txt")


@pytest.fixture(scope="module")
def pond(tmp_path_factory):
    """A consultation of three letters whose senders nobody has named."""
    workspace = make_pond(tmp_path_factory.mktemp("ledger"))
    run_pond(workspace, Silent())
    return workspace


def call(pond, command, *arguments):
    folder, outputs = pond.settings.folder, pond.output_folder.parent
    said = runner.invoke(app, [command, str(folder), *arguments, "--outputs", str(outputs)])
    return said.exit_code, said.output


@pytest.mark.parametrize("command", ["status", "audit", "resolve"])
def test_every_command_explains_itself_with_an_example(command):
    shown = runner.invoke(app, [command, "--help"])

    assert shown.exit_code == 0
    assert f"consult {command} raw/demo" in " ".join(shown.output.split())


def test_a_sound_store_passes_the_audit_with_a_line_for_each_check(pond):
    code, said = call(pond, "audit")

    assert (code, said.count("holds  ")) == (0, 12)
    assert "letters: 3 = 3 VALID" in said


def test_an_original_that_was_edited_fails_the_audit_by_its_place(pond):
    """Exit code 1, the file's name, and what to do; whole again, it passes again."""
    (sha256,) = {i.sha256 for i in items(pond) if i.source_key == "letters/ben.txt"}
    with pond.open_store() as store:
        original = store.raw.path(sha256)
    data = original.read_bytes()
    original.write_bytes(b"other words")
    code, said = call(pond, "audit", "--json")
    original.write_bytes(data)

    assert code == 1
    (failed,) = [c for c in json.loads(said)["checks"] if not c["passed"]]
    assert failed["name"] == "originals match their sha256"
    assert [(f["code"], f["where"]) for f in failed["failures"]] == [
        ("RAW_CHANGED", "letters/ben.txt")
    ]
    assert call(pond, "audit")[0] == 0


def items(pond):
    with pond.open_store() as store:
        return store.ledger.items()


def test_what_waits_is_listed_with_ids_and_how_to_answer(pond):
    code, said = call(pond, "resolve")

    assert code == 1
    assert "letters/ada.txt" in said
    assert "--name NAME --kind individual|organisation" in said
    (first, *_) = json.loads(call(pond, "resolve", "--json")[1])["proposals"]
    assert first["id"] in said


def test_status_is_json_for_machines(pond):
    code, said = call(pond, "status", "--json", "--since", "24h")

    assert code == 1
    assert json.loads(said)["received"] == {"letters": {"VALID": 3}}


def test_a_decision_without_a_name_or_on_nothing_is_wrong_use(pond):
    """The message says what is missing, or what is near to what was written."""
    code, said = call(pond, "resolve", ADA, "--as", "invalid")
    assert code == 2
    assert "--by NAME and --reason TEXT" in said

    code, said = call(pond, "resolve", ADA[:-1], "--as", "valid", "--by", "Kim", "--reason", "x")
    assert code == 2
    assert f"Did you mean {ADA}" in " ".join(said.split())


def test_a_decision_is_confirmed_with_what_changed(pond):
    code, said = call(pond, "resolve", ADA, "--as", "invalid", "--by", "Kim", "--reason", "a test")

    assert code == 0
    assert "VALID → INVALID" in said
    assert call(pond, "audit")[0] == 1
