"""What tests share: where the shared documents are, and finished runs of demo and seeds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def shared_folder() -> Path:
    """The folder of shared documents: $CONSULT_SHARED, or ``shared`` beside the repository."""
    return Path(os.environ.get("CONSULT_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The real documents, or a skip that says where they were looked for."""
    folder = shared_folder() / "seeds"
    if not folder.is_dir():
        pytest.skip(f"the real documents are not at {folder}; set CONSULT_SHARED")
    return folder


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The public ground truth, or a skip that says where it was looked for."""
    folder = shared_folder() / "data"
    if not folder.is_dir():
        pytest.skip(f"the public ground truth is not at {folder}; set CONSULT_SHARED")
    return folder


@pytest.fixture(scope="session")
def finished_demo(tmp_path_factory):
    """A whole run of raw/demo with the embedded defaults."""
    return _run(ROOT / "raw" / "demo", None, tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def demo_run(request) -> Path:
    """The folder with the contract files of a run of raw/demo.

    $CONSULT_DEMO_RUN names one that is there already.
    """
    given = os.environ.get("CONSULT_DEMO_RUN")
    return Path(given) if given else request.getfixturevalue("finished_demo").published.folder


@pytest.fixture(scope="session")
def finished_seeds(seeds, tmp_path_factory):
    """A whole run on the real documents."""
    return _run(ROOT / "tests" / "seeds", seeds, tmp_path_factory.mktemp("seeds"))


@pytest.fixture(scope="session")
def seeds_run(request) -> Path:
    """The folder with the contract files of the run on the real documents.

    $CONSULT_SEEDS_RUN names one that is there already.
    """
    given = os.environ.get("CONSULT_SEEDS_RUN")
    return Path(given) if given else request.getfixturevalue("finished_seeds").published.folder


def _run(folder: Path, input_folder: Path | None, outputs: Path):
    from consult.pipeline.progress import Silent
    from consult.pipeline.run import run_all
    from consult.pipeline.workspace import open_workspace

    workspace = open_workspace(folder, input_folder=input_folder, outputs=outputs)
    return run_all(workspace, Silent())
