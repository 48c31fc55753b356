"""After a whole run, everything that must always be true is."""

from __future__ import annotations

import pytest

from consult.pipeline.audit import audit
from consult.pipeline.workspace import open_workspace
from tests.conftest import ROOT

pytestmark = [pytest.mark.e2e, pytest.mark.model]


@pytest.mark.parametrize(
    ("run", "folder"),
    [
        ("demo_run", "raw/demo"),
        pytest.param("seeds_run", "tests/seeds", marks=pytest.mark.seeds),
    ],
)
def test_a_finished_run_passes_the_audit(request, run, folder):
    """Sums, histories, originals, quotes and numbers hold, and nothing waits to be read."""
    published = request.getfixturevalue(run)
    workspace = open_workspace(
        ROOT / folder, input_folder=ROOT / folder, outputs=published.parent.parent
    )

    found = audit(workspace)

    assert len(found.checks) == 12
    assert found.passed, "\n".join(found.as_lines())
