"""Answers that say nothing by themselves: no comment, a pointer elsewhere, none, a greeting."""

from __future__ import annotations

import re
from enum import StrEnum

_LONGEST = 160


class FillerKind(StrEnum):
    """Why an answer holds no point of its own."""

    NO_COMMENT = "NO_COMMENT"
    CROSS_REFERENCE = "CROSS_REFERENCE"
    NONE = "NONE"


_NO_COMMENT = re.compile(
    r"(?:(?:i|we)\s+(?:have|has|had|ve)\s+)?(?:no|nothing)(?:\s+(?:further|other|more|additional|"
    r"particular|specific|else|strong))*(?:\s+(?:comments?|views?|opinions?|response|answers?|"
    r"feedback|observations|preference|thoughts|reply))?(?:\s+(?:to\s+(?:add|say|make|report|"
    r"declare|offer|contribute)|at\s+(?:this|the)\s+(?:time|stage|moment|present)|on\s+this|here|"
    r"really|thanks?|thank\s+you|sorry|at\s+present|for\s+now|at\s+all))*"
    r"|(?:not|n)\s*(?:applicable|app|/\s*a|a)|n\s*/\s*k|nil|pass|skip(?:ped)?|blank|left\s+blank|"
    r"(?:i\s+|we\s+)?(?:do\s+not|don\s?t|dont|did\s+not)\s+(?:know|wish\s+to\s+(?:comment|answer)|"
    r"want\s+to\s+(?:comment|answer|say))|dunno|not\s+(?:answered|sure|known|relevant)|unsure|"
    r"no\s+idea|tbc|tba|dim\s+sylwadau|dim\s+sylw|ddim\s+yn\s+gwybod|dim\s+i\W?w\s+ychwanegu|"
    r"ddim\s+yn\s+berthnasol"
)
_NO_COMMENT_ON = (
    r"(?:(?:i|we)\s+(?:have|has|had|ve)\s+)?no(?:\s+(?:further|other|more|additional|particular|"
    r"specific|general))*\s+(?:comments?|response|answers?|feedback|observations|reply)"
    r"(?:\s+to\s+(?:make|offer|give|add))?(?:\s+(?:on|about|to|for|regarding)\s+(?:this|it|that|the|"
    r"these)(?:\s+(?:question|proposal|point|matter|issue|section|topic|chapter|part|one))?)?"
)
_OURS = (
    r"(?:us|me|here|(?:our|my|the)\s+"
    r"(?:members?|firm|work|organisation|business|area|sector|trade))"
)
_NO_PART = (
    r"(?:(?:we|i|our\s+(?:members|firm|organisation|company|charity))\s+(?:(?:do\s+not|don\s?t|no\s+"
    r"longer|have\s+never)\s+(?:offer(?:ed)?|provided?|have|had|hold|held|run|operated?|own(?:ed)?|sell|"
    r"sold|used?|deal(?:t)?\s+(?:in|with)|cover|keep|kept|manage|employ|drive|teach)|have\s+no|are\s+not"
    r"\s+an?|am\s+not\s+an?)\s+(?!(?:any\s+)?(?:confidence|faith|trust|choice|say|voice|doubt|idea|"
    r"objections?|time|evidence|information|details?|enough|sufficient|adequate|supporter|fan|the)\b)"
    r"(?:(?!(?:and|but|because|so|which|who|that|should|must|if|until|unless|when|any\s?more)\b)"
    r"[^\W_]+(?:\s+|$)){1,7}"
    r"|(?:this|it|that|(?:this|the)\s+(?:question|proposal|matter|issue))\s+(?:(?:does\s+not|doesn\s?t|"
    rf"would\s+not|will\s+not)\s+(?:affect|concern|apply\s+to|relate\s+to|touch|involve)\s+{_OURS}|"
    rf"is\s+not\s+(?:relevant|applicable|a\s+matter)\s+(?:to|for)\s+{_OURS}|(?:is|falls|lies)\s+"
    r"(?:not\s+within|outside|beyond|out\s+of)\s+(?:our|my)\s+(?:remit|area|field|expertise|scope|"
    r"experience|competence))"
    r"|(?:this\s+is\s+)?(?:outside|beyond|not\s+(?:in|within))\s+(?:our|my)\s+(?:remit|area|field|expertise|"
    rf"scope|experience)|not\s+(?:relevant|applicable)\s+to\s+{_OURS})"
)
"""Why somebody has no part in what is asked; "we do not trust you" is a view and none of these."""
_NO_COMMENT_AND_WHY = re.compile(
    rf"{_NO_COMMENT_ON}(?:\s+(?:as|since|because|for))?\s+{_NO_PART}|{_NO_COMMENT_ON}"
    rf"|(?:(?:as|since|because)\s+)?{_NO_PART}\s*(?:and|so|therefore|hence)?\s*(?:so\s+)?{_NO_COMMENT_ON}"
)
_LABELLED = re.compile(
    r"\W*(?:(?:consultation\s+)?(?:question|q|section|part|item)\.?\s*)?\d{1,3}[a-h]?\s*[|:.)–—-]\s*",
    re.IGNORECASE,
)
_POINTER = (
    r"(?:(?:my|our|the)\s+)?(?:(?:answer|response|comment|comments|reply|answers|responses|letter|"
    r"submission|report|document|statement|paper|e?-?mail|attachment|file|pdf|narrative|notes?|"
    r"text|box|section)\s*)?"
)
_PLACE = (
    r"(?:above|below|before|previous(?:ly)?|earlier|attached|attachment|enclosed|overleaf|"
    r"elsewhere|already\s+(?:stated|said|answered|covered|given|mentioned)|stated|"
    r"(?:question|q|answer|section|para(?:graph)?|page|point|part)\s*\d+[a-z]?)"
)
_CROSS_REFERENCE = re.compile(
    rf"(?:(?:please|pls|plse|kindly)\s+)?(?:see|refer\s+(?:back\s+)?to|read|look\s+at|cf)\s+"
    rf"(?:(?:my|our|the|to|in|from|previous|earlier|full|separate|attached|enclosed|written|"
    rf"general)\s+)*{_POINTER}(?:(?:in|to|at|on|for|from)\s+)*(?:the\s+)?(?:{_PLACE}"
    rf"(?:\s+(?:answer|response|comments?|letters?|documents?|files?|submission|to|and|in|the|pdf|"
    rf"statement|report|email|for|full|question|q|section|\d+[a-z]?))*)?"
    rf"|(?:same\s+)?(?:as|per|as\s+per)\s+(?:(?:my|our|the|per|in|for|to|answer|answers|response|"
    rf"comments?|question|q|already|i|we|have|ve)\s+)*{_PLACE}"
    rf"(?:\s+(?:answer|response|comments?|question|q|in|to|for|and|the|above|below|stated|said|"
    rf"mentioned|given|\d+[a-z]?))*"
    rf"|(?:answered|covered|addressed|stated|explained|already\s+\w+)\s+(?:in\s+|at\s+)?"
    rf"(?:the\s+|my\s+|our\s+)?{_PLACE}|same\s+(?:again|answer|as\s+(?:above|before|last))|ditto|"
    rf"ibid|idem|see\s+attach(?:ed|ment)s?|attached|gweler\s+(?:uchod|isod|ynghlwm)|fel\s+uchod"
)
_NONE = re.compile(
    r"(?:none|no|nope|nothing|never|nobody|nowhere|dim|dim\s+byd|na|nac\s+oes)"
    r"(?:\s+(?:at\s+all|really|thanks?|thank\s+you|that\s+(?:i|we)\s+(?:know|can\s+think)\s+of|"
    r"whatsoever|come\s+to\s+mind|in\s+particular))*"
)
_ASKS_WHETHER_ANY = re.compile(
    r"\b(?:any|anything|anyone|anybody|what|which)\b|^(?:do|does|did|is|are|was|were|should|would|"
    r"could|can|will|have|has)\b|\bdo\s+you\b",
    re.IGNORECASE,
)
_ASKS_FOR_MORE = re.compile(
    r"\b(?:(?:any|anything|something)\s+(?:other|else|further|more)|(?:any|further|other|additional)"
    r"\s+(?:other\s+|further\s+|additional\s+|general\s+)?(?:comments?|information|views?|remarks?|"
    r"feedback|thoughts)|please\s+(?:explain|give|tell|say|expand)|(?:add|explain)\b)",
    re.IGNORECASE,
)
_ASKS_FOR_A_VIEW = re.compile(
    r"\bwhat\b[^?]{0,60}\b(?:views?|opinions?|think|thoughts)\b", re.IGNORECASE
)
_QUESTIONS = re.compile(r"[^?.!]+\?")
_EMPTY_MARKS = re.compile(r"[\s\-–—_.?!,;:*/\\x#~'\"]*", re.IGNORECASE)
_FOLD = re.compile(r"[^\w/]+")

_FEW_MORE = r"(?:,?\s+[^\s.?!]+)"
_SALUTATION = re.compile(
    rf"(?:dear|annwyl){_FEW_MORE}{{1,5}}|(?:hello|hi|hiya|good\s+(?:morning|afternoon|evening|day)|"
    rf"bore\s+da|prynhawn\s+da){_FEW_MORE}{{0,2}}|to\s+whom\s+it\s+may\s+concern|"
    rf"(?:(?:yours?|with)\s+(?:sincerely|faithfully|truly|respectfully|best\s+wishes|"
    rf"kind\s+regards|regards|thanks)|sincerely|respectfully|(?:kind|best|warm|many)\s+"
    rf"(?:regards|wishes|thanks)|regards|cofion(?:\s+gorau)?|yn\s+gywir|diolch){_FEW_MORE}{{0,6}}|"
    r"(?:cheers|thanks|thank\s+you)(?:\s+(?:very\s+much|again|in\s+advance|so\s+much))?"
    r"(?:\s+for\s+(?:reading|listening|your\s+time|considering\s+\w+(?:\s+\w+)?))?"
    rf"{_FEW_MORE}{{0,2}}|"
    r"(?:by|via)\s+e-?mail(?:\s+(?:only|to))?\b.{0,120}|(?:from|sent|to|cc|bcc|date|subject|"
    r"re|fwd?|tel|e-?mail|phone|telephone|reply-to)\s*:.{0,120}|"
    r"-{2,}\s*(?:original|forwarded)\s+(?:message|mail|e-?mail)\s*-*|begin\s+forwarded\s+message:?|"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r",?\s+\d{4}|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}",
    re.IGNORECASE,
)
_PARTICULARS = re.compile(
    r"(?:(?:my|our|your)\s+(?:\w+\s+){0,2})?(?:name|surname|address|postcode|post\s+code|town|city|"
    r"village|county|ward|constituency|mp|councillor|age|date\s+of\s+birth|date|telephone|phone|"
    r"mobile|e-?mail|occupation|job|school|signed|signature)\s*(?:is|are|:|-|–|\s)\s*"
    r"(?!(?:that|because|not|so|too)\b)\S+(?:\s+\S+){0,7}"
    r"|(?:i|we)(?:\s+(?:have|ve))?\s+(?:(?:live|lived|work|worked|study|studied|reside|resided|"
    r"come|came)\s+(?:in|at|on|near|as|for|from|with|by|to|opposite|behind|between|just|here)|"
    r"(?:am|are|m|re)\s+(?:writing\s+)?(?:from|aged?|a\s+resident\s+of))\b"
    r"(?:\s+(?!(?:and|but|because|so|who|where|which|that|if|i|we)\b)\S+){1,9}"
    r"|(?:i|we)\s+am\s+\d{1,3}(?:\s+years?\s+(?:of\s+age|old))?",
    re.IGNORECASE,
)


def filler(text: str, question_text: str | None = None) -> FillerKind | None:
    """Return why an answer is no point of its own, or None when it may be one.

    "None" and "No" are real answers to a question that asks whether there are any, or whether
    something holds; without a question, or to one that asks for further comments, they are
    :attr:`FillerKind.NONE`. Text of more than 160 characters is never filler.
    """
    asked, text = _asked_and_answered(text)
    question_text = question_text or asked
    if len(text) > _LONGEST:
        return None
    if _EMPTY_MARKS.fullmatch(text):
        return FillerKind.NO_COMMENT
    plain = text.lower().replace("’", "'").replace("(s)", "s")
    folded = " ".join(_FOLD.sub(" ", plain).split())
    if _NONE.fullmatch(folded):
        return None if _is_an_answer(folded, question_text) else FillerKind.NONE
    bare = " ".join(_FOLD.sub(" ", _LABELLED.sub("", plain, count=1)).split())
    if _NO_COMMENT.fullmatch(folded) or _NO_COMMENT_AND_WHY.fullmatch(bare):
        return FillerKind.NO_COMMENT
    if _CROSS_REFERENCE.fullmatch(folded):
        return FillerKind.CROSS_REFERENCE
    return None


def _asked_and_answered(text: str) -> tuple[str | None, str]:
    """Return the question of a table's row and its last cell, "How? | None"; else the text."""
    asked, bar, answer = text.rpartition("|")
    return (asked, answer.strip()) if bar and asked.rstrip().endswith("?") else (None, text)


def is_letter_frame(text: str) -> bool:
    """Whether a block is only a greeting, a close, a date line or an address of a letter."""
    bare = text.strip(" *_,.!")
    return len(bare) <= _LONGEST and len(bare.split()) <= 14 and bool(_SALUTATION.fullmatch(bare))


def is_particulars(text: str) -> bool:
    """Whether a sentence only says who or where its writer is, as a form's blanks ask."""
    bare = text.strip(" *_,.!:;>-")
    return len(bare) <= _LONGEST and bool(_PARTICULARS.fullmatch(bare))


def _is_an_answer(folded: str, question_text: str | None) -> bool:
    asked = _QUESTIONS.findall(question_text or "")
    # "Do you agree with …? Please say why." asks whether; the request for reasons comes after.
    question_text = " ".join(asked) if asked else question_text
    if not question_text or _ASKS_FOR_MORE.search(question_text):
        return False
    whether_any = re.search(r"\bany", question_text, re.IGNORECASE)
    if _ASKS_FOR_A_VIEW.search(question_text) and not whether_any:
        return folded == "no"
    return bool(_ASKS_WHETHER_ANY.search(question_text.strip()))
