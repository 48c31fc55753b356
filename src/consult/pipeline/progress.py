"""Telling whoever started a run how far it is, without the core knowing who that is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Is told when a stage begins, moves and ends."""

    def begin(self, stage: str, total: int) -> None:
        """A stage begins that will take ``total`` steps; 0 when nobody can know."""

    def advance(self, steps: int = 1) -> None:
        """The stage has done that many steps more."""

    def end(self, message: str) -> None:
        """The stage is over; ``message`` says in a few words what came of it."""


class Silent:
    """A progress that tells nobody."""

    def begin(self, stage: str, total: int) -> None:
        """Do nothing."""

    def advance(self, steps: int = 1) -> None:
        """Do nothing."""

    def end(self, message: str) -> None:
        """Do nothing."""
