"""Whether a sentence disputes how evidence was gathered or read."""

from __future__ import annotations

import re

_DOCUMENT = (
    r"(?:(?:the |this )?(?:paper|reports?|review|document|strategy|consultation|authors?"
    r"|assessment|evaluation)|(?:the|this|these|those|its|your|their|such) (?:\w+ )?"
    r"(?:plan|case|account))"
)
"""What argues from evidence, and does much else: only some of what it does not do is disputed."""
_EVIDENCE = (
    r"(?:(?:the |this )?(?:analysis|study|research|survey|statistics)"
    r"|(?:the|this|these|those|its|your|their|such) (?:\w+ )?(?:evidence|data|figures?"
    r"|numbers(?! \d)|forecasts?|table|chart|modelling"
    r"|model(?= (?:do(?:es)?|is|was|can|in|of|used|behind|ignores?|assumes?|overstates?"
    r"|understates?|leaves?|misses|relies|fails?)\b)))"
)
"""What a consultation rests on; words with other senses need to be pointed at ("the figures")."""
_SOURCE = rf"(?:{_DOCUMENT}|{_EVIDENCE})"
_DENIES = r"(?:do(?:es)?|did|is|are|was|were|can)(?: not|n['’]t|not)\b"
_PROVES = (
    r"(?:show\w*|pro(?:ve|ves|ved|ving)|support\w*|reflect\w*|bear|borne|counts?|counted|includ\w*"
    r"|consider\w*|account|add up|based|accurate\w*|reliable|robust|credible|convinc\w+|justif\w*"
    r"|explain\w*|mention\w*|says?|demonstrat\w*|establish\w*|match\w*|address\w*|recogni[sz]e\w*"
    r"|true|right|correct|sound|hold|stand up|representative|up to date|acknowledg\w*|capture"
    r"|distinguish\w*|compare|measure|square|evidenc\w*)"
)
_PROOF = r"(?:evidence|data|figures|facts|research|experience|numbers|statistics)"
_UNSHOWN = re.compile(
    rf"\b{_EVIDENCE} (?:\w+ ){{0,4}}?{_DENIES}"
    r"(?! (?:include the|yet|wrong|flawed|disputed|in (?:doubt|dispute|question)))"
    rf"|\b{_DOCUMENT} (?:\w+ ){{0,4}}?{_DENIES}"
    rf"(?! (?:include the|yet))(?: [\w-]+){{0,3}}? {_PROVES}\b"
    rf"|\b{_DOCUMENT} (?:\w+ ){{0,2}}?fails? to (?:\w+ )?(?:take|{_PROVES})\b"
    rf"|\b{_EVIDENCE} (?:\w+ ){{0,2}}?fails? to\b"
    rf"|\b{_SOURCE} (?:\w+ ){{0,2}}?(?:ignores?|overlooks?|misses|omits?|neglects?|overstates?"
    r"|understates?|exaggerates?|misreads?|misinterprets?|misrepresents?|conflates?|relies|rely"
    r"|confuses?|glosses over|assumes?|downplays?|underestimates?|overestimates?"
    r"|leaves? out|left out|cherry-picks?)\b"
    r"|\b(?:paper|report|review|document|plan|council)['’]s (?:own )?(?:figures?|estimates?"
    r"|numbers?|comparison|analysis|calculations?)\b[^.;]{0,60}?\b(?:leaves? out|omits?|ignores?"
    r"|excludes?|misses|overlooks?|overstates?|understates?)\b"
    rf"|\b{_DOCUMENT} should have (?:given|shown|published|said|included|compared|counted|told)\b"
    rf"|\b{_DOCUMENT} (?:is|was) (?:entirely |almost |largely |wholly )?silent (?:on|about)\b"
    r"|\bit does not (?:say|tell us|show) (?:how many|how much|what share|whether)\b",
    re.IGNORECASE,
)
"""What a source does not do, or does badly."""
_UNSUPPORTED = re.compile(
    r"\b(?:this|that|which|it) (?:is|was|does) not (?:the view|borne out|our experience"
    rf"|supported by (?:\w+ ){{0,3}}?{_PROOF}|what (?:we|our)|match|accord|reflect|the experience"
    r"|the case)\b"
    r"|\b(?:is|are|was|were) not (?:borne out|grounded in|based on evidence"
    rf"|(?:supported|backed(?: up)?) by (?:\w+ ){{0,3}}?{_PROOF})\b"
    r"|\b(?:claims?|conclusions?|assertions?|assumptions?|statements?|findings?)"
    r" (?:is|are|was|were) not (?:supported|backed)\b"
    r"|\b(?:no(?! lack\b)|little|scant|weak|insufficient|limited|not enough|thin|(?<!no )lack of)"
    r" (?:\w+ )?"
    r"(?:evidence|data|research|basis|proof) (?:for|that|to|behind|base|of (?:(?:the|a|any|its|this"
    r"|such) )?(?:impacts?|effects?|benefits?|need|harms?|links?|success|savings?|improvements?))\b"
    r"|\bwhere is the (?:evidence|proof|data)\b"
    r"|\bchallenge (?:the|you|ministers|anybody|anyone)\b[^.;]{0,40}?\bto (?:say|show|explain"
    r"|produce|name)\b",
    re.IGNORECASE,
)
"""What has no evidence behind it."""
_WRONG = re.compile(
    r"\b(?:figures?|numbers?|savings?|estimates?) of [\w£€$%., -]{1,25}? (?:is|are|was|were)"
    r" (?:only |just )?(?:for|from|based on|wrong|years old|out of date|misleading)\b"
    r"|\bwhat (?:you|the (?:paper|council|plan|report|document)) says? [^.;]{0,60}?\bis (?:simply "
    r"|just |plainly )?(?:wrong|untrue|false|incorrect|not true)\b"
    r"|\bwithdraw (?:the|this|that) (?:statement|claim|figures?)\b"
    r"|\bthe (?:idea|notion|claim|suggestion|assertion|assumption|argument) that .{3,120}?"
    r"\b(?:does not (?:survive|stand|hold|bear)|is (?:not|un\w+|mistaken|wrong|false|simplistic)"
    r"|has (?:no|little) (?:basis|foundation))\b"
    r"|\b(?:evidence|data|figures|numbers|statistics|sample|survey) (?:is|are|was"
    r"|were) (?:(?!not\b)\w+ ){0,2}?"
    r"(?:flawed|outdated|out of date|misleading|partial|selective|incomplete|too small|wrong"
    r"|unreliable|inaccurate|anecdotal|questionable|unrepresentative|weak|thin)\b",
    re.IGNORECASE,
)
"""Figures and claims that are called wrong, old or weak."""
_DOUBTED = re.compile(
    r"\b(?:we|i|members|residents|our (?:\w+ )?\w+) do not recogni[sz]e\b"
    r"|\bdo(?:es)? not recogni[sz]e (?:the|this|your|its) (?:picture|description|figures?|account"
    r"|numbers?|portrait|claim)"
    r"|\bdo(?:es)? not (?:follow that|accept the (?:analysis|evidence|figures|premise"
    r"|interpretation|conclusion|picture|account|claim|statement|assertion))"
    r"|(?<!not )(?<!n['’]t )(?<!never )(?<!reason to )(?<!nobody )"
    r"\b(?:question|challenge|dispute|doubt|contest|query) (?:the |whether |how |some of the "
    r"|its )"
    r"(?:\w+ ){0,3}?(?:evidence|data|figures|analysis|premise|assertion|claim|assumptions?"
    r"|interpretation|validity|accuracy|conclusions?|findings?|statistics|methodology|numbers"
    r"|statement|basis|representative|reliable)\b"
    r"|\btakes? issue with (?:the|its|this|your|their) (?:\w+ ){0,2}?(?:comparison|figures?"
    r"|claims?|analysis"
    r"|evidence|estimates?|numbers?|assumptions?|statement|reading)\b"
    r"|\bdo(?:es)? not share (?:the |its |your |their )(?:[\w’']+ ){0,2}?(?:confidence|optimism"
    r"|analysis"
    r"|assumptions?|reading)\b"
    r"|\bdo(?:es)? not regard (?:it|this|that|them) as (?:an? )?(?:sound|safe|reliable|good"
    r"|adequate|fair)\b",
    re.IGNORECASE,
)
"""What its author doubts, or takes issue with."""
_CAUTIONED = re.compile(
    r"\b(?:guard|caution|warn|argue) against (?:\w+ ){0,3}?(?:jumping|assum\w+|conclud\w+|infer\w+"
    r"|reading|interpret\w+|treat\w+|conclusions?|the (?:\w+ )?(?:assumption|conclusion|inference"
    r"|suggestion|view|idea|notion))"
    r"|\b(?:jump|jumping|leap|leaping|rush|rushing) to (?:\w+ ){0,3}?(?:conclusions?|view|treat"
    r"|judgement|assume)\b"
    r"|\bwary of (?:\w+ ){0,2}?(?:infer\w+|assum\w+|conclud\w+|conclusions?|reading|suggest\w+"
    r"|ideas?|claims?|notions?)"
    r"|\bresist(?:ing)? the (?:temptation|urge|impulse) to\b"
    r"|\b(?:mistake|wrong|simplistic|misleading|premature|unfair|too simple|unsafe) to"
    r" (?:conclude|infer|assume|suggest|say|claim|attribute|blame|read|draw)\b"
    r"|\bcorrelation (?:is|does) not\b|\bconfus\w+ (?:correlation|cause)\b",
    re.IGNORECASE,
)
"""A conclusion that its author would have nobody draw."""
_CONTRARY = re.compile(
    r"\b(?:your|its|their|the [\w’'-]+['’]s?) own (?:\w+ ){0,2}?(?:table|figures?|data|reports?"
    r"|survey|numbers|evidence|statistics|research|consultants?)\b[^.;]{0,80}?\b(?:shows?|showed"
    r"|says?|said|gives?|gave|puts?|suggests?|found|contradicts?)\b"
    r"|\b(?:our|other|official|published|the latest|these|recent) (?:\w+ ){0,2}?"
    r"(?:data|figures|survey|audits?|statistics|numbers|records|research|inspection reports?) "
    r"(?:\w+ ){0,2}?(?:contradicts?|show(?:s|ed)? (?:the (?:opposite|reverse|contrary)|otherwise"
    r"|a different)|do(?:es)? not (?:say|show|support|suggest|bear)|tells? (?:us )?(?:a|another)"
    r" (?:different|other)?)",
    re.IGNORECASE,
)
"""Figures that say otherwise, whoever gathered them."""
_CHALLENGES = (_UNSHOWN, _UNSUPPORTED, _WRONG, _DOUBTED, _CAUTIONED, _CONTRARY)


_TELLS_WHICH = re.compile(
    r"\b(?:which|that|who|what|whom) (?:the |this |your |their )?$", re.IGNORECASE
)
"""Before a source: its clause tells which thing is meant ("a bus which the plan does not …")."""


def is_challenge(sentence: str) -> bool:
    """Tell whether a sentence disputes evidence: "the figures do not", "guard against assuming"."""
    return any(
        not _TELLS_WHICH.search(sentence[: found.start()])
        for pattern in _CHALLENGES
        for found in pattern.finditer(sentence)
    )
