"""What reading everything leaves as it was."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest

from consult.pipeline.received import _rare_collection

HEAVY = ("sklearn", "scipy", "pandas", "torch", "spacy")


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


def test_what_runs_the_pipeline_loads_no_library_of_learning_before_it_is_needed():
    """They are 130 MB and seconds that a table of 200,000 rows should not pay for."""
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys, consult.pipeline.run; print([m for m in {HEAVY!r} if m in sys.modules])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "[]"
