"""Wordings by which one sentence shows that somebody says something."""

from __future__ import annotations

import re

from consult.text.name_words import word_set

SAY = (
    "said says say told tells added adds argued argues warned warns urged urges urge called "
    "calls welcomed welcomes criticised criticises criticized agreed agrees disagreed "
    "disagrees supported supports support backed backs back praised praises condemned "
    "condemns described describes insisted insists claimed claims commented comments noted "
    "notes stressed stresses suggested suggests stated states wrote writes written explained "
    "explains concluded concludes responded responds replied replies acknowledged "
    "acknowledges recognised recognises questioned questions opposed opposes oppose rejected "
    "rejects accused accuses hailed hails hoped hopes believed believes believe wanted wants "
    "want cautioned cautions highlighted highlights demanded demands asked asks continued "
    "continues voiced voices pledged pledges emphasised emphasises accepted accepts cited "
    "cites raised raises expressed expresses feared fears fear found finds recommended "
    "recommends proposed proposes pointed points branded dubbed applauded applauds echoed "
    "echoes objected objects complained complains predicted predicts denied denies "
    "challenged challenges endorsed endorses pleaded pleads reiterated reiterates thought "
    "thinks felt feels maintained maintains contended contends observed observes admitted "
    "admits conceded concedes confirmed confirms announced announces promised promises "
    "estimated recalled recalls remarked remarks declared declares answered answers countered "
    "counters retorted retorts protested protests joked jokes laughed laughs sighed sighs shouted "
    "shouts muttered mutters whispered grumbled grumbles exclaimed wondered wonders doubted doubts "
    "reckoned reckons blamed blames disputed disputes alleged alleges revealed reveals lamented "
    "emails emailed tweets tweeted texted "
    "reported laments regretted regrets vowed vows threatened threatens advised advises "
    "attacked attacks "
    "defended defends favoured favours prefers preferred expects expected sees likes dislikes "
    "supposes guesses assured assures outlined outlines explained protests mocked queried queries "
    "speaks say argue claim insist accept agree welcome hope think feel reject doubt prefer reveal "
    "spoke speaks speak presented presents introduced introduces offered offers "
    "dismissed dismisses worry worries greeted greets estimates calculates calculated "
    "considered considers reminded reminds ruled decided disclosed "
    "suggest propose recommend complain maintain expect describe dismiss "
    "blasted blasts slammed slams slated lambasted "
    "savaged denounced denounces decried decries deplored "
    "deplores ridiculed cheered cheers fumed fumes stormed storms vows snorts "
    "warn predict demand point begs begged disagree differ enquired enquires inquired inquires"
)
VERBS = word_set(SAY)
NOT_INVERTED = word_set(
    "found finds felt feels fear fears feared back backs backed support supports supported oppose "
    "opposes opposed want wants wanted sees likes"
)
"""Verbs of attitude, which do not follow the words quoted."""
NO_NOUNS = word_set(
    "said says told tells added adds argued argues warned urged welcomed welcomes criticised "
    "believes believed insisted insists stated responded replied explained noted wrote called "
    "described found"
)
"""Verbs that are nothing else, after which no possessive goes on."""
SPOKEN = re.compile(r"^[a-z]{3,14}(?:ed|s)$")
"""Any verb that stands between a quotation and a name: "…," breezed Ann Lee."""
AUXILIARY = word_set(
    "has have had also then later further today yesterday now still both all both strongly "
    "previously recently again too nonetheless nevertheless instead "
    "once often repeatedly since already "
    "simply never even just did does do further additionally subsequently likewise "
    "would will"
)
PASSIVE = word_set(
    "is are was were be been being get got as than to of a an the which who whom "
    "provides offers delivers includes needs uses gives runs"
)
WORD = re.compile(r"[^\W\d_](?:[\w’'\-]*\w)?")
RELATIVE = re.compile(
    r"^(?:(?:in|of|on|for|to|at|by|from|with|under)\s+)?(?:which|whom|whose|where|when|that|who)\b"
)
REACH = 400
"""Characters before or after a verb in which its subject is looked for."""
MOST_VERBS = 200
"""No sentence has so many verbs of speech; a hostile one has no more looked at."""
CLAUSE = re.compile(
    r"[;:\u2013\u2014]|\s-\s|\b(?:that|because|while|whilst|when|after|before|although|though|if|"
    r"how|since|whether|whereas|but)\b",
    re.IGNORECASE,
)
INTRODUCTION = re.compile(
    r"^(?:in|on|at|for|with|by|from|after|before|during|as|since|despite|following|speaking|"
    r"responding|commenting|writing|echoing|meanwhile|however|but|and|yet|also|while|whilst|when|"
    r"although|though|asked|because|under|last|this|that|earlier|later|yesterday|today|finally|"
    r"elsewhere|separately|meanwhile|instead|overall|concluding|[a-z]+ing(?=\s+(?-i:[a-z\d])))\b",
    re.IGNORECASE,
)
CONJUNCTION = re.compile(
    r"^(?:but|and|however|yet|so|also|even|only|perhaps|meanwhile|while|whilst|as|by\s+contrast|in\s+contrast|"
    r"in\s+(?:our|my|the|a)\s+(?:own\s+|recent\s+)?(?:survey|poll|workshops?|interviews?|focus\s+groups?|research|study|casework),?|"
    r"in\s+response|in\s+turn|in\s+reply|for\s+example|"
    r"(?:in|on|at)\s+(?:the|its|his|her|their|this)\s+\w+(?=\s+the\s))\s+",
    re.IGNORECASE,
)
ACCORDING = re.compile(
    r"\b(?:according to|in the (?:view|opinion|eyes|words|judgement) of)\s+"
    r"(?:(?:(?:new|its|recent|an?|the)\s+)?(?:research|figures|work|stud(?:y|ies)|reports?|surveys?|"
    r"analysis|data)\s+(?:by|from|of)\s+)?([^,;:.\u25a1]{2,120}"
    r"(?:,\s+(?:(?:of|from|at|who|an?|the|its|chair\w*|director|head)\s|"
    r"(?-i:[A-Z])[\w ]{1,40}[’']s?\s+(?-i:[a-z]))[^,;:.\u25a1]{2,120})?)",
    re.IGNORECASE,
)
EMAIL_FROM = re.compile(
    r"\b(?:e-?mail|letter|statement|message|note|card)\s+from\s+((?:an?\s+|the\s+)?[^,;:\u25a1]{2,80}):\s*\u25a1"
)
"""Whose words are read out: "She read an e-mail from a student: “…”"."""
POLL = re.compile(
    r"(?:^|[.!?]\s+)[Ii]n\s+(?:an?|its|the)\s+(?:[a-z]+\s+)?(?:poll|survey|study)\s+(?:by|from|for)\s+((?:the\s+)?[A-Z][^,;:.\u25a1]{2,80}),"
)
ARTICLE = re.compile(r"(?:the|an?|its|their)\s")
INTRODUCED_WHO = re.compile(
    r"\b(?:welcomed|introduced|thanked|invited|heard\s+from)\s+((?-i:[A-Z])[^,;:.\u25a1]{2,80}),\s+who\s+(?:\w+\s+)?"
    r"(?:said|explained|advised|told|outlined|described|stated|reported|confirmed|gave|spoke|suggested|warned|asked)\b"
)
"""How minutes bring in whoever then speaks: "welcomed Ms Lee of Hill Ltd, who explained"."""
NOUN_IS = re.compile(
    r"(?:worry|worries|fear|fears|hope|hopes|claim|claims|point|points|demand|demands|doubt|doubts|answer|answers|"
    r"call|calls|question|questions|complaint|support|comments)\s+(?:is|was|are|were|of|over)\b"
)
SO_DOES = re.compile(
    r"^(?:and\s+|but\s+)?(?:so|nor|neither)\s+(?:do|does|did|is|are|was|were)\s+((?:the\s+)?(?-i:[A-Z])[^;:.\u25a1]{2,120})",
    re.IGNORECASE,
)
WHICH = re.compile(
    r"((?:the\s+)?[A-Z][^,;:.\u25a1]{2,100}),\s+which\s+(?:[^,;:.\u25a1]{0,60}\s(?:and|but)\s+)?(?:says|said|believes|estimates|fears|argues|warns|"
    r"found|finds|calculated|calculates|insists|denies|reckons|hopes|worries|objects|welcomed|welcomes|told|added|"
    r"warned|thinks|claims|claimed|wants|supports|backs|opposes|calls|called|predicts|expects|"
    r"stated|states|asked|asks|urged|urges|argued|added|adds)\b"
)
WHO_SAYS = re.compile(
    r"((?:the\s+)?[A-Z][^,;:.\u25a1]{2,100}(?:,\s+[^,;:.\u25a1]{2,80})?),\s+who\s+(?:also\s+)?(?:says|said|believes|fears|argues|argued|"
    r"warns|warned|thinks|claims|claimed|insists|insisted|reckons|complained|told|explained|explains|advised|stated|added|reported|confirmed|suggested)\b"
)
IT_WAS_SAID = re.compile(
    r"^it\s+was\s+(?:also\s+|further\s+)?[a-z]{3,14}\s+(?:out\s+)?by\s+([^;:.\u25a1]{2,120}?)\s+that\b",
    re.IGNORECASE,
)
"""How minutes put it: "It was suggested by Ann Lee that"."""
ASKED = re.compile(
    r"^\s*(?:when\s+|if\s+)?(?:asked|pressed|challenged|questioned|quizzed)\b[^,\u25a1]{0,200},\s+(?=[\w])",
    re.IGNORECASE,
)
"""What somebody was asked, before what they answer."""
HELD = re.compile(r"(?:[a-z]{3,14}ed|shown)\s+(?:on\s+behalf\s+of\s+(?:[\w’'\-]+\s+){1,7}?)?that\s")
"""Any verb of the past before "that" is one of speech or thought, but for a few."""
NOT_HELD = word_set(
    "ensured learned learnt noticed realised realized required happened discovered showed proved "
    "established signed used needed based compared provided"
)
SENTENCE_END = re.compile(r"(?<=[a-z]{2}[.!?])(?<!Prof\.)(?<!Cllr\.)(?<!Supt\.)\s+(?=[A-Z])")
PREDICATED = re.compile(
    r"(?:is|was|are|were|has|had|spoke|stood|rose|gave|took|came|went|ran|sat|got|met|[a-z]{3,}ed)\s.*\band$"
)
"""What else a subject does before it speaks: "Lee, a nurse, is here and says"."""
VERDICT_OF = re.compile(
    r"(?:\b(?:is|was)\s+the\s+(?:[a-z]+\s+)?(?:view|verdict|opinion|assessment|conclusion|message|"
    r"advice|warning|claim|plea|complaint|response|reaction)\s+(?:of|from)|"
    r"\b(?:line|warning|objections?|support|backing|criticism|word|note|praise|dissent|view|"
    r"verdict)\s+(?:comes?|came)\s+from|"
    r"\b(?:letter|e-?mail|message|statement)\s+(?:was|is)\s+(?:also\s+)?read\s+(?:out\s+)?from)\s+([^;:.\u25a1]{2,120})"
)
WHOSE_HEAD = re.compile(
    r"((?:[A-Z][\w’'\-&]*\s+(?:(?:of|for|and|the|on|to)\s+){0,2}){0,5}[A-Z][\w’'\-&]*),\s+whose\s+"
    r"((?:[a-z\-]+\s+){1,4})((?:[A-Z][\w’'\-]+\s+){1,3})"
    r"(?:has\s+)?(?:said|says|told|added|called|calls|described|warned|argued|believes|welcomed|wrote|thinks|feared)\b"
)
"""Who speaks for a body: "the Trust, whose director Ann Lee called"."""
QUOTED_AS = re.compile(
    r"\b(?:quote[sd]?|cite[sd]?|report(?:s|ed)?)\s+([A-Z][^;:.\u25a1]{2,100}?)\s+as\s+"
    r"(?:saying|claiming|arguing|warning|believing)\b"
)
PRONOUN_BEFORE = re.compile(r"^(he|she|they)\s+(?:[a-z]+ly\s+)?[a-z]{3,}$", re.IGNORECASE)
"""Whoever "he stormed: “…" tells of, whatever the verb."""
AS_PUT = re.compile(
    r"\u25a1,?\s+as\s+([^;:.\u25a1]{2,100}?),?\s+(?:puts?|said|says|told|wrote|writes|remarked)\b"
)
"""Whose words are brought in by "as": "“…,” as Ann Lee, a nurse, put it"."""
AS_PUT_BEFORE = re.compile(
    r"^as\s+((?:the\s+)?(?-i:[A-Z])[^;:.\u25a1]{2,100}?),?\s+(?:has\s+|have\s+)?(?:puts?(?:\s+it)?|said|says|told\s+us|wrote|writes|argued|"
    r"argues|noted|notes|warned|warns|remarked|observed),?\s*:?\s*\u25a1",
    re.IGNORECASE,
)
"""The same before them: "As Ann Lee puts it, “…”"."""
VERDICT = re.compile(
    r"^[*_•\-\s]{0,4}([A-Z][^:.;\u25a1]{2,80}):\s+(?:(?:broadly|strongly|firmly|cautiously)\s+)?(?:in\s+favour|against|"
    r"neutral|opposed|supportive|undecided|for\b|yes\b|no\b|(?:says|wonders|wants|fears|thinks|hopes|backs|opposes|supports|asks)\s)"
)
"""A list of who stands where: "Hill Trust: in favour"."""
SPOKEN_LABEL = re.compile(
    r"^[*_•\-\s]{0,4}((?:[A-Z][\w’'\-]+\s+){1,2}[A-Z][\w’'\-]+,\s+[^.:;\u25a1]{3,90}?)(?:,\s+on\s+[^.:;\u25a1]{3,60})?:\s+[a-z]"
)
"""Somebody with their office, a colon, what they hold: "Ann Lee, director, Hill Ltd: too low"."""
PLANNER = re.compile(r"(?:\b(?:it|he|she|also|now)|[A-Z][\w’'\-]*|,)\s+$")
"""What stands before "plans to" where somebody plans and no plans are spoken of."""
PUTS_AT = re.compile(r"puts?\s+(?:the|its|their)\s+(?:[a-z]+\s+){1,3}at\s")
SPOKE = re.compile(r"spoke|speaks?")
SPOKE_UP = re.compile(r"\w+\s+(?:of|out|up|against|for(?!\s+\d)|in\s+(?:favour|support|defence))\b")
WHOSE = re.compile(
    r"\b((?-i:[A-Z])[^;:.\u25a1]{2,120}?),\s+whose\s+(?:[\w\-]+\s+){1,4}?(?:said|says|told|added|wrote)\b"
)
INTERPOLATED = re.compile(
    r",\s+(?:however|meanwhile|though|too|also|by\s+(?:contrast|comparison)|in\s+(?:contrast|turn)|"
    r"for\s+(?:its|their|his|her)\s+part|on\s+the\s+other\s+hand|of\s+course|at\s+least),"
)
DASHED = re.compile(r" [–—-] ([^–—\u25a1.;]{3,100}) [–—-] ")
"""What stands between dashes, as other writers put it between commas."""
PRONOUN_AFTER = re.compile(r"\u25a1,?\s+(he|she|they)\s+[a-z]+(?:ed|s)\b")
NAME_AFTER = re.compile(
    r"\u25a1,?\s+((?:the\s+|(?:its|their|the)\s+(?:[a-z\-]+\s+){1,4})?[A-Z][^,;:.\u25a1]{2,80}?)\s+[a-z]{3,}ed\b"
)
IN_VIEW = re.compile(
    r"\bin\s+(his|her|its|their)\s+(?:own\s+)?(?:view|opinion|judgement|words|phrase|eyes)\b",
    re.IGNORECASE,
)
_VIEW = (
    r"(?:view|opinion|judgement|worry|fear|concern|argument|complaint|message|verdict|hope|advice|"
    r"point|plea|answer|suspicion)"
)
ITS_VIEW = re.compile(
    rf"^(his|her|its|their)\s+(?:[a-z]+\s+)?{_VIEW}\s+(?:is|was)\s+that\b", re.IGNORECASE
)
ONES_VIEW = re.compile(
    rf"(?:^(?:[Ii]n\s+)?|\b[Ii]n\s+)((?:[Tt]he\s+)?[A-Z][^,;:.\u25a1]{{1,80}}?)[’']s?\s+(?:[a-z]+\s+)?"
    rf"(?:(?:view|opinion|judgement)\b(?!\s+of\b)|{_VIEW}\s+(?:is|was)\s+(?:that\b|\u25a1))"
)
"""Whose view it is said to be: "In Lee’s opinion", "The Trust’s worry is that"."""
SUBJECT_FORM = {"his": "he", "her": "she", "its": "it", "their": "they"}
SEES_IT = re.compile(
    r"^(?:that|this)\s+is\s+(?:not\s+|also\s+|exactly\s+)?(?:how|what|why)\s+((?:the\s+)?(?-i:[A-Z])[^,;:.\u25a1]{2,80}?)\s+"
    r"(?:sees?|views?|thinks?|believes?|fears?|wants?)\b",
    re.IGNORECASE,
)
STANDING = re.compile(
    r"\b(?:is|are|was|were|isn[’']t|aren[’']t|wasn[’']t|weren[’']t|remains?|remained)\s+(?:(?:not|so|less|more|very|also|both|all|firmly|"
    r"strongly|deeply|broadly|far|much)\s+){0,3}(?:in\s+favour|against|neutral|opposed|keen|keener|content|"
    r"wary|unmoved|unconvinced|unimpressed|warmer|cooler|cool|lukewarm|unhappier|sceptical|pleased|delighted|unhappy|happy|happier|worried|concerned|"
    r"sure|convinced|persuaded|furious|angry|dismayed|cautious|supportive|enthusiastic|relieved|alarmed|"
    r"scathing|critical|dismissive|blunt|sanguine|upbeat|relaxed|livid|incensed|outraged|indignant|guarded|sympathetic|doubtful|"
    r"frustrated|saddened|optimistic|pessimistic|hostile|resigned|disappointed|divided|impressed|adamant|hopeful|certain|in\s+two\s+minds|torn|willing\s+to|prepared\s+to|reluctant\s+to|"
    r"undecided|unsure|"
    r"on\s+the\s+fence|having\s+none\s+of\s+it)\b|"
    r"\b(?:is|was|were|stood|stands)\s+alone\s+in\s+(?:support|oppos|back|favour|welcom)ing\b|"
    r"\b(?:stays|stayed)\s+(?:neutral|silent\s+on|opposed)\b|"
    r"\b(?:is|was|are|were)\s+(?:on\s+record|quoted|reported)\s+as\s+(?:saying|arguing|warning)\b|"
    r"\b(?:cannot|can[’']t|could\s+not|couldn[’']t)\s+wait\s+(?:to|for)\b|"
    r"\b(?:is|are|was|were|remains?|remained)\s+(?:(?:far|much|rather|even|somewhat)\s+)?(?:more|less)\s+"
    r"[a-z]{4,}(?=[.,:;]|\s+about\b|\s*$)|"
    r"\b(?:(?:has|have|had|will)\s+be(?:en)?|is|are|was|were)\s+(?:(?:now|also|still|both|all|jointly|together|already|again|openly|publicly|privately)\s+)?"
    r"(?:saying|backing|objecting|opposing|supporting|calling|urging|asking|demanding|campaigning|pressing|"
    r"pushing|lobbying|fighting|resisting|welcoming|warning|arguing|insisting|threatening|pleading|appealing|responding)\b"
)
"""Where somebody is said to stand, without a verb of speech."""
INTRODUCES = re.compile(r"(?:^|[.!?]\s+)((?:[^.:;\u25a1]|\.(?=\w)){2,120}):\s*[*_]*\u25a1")
FOR = re.compile(
    r"^(?:(?:but|and|yet|while|whilst)\s+)?(?:for|to)\s+((?:the\s+)?[A-Z][^,\u25a1]{2,120}"
    r"(?:,\s+(?:who|of|from|an?|the|chair\w*|director|head)\s(?!\w+\s+(?:is|was)\b)[^,\u25a1]{2,100}(?=,))?),\s"
)
TWO_NAMES = re.compile(r"(?:the\s+)?[A-Z][\w’'\-]+\s+(?:(?:of|for)\s+)?[A-Z]")
AGENT = re.compile(
    r"\b(?:welcomed|criticised|condemned|praised|backed|supported|opposed|rejected|attacked|shared|"
    r"echoed|cheered|applauded|hailed|questioned|challenged|dismissed|disputed)"
    r"\s+by\s+([^;:.\u25a1]{2,160})"
)
