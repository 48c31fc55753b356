"""Archives and mailbox files through the ledger, and what a cut-off run has kept."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace

import pytest

from consult.domain.ledger import ResponseState
from consult.intake.read import read as read_here
from consult.pipeline import readings
from consult.pipeline.collect import collect
from consult.pipeline.progress import Silent
from consult.pipeline.received import receive
from consult.pipeline.run import read as read_run
from consult.pipeline.times import now
from consult.pipeline.workspace import open_workspace
from consult.settings.model import LimitSettings
from tests.conftest import ROOT
from tests.e2e.fakes import make_pond
from tests.intake.makers import docx, mail, paragraph, zipped

LINE = b"From ada@example.org Mon Mar  2 09:30:00 2026\n"


def message(number: int, body: str, **more) -> bytes:
    sender = f"Person {number} <p{number}@example.org>"
    raw = mail(body, sender=sender, **more)
    return raw.replace(b"<1@example.org>", b"<%d@example.org>" % number)


def everything(folder) -> None:
    """An archive and a mailbox file with good, bad, automatic and repeated things in them."""
    attached = [("more.docx", docx(paragraph("Said at length by the first.")))]
    (folder / "all.zip").write_bytes(
        zipped(
            {
                "a/one.eml": message(1, "I support this.", attachments=attached),
                "b/two.txt": "We oppose this, the pond should stay as it is.",
                "b/broken.pdf": b"%PDF-1.4 nothing",
                "inner.zip": zipped({"three.txt": "I do not mind what becomes of it."}),
                "__MACOSX/._one.eml": b"\x00\x05\x16\x07",
            }
        )
    )
    away = message(8, "I am away.", subject="Out of office", attachments=attached)
    messages = [message(n, f"Reason number {n} is the bats.") for n in (4, 5)] + [away]
    (folder / "box.mbox").write_bytes(b"\n".join(LINE + m for m in messages))


@pytest.fixture
def pond(tmp_path):
    workspace = make_pond(tmp_path)
    folder = workspace.input_folder / "letters"
    for letter in folder.iterdir():
        letter.unlink()
    return workspace


def count_reads(asked: list[str]):
    def read(arrival, survey):
        asked.append(arrival.name)
        return read_here(arrival, survey=survey, limits=LimitSettings())

    return read


def received_in(workspace, asked: list[str] | None = None):
    """Collect and read in this process, noting what was asked of the readers."""
    asked = [] if asked is None else asked
    with workspace.open_store() as store:
        collect(workspace, store, Silent())
        received = receive(workspace.settings, store, count_reads(asked), Silent())
        store.ledger.receive([i for i in received.items if i.parent_id is not None], now())
        kept = {i.source_key: store.raw.path(i.sha256).exists() for i in received.items}
    return received, kept


def test_members_are_responses_of_their_own(pond):
    """Each member and message is an item under its container, with its bytes, state and files."""
    everything(pond.input_folder / "letters")
    received, kept = received_in(pond)
    items = {i.id: i for i in received.items}
    said = {
        items[r.item_ids[0]].source_key: (r.state, [items[i].source_key for i in r.item_ids[1:]])
        for r in received.responses
    }
    first = "letters/all.zip!a/one.eml"
    assert said == {
        first: (ResponseState.VALID, [f"{first}#attachment:1:more.docx"]),
        "letters/all.zip!b/two.txt": (ResponseState.VALID, []),
        "letters/all.zip!b/broken.pdf": (ResponseState.QUARANTINED, []),
        "letters/all.zip!inner.zip!three.txt": (ResponseState.VALID, []),
        "letters/box.mbox!<4@example.org>": (ResponseState.VALID, []),
        "letters/box.mbox!<5@example.org>": (ResponseState.VALID, []),
    }
    assert all(kept.values())
    apart = {items[e.subject_id].source_key: e.reason for e in received.reading.excluded}
    assert apart == {
        "letters/all.zip!__MACOSX/._one.eml": "left behind by an operating system",
        "letters/box.mbox!<8@example.org>": "automatic reply",
    }
    assert [p.where for p in received.reading.failed] == ["all.zip!b/broken.pdf"]
    parents = {i.source_key: items[i.parent_id].source_key for i in items.values() if i.parent_id}
    assert parents[first] == "letters/all.zip"
    people = {r.id: r.name for r in received.respondents.all()}
    assert sorted(people[r.respondent_id] for r in received.responses) == [
        "", "", "", "Person 1", "Person 4", "Person 5",
    ]  # fmt: skip


def test_nothing_is_read_twice(pond):
    """What a reader made of a member is kept under its bytes, and gives the same again."""
    everything(pond.input_folder / "letters")
    asked: list[str] = []
    first, _ = received_in(pond, asked)
    assert len(asked) == len(set(asked)) == 7
    again, _ = received_in(pond, asked)
    assert len(asked) == 7
    assert (again.documents, again.responses, again.items) == (
        first.documents,
        first.responses,
        first.items,
    )


def test_a_message_that_only_carries_a_file_is_a_response(pond):
    """Its words are the attachment's, and its sender is who sent them."""
    carried = mail("", subject="", attachments=[("r.docx", docx(paragraph("I support this.")))])
    (pond.input_folder / "letters" / "m.eml").write_bytes(carried)
    received, _ = received_in(pond)
    (response,) = received.responses
    assert response.state is ResponseState.VALID
    assert len(response.item_ids) == 2
    assert {d.text for d in received.documents} == {"", "I support this."}
    assert {d.respondent_id for d in received.documents} == {response.respondent_id}


def test_a_bounce_with_its_attachment_is_set_apart_whole(pond):
    """What a bounce sends back is not a response."""
    raw = mail("It came back.", subject="Undeliverable: plan", attachments=[("a.txt", b"Words.")])
    (pond.input_folder / "letters" / "m.eml").write_bytes(raw)
    received, _ = received_in(pond)
    assert [e.reason for e in received.reading.excluded] == ["bounce"]
    assert [r for r in received.responses if r.state is ResponseState.VALID] == []


def test_equal_bytes_in_an_archive_and_beside_it_are_proposed_as_one(pond):
    """The copy is found wherever it lies."""
    letters = pond.input_folder / "letters"
    (letters / "a.txt").write_text("I support this, and so should you.", encoding="utf-8")
    (letters / "z.zip").write_bytes(zipped({"b.txt": "I support this, and so should you."}))
    received, _ = received_in(pond)
    states = sorted(r.state.value for r in received.responses)
    assert states == ["DUPLICATE", "VALID"]


def test_a_long_reading_is_kept_in_batches(pond, monkeypatch):
    """It comes back equal; where a batch is missing it is read anew."""
    monkeypatch.setattr(readings, "_PARTS_PER_ROW", 2)
    asked: list[str] = []
    with pond.open_store() as store:
        kept = readings.KeptReadings(pond.settings, store, count_reads(asked))
        reading = read_here(
            readings.Arrival(
                channel="t",
                source_key="k",
                name="m.zip",
                data=zipped({f"{n}.txt": f"Words of {n}." for n in range(5)}),
            ),
            survey=None,
            limits=LimitSettings(),
        )
        bare = replace(reading, parts=tuple(replace(p, data=None) for p in reading.parts))
        kept._keep("key", bare, "sha")
        assert kept._kept("key") == bare
        kept._keep("other", replace(bare, parts=()), "sha")
        assert kept._kept("other") == replace(bare, parts=())
        assert kept._kept("none") is None
        store.readings.put("half", readings._text([readings.encode_end(bare, 5)]), "sha")
        assert kept._kept("half") is None


def test_what_was_kept_and_spoilt_is_replaced(pond):
    """It is read anew once, and not in every run from then on."""
    (pond.input_folder / "letters" / "a.txt").write_text("I support this.", encoding="utf-8")
    whole, _ = received_in(pond)
    with sqlite3.connect(pond.output_folder / "store" / "store.sqlite") as database:
        database.execute("update reading set body = '{' where key like '%/%'")

    asked: list[str] = []
    again, _ = received_in(pond, asked)
    third, _ = received_in(pond, asked)

    assert asked == ["a.txt"]
    assert whole.documents == again.documents == third.documents


SURVEY = """
[[sources]]
files = "letters/*.csv"
channel = "survey"

[sources.survey]
id_column = "id"
received_column = "sent"

[sources.survey.questions]
"pond" = "q1"
"""


def test_times_of_a_table_are_read_again_in_another_time_zone(pond):
    """They have no zone of their own, so that of the settings decides who was late."""
    table = "id,sent,pond\n1,2026-07-01 00:30,I support this.\n"
    (pond.input_folder / "letters" / "e.csv").write_text(table, encoding="utf-8")
    settings = pond.input_folder / "consultation.toml"
    text = settings.read_text(encoding="utf-8").replace("letters/*", "letters/*.txt", 1) + SURVEY

    hours = []
    for zone in ("UTC", "America/New_York"):
        settings.write_text(
            text.replace('title = "A', f'timezone = "{zone}"\ntitle = "A', 1), encoding="utf-8"
        )
        there = open_workspace(pond.input_folder, outputs=pond.output_folder.parent)
        with there.open_store() as store:
            collect(there, store, Silent())
            (response,) = read_run(there, store, Silent()).responses
        hours.append(response.received.hour)

    assert hours == [0, 4]


CUT = """
import os, signal, sys
from pathlib import Path
from consult.intake.sandbox import ReaderPool
from consult.pipeline.collect import collect
from consult.pipeline.progress import Silent
from consult.pipeline.received import receive
from consult.pipeline.workspace import open_workspace
workspace = open_workspace(Path(sys.argv[1]), outputs=Path(sys.argv[2]))
left = int(sys.argv[3])
def read(arrival, survey):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return pool.read(arrival, survey)
with workspace.open_store() as store, ReaderPool(workspace.settings.limits) as pool:
    collect(workspace, store, Silent())
    receive(workspace.settings, store, read, Silent())
"""


def test_a_run_that_is_killed_while_reading_goes_on_where_it_stopped(pond, tmp_path):
    """Kill -9 after some files and members: the next run reads only the rest, equal in result."""
    everything(pond.input_folder / "letters")
    for number in range(12):
        (pond.input_folder / "letters" / f"n{number:02}.txt").write_text(f"I support {number}.")
    whole, _ = received_in(pond)
    cut = replace(pond, output_folder=tmp_path / "cut" / pond.settings.consultation.id)
    before = 10
    ended = subprocess.run(
        [sys.executable, "-c", CUT, pond.input_folder, tmp_path / "cut", str(before)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "3"},
        check=False,
        capture_output=True,
        start_new_session=True,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()[-2000:]
    asked: list[str] = []
    rest, _ = received_in(cut, asked)
    assert len(asked) == 12 + 7 - before
    for name in ("items", "documents", "responses", "answers"):
        assert getattr(rest, name) == getattr(whole, name)
    assert rest.reading == whole.reading
