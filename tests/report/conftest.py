"""The invented run and its views, built once."""

from __future__ import annotations

import pytest

from consult.domain.run import RunResult
from consult.report.options import ReportOptions
from consult.report.parts import ReportView
from consult.report.view import build
from tests.report import river


@pytest.fixture(scope="session")
def run() -> RunResult:
    """The invented consultation, finished."""
    return river.build()


@pytest.fixture(scope="session")
def analyst(run: RunResult) -> ReportView:
    """The view for analysts."""
    return build(run, ReportOptions())


@pytest.fixture(scope="session")
def public(run: RunResult) -> ReportView:
    """The view for anyone."""
    return build(run, ReportOptions(audience="public"))
