"""Which lines are headings, told by their shape and by what follows."""

from __future__ import annotations

import re

from consult.domain.verbs import AUXILIARY

_ANSWER = re.compile(
    r"(?:(?:strongly |tend to |partly |partially |somewhat )?(?:dis)?agree|yes|no|none|nothing|"
    r"maybe|(?:i )?(?:do not|don[’']t) know|not sure|unsure|n/?a|not applicable|no comments?|"
    r"no answer|see (?:above|below|attached)|as above|neither|support|oppose|ok|okay|"
    r"thanks|thank you)\b",
    re.IGNORECASE,
)
_NAMED_PART = re.compile(
    r"(?:chapter|part|section|annex|appendix|theme|question set)\s+(?:\d{1,3}|[ivx]{1,5}|[a-z]|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:\s?[:.–—-]|\Z)",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"(?:i|i['’]\w+|we|we['’]\w+|my|you|your|it|it['’]s|there|they|please|this|these|he|she)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    rf"\b(?:{AUXILIARY}|won['’]t|don['’]t|doesn['’]t|isn['’]t|aren['’]t|needs?|agree|disagree|think|"
    r"believe|want|love|hate|welcome|seems?|looks?|makes?|goes|gets?)\b",
    re.IGNORECASE,
)
_HEADLINE = re.compile(r"[‘'][^‘’']{3,100}[’']\Z")
_LONGEST = 20
_USUAL = 12


def is_named_part(text: str) -> bool:
    """Return whether a line opens a chapter, part, section or annex by that name."""
    return len(text.split()) <= 40 and bool(_NAMED_PART.match(text)) and not text.endswith(".")


def is_title_shaped(text: str, *, words: int = _USUAL) -> bool:
    """Return whether a line looks like a title: short, capitalised, no end punctuation.

    Answers such as *Yes* or *Strongly agree* and lines without letters are no titles.
    """
    first = text.lstrip("“‘\"'([")[:1]
    return (
        len(text.split()) <= words
        and len(text) <= words * 10
        and text[-1] not in ".!?:;,…"
        and (first.isupper() or first.isdigit())
        and any(c.isalpha() for c in text)
        and not _ANSWER.match(text)
    )


def is_heading(text: str, *, before_numbered: bool, at_top: bool = False) -> bool:
    """Return whether a line that stands alone is a heading of what follows it.

    ``before_numbered`` says that a numbered paragraph follows, which is strong evidence; without
    it a line that could be somebody's opinion (a person's pronoun, a finite verb) is none.
    ``at_top`` says that the line opens the document, where titles are longer.
    """
    if is_named_part(text):
        return True
    if not is_title_shaped(text, words=_LONGEST if before_numbered or at_top else _USUAL):
        return False
    if before_numbered or _HEADLINE.match(text) or (text.isupper() and len(text) > 3):
        return True
    return is_title_case(text) or not (_PERSONAL.match(text) or _FINITE.search(text))


def is_title_case(text: str) -> bool:
    """Return whether every longer word of a short line begins with a capital."""
    words = [w.strip("“”‘’\"'(),") for w in text.split()]
    longer = [w for w in words if len(w) > 3]
    return bool(longer) and all(not w[0].isalpha() or w[0].isupper() for w in longer)
