"""Files and folders that cannot be used are named in one line, with exit code 2."""

from __future__ import annotations

import errno
import json

import pytest
import typer
from typer.testing import CliRunner

from consult.cli import app
from consult.cli.answering import errors
from consult.pipeline.progress import Silent
from tests.e2e.fakes import make_pond, run_pond

runner = CliRunner()


@pytest.fixture(scope="module")
def pond(tmp_path_factory):
    """A finished run, and a file where a folder should be."""
    workspace = make_pond(tmp_path_factory.mktemp("files"))
    run_pond(workspace, Silent())
    (workspace.input_folder.parent / "a-file").write_text("no folder", encoding="utf-8")
    return workspace


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("status {folder} --outputs {root}/a-file", "a-file"),
        ("resolve {folder} --to {root}/none/x.csv", "none/x.csv"),
        ("codebook {folder} export --all --file {root}/none/x.csv", "none/x.csv"),
        ("evaluate draw {outputs}/pond/latest --out {root}/a-file", "a-file"),
    ],
)
def test_a_path_that_cannot_be_used_is_named(pond, words, named):
    """No command ends in a traceback for it."""
    folder, outputs = pond.settings.folder, pond.output_folder.parent
    line = words.format(folder=folder, outputs=outputs, root=folder.parent).split()
    if "--outputs" not in line and line[0] != "evaluate":
        line += ["--outputs", str(outputs)]

    said = runner.invoke(app, line)

    assert said.exit_code == 2, said.output
    assert isinstance(said.exception, SystemExit)
    assert said.output.startswith("FILE_ACCESS: ")
    assert named in said.output.replace("\n", "")


def test_machines_are_told_so_too(capsys):
    """A full disk has its own code, as elsewhere."""
    with pytest.raises(typer.Exit) as ended, errors(True):
        raise OSError(errno.ENOSPC, "No space left on device", "x.csv")

    assert ended.value.exit_code == 2
    assert json.loads(capsys.readouterr().out)["error"] == "DISK_FULL"


def test_a_closed_pipe_is_nobody_s_mistake():
    """`consult trace … | head` ends quietly, as before."""
    with pytest.raises(BrokenPipeError), errors(False):
        raise BrokenPipeError
