"""Which survey tool a table comes from, told by the columns that it always has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from consult.coding.columns.words import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A survey tool by the headers that give it away, and what its own columns are."""

    name: str
    known_by: tuple[frozenset[str], ...]
    """One header of each set must be there."""
    id: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    tag_is_number: bool = True
    """Whether a leading Q3 is the number of a question, and no serial number of the tool."""


def _names(*names: str) -> frozenset[str]:
    return frozenset(names)


SHAPES = (
    Shape(
        name="Qualtrics",
        known_by=(_names("responseid"), _names("recordeddate", "enddate")),
        id=("responseid",),
        received=("recordeddate", "enddate"),
        tag_is_number=False,
    ),
    Shape(
        name="Microsoft Forms",
        known_by=(_names("start time"), _names("completion time")),
        id=("id",),
        received=("completion time",),
    ),
    Shape(
        name="SmartSurvey",
        known_by=(
            _names("userid", "user id", "userno", "unique id"),
            _names("started", "start date", "date started"),
            _names("ended", "completed", "date completed", "end date", "date ended"),
        ),
        id=("userid", "user id", "unique id", "userno"),
        received=("ended", "completed", "date completed", "end date", "date ended"),
    ),
    Shape(
        name="Citizen Space",
        known_by=(
            _names("response id", "responseid"),
            _names("submitted date", "date submitted"),
        ),
        id=("response id", "responseid"),
        received=("submitted date", "date submitted"),
    ),
    Shape(name="Google Forms", known_by=(_names("timestamp"),), received=("timestamp",)),
)


def tell_shape(headers: Iterable[str]) -> Shape | None:
    """Return the survey tool that writes such headers, or None for any other table.

    Only the first of several rows of a header is looked at.
    """
    there = {folded(header.split(" | ", 1)[0]) for header in headers}
    for shape in SHAPES:
        if all(names & there for names in shape.known_by):
            return shape
    return None
