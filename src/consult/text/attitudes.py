"""Verbs of attitude that are made of several words: "took aim", "lodged an objection"."""

from __future__ import annotations

import re

from consult.text.name_words import word_set
from consult.text.speech_cues import HELD, NOT_HELD, PLANNER, PUTS_AT

__all__ = ["says_otherwise"]

_JOINS = re.compile(
    r"\w+\s+(?:[\w’'\-]+\s+){1,8}?in\s+(?:asking|calling|urging|opposing|demanding|saying|backing)\b"
)
_GIVES = re.compile(
    r"\w+\s+(?:[\w’'\-]+\s+){0,6}?(?:welcome|warning|backing|support|verdict|response)\b"
)
_PROTEST = (
    r"(?:an?|its|his|her|their|the)\s+(?:[\w\-]+\s+){0,3}?(?:petition|motion|objections?|amendment|"
    r"complaint|appeal|challenge|campaign|protest|letter)\b"
)
_STANCE = r"(?:line|view|views|tone|stance|position|side)\b"
_DOUBT = (
    r"(?:doubts?|objections?|reservations?|concerns?|misgivings|worries|fears|quarrel|problem|"
    r"difficulty|truck|time\s+for|sympathy|faith|confidence|views)\b"
)
_PHRASES = (
    r"(?:took|takes)\s+aim",
    r"(?:hits?|spoke)\s+out",
    r"went\s+on(?::|,|\s+to)",
    r"points\s+to",
    r"puts?\s+it\b",
    r"(?:takes?|took|taken)\s+(?:the\s+view|issue\s+with|exception\s+to)",
    rf"(?:takes?|took|taken)\s+a\s+(?:[\w\-]+\s+){{0,3}}{_STANCE}",
    rf"(?:takes?|took|taken)\s+the\s+(?:opposite|contrary|same|other)\s+{_STANCE}",
    r"wish(?:ed|es)\s+to\s+know",
    r"intends\s+to\b",
    r"(?:is|was|are|were|remains?|remained)\s+of\s+the\s+(?:[a-z]+\s+)?(?:opinion|view)",
    r"(?:press|push|lobb|appeal)(?:ed|es|ies|ied|s)\s+for\b",
    r"casts?\s+doubt\s+o",
    r"pour(?:s|ed)\s+(?:cold\s+water|scorn)",
    r"(?:sets?|spell[s]?|spelt|spelled|laid|lays)\s+out\s+(?:its|his|her|their|a|the|why|how|what)\b",
    r"ma(?:kes?|de)\s+(?:the\s+case|it\s+(?:plain|clear)|clear|plain|no\s+(?:secret|bones)|a\s+plea)\b",
    r"beg(?:s|ged)\s+to\s+differ",
    r"would\s+have\s+(?:us|you|them|people)\s+believe",
    r"(?:sees?|saw)\s+(?:no|little|every|great|much|merit|nothing|it|this|that|the)\b",
    r"ha(?:s|ve|d)\s+(?:(?:no|such|little|grave|serious|real|some|strong|deep|mixed)\s+){1,2}"
    + _DOUBT,
    r"shared?s?\s+(?:our|its|his|her|their|the|these|those|that)\s+(?:[a-z]+\s+)?"
    r"(?:concerns?|views?|worries|fears|doubts|opinion)\b",
    r"(?:start(?:s|ed)|launch(?:ed|es)|lodge[ds]|table[ds]|handed\s+in|organised|submitted|drew\s+up|"
    rf"set\s+up|delivered|filed|brought|signed|signs|sent|moved)\s+{_PROTEST}",
    r"(?:writes|wrote|written)\s+to\b",
    r"(?:stops|stopped|falls|fell)\s+short\s+of\b",
    r"dr(?:aws|ew)\s+attention\s+to",
    r"call(?:s|ed)\s+(?:in|into)\s+question",
    r"thr(?:ows|ew|own)\s+(?:its|his|her|their)\s+weight",
    r"c(?:omes?|ame)\s+(?:out|down)\s+(?:against|in\s+favour|for|in\s+support|on\s+the\s+side)",
    r"(?:stands|stood)\s+(?:by|behind|firm|against)\b",
    r"look(?:s|ed)\s+on\s+with\b",
    r"remember(?:s|ed)\s+(?:[a-z]+ing|when|how|that|the)\b",
    r"sum(?:s|med)\s+(?:it\s+|this\s+|things\s+)?up\b",
    r"reports\s+(?:no|that|an?|few|fewer|more|seeing|having|being)\b",
    r"ha(?:s|d|ve)\s+\u25a1+\s+(?:about|over|with|for)\b",
    r"(?:sought|seeks)\s+(?:an?\s+|more\s+)?(?:assurances?|reassurances?|clarity|clarification|guarantees?)\b",
    r"talk(?:s|ed)\s+of\b",
    r"undert(?:ook|akes)\s+to\b",
    r"rais(?:es|ed)\s+(?:the|an?|concerns?|fears?|questions?|doubts?|eyebrows)\b",
)
_AFTER_WOULD = (
    "like ", "rather ", "prefer ", "ban ", "scrap ", "settle ", "welcome ", "call ", "keep ",
    "go further", "go much",
)  # fmt: skip
_PHRASE = re.compile("|".join(_PHRASES))
_FIRST_WORDS = word_set(
    "took takes take taken taking hit hits spoke went points put puts wished wishes intends is was "
    "are were remain remains remained pressed presses pushed pushes lobbied lobbies appealed "
    "appeals cast casts pour pours poured set sets spell spells spelt spelled laid lays make makes "
    "made making beg begs begged would see sees saw has have had share shares shared start starts "
    "started launched launches lodged lodges tabled tables handed organised submitted drew "
    "delivered filed brought signed signs sent moved written wrote writes stop stops stopped fall "
    "falls fell draw draws call calls called throw throws threw thrown come comes came stand "
    "stands stood raise raises raised looks looked remembers remembered sums summed reports "
    "undertook undertakes sought seeks talks talked"
)
"""With which the phrases begin."""


def says_otherwise(sentence: str, match: re.Match[str]) -> bool:
    """Whether several words make a verb of attitude: "took aim", "would like"."""
    if HELD.match(sentence, match.start()) and match.group() not in NOT_HELD:
        return True
    phrase = sentence[match.start() : match.start() + 12].lower()
    if phrase.startswith(_AFTER_WOULD):
        return sentence.endswith("would ", 0, match.start())
    if phrase.startswith(("puts the", "put the", "puts its", "put its")):
        return bool(PUTS_AT.match(sentence, match.start()))
    if phrase.startswith("plans to "):
        return bool(PLANNER.search(sentence, max(0, match.start() - 80), match.start()))
    if phrase.startswith(("joined ", "joins ")):
        return bool(_JOINS.match(sentence, match.start()))
    if phrase.startswith(("gave ", "give ", "gives ", "given ")):
        return bool(_GIVES.match(sentence, match.start()))
    first = match.group()
    return first in _FIRST_WORDS and bool(_PHRASE.match(sentence, match.start()))
