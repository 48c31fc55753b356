"""The ``consult`` command: one module for each group of commands.

Heavy libraries are imported inside the commands that use them, so that ``--help`` stays fast.
"""

from consult.cli import (
    codebooks,
    collecting,
    evaluating,
    importing,
    ledger,
    looking,
    mapping,
    recoding,
    resolving,
    running,
    starting,
)
from consult.cli.app import app, main

__all__ = [
    "app",
    "codebooks",
    "collecting",
    "evaluating",
    "importing",
    "ledger",
    "looking",
    "main",
    "mapping",
    "recoding",
    "resolving",
    "running",
    "starting",
]
