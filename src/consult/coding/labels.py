"""Readable labels: a key point, its first clause or first words; never a list of words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from consult.coding.theme_sides import position_of
from consult.domain.document import Span
from consult.domain.endings import leads_on, without_what_leads_on
from consult.domain.leaning import leans_on_context
from consult.domain.numbering import number_end
from consult.domain.verbs import AUXILIARY

LABEL_WORDS = 18
"""A sentence of so many words is a label as it stands."""
SHORTEST_CLAUSE = 5
SHORTEST_CUT = 8
"""Words that must be left of a sentence that is cut short at the end of a clause."""
PHRASE_WORDS = 11
_CHARACTERS = 140

_ANOTHER = (
    r"(?!(?i:nobody|no-?one|none|neither|few|who|hardly|critics|ministers?|you|they|he|she|it|some"
    r"|many|every(?:one|body)|people|developers|officers|drivers|politicians|councillors|others|parents"
    r"|businesses|shopkeepers|motorists|cyclists|conservatives|labour|cllr|mrs?|ms|dr|sir|lord|lady"
    r"|opponents|supporters|not|the (?:council|government|minister|paper|report|review|plan"
    r"|consultation|document|department|authority|authors?))\b)"
)
"""Whose belief is not the speaker's own: without them the label would say another thing."""
_FRAME = re.compile(
    r"^(?i:(?:(?:firstly|first|finally|overall|generally|personally|ultimately|fundamentally"
    r"|clearly|collectively|generally speaking|in (?:our|my) (?:view|opinion|experience)"
    r"|to be honest)(?:[,:.]|(?= (?:i|we|our|it)\b))|(?:yes|no)[,:.]) )?"
    r"(?:(?:(?i:we|i|our members|members|residents|respondents)|"
    + _ANOTHER
    + r"(?:[A-Z][\w’'&.-]* ){1,4}"
    r"(?:members? )?)(?: ?(?:all|also|strongly|firmly|would|do))* ?"
    r"(?:believes?|thinks?|feels?|considers?|argues?|argue|contends?|recognises?|notes?|"
    r"understands?|acknowledges?)(?! (?:why|how|what|whether|if)\b) (?:that )?"
    r"|[Ii]t (?:is|should be|must be) (?:clear|noted|evident|worth noting|true|obvious) that )?",
)
_OPENER = re.compile(
    r"^(?:over|during|across|in|at|on|through|by|with|to|since|as|alongside|despite|while|whilst|"
    r"although|though|throughout|among|beyond)\b[^,;:]{3,80}, (?=\w)",
    re.IGNORECASE,
)
"""A circumstance before the main clause; a condition ("if", "where") is no mere circumstance."""
_WHOSE_OR_HOW_FAR = re.compile(
    r"\b(?:views?|opinions?|eyes|say|says?|said|argue|opponents|critics)\b|^to (?:a|an|some)\b"
    r"|^with (?:the|some|a few|proper|adequate)\b",
    re.IGNORECASE,
)
"""A circumstance that says who holds a thing, or how far: without it another thing is said."""
_WANTED = re.compile(
    r"\b(?:should|must|could|would|can|cannot|may|might|needs? to|ought|has to|have to|acceptable"
    r"|welcome|supports?|opposes?|oppose)\b",
    re.IGNORECASE,
)
"""What is wanted or allowed is so under its circumstances: "In winter, the gate should close"."""
_FINITE = re.compile(
    rf"\b(?:{AUXILIARY}|(?:we|i|they|you|people|residents|members|needs?) \w+)\b"
    r"|\w+(?:n['’]t|['’](?:re|ve|ll|m))\b",
    re.IGNORECASE,
)
_LINKING = re.compile(
    r"^\W{0,3}(?:(?:moreover|furthermore|therefore|nevertheless|nonetheless|additionally|also"
    r"|finally|lastly|on the other hand|but(?! for\b)|and),?"
    r"|(?:however|similarly|in (?:addition|particular|short)|at the same time|so|yet)"
    r"(?:,|(?= (?:we|i|it|they|there|the|our)\b))) (?=\w)",
    re.IGNORECASE,
)
"""What ties a sentence to the one before it and says nothing by itself ("so", not "so far")."""
_CLAUSE_END = re.compile(r"[,;:]? (?:and|but|or|if|because|which|where|so|while)\b|[,;:]| [–—-] ")
_BOUNDARY = re.compile(
    r";| [–—-] |, (?:which|who|whose|where|including|such as|especially|particularly|rather than|"
    r"not least|as well as|as|because|since|so|with|both|whether|\w{3,14}(?:ing|ed) )\b"
    r"| (?:because|so that|in order to|rather than|such as|as well as|which)\b"
    rf"|,? and (?:\w+ ){{1,3}}{AUXILIARY}\b"
)
"""Where a clause may end without taking a noun from its pair or a claim from its condition."""
_TURN = re.compile(
    r"\b(?:but|however|yet|although|though|whereas|whilst|while|despite|nevertheless|nonetheless|"
    r"unless|until|except\w*|excluding|(?:as|so) long as|subject to|apart from|other than|provided"
    r"|only|not|never|without|if(?! we are to\b)(?! \w+ is to\b))\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
"""What must not be cut off: it turns or limits what stands before it."""
_SUBORDINATE = re.compile(
    r"^(?:if|when|where|whenever|wherever|while|whilst|although|though|despite|since|because|given|"
    r"unless|until|once|after|before|as|by|with|without|through|during|over|in|on|at|for|to|from|"
    r"across|alongside|under|\w{3,14}(?:ed|ing) (?:by|with|in|on|to|from))\b",
    re.IGNORECASE,
)
_OPEN_CLAUSE = re.compile(r".* (?:that|which|who|what|how|if|whether|where)\b(.*)", re.IGNORECASE)
_RELATIVE = re.compile(r"^\W*(?:which|who|whose|that|and|or)\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r" \([^()]{0,200}\)|^\([^()]{0,200}\) ?")
_EXAMPLES = re.compile(r"\b(?:including|such as|for example|for instance|like)\b", re.IGNORECASE)
"""What follows is not what the sentence is about."""
_NAMING_WORDS = 3
_CITED_YEAR = re.compile(r"^(?:19|20)\d\d, (?=[a-z])")
"""The year of a title that a sentence before ended in."""
_LINK = re.compile(r" (?:of|for|between) ")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_EDGE = re.compile(
    r"^(?:the|a|an|this|that|these|those|our|their|its|his|her|your|my|some|any|all|more|most|many|"
    r"such|other|each|every|no|both|certain|several|very|too|so|also) ",
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

    The key point itself when it is short, else its first whole clause, else its first words with
    an ellipsis; a noun phrase of it when its first words would point at something unsaid. The
    label has at most 18 words, begins with a capital, has no full stop and is none of ``taken``.

    Args:
        key_point: the sentence that says the theme best.
        texts: the texts of the theme.
        phrases: the noun phrases of each of them, as spans.
        taken: labels of other themes of the question.
    """
    used = {label.casefold() for label in taken}
    options = [clause_of(key_point), _first_words(key_point)]
    if leans_on_context(key_point):
        named = [_capital(phrase) for phrase in _naming(key_point, texts, phrases)]
        options = [options[0], *named, options[1]]
    for option in options:
        if option and option.casefold() not in used:
            return option
    base, number = options[-1] or "Theme", 2
    while f"{base} ({number})".casefold() in used:
        number += 1
    return f"{base} ({number})"


def clause_of(sentence: str) -> str | None:
    """Return the sentence, or its first whole clause, as a label; None when neither will do.

    A clause is not taken out of a sentence that goes on to turn or limit it ("but", "unless").
    """
    text = _bare_sentence(sentence)
    if _is_clause(text):
        return _capital(text)
    framed = _FRAME.match(text)
    told = text[framed.end() :] if framed and framed.end() else ""
    # "I think it is …": the sentence is whole, and only its frame makes it too long.
    if told.startswith("it ") and _is_clause(f"Tea {told[3:]}"):
        return _capital(told)
    good = [
        part
        for part, rest in ((text[:end], text[end:]) for end in _ends(text))
        if _is_clause(part) and not _TURN.search(rest)
    ]
    return _capital(good[-1].rstrip(" ,;:–—-")) if good else None


def long_phrases(text: str, spans: Sequence[Span]) -> list[str]:
    """Return the noun phrases of a text, those joined by "of", "for", "between" as one."""
    runs: list[Span] = []
    for span in spans:
        if runs:
            last = runs[-1]
            joined = text[last.start : span.end]
            near = _LINK.fullmatch(text[last.end : span.start]) is not None
            if near and len(_WORD.findall(joined)) <= PHRASE_WORDS:
                runs[-1] = Span(start=last.start, end=span.end)
                continue
        runs.append(span)
    return [phrase for run in runs if (phrase := _trimmed(text[run.start : run.end]))]


def _naming(key_point: str, texts: Sequence[str], phrases: Sequence[Sequence[Span]]) -> list[str]:
    """Return the noun phrases of the key point that would name its theme, best first."""
    found: list[str] = []
    for text, spans in zip(texts, phrases, strict=True):
        at = text.find(key_point)
        if at >= 0:
            aside = _EXAMPLES.search(key_point)
            end = at + (aside.start() if aside else len(key_point))
            inside = [s for s in spans if s.start >= at and s.end <= end]
            whole = [s for s in inside if text[s.start - 1 : s.start] != "-"]
            found.extend(long_phrases(text, whole))
            break
    named = [p for p in dict.fromkeys(found) if _names_something(p)]
    # A longer phrase says more; among equals the earlier is nearer to the subject.
    return sorted(named, key=lambda phrase: -min(len(_WORD.findall(phrase)), 5))[:3]


def _names_something(phrase: str) -> bool:
    words = _WORD.findall(phrase.casefold())
    telling = [word for word in words if word not in _BARE and not word.isdigit()]
    return _NAMING_WORDS <= len(words) <= PHRASE_WORDS and len(telling) > 1


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
    stance = {"AGREE": " in agreement", "DISAGREE": " in disagreement"}.get(position_of(side), "")
    mention = f" Often named: {', '.join(phrases)}." if phrases else ""
    return f"What is said{stance} along the lines of “{key_point}”{mention}"


def _bare_sentence(sentence: str) -> str:
    """Return a sentence without full stop, brackets, "we believe that" and "over the years,"."""
    text = " ".join(sentence.split()).strip('“”"').rstrip(".!;: ")
    text = _IN_BRACKETS.sub(lambda m: m[0] if _TURN.search(m[0]) else "", text)
    text = _CITED_YEAR.sub("", text)
    text = text[number_end(text) :]
    linked = _LINKING.sub("", text)
    if not leans_on_context(linked):
        text = linked
    for pattern in (_FRAME, _OPENER, _FRAME):
        match = pattern.match(text)
        if match is None or not match.end():
            continue
        rest = text[match.end() :]
        if pattern is _OPENER and (_WHOSE_OR_HOW_FAR.search(match[0]) or _WANTED.search(rest)):
            continue
        whole = len(_WORD.findall(rest)) >= SHORTEST_CLAUSE and _FINITE.search(rest)
        if whole and not _RELATIVE.match(rest) and not leans_on_context(rest):
            text = rest
    return text


def _is_clause(text: str) -> bool:
    words = len(_WORD.findall(text))
    main = _main_part(text)
    opened = _OPEN_CLAUSE.match(main)
    return (
        SHORTEST_CLAUSE <= words <= LABEL_WORDS
        and len(text) <= _CHARACTERS
        and not text.endswith("?")
        and not leans_on_context(text)
        and len(_WORD.findall(main)) >= SHORTEST_CLAUSE - 1
        and not _RELATIVE.match(main)
        and bool(_FINITE.search(main))
        and (opened is None or bool(_FINITE.search(opened[1])))
        and not leads_on(text)
    )


def _main_part(text: str) -> str:
    """Return what follows the comma of a sentence that begins with a subordinate clause."""
    if not _SUBORDINATE.match(text):
        return text
    return text.partition(",")[2].strip()


def _ends(text: str) -> list[int]:
    """Return where a clause may end; a list of participles is not broken into."""
    return [
        match.start()
        for match in _BOUNDARY.finditer(text)
        if not (
            re.fullmatch(r", \w+(?:ing|ed) ?", match[0])
            and text[: match.start()].endswith(("ed", "ing"))
        )
    ]


def _trimmed(phrase: str) -> str | None:
    """Return a noun phrase without its articles, or None when it names nothing."""
    text = " ".join(phrase.split()).strip("“”\"'‘’.,;:()[]*#- ")
    while (match := _EDGE.match(text)) is not None:
        text = text[match.end() :]
    words = _WORD.findall(text.casefold())
    if (
        not words
        or len(words) > PHRASE_WORDS
        or all(word in _BARE or len(word) < 3 for word in words)
    ):
        return None
    return text if len(words) > 1 or len(text) > 4 else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _first_words(sentence: str) -> str:
    text = _bare_sentence(sentence)
    words = text.split()
    if len(words) <= LABEL_WORDS:
        return _capital(text)[:_CHARACTERS]
    longest = " ".join(words[:LABEL_WORDS])
    clauses = (without_what_leads_on(longest[: m.start()]) for m in _CLAUSE_END.finditer(longest))
    whole = [part for part in clauses if len(part.split()) >= SHORTEST_CUT]
    part = whole[-1] if whole else without_what_leads_on(" ".join(words[: LABEL_WORDS - 4]))
    return _capital(part.rstrip(" ,;:–—-"))[:_CHARACTERS] + " …"
