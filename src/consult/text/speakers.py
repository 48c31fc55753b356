"""Who is named in the subject of a sentence: people, organisations and their roles."""

from __future__ import annotations

import re
from dataclasses import replace

from consult.text.brackets import without_asides
from consult.text.name_words import (
    BODY_WORDS,
    GENERIC_BODIES,
    HONORIFICS,
    KINDS_OF_BODY,
    LETTERS_AFTER,
    NOT_NAMES,
    OFFICES,
    OPENING_WORDS,
    PEOPLE,
    PLACE_WORDS,
    ROLES,
    STATEMENTS,
    SURNAMES_IN_ERS,
    word_set,
)
from consult.text.names import (
    AGENT,
    CONNECTORS,
    CRAFT,
    PARTICLES,
    WORD,
    TitleRun,
    bare,
    folded,
    names_a_body,
    title_runs,
    without_role,
)
from consult.text.register import Register, Speaker, known_names
from consult.text.unnamed import somebody_of_a_place

__all__ = [
    "Register",
    "Speaker",
    "TitleRun",
    "known_names",
    "names_a_body",
    "parse_speaker",
    "title_runs",
    "word_set",
]


def parse_speaker(phrase: str, register: Register) -> Speaker | None:
    """Return who a subject phrase names, appositions included; None when it names nobody.

    ``phrase`` is a subject as printed: "Ann Lee, chair of the Hill Trust (HT),", "the Hill Trust
    president Ann Lee", "a spokesperson for the Hill Trust", "one parent".
    """
    register.read_names(phrase)
    phrase = _DEPARTMENT.sub(r"\1 ", without_asides(phrase, register))
    if told := _told_plainly(phrase, register):
        return told
    if called := _CALLED_PEOPLE.match(phrase):
        return register.note(Speaker(None, called.group(1)))
    person, organisation = _names_in(phrase, register)
    if person and f"{person}, which " in phrase:
        person, organisation = None, person
    if not organisation and (again := _again(phrase, register)):
        organisation = again.organisation
    if person and not organisation:
        organisation = _worked_for(phrase, register)
    leads = _LEADS.match(phrase) or (
        register.latest and not register.latest.person and _OFFICE_THEN_NAME.match(phrase)
    )
    follows = _ITS.search(phrase) or leads
    if person and not organisation and follows and register.last_body:
        organisation = register.last_body.organisation
    if not person and not organisation:
        return _described(phrase, register)
    done = register.note(Speaker(person, organisation))
    if person:
        register.note_roles(phrase, done)
    return done


def _worked_for(phrase: str, register: Register) -> str | None:
    """Return the body that a clause gives somebody: "whose team at X", "who formed X"."""
    whose = _WHOSE_BODY.search(phrase) or _WHOSE_TEAM.search(phrase)
    does = None if whose else _WHO_DOES.search(phrase)
    if does and not register.cast.has_body(does.group(1)):
        return None
    found = whose or does
    return found.group(1) if found else None


def _told_plainly(phrase: str, register: Register) -> Speaker | None:
    """Return who a phrase of one of a few plain forms names: "Ann, 9", "a reader in Hull"."""
    if somebody := somebody_of_a_place(phrase, register):
        return Speaker(person=somebody)
    aged = _AGED.match(phrase) or _NUMBERED.match(phrase)
    if aged and folded(aged.group(1)) not in register.people:
        return register.note(Speaker(aged.group(1)))
    return _first_of_several(phrase, register)


def _names_in(phrase: str, register: Register) -> tuple[str | None, str | None]:
    """Return the first person and the first body that a phrase names."""
    person: str | None = None
    organisation: str | None = None
    at_home = bool(_LIVES_AT.search(phrase) or _AGED_AND_OF.search(phrase))
    held = False
    for whole in title_runs(_RELATIVE_ASIDE.sub(",", phrase)):
        run = _without_occupation(whole, register)
        if run.after in _BELONGING and not run.owns:
            continue
        owning = "’s " in run.text or "'s " in run.text
        if person is None and owning and (both := _person_of_body(run, register)):
            person, organisation = both[0], _without_place(both[1])
        elif person is None and (first := _person_in(run, register)):
            person = first
        elif at_home and run.before in _WHERE and not names_a_body(run.text):
            continue
        elif person is None and (both := _person_of_body(run, register)):
            person, organisation = both[0], _without_place(both[1])
        elif (_is_organisation(run, person, register) or _employs(run, phrase)) and (
            organisation is None
            or (names_a_body(run.text) and not names_a_body(organisation))
            or (not held and run.before in _HELD_AT and not names_a_body(organisation))
        ):
            officed = run.after in ROLES | _DELEGATES
            body = _OFFICE_IN.sub(r"\1", run.text) if officed else run.text
            organisation = _without_place(_employer(_first_of_two(body, register)))
            held = run.before in _HELD_AT or register.cast.has_body(organisation)
    return person, organisation


_OFFICE_IN = re.compile(r"^(\S+)[’']s\s+[A-Z]\S*$")
_DELEGATES = frozenset({"delegate", "representative", "rep", "organiser", "branch"})
"""What somebody is for a body in one place: "the CCI’s Munster delegate"."""
_BELONGING = frozenset({"member", "subsidiary", "affiliate", "supplier", "contractor"})
"""What stands between a body and one that belongs to it: "RRC member Hill Recycling"."""
_HELD_AT = frozenset({"at", "of", "for", "from"})
"""What makes the name after it the body of whoever was named, rather than capitals by the way."""


def _first_of_two(run: str, register: Register) -> str:
    """Return the first of two bodies that "and" joins: "the Guild and Hill Advice" are two."""
    first, joined, second = run.partition(" and ")
    known = register.cast.has_body(second) or second in register.bodies
    return first if joined and known and register.canonical(first) != bare(first) else run


_SEVERAL = re.compile(r"^(?:[Bb]oth\s+)?([^,]{2,60}?)\s+and\s+([A-Z].{2,120})$")


def _first_of_several(phrase: str, register: Register) -> Speaker | None:
    """Return the first of "Mr Lee and Ann Roe, of Hill Trust", who was met before, noting both."""
    several = _SEVERAL.match(phrase)
    if several is None or folded(several.group(1).split()[-1]) not in register.people:
        return None
    parse_speaker(several.group(2), register)
    return parse_speaker(several.group(1), register)


def _employs(run: TitleRun, phrase: str) -> bool:
    """Whether a name owns the office somebody named holds: "Hill Drinks’ buying director Ann"."""
    if not run.owns:
        return False
    after = phrase[phrase.find(run.text) + len(run.text) :]
    office = re.match(r"\s+((?:[a-z\-]+\s+){0,4}[a-z\-]+),?\s+[A-Z]", after)
    return bool(office and any(word in ROLES for word in office.group(1).split()))


def _without_place(body: str) -> str:
    """Return a body without where it is: "Hill Farm Stays in Kent", not "Hill in Bloom"."""
    parted = re.match(r"(\S+(?:\s+(?:(?:of|for|and|the)\s+)*[A-Z&]\S*)+)\s+in\s+[A-Z]\S+$", body)
    return parted.group(1) if parted and not _FIELD.search(body) else body


_FIELD = re.compile(r"(?:ing|tion|ment|ics|ogy|ance|ence|ism)$")


def _without_occupation(run: TitleRun, register: Register) -> TitleRun:
    """Return "Volunteer Ann Lee" as Ann Lee, where the whole piece shows that she is a name."""
    first, _, rest = run.text.partition(" ")
    occupied = AGENT.fullmatch(folded(first)) and register.cast.has_body(rest)
    name = rest if occupied else without_role(run.text)
    if name == run.text or not (register.cast.has_body(name) or register.cast.has_person(name)):
        return run
    return replace(run, text=name, words=len(name.split()))


def _employer(run: str) -> str:
    """Return the body of an office in title case: "Area Manager for Hill Trust" is the Trust."""
    office = re.match(r"(?:\S+\s+){0,3}?(\S+)\s+(?:of|for|at)\s+(?:the\s+)?(\S.*)$", run)
    return office.group(2) if office and folded(office.group(1)) in OFFICES else run


def _described(phrase: str, register: Register) -> Speaker | None:
    """Return who is meant by "the charity", "one parent", "the treasurer"; None if nobody is."""
    words = [w.group().lower() for w in WORD.finditer(phrase)]
    if (
        words
        and words[0] in {"the", "its", "her", "his", "their"}
        and len(words) <= 3
        and words[-1] in GENERIC_BODIES
    ):
        return register.last_body
    plain = phrase.strip(" ,")
    if 0 < len(words) <= 8 and any(w in PEOPLE for w in words):
        told = _WHO_CAME.split(plain)[0]
        return Speaker(person=told if told[:1].isupper() else _ASIDE.split(told)[0])
    office = _THE_ROLE.match(plain.partition(" and the ")[0])
    noun = office.group(1).lower() if office else ""
    if office and (noun in ROLES or (office.group(1)[0].isupper() and AGENT.fullmatch(noun))):
        return register.roles.get(office.group(1).lower()) or Speaker(person=office.group())
    return None


_WHO_CAME = re.compile(r",\s+who\s")
_ASIDE = re.compile(r",|\s+(?:outside|beside|inside|near|who|leaning|waiting)\s")
_WHERE = frozenset({"at", "near", "in", "from", "of"})
_THE_BODY = re.compile(
    rf"\b(?:the|its|their|this|her|his)\s+(?:[a-z\-]+\s+)?({'|'.join(sorted(GENERIC_BODIES))})\b",
    re.IGNORECASE,
)
_A_SPOKESMAN = re.compile(
    rf"\ban?\s+({'|'.join(sorted(GENERIC_BODIES))})\s+(?:spokes\w+|official|insider|source)\b",
    re.IGNORECASE,
)
_LIVES_AT = re.compile(
    r"\b(?:farm|farms|farmer|lives|live|living|resident|fisherman|grows|milks|keeps|works\s+land)\b"
)
_AGED_AND_OF = re.compile(r",\s+\d{1,3},\s+(?:of|from)\s+[A-Z][a-z]+\s*(?=,|$)")
_AGED = re.compile(r"^([A-Z][a-z’\-]+),\s+(?:aged\s+\w+|\d{1,3}|who)\b")
_DEPARTMENT = re.compile(
    r"\b(Director|Head|Minister|Secretary|Officer|Manager|President|Lead|Commissioner)\s+(?:of|for)\s+"
    r"(?:(?:[A-Z][a-z\-]+|and|&),?\s+){1,5}"
    rf"(?=[A-Z][\w’'\-]+\s+(?!(?i:{'|'.join(sorted(BODY_WORDS | GENERIC_BODIES))})\b)"
    r"[A-Z][\w’'\-]+\s*$)"
)
"""What an office in title case is for, before a name: "Director of External Affairs Ann Lee"."""
_CALLED_PEOPLE = re.compile(
    rf"^((?:{'|'.join(sorted(word.title() for word in PEOPLE if word.endswith('s')))})\s+"
    r"(?:(?:for|against)\s+[A-Z][\w’'\-]+(?:\s+[A-Z][\w’'\-]+)?|in\s+[A-Z][\w’'\-]+(?=,\s+which\b)))"
)
"""A body that is called after its people: "Carers in Uniform, which", "Parents for Hill"."""
_NUMBERED = re.compile(
    r"^([A-Z][a-z’\-]+)(?:,|\s+in|\s+\()\s*(?:Year|Class|Form|Primary|Plot|Flat|Ward|Room|Unit|House)\s+\w"
)
"""A first name alone and where in a school or street it belongs: "Tilly, Year 9"."""
_LEADS = re.compile(
    r"^(?:(?-i:[a-z]+)\s+(?:leader|organi[sz]er|co-?ordinator)|(?:co-)?founder|(?:vice-|co-)?chair\w*|director|manager|chief\s+executive|president|trustee|"
    r"(?:general\s+)?secretary|treasurer|convener|spokes\w+|policy\s+(?:lead|officer|manager))\s+(?=[A-Z])",
    re.IGNORECASE,
)
_OFFICE_THEN_NAME = re.compile(
    rf"^(?:[A-Za-z][a-z\-]*\s+){{0,3}}?(?:partner|{'|'.join(sorted(OFFICES))})"
    r"(?:\s+(?:of|for)\s+[a-z]+(?:\s+[a-z]+){0,2})?\s+(?=[A-Z][\w’'\-]+\s+[A-Z])",
    re.IGNORECASE,
)
"""An office before a name, "managing director Ann Lee", right after the body it is held in."""
_THE_ROLE = re.compile(r"^(?:the|our|one|its)\s+(?:[a-z\-]+\s+){0,2}?([a-z\-]+)$", re.IGNORECASE)


def _again(phrase: str, register: Register) -> Speaker | None:
    """Return the body that a phrase calls "the league’s" or "of the charity"."""
    for match in (*_THE_BODY.finditer(phrase), *_A_SPOKESMAN.finditer(phrase)):
        noun = match.group(1).lower()
        found = register.body_called(noun) if noun in GENERIC_BODIES else None
        if found is not None:
            return found
    return None


_RELATIVE_ASIDE = re.compile(
    r",\s+(?:who|whose|which|having|being)\s+(?!(?:[\w’']+\s+){0,12}?(?:chairs?|leads?|led|runs?|heads?|represents?|"
    r"works?|speaks|founded|sits|belongs|is|was|stud(?:y|ies)|teach(?:es)?|lectures|"
    r"owns|researches|advises|directs|manages|set\s+up|started|helps|co-?ordinates|organises|books|edits)\b)[^,]*(?:,|$)"
)


_WHOSE_BODY = re.compile(
    rf",\s+whose\s+(?:[a-z\-]+\s+)?(?:{'|'.join(sorted(GENERIC_BODIES | KINDS_OF_BODY))}),?\s+"
    r"((?:[A-Z][\w’'\-]*|&)(?:\s+(?:[A-Z][\w’'\-]*|&)){0,4})"
)
_WHOSE_TEAM = re.compile(
    r",\s+whose\s+(?:[a-z\-]+\s+)?(?:team|group|lab(?:oratory)?|department|colleagues|research|work)\s+(?:at|for|with)\s+(?:the\s+)?"
    r"([A-Z][\w’'\-]*(?:\s+(?:(?:of|for|and|the)\s+)?[A-Z][\w’'\-]*){0,5})"
)
_WHO_DOES = re.compile(
    r",?\s+who\s+(?:[a-z]+\s+)?[a-z\-]+(?:ed|s)\s+(?:the\s+)?"
    r"((?:[A-Z][\w’'\-]*|&)(?:\s+(?:(?:of|for|to)\s+)?(?:[A-Z][\w’'\-]*|&)){0,5})"
)
"""What somebody is said to do for a body: "Ann Lee, who formed Hill Says No"."""
_ITS = re.compile(
    rf"(?:^|,)\s*(?:its|their|the\s+(?:{'|'.join(sorted(GENERIC_BODIES | KINDS_OF_BODY))})[’']s)\s|"
    r"\b(?:of|on)\s+(?:its|their)\s|\bwho\s+[a-z]+\s+it\b",
    re.IGNORECASE,
)
_SURNAMES = word_set("hill green wood mill field fields bridge court row place")


_OF_A_PLACE = re.compile(r"^(\S+\s+\S+)\s+(?:of|from|in|at)\s+(?:\S+\s+){0,3}?(\S+)$")


def _person_in(run: TitleRun, register: Register) -> str | None:
    """Return the person whom a run names, the first of "Residents Ann Lee and Bob Roe"."""
    if initialled := register.of_initials(run.text):
        return initialled
    crafted = len(run.text.split()) > 2 and CRAFT.search(run.text.split()[0])
    if _is_person(run, register) and not crafted:
        return bare(run.text)
    at_home = _OF_A_PLACE.match(run.text)
    if at_home and at_home.group(2).lower() in PLACE_WORDS:
        head = TitleRun(
            text=at_home.group(1), before=run.before, words=2, touches_end=False, after=""
        )
        return bare(head.text) if _is_person(head, register) else None
    halves = run.text.split(" and ")
    first = halves[0].split()
    if len(halves) == 2 and len(first) == 1 and len(halves[1].split()) == 2:
        first = [first[0], halves[1].split()[1]]  # Ann and Bob Lee
    if first and (folded(first[0]) in PEOPLE or (len(first) > 2 and CRAFT.search(first[0]))):
        first = first[1:]
    elif " and " not in run.text:
        return None
    known = register.cast.short.keys() | register.people.keys()
    if len(first) == 1 and len(halves) == 2 and folded(first[0]) in known:
        return first[0]
    head = TitleRun(
        text=" ".join(first), before=run.before, words=len(first), touches_end=False, after=""
    )
    return bare(head.text) if len(first) > 1 and _is_person(head, register) else None


def _person_of_body(run: TitleRun, register: Register) -> tuple[str, str] | None:
    """Part "Ann Lee of the Hill Trust" and "Hill Trust’s Ann Lee", all one run in title case."""
    owned = re.match(r"^(.+?)(?:[’']s|(?<=s)[’'])\s+([A-Z]\S+\s[A-Z]\S+)$", run.text)
    if owned and not (register.cast.has_person(owned.group(1)) or names_a_body(owned.group(2))):
        return owned.group(2), owned.group(1)
    match = re.match(
        r"^([^\s]+(?:\s+[^\s]+){0,2}?)\s+(?:of|from|for|at)\s+(?:the\s+)?(.+)$", run.text
    )
    if not match or folded(bare(run.text)) in register.known:
        return None
    head = TitleRun(text=match.group(1), before=run.before, words=0, touches_end=False, after="")
    return (bare(head.text), match.group(2)) if _is_person(head, register) else None


def _is_person(run: TitleRun, register: Register) -> bool:
    words = run.text.split()
    lower = [folded(w) for w in words]
    if run.owns and run.after:
        return run.before in HONORIFICS and run.after in STATEMENTS
    body = run.before in GENERIC_BODIES or run.before == "tank"
    if (
        any(w in CONNECTORS - PARTICLES for w in lower)
        or lower[0] == "st"
        or run.after in ROLES
        or body
    ):
        return False
    if run.before in HONORIFICS:
        return True
    if folded(bare(run.text)) in register.known or bare(run.text) in register.acronyms:
        return False
    if register.cast.has_body(run.text) and folded(bare(run.text)) not in register.people:
        return False
    if len(words) == 1:
        return run.before not in _ABOUT and _is_known_person(run, register)
    if register.cast.has_person(run.text):
        return True
    plain = not any(w in BODY_WORDS or w in PEOPLE for w in lower)
    plain = plain and lower[0] not in OPENING_WORDS and lower[-1] not in PLACE_WORDS - _SURNAMES
    plain = plain and (not lower[-1].endswith("ers") or lower[-1] in SURNAMES_IN_ERS)
    uppercase_free = not any(w.isupper() and len(w.strip(".")) > 1 for w in words)
    possessive = re.search(r"[’'](?:s|\s|$)", " ".join(words[:-1]))
    plain = plain and lower[0] not in register.places
    named = 2 <= len(words) <= 4 and plain and uppercase_free and not possessive
    return named and run.before not in {"the", "at", "for", "from", "behind"}


def _is_known_person(run: TitleRun, register: Register) -> bool:
    surname = folded(bare(run.text))
    met = surname in register.people or surname in register.cast.short
    return (met or register.cast.has_person(run.text)) and not run.text.isupper()


_ABOUT = frozenset({"with", "to", "about", "against", "on", "under", "over"})
"""What makes a name no subject: "a contract with Lee said"."""


def _is_organisation(run: TitleRun, person: str | None, register: Register) -> bool:
    words = run.text.split()
    name = bare(run.text)
    known = folded(name) in register.known or name in register.acronyms
    employs = not (run.owns and run.after) or run.after in ROLES or run.after in STATEMENTS
    called = run.before in GENERIC_BODIES | KINDS_OF_BODY and folded(words[0]) not in NOT_NAMES
    if known or (employs and (register.cast.has_body(name) or called)):
        return True
    if person is None and run.owns and run.after:
        return run.after in STATEMENTS or run.after in ROLES
    placed = name in LETTERS_AFTER or bool(re.fullmatch(r"[A-Z]{1,2}\d+\w*", name))
    placed = placed or (run.before in {"in", "near", "from"} and " " not in name)
    placed = placed or (
        bool(re.match(r"[Tt]he\b", f"{run.before} {run.text}".strip()))
        and bool(AGENT.fullmatch(folded(name)))
    )
    if placed or all(_is_plain_word(word) for word in words if folded(word) not in CONNECTORS):
        return False
    located = len(words) > 2 and folded(words[0]) in PEOPLE and words[1] in _WHERE
    if located or (words[-1].lower() in PLACE_WORDS and run.before in {*_WHERE, "on"}):
        return False
    if len(words) > 1 or run.text.isupper():
        return True
    if run.after in ROLES and not run.owns:
        return any(name in body.split() for body in register.bodies)
    if run.before in {"of", "at", "for", "from", "with", "by"}:
        return True
    return person is None and (not run.after or run.after in ROLES or run.owns)


def _is_plain_word(word: str) -> bool:
    """Whether one capitalised word is no name: "However", "Conservationists"."""
    plain = folded(word)
    return (
        plain in NOT_NAMES | PEOPLE | ROLES
        or plain.removesuffix("s") in ROLES
        or bool(_PLURAL_PEOPLE.search(word))
    )


_PLURAL_PEOPLE = re.compile(r"^[A-Z]?[a-z]+(?:men|women|[^s’]s)$")
