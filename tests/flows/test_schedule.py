"""A real server: a file dropped into the folder is found in the report of a scheduled run."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 420
"""Seconds until the scheduled runs must have published; nothing is asserted about speed."""

SETTINGS = """
[consultation]
id = "benches"
title = "New benches for Quill Park"
organisation = "Quill Town Council"

[[chapters]]
id = "ch1"
number = "1"
title = "Benches"

[[questions]]
id = "q1"
chapter = "ch1"
number = "1"
text = "What do you think of new benches in Quill Park?"

[[propositions]]
id = "p1"
questions = ["q1"]
text = "Quill Park should have more benches."

[[sources]]
files = "letters/*.txt"
channel = "letters"

[schedule]
collect = "* * * * *"
analyse = "* * * * *"
publish = "* * * * *"
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def serving(tmp_path):
    """A consultation whose flows are served every minute by a server on loopback."""
    folder = tmp_path / "benches"
    (folder / "letters").mkdir(parents=True)
    (folder / "consultation.toml").write_text(SETTINGS, "utf-8")
    (folder / "letters" / "a.txt").write_text("I agree that the park should have more benches.\n")
    environment = {
        **os.environ,
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "5",
        "PREFECT_RUNNER_POLL_FREQUENCY": "2",
        "PYTHONPATH": str(ROOT),
    }
    environment.pop("PREFECT_API_URL", None)
    command = [sys.executable, "-m", "flows.serve", str(folder)]
    command += ["--outputs", str(tmp_path / "outputs"), "--port", str(free_port())]
    log = (tmp_path / "serve.log").open("w")
    process = subprocess.Popen(
        command, env=environment, cwd=tmp_path, stdout=log, stderr=log, start_new_session=True
    )
    yield folder, tmp_path / "outputs" / "benches", tmp_path / "serve.log"
    os.killpg(process.pid, 15)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
    shutil.rmtree(tmp_path / "prefect", ignore_errors=True)


def report_holds(outputs: Path, words: str) -> bool:
    report = outputs / "latest" / "report.html"
    return report.is_file() and words in report.read_text("utf-8")


def wait_for(outputs: Path, words: str, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not report_holds(outputs, words):
        assert time.monotonic() < until, log.read_text()[-4000:]
        time.sleep(2)


@pytest.mark.engine
@pytest.mark.model
def test_a_dropped_file_is_in_the_next_scheduled_report(serving):
    """Nobody starts anything: the schedule collects, analyses and publishes what is new."""
    folder, outputs, log = serving
    wait_for(outputs, "the park should have more benches", log)

    (folder / "letters" / "b.txt").write_text("Where would the skaters go? Leave the park alone.\n")

    wait_for(outputs, "Leave the park alone", log)
