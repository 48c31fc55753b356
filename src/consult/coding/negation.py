"""The negation of a proposition, so that a stance can be checked against its opposite."""

from __future__ import annotations

import re

_SUBORDINATE = re.compile(
    r"\b(?:who|whom|whose|which|that|where|when|if|because|while|whilst|although|unless|than)\b",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(
    r"^(?:this house|we|i|the (?:paper|report|review|authors?|government|council))"
    r" (?:believes?|thinks?|says?|argues?|considers?|holds?) (?:that )?",
    re.IGNORECASE,
)
_OPERATOR = re.compile(
    r"\b(?:"
    r"(?P<cannot>cannot|can not|can't)"
    r"|(?P<contracted>(?:should|must|could|would|might|is|are|was|were|has|have|had|does|do|did)"
    r"n['’]t)"
    r"|(?P<wont>won['’]t)"
    r"|(?P<modal>should|must|can|could|will|would|may|might|shall|ought)"
    r"|(?P<support>do|does|did) not"
    r"|(?P<perfect>has|have|had)(?= (?:(?:not|never|always|long) )?(?:been|become|had|\w+ed)\b)"
    r"|(?P<copula>is|are|was|were)"
    r"|(?P<need>needs?)(?= to\b)"
    r")(?= |$|[,.;:])",
    re.IGNORECASE,
)
_NEGATIVE_SUBJECT = re.compile(
    r"^(?:no|nobody|no one|none|nothing|neither|few|fewer|little|hardly|scarcely|not|only"
    r"|at least|at most)\b",
    re.IGNORECASE,
)
_OPENERS = frozenset(
    (
        "a", "an", "the", "this", "these", "those", "there", "it", "its", "our", "their", "his",
        "her", "my", "your", "all", "each", "every", "some", "many", "most", "more", "less",
        "people", "children", "families", "young", "older", "new", "local", "in", "on", "at", "by",
        "for", "with", "both", "what", "how", "where", "when", "while", "too", "any", "another",
        "other", "such", "public", "private", "we", "they", "he", "she", "you", "only",
        "fewer",
    )
)  # fmt: skip
_LIMITED = re.compile(
    r" (?:no longer|not only|no more than|not just|do(?:es)? (?:nothing|no)|only)\b", re.IGNORECASE
)
_JOINED = re.compile(
    r"[,;:–—-]|\b(?:and|but|or|nor|so|yet|as|to|before|after|until|since|how|why|what)\b",
    re.IGNORECASE,
)
_AFTER = 12
_NOUN_BEFORE = re.compile(
    r"\b(?:the|a|an|any|no|our|their|his|her|my|your|its|of|in|political|free|urgent|pressing"
    r"|great|greatest|real|special) $",
    re.IGNORECASE,
)
"""What makes a noun of one of ``_NOUNS`` after it; "this will" and "the public will" are verbs."""
_NOUNS = frozenset(("need", "needs", "will", "might"))


def negate(proposition: str) -> str | None:
    """Return a sentence that is true where the proposition is false, or None for a question.

    The first operator of the main clause is negated ("should" to "should not"), an existing
    negation is taken away, and any other sentence is put under "It is not true that". Works on
    statements in English; white space at the ends is dropped. Grammar follows the usual rules of
    clausal negation; quantifiers are not rewritten, so the result is a contrary at times.
    """
    text = proposition.strip()
    if not text or text.endswith("?"):
        return None
    denial = re.match(r"it is not (?:true|the case) that ", text, re.IGNORECASE)
    if denial:
        return _capitalise(text[denial.end() :])
    attribution = _ATTRIBUTION.match(text)
    begin = attribution.end() if attribution else 0
    if _NEGATIVE_SUBJECT.match(text[begin:]):
        return _deny(text, begin)
    subordinate = _SUBORDINATE.search(text, begin)
    end = subordinate.start() if subordinate else len(text)
    operator = _operator(text, begin, end)
    if operator is None:
        return _deny(text, begin)
    rest = text[operator.end() :]
    if _LIMITED.match(rest) or _runs_on(text, operator, end):
        return _deny(text, begin)
    return text[: operator.start()] + _turned(operator, rest)


_NOT_UNTIL = re.compile(
    r"\b(?P<modal>should|must|shall|may|can|ought to) ?(?:not|never) "
    r"(?P<what>[^.;]{3,200}?) until\b",
    re.IGNORECASE,
)


def without_until(proposition: str) -> str | None:
    """Return "should V only when Y" for a proposition that something should not V until Y.

    Models of stance take the two halves of such a proposition for its opposite: of eleven texts on
    a branch that should not close until its replacement opens they read eight the wrong way
    round, and two of those with these words in its place. None where there is no such "until".
    """
    found = _NOT_UNTIL.search(proposition)
    if found is None:
        return None
    begin, end = proposition[: found.start()], proposition[found.end() :]
    return f"{begin}{found['modal']} {found['what']} only when{end}"


def _runs_on(text: str, operator: re.Match[str], end: int) -> bool:
    """Tell whether a second operator follows that nothing joins: the first is in the subject."""
    second = _operator(text, operator.end(), end)
    if second is None or operator.lastgroup != "copula":
        return False
    return _JOINED.search(text, operator.end(), second.start()) is None


def _operator(text: str, begin: int, end: int) -> re.Match[str] | None:
    """Return the first operator that is no noun ("the need", "a will") and no month."""
    for found in _OPERATOR.finditer(text, begin, end):
        month = found[0] == "May" and found.start() > begin
        noun = found[0].lower() in _NOUNS and _NOUN_BEFORE.search(text, begin, found.start())
        if not month and not noun:
            return found
    return None


def _deny(text: str, begin: int) -> str:
    head, claim = text[:begin], text[begin:]
    lead = "it is not true that " if head else "It is not true that "
    return head + lead + _lower_opener(claim)


def _turned(operator: re.Match[str], rest: str) -> str:
    """Return the operator and what follows it with the negation put in, or taken out."""
    word = operator.group()
    kind = operator.lastgroup
    if kind == "cannot":
        return _like(word, "can") + rest
    if kind == "wont":
        return _like(word, "will") + rest
    if kind == "contracted":
        return word[:-3] + rest
    if kind == "support":
        return word[: -len(" not")] + rest
    positive = _without_negation(rest)
    if positive is not None:
        return word + positive
    if kind == "need":
        return ("does" if word.lower() == "needs" else "do") + " not need" + rest
    if word.lower() == "can":
        return word + "not" + rest
    return word + " not" + rest


def _without_negation(rest: str) -> str | None:
    """Return the rest without the negation right at its start; None when there is none."""
    if re.match(r" (?:not only|no longer|no more than|not just)\b", rest, re.IGNORECASE):
        return None
    direct = re.match(r" (?:not|no)\b", rest, re.IGNORECASE)
    if direct:
        return rest[direct.end() :]
    never = re.match(r" never\b", rest, re.IGNORECASE)
    if never:
        return " sometimes" + rest[never.end() :]
    later = re.match(r" (?:be|been|have|also|still|therefore) (?:no|not)\b", rest, re.IGNORECASE)
    if later and later.end() <= _AFTER + 6:
        kept = later.group().rsplit(" ", 1)[0]
        return kept + rest[later.end() :]
    return None


def _like(model: str, word: str) -> str:
    return word.capitalize() if model[:1].isupper() else word


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower_opener(text: str) -> str:
    first = re.match(r"[^\W\d_]+", text)
    if first and first.group().lower() in _OPENERS:
        return text[:1].lower() + text[1:]
    return text
