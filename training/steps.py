"""The steps of a recipe that makes a model from nothing: modules, run one after another."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

Command = tuple[str, ...]
"""A module and its arguments; nothing where there is nothing to run."""


def side_by_side(commands: Sequence[Command]) -> None:
    """Run modules at the same time and wait for all.

    Raises:
        SystemExit: when one of them fails.
    """
    running = [subprocess.Popen([sys.executable, "-m", *one]) for one in commands if one]
    codes = [process.wait() for process in running]
    if any(codes):
        raise SystemExit(max(codes))
