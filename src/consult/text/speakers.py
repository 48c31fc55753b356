"""Who is named in the subject of a sentence: people, organisations and their roles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field


def word_set(listing: str) -> frozenset[str]:
    """Return the words of a listing, which are set apart by white space."""
    return frozenset(listing.split())


_ROLES = word_set(
    "president chair chairman chairwoman chairperson vice-chair vice-president chief executive "
    "director head leader deputy manager secretary spokesperson spokesman spokeswoman minister "
    "commissioner councillor founder co-founder member officer lead coordinator co-ordinator "
    "principal headteacher teacher adviser advisor analyst campaigner organiser trustee convener "
    "mayor bishop treasurer partner boss ceo co-chair assistant associate interim acting former "
    "vice executive shadow solicitor economist researcher resident chancellor warden governor "
    "ambassador owner landlord barrister surveyor"
)
_HONORIFICS = word_set("mr mrs ms miss dr prof professor sir dame lord lady baroness cllr rev mp")
_ORGANISATION_WORDS = word_set(
    "association bureau council trust society group union foundation federation network alliance "
    "institute university college school board department ministry office authority agency "
    "commission committee party service services charity partnership forum club centre campaign "
    "friends ltd limited plc uk academy church police nhs company fund housing parish chamber "
    "confederation congress league guild coalition collective cooperative co-operative hospital "
    "library museum ombudsman inspectorate government parliament assembly team project "
    "elders walkers together outdoors matters watch action concern england wales scotland "
    "hub initiative consortium body buses farmers "
    "traders watchdog clinic homes care panel institution conservancy rangers volunteers movement"
)
_CONNECTORS = word_set("of for and the & in on de la to")
_GENERIC_BODIES = word_set(
    "charity association union council group federation organisation society trust bureau body "
    "network alliance foundation institute campaign party company firm agency authority club forum "
    "coalition chamber partnership department ministry board committee regulator watchdog school "
    "university church"
)
_STATEMENTS = word_set(
    "report response statement survey research submission study briefing letter website manifesto "
    "analysis evidence blog poll spokesperson chief senior deputy general policy national head"
)
_PEOPLE = word_set(
    "mother father parent parents resident residents campaigner campaigners villager villagers "
    "critics experts teachers nurses doctors drivers cyclists shopkeepers traders neighbours "
    "farmers protesters users carers passengers commuters pupils students activists adults people "
    "members workers families staff professionals councillors pensioner pensioners grandmother "
    "grandfather woman man motorist motorists shopper shoppers walkers opponents supporters"
)
_WORD = re.compile(r"[^\W_](?:[\w&’'.\-]*[\w’'])?|&")


def names_a_body(name: str) -> bool:
    """Whether a name holds a word of organisations, such as "Team" or "Trust"."""
    return any(_folded(word) in _ORGANISATION_WORDS for word in name.split())


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
    last_person: Speaker | None = None
    last_body: Speaker | None = None

    def canonical(self, organisation: str) -> str:
        """Return the organisation's full name as first given, or the ledger's name for it."""
        bare = _bare(organisation)
        full = self.acronyms.get(bare, bare)
        if " " not in bare and _folded(bare) in _ORGANISATION_WORDS:
            full = next((b for b in reversed(self.bodies) if bare in b.split()), full)
        return self.known.get(_folded(full)) or self.known.get(_folded(bare)) or full

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

    def read_names(self, text: str) -> None:
        """Learn ``Some Long Name (SLN)`` pairs, and bodies by which a short form is known."""
        for run in title_runs(text):
            if run.words > 1 and any(_folded(w) in _ORGANISATION_WORDS for w in run.text.split()):
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
        if broken and run:
            yield _run(text, run, before)
            run, linked = [], []
        last = index + 1 == len(words) or not words[index + 1].group()[0].isupper()
        is_role = _is_role(folded, word) and not (run and last)
        if word[0].isupper() and folded not in _HONORIFICS and not is_role:
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


def _is_role(folded: str, word: str) -> bool:
    """Whether a capitalised word is a role, which stands outside names; acronyms are none."""
    if word.isupper() and len(word) > 1 and folded != "ceo":
        return False
    return folded in _ROLES or (folded in _PEOPLE and not folded.endswith("s"))


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
    person: str | None = None
    organisation: str | None = None
    named = _RELATIVE_ASIDE.sub(",", phrase)
    for run in title_runs(named):
        if person is None and _is_person(run, register):
            person = _bare(run.text)
        elif person is None and organisation is None and (both := _person_of_body(run, register)):
            person, organisation = both
        elif organisation is None and _is_organisation(run, person, register):
            organisation = run.text
    if person and not organisation and _ITS.search(phrase) and register.last_body:
        organisation = register.last_body.organisation
    if person or organisation:
        return register.note(Speaker(person, organisation))
    words = [w.group().lower() for w in _WORD.finditer(phrase)]
    if words and words[0] in {"the", "its"} and len(words) <= 3 and words[-1] in _GENERIC_BODIES:
        return register.last_body
    if 0 < len(words) <= 8 and any(w in _PEOPLE for w in words):
        return Speaker(person=phrase.strip(" ,"))
    return None


_RELATIVE_ASIDE = re.compile(
    r",\s+(?:who|whose|which)\s+(?!(?:\w+ly\s+)?(?:chairs?|leads?|led|runs?|heads?|represents?|"
    r"works?|founded|is|was)\b)[^,]*(?:,|$)"
)


_ITS = re.compile(r"(?:^|,)\s*(?:its|their|the\s+\w+[’']s)\s", re.IGNORECASE)
_SURNAMES_IN_ERS = word_set(
    "rogers summers chambers myers meyers sanders saunders powers waters rivers peters walters "
    "winters masters withers flowers sellers carruthers smithers bowers ayers byers childers"
)


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
    body = run.before in _GENERIC_BODIES or run.before == "tank"
    if any(w in _CONNECTORS for w in folded) or run.after in _ROLES or body:
        return False
    if run.before in _HONORIFICS:
        return True
    if _folded(_bare(run.text)) in register.known or _bare(run.text) in register.acronyms:
        return False
    if len(words) == 1:
        surname = _folded(_bare(run.text))
        return surname in register.people and not run.text.isupper()
    plain = not any(w in _ORGANISATION_WORDS or w in _PEOPLE for w in folded)
    plain = plain and (not folded[-1].endswith("ers") or folded[-1] in _SURNAMES_IN_ERS)
    lower = not any(w.isupper() and len(w.strip(".")) > 1 for w in words)
    possessive = re.search(r"[’'](?:s|$)", " ".join(words[:-1]))
    named = 2 <= len(words) <= 4 and plain and lower and not possessive
    return named and run.before not in {"the", "at", "for", "from"}


def _is_organisation(run: TitleRun, person: str | None, register: Register) -> bool:
    words = run.text.split()
    name = _bare(run.text)
    if _folded(name) in register.known or name in register.acronyms:
        return True
    if person is None and run.owns and run.after:
        return run.after in _STATEMENTS or run.after in _ROLES
    if len(words) == 1 and (_folded(name) in _NOT_NAMES or _folded(name) in _PEOPLE):
        return False
    if len(words) > 1 or run.text.isupper():
        return True
    if run.before in {"of", "at", "for", "from", "with", "by"}:
        return True
    return person is None and (not run.after or run.after in _ROLES or run.owns)


_NOT_NAMES = word_set(
    "the a an in on at it he she they we i this that these those while when where but and however "
    "also if as its their his her one many some most all our my you your who monday tuesday "
    "wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december yesterday today speaking responding commenting writing "
    "meanwhile asked last first second third finally there here what why how no not yes both "
    "according since after before despite although because local other another "
    "critics mps general cabinet charities ministers unions officials"
)


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
