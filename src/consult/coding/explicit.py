"""Positions stated in so many words: "we agree with this", "I strongly disagree", "No."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from consult.coding.judged import JUDGED_BAD, JUDGED_GOOD, PROPOSED
from consult.coding.no_side import no_side
from consult.coding.topics import run_in
from consult.domain.numbering import number_end
from consult.domain.sentences import sentence_spans


class Explicit(StrEnum):
    """What a passage says of itself in words; BOTH where it says one and the other."""

    AGREE = "AGREE"
    DISAGREE = "DISAGREE"
    BOTH = "BOTH"
    NEITHER = "NEITHER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """An explicit position; ``opening`` when the passage begins with it, as an answer does."""

    position: Explicit
    opening: bool
    bare: bool = False
    """Whether the passage says nothing but that: "No.", "Yes, definitely!"."""
    most: bool = False
    """Whether the sentence that declares it is half of the passage or more."""


_DEGREE = (
    r"(?:(?:strongly|fully|wholly|entirely|completely|totally|absolutely|very much|firmly"
    r"|wholeheartedly|generally|broadly|also|certainly|definitely|therefore|both|would|do|must"
    r"|still|nonetheless|nevertheless|very strongly|tend to) )*"
)
BODY = (
    r"(?:associations?|society|forum|trust|unions?|committee|group|federation|club|network"
    r"|partnership|alliance|coalition|institute|branch|charity|members|membership|meeting|board"
    r"|college|schools?|church|congregation|choir|(?:parish|town|community|youth|school|county"
    r"|borough|city|district|students?) council)"
)
"""Kinds of bodies that answer consultations in the third person. *The council* alone is not among
them: that is mostly the one that asks; nor is *the company*, which is mostly somebody else's."""
OWN = r"my (?:members|family|household|union|committee|organisation)"
"""Those for whom one person may answer: no brother, neighbour or MP."""
OURS = (
    r"(?:members|board|trustees|governors|directors|organi[sz]ation|staff|team|teachers|nurses"
    r"|doctors|volunteers|family|household|residents|students|pupils|" + BODY + r")"
)
"""What *our* makes the author's own; our MP, landlord or neighbour speaks for himself."""
NAMED = (
    r"(?-i:^(?!(?:Every\w+|No\w*|Some\w*|Any\w+|Who\w*|He|She|It|This|That|One|Each|Either|Neither"
    r"|Our|My|Your|His|Her|Their|The|An?|Government|Parliament|Council|Labour|What\w*|There|Nature|Science|History)\b)"
    r"[A-Z][\w’&-]+(?: [A-Z][\w’&-]+){0,3} (?=(?:[a-z]+ )?(?:agrees|disagrees|supports|opposes"
    r"|prefers|welcomes|endorses|favours|backs|rejects|objects|cannot|does|is|has)\b))"
)
"""A body that speaks of itself by name; what others named at the head of a sentence are said to
hold is theirs before this is asked (text/held)."""
_SUBJECT = (
    r"(?:(?:^|(?<![\s(“\"]or[\s(“\"])(?<!\bif[\s])(?<=[\s(“\"]))(?:i|we"
    r"|our (?:[\w’'-]+ ){0,2}?" + OURS + r" "
    r"|" + OWN + r" |my (?:colleagues|wife|husband|partner) and i "
    r"|the (?!(?:other|local|only)\b)(?:[\w’'-]+ ){0,3}?" + BODY + r" "
    r"|(?-i:(?!(?:MS?Ps?|UK|EU|BBC|NHS) )[A-Z][A-Za-z]*[A-Z][A-Za-z&]*) "
    r"|(?-i:[A-Z][A-Za-z&]+) members |" + NAMED + r")\s?)"
)
_GOES_ON = (
    r"\s*(?:[.,;:!–—]|$|(?:and|because|as|since|if|when|once|unless|until|but|provided|providing"
    r"|(?:so|as) long|subject|on condition|on (?:the|one) (?:\w+ )?(?:condition|understanding|basis"
    r"|footing|proviso)|only|with (?:all|everything)"
    r"|without (?:any )?(?:reservation|hesitation|qualification)s?)\b)"
)
_AS_IT_STANDS = (
    r"(?: \w+ly| as (?:it stands|they stand|drafted|proposed|written|set out|described|it is)"
    r"| in (?:its|their) (?:present|current|existing) form| in (?:principle|full|general))"
)
_OBJECT = (
    r"\s+(?:with |to )?(?:this|that|these|them|it|the|your)"
    rf"(?: {PROPOSED})?{_AS_IT_STANDS}?"
)
_ANAPHOR = r"(?=" + _GOES_ON + r"|" + _OBJECT + _GOES_ON + r")"
_POINTED_AT = re.compile(_OBJECT, re.IGNORECASE)
_STATED_AGREE = re.compile(
    _SUBJECT + _DEGREE + r"(?:agrees?|supports?|endorses?|favours?|backs?|welcomes?"
    r"|(?:am|are|is) (?:strongly |fully |broadly |all )?in (?:full |broad |complete )?"
    r"(?:favour|agreement|support)(?: of| with)?|(?:am|are|is) (?:now )?(?:all |firmly )?for"
    r"|(?:am|are|is) (?:very |quite |generally |perfectly )?(?:happy|content|comfortable|fine)"
    r" with|(?:can|could|would) (?:just |probably )?(?:accept|live with|put up with)"
    r"|(?<!would )(?:have|has|see|sees) no (?:objections?|problems?|quarrel|difficulty|issues?)"
    r"(?: at all| whatsoever)?(?: with)?|votes? for"
    r"|voted (?:unanimously |overwhelmingly |\d+ to \d+ )?(?:for|in favour of))" + _ANAPHOR,
    re.IGNORECASE,
)
_STATED_DISAGREE = re.compile(
    _SUBJECT + _DEGREE + r"(?:disagrees?|opposes?|objects?|rejects?"
    r"|(?:do|does)(?: not|n['’]t) (?:agree|support|endorse|favour)"
    r"|can(?: not|not|['’]t) (?:agree|support|endorse)"
    r"|votes? against|voted (?:unanimously |overwhelmingly |\d+ to \d+ )?against"
    r"|(?:am|are|is) (?:strongly |firmly |wholly |totally |completely |dead |all )?"
    r"(?:opposed|against|in disagreement)(?: to| with)?)" + _ANAPHOR,
    re.IGNORECASE,
)
_OPENING_AGREE = re.compile(
    r"^\W*(?:(?:reluctantly,? )?yes(?:,? (?:please )?do (?:it|this|that)| please)?|agreed?"
    r"|(?:that )?(?:seems|sounds) (?:very |quite )?(?:sensible|reasonable|fair|right|good)"
    r"(?: to (?:me|us))?|quite right(?: too)?|support(?:ed|ive)?(?!\s*;)"
    r"|(?:strongly|fully|wholly|completely|totally) (?:agreed?|support)|ok(?:ay)?|go ahead"
    r"|(?:strongly |very much |all )?in favour|absolutely|definitely|hear,? hear|yes,? please"
    r"|(?:it(?: i|['’]?)s )?(?:a )?(?:very |really )?(?:good|excellent|sensible|fair)(?: idea"
    r"| plan| thing| enough)?|fine (?:by|with) (?:me|us)|(?:i|we) (?:really )?(?:like|love) (?:it"
    r"|this|that|the idea)|(?:(?:that|this|it) )?(?:all )?makes (?:(?:good|perfect|complete"
    r"|a lot of) )?sense(?: to (?:me|us))?|about time(?: too)?|long overdue"
    r"|(?:i am|i['’]m|we are) happy with (?:it|this|that)|no (?:objections?|problem at all)(?: here"
    r"| from (?:me|us))?)(?=\s*(?:[.,;:!–—]|$|\b(?:definitely|if|provided|providing|subject to"
    r"|(?:as|so) long as|on condition|(?:but )?only (?:if|when|where|once|for|on|with))\b))",
    re.IGNORECASE,
)
_OPENING_DISAGREE = re.compile(
    r"^\W*(?:please (?:do not|don['’]?t)(?: do (?:it|this|that))?|(?:no[,!]? )*no(?!\.? ?\d"
    r"|\W+(?:nothing|none|n/?a|further|comments?|idea|answer)\b)|disagree"
    r"|(?:strongly|fully|wholly|completely|totally) (?:disagree|opposed?|against)"
    r"|against|opposed|certainly not|definitely not|absolutely not|not at all|no,? thank(?:s| you)"
    r"|(?:it(?: i|['’]?)s )?(?:a )?(?:very |really )?(?:bad|terrible|awful|silly|stupid|daft"
    r"|mad|crazy)(?: idea| plan)"
    r"|(?:it['’]?s |this is |that['’]s )?(?:simply |just |utterly |quite )?(?:pointless"
    r"|rubbish(?!\s*,)|nonsense|madness|lunacy|barmy|daft|crazy|ridiculous|unworkable"
    r"|unacceptable|over-?development)"
    r"|(?:i|we) (?:do not|don['’]?t) (?:like|want) (?:it|this|that|the idea)"
    r"|(?:an? )?(?:total |complete |utter )?(?:waste of (?:time|money)|rip[ -]?off|disgrace))"
    r"(?=\s*(?:[.,;:!–—]|$))",
    re.IGNORECASE,
)
_FROM_ME = r"(?:^|[.,;:!?–—]\s*|\b(?:so|and|but) )(?:it|that)(?:['’]s| is) {} from (?:me|us)\b"
_YES_FROM_ME = re.compile(_FROM_ME.format("a (?:big |definite |firm )?yes"), re.IGNORECASE)
_NO_FROM_ME = re.compile(_FROM_ME.format("a (?:big |definite |firm )?no"), re.IGNORECASE)
_NO_WITHOUT_OBJECTION = re.compile(
    r"^\W*no\s*[.,;:!–—]+\s*(?:no,? )?(?:(?:i|we)(?: (?:really|certainly|personally))? )?(?:(?:i"
    r"|we) )?(?:(?:(?:have|had|see|can see|there (?:is|are)) )?no (?:(?:strong|particular|real"
    r"|major|great) )?(?:objections?|problems?|issues?|concerns?|worries)\b"
    r"|(?:do not|don['’]?t|would not|wouldn['’]?t|will not|won['’]?t) (?:really )?(?:object|mind"
    r"|oppose|disagree)\b|(?:am|are) (?:not (?:against|opposed)"
    r"|(?:very |quite |perfectly )?(?:happy|content|fine|comfortable))\b"
    r"|(?:that|this|it)(?:['’]s| is| seems| sounds| looks| would be)(?: all| perfectly"
    r"| quite)? (?:fine|ok(?:ay)?|good|great|right|acceptable"
    r"|an? (?:very )?(?:good|great|fine|sensible|excellent)\b)\b|all good\b|go ahead\b|carry on\b"
    r"|fine\b|happy (?:with|for)\b)",
    re.IGNORECASE,
)
"""A no that answers whether there is anything against it, and so takes no side against it."""
_GIVEN_SUPPORT = re.compile(
    r"\b(?:this|that|it|the (?:idea|proposals?|plans?|scheme|change|measure|policy|council))"
    r" (?:has|have|gets?|deserves?|can count on) (?:our|my) (?:full |whole-?hearted |strong )?"
    r"(?:support|backing|vote)\b|\byou have (?:our|my) (?:full |whole-?hearted )?"
    r"(?:support|backing|vote)\b"
    r"|\b(?:our|my) (?:support|agreement|backing)(?: for [^.,;]{3,90}?)? (?:(?:is|would be)"
    r" conditional|(?:would )?(?:depends?|rests?|hinges?)) (?:up)?on\b"
    r"|^\W*(?:(?:as|so) long as|if|provided)\b[^.;?]{3,160}, (?:then )?yes\b"
    r"|\b(?:i|we) (?:must|have to|would|will) say yes\b",
    re.IGNORECASE,
)
_QUALIFIED = re.compile(
    r"\b(?:in part|partly|partially|to (?:some|a certain|an) extent|up to a point"
    r"|not (?:fully|entirely|wholly|completely|necessarily)|neither agree|agree nor|yes and no"
    r"|agree or disagree|some (?:of us|members)|most of (?!us\b|our\b|my\b)"
    r"|half (?:of )?(?:us|our|my|the (?:members|group|committee)))\b",
    re.IGNORECASE,
)
_MIXED_YES_NO = re.compile(r"^\W*yes\b[^.!?]{0,60}[,;]\s*(?:but )?no\b", re.IGNORECASE)
_FOR = (
    r"(?<!not )(?<!n['’]t )(?<!dis)\b(?:agree|support|like|favour|am for|are for|in favour of"
    r"|approve of)\b"
)
_AGAINST = (
    r"\b(?:disagree|oppose|opposed|object|dislike|am against|are against|disapprove"
    r"|(?:do|does|can)(?: not|not|n['’]t) (?:agree|support|like|favour|accept|approve))\b"
)
_SPEAKS = r"\b(?:i|we|members)\b[^.!?]{0,40}?"
_GAP = r"[^.!?]{0,120}?"
_FOR_THIS, _AGAINST_THIS = _FOR + _ANAPHOR, _AGAINST + _ANAPHOR
_BOTH_SIDES = re.compile(
    _SPEAKS + rf"(?:{_FOR_THIS}{_GAP}{_AGAINST_THIS}|{_AGAINST_THIS}{_GAP}{_FOR_THIS})"
    r"|\bhalf (?:of )?(?:our|the|us|my)\b.{0,60}\bhalf\b|\b(?:i am|we are) torn\b"
    r"|\b(?:can['’]t|cannot|can not) (?:decide|make up (?:my|our) minds?)\b"
    r"|\b(?:good |strong |valid )?(?:arguments|points) on both sides\b|\bsee both sides\b"
    r"|\b(?:in|of) two minds\b|\b(?:have|with) (?:very )?mixed (?:feelings|views)\b",
    re.IGNORECASE,
)
_FOR_AND_AGAINST = re.compile(
    _SPEAKS + rf"(?:{_FOR}{_GAP}{_AGAINST}|{_AGAINST}{_GAP}{_FOR})", re.IGNORECASE
)
"""One thing supported and one opposed in a sentence: which of them is meant wants reading."""

_NEVER_SAID = re.compile(
    r"\b(?:never|nobody|no-?one|not true|only|(?:used to|once) (?:think|thought|say|said|believed?)"
    r"|(?:can|could|do|did|have|has|had|would|will)(?: not|not|n['’]t)"
    r" (?:say|said|think|thought|claim(?:ed)?))\b[^.!?;]{0,40}$"
    r"|\b(?:none|nor|neither|no way|circumstances|not all|few|hardly any|doubt|whether|unsure"
    r"|(?:not|n['’]t) (?:know|sure|certain|saying)|assumes?|claims?"
    r"|(?:you|they|everyone|everybody|people|some|council|report|paper) says?)\b"
    r"(?:(?!\b(?:and|so|but|because)\b)[^.!?;,]){0,40}$"
    r"|\b(?:member|minority|some|half|part|one|two|several|chair\w*) of\s*(?:the )?$"
    r"|\b(?:was|were|been|am|are) told(?: that)?\s*$"
    r"|\b(?:where|what|(?:on|in|with) which|points?|areas?|things?|matters?)\s*$",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\s*(?:i|we|our|my)\b", re.IGNORECASE)
AUTHOR_DIFFERS = re.compile(
    r"[^.!?]{0,120}\b(?:i|we) (?:do|did|would|can)(?: not|not|n['’]t)"
    r"(?=\s*(?:[.,;:!?–—]|$|agree\b|support\b|share\b))",
    re.IGNORECASE,
)
"""After what a body says, in the same sentence: that whoever writes does not say so."""
_STATED = (_STATED_AGREE, _STATED_DISAGREE)
_PLAIN = {
    Explicit.AGREE: (_OPENING_AGREE, _STATED_AGREE),
    Explicit.DISAGREE: (_OPENING_DISAGREE, _STATED_DISAGREE),
}
_FRONT = re.compile(r"^\W+")

_SHORT = {
    re.compile(r"\bi['’]m\b", re.IGNORECASE): "I am",
    re.compile(r"\bwe['’]re\b", re.IGNORECASE): "we are",
}
_AFTER_LABEL = re.compile(r"^[^:–—]*?(?::| [–—-])\s+")
_HYPHEN = re.compile(r"(?<=\w) - (?=\w)")
_READ = 5_000
"""What is read of a passage; a longer one declares itself before that or not at all."""


def declared(text: str) -> Declaration | None:
    """Return the position that a passage declares towards what it answers, or None.

    Only declarations whose object is pointed at count ("agrees with this", "oppose the
    proposal", a bare "No."): where the object is spelt out, what it says decides, and that needs
    reading, not a pattern. Qualified declarations ("agree in part") and those of others ("some
    agree with this") do not count. Linear in the length of the text.
    """
    text = _unabridged(text[:_READ])
    if _MIXED_YES_NO.search(text):
        return Declaration(position=Explicit.BOTH, opening=True)
    if _BOTH_SIDES.search(text):
        return Declaration(position=Explicit.BOTH, opening=False)
    abstains = no_side(text)
    if not abstains and (_FOR_AND_AGAINST.search(text) or _QUALIFIED.search(text)):
        return None
    opening_agree = _OPENING_AGREE.match(text)
    if _NO_WITHOUT_OBJECTION.match(text):
        return None
    opening_disagree = _OPENING_DISAGREE.match(text)
    agree = (
        opening_agree
        or _own(_STATED_AGREE, text)
        or _GIVEN_SUPPORT.search(text)
        or _YES_FROM_ME.search(text)
        or _own(JUDGED_GOOD, text)
    )
    disagree = (
        opening_disagree
        or _own(_STATED_DISAGREE, text)
        or _NO_FROM_ME.search(text)
        or _own(JUDGED_BAD, text)
    )
    if abstains is not None:
        taken = bool(agree) or bool(disagree and not opening_disagree)
        return None if taken else _declaration(text, abstains, Explicit.NEITHER)
    if agree and disagree:
        return Declaration(position=Explicit.BOTH, opening=False)
    found = agree or disagree
    if found is None:
        return None
    return _declaration(text, found, Explicit.AGREE if agree else Explicit.DISAGREE)


def _unabridged(text: str) -> str:
    """Return a passage as the patterns know it: "I'm" in full, no label, dashes for hyphens.

    A label is a number, or the topic before a colon ("Parking: a good idea").
    """
    text = text[number_end(text) :]
    label = run_in(text)
    if label and not any(said.match(label) for said in (_OPENING_AGREE, _OPENING_DISAGREE)):
        text = _AFTER_LABEL.sub("", text, count=1)
    for short, full in _SHORT.items():
        text = short.sub(full, text)
    return _HYPHEN.sub(" – ", text)


def _own(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the first statement of a position that is its author's own and is not denied."""
    for found in pattern.finditer(text):
        if _NEVER_SAID.search(text, max(0, found.start() - 60), found.start()) is not None:
            continue
        if _FIRST_PERSON.match(found[0]) is None and AUTHOR_DIFFERS.match(text, found.end()):
            continue
        return found
    return None


def _declaration(text: str, found: re.Match[str], position: Explicit) -> Declaration:
    opening = not text[: found.start()].strip(" \"'“‘")
    others = found.re in _STATED and _FIRST_PERSON.match(found[0]) is None
    bare = opening and not others and _is_bare(text, position)
    most = 2 * len(_sentence_around(text, found)) >= len(text)
    return Declaration(position=position, opening=opening, bare=bare, most=most)


def _sentence_around(text: str, found: re.Match[str]) -> str:
    for span in sentence_spans(text):
        if span.start <= found.end() - 1 < span.end:
            return text[span.start : span.end]
    return ""


def _is_bare(text: str, position: Explicit) -> bool:
    """Whether a passage says its position, however often, and nothing else."""
    rest = text
    plain = _PLAIN.get(position, ())
    while found := next(filter(None, (said.match(rest) for said in plain)), None):
        rest = rest[found.end() :]
        pointed = _POINTED_AT.match(rest)
        rest = _FRONT.sub("", rest[pointed.end() :] if pointed else rest)
    return not any(c.isalnum() for c in rest)
