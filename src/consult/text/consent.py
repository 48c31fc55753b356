"""What a letter or form says about being published: private, without its name, or in full."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from consult.domain.document import Block, BlockKind
from consult.domain.ledger import Consent

_OWN = (
    r"(?:(?:any\s+(?:part|of)\s+(?:of\s+)?|all\s+(?:of\s+)?|either\s+)?(?:my|our|this|these|the\s+above|"
    r"it|them|me|us)\b(?:\s+(?:own|full|written|consultation|personal))?"
    r"(?:\s+(?:response|submission|letter|e-?mail|comments?|views?|answers?|evidence|contribution|"
    r"representation|details?|information|reply|feedback|form|document))?)"
)
_NAME = (
    r"(?:my|our|the\s+(?:writer|sender)['’]s)\s+(?:own\s+|full\s+|organi[sz]ation['’]s\s+)?"
    r"(?:name|names|identity|identities|personal\s+details|details|address|contact\s+details|name\s+"
    r"(?:and|or)\s+(?:address|details|e-?mail))"
)
_SHOW = (
    r"(?:publish|print|share|disclose|release|reveal|use|quote|attribute|identify|name|mention|"
    r"make\s+public|pass\s+on|show|include)"
)
_SHOWN = (
    r"(?:published|printed|shared|disclosed|released|revealed|quoted|used|made\s+public|passed\s+on|"
    r"shown|put\s+online|attributed|named|identified|included)"
)
_NOT = (
    r"(?:do\s+not|don['’]t|please\s+not|not\s+to|never|without|rather\s+you\s+did\s+not|must\s+not)"
)
_WISH = (
    r"(?:I|we)\s+(?:do\s+not|don['’]t|would\s+not|would\s+rather\s+not|would\s+prefer\s+not|wish\s+not|"
    r"would\s+prefer\s+(?:that\s+)?|wouldn['’]t)\s*(?:wish|want|like|agree|consent|give\s+permission)?"
)
_NOUN = (
    r"(?:response|submission|letter|e-?mail|comments?|answers?|evidence|contribution|representation|"
    r"details|information|reply|feedback|form|document|words)"
)
_THIS = rf"\b(?:(?:any\s+(?:part\s+)?of\s+)?(?:my|our|this|these|the\s+above)(?:\s+\w+)?\s+{_NOUN})"
_TOLD = r"(?:^\W*|\bplease,?\s+|\b(?:and|but|you|ask|request|wish|prefer)\s+|[,;:–—]\s*)"
"""What stands before a wish to the reader; without it somebody else does not do it."""
_IS = (
    r"(?:is|are|be|to\s+be|to\s+remain|remains?|is\s+sent|is\s+given|should\s+be|must\s+be|to\s+stay|"
    r"stays?)"
)
_ENDS = r"(?=\W*$|\s*[,.;:!?()–—]|\s+(?:and|but|or|please|until|by|from|between|to\s+you)\b)"
"""What follows is no noun: "private companies" and "a confidential service" are about others."""
_PRIVATE = (
    rf"{_TOLD}{_NOT}\s+(?:publish|print|share|disclose|release|reveal|quote|make\s+public|pass\s+on)"
    rf"\s+{_OWN}(?!\s+(?:views?|concerns?|aims?|values?|opinions?)\b)",
    rf"{_TOLD}{_NOT}\s+{_SHOW}\s+{_THIS}",
    rf"{_WISH}\s+(?:for\s+|to\s+have\s+|that\s+)?{_OWN}\s+(?:to\s+be\s+|being\s+|be\s+|is\s+)?{_SHOWN}",
    rf"{_THIS}\s+(?:must|should|is|are|may|can)\s*(?:not|n['’]t)\s+(?:to\s+)?(?:be\s+)?(?:for\s+)?"
    rf"(?:{_SHOWN}|publication)",
    r"\b(?:this|it)\s+(?:must|should|is|may)\s*(?:not|n['’]t)\s+(?:to\s+be\s+(?:published|printed|"
    r"shared|quoted|made\s+public)|for\s+publication)",
    rf"\b(?:treat|keep|hold|consider|regard|mark)\s+{_OWN}\s+(?:as\s+|in\s+|strictly\s+|fully\s+){{0,3}}"
    rf"(?:confidential|private|confidence|secret)\b{_ENDS}",
    rf"\b(?:{_THIS}|this)\s+{_IS}\s+(?:\w+\s+){{0,2}}?(?:kept\s+|treated\s+|held\s+|as\s+|strictly\s+|in\s+){{0,3}}"
    rf"(?:confidential\b(?!\s+and\s+intended)|in\s+(?:strict\s+|the\s+strictest\s+)?confidence\b){_ENDS}",
    rf"(?:{_THIS}\s+{_IS}|\bthis\s+{_IS}\s+(?:kept|treated|held)(?:\s+as)?)\s+(?:kept\s+|treated\s+|held\s+|as\s+|"
    rf"strictly\s+){{0,3}}private\b{_ENDS}",
)
_ANONYMOUS = (
    rf"{_NOT}\s+{_SHOW}\s+{_NAME}",
    rf"{_WISH}\s+(?:for\s+|to\s+have\s+|that\s+)?{_NAME}\s+(?:to\s+be\s+|being\s+|be\s+|is\s+)?{_SHOWN}",
    rf"{_NAME}\s+(?:must|should|is|are|may|can)\s*(?:not|n['’]t)\s+(?:to\s+)?be\s+{_SHOWN}",
    rf"(?:without|withhold|leave\s+out|remove|hide|but\s+not|and\s+not|keep\s+back|redact)\s+{_NAME}",
    rf"keep\s+{_NAME}\s+(?:\w+\s+)?(?:private|confidential|secret|out)",
    r"(?:I|we)\s+(?:wish|want|would\s+like|would\s+prefer|prefer|ask|choose)\s+to\s+(?:remain|stay|be|"
    r"respond)\s+(?:kept\s+)?anonymous(?:ly)?",
    r"(?:keep|treat|make)\s+(?:me|us|this|it|my\s+\w+|our\s+\w+)\s+(?:as\s+)?anonymous",
    r"(?:publish(?:ed)?|quot(?:ed|e)|used?|print(?:ed)?|shared?)\s+(?:\w+\s+){0,3}?anonymously",
    r"please\s+anonymi[sz]e",
)
_PUBLISH = (
    rf"(?:happy|content|willing|glad|pleased|consent|agree|no\s+objection|do\s+not\s+object|don['’]t\s+"
    rf"(?:mind|object)|do\s+not\s+mind|like|permission)\s+(?:for\s+|to\s+(?:have\s+)?|that\s+)?(?:both\s+)?"
    rf"(?:{_NAME}|{_OWN})(?:\s+(?:and|or)\s+(?:{_NAME}|{_OWN}|\w+))?\s+(?:to\s+be\s+|being\s+|may\s+be\s+|"
    rf"is\s+|be\s+|can\s+be\s+){_SHOWN}",
    rf"(?:I|we|you)\s+(?:may|can|consent\s+to\s+you|are\s+(?:free|welcome)\s+to)\s+{_SHOW}(?:ing)?\s+{_OWN}",
    rf"{_OWN}\s+(?:may|can)\s+be\s+{_SHOWN}",
    rf"consent\s+to\s+(?:the\s+)?(?:publication|publishing)\s+of\s+{_OWN}",
)
_ALONE = {
    Consent.PRIVATE: re.compile(
        r"[\W_]*(?:strictly\s+|private\s+and\s+|commercial\s+in\s+)?(?:confidential|not\s+for\s+publication|"
        r"in\s+(?:strict\s+)?confidence|commercial\s+in\s+confidence|confidence)[\W_]*",
        re.IGNORECASE,
    ),
    Consent.ANONYMOUS: re.compile(
        r"[\W_]*(?:name\s+(?:and\s+address\s+)?(?:withheld|supplied)|not\s+to\s+be\s+named|anonymous\s+"
        r"(?:response|submission))[\W_]*",
        re.IGNORECASE,
    ),
}
_ASKED = re.compile(
    r"[^?:]{0,140}\b(?:publish(?:ed)?|quoted?|shared?|confidential|anonymous(?:ly)?|name[d]?)\b"
    r"[^?:]{0,80}[?:]\s*(?P<answer>yes|no|y|n)\b[.!]?\s*",
    re.IGNORECASE,
)
_RULES = (
    (Consent.PRIVATE, re.compile("|".join(f"(?:{p})" for p in _PRIVATE), re.IGNORECASE)),
    (Consent.ANONYMOUS, re.compile("|".join(f"(?:{p})" for p in _ANONYMOUS), re.IGNORECASE)),
    (Consent.PUBLISH, re.compile("|".join(f"(?:{p})" for p in _PUBLISH), re.IGNORECASE)),
)
_TELLS_OF_IT = re.compile(
    r"publi|print|shar|disclos|confid|private|anonym|name|quot|identi|reveal|withh", re.IGNORECASE
)
_NOT_THEIRS = re.compile(
    r"\bintended\s+(?:solely|only|for)|\baddressee|\brecipient|\bvirus|\bprivileged\b|\bif\s+you\s+(?:wish|"
    r"want|would\s+like)\b|\byour\s+(?:name|response)\b[^?]{0,60}$|\bnot\s+(?:be\s+)?(?:confidential|private)\b|^\s*[“\"]",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+(?=\s|$)|$)|[.!?]+")
_NOT_READ = frozenset(("quoted", "disclaimer", "footer", "footnote", "comment", "notes"))
_LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWords:
    """Words that say what may be shown of a response, and where they stand."""

    consent: Consent
    quote: str
    start: int
    end: int


def stated_consent(text: str, blocks: Iterable[Block]) -> tuple[ConsentWords, ...]:
    """Return each sentence that says what may be published of its own response, in order.

    "Do not publish my name" is ANONYMOUS, "treat this as confidential" PRIVATE; within a
    sentence the stricter counts, but "publish this without my name" is ANONYMOUS. What a mail's
    disclaimer or quoted part says, and what is said of others' words, counts for nothing.
    """
    found: list[ConsentWords] = []
    for block in blocks:
        part = block.locator.part or ""
        if part in _NOT_READ or block.kind is BlockKind.QUOTATION:
            continue
        words = text[block.start : block.end]
        if not _TELLS_OF_IT.search(words):
            continue
        asked = _ASKED.fullmatch(words)
        whole = asked and _answered(words, asked["answer"])
        alone = next((c for c, pattern in _ALONE.items() if pattern.fullmatch(words)), None)
        if whole or alone:
            consent = whole or alone or Consent.UNKNOWN
            found.append(_words(consent, text, block.start, block.end))
            continue
        for sentence in _SENTENCE.finditer(words):
            said = _said(sentence.group())
            if said is not None:
                start = block.start + sentence.start()
                found.append(_words(said, text, start, block.start + sentence.end()))
    return tuple(found)


def only_about_consent(text: str) -> bool:
    """Tell whether every sentence of a text says what may be published of it, and nothing else."""
    sentences = [found.group() for found in _SENTENCE.finditer(text) if found.group().strip()]
    return bool(sentences) and all(_said(sentence) is not None for sentence in sentences)


def _said(sentence: str) -> Consent | None:
    plain = " ".join(sentence.split())
    if len(plain) > _LONGEST or not _TELLS_OF_IT.search(plain) or _NOT_THEIRS.search(plain):
        return None
    said = [consent for consent, pattern in _RULES if pattern.search(plain)]
    # "You may publish this but not my name", "publish it without our name": shown, unnamed.
    if Consent.ANONYMOUS in said:
        return Consent.ANONYMOUS
    return said[0] if said else None


def _answered(question: str, answer: str) -> Consent:
    """Return what yes or no to a form's question about publishing means."""
    yes = answer.casefold().startswith("y")
    asked = question.casefold()
    if "confidential" in asked:
        return Consent.PRIVATE if yes else Consent.UNKNOWN
    if "anonymous" in asked:
        return Consent.ANONYMOUS if yes else Consent.UNKNOWN
    if yes:
        return Consent.PUBLISH
    return Consent.ANONYMOUS if re.search(r"\bnames?d?\b", asked) else Consent.PRIVATE


def _words(consent: Consent, text: str, start: int, end: int) -> ConsentWords:
    quote = text[start:end]
    lead = len(quote) - len(quote.lstrip())
    return ConsentWords(
        consent=consent, quote=quote.strip(), start=start + lead, end=start + len(quote.rstrip())
    )
