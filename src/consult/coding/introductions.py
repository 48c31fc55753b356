"""Sentences in which an author says who they are: what they run, whom they serve, what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["presents_author"]

_COUNT = (
    r"(?:(?:about|around|over|some|nearly|almost|roughly|approximately|more than|up to)\s+)?"
    r"(?:\d[\d,.]*(?:\s(?:million|thousand|hundred))?|(?:two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|several|a\s"
    r"(?:dozen|hundred|thousand|million))(?:[ -](?:hundred|thousand|million|dozen))?)\s+"
)
_PEOPLE = (
    r"(?:people|persons|adults|children|customers|clients|members|households|residents|families"
    r"|patients|pupils|students|staff|employees|workers|businesses|firms|companies|traders|tenants"
    r"|carers|parents|passengers|users|volunteers|charities|organisations|groups|farmers|teachers"
    r"|nurses|doctors|drivers|riders|walkers|cyclists|anglers|growers|producers)"
)
_SERVED = (
    rf"(?:{_PEOPLE}|homes|schools|branches|shops|farms|councils|parishes|congregations|practices"
    r"|pharmacies)"
)
_KINDS = (
    r"(?:bank|mutual|society|charity|company|firm|business|organisation|organization|body|union"
    r"|association|federation|network|forum|alliance|coalition|partnership|trust|foundation"
    r"|institute|university|college|school|academy|council|authority|county|borough|city|town"
    r"|village|parish|district|region|club|group|agency|regulator|retailer|manufacturer|supplier"
    r"|operator|provider|lender|insurer|wholesaler|publisher|brewery|brewer|farm|cooperative"
    r"|co-operative|enterprise|church|hospital|hospice|practice|surgery|museum|library|service"
    r"|chamber|guild|consultancy|think tank|campaign|chain)"
)
_ESTABLISHMENT = (
    r"(?:centres?|centers?|shops?|stalls?|stores?|farms?|caf[eé]s?|pubs?|inns?|hotels?"
    r"|restaurants?|nurser(?:y|ies)|schools?|charit(?:y|ies)|compan(?:y|ies)|firms?|business(?:es)?"
    r"|practices?|surger(?:y|ies)|clubs?|groups?|salons?|garages?|guest ?houses?|holdings?|boats?"
    r"|trawlers?|brewer(?:y|ies)|baker(?:y|ies)|butchers?|clinics?|hostels?|shelters?|homes?"
    r"|librar(?:y|ies)|museums?|branches|machines?|vans?|workshops?|studios?|kitchens?|franchises?"
    r"|agenc(?:y|ies)|playgroups?|choirs?|foodbanks?|food banks?|helplines?|sites?|depots?|stables?"
    r"|orchards?|campsites?|theatres?|cinemas?|pharmac(?:y|ies)|post offices?)"
)
_RUNS = r"(?:run|own|operate|manage|keep)"
_FIRST = re.compile(
    rf"^\W{{0,3}}(?:we|i|my (?:wife|husband|partner|family|brother|sister) and i)\s+(?:also\s+)?"
    rf"(?:{_RUNS}\s+(?:an?\s+|{_COUNT})(?:[\w’'&-]+\s+){{0,4}}?{_ESTABLISHMENT}\b"
    rf"|(?:support|help|employ|care\s+for)\s+{_COUNT}(?:[\w’'&-]+\s+){{0,4}}?{_PEOPLE}\b"
    rf"|(?:serve|represent|look\s+after|speak\s+for)\s+{_COUNT}"
    rf"(?:[\w’'&-]+\s+){{0,4}}?{_SERVED}\b)",
    re.IGNORECASE,
)
_OF_ITSELF = re.compile(
    rf"(?:\s*\([^()]{{1,40}}\))?,?\s+(?:(?:is|are)\s+(?:an?|the|one\s+of)\s+"
    rf"(?:[\w’'&-]+,?\s+){{0,5}}?{_KINDS}\b"
    rf"|(?:employs?|supports?|helps?|cares?\s+for)\s+{_COUNT}"
    rf"(?:[\w’'&-]+\s+){{0,4}}?{_PEOPLE}\b"
    rf"|(?:serves?|looks?\s+after|has|have)\s+{_COUNT}(?:[\w’'&-]+\s+){{0,4}}?{_SERVED}\b"
    rf"|(?:represents?|brings?\s+together|speaks?\s+for|operates?|runs?|owns?|manages?)\s+{_COUNT}"
    r"|was\s+(?:founded|established|set\s+up|formed)\s+(?:in|by)\b)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\W{0,3}(?:the\s+|a\s+)?((?-i:[A-Z])[\w&’'.-]*(?:\s+[\w&’'.-]+){0,9})", re.IGNORECASE
)
_ARGUES = re.compile(
    r"\b(?:must|should|ought|needs?|but|however|although|though|because|since|so|therefore|if"
    r"|unless|until|would|could|can|cannot|will|may|might|shall|not|no|none|never|nothing|nobody"
    r"|only|hardly|too|instead|already|agrees?|disagrees?|oppos\w+|objects?|supports?\s+(?:the|this"
    r"|these|your|option)|backs|welcomes?|favours?|prefers?|supporters?|opponents?|asks?|urges?"
    r"|calls?\s+(?:on|for)|wants?|hopes?|fears?|worr\w+|concern\w*|regrets?|believes?|thinks?"
    r"|los(?:e|es|ing|t)|clos(?:e|es|ed|ing|ure)|shut|fell|fall\w*|rose|ris(?:e|en|es|ing)|cut"
    r"|suffer\w*|struggl\w*|threat\w*|risks?|rely|relies|depends?|dependent|forced|affected|hit|harm"
    r"\w*|damag\w*|victim|(?:a|per|each|every)\s+(?:day|week|month|year|hour|night))\b|n['’]t\b",
    re.IGNORECASE,
)
"""What makes an argument, or a fact that bears on the matter, of telling who one is."""
_LONGEST = 240
_WORD = re.compile(r"[\w&’'.-]+")
_BODIES = re.compile(
    r"association|union|council|group|federation|organisation|society|trust|bureau|network|alliance"
    r"|foundation|institute|company|firm|agency|authority|club|forum|coalition|chamber|partnership"
    r"|board|committee|school|university|college|church|league|guild|co-?operative|bank|centre"
    r"|services?|charity|commission|consortium"
)
"""What a body is called again by: "the Society"."""
_LEGAL = frozenset(("ltd", "limited", "plc", "llp", "cic", "cio", "inc"))


def presents_author(sentence: str, names: Iterable[str] = ()) -> bool:
    """Tell whether a sentence says who its author is, and nothing of the matter.

    "We run 19 day centres" and "I run a cheese stall" do by themselves; "Harrowmere is a mutual
    owned by its members" only where it is one of the ``names`` of the author, whole or in part,
    since of somebody else the same would be told for a reason. What argues, limits or tells of
    a change is more than an introduction.
    """
    if len(sentence) > _LONGEST:
        return False
    first = _FIRST.match(sentence)
    if first:
        return _ARGUES.search(sentence, first.end()) is None
    subject = _own_name(sentence, names)
    found = _OF_ITSELF.match(sentence, subject) if subject else None
    return found is not None and _ARGUES.search(sentence, subject) is None


def _own_name(sentence: str, names: Iterable[str]) -> int:
    """Return where the author's own name ends that a sentence begins with, or 0.

    Of "Harrowmere Building Society" a sentence may say "Harrowmere" or "the Society".
    """
    begins = _SUBJECT.match(sentence)
    if not begins:
        return 0
    said = list(_WORD.finditer(sentence, begins.start(1), begins.end(1)))
    folded = [_folded(word.group()) for word in said]
    ends = [0]
    for name in names:
        words = [w for w in map(_folded, _WORD.findall(name)) if w and w not in _LEGAL]
        kept = 0
        while kept < min(len(words), len(folded)) and words[kept] == folded[kept]:
            kept += 1
        if not kept and words and words[-1] == folded[0] and _BODIES.fullmatch(words[-1]):
            kept = 1
        while kept and said[kept - 1].group()[0].islower():
            kept -= 1
        legal = kept and kept < len(folded) and folded[kept] in _LEGAL
        ends.append(said[kept if legal else kept - 1].end() if kept else 0)
    return max(ends)


def _folded(word: str) -> str:
    folded = word.casefold().rstrip(".")
    return "" if folded in {"the", "a"} else folded
