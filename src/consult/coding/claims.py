"""Which sentences of a paper claim something that people can agree or disagree with."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from consult.domain.document import BlockKind, Document, Span
from consult.domain.verbs import AUXILIARY

Sentences = Callable[[str], Sequence[Span]]

_MARK = re.compile(r"\(?\s*(?:[!?]\s*){3,}\)?|\([!?\s]{2,}\)")
_CITATION = re.compile(
    r"\s*\((?:see |e\.g\. )?[^()]{0,160}(?:\b(?:19|20)\d\d[a-z]?|\bn\.d\.)[^()]{0,60}\)"
)
_NORMATIVE = re.compile(
    r"\b(?:should|must|ought to|needs? to|is needed|are needed|(?:has|have) to be|we need|we must|"
    r"(?:is|are) (?:essential|vital|critical|crucial|imperative)|deserves?|will not happen|"
    r"no (?:substitute|silver bullet)|needs? (?:more|better|a|an))\b",
    re.IGNORECASE,
)
_EVALUATIVE = re.compile(
    r"\b(?:broken|inadequate|insufficient(?:ly)?|not (?:\w+ ){0,3}enough|(?:not|n[o’']t) "
    r"(?:good|doing|do) enough|not working|too (?:many|often|much|few|little|high|low|slow|far|"
    r"late|long|inconsistent|weak|\w+ly)|"
    r"fail(?:s|ed|ing)?|misuse[sd]?|unacceptabl[ey]|poor(?:ly)?|lacks?|lacking|inconsistent|confused|"
    r"complicated|bureaucratic|risk averse|struggl(?:e|es|ing)|dysfunctional|ineffective|unfair|"
    r"weakens?|undermines?|falls? (?:far )?short|tension|unsafe|outdated|waste of|wasted|wasteful|"
    r"unsustainable|unequal|disjointed|fragmented|damag(?:es|ing)|harm(?:s|ful)|crowded|congested|neglected|"
    r"important role|the best way|better than|worse than|rather than|wrong|costly|"
    r"no longer|not meeting)\b",
    re.IGNORECASE,
)
_CAUSAL = re.compile(
    r"\b(?:because|leads? to|results? in|driven by|causes?|caused by|symptomatic of|"
    r"contributes? to|makes? it (?:harder|easier)|improves?|reduces?|increases?|"
    r"would (?:improve|reduce|help|make))\b",
    re.IGNORECASE,
)
_PROPOSING = re.compile(
    r"\b(?:we (?:propose|recommend|believe|think|are proposing|plan to)|"
    r"our (?:proposal|view) is)\b",
    re.IGNORECASE,
)
_INTENTION = re.compile(
    r"\b(?:will|intend to|intends to|want to|aim to|plan to|going to|hope to) (?:\w+ )?(?:consider|"
    r"explore|investigate|examine|look (?:at|into)|share|publish|set out|evolve|stress test|"
    r"work with|be a focus|review|report|continue to engage|consult|return to)\b|"
    r"\bnext (?:stage|phase) of\b|"
    r"\bstarting point\b|\bwe have (?:asked|offered|commissioned|heard)\b|"
    r"\bwill be (?:published|a focus)\b|\b(?:this|the) (?:chapter|section|document|"
    r"paper|report|consultation) (?:asks|sets|describes|"
    r"focuses|looks|explains|is about|is open|seeks)\b|\bwe (?:would )?question whether\b|"
    r"\bhypothesis\b|\b(?:chapter|section|pages?) (?:that )?follow(?:s|ing)?\b|\bthe review will\b",
    re.IGNORECASE,
)
_METHOD = re.compile(
    r"\b(?:we (?:heard|spoke|met|visited|surveyed|analysed|received)|heard (?:from|repeatedly)|"
    r"interviews?|survey(?:ed)?|study (?:shows|found)|research (?:shows|suggests|found)|"
    r"evidence (?:given|cited|suggests)|found that|showed|a review of|data (?:from|show)|figures|"
    r"respondents|explained|we (?:also )?know that|told us|has found|in box|"
    r"see (?:box|figure|table|annex|page)|for example|such as the|pilots?)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    rf"\b(?:{AUXILIARY}|never|isn[’']t|aren[’']t|don[’']t|doesn[’']t|needs?|makes?|leads?|means?|goes|fails?|lacks|"
    r"weakens?|causes?|results?|improves?|reduces?|requires?|deserves?|matters?|falls?|struggles?|"
    r"we [a-z]+|carries)\b|(?<!to )\b(?:runs?|takes?|comes?|costs?|works?|wants?|feels?|faces?|"
    r"finds?|gets?|gives?|loses?|uses?|pays?|sees?|remains?|continues?)\b",
    re.IGNORECASE,
)
_HOLDING = re.compile(
    r"(?:(?:overall|generally|in general|in our view|on balance|therefore),?\s+)?(?:(?:we|i)\s+"
    r"(?:(?:also|therefore|still|firmly|strongly|now|would)\s+){0,2}(?:think|believe|propose"
    r"|recommend|consider|suggest|argue|hold|maintain|conclude|are\s+proposing)\s+that|(?:our|the)"
    r"\s+(?:proposal|view|recommendation|preference|position|conclusion)\s+is\s+that|it\s+is\s+our"
    r"\s+(?:view|proposal|position)\s+that|it\s+is\s+proposed\s+that)\s+"
    r"(?!(?:this|that|these|those|it|they|he|she|there)\b)",
    re.IGNORECASE,
)
_HANGING = re.compile(
    r"(?:this|that|these|those|they|them|it(?!\s+is\s+(?:clear|important|essential|vital|critical|"
    r"right|wrong|unfair|time))|he|she|such|its|their|here|however|but|and|yet|so|also|"
    r"furthermore|moreover|instead|similarly|in addition|as a result|even|another|other|others|"
    r"both|for this reason|therefore|thus|one parent|in \w+ing|by doing|the more|the most|the same|"
    r"the latter|the former|a smaller|there is more|eg|e\.g)\b",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"(?:this|that) (?:is|has been|represents|remains) (?!why|because|not true|also|due|driven|a "
    r"(?:starting|description))",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:these|such|this) (?!work\b|review|consultation|paper|document|plan|strategy)[a-z]+|"
    r"\b(?:this|these|that|them|it|so|there)\.?\Z",
    re.IGNORECASE,
)
_PART_LABEL = re.compile(
    r"(?:chapter|part|section|theme|proposal|principle|recommendation)\s+[\w.]{1,12}\s*[:.–—-]\s+",
    re.IGNORECASE,
)
_LOWER_START = re.compile(
    r"(?:there (?:is|are)|we (?:need|must|should|do|are|believe)|too (?:often|many|much|few)|"
    r"at present|it is)\b"
)
_TURN = re.compile(r"\s+[–—]\s+|[:;]\s+")
_DANGLING_END = re.compile(
    r"\b(?:the|a|an|of|to|and|or|in|on|for|with|by|that|which|as|is|are|be|not|page|[a-zA-Z])\Z"
)
_FEWEST_WORDS, _MOST_WORDS = 6, 55
_LONG_WORDS, _HEAD_WORDS = 30, 8
_ENOUGH = 0.65


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim of the paper: clean words, where they stand, and how plainly they claim."""

    text: str
    start: int
    end: int
    block: int
    strength: float
    """From 0.65 for a bare claim to about 2 for a plain judgement or demand."""


def find_claims(
    document: Document, skip: frozenset[int], sentences: Sentences
) -> tuple[Claim, ...]:
    """Return the claims of a paper in order, leaving out the blocks in ``skip``.

    Judgements, demands, causes and proposals count; what the authors did, will do or cite does
    not, nor do fragments and sentences that hang on another. *This is a waste of …* is joined
    to the sentence it judges. Annotators' marks and citations are not in the text; the span
    leaves out marks at its ends, and a sentence with a mark inside is left out.
    """
    claims: list[Claim] = []
    for index, block in enumerate(document.blocks):
        if index in skip or block.kind in (BlockKind.FURNITURE, BlockKind.QUOTATION):
            continue
        text = document.text[block.start : block.end]
        spans = list(sentences(text))
        for position in range(len(spans)):
            found = _claim(text, spans, position, heading=block.kind is BlockKind.HEADING)
            if found:
                words, span, strength = found
                claims.append(
                    Claim(
                        text=words,
                        start=block.start + span.start,
                        end=block.start + span.end,
                        block=index,
                        strength=strength,
                    )
                )
    return tuple(claims)


def _claim(
    text: str, spans: Sequence[Span], position: int, *, heading: bool
) -> tuple[str, Span, float] | None:
    """Return the clean words, span and strength of a sentence that claims, or None."""
    span = _without_marks(text, spans[position])
    if span is None:
        return None
    words = _clean(text[span.start : span.end])
    if not _is_sentence(words, heading=heading):
        return None
    if _HANGING.match(words):
        return _verdict(text, spans, position, words)
    if len(words.split()) > _LONG_WORDS:
        words, span = _head(text, words, span)
    strength = _strength(words)
    if strength < _ENOUGH:
        return None
    return _sentence_form(words), span, strength


def _head(text: str, words: str, span: Span) -> tuple[str, Span]:
    """Return what a long sentence claims before its dash or colon, if that stands alone."""
    for found in _TURN.finditer(text, span.start, span.end):
        head = _clean(text[span.start : found.start()])
        if len(head.split()) >= _HEAD_WORDS and _FINITE.search(head) and _strength(head) >= _ENOUGH:
            return head, Span(start=span.start, end=found.start())
    return words, span


def _without_marks(text: str, span: Span) -> Span | None:
    """Return the span without annotators' marks at its ends; None when one stands inside."""
    start, end = span.start, span.end
    label = _PART_LABEL.match(text, start, end)
    start = label.end() if label else start
    while start < end:
        found = _MARK.match(text, start, end)
        if found and found.end() > start:
            start = found.end()
        elif text[start].isspace():
            start += 1
        else:
            break
    inside = list(_MARK.finditer(text, start, end))
    if inside and not text[inside[-1].end() : end].strip(" ."):
        end = inside.pop().start()
    while end > start and text[end - 1].isspace():
        end -= 1
    return None if inside or start >= end else Span(start=start, end=end)


def _clean(words: str) -> str:
    return " ".join(_CITATION.sub("", words).split()).strip()


def _is_sentence(words: str, *, heading: bool) -> bool:
    count = len(words.split())
    ended = words.rstrip("”’\"')").endswith((".", "!"))
    opened = words.lstrip("“‘\"'(")[:1]
    if (
        not _FEWEST_WORDS <= count <= _MOST_WORDS
        or "?" in words
        or "=" in words
        or ";" in words[:40]
    ):
        return False
    if not (opened.isupper() or _LOWER_START.match(words)):
        return False
    if not ended and (_DANGLING_END.search(words) or words[-1] in ":;,–—-"):
        return False
    if words.count("“") != words.count("”") or words.count("(") != words.count(")"):
        return False
    return bool(_FINITE.search(words)) and (ended or heading or count >= _FEWEST_WORDS)


def _strength(words: str) -> float:
    """Score how plainly a sentence claims; 0 for method, intentions and plain statistics."""
    if _INTENTION.search(words):
        return 0.0
    kinds = [
        1.0 * bool(_NORMATIVE.search(words)),
        0.9 * bool(_EVALUATIVE.search(words)),
        0.5 * bool(_CAUSAL.search(words)),
        0.8 * bool(_PROPOSING.search(words)),
    ]
    strength = max(kinds) + 0.3 * (sum(1 for kind in kinds if kind) - 1)
    if _METHOD.search(words):
        strength -= 0.6
    strength -= 0.25 * min(3, len(re.findall(r"[\d%£]+", words)))
    strength -= 0.4 * bool(_POINTING.search(words))
    length = len(words.split())
    if length > 30:
        strength -= 0.02 * (length - 30)
    return strength


def _held(words: str) -> str:
    """Return what the authors say that they hold: of "We think that X", X."""
    found = _HOLDING.match(words)
    said = words[found.end() :] if found else words
    return said if _FINITE.search(said) and len(said.split()) >= _FEWEST_WORDS else words


def _verdict(
    text: str, spans: Sequence[Span], position: int, words: str
) -> tuple[str, Span, float] | None:
    """Join *This is a waste of …* to the sentence it judges, over those that only add to it."""
    if not _VERDICT.match(words) or not _EVALUATIVE.search(words):
        return None
    judged = position - 1
    while judged > 0 and _HANGING.match(_clean(text[spans[judged].start : spans[judged].end])):
        judged -= 1
    if judged < 0 or position - judged > 2:
        return None
    first = _without_marks(text, spans[judged])
    last = _without_marks(text, spans[position])
    if first is None or last is None:
        return None
    fact = _clean(text[first.start : first.end]).rstrip(".")
    if _HANGING.match(fact) or not _is_sentence(fact, heading=False) or _INTENTION.search(fact):
        return None
    joined = f"{fact}; {words[0].lower()}{words[1:]}"
    if len(joined.split()) > _MOST_WORDS:
        return None
    return _sentence_form(joined), Span(start=first.start, end=last.end), 1.2


def _sentence_form(words: str) -> str:
    words = _held(words)
    words = words[0].upper() + words[1:]
    return words if words.rstrip("”’\"')").endswith((".", "!")) else f"{words}."
