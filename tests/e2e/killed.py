"""A run that is killed at a point of its progress: ``python -m tests.e2e.killed …``.

The process kills itself as the machine would, without a chance to tidy up.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from consult.pipeline.progress import Silent
from consult.pipeline.run import run_all
from consult.pipeline.workspace import open_workspace
from tests.e2e.fakes import fake_engines


class Killing(Silent):
    """Kills the process when a stage has made so many steps; ``end`` is when it is over."""

    def __init__(self, stage: str, step: str) -> None:
        self._wanted = (stage, step)
        self._stage = ""
        self._steps = 0

    def begin(self, stage: str, total: int) -> None:
        self._stage, self._steps = stage, 0
        self._die_at("0")

    def advance(self, steps: int = 1) -> None:
        for _ in range(steps):
            self._steps += 1
            self._die_at(str(self._steps))

    def end(self, message: str) -> None:
        self._die_at("end")

    def _die_at(self, step: str) -> None:
        if (self._stage, step) == self._wanted:
            os.kill(os.getpid(), signal.SIGKILL)


def main(folder: str, outputs: str, stage: str, step: str, engines: str) -> None:
    workspace = open_workspace(Path(folder), outputs=Path(outputs))
    fake = fake_engines(workspace) if engines == "fake" else None
    run_all(workspace, Killing(stage, step), fake)


if __name__ == "__main__":
    main(*sys.argv[1:])
