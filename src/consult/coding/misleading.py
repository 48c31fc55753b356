"""Texts of kinds in which a stance model takes one side for the other."""

from __future__ import annotations

import re

from consult.coding.alternatives import names_only_rivals
from consult.coding.challenges import is_challenge
from consult.coding.rhetoric import speech_acts
from consult.coding.stance_pair import StancePair
from consult.coding.superlatives import praises_another
from consult.domain.sentences import sentence_spans

_WELCOME = re.compile(
    r"\b(?:welcomes? (?:that|the|its|this)|(?:glad|pleased|heartened|positive|encouraging) that"
    r"|shares? the|echo(?:es)? the|rightly|recogni[sz]es? (?:the|that|this)|borne out"
    r"|well founded)\b",
    re.IGNORECASE,
)
_RETOLD = re.compile(
    r"(?:^|[.;]\s+)(?!(?:we|i|our|my)\b)[^.;]{3,80}?\b(?:suggests?|claims?|argues?|implies|asserts?"
    r"|assumes?|states?|says?|maintains?|contends?|presents?|describes?)\b[^.;]{3,200}[,;.]\s*"
    r"(?:however|but|yet|nevertheless|in fact|in truth)\b"
    r"|\b(?:you|they)\b[^.;]{3,80}\band (?:call|calls|called) (?:it|this|that|them)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|never|no|nothing|none|cannot|without|hardly|disagree\w*|oppose\w*|n['’]t)\b",
    re.IGNORECASE,
)
_OBJECTS = re.compile(r"\b(?:my|our) (?:\w+ )?objections? (?:is|are|to)\b", re.IGNORECASE)
"""Who speaks of an objection of their own agrees with reservations at most."""
_CHANGED_MIND = re.compile(
    r"\b(?:have|has|had|['’]ve) (?:since |now |completely )*changed (?:my|our|his|her|its"
    r"|their) minds?\b|\bchanged (?:my|our) minds?\b",
    re.IGNORECASE,
)
"""Who tells of two sides that were taken one after the other, which a model does not part."""
_WHO_WANTS = re.compile(
    r"(?:and |but )?who (?:on earth |in their right mind )?(?:could|would|can) "
    r"(?:(?:possibly|ever|really|honestly) )?(?:want|wish|like|choose|prefer)\b[^.?!]{3,200}\?",
    re.IGNORECASE,
)
"""A question whose answer is "nobody" says the opposite of its words; models hear the words."""


def misleads(pair: StancePair, *, turns: bool, agrees: bool) -> bool:
    """Return whether a model that hears a side in a text is likely to take one for the other.

    ``turns`` tells whether the text has a "however", ``agrees`` which side was heard.
    """
    if tells_of_a_change(pair.text) or _WHO_WANTS.fullmatch(pair.text.strip()):
        return True
    if agrees:
        return (
            praises_another(pair.text, pair.proposition)
            or (pair.choice is not None and names_only_rivals(pair.text, pair.choice))
            or _OBJECTS.search(pair.text) is not None
            or _disputes_evidence(pair.text)
            or _turns_from_what_is_said(pair)
        )
    return _asks_for_mending(pair) or _endorses(pair, turns=turns)


def tells_of_a_change(text: str) -> bool:
    """Return whether a text tells of a change of mind."""
    return _CHANGED_MIND.search(text) is not None


def _disputes_evidence(text: str) -> bool:
    """Return whether a text does nothing but dispute evidence.

    Its figures stand in the text as in the proposition, and a model takes that for assent.
    """
    spans = sentence_spans(text)
    return bool(spans) and all(is_challenge(text[span.start : span.end]) for span in spans)


def _asks_for_mending(pair: StancePair) -> bool:
    """Return whether a text only asks for something, towards a statement of how things are.

    Whoever asks for a remedy mostly agrees that there is a problem; the model, which has seen
    asks against plans more often than for remedies, is not believed when it says the opposite.
    """
    if pair.proposes:
        return False
    spans = sentence_spans(pair.text)
    return all(speech_acts(pair.text[s.start : s.end]).ask for s in spans)


def _endorses(pair: StancePair, *, turns: bool) -> bool:
    """Return whether a text only welcomes, towards a statement of how things are.

    "We welcome the recognition of the difficulties" shares the judgement that there are some; a
    model that reads it as denial is not believed. What turns ("welcome …, but") is left to it.
    """
    if pair.proposes or turns:
        return False
    return _WELCOME.search(pair.text) is not None and _NEGATION.search(pair.text) is None


def _turns_from_what_is_said(pair: StancePair) -> bool:
    """Return whether a text retells somebody's claim and answers it ("however", "and call it …").

    The model sees the claim in the text and takes it for the respondent's; towards a statement of
    how things are it is not believed, unless the text says that the claim is right.
    """
    if pair.proposes or _WELCOME.search(pair.text):
        return False
    return _RETOLD.search(pair.text) is not None
