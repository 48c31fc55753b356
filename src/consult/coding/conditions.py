"""Conditions put on support: "we agree, provided that …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from consult.domain.sentences import sentence_spans


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionSpan:
    """Where a condition stands in a passage, from its marker to the end of its clause."""

    start: int
    end: int
    marker: str


_STRICT = re.compile(
    r"\b(?:provided that(?! (?:way|much)\b)"
    r"|provided(?=,? (?:the|they|there|it|this|a|an|we|you|our|your|no|nobody|any|local|all|these"
    r"|those|their|enough|people|staff|proper|sufficient|adequate|appropriate)\b)"
    r"|(?<=\byes )provided\b|providing (?:that|they|there|we|you|nobody|no one)"
    r"|on (?:the |one |a )?(?:strict |clear |firm |sole )?condition(?: that)?"
    r"|on (?:two|three|four|certain|the following|these) (?:\w+ )?conditions"
    r"|on (?:the|one) (?:clear |strict )?(?:understanding|proviso|basis|footing)(?: that|:)"
    r"|with (?:the|one|a) (?:clear |important )?(?:proviso|caveat|condition)(?: that)?"
    r"|if,? and only if"
    r"|(?:is |are |would be |remains? )?(?:conditional|contingent|dependent) (?:up)?on"
    r"|(?:our|my|their) (?:\w+ )?(?:support|agreement|backing|approval)"
    r"(?: for [^.,;]{3,90}?)? (?:would )?(?:depends?|rests?|hinges?|turns?) (?:up)?on"
    r"|but (?:only|not) (?:if|once|alongside|as long as)"
    r"|only (?:if|once|provided|on condition))",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"\b(?:but (?:only|not) (?:when|where|with|after|for)|(?:as|so) long as|subject to"
    r"|assuming(?: that)?|unless|only (?:when|where|with)"
    r"|but (?:it is |it's )?(?:essential|vital|crucial|important)(?: that)?"
    r"|but (?:\w+ ){1,5}(?:must|need to|needs to|would need to|has to|have to)"
    r"|if)\b",
    re.IGNORECASE,
)
_SUPPORT = re.compile(
    r"\b(?:yes|support\w*|agree\w*|accept\w*|back(?:s|ed|ing)?|favour\w*|welcome\w*|content|happy"
    r"|fine|ok|okay|willing|no objections?|(?:do|does|would) not object|approve\w*|endorse\w*"
    r"|in principle|can work|could work|may work|might work|works? for us|makes? sense"
    r"|could live with|can live with|good idea|good thing|right (?:for|thing|approach)|open to"
    r"|sensible|reasonable|positive|helpful|beneficial)\b",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:could|would|might|can|may|will) (?:then )?(?:only )?(?:be |consider )?"
    r"(?:support\w*|agree\w*|accept\w*|back\w*|favour\w*|in favour|content|happy|willing|approv\w*"
    r"|endors\w*|open|welcome\w*|fine|acceptable|reasonable)\b",
    re.IGNORECASE,
)
_PLAIN_SUPPORT_IF = re.compile(
    r"\b(?:fine|acceptable|happy|content|no objections?|not (?:against|opposed to)|not object"
    r"|agree\w*|support\w*"
    r"|accept\w*|approve\w*|back|favour)\b(?: [\w’'-]+){0,8}$",
    re.IGNORECASE,
)
_NOT_A_CONDITION = re.compile(
    r"\b(?:that|because|even|as|ask|asks|asked|know|see|wonder|doubt|question|unclear|what|and|but"
    r"|or)$",
    re.IGNORECASE,
)
_ELLIPTICAL = re.compile(
    r"\b(?:can|could|do|does|is|are|would|should|might|will),?\s*$", re.IGNORECASE
)
_STATIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|who|which|children|people|adults|patients|currently)$",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:people|nobody|no-?one|no one|they|everyone|everybody|residents|others|many|parents) "
    r"(?:would|could|might|will|can|may)\b",
    re.IGNORECASE,
)
_OF_SUPPORT = re.compile(
    r"\b(?:support|agreement|backing|approval|consent|endorsement)\b[^,;]{0,30}$", re.IGNORECASE
)
_COURTESY = re.compile(
    r"\b(?:happy|willing|glad|pleased|delighted|available|like|welcome) to (?:be contacted|help"
    r"|discuss|talk|meet|provide|share|speak|answer|come|explain|expand|assist)\b"
    r"|\bwelcome (?:a |the )?(?:meeting|chance|opportunity|conversation|discussion)\b",
    re.IGNORECASE,
)
"""An offer of help sets no condition ("happy to talk if you want")."""
_IN_WHAT_IS_SAID = re.compile(
    r"\b(?:agree\w*|accept\w*|believe\w*|think|recogni[sz]e\w*) that\b[^,;]*$", re.IGNORECASE
)
_COUNTERFACTUAL = re.compile(r"\b(?:could|would|might) have \w+(?:ed|en)\b", re.IGNORECASE)
_INVERTED = re.compile(
    r"^[^.;]{0,80}?\b(?:can|will|could|would|do) (?:we|the|they|it|our|i)\b(?P<then>.*)",
    re.IGNORECASE,
)
_NEVER = re.compile(r"\b(?:not|never) (?:be )?$", re.IGNORECASE)
_PRONOUN = re.compile(r"\W*(?:it|they|there|we|this)\b", re.IGNORECASE)
_FRAGMENT_WORDS = 3
_SHORTEST = 6
"""Words of a sentence from which it can hold a condition that no rule knows."""
_LONGEST_SENTENCE = 1_500
"""What is read of a sentence; more without a full stop is no sentence, and costs no more."""


def may_set_condition(sentence: str) -> bool:
    """Tell whether a sentence is long enough to say what something depends on."""
    return len(sentence.split()) >= _SHORTEST


def conditional(text: str) -> ConditionSpan | None:
    """Return the first condition that a passage puts on its support, or None.

    Strict markers ("provided that", "on condition that", "but only if") count wherever they
    stand, and "dependent on" where support is what depends. Loose ones ("as long as", "subject
    to", "unless", "if") count only where the rest of their sentence expresses support, those that
    begin with "but" where what stands before them does, and "if" only beside hypothetical support
    of the respondent's own ("we could support …").
    Offsets are code points into the passage. Whether the passage supports anything at all is for
    the caller to know. Linear in the length of the text.
    """
    for span in sentence_spans(text):
        sentence = text[span.start : min(span.end, span.start + _LONGEST_SENTENCE)]
        found = _in_sentence(sentence)
        if found is not None:
            start, end, marker = found
            return ConditionSpan(start=span.start + start, end=span.start + end, marker=marker)
    return None


def without_condition(text: str) -> str:
    """Return a passage without its condition, or whole where too little would be left.

    A condition says nothing about which side it limits; what is left does.
    """
    found = conditional(text)
    if found is None:
        return text
    before, after = text[: found.start].rstrip(" ,;–—-"), text[found.end :].lstrip(" ,")
    joint = "" if not before or after.startswith((".", "!", "?", ";")) else " "
    left = before + joint + after
    return left if len(left.split()) >= _FRAGMENT_WORDS else text


def _in_sentence(sentence: str) -> tuple[int, int, str] | None:
    for strict in _STRICT.finditer(sentence):
        if _is_condition(sentence, strict):
            return strict.start(), _clause_end(sentence, strict.end()), strict.group().lower()
    for loose in _LOOSE.finditer(sentence):
        if _COURTESY.search(sentence[: loose.start()]):
            continue
        end = _clause_end(sentence, loose.end())
        marker = loose.group().lower()
        rest = sentence[: loose.start()] + " " + sentence[end:]
        if _conditions_support(marker, sentence[: loose.start()], rest):
            return loose.start(), end, marker
    return None


def _conditions_support(marker: str, before: str, rest: str) -> bool:
    if marker == "subject to" and _STATIVE.search(before.rstrip()):
        return False
    if marker == "if":
        if _IN_WHAT_IS_SAID.search(before) or _COUNTERFACTUAL.search(before):
            return False
        if _NOT_A_CONDITION.search(before.rstrip(" ,")) or _OF_OTHERS.search(before):
            return False
        plain = _PLAIN_SUPPORT_IF.search(before.rstrip(" ,"))
        return bool(_HYPOTHETICAL.search(rest) or plain)
    if marker.startswith("but "):
        return _SUPPORT.search(before) is not None or _HYPOTHETICAL.search(before) is not None
    if marker.endswith("long as") and _ELLIPTICAL.search(before):
        return True
    if _SUPPORT.search(rest) or _HYPOTHETICAL.search(rest):
        return True
    return marker not in {"unless", "assuming"} and len(rest.split()) <= _FRAGMENT_WORDS


def _is_condition(sentence: str, strict: re.Match[str]) -> bool:
    """Tell a condition from "the help provided the family" and "care is dependent on money"."""
    before, after = sentence[: strict.start()], sentence[strict.end() :]
    if "dependent" in strict[0].lower() or "contingent" in strict[0].lower():
        return _OF_SUPPORT.search(before) is not None
    if "conditional" in strict[0].lower() and _NEVER.search(before):
        return False
    if strict[0].lower().startswith("only ") and not before.strip():
        turned = _INVERTED.match(after)
        if turned is not None:
            return _SUPPORT.search(turned["then"]) is not None
    return not _is_participle(sentence, strict)


def _is_participle(sentence: str, match: re.Match[str]) -> bool:
    """Tell "the help provided the family" and "provided by" from a condition."""
    if not match.group().lower().startswith("provided") or _PRONOUN.match(sentence[match.end() :]):
        return False
    if sentence[: match.start()].lower().endswith("yes "):
        return False
    before = sentence[: match.start()].rstrip()
    if match.group().lower().endswith("that"):
        return before.lower().endswith((" is", " are", " was", " were", " be", " been"))
    return not (before == "" or before.endswith((",", ";", "–", "—", "-", "(")))


def _clause_end(sentence: str, start: int) -> int:
    """Return the end of the condition: its comma when it opens the sentence, else the full stop."""
    comma = sentence.find(",", start)
    stop = len(sentence)
    while stop > start and sentence[stop - 1] in ".!?…\"'”’ ":
        stop -= 1
    head = re.match(r"^\W*(?:yes|but|and|so)?\W*$", sentence[:start].split(" ", 1)[0])
    opens = len(sentence[:start].split()) <= 4
    if comma > 0 and (opens or head) and len(sentence[comma + 1 :].split()) >= 2:
        return comma
    return stop
