"""Whether a sentence disputes how evidence was gathered or read."""

from __future__ import annotations

import re

_SOURCE = (
    r"(?:(?:the |this )?(?:paper|reports?|review|document|strategy|consultation|analysis|study"
    r"|research|survey|statistics|authors?|assessment|evaluation)"
    r"|(?:the|this|these|those|its|your|their|such) (?:\w+ )?(?:plan|evidence|data|figures?"
    r"|numbers(?! \d)|forecasts?|table|chart|case|modelling|account"
    r"|model(?= (?:do(?:es)?|is|was|can|in|of|used|behind|ignores?|assumes?|overstates?"
    r"|understates?|leaves?|misses|relies|fails?)\b)))"
)
"""What a consultation rests on; words with other senses need to be pointed at ("the figures")."""
_CHALLENGE = re.compile(
    r"\b(?:this|that|which|it) (?:is|was|does) not (?:the view|borne out|our experience"
    r"|supported by|what (?:we|our)|match|accord|reflect|the experience|the case)\b"
    r"|\b(?:is|are|was|were) not (?:borne out|supported|backed up?|backed|grounded"
    r"|based on evidence)\b"
    r"|\b" + _SOURCE + r" (?:\w+ ){0,4}?(?:do(?:es)?|did|is|are|was|were|can)(?: not|n['’]t|not)\b"
    r"(?! (?:include the|yet))"
    r"|\b" + _SOURCE + r" (?:\w+ ){0,2}?(?:ignores?|overlooks?|misses|omits?|neglects?|overstates?"
    r"|understates?|exaggerates?|misreads?|misinterprets?|misrepresents?|conflates?|relies|rely"
    r"|confuses?|fails? to|glosses over|assumes?|downplays?|underestimates?|overestimates?"
    r"|leaves? out|left out|cherry-picks?)\b"
    r"|\b(?:guard|caution|warn|argue) against (?:\w+ ){0,3}?(?:jumping|assum\w+|conclud\w+|infer\w+"
    r"|reading|interpret\w+|treat\w+|conclusions?|the (?:\w+ )?(?:assumption|conclusion|inference"
    r"|suggestion|view|idea|notion))"
    r"|\b(?:jump|jumping|leap|leaping|rush|rushing) to (?:\w+ ){0,3}?(?:conclusions?|view|treat"
    r"|judgement|assume)\b"
    r"|\bwary of (?:\w+ ){0,2}?(?:infer\w+|assum\w+|conclud\w+|conclusions?|reading|suggest\w+"
    r"|ideas?|claims?|notions?)"
    r"|\bresist(?:ing)? the (?:temptation|urge|impulse) to\b"
    r"|\bthe (?:idea|notion|claim|suggestion|assertion|assumption|argument) that .{3,120}?"
    r"\b(?:does not (?:survive|stand|hold|bear)|is (?:not|un\w+|mistaken|wrong|false|simplistic)"
    r"|has (?:no|little) (?:basis|foundation))\b"
    r"|\b(?:mistake|wrong|simplistic|misleading|premature|unfair|too simple|unsafe) to"
    r" (?:conclude|infer|assume|suggest|say|claim|attribute|blame|read|draw)\b"
    r"|\bdo(?:es)? not (?:recogni[sz]e|follow that|accept the (?:analysis|evidence|figures"
    r"|premise|interpretation|conclusion|picture|account))"
    r"|\b(?:no|little|scant|weak|insufficient|limited|not enough|thin|lack of) (?:\w+ )?"
    r"(?:evidence|data|research|basis|proof) (?:for|that|to|behind|base|of (?:(?:the|a|any|its|this"
    r"|such) )?(?:impacts?|effects?|benefits?|need|harms?|links?|success|savings?|improvements?))\b"
    r"|\bwhere is the (?:evidence|proof|data)\b"
    r"|\b(?:question|challenge|dispute|doubt|contest|query) (?:the |whether |how |some of the "
    r"|its )"
    r"(?:\w+ ){0,3}?(?:evidence|data|figures|analysis|premise|assertion|claim|assumptions?"
    r"|interpretation|validity|accuracy|conclusions?|findings?|statistics|methodology|numbers"
    r"|statement|basis|representative|reliable)\b"
    r"|\b(?:evidence|data|figures|numbers|statistics|sample|survey) (?:is|are|was"
    r"|were) (?:\w+ ){0,2}?"
    r"(?:flawed|outdated|out of date|misleading|partial|selective|incomplete|too small|wrong"
    r"|unreliable|inaccurate|anecdotal|questionable|unrepresentative|weak|thin)\b"
    r"|\b(?:our|other|official|published|the latest|these|recent) (?:\w+ ){0,2}?"
    r"(?:data|figures|survey|audits?|statistics|numbers|records|research|inspection reports?) "
    r"(?:\w+ ){0,2}?(?:contradicts?|show(?:s|ed)? (?:the (?:opposite|reverse|contrary)|otherwise"
    r"|a different)|do(?:es)? not (?:say|show|support|suggest|bear)|tells? (?:us )?(?:a|another)"
    r" (?:different|other)?)"
    r"|\bcorrelation (?:is|does) not\b|\bconfus\w+ (?:correlation|cause)\b",
    re.IGNORECASE,
)


def is_challenge(sentence: str) -> bool:
    """Tell whether a sentence disputes evidence: "the figures do not", "guard against assuming"."""
    return _CHALLENGE.search(sentence) is not None
