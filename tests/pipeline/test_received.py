"""What reading everything leaves as it was."""

from __future__ import annotations

import gc

import pytest

from consult.pipeline.received import _rare_collection


def _break_off_reading() -> None:
    before = gc.get_threshold()
    with _rare_collection():
        assert gc.get_threshold() > before
        raise RuntimeError


def test_garbage_is_collected_as_before_once_reading_has_failed() -> None:
    """A reading that breaks off leaves the interpreter's own settings as they were."""
    before = gc.get_threshold()
    with pytest.raises(RuntimeError):
        _break_off_reading()
    assert gc.get_threshold() == before
