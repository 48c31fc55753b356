"""A sender named on top of a document that goes on to say what the bearer of that name is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from consult.domain.document import BlockKind
from consult.domain.ledger import RespondentKind, SenderEvidence
from consult.text.organisations import name_at, person, tidy
from consult.text.who_grounds import A_BODY, Line

__all__ = ["from_name_in_use"]

_STRENGTH = 0.72
_TOP, _BODY, _READ = 4, 12, 1500
_LONGEST_TITLE = 170
_THEN_PAPER = re.compile(
    r"(?:['’]s?)?\s*[:–—|,-]?\s*(?:(?:a|an|our|the|written|formal|full|joint|final|draft"
    r"|consultation|official)\s+){0,3}(?:response|submission|evidence|comments|reply|answers?)\b",
    re.IGNORECASE,
)
_WHAT_IT_IS = re.compile(rf"\s*[,–—:-]\s*{A_BODY}[^.;:]{{0,80}}\Z", re.IGNORECASE)
_COUNTED = (
    r"(?:about\s+|around\s+|over\s+|some\s+|nearly\s+|almost\s+|more\s+than\s+)?\d[\d,.]*"
    r"(?:\s+(?:million|thousand))?\s+(?:[\w’'-]+\s+){0,3}?"
    r"(?:people|customers|clients|members|households|residents|families|patients|pupils|students"
    r"|children|tenants|passengers|businesses|firms|users|homes|schools|shops|volunteers|staff)"
)
_TELLS = (
    rf"(?:\s*\([^()]{{1,40}}\))?,?\s+(?:is\s+{A_BODY}"
    rf"|(?:supports?|serves?|represents?|employs?|helps?|speaks?\s+for|has)\s+{_COUNTED}\b"
    r"|(?:very\s+much\s+|warmly\s+)?(?:welcomes?|appreciates?|is\s+(?:grateful|pleased))\b[^.;]{0,40}?"
    r"\b(?:opportunity|chance)\b)"
)


def from_name_in_use(lines: Sequence[Line]) -> Iterator[SenderEvidence]:
    """Yield a name on top, "Quillon Pay: response to …", that the text says is that of a body.

    A name of no known body's kind proves little by where it stands, and a sentence "X is a bank"
    may tell of another; both together are how a sender presents itself.
    """
    body = [line for line in lines[:_BODY] if line.kind is not BlockKind.FURNITURE]
    seen: set[str] = set()
    for line in lines[:_TOP]:
        name = _named_on_top(line)
        if not name or name in seen:
            continue
        seen.add(name)
        used = re.compile(
            rf"(?:\A|(?<=[.!?]\s))(?:the\s+)?{re.escape(name)}{_TELLS}", re.IGNORECASE
        )
        told = next((x for x in body if x is not line and used.search(x.text[:_READ])), None)
        if told is not None:
            yield SenderEvidence(
                name=tidy(name),
                kind=RespondentKind.ORGANISATION,
                ground="title and its own words",
                strength=_STRENGTH,
                quote=told.text[:240],
                start=told.start,
                end=min(told.end, told.start + 240),
            )


def _named_on_top(line: Line) -> str:
    """Return the name that a line on top opens with, when it holds little else; else ""."""
    if len(line.text) > _LONGEST_TITLE or line.text.endswith("."):
        return ""
    span = name_at(line.text)
    if span is None or span[0] > len("the "):
        return ""
    name, rest = line.text[slice(*span)], line.text[span[1] :]
    alone = not rest.strip(" ,.:-") and not person(name)
    if alone or _THEN_PAPER.match(rest) or _WHAT_IT_IS.match(rest):
        return name.removesuffix("'s").removesuffix("’s")
    return ""
