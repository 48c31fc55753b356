"""Who signed: the person, their office, and for whom they sign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consult.text.letters import has_office, is_contact, signed_lines
from consult.text.organisations import is_acronym, is_organisation, name_at, person, tidy

_BEHALF = re.compile(r"\b(?:for\s+and\s+)?on\s+behalf\s+of\s+", re.IGNORECASE)
_OFFICE_OF = re.compile(
    r"\b(?:chair(?:man|woman|person)?|president|director|secretary|clerk|treasurer|head|leader|"
    r"head\s?teacher|principal|chief\s+executive(?:\s+officer)?|ceo|manager|warden|convenor|convener|"
    r"commodore|founder|owner|proprietor|trustee|officer|coordinator|co-ordinator|spokesperson|"
    r"partner|rector|vicar|dean|provost|vice-chancellor|governors?)\b[^,|]{0,40}?"
    r"(?:\s+(?:of|to|at|for)\s+|\s*,\s+|\s+[–—-]\s+)",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\b(?:professor|prof|lecturer|reader|fellow|research(?:er)?|student|ph\.?d|m\.?sc|candidate|"
    r"member\s+(?:for|of)|ward|cllr|councillor|mp|msp|ms|mla|peer|resident|retired|former|emeritus|"
    r"emerita|parent|patient|volunteer|pensioner|citizen)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|•·]\s*")
_OF_AN_OFFICE = re.compile(
    r"(?:\s+(?:general|managing|executive|senior|deputy|chief|corporate|policy|national|regional|"
    r"assistant|honorary|hon|acting|joint|interim|practice|project|programme|press|media))+$",
    re.IGNORECASE,
)
_LINES = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """One thing that a line of a signature tells."""

    line: int
    """Index of the line among those given."""
    what: str
    """``person``, ``office`` (a person's without a body), ``body``, ``behalf`` or ``employer``."""
    name: str = ""


def read_signature(lines: Sequence[str]) -> tuple[Signed, ...]:
    """Return what the lines that close a letter tell, in order; empty when nothing closes it.

    ``employer`` is a body that somebody belongs to without speaking for it: a lecturer's
    university, a councillor's council.
    """
    signed = signed_lines([" ".join(line.split()) for line in lines])
    found: list[Signed] = []
    personal = False
    for index in list(signed)[:_LINES]:
        for part in _PARTS.split(lines[index]):
            told = _read(part.strip(" ,.*_"), index, named=bool(found), personal=personal)
            found.extend(told)
        personal = personal or bool(_PERSONAL.search(lines[index]))
    return tuple(found)


def _read(part: str, line: int, *, named: bool, personal: bool) -> Iterator[Signed]:
    behalf = _BEHALF.search(part)
    if behalf:
        span = name_at(part, behalf.end())
        if span:
            yield Signed(line=line, what="behalf", name=tidy(part[slice(*span)]))
        return
    if not part or is_contact(part):
        return
    personal = personal or bool(_PERSONAL.search(part))
    body = _body(part)
    who = _person(part)
    if who and not (named and body) and not is_acronym(who.split()[0]):
        yield Signed(line=line, what="person", name=who)
    if body:
        yield Signed(line=line, what="employer" if personal else "body", name=body)
    elif has_office(part) and not personal and not (who and who == part):
        yield Signed(line=line, what="office")


def _person(part: str) -> str:
    """Return the person that a line begins with, up to a comma or an office."""
    first = re.split(r"\s*[,(–—]\s*|\s+-\s+", part)[0]
    named = person(part) or person(first)
    if named or not has_office(part):
        return named
    head = _before_office(part)
    return person(head) if head else ""


def _before_office(part: str) -> str:
    """Return the words in front of an office in a line without commas ("Jo Roe Deputy Chair")."""
    words = part.split()
    for end in range(1, min(5, len(words))):
        if has_office(words[end]):
            return _OF_AN_OFFICE.sub("", " ".join(words[:end]))
    return ""


def _body(part: str) -> str:
    """Return the organisation that a line names, alone or behind an office or a person."""
    if is_organisation(part) and not has_office(part.partition(",")[0]):
        return tidy(part)
    office = _OFFICE_OF.search(part)
    if office:
        span = name_at(part, office.end())
        if span:
            name = part[slice(*span)]
            if is_organisation(name) or (len(name.split()) > 1 and not person(name)):
                return tidy(name)
    head = _before_office(part)
    if head and (is_organisation(head) or is_acronym(head.split()[0])):
        return tidy(head)
    for piece in reversed(re.split(r"\s*,\s+|\s+[–—-]\s+", part)):
        if is_organisation(piece) and not has_office(piece):
            return tidy(piece)
    return ""
