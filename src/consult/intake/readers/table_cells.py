"""What one cell of a survey table says: paragraphs, options, ticks and moments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from consult.text.labels import LabelKind, typed_label

LINE_BREAK = "line break"
"""How a mapping calls the divider of cells with an option on every line."""
_NOT_TICKED = frozenset(
    ("0", "-", "–", "no", "n", "false", "off", "not selected", "not ticked", "unchecked")
)
_SENTENCE_END = re.compile(r"[.?!:;…][\"'”’)\]]{0,3}$")
_CLOCK = (
    r"(?:[ T,]{1,3}(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r" ?(?P<half>am|pm)?(?: ?(?:GMT|UTC)(?P<zone>[+-]\d{1,2})?)?)?"
)
_WRITTEN = re.compile(
    r"(?P<first>\d{1,2})[/.-](?P<then>\d{1,2})[/.-](?P<year>\d{4}|\d{2})" + _CLOCK, re.IGNORECASE
)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})[/.-](?P<first>\d{1,2})[/.-](?P<then>\d{1,2})" + _CLOCK, re.IGNORECASE
)


def answer_paragraphs(cell: str) -> list[str]:
    """Return the paragraphs of a free-text cell; line breaks inside a sentence do not divide it."""
    if "\n" not in cell and "\r" not in cell and not _may_be_labelled(cell):
        return [cell] if cell.strip() else []
    paragraphs: list[str] = []
    for stretch in re.split(r"\n\s*\n", cell.replace("\r\n", "\n").replace("\r", "\n")):
        lines: list[str] = []
        for line in stretch.split("\n"):
            label = typed_label(line.strip())
            if lines and (label or _SENTENCE_END.search(lines[-1].rstrip())):
                paragraphs.append("\n".join(lines))
                lines = []
            bullet = label is not None and label.kind is LabelKind.BULLET
            lines.append(line.strip()[label.length :] if label and bullet else line)
        paragraphs.append("\n".join(lines))
    return [p for p in paragraphs if p.strip()]


def _may_be_labelled(cell: str) -> bool:
    return typed_label(cell.strip()) is not None


def chosen_options(cell: str, divider: str | None, options: Sequence[str]) -> Iterator[str]:
    """Yield the options that a cell of a closed question names, each once, in its order.

    With a divider the cell is cut there; pieces that together are one of the ``options`` stay
    whole, longest first, so that a comma inside an option does not cut it.
    """
    if divider is None:
        text = " ".join(cell.split())
        if text:
            yield text
        return
    cut = "\n" if divider == LINE_BREAK else divider
    pieces = [" ".join(piece.split()) for piece in cell.split(cut)]
    known = {_folded(option, cut): option for option in options if cut.strip() in option}
    longest = max((key.count("\x1f") + 1 for key in known), default=1)
    seen: set[str] = set()
    at = 0
    while at < len(pieces):
        taken, said = 1, pieces[at]
        for many in range(min(longest, len(pieces) - at), 1, -1):
            joined = "\x1f".join(p.casefold() for p in pieces[at : at + many])
            if joined in known:
                taken, said = many, known[joined]
                break
        at += taken
        if said and said.casefold() not in seen:
            seen.add(said.casefold())
            yield said


def _folded(option: str, cut: str) -> str:
    return "\x1f".join(" ".join(p.split()).casefold() for p in option.split(cut))


def is_ticked(cell: str) -> bool:
    """Return whether a checkbox column's cell means that its option was chosen."""
    return bool(cell) and " ".join(cell.split()).casefold() not in _NOT_TICKED


def parse_moment(text: str, zone: str, *, month_first: bool = False) -> datetime | None:
    """Return the moment that a cell names, in UTC; None when it is not understood.

    Understood are ISO, year first, and day before month (or month before day where told so),
    with two or four digits of the year, a 12 or 24 hour clock and an offset from GMT or UTC.
    What has no offset is in ``zone``.
    """
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        found = _written(text, month_first=month_first)
        if found is None:
            return None
        moment = found
    if moment.tzinfo is None:
        try:
            moment = moment.replace(tzinfo=ZoneInfo(zone))
        except (ZoneInfoNotFoundError, ValueError):
            moment = moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None


def _written(text: str, *, month_first: bool) -> datetime | None:
    match = _WRITTEN.fullmatch(text)
    day_first = match is not None and not month_first
    match = match or _YEAR_FIRST.fullmatch(text)
    if match is None:
        return None
    first, then = int(match["first"]), int(match["then"])
    day, month = (first, then) if day_first else (then, first)
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    hour = int(match["hour"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "pm" else 0)
    try:
        moment = datetime(
            year, month, day, hour, int(match["minute"] or 0), int(match["second"] or 0)
        )
        if match["zone"]:
            moment = moment.replace(tzinfo=timezone(timedelta(hours=int(match["zone"]))))
    except ValueError:
        return None
    return moment
