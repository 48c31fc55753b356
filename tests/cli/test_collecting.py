"""`consult collect`: what is new, a look without taking, and a watch that ends quietly."""

from __future__ import annotations

import json
import queue
import signal
import subprocess
import sys
import threading

import pytest
from typer.testing import CliRunner

from consult.cli import app
from tests.pipeline.test_collect import Team

runner = CliRunner()
INTERRUPTIBLE = """
import signal
from consult.cli import main

signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""
"""The command, although whoever runs the tests in the background may ignore the signal."""
PATIENCE = 120
"""Seconds until something must have happened; nothing is asserted about speed."""


@pytest.fixture
def team(tmp_path):
    team = Team(tmp_path)
    team.letter("a.txt", "I support this.")
    return team


def call(team, *more):
    outputs = str(team.folder / "outputs")
    return runner.invoke(app, ["collect", str(team.folder), "--outputs", outputs, *more])


def test_help_shows_examples():
    """Whoever asks for help sees how the command is written."""
    shown = runner.invoke(app, ["collect", "--help"])
    assert shown.exit_code == 0
    assert "consult collect raw/parks --watch" in " ".join(shown.output.split())


def test_a_dry_run_takes_nothing(team):
    """It says what is there and what would be new; no store is made."""
    (team.folder / "letters" / "b.txt.part").write_text("half")
    shown = call(team, "--dry-run", "--json")

    assert shown.exit_code == 0
    seen = json.loads(shown.output)
    (place,) = seen["places"]
    assert (place["channel"], place["where"]) == ("letters", "letters/*")
    assert (place["found"], place["new"], place["changed"], place["too_large"]) == (1, 1, 0, 0)
    assert seen["waiting"] == ["letters/b.txt.part"]
    assert not (team.folder / "outputs").exists()


def test_collecting_says_what_became_of_everything(team):
    """New once, known the next time; a problem asks for a person."""
    first, second = call(team, "--json"), call(team, "--json")
    assert (first.exit_code, second.exit_code) == (0, 0)
    for shown, new in ((first, 1), (second, 0)):
        facts = json.loads(shown.output)
        assert (facts["given"], facts["new"]) == (1, new)
        assert facts["channels"][0]["channel"] == "letters"

    team.letter("c.txt", "x" * 2001)
    third = call(team)
    assert third.exit_code == 1
    assert "TOO_LARGE  letters/c.txt" in third.output


def test_watching_and_looking_are_two_things(team):
    """Together they are wrong use."""
    assert call(team, "--dry-run", "--watch").exit_code == 2


def test_a_watch_takes_what_comes_and_ends_quietly(team):
    """A file that is put there later is taken; Ctrl-C ends the watch with nothing on its lips."""
    command = [sys.executable, "-c", INTERRUPTIBLE, "collect", team.folder, "--watch"]
    command += ["--every", "1", "--json", "--outputs", team.folder / "outputs"]
    watch = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    said = answers(watch)
    try:
        assert said.get(timeout=PATIENCE)["new"] == 1
        team.letter("b.txt", "I oppose this.")
        assert said.get(timeout=PATIENCE)["new"] == 1
    finally:
        watch.send_signal(signal.SIGINT)
        assert watch.wait(timeout=PATIENCE) == 0
    assert watch.stderr.read() == ""
    assert said.empty()
    watch.stderr.close()
    assert len(team.items()) == 2


def answers(process):
    """The JSON documents that a process prints, as they come."""
    said = queue.Queue()

    def read():
        lines = []
        for line in process.stdout:
            lines.append(line)
            if line == "}\n":
                said.put(json.loads("".join(lines)))
                lines.clear()
        process.stdout.close()

    threading.Thread(target=read, daemon=True).start()
    return said
