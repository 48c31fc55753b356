"""The ``consult`` command: one module for each group of commands.

Heavy libraries are imported inside the commands that use them, so that ``--help`` stays fast.
"""

from consult.cli import looking, running, starting
from consult.cli.app import app, main

__all__ = ["app", "looking", "main", "running", "starting"]
