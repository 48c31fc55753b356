"""Who is named in the subject of a sentence: people, organisations and their roles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from consult.text.name_words import (
    BODY_WORDS,
    GENERIC_BODIES,
    HONORIFICS,
    LOOSE_BODIES,
    NOT_NAMES,
    OPENING_WORDS,
    PEOPLE,
    PLACE_WORDS,
    ROLES,
    STATEMENTS,
    SURNAMES_IN_ERS,
    word_set,
)

__all__ = [
    "Register",
    "Speaker",
    "TitleRun",
    "known_names",
    "names_a_body",
    "parse_speaker",
    "title_runs",
    "unnamed",
    "word_set",
]

_CONNECTORS = word_set("of for and the & in on de la to")
_WORD = re.compile(r"[^\W_](?:[\w&’'.\-]*[\w’'])?|&")


def names_a_body(name: str) -> bool:
    """Whether a name holds a word of organisations, such as "Team" or "Trust"."""
    return any(_folded(word) in BODY_WORDS for word in name.split())


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person, an organisation, or both."""

    person: str | None = None
    organisation: str | None = None


@dataclass(slots=True)
class Register:
    """The people and organisations that a document has named so far.

    ``known`` maps folded names of organisations to the name to use for them, from the ledger.
    """

    known: Mapping[str, str] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)
    people: dict[str, Speaker] = field(default_factory=dict)
    """Folded surname -> the person."""
    bodies: list[str] = field(default_factory=list)
    places: frozenset[str] = frozenset()
    """Folded words of the consulter's name: "Hill Players" of Hill Council are no person."""
    roles: dict[str, Speaker] = field(default_factory=dict)
    """Role -> the last person named with it, whom "the chairman" then is."""
    last_person: Speaker | None = None
    last_body: Speaker | None = None

    def canonical(self, organisation: str) -> str:
        """Return the organisation's full name as first given, or the ledger's name for it."""
        bare = _bare(organisation)
        full = self.acronyms.get(bare, bare)
        if " " not in bare and _folded(bare) in BODY_WORDS:
            full = next((b for b in reversed(self.bodies) if bare in b.split()), full)
        return self.known.get(_folded(full)) or self.known.get(_folded(bare)) or full

    def body_called(self, noun: str) -> Speaker | None:
        """Return whom "the union" means: the last body so named, or the last of any for "group"."""
        named = [b for b in self.bodies if noun in b.lower().replace("’", "'").split()]
        if self.last_body and self.last_body.organisation:
            last = self.last_body.organisation
            if noun in LOOSE_BODIES or noun in _folded(last).split():
                return self.last_body
        return Speaker(None, self.canonical(named[-1])) if named else None

    def note(self, speaker: Speaker) -> Speaker:
        """Remember a speaker, completed by what is known, and return it."""
        organisation = self.canonical(speaker.organisation) if speaker.organisation else None
        person = speaker.person
        if person:
            surname = _folded(person.split()[-1])
            before = self.people.get(surname)
            if before and before.person and (len(person.split()) == 1 or organisation is None):
                longer = person if len(person) > len(before.person) else before.person
                person, organisation = longer, organisation or before.organisation
            done = Speaker(person, organisation)
            self.people[surname] = done
            self.last_person = done
            if organisation:
                self.last_body = Speaker(None, organisation)
            return done
        done = Speaker(None, organisation)
        self.last_body = done
        return done

    def note_roles(self, phrase: str, speaker: Speaker) -> None:
        """Remember by which roles a phrase calls a person."""
        for word in _WORD.findall(phrase):
            if _folded(word) in ROLES:
                self.roles[_folded(word)] = speaker

    def completed(self, person: str) -> str | None:
        """Return the body that a person was anywhere said to speak for."""
        known = self.people.get(_folded(person.rsplit(maxsplit=1)[-1]))
        return known.organisation if known and known.person == person else None

    def read_names(self, text: str) -> None:
        """Learn ``Some Long Name (SLN)`` pairs, and bodies by which a short form is known."""
        for run in title_runs(text):
            if run.words > 1 and any(_folded(w) in BODY_WORDS for w in run.text.split()):
                self.bodies.append(_bare(run.text))
        for match in re.finditer(r"\(([A-Z][A-Za-z&]{1,9})\)", text):
            acronym = match.group(1)
            if sum(c.isupper() for c in acronym) < 2:
                continue
            runs = list(title_runs(text[max(0, match.start() - 120) : match.start()]))
            if runs and runs[-1].touches_end and runs[-1].words > 1:
                self.acronyms.setdefault(acronym, _bare(runs[-1].text))


@dataclass(frozen=True, slots=True)
class TitleRun:
    """Words in title case that stand together, with the word before them in lower case."""

    text: str
    before: str
    words: int
    touches_end: bool
    after: str
    """The word after the run, in lower case; empty when punctuation or nothing follows."""

    @property
    def owns(self) -> bool:
        """Whether the run ends in a possessive."""
        return bool(re.search(r"(?:[’']s|s[’'])$", self.text))


def title_runs(text: str) -> Iterator[TitleRun]:
    """Yield the runs of capitalised words in order; roles and honorifics stand outside them."""
    run: list[re.Match[str]] = []
    linked: list[re.Match[str]] = []
    before = previous = ""
    end = 0
    words = list(_WORD.finditer(text))
    for index, match in enumerate(words):
        word = match.group()
        gap = text[end : match.start()]
        end = match.end()
        broken = bool(gap.strip(" ’'"))
        folded = _folded(word).strip(".")
        if run and (broken or (linked and linked[-1].group() == "and" and folded == "the")):
            yield _run(text, run, before)
            run, linked = [], []
        last = index + 1 == len(words) or not words[index + 1].group()[0].isupper()
        is_role = _is_role(folded, word) and not (run and (last or folded in PEOPLE))
        is_role = is_role or (not run and folded in _BEFORE_NAMES)
        if word[0].isupper() and folded not in HONORIFICS and not is_role:
            if not run:
                before = "" if broken else previous
            run.extend(linked if run else [])
            run.append(match)
            linked = []
        elif run and (folded in _CONNECTORS):
            linked.append(match)
        elif run:
            yield _run(text, run, before)
            run, linked = [], []
        previous = folded
    if run:
        yield _run(text, run, before)


_BEFORE_NAMES = word_set("both so but and however also if while when where then not only")


def _is_role(folded: str, word: str) -> bool:
    """Whether a capitalised word is a role, which stands outside names; acronyms are none."""
    if word.isupper() and len(word) > 1 and folded != "ceo":
        return False
    return folded in ROLES or (folded in PEOPLE and not folded.endswith("s"))


def _run(text: str, run: list[re.Match[str]], before: str) -> TitleRun:
    start, end = run[0].start(), run[-1].end()
    following = re.match(r"[’']?\s+([\w’'\-]+)", text[end:])
    return TitleRun(
        text=text[start : end + (text[end : end + 1] in ("’", "'"))],
        before=before,
        words=len(run),
        touches_end=not text[end:].strip(" ’'s("),
        after=following.group(1).lower() if following else "",
    )


def parse_speaker(phrase: str, register: Register) -> Speaker | None:
    """Return who a subject phrase names, appositions included; None when it names nobody.

    ``phrase`` is a subject as printed: "Ann Lee, chair of the Hill Trust (HT),", "the Hill Trust
    president Ann Lee", "a spokesperson for the Hill Trust", "one parent".
    """
    register.read_names(phrase)
    aged = _AGED.match(phrase)
    if aged and _folded(aged.group(1)) not in register.people:
        return register.note(Speaker(aged.group(1)))
    person, organisation = _names_in(phrase, register)
    if person and f"{person}, which " in phrase:
        person, organisation = None, person
    if not organisation and (again := _again(phrase, register)):
        organisation = again.organisation
    follows = _ITS.search(phrase) or _LEADS.match(phrase)
    if person and not organisation and follows and register.last_body:
        organisation = register.last_body.organisation
    if not person and not organisation:
        return _described(phrase, register)
    done = register.note(Speaker(person, organisation))
    if person:
        register.note_roles(phrase, done)
    return done


def _names_in(phrase: str, register: Register) -> tuple[str | None, str | None]:
    """Return the first person and the first body that a phrase names."""
    person: str | None = None
    organisation: str | None = None
    at_home = bool(_LIVES_AT.search(phrase))
    for run in title_runs(_RELATIVE_ASIDE.sub(",", phrase)):
        if person is None and (first := _person_in(run, register)):
            person = first
        elif at_home and run.before in _WHERE and not names_a_body(run.text):
            continue
        elif person is None and organisation is None and (both := _person_of_body(run, register)):
            person, organisation = both
        elif _is_organisation(run, person, register) and (
            organisation is None or (names_a_body(run.text) and not names_a_body(organisation))
        ):
            organisation = run.text
    return person, organisation


def _described(phrase: str, register: Register) -> Speaker | None:
    """Return who is meant by "the charity", "one parent", "the treasurer"; None if nobody is."""
    words = [w.group().lower() for w in _WORD.finditer(phrase)]
    if (
        words
        and words[0] in {"the", "its", "her", "his", "their"}
        and len(words) <= 3
        and words[-1] in GENERIC_BODIES
    ):
        return register.last_body
    plain = phrase.strip(" ,")
    if 0 < len(words) <= 8 and any(w in PEOPLE for w in words):
        return Speaker(person=plain if plain[:1].isupper() else _ASIDE.split(plain)[0])
    office = _THE_ROLE.match(plain)
    if office and office.group(1).lower() in ROLES:
        return register.roles.get(office.group(1).lower()) or Speaker(person=plain)
    return None


_ONE = re.compile(
    r"^(?:one|an?|another|a\s+second)\s+(?:[a-z\-]+\s+){0,3}?[a-z\-]+(?:\s+(?:from|in|at|of)\s+[A-Z]\S*)?$",
    re.IGNORECASE,
)
_A_THING = re.compile(
    r"\b(?:survey|report|study|studies|paper|document|plan|page|paragraph|section|letter|table|"
    r"notice|statement|leaflet|website)$",
    re.IGNORECASE,
)


def unnamed(subject: str) -> str | None:
    """Return an unnamed person, "one husband", to whom quoted words are given, or None."""
    plain = subject.strip(" ,").split(",", maxsplit=1)[0]
    return plain if _ONE.match(plain) and not _A_THING.search(plain) else None


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
_AGED = re.compile(r"^([A-Z][a-z’\-]+),\s+(?:aged\s+\w+|\d{1,3}|who)\b")
_LEADS = re.compile(
    r"^(?:(?-i:[a-z]+)\s+(?:leader|organi[sz]er|co-?ordinator)|(?:co-)?founder|(?:vice-|co-)?chair\w*|director|manager|chief\s+executive|president|trustee|"
    r"(?:general\s+)?secretary|treasurer|convener|spokes\w+|policy\s+(?:lead|officer|manager))\s+(?=[A-Z])",
    re.IGNORECASE,
)
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
    r",\s+(?:who|whose|which)\s+(?!(?:[\w’']+\s+){0,6}?(?:chairs?|leads?|led|runs?|heads?|represents?|"
    r"works?|speaks|founded|sits|belongs|is|was|stud(?:y|ies)|teach(?:es)?|lectures|"
    r"researches|advises|directs|manages|set\s+up|started|helps)\b)[^,]*(?:,|$)"
)


_ITS = re.compile(r"(?:^|,)\s*(?:its|their|the\s+\w+[’']s)\s", re.IGNORECASE)
_SURNAMES = word_set("hill green wood mill field fields bridge court row place")


_CRAFT = re.compile(
    r"(?:maker|keeper|teller|monger|grower|worker|owner|holder|writer|painter|trader|dealer|breeder|"
    r"grocer|woman|ist|grapher|ician|driver)$"
)
"""Ends of occupations that stand before a name at the start of a sentence."""
_OF_A_PLACE = re.compile(r"^(\S+\s+\S+)\s+(?:of|from|in|at)\s+(?:\S+\s+){0,3}?(\S+)$")


def _person_in(run: TitleRun, register: Register) -> str | None:
    """Return the person whom a run names, the first of "Residents Ann Lee and Bob Roe"."""
    crafted = len(run.text.split()) > 2 and _CRAFT.search(run.text.split()[0])
    if _is_person(run, register) and not crafted:
        return _bare(run.text)
    at_home = _OF_A_PLACE.match(run.text)
    if at_home and at_home.group(2).lower() in PLACE_WORDS:
        head = TitleRun(
            text=at_home.group(1), before=run.before, words=2, touches_end=False, after=""
        )
        return _bare(head.text) if _is_person(head, register) else None
    halves = run.text.split(" and ")
    first = halves[0].split()
    if len(halves) == 2 and len(first) == 1 and len(halves[1].split()) == 2:
        first = [first[0], halves[1].split()[1]]  # Ann and Bob Lee
    if first and (_folded(first[0]) in PEOPLE or (len(first) > 2 and _CRAFT.search(first[0]))):
        first = first[1:]
    elif " and " not in run.text:
        return None
    head = TitleRun(
        text=" ".join(first), before=run.before, words=len(first), touches_end=False, after=""
    )
    return _bare(head.text) if len(first) > 1 and _is_person(head, register) else None


def _person_of_body(run: TitleRun, register: Register) -> tuple[str, str] | None:
    """Part "Ann Lee of the Hill Trust", whose words are all one run in title case."""
    match = re.match(
        r"^([^\s]+(?:\s+[^\s]+){0,2}?)\s+(?:of|from|for|at)\s+(?:the\s+)?(.+)$", run.text
    )
    if not match or _folded(_bare(run.text)) in register.known:
        return None
    head = TitleRun(text=match.group(1), before=run.before, words=0, touches_end=False, after="")
    return (_bare(head.text), match.group(2)) if _is_person(head, register) else None


def _is_person(run: TitleRun, register: Register) -> bool:
    words = run.text.split()
    folded = [_folded(w) for w in words]
    if run.owns and run.after:
        return False
    body = run.before in GENERIC_BODIES or run.before == "tank"
    if any(w in _CONNECTORS for w in folded) or run.after in ROLES or body:
        return False
    if run.before in HONORIFICS:
        return True
    if _folded(_bare(run.text)) in register.known or _bare(run.text) in register.acronyms:
        return False
    if len(words) == 1:
        surname = _folded(_bare(run.text))
        return surname in register.people and not run.text.isupper()
    plain = not any(w in BODY_WORDS or w in PEOPLE for w in folded)
    plain = plain and folded[0] not in OPENING_WORDS and folded[-1] not in PLACE_WORDS - _SURNAMES
    plain = plain and (not folded[-1].endswith("ers") or folded[-1] in SURNAMES_IN_ERS)
    lower = not any(w.isupper() and len(w.strip(".")) > 1 for w in words)
    possessive = re.search(r"[’'](?:s|$)", " ".join(words[:-1]))
    plain = plain and folded[0] not in register.places
    named = 2 <= len(words) <= 4 and plain and lower and not possessive
    return named and run.before not in {"the", "at", "for", "from"}


def _is_organisation(run: TitleRun, person: str | None, register: Register) -> bool:
    words = run.text.split()
    name = _bare(run.text)
    if _folded(name) in register.known or name in register.acronyms:
        return True
    if person is None and run.owns and run.after:
        return run.after in STATEMENTS or run.after in ROLES
    if len(words) == 1 and _is_plain_word(name):
        return False
    located = len(words) > 2 and _folded(words[0]) in PEOPLE and words[1] in _WHERE
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
    folded = _folded(word)
    return folded in NOT_NAMES or folded in PEOPLE or bool(_PLURAL_PEOPLE.search(word))


_PLURAL_PEOPLE = re.compile(r"^[A-Z]?[a-z]+(?:men|women|[^s’]s)$")


def known_names(respondent_names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return folded name -> first name of the respondent, for organisations and people alike."""
    known: dict[str, str] = {}
    for respondent_id in sorted(respondent_names):
        names = tuple(respondent_names[respondent_id])
        for name in filter(None, names):
            known.setdefault(_folded(_bare(name)), names[0])
    return known


def _bare(name: str) -> str:
    """Strip an article, a possessive ending and stray marks."""
    name = re.sub(r"^(?:the|a|an)\s+", "", name.strip(" ,.’'"), flags=re.IGNORECASE)
    return re.sub(r"[’']s$", "", name).strip(" ,.’'")


def _folded(text: str) -> str:
    return text.lower().replace("’", "'")
