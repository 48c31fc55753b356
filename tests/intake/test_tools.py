"""Programs that readers start: limited in time, alone in their environment, ended together."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

import pytest

from consult.intake.tools import allow, descendants, is_allowed, may_write, run_tool

SHELL = "/bin/sh"


def test_a_program_takes_bytes_and_gives_bytes():
    """No file is needed between the two."""
    assert run_tool([SHELL, "-c", "cat"], seconds=20, given=b"\x00\xffwords") == b"\x00\xffwords"


def test_a_program_that_takes_too_long_is_ended_with_what_it_started():
    """Nothing of it is left running."""
    with pytest.raises(TimeoutError):
        run_tool([SHELL, "-c", "sleep 61 & sleep 61; true"], seconds=0.5)
    deadline = time.monotonic() + 10
    while descendants(os.getpid()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in descendants(os.getpid()) if b"61" in command_of(pid)]


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def test_a_program_that_fails_or_is_not_there_is_an_error():
    """Its status is told."""
    with pytest.raises(OSError, match="status 3"):
        run_tool([SHELL, "-c", "exit 3"], seconds=20)
    with pytest.raises(OSError, match="no-such-program"):
        run_tool(["/no-such-program"], seconds=20)


def test_a_program_sees_no_variables_but_its_own(monkeypatch):
    """Secrets of the environment stay here."""
    monkeypatch.setenv("CONSULT_TEST_SECRET", "x")
    said = run_tool([SHELL, "-c", "env"], seconds=20, environment={"OWN": "1"})
    assert b"OWN=1" in said
    assert b"SECRET" not in said


def test_only_what_was_allowed_is_allowed():
    """A program is named by its full path."""
    assert is_allowed(allow(Path("/usr/bin/some-program")))
    assert not is_allowed("some-program")
    assert not is_allowed(None)


def test_files_may_be_written_only_meanwhile():
    """The limit is as before afterwards, also when something fails within."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with pytest.raises(ValueError, match="within"):
        fail_within()
    assert resource.getrlimit(resource.RLIMIT_FSIZE) == before


def fail_within() -> None:
    with may_write():
        assert 0 < resource.getrlimit(resource.RLIMIT_FSIZE)[0] <= 1 << 30
        raise ValueError("within")
