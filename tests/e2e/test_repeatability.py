"""Two runs give one result: under another hash seed, in another order, and after a kill."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from consult.pipeline.check import check_workspace
from consult.pipeline.progress import Silent
from consult.pipeline.run import run_all
from consult.pipeline.workspace import open_workspace
from tests.conftest import ROOT
from tests.demo.finished import FinishedRun
from tests.e2e.fakes import make_pond, run_pond

KILLED = [
    ("collect", "end"),
    ("read", "2"),
    ("stance", "1"),
    ("themes", "0"),
    ("publish", "1"),
    ("publish", "4"),
    ("publish", "end"),
]


def artefacts(folder: Path) -> dict[str, bytes]:
    """Every file of a run but run.json, which holds its times."""
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.name != "run.json"}


def without_times(folder: Path) -> dict:
    """run.json without what may differ: its times and the id that is made from them."""
    run = json.loads((folder / "run.json").read_bytes())
    return {k: v for k, v in run.items() if k not in {"id", "started", "finished"}}


def kill_at(folder: Path, outputs: Path, point: tuple[str, str], engines: str, seed: str) -> None:
    """Run until the point, and be killed there; no reader outlives its run."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.killed", folder, outputs, *point, engines],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=ROOT,
        start_new_session=True,
    )
    assert process.wait(timeout=300) == -signal.SIGKILL
    deadline = time.monotonic() + 10
    while _group_lives(process.pid):
        assert time.monotonic() < deadline, f"a process of the run killed at {point} lives on"
        time.sleep(0.05)


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def consult(*arguments: object, seed: str = "0") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "consult.cli", *map(str, arguments)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def assert_tidy(output_folder: Path) -> None:
    """The folder holds whole runs, the newest among them as latest, and a ledger in one state."""
    names = {p.name for p in output_folder.iterdir()}
    assert not [n for n in names if n.startswith(".")]
    assert (output_folder / "latest").resolve().name in names
    with sqlite3.connect(output_folder / "store" / "store.sqlite") as database:
        state = dict(database.execute("select id, state from response"))
        events = database.execute("select response_id, state from response_event order by id")
        history = events.fetchall()
        items = [i for (i,) in database.execute("select id from item")]
        unfinished = database.execute("select count(*) from run where finished is null").fetchone()
    assert len(history) == len(set(history))
    assert {i: last for i, last in dict(history).items() if last != "OPENED"} == state
    assert len(items) == len(set(items)) > 0
    assert unfinished == (0,)


@pytest.fixture(scope="module")
def unkilled(tmp_path_factory):
    """An undisturbed run of the small consultation: its input folder and its files."""
    workspace = make_pond(tmp_path_factory.mktemp("unkilled"))
    finished = run_pond(workspace, Silent())
    return workspace, artefacts(finished.published.folder), finished.published.folder


@pytest.mark.parametrize("point", KILLED, ids="-".join)
def test_a_killed_run_is_finished_by_the_next(unkilled, tmp_path, point):
    """Wherever it is killed, the next run ends with the bytes of one that was left alone."""
    workspace, expected, folder = unkilled
    kill_at(workspace.input_folder, tmp_path, point, "fake", "1")
    again = open_workspace(workspace.input_folder, outputs=tmp_path)
    before = [p for p in again.output_folder.glob("*/report.html") if p.parent.name != "latest"]
    assert all((p.parent / "briefing.pdf").exists() for p in before if p.parent.name[0] != ".")

    finished = run_pond(again, Silent())

    assert artefacts(finished.published.folder) == expected
    assert without_times(finished.published.folder) == without_times(folder)
    assert_tidy(again.output_folder)
    assert check_workspace(again).problems == ()


def test_a_second_run_is_told_who_holds_the_consultation(unkilled):
    """LEASE_HELD with the holder's name, exit code 2, and nothing is written."""
    workspace, expected, folder = unkilled
    with workspace.open_store() as store, store.lease("consult run"):
        second = consult(
            "run", workspace.input_folder, "--outputs", workspace.output_folder.parent, "--json"
        )
    told = json.loads(second.stdout)
    assert second.returncode == 2
    assert told["error"] == "LEASE_HELD"
    assert f"consult run (process {os.getpid()}" in told["message"]
    assert artefacts(folder) == expected
    assert (workspace.output_folder / "latest").resolve() == folder


def test_the_lease_ends_with_a_killed_holder(unkilled, tmp_path):
    """A run that was killed holds nothing up."""
    workspace, _, _ = unkilled
    kill_at(workspace.input_folder, tmp_path, ("read", "1"), "fake", "1")
    again = open_workspace(workspace.input_folder, outputs=tmp_path)
    with again.open_store() as store, store.lease("consult run"):
        assert store.ledger.items()


@pytest.mark.e2e
@pytest.mark.model
def test_the_demo_killed_and_finished_under_other_hash_seeds_gives_equal_bytes(demo_run, tmp_path):
    """Result files, reports and briefing are those of the first run, byte for byte."""
    kill_at(ROOT / "raw" / "demo", tmp_path, ("stance", "130"), "real", "1")
    second = consult("run", "raw/demo", "--outputs", tmp_path, "--json", seed="2")
    assert second.returncode in (0, 1), second.stderr

    folder = tmp_path / "demo" / "latest"
    first, again = artefacts(demo_run), artefacts(folder)
    assert first.keys() == again.keys()
    assert [name for name in first if first[name] != again[name]] == []
    assert without_times(folder) == without_times(demo_run)
    assert_tidy(tmp_path / "demo")


@pytest.mark.e2e
@pytest.mark.model
def test_the_order_of_rows_and_the_times_of_files_change_nothing(demo_run, tmp_path):
    """A shuffled export and files of another day give the same positions, counts and findings."""
    raw = tmp_path / "demo"
    shutil.copytree(ROOT / "raw" / "demo", raw)
    for path in raw.rglob("*.csv"):
        _shuffle(path)
    for number, path in enumerate(sorted(raw.rglob("*"), reverse=True)):
        os.utime(path, (1_700_000_000 + number, 1_700_000_000 + number))
    outputs = tmp_path / "outputs"
    _lend_caches(demo_run.resolve().parent / "store", outputs / "demo" / "store")

    shuffled = run_all(open_workspace(raw, outputs=outputs), Silent()).published.folder

    before, after = FinishedRun(demo_run), FinishedRun(shuffled)
    assert before.documents.keys() - after.documents.keys() <= _twins(before)
    assert said(after) == said(before)
    assert before.run["counts"] == after.run["counts"]


def said(run: FinishedRun) -> list[tuple]:
    """Counts, tables, positions and statements of every question, without ids of bytes."""
    return [
        (
            found["question_id"],
            found["received"],
            sorted(found["base_respondent_ids"]),
            found["closed"],
            {p["proposition_id"]: p["positions"] for p in found["propositions"]},
            sorted(
                (f["kind"], f["statement"], tuple(f["respondent_ids"]))
                for f in [*found["findings"], *found["reported"]]
            ),
            found["silent"],
        )
        for found in run.questions
    ]


def _twins(run: FinishedRun) -> set[str]:
    """Documents with the bytes of another file: which of them is the copy, their times decide."""
    bytes_of = Counter(i["sha256"] for i in run.items.values())
    return {
        d["document_id"]
        for d in run.documents.values()
        if bytes_of[run.items[d["item_id"]]["sha256"]] > 1
    }


def _shuffle(path: Path) -> None:
    text = path.read_bytes().decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    random.Random(7).shuffle(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])


def _lend_caches(source: Path, target: Path) -> None:
    """Give a fresh store what models and readers made before, and nothing of the ledger."""
    from consult.store.store import Store

    Store(target).close()
    with sqlite3.connect(target / "store.sqlite") as database:
        database.execute("attach ? as lender", (str(source / "store.sqlite"),))
        database.execute("insert into vector select * from lender.vector")
        database.execute("insert into reading select * from lender.reading")
