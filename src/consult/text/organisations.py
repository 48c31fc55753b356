"""What is written like the name of an organisation or of a person."""

from __future__ import annotations

import re

from consult.text.letters import has_office
from consult.text.speakers import names_a_body, word_set

_BODIES = word_set(
    "surgery practice theatre theater nursery bakery farm farms hotel pub shop shops store stores "
    "owners managers engineers printers inc cic cio llc cooperative co-operative associates "
    "solicitors architects consultants consultancy enterprises industries holdings bank "
    "building brewery choir band orchestra festival mission ministries diocese synod abbey temple "
    "mosque synagogue circle branch secretariat executive corporation corps laboratory "
    "laboratories observatory archive archives gallery studio studios press publishing media "
    "tribunal court "
    "assembly senate faculty students' residents' tenants' traders' carers' parents' meeting "
    "academy academies council councils hospice infirmary clinic dispensary pharmacy ngo "
    "commonwealth league bureau platform round-table roundtable registry exchange"
)
_CONNECTORS = word_set("of for and & the in de la le et y del van von upon under on-sea")
_PAPERS = word_set(
    "response responses submission submissions evidence comment comments consultation reply "
    "representation representations answer answers statement contribution briefing paper report "
    "written draft joint summary review inquiry re fw fwd introduction overview appendix"
)
_MONTHS = word_set(
    "january february march april may june july august september october november december"
)
_HONORIFIC = (
    r"(?i:(?:mr|mrs|ms|miss|mx|dr|prof|professor|cllr|councillor|sir|dame|lord|lady|baroness|rev|"
    r"revd|reverend|the\s+right\s+hon|rt\s+hon|hon)\.?\s+)"
)
_PARTICLES = word_set("de van von der den la al bin ap ter")
_PERSON_WORD = r"(?:[A-Z]\.(?:[A-Z]\.)*|[^\W\d_a-z][\w’'\-]{0,30})"
_AFTER = r"(?:[A-Z]{2,6}|Ph\.?D|[BMD]\.?(?:Sc|Phil|Ed|Arch)|\((?i:mr|mrs|ms|miss|mx|dr)\.?\))"
_MORE = rf"(?:\s+(?:{_PERSON_WORD}|de|van|von|der|den|la|al|bin|ap|ter))"
_PERSON = re.compile(
    rf"(?:(?P<honorific>{_HONORIFIC})(?P<titled>{_PERSON_WORD}{_MORE}{{0,4}}?)"
    rf"|(?P<name>{_PERSON_WORD}{_MORE}{{1,4}}?))(?:\s*,?\s*{_AFTER}){{0,4}}"
)
_LEGAL = re.compile(
    r",?\s+(?:ltd|limited|plc|llp|cic|cio|inc|llc|gmbh|pty(?:\s+ltd)?)\.?$", re.IGNORECASE
)
_TOKEN = re.compile(r"\S+")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&]{0,3}[A-Z]{1,6}|[A-Z]{2,9}")
_NOT_NAMES = word_set(
    "i we you he she they it this that these those our my your his her their its the a an dear "
    "question questions yes no not all some many most if when where while as at in on by to from "
    "however although there here please thank thanks what which who how why members respondents"
)
_LEGAL_FORMS = word_set("ltd limited plc llp cic cio inc llc gmbh")
_DOT_ENDS = word_set("ltd. inc. plc. co. st. dr. mr. mrs. ms. no. prof. rev.")
_PRONOUNS = word_set("i we you he she they it i'm we're i'd we'd")
_LONGEST = 14


def name_at(text: str, start: int = 0) -> tuple[int, int] | None:
    """Return the span of the capitalised name that begins at ``start``, an article before it apart.

    The name runs over small words between capitals ("Society for the Care of Wells") and ends
    before a word in lower case, a mark, or a word for a paper such as "response".
    """
    first = last = -1
    linked = False
    for count, match in enumerate(_TOKEN.finditer(text, start)):
        token = match.group()
        core = token.strip('“”"*_').rstrip('.,;:!?)”"*_')
        if first < 0 and core.casefold() in {"the", "a"}:
            continue
        place = _place(token, core, begun=first >= 0, linked=linked)
        if place == "end" or count > _LONGEST:
            break
        linked = place == "link"
        if linked:
            continue
        begin = match.start() + token.index(core)
        first = begin if first < 0 else first
        dotted = token.casefold() in _DOT_ENDS or re.fullmatch(r"(?:[A-Z]\.)+", token)
        last = match.end() if dotted else begin + len(core)
        if token[-1] in '.,;:!?)”"' and not dotted:
            break
    return (first, last) if first >= 0 else None


def _place(token: str, core: str, *, begun: bool, linked: bool) -> str:
    """Return whether a token is a ``word`` of a name, a ``link`` in it, or behind its ``end``."""
    folded = core.casefold().replace("’", "'")
    if not core or token[0] in "([{" or (begun and folded in _PRONOUNS):
        return "end"
    papers = _PAPERS | _MONTHS if linked else _PAPERS
    if folded.removesuffix("'s") in papers or (not begun and folded in _NOT_NAMES):
        return "end"
    legal = begun and not linked and folded in _LEGAL_FORMS
    if core[0].isupper() or legal or (core[0].isdigit() and begun and not linked):
        return "word"
    link = begun and folded in _CONNECTORS and token == core
    return "link" if link and (folded != "the" or linked) else "end"


def is_acronym(name: str) -> bool:
    """Whether a name is one word of capitals, such as "RSPB" or "DfE"."""
    return bool(_ACRONYM.fullmatch(name))


def is_organisation(name: str) -> bool:
    """Whether a whole phrase reads as the name of an organisation by its own words."""
    words = name.split()
    if not words or len(words) > _LONGEST or not words[0][0].isalnum():
        return False
    if words[0].casefold() in _NOT_NAMES - {"the", "all"}:
        return False
    whole = name_at(name)
    if whole is None or len(name) - whole[1] > 1:
        return False
    folded = {w.strip(".,()").casefold().replace("’", "'") for w in words}
    if len(words) == 1 and not is_acronym(name):
        return False
    if re.match(r"\d", name):
        return False
    return (
        bool(folded & _BODIES) or names_a_body(name.replace(",", "")) or bool(_LEGAL.search(name))
    )


def person(text: str) -> str:
    """Return the person that a whole phrase names, without letters behind the name; else "".

    A given name and surname, initials and surname, or a title and surname.
    """
    plain = " ".join(text.replace("\u00a0", " ").split()).strip(" ,.")
    match = _PERSON.fullmatch(plain)
    if not match or not plain[:1].isupper():
        return ""
    name, honorific = (match["titled"] or match["name"]).strip(" ,"), match["honorific"] or ""
    words = name.split()
    if any(w[0].islower() and w not in _PARTICLES for w in words):
        return ""
    folded = {w.casefold().strip(".,") for w in words}
    if folded & (_NOT_NAMES | _MONTHS | _PAPERS) or is_organisation(name) or names_a_body(name):
        return ""
    if has_office(name):
        return ""
    if all(w.isupper() and len(w) > 1 for w in words) and len(words) > 1:
        name = " ".join(w.capitalize() for w in words)
    return f"{honorific}{name}".strip()


def tidy(name: str) -> str:
    """Return an organisation's name without article, marks and shouting."""
    plain = " ".join(name.split()).strip(' ,;:–—-*_“”"').rstrip("'’")
    if not re.search(r"\b(?:Ltd|Inc|Co)\.$", plain):
        plain = plain.rstrip(".")
    plain = re.sub(r"^[Tt]he\s+(?=\S)", "", plain)
    words = plain.split()
    if len(words) > 1 and plain.isupper():
        plain = " ".join(
            w.lower() if w.lower() in _CONNECTORS else w if len(w) <= 3 else w.capitalize()
            for w in words
        )
    return plain


def without_legal_form(name: str) -> str:
    """Return a name without "Ltd", "plc" and the like."""
    return _LEGAL.sub("", name)


def initials(name: str) -> str:
    """Return the first letters of the words that carry a name, in capitals."""
    bare = without_legal_form(name)
    words = re.findall(r"[^\W_][\w’'&]*", bare.replace("-", " "))
    return "".join(w[0] for w in words if w.casefold() not in _CONNECTORS).upper()


def abbreviates(short: str, name: str) -> bool:
    """Whether an acronym is made of the first letters of a name, small words in or out."""
    letters = "".join(c for c in short if c.isalpha())
    words = re.findall(r"[^\W_][\w’'&]*", without_legal_form(name).replace("-", " "))
    if not letters or len(words) < 2:
        return False
    small = "".join(w[0] for w in words).upper()
    capitals = "".join(c for c in letters if c.isupper())
    return initials(name) in {letters.upper(), capitals} or small == letters.upper()
