"""The pool survives readers that hang, crash, flood, lie and eat memory."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from consult.intake.reading import Arrival
from consult.intake.sandbox import ReaderPool
from consult.settings.model import LimitSettings
from tests.intake.makers import docx, paragraph
from tests.intake.reading_of import errors, only, read_bytes

BAD = str(Path(__file__).with_name("bad_reader.py"))
ARRIVAL = Arrival(channel="t", source_key="a", name="a.docx", data=docx(paragraph("Words.")))


@pytest.mark.parametrize(
    ("mode", "code"),
    [
        ("hang", "TIMEOUT"),
        ("deaf", "TIMEOUT"),
        ("crash", "READER_CRASH"),
        ("silent", "READER_SILENT"),
        ("half", "READER_SILENT"),
        ("flood", "OUTPUT_LIMIT"),
        ("garbage", "READER_CRASH"),
    ],
)
def test_a_reader_that_misbehaves_costs_one_file(mode, code):
    """It ends in a named state within its time, and nothing of it is left running."""
    seconds = 3.0 if code == "TIMEOUT" else 60.0
    limits = LimitSettings(seconds=seconds, output_bytes=1 << 20)
    with ReaderPool(limits, command=(sys.executable, BAD, mode)) as pool:
        reading = pool.read(ARRIVAL)
        again = pool.read(ARRIVAL)
        child = pool._children[0]._process
    assert errors(reading) == [code]
    assert errors(again) == [code]
    assert reading.problems[0].where == "a.docx"
    assert child is None


def test_memory_beyond_the_limit_is_refused():
    """A file that makes its reader hoard memory is OUT_OF_MEMORY, and the pool goes on."""
    limits = LimitSettings(seconds=30.0, memory_bytes=400 << 20)
    with ReaderPool(limits, command=(sys.executable, BAD, "memory")) as pool:
        assert errors(pool.read(ARRIVAL)) == ["OUT_OF_MEMORY"]
        assert errors(pool.read(ARRIVAL)) == ["OUT_OF_MEMORY"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a child holds")
def test_programs_of_a_reader_count_towards_its_memory():
    """What a reader and the program that it started hold together is what is limited."""
    limits = LimitSettings(seconds=60.0, memory_bytes=450 << 20)
    with ReaderPool(limits, command=(sys.executable, BAD, "program")) as pool:
        assert errors(pool.read(ARRIVAL)) == ["OUT_OF_MEMORY"]


def test_readers_reach_neither_network_nor_programs():
    """Connections, look-ups and child processes are denied inside the child."""
    with ReaderPool(LimitSettings(), command=(sys.executable, BAD, "network")) as pool:
        reading = pool.read(ARRIVAL)
    assert [p.message for p in reading.problems] == ["denied denied denied denied"]


def test_a_child_reads_what_the_process_would_and_serves_many_files():
    """Contained and in-process readings are equal; one child serves file after file."""
    with ReaderPool(LimitSettings()) as pool:
        first = pool.read(ARRIVAL)
        process = pool._children[0]._process
        second = pool.read(ARRIVAL)
        assert pool._children[0]._process is process
    assert first == second == read_bytes(ARRIVAL.data, ARRIVAL.name)


def test_a_broken_file_does_not_cost_the_next():
    """After a failure the pool starts afresh."""
    broken = Arrival(channel="t", source_key="b", name="b.pdf", data=b"%PDF-1.7 nothing")
    with ReaderPool(LimitSettings()) as pool:
        assert errors(pool.read(broken)) == ["CORRUPT"]
        assert only(pool.read(ARRIVAL)).text == "Words."


def test_a_file_over_the_size_limit_is_not_sent():
    """TOO_LARGE is told before a child sees the bytes."""
    with ReaderPool(LimitSettings(file_bytes=10)) as pool:
        assert errors(pool.read(ARRIVAL)) == ["TOO_LARGE"]
        assert pool._children[0]._process is None


def test_threads_share_a_pool():
    """Several threads may ask at once; each gets its own answer."""
    found: dict[int, str] = {}

    def ask(number: int, pool: ReaderPool) -> None:
        data = docx(paragraph(f"Words of {number}."))
        arrival = Arrival(channel="t", source_key=str(number), name="a.docx", data=data)
        found[number] = only(pool.read(arrival)).text

    with ReaderPool(LimitSettings(), workers=2) as pool:
        threads = [threading.Thread(target=ask, args=(n, pool)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == {n: f"Words of {n}." for n in range(6)}


def test_nothing_of_the_environment_reaches_the_child(monkeypatch):
    """Secrets in the environment stay with the parent."""
    monkeypatch.setenv("CONSULT_TEST_SECRET", "x")
    with ReaderPool(LimitSettings()) as pool:
        pool.read(ARRIVAL)
        process = pool._children[0]._process
        assert process is not None
        listing = Path(f"/proc/{process.pid}/environ")
        if listing.exists() and os.access(listing, os.R_OK):
            assert b"CONSULT_TEST_SECRET" not in listing.read_bytes()


def test_a_large_parent_does_not_count_against_its_child():
    """The limit is on what the reader holds, not on what the process that started it holds."""
    ballast = bytearray(b"x") * (500 << 20)
    with ReaderPool(LimitSettings(memory_bytes=400 << 20)) as pool:
        reading = pool.read(ARRIVAL)
    assert len(ballast) == 500 << 20
    assert errors(reading) == []
