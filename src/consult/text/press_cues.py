"""Wordings by which a press item shows who speaks: the consulter's plans, asides, pronouns."""

from __future__ import annotations

import re

from consult.text.name_words import word_set

PRONOUN = re.compile(
    r"^(?:(she|he|they|we|i|the\s+(?:[\w]+-year-old|teenager|pensioner|grandmother|grandfather|widow|"
    r"(?:grand|gran)?(?:mother|father|mum|mam|dad|gran|granny|parent|ma|pa)[\s-]of[\s-]\w+))(?:\s+and\s+(?:her|his|their)\s+\w+)?|(it)|(this|that|these))$",
    re.IGNORECASE,
)
LOOKS_BACK = re.compile(
    r"^(?:that|this|these|those|such)\s+(?:was|is|were|are)\s+(?:[\w’'\-]+\s+){0,5}?"
    r"(?:conclusion|finding|recommendation|message|verdict|warning|claim|proposal|view|argument|"
    r"call|criticism|assessment)s?\s+(?:of|from|in|by|made\s+by|made\s+in)\s+([^,.;:]+)",
    re.IGNORECASE,
)
WOULD = re.compile(
    r"\b(?:would|could|will|may|might|should|face|faces|(?:is|are)\s+to\s+[a-z]+|set\s+to)\b"
)
FORESEEN = re.compile(r"\b(?:would|could|will|may|might|face|faces|(?:is|are|set)\s+to\s+[a-z]+)\b")
"""How a lead tells of plans."""
UNDER = re.compile(r"\b(?:under|if|in|by|after|as\s+part\s+of)\b", re.IGNORECASE)
PLANS = re.compile(
    r"(?:[\w’'\-]+\s+){0,9}?(?:plans?|proposals?|recommendations?|shake-up|blueprint|draft)\b",
    re.IGNORECASE,
)
RULES = re.compile(
    r"(?:[\w’'\-]+\s+){0,6}?(?:options?|rules?|polic(?:y|ies)|strateg(?:y|ies)|schemes?|changes|measures|"
    r"package|legislation|regulations?|laws?|standards?|limits?|targets?|documents?|papers?|code|framework)\b",
    re.IGNORECASE,
)
WE_CONSULT = re.compile(
    r"\bour\s+(?:[\w\-]+\s+){0,2}(?:plans?|proposals?|consultation|strategy|draft)\b|"
    r"\bwe\s+(?:are|have\s+been)\s+(?:now\s+)?(?:asking|consulting|proposing)\b",
    re.IGNORECASE,
)
ARE_ASKED = re.compile(
    r"^(?:[\w’'\-]+\s+){1,9}?(?:is|are|have|has)\s+(?:(?:now|also)\s+)?(?:to\s+be\s+|being\s+|been\s+)?"
    r"(?:asked|invited|consulted|urged)\s+(?:whether|if|to\s+(?:say|comment|respond|give|have|choose|vote|share)|for\s+(?:their|its)|"
    r"what|how|on|about)\b"
)
"""Whoever is asked is asked by the consulter: "Residents are to be asked whether"."""
FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|me)\b")
"""How a columnist speaks, whom nobody else's retelling runs on through."""
WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
APPOSED = re.compile(
    r"\b((?:[A-Z][\w’'\-]*\s+(?:(?:and|for|of|the|in)\s+){0,2}){0,4}[A-Z][\w’'\-]*),\s+(?:an?|the)\s+"
    r"(?:(?!for\b|of\b|at\b|from\b|in\b|with\b|to\b)[\w’'\-]+\s+){0,3}?(?:charity|group|union|association|organisation|campaign|network|alliance|company|"
    r"think\s+tank|body|federation|society|trust)\b(?![’'])"
)
FIRST_NAME_BEAT = re.compile(
    r"([A-Z][a-zéíóú]{2,})\s+(?:is|was|has|had|laughed|laughs|sighed|sighs|nodded|nods|smiled|smiles|shrugged|shrugs|agreed|agrees|"
    r"disagreed|disagrees|went|goes|spoke|stood|grinned|grins|winced|winces|paused|pauses)\b[^□.!?A-Z]{0,60}[.!?]?\s*(?:□|$)"
)
"""A first name and little more, before words in quotation marks: "Ann was first. “…”"."""
FOR_SOMEBODY = re.compile(r"^For\s+((?:[A-Z][\w’'\-]+\s+){1,2}[A-Z]?[\w’'\-]*)")
SPEAKING_FOR = re.compile(
    r"(?:^|[.!?]\s+)[A-Z][a-z]+ing\s+(?:[a-z]+\s+){0,2}?(?:for|on\s+behalf\s+of)\s+(?:the\s+)?([^,;:.]{2,80}),"
)
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Cllr)\.?\s+([A-Z][\w’'\-]+)")
MEN = re.compile(r"\b(?:Mr|Sir|Lord)\.?\s+([A-Z][\w’'\-]+)")
WOMEN = re.compile(r"\b(?:Mrs|Ms|Miss|Dame|Lady)\.?\s+([A-Z][\w’'\-]+)")
GOES_ON = re.compile(
    r"^(?:this|that|these|those|it|its|they|their|such|however|but|and|yet|also|while|although|more|in\s+addition|instead|under|among|both|"
    r"the\s+(?:change|aim|cost|new|idea|two|three|first|second|same|others?)s?)\b",
    re.IGNORECASE,
)
PLANS_WOULD = re.compile(
    r"^(?:[\w’'\-]+\s+){0,6}?(?:plans?|proposals?|options?|recommendations?|changes|measures)\b"
    r".{0,120}\bwould\b",
    re.IGNORECASE,
)
PREDICATE = re.compile(
    r"(?<!\b[A-Z])[.;:\u25a1]|\b(?:is|was|are|were|has|had|have|took|takes|did|does|will|would|could|can|may|"
    r"remains?|remained|seemed|came|went|made|lives|runs|called|joined|gave|gives|offered|reacted|struck|wants|put|set|defended|"
    r"[a-z]{3,}ed|fought|stood|spoke|hit|found|told|held|felt)\b"
)
KIND_OF_BODY = re.compile(
    r"^(?:[\w’'\-]+\s+){0,2}?(?:group|charity|union|tank|body|firm|company|network|organisation|"
    r"association|club|society|trust|federation|alliance|campaign)\s",
    re.IGNORECASE,
)
INTRODUCED = re.compile(
    r"((?:[A-Z][\w’'\-&]*\s+(?:(?:to|for|of|and|the|&)\s+){0,2}){0,4}[A-Z][\w’'\-]*),\s+(?:an?|the|which|who|whose|of|from|[a-z\-]+\s+(?:of|at|for)|\d{1,3},)\s"
)
"""A name with what it is or does right after it, by which narration brings somebody in."""
UNDERSTOOD = re.compile(
    r"^[Ii]t\s+(?:is|was|has\s+been)\s+(?:now\s+|widely\s+)?(?:understood|reported|believed|expected|rumoured|said|confirmed)\s+that\s+"
)
"""What stands before whom narration tells of: "It is understood that Hill Trust will"."""
IS_OFFICE = re.compile(
    r"^((?:[A-Z][\w’'\-]+\.?\s+){1,3})(is|was|runs|leads|heads|chairs|founded|set\s+up)\s+([^.;:\u25a1]{2,140})"
)
ITS_OFFICE = re.compile(r"^(?:its|their)\s+(?!members\b|own\b)[a-z]", re.IGNORECASE)
LEADING_OFFICE = re.compile(
    r"^(?:[A-Z]?[a-z\-]+\s+){0,2}?(?:[Mm]anager|[Dd]irector|[Oo]fficer|[Hh]ead|[Cc]hief|[Ee]ngineer|[Pp]lanner|"
    r"[Oo]fficial|[Ss]pokes(?:man|woman|person))\s+(?=[A-Z][\w’'\-]+\s+[A-Z])"
)
ITS_PAPER = re.compile(
    r"^(?:its|their)\s+(?:(?:own|new|latest|recent|annual)\s+)?(?:survey|report|research|poll|study|analysis|submission|response|letter|"
    r"statement|members|figures)\b",
    re.IGNORECASE,
)
A_SPOKESMAN = re.compile(r"^(?:an?|the|its|their)\s+spokes\w+$", re.IGNORECASE)
SPOKESMAN_OF = re.compile(
    r"^(?:an?|the|its|their)\s+(?:[\w’'\-]+\s+){0,3}?spokes\w+\b", re.IGNORECASE
)
HIS_WORDS = re.compile(r"^(his|her)\s+[a-z]+(?:\s+[a-z]+){0,3}$", re.IGNORECASE)
ON_BEHALF = re.compile(
    r",?\s+(?:speaking\s+)?on\s+behalf\s+of\s+(?:the\s+)?([A-Z][^,;:.\u25a1]{2,80}?)(?=,|\s+that\b|[.]|$)"
)
THE_ONE = re.compile(r"^the\s+(?:(?:former|retired|young|elderly)\s+)?([a-z\-]+)$", re.IGNORECASE)
OUR = re.compile(r"our\s+[a-z]", re.IGNORECASE)
HOUSE = re.compile(
    r"\b(?:newsletter|magazine|journal|bulletin|news)\s+(?:of|from|for)\s+(?:the\s+)?([A-Z][^,;:.\n\u25a1]{2,60})"
)
"""Whose publication this is, who "our president" presides over."""
GOES_ON_SAYING = re.compile(r"^(?:and|then|but|later|again|more|after)\b[^A-Z]*$", re.IGNORECASE)
HAD = re.compile(r"^(he|she)\s+(?:had|would)\b", re.IGNORECASE)
A_SOURCE = re.compile(
    r"^(?:an?|one|another|two|three)\s+(?:[a-z]+\s+)?(?:person|people|sources?|insiders?|officials?)\s+"
    r"(?:familiar|with\s+knowledge|briefed|who\s+\w+)\b[^,;:.]{0,60}$",
    re.IGNORECASE,
)
SAYING = re.compile(
    r",\s+(?:saying|warning|welcoming|calling|urging|adding|arguing|insisting|claiming|telling|"
    r"describing|criticising|praising|backing|hailing|noting|stressing|complaining|predicting|"
    r"fearing|suggesting|demanding|branding|dismissing|rejecting|accusing|blaming|disputing)\b|"
    r"\b(?:letter|statement|paper|email|post|petition|submission|survey)\s+(?:saying|warning|arguing|urging|"
    r"calling|claiming|objecting|asking|demanding)\b|"
    r"\b(?:beyond|by|in|before|without)\s+saying\b|"
    r"\b(?:and|but)\s+(?:(?:has|have|had)\s+)?(?:\w+ly\s+)?(?:says?|said|warns?|warned|wants?|claims?|claimed|urge[sd]|argue[sd]|calls?|called|fears?|"
    r"feared|believes?)\b"
)
AN_AUTHORITY = re.compile(
    r"\b(?:watchdog|regulator|council|government|authority|agency|department|ministry|quango|inspectorate)\b",
    re.IGNORECASE,
)
TO_CONSULTER = re.compile(r"^(?:told|tell)\s+(?:the\s+)?([\w’' ]{3,60})", re.IGNORECASE)
PRESENTS = re.compile(
    r"(?:outlined|presented|introduced|explained|set\s+out|went\s+through|summarised)\s+"
    r"((?:the\s+)?[\w’' ]{3,60}?)[’']s?\s+(?:[a-z\-]+\s+){0,2}"
    r"(?:plans?|proposals?|strategy|paper|consultation|draft|vision)\b"
)
"""Who speaks for a body in minutes: "Cllr Lee outlined the council’s proposals"."""
FOREWORD = re.compile(
    r"\b(?:foreword|preface|introduction)\s+to\s+(?:the\s+|its\s+|their\s+)?", re.IGNORECASE
)
PLAIN_SAYING = word_set(
    "holds "
    "said says told added adds asked asks explained explains according replied replies answered "
    "remarked remarks observed enquired enquires inquired inquires "
    "answers wrote writes noted notes pointed points thanked reported reports suggested suggests"
)
LABELLED = re.compile(r"([A-Z][^:.;\u25a1]{2,80}):\s+\S")
"""How a list says who holds what: "Hill Trust: wants two years"."""
BULLETS = ("•", "·", "*", "-", "–", "▪")
MOSTLY = 0.5
NEAR_START = 60
QUOTE_MARKS = ("“", "„", '"', "‘")
