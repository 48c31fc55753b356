"""Praise of one thing where a proposition calls another the best."""

from __future__ import annotations

import re

from consult.domain.sentences import sentence_spans

_GRADE = r"(?:fair|good|bett|simpl|cheap|safe|quick|clean|kind|sound|wis|easi|strong|clear)"
_MORE = rf"(?:{_GRADE}e?r|more (?!than\b)\w+|preferable)"
_MOST = rf"(?:{_GRADE}e?st|best|right|most \w+)"
_IS = r"(?:is|are|would be|remains?|seems?|will be)"
_THE_MOST = re.compile(
    rf"^(?P<what>[^,;.]{{3,80}}?) {_IS} (?:by far )?the {_MOST}\b", re.IGNORECASE
)
_PRAISED = re.compile(
    rf"^(?:(?:i|we) (?:think|believe|feel)(?: that)? )?(?P<what>(?:(?!than\b)[\w’'&-]+ ){{1,6}}?)"
    rf"{_IS} (?:(?:much|far|a lot|rather|by far|clearly|probably|always) )*"
    rf"(?:{_MORE}|the {_MOST})\b(?! or\b)",
    re.IGNORECASE,
)
_STANDS_IN = re.compile(r"^(?:this|that|it|they|these|those|which|what|nothing|there|who|he|she)\b")
"""A subject that may be the proposition's own under another word."""
_WORD = re.compile(r"[a-z]{4,}")
_STEM = 5


def praises_another(text: str, proposition: str) -> bool:
    """Tell whether a text calls something better, where the proposition calls another thing best.

    "Council tax is fairer" is no assent to "Raising parking charges is the fairest way". The two
    things must have no word in common; a pronoun may stand for either. Linear in the text's length.
    """
    best = _THE_MOST.match(proposition)
    if best is None:
        return False
    own = _stems(best["what"])
    return any(
        not _STANDS_IN.match(praised["what"].casefold())
        and own.isdisjoint(_stems(praised["what"]))
        and bool(_stems(praised["what"]))
        for span in sentence_spans(text)
        if (praised := _PRAISED.match(text[span.start : span.end]))
    )


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.casefold())}
