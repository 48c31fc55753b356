"""Which names of a piece are bodies and which are people, by how the whole piece uses them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from consult.text.name_words import (
    BODY_WORDS,
    GENERIC_BODIES,
    HONORIFICS,
    KIN,
    KINDS_OF_BODY,
    NOT_NAMES,
    OFFICES,
    PARTIES,
    PEOPLE,
    PLACE_WORDS,
    ROLES,
    word_set,
)
from consult.text.names import AGENT, CELTIC, bare, folded, without_role

_ENOUGH = 2
"""How much more must speak for one kind of name than for the other."""
_LONGEST_CLAUSE = 120
_MOST_MENTIONS = 60
"""No piece names anybody so often; a hostile one has no more looked at."""
_TOKEN = re.compile(r"[A-Z]\.(?=\s?[A-Z])|[^\W\d_](?:[\w’'\-]*[\w’'])?|\d[\d,.]*|[^\w\s]")
_CAMEL = re.compile(r"[a-z][A-Z]")
_CLAN = re.compile(r"(?:Mc|Mac|Nic|Ní|Van|Von|Di|Da|Du|O[’']|D[’']|De|La|Le|Fitz)[A-Z]")
_NO_NAMES = NOT_NAMES | BODY_WORDS | GENERIC_BODIES | PEOPLE
_FIRST_NAMES = frozenset(
    {"april", "june", "august", "all", "no", "one", "our", "your", "my", "first"}
)
"""Words that name nobody alone, and with which names begin all the same."""
_CLOSING = word_set(
    "now together first forward matters today tomorrow again united direct plus online free ahead "
    "alive aloud afloat outdoors always everywhere worldwide abroad beyond better"
)
"""Last words of names of campaigns, which no surname is."""
_JOINING = frozenset({"of", "for", "to"})
_SPEAKS = (
    r"(?:said|says|told|tells|warns|warned|claims|claimed|argues|argued|believes|thinks|insists|"
    r"insisted|reckons|adds|added|hopes|fears|expects|denies|denied|plans|planned|wants|promised|"
    r"announced|estimates|confirmed)"
)
_WHICH = re.compile(r",\s+which\b")
_MANY = re.compile(
    r"\s+(?:have|are|were|say|want|think|reckon|argue|believe|fear|oppose|support|back|warn|claim|"
    r"insist|expect|run|make|hope)\s"
)
_STAFF = re.compile(r"(?:’s|'s|’|')?\s+(?:members|customers|staff|branch|spokes\w+)\b")
_SPEAKS_OF_IT = re.compile(
    rf"\s+{_SPEAKS}\b(?:[^,;:.]{{0,60}}?\sthat)?\s+(?:it\s+(?!was\b|is\b|made\b|took\b|seemed\b|felt\b|looked\b|"
    r"ha[ds]\s+been\b|(?:would|will|could|might|may|should|must)\b)|its\s)"
)
"""What is said of "it" tells of who speaks, but for what may be said of anything at hand."""
_SPEAKS_OF_SELF = re.compile(
    rf"\s+(?:[^.;:,□A-Z]{{1,60}}\s)?{_SPEAKS}\s+(?:that\s+)?(?:he|she|his|her)\b"
)
_ABSTRACT = re.compile(
    r"(?:tion|[a-z]{5}cy|[a-z]{4}ment|[a-z]{4}ity|ogy|ergy|ics|[a-z]{5}[ae]nce|[a-z]{4}ship|ism)$"
)
"""Ends of nouns that are no surnames: "Hill Energy", "Hill Innovation"."""
_IN_BRACKETS = re.compile(r"[A-Z][\w’'\-]+\s\((?:of\s|from\s)?(?:the\s)?$")
_THEN_HE = re.compile(r"\s[^.;:□A-Z]{3,110}[.]\s+(?:He|She)\s")
"""A sentence that names nobody else before "She" begins the next."""
_STATEMENT_BY = re.compile(r"\bstatement\s+(?:by|from)\s+(?:the\s+)?$", re.IGNORECASE)
_IN_A_STATEMENT = re.compile(r"\s+(?:said|says)\s+in\s+a\s+(?:joint\s+)?statement\b")
_ACRONYM = re.compile(r"\s+\(([A-Z][A-Za-z&]*[A-Z][A-Za-z&]*)\)")
_AGED = re.compile(r",\s+(?:aged\s+)?\d{1,3}\b|\s+\(\d{1,3}\)")
_WHO = re.compile(r",?\s+who\b")
_OF_BODIES = "|".join(sorted(GENERIC_BODIES | KINDS_OF_BODY))
_A_SOMETHING = re.compile(rf",\s+an?\s+(?:[a-z\-]+\s+){{0,3}}?(?!{_OF_BODIES})[a-z\-]+,")
"""What one name alone is said to be, where it is no kind of body: "Iain, a locum,"."""
_EXPRESSES = (
    r"(?:laugh|sigh|grumble|joke|smile|recall|shrug|grin|mutter|chuckle|exclaim|snort|whisper|beam|groan|hoot|shout|"
    r"moan|nod|giggle|wince|cr(?:y|ie)|sob|yell|sniff|scoff|gasp|remember|quip|grimace)e?[sd]?"
)
_EXPRESSED = re.compile(rf"□,?\s+(?:[a-z]+ly\s+)?{_EXPRESSES}\s+$")
_EXPRESSING = re.compile(rf"\s+(?:[a-z]+ly\s+)?{_EXPRESSES}\b")
"""What only people do: "“…,” grumbles Reg"."""
_DASHED_HE = re.compile(r"\s[–—-]\s(?:he|she|who|my|our\s)\b")
_WHO_ARE = re.compile(
    r",?\s+who\s+(?:(?:also|now)\s+)?(?:are|were|have|play|meet|run|want|say|represent|campaign|help|"
    r"use|do|look|make|work|own|sell|fish|farm|grow|live|speak|support|oppose|organise|give|teach)\b"
)
"""Several people, and so a body: "X, who play there"."""
_PREPOSED = re.compile(r"\b(?:of|at|for|from|with|in|near|outside)\s+(?:the\s+)?$")
"""What makes a name the home or body of somebody named before it: "Ann Lee, from X, who"."""
_PLACED = re.compile(
    r"\b(?:the|of|at|for|from|with|in|near|outside|to|into|around|across|through|over|towards|by)\s+$",
    re.IGNORECASE,
)
"""What stands before a place, which is no surname however a name ends in it."""
_WHOSE = re.compile(
    r",\s+whose\s+(?!members\b|customers\b|staff\b|shareholders\b|crews?\b|volunteers\b|branches\b)"
)
_WHOSE_MEMBERS = re.compile(
    r",\s+whose\s+(?:\S+\s+)?(?:members|customers|staff|shareholders|volunteers|branches)\b"
)
_OF_ITS_OWN = re.compile(
    r"\s+(?:(?:could|has|had|have|will|would|hardly|barely|scarcely|also|now|today|yesterday|already|did|not)\s+){0,4}"
    r"(?:contain(?:ed)?|publish(?:ed|es)?|launch(?:ed|es)?|open(?:ed|s)?|withdr[ae]wn?|voiced?|voices|repeat(?:ed|s)?|"
    r"revised?|hide|hid|ma[dk]es?|put|held|holds?|cut|doubled|moved|sent|gave|given|los[te]s?|re-?stated|set\s+out|"
    r"changed|stated|posted|outlined|submitted)\s+its\s"
)
"""What a name does with "its" own: "Hill Forward could hardly contain its glee"."""
_ACTS = re.compile(
    r"(?:,?\s+(?:also|then|himself|herself|however),?)?\s+(?!has\b|is\b|was\b|as\b)[a-z]{2,}(?:ed|s)\b|"
    r"\s+(?:said|told|wrote|thought|felt|went|put|did)\b"
)
_ACTED = re.compile(rf"(?:^|[\s,□]){_SPEAKS}\s+$")
_MARKET_LEADER = re.compile(r"\bmarket\s+leader\s+$", re.IGNORECASE)
_DEALERS = word_set(
    "customer client employer user tenant landowner shareholder investor producer landlord buyer "
    "exporter importer donor"
)
_MOST = re.compile(
    r"\b(?:[a-z]{3,}est|main|sole|only|leading|principal|major|top|fastest-growing)\b"
)
"""Whoever is the largest of a kind of dealer is a firm: "the port’s biggest customer"."""
_APPOSED = re.compile(r",\s+(?:an?|the|its|their|our|his|her|[\w’'\-]+[’']s?)?\s*([^,;:.□]{2,90})")
_IS_A = re.compile(r"\s+(?:is|was)\s+(?:(?:an?|the|its|their|our)\s+)?([^,;:.□]{2,90})")
_OWNED_ROLE = re.compile(r"[’']s?\s+((?:[\w\-]+\s+){0,3}[\w\-]+)")
_ROLE_OF = re.compile(
    r"\b([A-Za-z\-]+)(?:\s+(?:of|for)\s+[a-z][\w\-]*(?:\s+[a-z][\w\-]*){0,3}|\s+[a-z\-]+)?,?\s+"
    r"(?:of|at|for|with|from)\s+(?:the\s+)?$"
)
_LEADS = re.compile(
    r"\bwho\s+[a-z]+(?:ed|s)\s+(?:the\s+)?$|"
    r"[\w,]\s+(?:set\s+up|founded|co-founded)\s+(?:the\s+)?$|"
    r"\b(?:who|and)\s+(?:\w+ly\s+)?(?:runs|ran|leads|led|chairs|heads|founded|represents|co-founded|"
    r"co-?ordinates|organises|directs|manages|books|set\s+up|started|speaks\s+for|works\s+for|owns|helps\s+run)\s+(?:the\s+)?$|"
    r"\b(?:friends|colleagues|partners|team|staff|members)\s+at\s+(?:the\s+)?$|"
    r"\b(?:speaking|speaks|speak|spoke)\s+(?:for|on\s+behalf\s+of)\s+(?:the\s+)?$"
)
_LAST_WORD = re.compile(r"([\w’'\-]+)\s+$")
_NAMED_AS_OWNED = re.compile(
    r"\b((?:St\s+)?[A-Z][\w\-]+[’']s),?\s+(?:has|said|says|told|argues|argued|believes|welcome[sd]|warn(?:s|ed)|wants|"
    r"call(?:s|ed)\s+for|supports|found|puts\s+it|which)\b"
)
_KIN_THEN_NAME = re.compile(
    rf"\b(?:[Hh]is|[Hh]er|[Mm]y|[Tt]heir|[Oo]ur)\s(?:[a-z\-]+\s)*(?:{'|'.join(sorted(KIN))}),?\s+$"
)
_ROLE_THEN_NAME = re.compile(
    r"\b(?:[Oo]ur|[Ii]ts|[Tt]he|[Tt]heir|[’']s)\s(?:[a-z\-]+\s)*([a-z\-]+),\s+$"
)


@dataclass(frozen=True, slots=True)
class Cast:
    """The bodies and people of a piece, by folded name; a name may be in neither, in both never."""

    bodies: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    short: Mapping[str, str] = field(default_factory=dict)
    """Folded first name or surname -> the only person of the piece who has it, in full."""
    owned: Mapping[str, str] = field(default_factory=dict)
    """Folded name without its possessive -> the name of a body that ends in one: "Barnardo’s"."""
    long: Mapping[str, str] = field(default_factory=dict)
    """Folded first word -> the only body of the piece whose name of several words it begins."""
    full: tuple[str, ...] = ()
    """The people who are named by more than one word, as printed."""

    def has_body(self, name: str) -> bool:
        """Whether a name is used as that of a body."""
        return folded(bare(name)) in self.bodies

    def has_person(self, name: str) -> bool:
        """Whether a name is used as that of a person, in full."""
        return folded(bare(name)) in self.people


def cast_of(text: str) -> Cast:
    """Return the cast of a piece, whose quotations are masked, so that what they hold is no name.

    Evidence is structural and is added up over every mention: "X, which", "X have", "X said it",
    "director of X", "X’s chief executive" and "X, a charity" speak for a body; "Mr X", "X, 38",
    "X, who", "X, its founder" and the surname alone elsewhere for a person. A name for which
    nothing speaks, or both about equally, is left to the words that it holds.
    """
    for_body: Counter[str] = Counter()
    for_person: Counter[str] = Counter()
    printed: dict[str, str] = {}
    alone: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    for name, start, end in _names(text):
        key = folded(name)
        mentions[key] += 1
        if mentions[key] > _MOST_MENTIONS:
            continue
        left = text[max(0, start - _LONGEST_CLAUSE) : start]
        right = text[end : end + _LONGEST_CLAUSE]
        printed.setdefault(key, name)
        for_body[key] += _speaks_for_body(name, left, right)
        for_person[key] += _speaks_for_person(name, left, right)
        if " " not in name and not _PLACED.search(left) and _acts(left, right):
            alone[key] += 1
    for key, name in printed.items():
        words = name.split()
        if 2 <= len(words) <= 3 and not any(folded(w) in BODY_WORDS | _JOINING for w in words):
            for_person[key] += 2 * bool(alone[folded(words[-1])])
            for_person[key] += 2 * (for_person[folded(words[0])] >= _ENOUGH)
    for key, name in printed.items():
        for_body[key] += _of_common_words(name, text)
    bodies = {k for k in printed if for_body[k] - for_person[k] >= _ENOUGH}
    parts = {word for k in bodies if _JOINING & set(k.split()) for word in k.split()}
    bodies -= parts
    people = {k for k in printed if for_person[k] - for_body[k] >= _ENOUGH}
    full = tuple(printed[k] for k in sorted(people) if " " in k)
    owned = {folded(name[:-2]): name for name in _NAMED_AS_OWNED.findall(text)}
    long = _long((printed[k] for k in sorted(bodies) if " " in k), text)
    return Cast(frozenset(bodies), frozenset(people), _short(full), owned, long, full)


def _of_common_words(name: str, text: str) -> int:
    """Return what it says for a body that a name is made of words and not of names."""
    words = name.split()
    if len(words) < 2:
        return 0
    abstract = bool(_ABSTRACT.search(words[-1]))
    used = any(len(w) > 3 and f" {w.lower()} " in text for w in (words[0], words[-1]))
    return 2 * (abstract or used or folded(words[-1]) in _CLOSING)


def _acts(left: str, right: str) -> bool:
    """Whether one word in title case does or says something, as people do by their surnames."""
    before = _LAST_WORD.search(left)
    word = folded(before.group(1)) if before else ""
    titled = word in HONORIFICS or left.rstrip().lower().endswith(("mr.", "mrs.", "dr."))
    return titled or bool(_ACTS.match(right) or _ACTED.search(left))


def _short(people: Iterable[str]) -> dict[str, str]:
    """Return who is meant by a first name or a surname alone, where only one can be."""
    found: dict[str, str | None] = {}
    for person in people:
        words = person.split()
        for word in (folded(words[0]), folded(words[-1])):
            found[word] = None if word in found else person
    return {word: person for word, person in found.items() if person is not None}


def _long(bodies: Iterable[str], text: str) -> dict[str, str]:
    """Return which body is meant by the first word of its name, where that names nothing else."""
    found: dict[str, str | None] = {}
    for body in bodies:
        first = body.split()[0]
        plain = folded(first) in found or folded(first) in _NO_NAMES | PLACE_WORDS
        place = re.search(rf"\b(?:in|at|near|from|to|around|across)\s+{re.escape(first)}\b", text)
        found[folded(first)] = None if plain or place else body
    return {word: body for word, body in found.items() if body is not None}


def _names(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield every run of capitalised words with its place, and runs joined by "of" or "to"."""
    runs = list(_runs(text))
    for index, (start, end) in enumerate(runs):
        yield from _parted(text, start, end)
        if index + 1 < len(runs):
            after, last = runs[index + 1]
            joint = text[end:after].split()
            titled = folded(text[start:end].split(maxsplit=1)[0]).strip(".") in HONORIFICS
            linked = joint in (["the"], *([word] for word in CELTIC)) or (
                joint and joint[0] in _JOINING and joint[1:] in ([], ["the"])
            )
            first = without_role(text[start:end]).split() or text[start:end].split()
            whole = len(first) == 1 or any(folded(w) in BODY_WORDS for w in first)
            if linked and whole and not titled and folded(first[-1]) not in ROLES:
                yield from _named(text, start, last)


def _parted(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield what stands before and after an office in title case: "Hill Chief Ann Lee"."""
    words = list(re.finditer(r"\S+", text[start:end]))
    offices = [i for i, word in enumerate(words) if i and _parts(word.group())]
    headland = offices and offices[-1] + 2 == len(words) and words[offices[-1]].group() == "Head"
    if offices and offices[-1] + 1 < len(words) and not headland:
        yield from _named(text, start, start + words[offices[0] - 1].end())
        yield from _named(text, start + words[offices[-1] + 1].start(), end)
    else:
        yield from _named(text, start, end)


def _parts(word: str) -> bool:
    """Whether a word in title case is an office or a title, which is no part of a name."""
    return folded(word) in OFFICES or (folded(word).strip(".") in HONORIFICS and len(word) > 1)


def _named(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield a name without the article, role or possessive that its run holds."""
    whole = text[start:end]
    trimmed = re.sub(r"(?:[’']s|[’'])$", "", whole)
    end = start + len(trimmed)
    name = without_role(trimmed)
    dated = any(folded(word) in NOT_NAMES - _FIRST_NAMES for word in name.split()[:1])
    plain = folded(name) in _NO_NAMES or folded(name).removesuffix("s") in ROLES
    if name and not dated and (" " in name or not plain):
        yield bare(name), end - len(name), end


def _runs(text: str) -> Iterator[tuple[int, int]]:
    start = end = -1
    for match in _TOKEN.finditer(text):
        word = match.group()
        gap = text[end : match.start()]
        joined = start >= 0 and gap.strip() == "" and "\n" not in gap
        if word[0].isupper() or (word == "&" and joined):
            if start >= 0 and not joined:
                yield start, end
                start = -1
            start = match.start() if start < 0 else start
            end = match.end()
        elif start >= 0:
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def _speaks_for_body(name: str, left: str, right: str) -> int:
    words = name.split()
    points = 3 * any(folded(w) in BODY_WORDS for w in (words[0], words[-1])) + 2 * ("&" in words)
    points += 2 * any(_CAMEL.search(w) and not _CLAN.match(w) for w in words)
    points += 3 * bool(_WHICH.match(right)) + 2 * _has_acronym(name, right)
    points += 2 * bool(_MANY.match(right) and _is_many(name, left))
    points += 3 * bool(_WHO_ARE.match(right)) + 3 * (folded(name) in PARTIES)
    points += 2 * bool(_WHOSE_MEMBERS.match(right) or _OF_ITS_OWN.match(right))
    points += 2 * bool(_STATEMENT_BY.search(left)) + 2 * bool({"for", "to"} & set(words[1:-1]))
    points += 2 * bool(right.startswith(")") and _IN_BRACKETS.search(left))
    points += 2 * bool(_STAFF.match(right)) + 2 * bool(_SPEAKS_OF_IT.match(right))
    points += 2 * bool(_IN_A_STATEMENT.match(right))
    points += 2 * bool(_LEADS.search(left)) + _kind_before(left)
    called = _APPOSED.match(right) or _IS_A.match(right)
    if called and _kind(called.group(1)) == "body":
        points += 3
    owned = _OWNED_ROLE.match(right)
    if owned and any(folded(w) in OFFICES for w in owned.group(1).split()):
        points += 2
    role_of = _ROLE_OF.search(left)
    if role_of and folded(role_of.group(1)) in OFFICES and words[-1].lower() not in PLACE_WORDS:
        points += 2
    return points + 2 * _leads_to_person(name, left, right)


def _has_acronym(name: str, right: str) -> bool:
    match = _ACRONYM.match(right)
    letters = "".join(word[0] for word in name.split()).lower()
    return match is not None and match.group(1).lower()[:2] == letters[:2]


def _is_many(name: str, left: str) -> bool:
    """Whether a verb in the plural after a name shows a body: "X have", not "A and X have"."""
    words = name.split()
    listed = re.search(r"(?:\band|,)\s+$", left) or _PLACED.search(left)
    return not listed and not name.endswith("s") and folded(words[-1]) not in PLACE_WORDS


def _leads_to_person(name: str, left: str, right: str) -> bool:
    """Whether a name, an office and a person follow one another: "ABC chairman Ann Lee"."""
    opens = not left.rstrip() or left.rstrip()[-1] in ".!?:"
    if " " not in name and opens and not name.isupper() and not _CAMEL.search(name):
        return False
    match = re.match(r"(?:[’']s)?\s+((?:[A-Za-z\-]+\s+){1,4})[A-Z][\w’'\-]+\s+[A-Z]", right)
    return bool(match and any(folded(w) in OFFICES for w in match.group(1).split()))


def _speaks_for_person(name: str, left: str, right: str) -> int:
    if _MARKET_LEADER.search(left):
        return 0
    own = not _PREPOSED.search(left)
    points = 3 * bool(own and (_AGED.match(right) or _WHO.match(right)))
    points -= 3 * bool(own and _WHO_ARE.match(right))
    points += 2 * bool(_WHOSE.match(right))
    points += 2 * bool(_SPEAKS_OF_SELF.match(right) or (own and _THEN_HE.match(right)))
    role = _ROLE_THEN_NAME.search(left)
    office = folded(role.group(1)) if role else ""
    points += 3 * (office in ROLES or bool(AGENT.fullmatch(office)))
    points += 3 * bool(_KIN_THEN_NAME.search(left))
    points += 3 * bool(_EXPRESSED.search(left) or (own and _EXPRESSING.match(right)))
    before = _LAST_WORD.search(left.replace(". ", " ") if left.endswith(". ") else left)
    if before:
        word = folded(before.group(1))
        points += 4 * (word in HONORIFICS) + 2 * (word in ROLES and word not in KINDS_OF_BODY)
        points += 3 * (word in KIN)
    points += 3 * bool(_DASHED_HE.match(right))
    points += 2 * bool(" " not in name and not name.isupper() and own and _A_SOMETHING.match(right))
    called = _APPOSED.match(right) or _IS_A.match(right)
    return points + 3 * bool(own and called and _kind(called.group(1)) == "person")


def _kind_before(left: str) -> int:
    """Return what "the charity X" and "retailer X" say for a body."""
    before = _LAST_WORD.search(left)
    if before is None:
        return 0
    word = folded(before.group(1))
    return 3 * (word in GENERIC_BODIES or word in KINDS_OF_BODY)


def _kind(apposition: str) -> str | None:
    """Return what an apposition calls a name: ``body``, ``person`` or neither, by its head."""
    phrase = re.split(
        r"(?:^|\s)(?:of|at|for|from|in|with|on|who|which|that|and|to|by|based|behind)\b", apposition
    )[0]
    words = phrase.split()
    if not words or len(words) > 5:
        return None
    head = folded(words[-1])
    if words[-2:] == ["market", "leader"] or (head in _DEALERS and _MOST.search(phrase)):
        return "body"
    if head in GENERIC_BODIES or head in KINDS_OF_BODY:
        return "body" if words[-1].islower() else None
    if head in {"partner", "partners", "member", "lead"}:
        return None
    if head in ROLES or head in PEOPLE or AGENT.fullmatch(head):
        return "person"
    return None
