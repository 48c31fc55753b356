"""The command: help that shows examples, errors that say what to do, exit codes that hold."""

import json
import subprocess
import sys
from importlib.metadata import PackageNotFoundError

import pytest
import typer
from typer.testing import CliRunner

from consult.cli import app


def _commands(group, before=()):
    """Every command of the application as the words that call it."""
    for name, command in sorted(group.commands.items()):
        if hasattr(command, "commands"):
            yield from _commands(command, (*before, name))
        else:
            yield (*before, name)


COMMANDS = tuple(_commands(typer.main.get_command(app)))
HEAVY = ("torch", "spacy", "sklearn", "bertopic", "sqlalchemy", "onnxruntime", "prefect", "numpy")
runner = CliRunner()


def call(*arguments):
    return runner.invoke(app, [str(a) for a in arguments])


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_with_an_example(command):
    """Whoever asks for help sees how the command is written."""
    shown = call(*command, "--help")

    assert shown.exit_code == 0
    assert f"consult {' '.join(command)}" in " ".join(shown.output.split())


def test_help_imports_nothing_heavy():
    """`consult --help` answers at once because nothing is loaded to say it."""
    code = (
        "import sys, consult.cli; "
        f"sys.exit(','.join(m for m in {HEAVY!r} if m in sys.modules) or 0)"
    )

    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)

    assert done.returncode == 0, done.stderr


def test_a_folder_without_settings_is_wrong_use(tmp_path):
    """The message says what is missing and which command makes it; the code is 2."""
    shown = call("run", tmp_path)

    assert shown.exit_code == 2
    assert "SETTINGS_MISSING" in shown.output
    assert "consult init" in shown.output


def test_errors_are_json_when_asked(tmp_path):
    """Machines get the code and message as data."""
    shown = call("run", tmp_path, "--json")

    assert shown.exit_code == 2
    assert json.loads(shown.output)["error"] == "SETTINGS_MISSING"


def test_an_unknown_quote_names_where_was_looked(tmp_path):
    """A quote of another consultation is not a crash."""
    shown = call("trace", "quote_0", "--outputs", tmp_path)

    assert shown.exit_code == 2
    assert "QUOTE_UNKNOWN" in shown.output


def test_schemas_are_listed_and_printed():
    """Every result file has a schema that is JSON Schema."""
    names = call("schema", "--json")

    assert names.exit_code == 0
    for name in json.loads(names.output):
        assert json.loads(call("schema", name).output)["$schema"].startswith("https://json-schema")
    assert call("schema", "nothing").exit_code == 2


@pytest.mark.parametrize("command", ["check", "run"])
def test_a_model_that_is_not_installed_is_wrong_use(tmp_path, monkeypatch, command):
    """What to install, or which line to change, is said before anything is collected."""

    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr("consult.engines.mpnet_base.distribution", missing)
    (tmp_path / "consultation.toml").write_text(
        '[consultation]\nid = "parks"\ntitle = "Parks"\norganisation = "Town"\n'
        '[[questions]]\nid = "q1"\ntext = "Should the park stay open?"\n'
        '[models]\nstance = "large"\n'
    )

    shown = call(command, tmp_path, "--outputs", tmp_path / "outputs")

    assert shown.exit_code == 2
    assert "MODEL_MISSING" in shown.output
    assert "make large" in " ".join(shown.output.split())
    assert not (tmp_path / "outputs").exists()
