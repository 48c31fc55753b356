"""Wordings by which the consulting body, its paper and its people are known again."""

from __future__ import annotations

import re

from consult.text.name_words import word_set

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
ALIGN_WORDS = 8
SHINGLE = 5
ALIGNED_SHARE = 0.8
TURNING = word_set(
    "not no never nor neither cannot without against wrong unless if only should must ought need "
    "shouldn't agree disagree support oppose hardly barely rather instead unfair more less"
)
"""Words that make a claim of the paper into somebody's position on it."""

ALWAYS = (
    "review",
    "report",
    "paper",
    "consultation",
    "consultation paper",
    "consultation document",
    "document",
    "green paper",
    "white paper",
    "discussion paper",
    "proposals",
    "draft plan",
    "local plan",
    "blueprint",
    "draft",
    "masterplan",
)
MINISTRIES = word_set("department ministry government directorate")
REGULATORS = word_set("authority inspectorate regulator commission ombudsman")
KINDS = word_set(
    "plan strategy framework bill policy draft scheme proposal proposals guidance code standard "
    "roadmap prospectus programme inquiry review report paper consultation charter vision model "
    "masterplan"
)
SMALL = word_set("the a an of for and on in to our your its")
BODIES = word_set(
    "council department ministry commission authority agency government board office regulator "
    "trust university committee panel service inspectorate"
)
HONORIFICS = word_set("mr mrs ms miss dr sir dame cllr lord lady professor prof rev baroness")
OFFICE = (
    r"(?:chair(?:man|woman|person)?|leader|chief|head|director|author|lead|president|minister|"
    r"secretary|clerk|officer|engineer|boss|manager|mayor|official|planner|commissioner|"
    r"spokes(?:man|woman|person))"
)
NAME = r"((?:[A-Z][\w’'\-]+\s+){1,3}[A-Z][\w’'\-]+)"

SUMMARY_VERBS = (
    r"(?:says?|said|states?|stated|proposes?|proposed|proposing|recommends?|recommended|"
    r"recommending|suggests?|suggested|argues?|argued|concludes?|concluded|calls?|called|"
    r"sets?\s+out|describes?|described|finds|found|identifies|identified|notes?|noted|reports?|"
    r"reported|asks?|asked|defines?|defined|outlines?|outlined|explains?|explained|highlights?|"
    r"highlighted|aims?|seeks?|intends?|wants?|makes?|made|estimates?|estimated|acknowledges?|"
    r"acknowledged|recognis(?:es?|ed|ing)|takes?\s+the\s+view|believes?|envisages?|includes?|"
    r"included|commits?|promises?|assumes?|assumed|drew|draws|forecasts?|projects|poses?|posed|"
    r"go(?:es)?\s+on\s+to\s+(?:propose|say|argue|suggest|recommend|state|ask|claim)|"
    r"observes?|observed|puts?\s+forward|offers?|advocates?|expects?|emphasises?|stresses|stressed)"
)
LACKS = r"(?:leaves|omits|misses|ignores|forgets|gets|lacks|overlooks|fails|does\s*n|should|needs)"
"""What a heading says of a paper whose contents do not follow: "What the paper leaves out"."""
ADVERBS = (
    r"(?:(?:also|then|further|later|now|previously|has|have|had|is|was|does|did|will)\s+){0,3}"
)
EVALUATING = re.compile(
    r"\b(?:rightly|wrongly|correctly|incorrectly|unfortunately|sadly|disappointing\w*|"
    r"welcom\w+|pleas(?:ed|ing)|concern(?:ed|ing)|regret\w*|unclear|misguided|naive|flawed|"
    r"fail(?:s|ed|ing|ure)?\s+to|ignores?|overlooks?|misses|unhelpful\w*|helpful\w*|disagree\w*|"
    r"sa(?:ys?|id)\s+(?:almost\s+|next\s+to\s+|very\s+|far\s+)?(?:nothing|little|much|too\s+\w+|"
    r"not\s+enough|hardly\s+anything)|(?:no|without|little)\s+mention|silent|"
    r"agree[sd]?|limited\s+(?:exploration|focus|detail|attention|evidence))\b",
    re.IGNORECASE,
)
TURNS = re.compile(
    r"\b(?:however|yet|although|though|whereas|whilst|while|despite|nevertheless|but\s+(?:this|"
    r"that|it|these|there|how|what|why|where|who|not|in|the\s+reality|many|most|no))\b",
    re.IGNORECASE,
)
OWN = re.compile(
    r"\b(?:we|our|ours|us|i|my|me|mine|we[’'](?:re|ve|d|ll)|i[’'](?:m|ve|d|ll)|ourselves|locally)\b",
    re.IGNORECASE,
)
OWN_HEADING = re.compile(
    r"\b(?:our|we|us|implications?|next\s+steps|locally|local|impact|response|comments?|views?|"
    r"risks?|opportunit\w+|challenges|issues|considerations?|questions?|actions?|conclusions?)\b",
    re.IGNORECASE,
)
CONTENT_HEADING = re.compile(
    r"\b(?:recommendations?|proposals?|findings?|aims?|visions?|background|focus|missions?|"
    r"objectives?|ambitions?|overview|headlines?|contents?|timeline|principles?|summary|says?|said|"
    r"proposes?|recommends?|approach)\b",
    re.IGNORECASE,
)
RECOMMENDING_HEADING = re.compile(
    r"\b(?:recommendations?|proposals?|(?:key\s+)?findings|areas?\s+of\s+focus)\b", re.IGNORECASE
)
ABOUT = re.compile(
    r"\b(?:summary|briefing|overview|findings|recommendations|implications|headlines|update|"
    r"presentation)\b",
    re.IGNORECASE,
)
LABEL = re.compile(r"^[^.;:]{2,60}[;:]\s+")
PROPOSAL_IS = re.compile(
    r"^(?:the|its|their|this)\s+(?:(?:key|main|first|second|third|final)\s+)?"
    r"(?:proposals?|recommendations?|aims?|ambition|vision|intention)\s+(?:is|are|was|were)\b",
    re.IGNORECASE,
)
CABINET = re.compile(
    r"(?:the\s+)?(?:(?:cabinet|portfolio|executive)\s+(?:member|holder|councillor)|town\s+clerk|"
    r"(?:council|planning|highways)\s+officers?|officers(?=\s*$))\b|"
    r"(?!union|group|party|opposition|campaign|protest)(?:[a-z\-]+\s+){1,2}(?:lead|spokes\w+|chief)\s+"
    r"(?:cllr|councillor)\.?\s"
)
BRIEF = re.compile(
    r"\bwho\s+(?:holds|has)\s+the\s+(?:[\w\-]+\s+){1,3}(?:brief|portfolio)\b|"
    r"^(?:cllr|councillor)s?\.?\s+[^,]{3,50},\s+who\s+(?:holds|leads\s+on|leads|oversees|"
    r"is\s+responsible\s+for|is\s+in\s+charge\s+of|looks\s+after|heads|runs|speaks\s+for\s+the\s+council)\b|"
    r"^(?:cllr|councillor)\.?\s+[^,]{3,50},\s+(?:the\s+|our\s+)?(?:council's\s+)?(?:cabinet|portfolio|executive)\s|"
    r"^[^,]{3,50},\s+(?:the\s+|our\s+)?(?:council's\s+)?(?:cabinet|portfolio|executive)\s+(?:member|holder|councillor)\b"
)
"""Words in which a councillor answers for part of a council's work."""
MAYOR = re.compile(r"(?:the\s+)?(?:metro\s+|deputy\s+)?mayor\b")
MINISTER = re.compile(
    r"(?:the\s+)?(?:(?!shadow|former|opposition|ex-)[a-z’'\-]+\s+){0,2}(?:minister|secretary\s+of\s+state)\b|"
    r"[^,]{3,60},\s+(?:the\s+)?(?:(?!shadow|former|opposition|ex-)[a-z’'\-]+\s+){0,2}minister\b|"
    r"(?:the\s+)?(?:home|foreign|health|education|justice|defence|transport|environment|housing|energy|business|culture|"
    r"welsh|scottish|communities|finance|economy|work\s+and\s+pensions|climate|net\s+zero|(?:rural|social|external)\s+\w+)\s+"
    r"secretary\s+[a-z’'\-]+\s+[a-z’'\-]+$"
)
NUMBERED = re.compile(
    r"^(?:in\s+|at\s+)?(?:paragraph|para|section|clause|page|chapter|question|proposal|option|"
    r"recommendation|table|annex|appendix|part)\s+(?:\d[\w.\-()]{0,8}|[a-z]),?\s+"
    rf"{ADVERBS}{SUMMARY_VERBS}\b"
)
"""How a letter points into the paper by number: "Paragraph 4.2 states"."""
HOLDS_TITLE = re.compile(
    r"^(?:the\s+|a\s+|its\s+)?(?:(?:deputy|assistant|acting|chief|interim|senior|vice|former)\s+)?([a-z]{6,})\b(?=\s+\w|,|$)"
)
CHIEF = re.compile(
    r"^(?!police|union|fire|charity|hospital|trade|business|party|health|football|rail|bus)"
    r"[a-z\-]+\s+(?:chief|boss)\s+[a-z'\-]+\s+[a-z'\-]+$"
)
"""How the regional press calls a council's officers: "planning chief Ann Lee"."""
HEAD_OF = re.compile(
    r"^the\s+(?:[a-z\-]+\s+)?(?:head|director|manager)\s+(?:of|for)\s+[a-z\-]+(?:\s+(?:and\s+)?[a-z\-]+){0,2}$"
)
"""How minutes call a council's officers: "the Head of Parks"."""
OFFICE_OF = re.compile(
    r"[Tt]he\s+(?:(?:Assistant|Deputy|Interim)\s+)?(?:Head|Director|Manager)\s+(?:of|for)\s+[A-Z]\w+"
    r"(?:,?\s+(?:and\s+)?[A-Z]\w+){0,3}$"
)
"""How minutes call a body's officers, nobody else's being said: "the Director of Estates"."""
HAVE_SEEN = r"\b(?:seen|read|received|heard\s+(?:of|about)|know\s+(?:of|about))"
ITS_PLANS = (
    r"(?:(?:new|draft|latest|proposed|own|controversial)\s+){0,2}(?:plans?|proposals?|rules|drafts?|suggestions?|"
    r"consultation|ideas?|blueprint)\b"
)
PUT_FORWARD = (
    r"\b(?:drawn\s+up|published|proposed|put\s+forward|launched|unveiled|issued|defended|set\s+out|"
    r"outlined|tabled|drafted|floated|announced)"
)
YOUR_OFFICER = re.compile(
    r"^(?:[^,]{0,60}\s)?your\s+(?:mr|mrs|ms|miss|dr|officers?|staff|director|manager|team|chief\s+executive)\b"
    r"[^,]{0,40}\s(?:said|says|told|assured|explained|promised|wrote|claims|claimed|is\s+(?:quoted|reported)\s+as\s+saying)\b"
)
PLANS_TO = (
    r"(?:(?:is|are|has|have|now|also|would|will|still)\s+){0,2}(?:plan(?:s|ned|ning)?|propos(?:es|ed|ing)|"
    r"wants?|wanted|intends?|intended|consult(?:s|ed|ing)|ask(?:s|ed|ing)|hopes?|aims?|looking|like|seeks)\b"
)
COUNCILS = word_set("borough county city metropolitan")
"""What an organisation is called that is a council without the word."""
AREAS = word_set("county city borough town district parish island")
YOU_SAY = re.compile(
    r"^you\s+(?:also\s+)?(?:say|said|state|propose|suggest|claim|argue|write|describe)\b",
    re.IGNORECASE,
)
YOUR_PAPER = re.compile(
    r"^(?:according\s+to|in|as\s+(?:stated|set\s+out|described|proposed)\s+in)\s+your\s+(?:own\s+)?(?:leaflet|paper|document|website|plans?|"
    r"consultation|letter|booklet|brochure|proposals?|draft|report)\b(?:,?\s+you\b)?|"
    r"^your\s+(?:own\s+)?(?:leaflet|paper|document|website|letter|booklet|brochure|notice|poster)\s+"
    r"(?:[^,.;]{0,40}\s)?(?:says?|states?|claims?|promises|suggests?|tells|calls)\b",
    re.IGNORECASE,
)
"""How a letter retells what was sent to it: "According to your leaflet"."""
SUBJECTLESS = re.compile(rf"^(?:also\s+)?{SUMMARY_VERBS}\b")

_STEM = 6
"""Letters that an office and a kind of body must share."""


def initials(body: str) -> tuple[str, ...]:
    """Return the initials of a name and of its last words, three letters or more."""
    words = re.findall(r"[^\W_]+", body)
    whole, great = (
        "".join(w[0] for w in some) for some in (words, [w for w in words if w not in SMALL])
    )
    return tuple(i[at:] for i in (whole, great) for at in range(max(0, len(i) - 2)))


def are_kin(title: str, kind: str) -> bool:
    """Whether an office is named after a kind of body: commissioner, commission."""
    shared = next((i for i, (a, b) in enumerate(zip(title, kind, strict=False)) if a != b), None)
    stem = min(len(title), len(kind)) if shared is None else shared
    return title != kind and stem >= _STEM and stem >= len(kind) - 3


KIND_ENDS = re.compile(r"(?:ion|ate|ency|tor|ry|ive|ship)$")
_GOES_ON_AS = re.compile(r"\s+(?:for|of|on)\s+([A-Z]\w+)")


def of_another(rest: str, own_words: frozenset[str]) -> bool:
    """Whether what follows "the Commission" makes it another one: " for Student Life"."""
    goes_on = _GOES_ON_AS.match(rest)
    return goes_on is not None and goes_on.group(1).lower() not in own_words
