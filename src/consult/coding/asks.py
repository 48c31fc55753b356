"""Whether a sentence asks somebody to do something, and what leads into a list of asks."""

from __future__ import annotations

import re

_WE = (
    r"(?:we|i|our (?:members|organisation|association|committee|society|group)|members|it"
    r"|(?-i:[A-Z][\w&-]+))"
    r" (?:strongly |would |also |therefore |urgently |would also |would therefore |would strongly"
    r"|really |very much |sincerely |all |just |simply |particularly |only )*"
)
_SOME = (
    r"(?:an?|more|better|greater|clear(?:er)?|further|proper|stronger|fewer|less|real|additional"
    r"|new|urgent|fair(?:er)?|adequate|sufficient|enough|regular|consistent|long-term|national"
    r"|local)"
)
_IN_SAYING = (
    r"add (?:that|this|to|the following)\b"
    r"|put (?:it|this|that) (?:down|differently|another|more|simply)\b"
    r"|(?:make|add|raise|put|bring|drop) (?:the|an?|this|that|these|all) (?:[\w’'-]+ )?"
    r"(?:points?|comments?|observations?|remarks?|notes?|questions?|issues?|concerns?|matters?"
    r"|query|queries|blame|caveats?|distinctions?)\b"
)
"""What is done in saying that one would do it: nobody else is to do anything."""
_ASK = re.compile(
    r"\b"
    + _WE
    + r"(?:call(?:s)? (?:on|for|upon)|begs? (?:you|the|for)|implores?|demands?|appeals? (?:to|for)"
    r"|urges?|recommends?|requests?|press for|encourages?"
    r"|(?:do )?asks? (?:that|for|the|you|ministers)|(?:is|are) (?:asking|calling|pressing"
    r"|pleading) "
    r"(?:for|that|the|you|ministers|on)"
    r"|suggests? that .{0,80}(?:should|be)|propose (?:that|an?|the)\b"
    r"|(?<=would )like (?:to (?:see|keep)|the (?!opportunity|chance)|an?|our|more|this|it"
    r"|every|each|all|some|you to|them to|people to|fewer|less)\b"
    r"|trusts? that (?:the|our|ministers|(?-i:[A-Z]\w+)) (?:[\w’'-]+ ){0,8}?will"
    r"|(?:want|wish) (?:you to|them to|every|all|to (?:see|keep)|the|an?|our|more|your|ministers"
    r"|better)\b"
    r"|prefer (?:an?|the|to (?:see|keep|have)|that|it|our|more)\b"
    r"|welcome (?:a|an|more|further|greater"
    r"|clarity|clarification|the introduction|the opportunity to see)"
    r"|look forward to (?:(?:seeing|reading) (?!you\b)|further|more|greater)"
    r"|hope (?:to see|(?:that )?(?:the|our|your|you|ministers|(?-i:[A-Z]\w+)) "
    r"(?:[\w’'-]+ ){0,8}?(?:will|can|would)))\b"
    r"|\b(?:we|i)['’]d (?:really |very much |also )?(?:like|love|prefer) (?:to (?:see|keep|have)"
    r"|you to|them to|an?|the \w+ to|our|more|fewer|less|every|some)\b"
    r"|\b(?:would|should) be (?:very |most )?(?:grateful|glad|pleased) if\b"
    r"|\b(?:you|they) need to (?:listen|stop|act|think again|rethink|consult|explain"
    r"|do something)\b"
    r"|\b(?:we |(?:this|the|every|each|our) (?:[\w’'-]+ ){1,2}?)"
    r"(?:also |urgently |badly |clearly |therefore |all |still |really |desperately |now )*"
    r"(?:needs?|requires?) " + _SOME + r"\b (?!to\b)"
    r"(?!(?:[\w’'-]+ ){1,4}?to (?:get|reach|go|travel|drive|work|live|shop|survive|visit)\b)"
    r"|\b(?:needs?|requires?) (?:increased|improved|greater|sufficient|adequate|dedicated|sustained"
    r"|additional|manageable|proper|more|better) (?!than\b|to\b)\w"
    r"|\b(?:needs?|requires?) (?:urgent |further |a |more |much |better |proper )*"
    r"(?:reform|review(?:ing)?|investment|attention|action|clarity|clarification|improvement"
    r"|strengthening|mending|repairing|replacing|rethinking|changing|updating|fixing|widening)\b"
    r"|\bwhat would (?:really |most |actually )?(?:help|work|make (?:a|the) (?:real )?difference)\b"
    r"[^.;]{0,60}?\b(?:is|are) (?!not\b)"
    r"|\b(?:i|we)(?: would|['’]d) (?:also |rather |simply |instead |just )*"
    r"(?:go (?:[\w’'-]+ ){0,3}?further,? and )?(?!" + _IN_SAYING + r")(?:give|scrap|abolish"
    r"|ban|keep"
    r"|make|start|put|spend|raise|lower|cut|stop|invest|fund|let|require|extend|replace|remove|add"
    r"|introduce|publish|limit|cap|bring|drop) (?:the|an?|every|each|all|more|less|fewer|this|that"
    r"|these|those|schools?|parents?|councils?|money|in)\b(?![^.]*\b(?:if|otherwise|then)\b)"
    r"|\bwhat (?:is|we|this \w+|the \w+) need(?:s|ed)? (?:now |most )?(?:is|are)\b"
    r"|\bour (?:\w+ )?(?:plea|recommendation|request|ask|suggestion|proposal|wish|hope) (?:is|are)"
    r" (?:for|that|to)\b"
    r"|\bit (?:is|['’]s) (?:high |long past |about |now |surely )?time (?:to|that|for|the|we|they"
    r"|ministers|somebody)\b"
    r"|\bit would (?:surely |also )?be (?:far |much )?(?:better|best|wiser|fairer|sensible"
    r"|preferable) (?:to|if)\b"
    r"|\bit(?:['’]s| is| will be| would be| remains) (?:also |therefore |absolutely |very "
    r"|equally |really )*"
    r"(?:(?:important|essential|vital|crucial|critical|imperative|paramount)"
    r"(?: (?:for|to) (?:us|me|everyone|all of us))?,? "
    r"(?:that|we (?!are\b|were\b|have\b|do\b)|you (?!are\b|do\b)|ministers)\b"
    r"|(?:essential|vital|crucial|critical|imperative) (?:for (?:[\w’'-]+ ){1,5}?)?to"
    r" (?!me\b|us\b|our\b|my\b|the\b|note|remember|recall|say|see|stress|understand|bear in)"
    r"|important to (?:keep|retain|ensure|provide|protect|invest|make|have|consult|involve|maintain"
    r"|preserve|improve|publish|give|set|plan|build|fund|train|support)\b)"
    r"|^\W{0,3}(?:(?:and|but|so|also),? )?"
    r"(?:(?:[\w’'-]+ ){1,4}?(?:believe|think|feel|consider)s? (?:that )?)?"
    r"(?:an?|more|greater|better|further|clear(?:er)?|good|early"
    r"|proper|strong(?:er)?|adequate|regular|additional|improved|continued|closer|effective) "
    r"(?:[\w,;:()’'/-]+ ){1,40}?(?:is|are|will be|would be) (?:also |therefore |absolutely "
    r"|clearly |urgently |now )*(?:essential|vital|crucial|imperative|critical|paramount)\b"
    r"|\b(?:please) (?!see|note|find|refer|treat|contact|tick|specify|accept|do not hesitate"
    r"|forgive|excuse)\w+"
    r"|\b(?:is|are) (?:urgently |badly |desperately |clearly |now |also )*"
    r"(?:needed|required|overdue)\b(?! (?:for|to|by)\b)"
    r"|\bwould (?:also |therefore |both )?be (?:very |most |particularly |greatly |warmly )?"
    r"(?:welcome|helpful|useful|appreciated)\b"
    r"|\bthere (?:is|remains) (?:also |clearly |still |now )?(?:a|an) (?:urgent |clear |pressing "
    r"|real |strong )*need (?:for|to)"
    r"|\bthere (?:must|should|ought to|needs? to|has to) (?:also |therefore |surely )?be\b"
    r"|\b(?:more|greater|better|further|clearer|additional) [\w -]{2,50}"
    r"(?:is|are) (?:needed|required)\b"
    r"|\bconsideration (?:should|could|must|needs to)\b"
    r"|\bplease[.!]*$",
    re.IGNORECASE,
)
_OURSELVES = r"\b(?:we|i|our (?:\w+ )?members|members|residents)"
_WOULD = r"(?:['’]d| would| should)"
_ALSO = r"(?: (?:also|strongly|therefore|really|all|only|respectfully|very much))*"
_WOULD_LIKE = re.compile(
    rf"{_OURSELVES}{_WOULD}{_ALSO} like (?!(?:to|nothing|thanks)\b"
    r"|(?:the|an?) (?:\w+ )?(?:opportunity|chance|thanks)\b"
    r"|(?:my|our) (?:\w+ )?(?:comments?|views?|reply|response|name|thanks)\b)"
    r"(?:(?:an?|more|every|each|fewer|less|clarity|clarification|confirmation|(?:re)?assurances?)\b"
    r"|(?:[\w’'-]+ ){1,6}?to (?!(?:us|me|you|the|our|my|your|a|know|remember"
    r"|understand|realise|note)\b)\w)"
    r"|\b(?:we|i)(?: would|['’]d) (?:also )?go (?:[\w’'-]+ ){0,3}?further by \w+ing\b",
    re.IGNORECASE,
)
_BARE = (
    r"(?:commission|publish|appoint|require|provide|ensure|consider|introduce|extend|allow|make"
    r"|take|give|keep|adopt|carry|conduct|consult|remove|include|undertake|establish|explore"
    r"|reconsider|examine|clarify|amend|apply|pay|hold|write|bring|move|retain|produce|prepare"
    r"|use|invite|add|replace|reopen|agree|fund|review|build|offer|open|close|plant|train|create)"
)
_SUGGESTS = re.compile(
    rf"{_OURSELVES}{_WOULD}?{_ALSO} suggest (?:"
    r"that (?:the|this|each|every|any|an?|your|its) "
    r"(?:(?!(?:in|of|for|on|at|by|with|from|to|that|which|who|people|children|staff|police|women"
    r"|men|data)\b)[\w’'-]+ ){1,4}?(?<!s )" + _BARE + r" (?:an?|the|its|their|all|more|every|each"
    r"|this|these|those|it|them|any|some|no|both|out|up|how|whether|that|\d+)\b"
    r"|(?!(?:[\w’'-]+ ){1,3}?(?:reasons?|explanations?|causes?|links?|connections?|correlations?"
    r"|possibility|possibilities|answers?)\b)"
    r"(?!(?:(?!(?:wherever|where|which|that|who|if|when|whenever|until|so|as|because)\b)[\w’'-]+ )"
    r"{1,8}?(?:is|are|was|were|has|have|had|will|would)\b)"
    r"(?:an?|\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|more|fewer|less"
    r"|at (?:least|most)|no more than|(?!(?:no|any|some)thing\b|during\b|according\b)\w{2,}ing)"
    r" \w)",
    re.IGNORECASE,
)
"""A thing or a doing that is suggested, or a clause whose verb is bare after one of a kind."""
_CONSEQUENCE = re.compile(
    r"^(?!\W*(?:stop|please)\b)[^,;.]{3,80},? and (?:you|people|they|we|it|everyone|nobody)"
    r"(?:['’](?:ll|d)| will| would| can| could)\b",
    re.IGNORECASE,
)
"""An opening such as "close it, and people will come": no imperative but a condition."""
_REQUEST = re.compile(
    r"^\W{0,3}(?:could|can|would|will) (?:you|the|we|ministers|someone|somebody)\b.*\bplease\b",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\b(?:must|ought to|needs? to|has to|have to|have got to|should)"
    r" (?!(?:not |n[o’']t )?have (?:\w+ly )?(?:been|had|done|gone|come|made|known|\w{2,}ed"
    r"|\w+(?:ought|aught|ken|ten|ven|wn|seen)|seen|heard|felt|left|met|paid|read|said|sent|told)\b"
    r"|(?:not )?be (?:very |quite |most )?(?:sorry|surprised|glad|pleased|delighted|happy|grateful"
    r"|fine|ok|okay|alarmed)\b|hate\b"
    r"|know|see (?:what|how|whether|if)|be noted|be said|be remembered|be able to say|admit"
    r"|say|declare|stress"
    r"|(?:i|you|he|she|it|they|there|any|anyone)\b"
    r"|point out|add that|be surprising|confess"
    r"|(?:not |never )?be (?:under|over)(?:estimat|stat)ed"
    r"|be (?:a|an) (?:pleasure|joy|delight|treat|relief|comfort|surprise|worry)\b"
    r"|(?:not )?(?:guard|be wary|be careful|be cautious|beware|resist|leap|jump|rush"
    r"|assume|conclude|forget))"
    r"(?:now |also |therefore |urgently |not |be |all |surely |at least |at last |instead "
    r"|then )*\w+",
    re.IGNORECASE,
)
_NECESSITY = re.compile(r"need|ha(?:s|ve) ", re.IGNORECASE)
_PASSIVE = re.compile(r"\bto (?:\w+ly |also |all )?be ", re.IGNORECASE)
_TELLS_WHICH = re.compile(
    r"\b(?:who|that|which|whoever|i|only|(?:which|that) we|anyone|anybody) $"
    r"|\bwho (?:[\w’'-]+ )$",
    re.IGNORECASE,
)
"""A duty inside a clause that tells which thing is meant, or the writer's own."""
_THAT_ALONE = re.compile(r"\W*(?:and |but |so )?that ", re.IGNORECASE)
_WHETHER = re.compile(r"\bwhether (?!or not\b)[^.;:,]{0,80}$", re.IGNORECASE)
_A_NEED = re.compile(
    r"\b(?:the|an?|no|any|this|that|our|their|his|her|its|your|urgent|pressing|greater|less|such|of"
    r"|in) needs? to\b",
    re.IGNORECASE,
)
"""A need that is a noun."""
_LIVED = re.compile(
    r"(?:^|[\W_]|\b)(?:they|people|patients|families|parents|residents|children|pupils|students"
    r"|users|carers|passengers|customers|workers|staff|tenants|women|men|neighbours|visitors"
    r"|households|pensioners|nurses|doctors|teachers|many|some|most|others|all|often|usually"
    r"|sometimes|always|then|still|currently|already|only|just) $",
    re.IGNORECASE,
)
"""Those who live with a necessity: what they need or have to do is told, not asked for."""
_DAILY = re.compile(
    r"^(?:must|needs? to|ha(?:s|ve) (?:got )?to) (?:travel|wait|put up|go without|choose|pay|queue"
    r"|drive)\b"
    r"|^(?:must|ought to|should) wait\b|^ha(?:s|ve) (?:got )?to (?:go|walk|catch|get"
    r"|leave|take|carry|use|live|rely|book|make do|ask"
    r"|work|buy|find|stand|sit|phone|ring|call|come|run|cross|share|ride|do without)\b",
    re.IGNORECASE,
)
_FORESEEN = re.compile(
    r"(?:\b(?:will|would|may|might|could|do|does|did|not)|n['’]t|['’](?:ll|d)) $", re.IGNORECASE
)
"""What will or would be necessary follows from something; nobody is asked for it."""
_WHOSE = re.compile(
    r"\b(?:my|our|his|her|your|their) (?:[\w’'-]+ ){0,2}?(?P<kin>(?:grand)?(?:mum|mother|mam|dad"
    r"|father|son|daughter|child|parent)s?|wife|husband|partner|brother|sister|uncle|aunt|nan|gran"
    r"|neighbours?|friends?|customers?|clients?|patients?|pupils|dog) (?:also |often |always )?$"
    r"|\bmy (?:[\w’'-]+ ){1,2}$",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    r"(?:^|[,;:.] |\b(?:and|but|so|because|when|while|if|as) )"
    r"(?:an?|any|anyone|anybody|one|some|you|those|someone|somebody|people|which|what) "
    r"(?:[\w’'-]+ ){0,8}$",
    re.IGNORECASE,
)
_NOT_MEANT = re.compile(
    r"(?:(?:\b(?:do|does|did|can|could|would|am|are|is|was) ?(?:not|n['’]t)|\bcannot|\bnever"
    r"|\bnobody|\bno one|\bfew|\bnone of us|\bused to) (?:[\w’'-]+ ){0,3}?"
    r"(?:thinks?|thought|believes?|feels?|says?|said|agrees?|accepts?|suggests?|sure|convinced"
    r"|persuaded|certain|know (?:if|whether))"
    r"|\b(?:disagrees?|doubts?|unsure|unclear|not clear|one of those who think)"
    r"|(?<!our )(?<!my )(?<!firm )\b(?:proposal|plan|idea|suggestion|view|claim|argument|notion"
    r"|principle|statement) that)\b(?: (?:that|if|whether))?[^.;:]{0,70}$",
    re.IGNORECASE,
)
"""What its author denies or doubts, or what a thing named says, is no ask of the author's."""
_OTHERS_SAY = re.compile(
    r"\b(?:critics|opponents|supporters|some|some people|others?|people|they|you"
    r"|the (?:council|government|minister|paper|report|review|plan|inspector|developers?|authors?)"
    r"|ministers|officers|councillors|(?:mr|mrs|ms|dr|cllr)\.? \w+|(?:my )?neighbours?|he|she"
    r"|many) (?:\w+ly |also |have |has |still |now )?"
    r"(?:says?|said|argue[sd]?|believe[sd]?|thinks?|thought|suggest(?:s|ed)?|propose[sd]?"
    r"|recommend(?:s|ed)?|claim(?:s|ed)?|told (?:us|me)|state[sd]?|insist(?:s|ed)?)\b"
    r"[^.;:]{0,80}$",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"should (?:also |now |all )?(?:reduce|help|work|improve|save|make|bring|mean|lead|allow|ease"
    r"|free|give|open|arrive|finish)\b",
    re.IGNORECASE,
)
_IT = re.compile(
    r"(?:^|\W)(?:this|that|it|which|these changes|the (?:new|proposed) [\w ]{3,30}) $",
    re.IGNORECASE,
)
"""What such a thing should do is what is expected of it."""
_WOULD_HAVE_TO = re.compile(r"\b(?:we|i) should have to\b", re.IGNORECASE)
"""Who says so says what would follow."""
_BEFORE = 120
"""How much of what stands before a duty is read for whose it is."""
_IMPERATIVE = re.compile(
    r"^(?:[-–•*\d.)\s]*)(?:please |and |but |so |now |just |instead,? )?"
    r"(?:build|keep|make|give|stop|fund|invest|introduce|ensure|provide|create|protect|remove"
    r"|extend|publish|replace|restore|reopen|leave|scrap|abolish|ban|cap|cut|raise|lower|increase"
    r"|reduce|improve|strengthen|simplify|require|allow|let|end|hire|train|move|fix|repair|bring"
    r"|set up|set|put|pay|spend|consider|listen|consult|offer|support|redirect|reform|review"
    r"|establish|appoint|commission|develop|expand|recruit|start|withdraw|drop|reject|plant"
    r"|include|recognise|treat|use|open|close|buy|retain|maintain|enforce|add|install"
    r"|prioriti[sz]e|save|rethink|pause|explain|show|hold|run"
    r"|(?:do not|don['’]t)(?! (?:know|agree|disagree|support|oppose|object|like|mind|care|think"
    r"|feel|want|see|have|live|use|understand|believe|need|trust|get|own|drive|really|even|ever"
    r"|usually|often)\b))\b"
    r" (?!s\b|ing\b|is\b|are\b|was\b|were\b|has\b|have\b|had\b|of\b|will\b|would\b|can\b)"
    r"(?!(?!the\b|an?\b|all\b|our\b|your\b|this\b|these\b|those\b|that\b|it\b|them\b|more\b"
    r"|every\b|each\b|any\b|both\b|some\b|up\b|sure\b|half\b|not\b)"
    r"(?:(?!that\b|which\b|who\b|if\b|so\b|and\b|because\b|where\b|when\b|what\b|how\b|until\b"
    r"|before\b|but\b|as\b)[\w’'-]+ ){1,5}?"
    r"(?:is|are|was|were|has|have|had|should|must|means?|makes?)\b)",
    re.IGNORECASE,
)
_IMPERATIVE_OF = re.compile(
    r"^(?:[-–•*\d.)\s]*)(?:please |and |but |so |now |just |instead,? )?"
    r"(?:turn|convert|swap|join up|link(?: up)?|widen|narrow|lock|light|mend|paint|teach|tell|send"
    r"|resurface|clean(?: up)?|clear|get rid of|freeze|waive|upgrade|redesign|relocate|sell"
    r"|shorten|lengthen|slow) (?!the truth\b)"
    r"(?:the|an?|it|them|all|every|these|those|our|more|both)\b",
    re.IGNORECASE,
)
"""Verbs that are other words as well, and imperatives before the thing that they are done to."""
_SAYING = re.compile(
    r"(?:ha(?:s|ve) (?:got )?to|needs? to|must) be (?:earned\b|won(?= back\b|[,.;]|$)"
    r"|seen to be believed\b)",
    re.IGNORECASE,
)
"""What holds of everybody: nobody in particular is to do it."""
_SO_YES = re.compile(
    r"\bso,? (?:yes|no),? (?:i (?:think|believe|agree) (?:that )?)?(?:they|it|this|that) $",
    re.IGNORECASE,
)
"""Before what takes up the question: its author answers, and asks for nothing besides."""
_NOT_ASK = re.compile(
    r"^\W{0,3}(?:let me\b|put (?:simply|another|bluntly|differently)\b"
    r"|support (?:this|it|with|in|for|services?|the (?:proposals?|plans?|idea|scheme|changes?))\b)"
    r"|\b(?:agrees?|agreed) that\b|^(?:let us|let['’]s|do not|don['’]t) (?:not |be )?"
    r"(?:rush|leap|jump|assume|forget|pretend|fooled)\b"
    r"|\b(?:must|should|may) be (?:\w+ )?(?:noted|remembered|mistaken|wrong|joking)\b"
    r"|\bshould be read (?:with|in|as)\b|\bmeans? that\b"
    r"|\bit is (?:only |quite |also |surely )?(?:right|wrong|fair|unfair|odd|absurd) that\b"
    r"|^\W{0,3}(?:review|reform) (?!the\b|this\b|these\b|all\b|our\b|your\b|its\b|how\b"
    r"|what\b|whether\b|every\b|and\b|a\b|it\b|them\b)"
    r"|(?<!there )\bmust be (?:\d|\w+ years|mad|crazy|joking|kidding|over|about|getting|hoping"
    r"|a|an|very|hard|difficult|true|because)\b"
    r"|\bas (?:it|they|we|he|she) should\b|\bthan (?:it|they|we) should\b"
    r"|^(?:the (?:paper|report|review|document)|chapter|section|question|option)\b.{0,40}"
    r"\b(?:says|asks|proposes|suggests|argues|recommends|states|describes|considers)\b",
    re.IGNORECASE,
)
_ASKING_LEAD = re.compile(
    r"\b(?:should|must|ought to|needs? to|have to|has to)(?: (?:also|now|therefore|all))?\W*$"
    r"|\b(?:we|i|our members|members) (?:[\w’'-]+ ){0,3}?(?:want|need|like|ask|call|recommend|urge"
    r"|propose|request|suggest|press)\b"
    r"|\b(?:asks|calls|calling|asking|urges|recommends|proposes) (?:for|on|that|the)\b"
    r"|(?<!review )(?<!report )(?<!paper )(?<!plan )(?<!draft )(?<!['’]s )(?<!s['’] )"
    r"\b(?:recommendations?|requests?|demands|asks|proposals|suggestions|reforms|improvements"
    r"|wishes)\b(?:[^.;:]{0,200}\b(?:includ\w+|are|follow\w*))?(?: \w+){0,3}\s?:\W*$",
    re.IGNORECASE,
)
"""What leads into a list whose every item is asked for."""


def is_ask(sentence: str) -> bool:
    """Tell whether a sentence wants somebody to do something.

    "Should", "must", "we call on", "would be welcome" and imperatives do; what others propose, what
    is only expected, and what its author denies or doubts, does not.
    """
    if _REQUEST.search(sentence):
        return True
    if sentence.rstrip("\"'”’)").endswith("?") or _NOT_ASK.search(sentence):
        return False
    imperative = _IMPERATIVE.match(sentence) or _IMPERATIVE_OF.match(sentence)
    if imperative and not _CONSEQUENCE.match(sentence):
        return True
    if any(pattern.search(sentence) for pattern in (_ASK, _WOULD_LIKE, _SUGGESTS)):
        return True
    return any(_binds(sentence, duty) for duty in _DUTY.finditer(sentence))


def _binds(sentence: str, duty: re.Match[str]) -> bool:
    """Tell whether a duty is wanted of somebody, and is no need that a person lives with."""
    before = sentence[max(0, duty.start() - _BEFORE) : duty.start()]
    which = _TELLS_WHICH.search(before) and not _THAT_ALONE.fullmatch(before)
    if which or _WHETHER.search(before) or _A_NEED.search(before + duty[0]):
        return False
    if _NOT_MEANT.search(before) or _OTHERS_SAY.search(before):
        return False
    if _EXPECTED.match(duty[0]) and _IT.search(before):
        return False
    if _SAYING.match(sentence, duty.start()) or _answers(before, duty[0]):
        return False
    if _WOULD_HAVE_TO.search(sentence[max(0, duty.start() - 5) : duty.end() + 3]):
        return False
    if _DAILY.match(duty[0]) or (_NECESSITY.match(duty[0]) and _is_told(before, duty[0])):
        return False
    whose = _WHOSE.search(before)
    if whose is None:
        return True
    # A thing of mine may be done something with: that is asked for; what I must do is told.
    return whose["kin"] is None and re.search(r"\bbe \w+$", duty[0]) is not None


def _answers(before: str, duty: str) -> bool:
    """Tell whether a duty only says yes or no to what was asked."""
    return _SO_YES.search(before) is not None and not re.search(r"\b(?:also|instead)\b", duty)


def _is_told(before: str, necessity: str) -> bool:
    """Tell whether a necessity follows from something or is lived with, and so is no ask."""
    if _FORESEEN.search(before) or _ANYBODY.search(before):
        return True
    return _PASSIVE.search(necessity) is None and _LIVED.search(before) is not None


_MAY_BE_A_CONSEQUENCE = re.compile(
    r"\b(?:would|could|might|ought to have|should have)\b|['’]d\b", re.IGNORECASE
)
_WISHED = re.compile(
    r"\b(?:grateful\w*|welcome|appreciat\w+|kind(?:ness|ly|er)?|mercy|amiss|like|love|prefer\w*"
    r"|please|suggest\w*|asks?|wants?|wish\w*|helps?|helpful|do more|do us|would do|do nicely"
    r"|good to|suit|consider\w*|needs?|enough|request\w*|propose\w*|urge\w*|recommend\w*|assist"
    r"|glad|pleased)\b|\?",
    re.IGNORECASE,
)
_ASKS_FOR_NOTHING = re.compile(
    r":\s*$|\b(?:dis)?agrees?\b|^\W*(?:oh|ha|brilliant|bravo)\b"
    r"|^\w+ [^.?!]{3,80} and (?:you|they)\b",
    re.IGNORECASE,
)
"""Leads, sides, irony, and "do this and you get that": the reader takes them for asks."""


def may_ask(sentence: str) -> bool:
    """Tell whether a sentence, of which no rule knows that it asks, is of a kind that may.

    What would or could be is mostly a consequence, who agrees takes a side, "do this and you get
    that" warns, and a lead asks for nothing by itself.
    """
    return _ASKS_FOR_NOTHING.search(sentence) is None and (
        _MAY_BE_A_CONSEQUENCE.search(sentence) is None or _WISHED.search(sentence) is not None
    )


def leads_into_asks(lead: str) -> bool:
    """Tell whether what follows is asked for item by item: "Ministers should:"."""
    return _ASKING_LEAD.search(lead) is not None
