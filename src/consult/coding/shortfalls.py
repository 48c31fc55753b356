"""What figures, surveys and estimates are said to fall short in: "the average hides the nights"."""

from __future__ import annotations

import re

_POINTED = r"(?:\b(?:the|this|that|these|those|your|its|their)|['’]s)"
_NOUN = (
    r"(?:figures?|estimates?|survey|poll|study|table|chart|average|percentage|numbers?|statistics"
    r"|data|evidence|calculations?|comparisons?|summary|(?:impact|equality|financial|options)"
    r" (?:impact )?(?:assessment|appraisal)|modelling|projections?|forecasts?|savings|assumptions?"
    r"|sample)"
)
_SOURCE = rf"{_POINTED} (?:(?!own\b)[\w%£$€,.’'-]+ ){{0,3}}?{_NOUN}\b(?: [^.;:?!]{{1,90}}?)??"
_NOTHING = r"(?:no|little|hardly any|scant|next to no)"
_KIND = r"(?:evidence|data|figures?|information|analysis|detail|estimate|costs?)"
_PLACE = (
    r"(?:a single|one (?:week|day|month|year|street|school|site|place|camera|hospital)|only|studies"
    r" of|healthy|the (?:quietest|busiest|best|worst|wettest|driest))"
)
_FALLS_SHORT = re.compile(
    rf"{_SOURCE} (?:"
    rf"takes? (?:too )?{_NOTHING} account of"
    rf"|makes? {_NOTHING} (?:mention|reference|allowance)"
    r"|(?:is|are) (?:entirely |quite |wholly |strangely )?silent (?:on|about)"
    rf"|(?:contains?|gives?|offers?|includes?|provides?) {_NOTHING} (?:\w+ )?{_KIND}"
    r"|(?:does|do|did)(?: not|n['’]t) (?:yet |even |really )?(?:reflect|ask|count|cover|distinguish"
    r"|account for|allow for|break down|tell (?:us|you)|say (?:how|what|why|where|whether))"
    r"|(?:is|are|was|were) not (?:explained|sourced|broken down)"
    r"|(?:leaves?|left) out|hides?|conceals?|masks?|obscures?"
    r"|(?:stops?|ends?) (?:in|at|with) (?:\w+ )?(?:19|20)\d\d"
    r"|(?:was|were|is) (?:sent|carried out|conducted|done|run)(?: only)? (?:by e-?mail|online"
    r"|by post|in English)|(?:was|were) (?:online|in English) only"
    r"|(?:proves?|shows?|tells? (?:us|you)) nothing"
    r"|(?:is|are) (?:nearly |almost |about |more than |well over |at least )?(?:double|twice"
    r"|three times|half) (?:what|that|the)"
    r"|(?:looks?|seems?|appears?) (?:far |much )?too (?:small|low|high|large|optimistic|good)"
    r"|(?:comes?|came|(?:was|were|have been|has been) taken|(?:is|are) drawn"
    rf"|appears? to have been taken) from {_PLACE}"
    r")\b",
    re.IGNORECASE,
)
_UNEXPLAINED = re.compile(
    r"\bnowhere (?:do|does|did) (?:you|they|it|the (?:paper|report|board|council|authority))\b"
    r"|\b(?:you|they) (?:do|did)(?: not|n['’]t) (?:say|show|explain|tell (?:us|me)|publish|give) "
    r"(?:how (?:many|much)|what (?:share|it|this|they)|where (?:the|this|that)"
    r"|the (?:\w+ )?(?:costs?|figures?|numbers?|source|evidence))\b"
    r"|\b(?:asked?|wonders?|know) where (?:the|that|this|your) (?:[\w’'-]+ ){0,2}?"
    r"(?:figures?|number|estimate|percentage)\b[^.;]{0,60}? (?:comes?|came|was) (?:from|taken)\b"
    r"|\b(?:could|can)(?: not|n['’]t|not)? find (?:in (?:the|your) (?:paper|report|document) )?"
    r"(?:no|any) (?:\w+ )?(?:survey|evidence|figures?|data|source|estimate|assessment)\b"
    r"|\bdoubt (?:the|this|that|your|its) (?:[\w’'-]+ ){0,2}?(?:estimates?|forecasts?|projections?"
    r"|averages?|calculations?|sums?)\b"
    r"|\b(?:minutes|per ?cent|%|million|hours|days|people|patients|journeys) is an? "
    r"(?:fairy[- ]tale|fiction|fantasy|myth|joke|guess)\b"
    r"|\bour (?:own )?(?:modelling|data|figures|records|counts?|analysis) (?:suggests?|shows?|puts?"
    r"|gives?|indicates?)\b[^.;]{0,160}?\b(?:twice|double|half|more than|less than|against|not)"
    r" the (?:figure|estimate|number|average|claim)\b",
    re.IGNORECASE,
)
_RAISED = re.compile(
    r"\b(?:which|that|who) (?:the |this |your |their )?$|\b(?:our|my) (?:own )?$", re.IGNORECASE
)
"""Before a source: its clause tells which thing is meant, or it is the author's own."""


def falls_short(sentence: str) -> bool:
    """Tell whether a sentence says what evidence lacks, hides, or rests on.

    Linear in the length of the sentence.
    """
    if _UNEXPLAINED.search(sentence):
        return True
    return any(
        not _RAISED.search(sentence[: found.start()]) for found in _FALLS_SHORT.finditer(sentence)
    )
