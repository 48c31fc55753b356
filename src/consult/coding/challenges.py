"""Whether a sentence disputes how evidence was gathered or read."""

from __future__ import annotations

import re

from consult.coding.asks import is_ask
from consult.coding.shortfalls import falls_short

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
_WHOSE = r"(?:\b(?:the|this|that|these|its|your|their)|['’]s)"
_FIGURE = (
    r"(?:estimates?|figures?|forecasts?|projections?|averages?|percentages?|calculations?|claims?"
    r"|conclusions?|findings?|assumptions?)"
)
_OF_WHAT = r"(?: (?:of|for|in|on|from|that)\b(?:[^.;:,]|[.,]\d){1,80}?)?"
"""What follows a noun and says of what it is: "of 90 extra minutes", "in paragraph 3.1"."""
_ONLY = r"(?:(?:almost|very|far too) )?(?:wholly|entirely|largely|only|solely|heavily|just|merely)"
_MISJUDGED = re.compile(
    r"(?:(?<!\bour )(?<!\bmy )(?<!\bweather )\b(?:estimates?|forecasts?|projections?)"
    r"(?! for (?:our|my)\b)"
    r"|(?:\b(?:your|their|its)|['’]s) (?:own )?figures?)"
    rf"{_OF_WHAT} (?:is|are|was|were|appears?|seems?|looks?)(?: to (?:us|me|be))*"
    r"(?: (?:simply|far|much|rather|very|quite|wildly|surely|clearly))*"
    r" (?:too (?:low|high|small|large|optimistic|pessimistic|generous|cautious)|optimistic"
    r"|unrealistic|implausible|(?:little|no) (?:more|better) than (?:an? )?guess\w*|guesswork)\b"
    r"|\b(?:(?:running|operating|capital|construction|projected|expected|estimated|assumed|claimed"
    r"|supposed) (?:\w+ )?(?:costs?|savings?|benefits?)|(?:estimates?|forecasts?|projections?))"
    rf"{_OF_WHAT} (?:appears?|seems?|looks?)(?: to (?:us|me|be))*"
    r"(?: (?:rather|very|quite|far|much|too))* (?:low|high|optimistic|pessimistic|generous)\b"
    rf"|{_WHOSE} (?:claim|statement|assertion|suggestion|figure|estimate)\b[^.;:]{{0,120}}?"
    r" is(?:, [^.,;]{1,40},)? (?:\w+ )?an? (?:\w+ )?(?:understatement|overstatement|exaggeration"
    r"|underestimate|overestimate|over-?simplification)\b",
    re.IGNORECASE,
)
"""Figures that are called too low or too high; a price may be, and disputes nothing."""
_ILL_FOUNDED = re.compile(
    rf"{_WHOSE} (?:\w+ ){{0,2}}?{_FIGURE}{_OF_WHAT}"
    r" (?:rests?|(?:is|are|was|were) (?:based|drawn|taken)|comes?|came)"
    rf"(?: {_ONLY} (?:up)?(?:on|from)\b| (?:up)?(?:on|from) (?:(?:{_ONLY}|no more than|a single"
    r"|one(?! of\b)|a handful of|a few)\b|[^.;:]{1,80}? rather than\b))"
    rf"|{_WHOSE} (?:\w+ )?(?:benefits?|savings?) (?:rests?|hangs?) {_ONLY} (?:up)?on\b"
    r"|(?:\b(?:your|its|their)|['’]s) \d[\d.,]* ?(?:%|per ?cent)(?: figure)?"
    r" (?:comes|came|rests|(?:is|was) (?:based|drawn|taken)) "
    r"|\b(?:survey|sample|poll|study|trial|pilot|questionnaire)\b[^.;:,]{0,60}?"
    r" (?:had|has|covered|asked|reached|drew|involved|interviewed|heard from|spoke to|was of)"
    r" (?:only|just|no more than|barely|fewer than|a mere) (?:[\w,-]+ ){1,3}?(?:respondents|people"
    r"|replies|responses|answers|households|residents|patients|pupils|parents|schools|sites|users"
    r"|participants|customers|shops|firms|farms|clinics|streets|families)\b"
    rf"|{_WHOSE} (?:[\w.,]+ ){{0,2}}?(?:estimate|figure|average|percentage|tally){_OF_WHAT}"
    r" (?:double-?counts?|counts(?! (?:for|as|towards|on|among)\b)|leaves out|omits|lumps|mixes"
    r"|excludes(?! (?:vat|tax|inflation|postage)\b))\b"
    r"|\bfor which (?:no|little) (?:source|evidence|data|figures?|basis|calculation)"
    r" (?:is|are|was|were|has been|have been) (?:given|offered|cited|shown|published|provided)\b"
    r"|\b(?:survey|counts?|figures|data|sample|measurements|readings|model)\b[^.;:]{0,40}?"
    r" (?:was|were) (?:taken|run|made|collected|gathered|carried out|held|conducted) [^.;:]{0,60}?"
    r"\b(?:lockdown|(?:during|in) the pandemic|holidays?|half[- ]term|were (?:closed|shut|away))\b",
    re.IGNORECASE,
)
"""Figures that rest on too few, on the wrong time or place, or on no source at all."""
_OWN = re.compile(r"\b(?:my|our)(?: [\w’'-]+)? $", re.IGNORECASE)
"""Before a survey or a figure: its limits are told by who made it."""
_CONCERN = (
    r"(?:^\W*|[,;:] |\b(?:that|and|but|because|although|while|as|since|where) )"
    r"(?:(?:the|its|any|all) )?(?:[\w-]+ ){0,2}?"
    r"(?:costs?|benefits?|impacts?|effects?|loss|losses|savings?|risks?|harms?)\b[^.;:,]{0,80}?"
)
"""What an assessment weighs, as what its clause is about."""
_LEFT_OUT = re.compile(
    rf"{_CONCERN} (?:has|have) (?:(?:simply|also|largely|all) )*been (?:(?:simply|largely|all) )?"
    r"(?:left out|omitted|overlooked|ignored)\b(?! (?:by|for (?:\w+ )?(?:years|decades|long))\b)"
    rf"|{_CONCERN} (?:has|have|had|was|were|is|are) (?:simply |also |still )?(?:not|never)"
    r"(?: (?:yet|even|been|properly|fully|adequately|really))* (?:considered|counted|costed"
    r"|quantified|assessed|measured|modelled|estimated|valued|evaluated|monetised|examined"
    r"|taken into account)\b(?! by (?:us|me|our)\b)"
    r"|\b(?:is|are|was|were) (?:only |simply )?(?:dealt with|dismissed|disposed of)(?: only)? in"
    r" (?:only |just |barely )?(?:a |one|two|three|half a)(?:single |few |couple of )?"
    r" ?(?:short )?(?:sentences?|lines?|paragraphs?|pages?|footnotes?|words?)\b"
    r"|\b(?:is|are|was|were) not (?:even )?(?:counted|costed|quantified|modelled|monetised)"
    r" (?:at all|anywhere|separately)\b"
    r"|\b(?:is|are|was|were) not broken down (?:into|by)\b"
    rf"|\b(?:{_EVIDENCE}|(?:the|this|that|an?|its|your|their) (?:statement|claim|average|percentage"
    r"|figure|finding|paper|report|review|assessment|evaluation))"
    rf"{_OF_WHAT} (?<!to )(?:says?|said|tells?|told)"
    r"(?: (?:us|you|me|one|anyone|ministers))? (?:almost |next to )?(?:nothing|little)"
    r" (?:about|of|on)\b"
    rf"|\bwhich {_SOURCE} (?:does|do|did|has|have)(?: not|n['’]t) (?:even |yet )?"
    r"(?:quantif(?:y|ied)|measured?|assess(?:ed)?|estimated?|modell?(?:ed)?|substantiated?|monetised?)\b",
    re.IGNORECASE,
)
"""What the evidence does not count, quantify or speak of."""
_DISBELIEVES = (
    r"\b(?:(?:do|does|did|can)(?: not|n['’]t|not) (?:think|believe|consider|accept|agree|feel)"
    r"|(?<!no )(?<!not )(?<!n['’]t )(?<!without )(?<!beyond )(?<!little )"
    r"doubts? (?:whether|that|if))"
)
_WELL = r"(?:properly|reliably|accurately|correctly|fairly|adequately|robustly)"
_GAUGED = r"(?:measured|estimated|calculated|modelled|costed|quantified|counted|valued)"
_DISBELIEVED = re.compile(
    rf"{_DISBELIEVES}\b[^.;:]{{1,100}}? (?:is|are|was|were|to be|gives?|paints?)"
    r" (?:a|an|the) (?:very )?(?:fair|true|accurate|realistic|reliable|credible|robust|sound|safe"
    r"|representative|right|proper|full|good) (?:(?:reflection|picture|representation|account"
    r"|portrait|estimate|sample|indication|indicator|proxy|measure(?= of\b))\b"
    r"|basis for (?:the |any |its |your )?(?:\w+ )?(?:benefits?|costs?|savings?|estimat\w+|figures?"
    r"|calculat\w+|assessment|conclusions?|comparisons?|forecasts?|claims?|measuring|valuing)\b)"
    rf"|{_DISBELIEVES}\b[^.;:]{{1,100}}? (?:(?:has|have|had) been|was|were|can be)"
    rf" (?:{_WELL} {_GAUGED}|{_GAUGED} {_WELL})\b"
    r"|\b(?:hard|difficult|impossible) to (?:believe|credit) (?:that )?(?:(?:only|just|over|under"
    r"|nearly|more than|fewer than|less than|as (?:few|many) as) )*(?:\d[\d.]* ?(?:%|per ?cent\b)"
    r"|(?:one|two|three|four|five|six|seven|eight|nine) (?:in|out of) (?:every )?(?:two|three|four"
    r"|five|six|seven|eight|nine|ten|\d+)\b)",
    re.IGNORECASE,
)
"""A reading of figures that its author does not believe."""
_CHALLENGES = (
    _UNSHOWN,
    _UNSUPPORTED,
    _WRONG,
    _MISJUDGED,
    _LEFT_OUT,
    _DOUBTED,
    _DISBELIEVED,
    _CAUTIONED,
    _CONTRARY,
)


_TELLS_WHICH = re.compile(
    r"\b(?:which|that|who|what|whom) (?:the |this |your |their )?$", re.IGNORECASE
)
"""Before a source: its clause tells which thing is meant ("a bus which the plan does not …")."""
_SAYS_THAT = re.compile(
    r"\b(?:surpris\w+|disappoint\w+|concern\w+|regret\w*|observes?|odd|strange"
    r"|striking|remarkable|puzz\w+|troubl\w+|troubling|dismay\w*|sorry|point out|adds?)"
    r"(?: to (?:us|me|see|find|read|note))* that (?:the |this |your |their )?$",
    re.IGNORECASE,
)
"""Before a source: what is said or felt of it, in a clause that tells nothing apart."""


_NAMES_EVIDENCE = re.compile(
    r"\b(?:figures?|estimat\w+|survey\w*|trial|pilot|tables?|charts?|averages?|statistics|data"
    r"|evidence|calculat\w+|comparisons?|assessments?|model\w*|forecasts?|projections?|savings?"
    r"|claim\w*|assum\w+|stud(?:y|ies)|sources?|count(?:s|ed|ing|er)|analysis|conclu\w+"
    r"|paper|report|annex|chapter|paragraph|footnote|plan|board|authority|council|your"
    r"|you (?:say|write|state|give|claim|asked)|nowhere|stated|quoted|described"
    r"|it is (?:said|stated))\b",
    re.IGNORECASE,
)
"""Evidence, or those who put it forward: without one of them nothing is disputed."""


def may_challenge(sentence: str) -> bool:
    """Tell whether a sentence names some evidence, or who put it forward, and asks for nothing."""
    return _NAMES_EVIDENCE.search(sentence) is not None and not is_ask(sentence)


def is_challenge(sentence: str) -> bool:
    """Tell whether a sentence disputes evidence: "the figures do not", "guard against assuming"."""
    if falls_short(sentence):
        return True
    return any(
        _disputes(sentence[: found.start()])
        for pattern in _CHALLENGES
        for found in pattern.finditer(sentence)
    ) or any(
        not _OWN.search(sentence[: found.start()]) for found in _ILL_FOUNDED.finditer(sentence)
    )


def _disputes(before: str) -> bool:
    """Tell whether what stands before a source leaves it open to dispute."""
    return _TELLS_WHICH.search(before) is None or _SAYS_THAT.search(before) is not None
