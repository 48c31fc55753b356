"""Short names that a document gives to organisations: "Society of Well Diggers (SWD)"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from consult.text.organisations import abbreviates, tidy

_BRACKETED = re.compile(r"\((?:the\s+|hereafter\s+|or\s+)?[“\"‘']?([A-Z][A-Za-z&]{1,9})[”\"’']?\)")
_WORD = re.compile(r"[^\s()]+")
_READ = 20_000
_BACK = 160
_LONGEST = 16


def short_names(text: str) -> Mapping[str, str]:
    """Return short name -> full name for each that the first 20,000 characters explain.

    The full name is the shortest run of words before the brackets whose first letters make the
    short one (after A. Schwartz and M. Hearst, 2003), a legal form such as "Ltd" among them.
    The first explanation counts.
    """
    found: dict[str, str] = {}
    sample = text[:_READ]
    for match in _BRACKETED.finditer(sample):
        short = match[1]
        if sum(c.isupper() for c in short) < 2 or short in found:
            continue
        full = _named_before(sample[max(0, match.start() - _BACK) : match.start()], short)
        if full:
            found[short] = full
    return MappingProxyType(found)


def _named_before(before: str, short: str) -> str:
    words = list(_WORD.finditer(before))
    for word in reversed(words[-_LONGEST:]):
        if word.group()[:1].isupper():
            name = before[word.start() :].strip(" ,")
            if abbreviates(short, name) and not re.search(r"[;:!?]|\.\s", name):
                return tidy(name)
    return ""
