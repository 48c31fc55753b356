"""Publishing: the old report or the new one, whatever the disk does."""

from __future__ import annotations

import errno
import os

import pytest

from consult.domain.errors import ReportError
from consult.pipeline.progress import Silent
from consult.pipeline.run import republish
from tests.e2e.fakes import make_pond, run_pond


@pytest.fixture(scope="module")
def pond(tmp_path_factory):
    """A consultation with one published run."""
    workspace = make_pond(tmp_path_factory.mktemp("pond"))
    run_pond(workspace, Silent())
    return workspace


def published(pond):
    return {p.name: p.read_bytes() for p in pond.latest.iterdir()}


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "DISK_FULL"), (errno.EDQUOT, "DISK_FULL"), (errno.EACCES, "OUTPUTS_WRITE")],
)
@pytest.mark.parametrize("step", ["_write", "_put_in_place"])
def test_a_disk_that_refuses_leaves_the_old_report_and_nothing_half(
    pond, monkeypatch, step, number, code
):
    """The problem has a name and says what to do; with room, the next attempt succeeds."""
    before = published(pond)

    def fail(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(f"consult.pipeline.publish.{step}", fail)
    with pytest.raises(ReportError) as caught:
        republish(pond, None, Silent())
    monkeypatch.undo()

    assert caught.value.code == code
    assert "`consult report`" in caught.value.message
    assert published(pond) == before
    assert [p.name for p in pond.output_folder.iterdir() if p.name.startswith(".partial")] == []


def test_a_report_is_replaced_whole_by_its_like(pond):
    """Publishing one run again changes nothing and leaves no folder beside it."""
    before = published(pond)
    folders = sorted(p.name for p in pond.output_folder.iterdir())

    republish(pond, None, Silent())

    assert published(pond).keys() == before.keys()
    assert sorted(p.name for p in pond.output_folder.iterdir()) == folders


def test_an_old_report_comes_back_where_the_new_one_cannot_be_renamed(pond, monkeypatch):
    """Even between two renames."""
    before = published(pond)
    rename = type(pond.latest).replace

    def refuse(path, target):
        if path.name.startswith(".partial-") and "before" not in path.name:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return rename(path, target)

    monkeypatch.setattr(type(pond.latest), "replace", refuse)
    with pytest.raises(ReportError):
        republish(pond, None, Silent())
    monkeypatch.undo()

    assert published(pond) == before
