"""What a response tells of others: who holds a position that a whole sentence passes on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consult.text.name_words import BODY_WORDS, GENERIC_BODIES, NOT_NAMES, word_set
from consult.text.names import folded
from consult.text.speech import Attribution, attributions

_HOLDS = word_set(
    "said says told tells warned warns argued argues wants wanted backs backed supports supported "
    "opposes opposed claims claimed believes believed fears feared hopes hoped calls called urges "
    "urged asked asks threatened welcomed welcomes criticised criticises rejected rejects "
    "insisted insists admits admitted denies denied complained complains objected objects "
    "promised promises pledged agrees agreed disagrees disagreed stands points describes "
    "described explained explains added adds suggested suggests replied replies thought thinks "
    "reckons reckoned spoke say"
)
"""Verbs of what somebody holds, not of what they found out, which a respondent may build on."""
_OUR_ONE = re.compile(
    r"^(?:[Oo]ur|[Mm]y)\s+(?:[A-Za-z\-]+\s+){0,2}[A-Za-z\-]+,\s+([A-Z][^,.;:\u25a1]{2,60}),\s+"
)
_TOLD_US = re.compile(r"\b(told|tells|wrote\s+to|assured|reminded)\s+(?:us|me)\b")
"""What of a sentence about somebody else is the respondent's: "Our MP, Ann Lee, told us"."""
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Rev|Cllr)\.?\s+[A-Z]")
_WHERE = re.compile(
    r"^(?:(?:In|On|At) (?:its|their|his|her|a|the|our) (?:[a-z]+ ){1,4}?(?=[A-Z]|the [A-Z])|Even "
    r"|But |And )"
)
"""What stands before who says something in a main clause: "In its leaflet"."""
_ASIDE = re.compile(r",| \(| at the | at (?=[A-Z])| of (?=[A-Z][a-z]+ (?:Road|Row|Street|Lane)\b)")
_NAME = re.compile(
    r"(?:[Tt]he )?(?!(?:All|Some|Many|Most|Both|Through|Under|With|Since|After|Before|For|By"
    r"|From)\b)"
    r"[A-Z][\w’'&.\-]*(?: (?:of|for|and|the|in|on|to|&|de|[A-Z][\w’'&.\-]*))* ?[A-Z][\w’'&.\-]*"
)
_SOMEBODY = re.compile(
    r"^\W*(?:He|She)\b|[A-Z][\w’'&.\-]*(?:\s+(?:of|for|and|the|in|on|to|&|de))*\s+[A-Z]"
)
"""A pronoun, or two words in title case that may be a name."""
_OPENING = 160
"""Characters in which whoever opens a sentence is named."""


def without_listener(sentence: str) -> str:
    """Return a sentence without what of it is the respondent's: "Ann Lee told" of "told us"."""
    return _TOLD_US.sub(r"\1", _OUR_ONE.sub(r"\1 ", sentence))


def holders(sentence: str) -> Iterator[Attribution]:
    """Yield who opens a masked sentence and is said in it to hold, say or want something."""
    if not _SOMEBODY.search(sentence, 0, _OPENING):
        return  # Most sentences of a survey name nobody, and reading verbs takes its time.
    for attribution in attributions(sentence):
        if attribution.verb in _HOLDS and _opens(sentence, attribution.subject):
            yield attribution


def is_own_name(subject: str) -> bool:
    """Tell whether a subject is somebody's own name, and no thing or group that is described."""
    head = _ASIDE.split(_WHERE.sub("", subject), maxsplit=1)[0]
    if _TITLED.match(head):
        return True
    words = [word for word in head.split() if word[:1].isupper()]
    plain = BODY_WORDS | GENERIC_BODIES | NOT_NAMES
    own = any(folded(word) not in plain for word in words)
    return own and len(words) > 1 and bool(_NAME.fullmatch(head))


def _opens(sentence: str, subject: str) -> bool:
    """Whether a subject opens its sentence, but for where it says so ("In its leaflet")."""
    return _WHERE.sub("", sentence).startswith(_WHERE.sub("", subject))
