"""Files that are still written wait until they are whole, and others cost no time."""

from __future__ import annotations

import os
import sys
import time
import zipfile
from io import BytesIO

import pytest

from consult.intake.folder import find_arrivals
from consult.intake.offering import NotNow
from consult.intake.settling import looks_cut_off, settle
from consult.settings.model import SourceSettings

SOURCES = (SourceSettings(files="**", channel="letters"),)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def zipped() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "words")
    return out.getvalue()


class Clock:
    """Sleeping is remembered, and may let something happen."""

    def __init__(self, meanwhile=lambda: None):
        self.slept = []
        self._meanwhile = meanwhile

    def sleep(self, seconds):
        self.slept.append(seconds)
        self._meanwhile()


def look(folder, clock, seconds=2.0):
    listing = settle(find_arrivals(folder, SOURCES), seconds, sleep=clock.sleep)
    return [f.source_key for f in listing.arrivals], [f.source_key for f in listing.unsettled]


def test_a_fresh_clone_waits_for_nothing(tmp_path):
    """Whole files of this very second are taken at once."""
    for name, data in (("a.pdf", PDF), ("b.docx", zipped()), ("c.txt", b"words"), ("d.csv", b"a")):
        (tmp_path / name).write_bytes(data)
    clock = Clock()

    assert look(tmp_path, clock) == (["a.pdf", "b.docx", "c.txt", "d.csv"], [])
    assert clock.slept == []


@pytest.mark.parametrize(
    ("name", "half"), [("a.pdf", PDF[:20]), ("a.docx", zipped()[:-30]), ("a.txt", b"")]
)
def test_an_upload_that_still_grows_waits(tmp_path, name, half):
    """A new file without its end is looked at twice; one that grew meanwhile is left."""
    path = tmp_path / name
    path.write_bytes(half)
    clock = Clock(lambda: path.write_bytes(half + b"more"))

    assert look(tmp_path, clock) == ([], [name])
    assert clock.slept == [2.0]


def test_a_broken_file_is_taken_as_it_is(tmp_path):
    """Nobody waits for ever for the end of a file that has none, and not for an old one at all."""
    (tmp_path / "new.pdf").write_bytes(PDF[:20])
    old = tmp_path / "old.pdf"
    old.write_bytes(PDF[:20])
    os.utime(old, (1_770_000_000, 1_770_000_000))
    clock = Clock()

    assert look(tmp_path, clock) == (["new.pdf", "old.pdf"], [])
    assert clock.slept == [2.0]
    old.touch()
    assert look(tmp_path, Clock(), seconds=0) == (["new.pdf", "old.pdf"], [])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who writes a file")
def test_a_file_that_somebody_has_open_for_writing_waits(tmp_path):
    """However old it is and whatever its kind; one that is only read does not wait."""
    path = tmp_path / "a.txt"
    with path.open("w") as stream:
        stream.write("half a")
        stream.flush()
        os.utime(path, (1_770_000_000, 1_770_000_000))
        assert look(tmp_path, Clock()) == ([], ["a.txt"])
    with path.open():
        assert look(tmp_path, Clock()) == (["a.txt"], [])


def test_a_system_that_cannot_tell_looks_twice_at_new_files(tmp_path, monkeypatch):
    """Without word of who writes, a file of this second is whole when it does not change."""
    monkeypatch.setattr("consult.intake.settling._ASKS_FOR_LEASES", False)
    (tmp_path / "a.txt").write_text("words")
    clock = Clock()

    assert look(tmp_path, clock) == (["a.txt"], [])
    assert clock.slept == [2.0]


def test_a_file_that_changes_while_it_is_read_is_not_taken(tmp_path, monkeypatch):
    """Neither when it grows, nor when its bytes change within one tick of the clock."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"first")
    (file,) = find_arrivals(tmp_path, SOURCES).arrivals
    real = os.fstat
    for change in (b"first and more", b"other"):
        path.write_bytes(b"first")
        moments = iter([lambda: None, lambda change=change: path.write_bytes(change)])

        def fstat(descriptor, moments=moments):
            next(moments, lambda: None)()
            return real(descriptor)

        with monkeypatch.context() as patched:
            patched.setattr("consult.intake.folder.os.fstat", fstat)
            with pytest.raises(NotNow) as raised:
                file.load()
        assert not raised.value.gone
    assert file.load().data == b"other"


def test_bytes_that_change_within_a_tick_of_the_clock_are_noticed(tmp_path, monkeypatch):
    """A file of this second is read twice, since its time may not tell two changes apart."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"first")
    (file,) = find_arrivals(tmp_path, SOURCES).arrivals
    status = path.stat()
    now = time.time

    def change():
        path.write_bytes(b"other")
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        return now()

    monkeypatch.setattr("consult.intake.folder.time.time", change)
    with pytest.raises(NotNow):
        file.load()


def test_a_file_that_went_is_gone(tmp_path):
    """It is no error that somebody took a file away."""
    path = tmp_path / "a.txt"
    path.write_text("words")
    (file,) = find_arrivals(tmp_path, SOURCES).arrivals
    path.unlink()
    with pytest.raises(NotNow) as raised:
        file.load()
    assert raised.value.gone


def test_a_name_that_is_no_text_can_still_be_kept(tmp_path):
    """A name in another encoding is written with its bytes, and leads to the file."""
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    try:
        path.write_bytes(b"words")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    (file,) = find_arrivals(tmp_path, SOURCES).arrivals

    assert file.source_key == r"caf\xe9.txt"
    assert file.load().data == b"words"


def test_what_cannot_be_read_is_not_called_unfinished(tmp_path):
    """Reading it says what is wrong."""
    assert not looks_cut_off(tmp_path / "nowhere.pdf")
