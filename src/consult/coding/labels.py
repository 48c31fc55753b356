"""Readable labels: a key point cut to a clause, or a noun phrase; never a list of words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from consult.coding.key_points import has_finite_verb, leans_on_context
from consult.domain.document import Span

LABEL_WORDS = 14
SHORTEST_CLAUSE = 5
_CHARACTERS = 120

_FRAME = re.compile(
    r"^(?:(?:firstly|first|finally|overall|generally|personally|ultimately|fundamentally|clearly|"
    r"collectively|generally speaking|in (?:our|my) (?:view|opinion|experience)|to be honest|"
    r"yes|no)[,:.]? )?"
    r"(?:(?:we|i|our members|members|residents|respondents|many|(?:[A-Z][\w’'&.-]* ){1,4}"
    r"(?:members? )?)(?: ?(?:all|also|strongly|firmly|would|do))* ?"
    r"(?:believes?|thinks?|feels?|considers?|argues?|argue|contends?|recognises?|notes?|hopes?|"
    r"understands?|acknowledges?) (?:that )?)?",
)
_BOUNDARY = re.compile(
    r"(?:;| [–—-] |:| \(|, (?:and|but|or|so|as|which|who|whose|where|while|whilst|although|though|"
    r"because|since|yet|with|including|such as|especially|particularly|rather than|not least|"
    r"even|if|when|unless|however|therefore)\b| (?:because|so that|in order to|although|whilst|"
    r"while|unless|whereas|where|which|rather than|such as|especially if|as long as|provided|"
    r"and|but|as)\b|,)"
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_EDGE = re.compile(
    r"^(?:the|a|an|this|that|these|those|our|their|its|his|her|your|my|some|any|all|more|most|many|"
    r"such|other|each|every|no|both|certain|several|very|too|so|also) ",
    re.IGNORECASE,
)
_WEAK_END = re.compile(
    r" (?:the|a|an|of|to|in|on|for|with|by|from|at|and|or|but|that|which|is|are|was|were|be|been|"
    r"has|have|had|will|would|should|must|can|could|may|might|not|as|than|their|our|its|this|"
    r"these|those|more|very|too|so|if|when|where|who|while|because|into|about|between|such)$",
    re.IGNORECASE,
)
_BARE_WORDS = (
    "addition answer answers anyone anything area areas bit case comment comments "
    "consultation course day days document end everyone everything example examples fact he i "
    "importance issue issues it kind level levels lot lots matter matters member members na "
    "need needs no none number one ones opportunity order paper part parts people person "
    "place places plan point points proposal proposals question questions range reason "
    "reasons report respect response review she someone something sort terms that them these "
    "they thing things this those time times us use variety view views way ways we what which "
    "who year years yes you "
)
_BARE = frozenset(_BARE_WORDS.split())
"""Nouns that name nothing by themselves."""


def label_for(
    key_point: str,
    texts: Sequence[str],
    phrases: Sequence[Sequence[Span]],
    taken: Sequence[str] = (),
) -> str:
    """Return a label in readable English for a theme.

    The key point itself when it is short, else its first whole clause, else the noun phrase that
    the texts use most, else its first words. The label has at most 14 words, begins with a
    capital, has no full stop and is none of ``taken``.

    Args:
        key_point: the sentence that says the theme best.
        texts: the texts of the theme.
        phrases: the noun phrases of each of them, as spans.
        taken: labels of other themes of the question.
    """
    used = {label.casefold() for label in taken}
    clause = clause_of(key_point)
    options = [clause] if clause else []
    named = typical_phrases(texts, phrases, key_point)
    if named:
        options.append(_capital(named[0]))
        options.extend(_capital(f"{named[0]} and {other}") for other in named[1:3])
    options.append(_first_words(key_point))
    for option in options:
        if option and option.casefold() not in used:
            return option
    base, number = options[-1] or "Theme", 2
    while f"{base} ({number})".casefold() in used:
        number += 1
    return f"{base} ({number})"


def clause_of(sentence: str) -> str | None:
    """Return the sentence, or its first whole clause, as a label; None when neither will do."""
    text = _bare_sentence(sentence)
    if _is_clause(text):
        return _capital(text)
    ends = [match.start() for match in _BOUNDARY.finditer(text)]
    fitting = [text[:end].rstrip(" ,;:–—-") for end in ends]
    good = [part for part in fitting if _is_clause(part) and not _WEAK_END.search(part)]
    return _capital(good[-1]) if good else None


def typical_phrases(
    texts: Sequence[str], phrases: Sequence[Sequence[Span]], key_point: str, count: int = 4
) -> list[str]:
    """Return the noun phrases that most of the texts use, those of the key point first.

    Articles are dropped, phrases that name nothing ("the review", "many people") are left out,
    and each text counts once.
    """
    seen: Counter[str] = Counter()
    written: dict[str, str] = {}
    for text, spans in zip(texts, phrases, strict=True):
        found = {}
        for span in spans:
            phrase = _trimmed(text[span.start : span.end])
            if phrase:
                found[phrase.casefold()] = phrase
        for key in sorted(found):
            seen[key] += 1
            written[key] = min(written.get(key, found[key]), found[key])
    point = key_point.casefold()
    ranked = sorted(
        seen, key=lambda key: (-seen[key], key not in point, -min(len(key.split()), 4), key)
    )
    return [written[key] for key in ranked[:count]]


def definition_for(key_point: str, phrases: Sequence[str], side: str | None) -> str:
    """Return the sentence that tells a coder what belongs to a candidate theme."""
    stance = {"AGREE": " in agreement", "DISAGREE": " in disagreement"}.get(side or "", "")
    mention = f" Often named: {', '.join(phrases)}." if phrases else ""
    return f"What is said{stance} along the lines of “{key_point}”{mention}"


def _bare_sentence(sentence: str) -> str:
    text = sentence.strip().strip('“”"').rstrip(".!;: ")
    match = _FRAME.match(text)
    if match and match.end() and len(_WORD.findall(text[match.end() :])) >= SHORTEST_CLAUSE:
        text = text[match.end() :]
    return text


def _is_clause(text: str) -> bool:
    words = len(_WORD.findall(text))
    return (
        SHORTEST_CLAUSE <= words <= LABEL_WORDS
        and len(text) <= _CHARACTERS
        and not text.endswith("?")
        and not leans_on_context(text)
        and has_finite_verb(text)
        and text.count("(") == text.count(")")
    )


def _trimmed(phrase: str) -> str | None:
    """Return a noun phrase without its articles, or None when it names nothing."""
    text = " ".join(phrase.split()).strip("“”\"'‘’.,;:()[]*#- ")
    while (match := _EDGE.match(text)) is not None:
        text = text[match.end() :]
    words = _WORD.findall(text.casefold())
    if not words or len(words) > 7 or all(word in _BARE or len(word) < 3 for word in words):
        return None
    return text if len(words) > 1 or len(text) > 4 else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _first_words(sentence: str) -> str:
    text = _bare_sentence(sentence)
    words = text.split()
    if len(words) <= LABEL_WORDS:
        return _capital(text)[:_CHARACTERS]
    part = " ".join(words[: LABEL_WORDS - 2])
    while (shorter := _WEAK_END.sub("", part)) != part:
        part = shorter
    return _capital(part.rstrip(" ,;:–—-"))[:_CHARACTERS] + " …"
