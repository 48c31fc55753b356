"""A yes/no question said as the statement that a yes agrees with."""

from __future__ import annotations


def restate_question(text: str) -> str | None:
    """x."""
    return None
