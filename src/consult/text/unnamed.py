"""People who are told of without a full name: "one parent", "a resident of Hill", "Ann in Hull"."""

from __future__ import annotations

import re

from consult.text.name_words import (
    BODY_WORDS,
    GENERIC_BODIES,
    NOT_NAMES,
    OPENING_WORDS,
    PEOPLE,
    ROLES,
    word_set,
)
from consult.text.names import folded, names_a_body, title_runs
from consult.text.register import Register

__all__ = ["somebody_of_a_place", "unnamed"]

_ONE = re.compile(
    r"^(?:one|an?|another|a\s+second|his|her)\s+(?:[\w\-]+\s+){0,3}?[a-z\-]+(?:\s+(?:from|in|at|of)\s+[A-Z]\S*)?$|"
    r"^(?:another|a\s+(?:second|third|fourth|further)|one)$",
    re.IGNORECASE,
)
_ONE_OF = re.compile(
    r"^(?:one|another|two|three|some|several)\s+of\s+(?:the|our|my|their|its|these|those)\s+"
    rf"(?:[\w\-]+\s+){{0,2}}?(?:{'|'.join(sorted(PEOPLE))}|women|men|customers|clients|children"
    r"|tenants|patients|colleagues|readers|callers|guests|visitors|neighbours)"
    r"(?:\s+(?:at|from|in|of|on|with)\s+[^,;:]{2,60})?$",
    re.IGNORECASE,
)
"""One of many people, and where they are known from: "one of the women at our Hull centre"."""
_WHO = re.compile(r",|\s+who\s")
_A_THING = re.compile(
    r"\b(?:survey|report|study|studies|paper|document|plan|page|paragraph|section|letter|table|"
    r"notice|statement|leaflet|website)$",
    re.IGNORECASE,
)
_PLACED = re.compile(r"\s+(?:outside|beside|inside|near)\s.*$")
_SOMEBODY = re.compile(
    r"^(?:one|an?|another|two|three|several|some|many|most)\s+(?:(?:of\s+)?(?:the|our|its|their)\s+)?"
    rf"(?:[a-z\-]+\s+){{0,2}}?(?:{'|'.join(sorted(PEOPLE))}|respondents?|customers?|contributors?|"
    r"colleagues?|readers?|members?|callers?)"
    r"\s+(?:of|from|in|at|on)\s+[A-Z][\w’'\-]*(?:\s+[A-Z][\w’'\-]*){0,2}(?=\s*,|\s*$)",
    re.IGNORECASE,
)
_INSIDER = re.compile(
    r"^(?:an?|one|another)\s+(?:[a-z]+\s+)?[A-Z][\w’'\-]+\s+"
    r"(?:insider|source|aide|veteran|onlooker)(?=\s*,|\s*$)",
    re.IGNORECASE,
)
_OF_BODIES = re.compile(rf"\b(?:{'|'.join(sorted(GENERIC_BODIES))})\b", re.IGNORECASE)
_NO_PLACES = word_set(
    "action bloom business crisis focus harmony mind motion need partnership sport transition unity"
)
"""What bodies are "in", and nobody lives in: "Hill in Bloom"."""
_NAME_OF_PLACE = re.compile(r"^([A-Z][a-zé]+)(?:,|\s+(?:in|from))\s+([A-Z][a-z]+)$")


def unnamed(subject: str) -> str | None:
    """Return an unnamed person, "one husband", to whom quoted words are given, or None."""
    plain = _WHO.split(subject.strip(" ,"), maxsplit=1)[0]
    if _ONE_OF.match(plain):
        return plain
    thing = _A_THING.search(plain) or _OF_BODIES.search(plain)
    return plain if _ONE.match(plain) and not thing else None


def somebody_of_a_place(phrase: str, register: Register) -> str | None:
    """Return who is known by no more than what they are or a first name, and a place, or None."""
    somebody = _SOMEBODY.match(phrase) or _INSIDER.match(phrase)
    if somebody and not _is_of_a_body(somebody.group(), register):
        return somebody.group().strip(" ,")
    reader = _NAME_OF_PLACE.match(phrase.strip())
    if reader and not _is_known(reader, register):
        return reader.group()
    return None


def _is_of_a_body(phrase: str, register: Register) -> bool:
    runs = [run.text for run in title_runs(phrase)]
    named = any(names_a_body(run) or register.cast.has_body(run) for run in runs)
    return named or bool(_OF_BODIES.search(phrase))


def _is_known(match: re.Match[str], register: Register) -> bool:
    """Whether what looks like a first name and a place is a body or somebody met before."""
    first, second = map(folded, match.groups())
    common = BODY_WORDS | OPENING_WORDS | NOT_NAMES | PEOPLE | ROLES | GENERIC_BODIES
    known = first in register.people or first in register.cast.short
    body = register.cast.has_body(match.group(1)) or register.cast.has_body(match.group())
    return known or body or first in common or second in BODY_WORDS | ROLES | _NO_PLACES
