"""The finished runs that the proofs look at, each made once a session."""

from __future__ import annotations

import pytest

from tests.demo.finished import FinishedRun


@pytest.fixture(
    scope="session", params=["demo_run", pytest.param("seeds_run", marks=pytest.mark.seeds)]
)
def finished(request) -> FinishedRun:
    """A run of the demo, and one of the real documents, through their public files."""
    return FinishedRun(request.getfixturevalue(request.param))
