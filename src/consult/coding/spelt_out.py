"""Positions whose object is spelt out in the proposition's own words: "we support closing X"."""

from __future__ import annotations

import re

from consult.coding.explicit import AUTHOR_DIFFERS, BODY, OURS, OWN, Explicit
from consult.domain.sentences import sentence_spans

SPEAKER = (
    r"\b(?:i|we|our (?:[\w’'-]+ ){0,2}?" + OURS + r" |" + OWN + r" "
    r"|the (?:(?!(?:only|other)\b)[\w’'-]+ ){0,3}?" + BODY + r" )\s?"
)
_NOT_SAID = re.compile(
    r"\b(?:only|nobody|no-?one|none|never|not true|(?:can|could)(?:not| not|n['’]t) say|if"
    r"|whether|other|nor|neither|no way|circumstances|doubt|unsure|few|assumes?"
    r"|(?:not|n['’]t) (?:know|sure|certain|saying|think|believe))\b"
    r"|\b(?:says?|claims?|thinks?|believes?)(?: that)?\s*$",
    re.IGNORECASE,
)
"""Before a declaration, words by which it is nobody's, or another's."""
_ADVERBS = (
    r"(?:(?:strongly|fully|wholly|firmly|wholeheartedly|very much|also|certainly|definitely|"
    r"therefore|would|do|generally|broadly) ){0,2}"
)
_FOR = re.compile(
    SPEAKER + _ADVERBS + r"(?:agrees? (?:with|that|to)|supports?|backs?|endorses?|favours?|"
    r"welcomes?(?! the (?:opportunity|chance|fact|recognition|acknowledg\w+|intention|focus))|"
    r"(?:am|are|is) (?:strongly |all |very much )?in favour of|(?:am|are|is) (?:all )?for|"
    r"(?:would (?:very much )?)?(?:like|love) to see|votes? for|"
    r"voted (?:[\w-]+ ){0,3}?(?:for|in favour of)|"
    r"(?:am|are|is) (?:\w+ )?(?:content|happy) (?:for|with|that)|"
    r"(?:have|has) no (?:objections?|quarrel|problem) (?:to|with))\s",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    SPEAKER + _ADVERBS + r"(?:disagrees? (?:with|that)|opposes?|objects? to|rejects?|"
    r"(?:(?:do|does)(?: not|n['’]t)|can(?: not|not|['’]t)) (?:agree (?:with|that)|support|want|"
    r"accept)|(?:am|are|is) (?:strongly |firmly |totally )?(?:opposed to|against)|"
    r"votes? against|voted (?:[\w-]+ ){0,3}?against|"
    r"(?:am|are|is) not (?:convinced|persuaded) (?:that|by|of)(?![^.]*\bnor\b))\s",
    re.IGNORECASE,
)
_BACKED = re.compile(
    r"^\W*(?P<what>(?:[\w’'-]+ ){1,8}?)(?:has|have|gets?|deserves?) (?:our|my) "
    r"(?:full |whole-?hearted |strong )?(?:support|backing)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:should|must|shall|will|would|ought to|needs? to|has to|have to)(?: not)?(?: all)?"
    r"(?: be)? (\w{3,})",
    re.IGNORECASE,
)
_QUALITY = re.compile(
    r"\b(?:is|are) (?:the |a |an )?(?:most |more |very )?(?!\w+ed\b)(\w{4,})", re.IGNORECASE
)
_DENIED = re.compile(
    r"\b(?:nothing (?:at all |remotely )?(?P<about>\w{4,}) (?:about|in)\b"
    r"|(?:(?:is|are|seems?|be)(?: not|n['’]t)|(?:is|are) (?:hardly|scarcely|anything but|far from))"
    r" (?:at all |remotely |in the least |even )?(?:the |a )?(?:most )?(?P<quality>\w{4,}))",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[.;:!?–—]|,\s|\b(?:but|provided|providing|if|unless|until|because|since|so long as|"
    r"as long as|on condition|subject to|however|although|though|except|while)\b",
    re.IGNORECASE,
)
_TURNS_ROUND = re.compile(
    r"\b(?:not|no|never|n['’]t|keep\w*|retain\w*|instead|rather|without|only|less|fewer|stop\w*|"
    r"drop\w*|scrap\w*|remov\w*|abandon\w*|existing|current|half|part|some|any|end(?:s|ed|ing)?|against|"
    r"alternative\w*|delay\w*|tension|idea that|claim\w*|notion|allow\w*|let|leav\w*|open|stay\w*|"
    r"oppos\w*|object\w*|exempt\w*)\b",
    re.IGNORECASE,
)
_PROPOSED_ON = re.compile(
    r"(?:all |both )?(?:the|your|these|its|[\w’'-]+['’]s) (?:[\w’'-]+ )?"
    r"(?:proposals?|plans?|schemes?|ideas?|changes|measures) (?:for|on|about|at|in)\b",
    re.IGNORECASE,
)
"""What is proposed on a matter ("the proposals for Mill Lane"), whichever way round that is."""
_WORD = re.compile(r"[^\W_]+")
_STOP = frozenset(
    re.findall(
        r"\S+",
        "the a an of for and on in to our your its their we you they it i this that "
        "these those is are was were be been being has have had do does did will would "
        "should could can may must with as at by from or if so than then there which who "
        "what when where how all more most very each every between into than",
    )
)
_TAKES_AWAY = re.compile(
    r"(?:clos|ban|end|stop|remov|reduc|cut|scrap|abol|repl|prohib|restrict|withdr|drop|limit)"
)
"""What is done to a thing that one may well support without that."""
_PRESENT = re.compile(r"\b(?:present|current|existing|today['’]s)\b", re.IGNORECASE)
_OF_SPEECH = re.compile(
    r" (?:that|to (?:criti|blame|say|suggest|claim|expect|call|compar|assum|judg|conclud)\w*)\b",
    re.IGNORECASE,
)
"""After a quality: it is what somebody says that lacks it."""
_STEM = 4
_TURN_STEM = 3
_SHARED_AT_LEAST = 2
_SHARE_OF_OBJECT = 0.6
_OBJECT_WORDS = 10


def spelt_out(text: str, proposition: str) -> Explicit | None:
    """Return the position on a proposition that a passage declares in the proposition's words.

    A declaration counts when most of the words of its object stand in the proposition, or its
    object is the noun of what the proposition wants done ("the closure"), and nothing in one
    turns the other round ("we support keeping it open"). So does a denial of the very quality that
    the proposition gives its subject ("there is nothing fair about it"). Passages that declare both
    ways return None. Linear in the length of the text.
    """
    found: set[Explicit] = set()
    for span in sentence_spans(text):
        sentence = text[span.start : span.end]
        if sentence.rstrip("\"'”’) ").endswith("?"):
            continue
        for pattern, position in ((_FOR, Explicit.AGREE), (_AGAINST, Explicit.DISAGREE)):
            declaration = pattern.search(sentence)
            if declaration is None or _NOT_SAID.search(sentence[: declaration.start()]):
                continue
            if _others(declaration, sentence):
                continue
            if _names(_object(sentence[declaration.end() :]), proposition):
                found.add(position)
        if _denies(sentence, proposition):
            found.add(Explicit.DISAGREE)
        backed = _BACKED.search(sentence)
        if backed and _names(backed["what"], proposition):
            found.add(Explicit.AGREE)
    return found.pop() if len(found) == 1 else None


def _others(declaration: re.Match[str], sentence: str) -> bool:
    """Tell whether a body's position is told by somebody who does not share it."""
    return declaration[0].lower().startswith("the ") and bool(
        AUTHOR_DIFFERS.match(sentence, declaration.end())
    )


def _denies(sentence: str, proposition: str) -> bool:
    """Tell whether a sentence denies the quality that a proposition gives its subject."""
    given = _QUALITY.search(proposition)
    if given is None or _TURNS_ROUND.search(proposition) or _PRESENT.search(sentence):
        return False
    return any(
        (denied["about"] or denied["quality"]).lower()[:_STEM] == given[1].lower()[:_STEM]
        for denied in _DENIED.finditer(sentence)
        if not _OF_SPEECH.match(sentence[denied.end() :])
    )


def _object(rest: str) -> str:
    end = _ENDS.search(rest)
    return rest[: end.start()] if end else rest


def _names(target: str, proposition: str) -> bool:
    """Tell whether an object is what the proposition is about, the same way round."""
    proposed = _PROPOSED_ON.match(target)
    if proposed is not None:
        matter = _stems(target[proposed.end() :])
        return bool(matter) and set(matter) <= set(_stems(proposition))
    turned = {m.group().lower()[:_TURN_STEM] for m in _TURNS_ROUND.finditer(target)}
    asked = {m.group().lower()[:_TURN_STEM] for m in _TURNS_ROUND.finditer(proposition)}
    if turned != asked:
        return False
    words = _stems(target)[:_OBJECT_WORDS]
    done = _DONE.search(proposition)
    if len(words) == 1 and done and words[0] == done[1].lower()[:_STEM]:
        return True  # "the closure", where the proposition is that something should be closed
    if done and _TAKES_AWAY.match(done[1].lower()) and not _does(done[1], target):
        return False
    shared = [word for word in words if word in set(_stems(proposition))]
    return len(shared) >= _SHARED_AT_LEAST and len(shared) >= _SHARE_OF_OBJECT * len(words)


def _does(verb: str, target: str) -> bool:
    stem = verb.lower()[:_TURN_STEM]
    return any(word.startswith(stem) for word in _WORD.findall(target.lower()))


def _stems(text: str) -> list[str]:
    return [w[:_STEM] for w in _WORD.findall(text.lower()) if w not in _STOP]
