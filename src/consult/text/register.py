"""The people and bodies that a document has named so far, and what they are called again by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from consult.text.cast import Cast
from consult.text.name_words import BODY_WORDS, LOOSE_BODIES, ROLES
from consult.text.names import WORD, bare, folded, title_runs


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
    cast: Cast = field(default_factory=Cast)
    """Which names the whole document shows to be bodies, and which people."""
    last_person: Speaker | None = None
    last_body: Speaker | None = None
    latest: Speaker | None = None
    """Who was noted last, a person or a body: whom "they" means."""

    def canonical(self, organisation: str) -> str:
        """Return the organisation's full name as first given, or the ledger's name for it."""
        short = bare(organisation)
        full = self.acronyms.get(short) or self.cast.owned.get(folded(short), short)
        if " " not in short and folded(short) in BODY_WORDS:
            full = next((b for b in reversed(self.bodies) if short in b.split()), full)
        elif full == short and " " not in short:
            full = self.cast.long.get(folded(short), full)
        called = (folded(full), folded(short), f"{folded(short)}'s")
        return next((self.known[name] for name in called if name in self.known), full)

    def body_called(self, noun: str) -> Speaker | None:
        """Return whom "the union" means: the last body so named, or the last of any for "group"."""
        named = [b for b in self.bodies if noun in b.lower().replace("’", "'").split()]
        if self.last_body and self.last_body.organisation:
            last = self.last_body.organisation
            if noun in LOOSE_BODIES or noun in folded(last).split():
                return self.last_body
        return Speaker(None, self.canonical(named[-1])) if named else None

    def note(self, speaker: Speaker) -> Speaker:
        """Remember a speaker, completed by what is known, and return it."""
        organisation = self.canonical(speaker.organisation) if speaker.organisation else None
        person = speaker.person
        if person:
            person = self.cast.short.get(folded(person), person)
            surname = folded(person.split()[-1])
            before = self.people.get(surname)
            if before and not _is_same(person, before.person or ""):
                before = None
            if before and before.person and (len(person.split()) == 1 or organisation is None):
                longer = person if len(person) > len(before.person) else before.person
                person, organisation = longer, organisation or before.organisation
            done = Speaker(person, organisation)
            self.people[surname] = done
            self.last_person = self.latest = done
            if organisation:
                self.last_body = Speaker(None, organisation)
            return done
        done = Speaker(None, organisation)
        self.last_body = self.latest = done
        return done

    def note_roles(self, phrase: str, speaker: Speaker) -> None:
        """Remember by which roles a phrase calls a person."""
        for word in WORD.findall(phrase):
            if folded(word) in ROLES:
                self.roles[folded(word)] = speaker

    def of_initials(self, letters: str) -> str | None:
        """Return the person whom minutes call "AL": the last named whose initials these are."""
        if not (2 <= len(letters) <= 3 and letters.isupper()) or letters in self.acronyms:
            return None
        named = [one.person for one in reversed(self.people.values()) if one.person]
        named.extend(self.cast.full)
        return next((p for p in named if "".join(w[0] for w in p.split()) == letters), None)

    def completed(self, person: str) -> str | None:
        """Return the body that a person was anywhere said to speak for."""
        known = self.people.get(folded(person.rsplit(maxsplit=1)[-1]))
        return known.organisation if known and known.person == person else None

    def read_names(self, text: str) -> None:
        """Learn ``Some Long Name (SLN)`` pairs, and bodies by which a short form is known."""
        for run in title_runs(text):
            if " " in bare(run.text) and any(folded(w) in BODY_WORDS for w in run.text.split()):
                self.bodies.append(bare(run.text))
        for match in re.finditer(r"\(([A-Z][A-Za-z&]{1,9})\)", text):
            acronym = match.group(1)
            if sum(c.isupper() for c in acronym) < 2:
                continue
            runs = list(title_runs(text[max(0, match.start() - 120) : match.start()]))
            letters = {word[0].lower() for word in runs[-1].text.split()} if runs else set()
            if acronym[0].lower() not in letters:
                continue
            if runs[-1].touches_end and runs[-1].words > 1:
                self.acronyms.setdefault(acronym, bare(runs[-1].text))


def _is_same(name: str, before: str) -> bool:
    """Whether two names with one surname may be one person's: "Lee" and "Ann Lee", "A. Lee" too."""
    shorter, longer = sorted((name.split(), before.split()), key=len)
    given = longer[:-1]
    return (
        all(
            any(word == one or (len(word.strip(".")) == 1 and one[0] == word[0]) for one in given)
            for word in shorter[:-1]
        )
        or len(longer[0].strip(".")) == 1
    )


def known_names(respondent_names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return folded name -> first name of the respondent, for organisations and people alike."""
    known: dict[str, str] = {}
    for respondent_id in sorted(respondent_names):
        names = tuple(respondent_names[respondent_id])
        for name in filter(None, names):
            known.setdefault(folded(bare(name)), names[0])
    return known
