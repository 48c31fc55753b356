"""Who is on the scene of a press item: whom pronouns, roles and short names mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from consult.domain.segment import CONSULTER_VOICE, Voice, VoiceKind
from consult.text.cast import cast_of
from consult.text.consulter import Consulter
from consult.text.name_words import NOT_NAMES, OFFICES, PEOPLE, ROLES
from consult.text.names import AGENT, folded, without_role
from consult.text.press_cues import (
    A_SPOKESMAN,
    APPOSED,
    FIRST_NAME_BEAT,
    FOR_SOMEBODY,
    GOES_ON_SAYING,
    HIS_WORDS,
    HOUSE,
    INTRODUCED,
    IS_OFFICE,
    ITS_OFFICE,
    ITS_PAPER,
    KIND_OF_BODY,
    LEADING_OFFICE,
    MEN,
    NEAR_START,
    OUR,
    PREDICATE,
    PRONOUN,
    SPOKESMAN_OF,
    THE_ONE,
    TITLED,
    UNDERSTOOD,
    WOMEN,
)
from consult.text.speakers import (
    Register,
    Speaker,
    names_a_body,
    parse_speaker,
    title_runs,
)
from consult.text.speech import MASK, Attribution

NARRATOR = Voice(kind=VoiceKind.REPORTED)
"""The writer of a press item, whose summary is nobody's view."""


NO_FIRST_NAMES = NOT_NAMES | PEOPLE | ROLES
"""Words in title case that are nobody's first name."""


def reported(speaker: Speaker | None) -> Voice | None:
    """Return the voice of somebody whose words are told, None for nobody."""
    if speaker is None:
        return None
    return Voice(kind=VoiceKind.REPORTED, speaker=speaker.person, organisation=speaker.organisation)


_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr)\s+(?=[A-Z][\w’'\-]+(?:,|\s+[a-z]|$))")
_INTRODUCTION = 4
"""Paragraphs in which an interview says who is asked."""


class Scene:
    """The people and bodies of one press item as far as it has been read.

    What is public is read and set by the one reader that reads the item from top to bottom.
    """

    def __init__(self, consulter: Consulter, register: Register) -> None:
        self.consulter = consulter
        self.register = register
        self.quoting: Voice | None = None
        """Whose words the last quotation held."""
        self.body_is_consulter = False
        self.person_is_consulter = False
        self.carry = False
        """Whether narration goes on retelling the consulter's paper."""
        self.spokesman: Voice | None = None
        """Whose unnamed spokesman has just spoken, who "he" then is."""
        self.mentioned: Speaker | None = None
        """The last person met in narration, while nobody has spoken yet."""
        self.titled: frozenset[str] = frozenset()
        """Surnames to which the item puts "Mr", "Dr" or the like."""
        self.men: frozenset[str] = frozenset()
        self.women: frozenset[str] = frozenset()
        """First or last names to which the item puts "Ms", "Dame" or the like."""
        self.house: str | None = None
        """Whose publication the item is, where it says so and is not the consulter's."""

    def set(self, text: str, hidden: Sequence[str]) -> None:
        """Look over an item before it is read; ``hidden`` are its blocks, quotations masked."""
        self.titled = frozenset(TITLED.findall(text))
        self.men = frozenset(MEN.findall(text))
        self.women = frozenset(WOMEN.findall(text))
        self.register.cast = cast_of("\n\n".join(hidden))
        self.house = next((m.group(1).strip() for m in map(HOUSE.search, hidden[:4]) if m), None)
        if self.house:
            self.register.bodies.append(self.house)

    def voice_of_subject(self, subject: str) -> Voice | None:
        """Return whom a subject names, and remember them; None when it names nobody."""
        self.spokesman = None
        speaks = self.consulter.speaks_in(subject) or self._is_of_the_consulter(subject)
        if speaks or self.consulter.is_named_by(subject):
            told = [r for r in title_runs(subject) if not self.consulter.is_named_by(r.text)]
            person = bool(told) and (speaks or told[-1].words > 1)
            self.person_is_consulter = self.person_is_consulter or person
            named = parse_speaker(subject, Register()) if speaks else None
            self._note_of_consulter(named, subject)
            self.body_is_consulter = True
            return CONSULTER_VOICE
        speaker = parse_speaker(subject, self.register)
        if speaker is None:
            return None
        if speaker.person and not speaker.organisation and self.house and OUR.match(subject):
            speaker = self.register.note(Speaker(speaker.person, self.house))
        if speaker.organisation and self.consulter.is_named_by(speaker.organisation):
            self.body_is_consulter = self.person_is_consulter = True
            if speaker.person and " " in speaker.person:
                self.consulter = self.consulter.with_person(speaker.person)
            return CONSULTER_VOICE
        if speaker.person and self.consulter.is_named_by(speaker.person):
            self.person_is_consulter = True
            return CONSULTER_VOICE
        if speaker.person:
            self.person_is_consulter = False
        if speaker.organisation:
            self.body_is_consulter = False
        voice = reported(speaker)
        unnamed = speaker.person is None and SPOKESMAN_OF.match(subject)
        self.spokesman = voice if unnamed else None
        return voice

    def _note_of_consulter(self, named: Speaker | None, subject: str) -> None:
        """Remember a person of the consulter by a full name, or as "Ms Lee"."""
        if named is None or named.person is None:
            return
        title = _TITLE.match(subject)
        whole = f"{title.group()}{named.person}" if title else named.person
        if " " in whole:
            self.consulter = self.consulter.with_person(whole)

    def voice_of_pronoun(self, pronoun: re.Match[str]) -> Voice | None:
        """Return who is meant by "she", "they", "it" or "this", or None."""
        person, body, this = pronoun.groups()
        latest = self.register.latest
        if person and person.lower() == "they" and latest and not latest.person:
            return CONSULTER_VOICE if self.body_is_consulter else reported(latest)
        if person and self.spokesman and person.lower() in {"he", "she"}:
            return self.spokesman
        if person:
            if self.person_is_consulter:
                return CONSULTER_VOICE
            return reported(self.meant_by(person.lower()) or self.mentioned)
        if this:
            return CONSULTER_VOICE if self.carry else None
        if body and self.body_is_consulter:
            return CONSULTER_VOICE
        return reported(self.register.last_body)

    def voice_of_last(self, attribution: Attribution, sentence: str) -> Voice | None:
        """Return who is meant by "his words", "a spokeswoman" or "the former nurse", or None."""
        subject = attribution.subject.strip()
        if self.register.last_body and ITS_PAPER.match(subject):
            return CONSULTER_VOICE if self.body_is_consulter else reported(self.register.last_body)
        his = HIS_WORDS.match(subject) if MASK in sentence else None
        if his:
            return reported(self.meant_by({"his": "he", "her": "she"}[his.group(1).lower()]))
        last = self.register.last_body
        if A_SPOKESMAN.match(subject) and self.body_is_consulter:
            return CONSULTER_VOICE
        if last and A_SPOKESMAN.match(subject) and self.register.latest == last:
            return CONSULTER_VOICE if self.body_is_consulter else reported(last)
        if self._is_last_person(subject):
            person = self.register.last_person
            return CONSULTER_VOICE if self.person_is_consulter else reported(person)
        if attribution.verb == "said" and GOES_ON_SAYING.match(subject):
            return self.quoting
        return None

    def meant_by(self, pronoun: str) -> Speaker | None:
        """Return the last person of whom a "he" or "she" may be said."""
        last = self.register.last_person
        other = {"he": self.women, "she": self.men}.get(pronoun, frozenset())
        if last is None or last.person is None or not other & set(last.person.split()):
            return last
        people = reversed(tuple(self.register.people.values()))
        return next((p for p in people if p.person and not other & set(p.person.split())), last)

    def interviewed(self, text: str) -> Speaker | None:
        """Return whom an interview names first."""
        lower = folded(text)
        people = [p for p in self.register.cast.full if folded(p) in lower]
        first = min(people, key=lambda p: lower.index(folded(p)), default=None)
        if first:
            return self.register.note(self._introduced(first, text) or Speaker(first))
        for paragraph in text.split("\n\n")[:_INTRODUCTION]:
            met = parse_speaker(paragraph[:200].partition(". ")[0], self.fresh())
            if met and met.person:
                return self.register.note(met)
        return None

    def _introduced(self, name: str, text: str) -> Speaker | None:
        """Return a person with the body that an apposition right after the name holds."""
        apposed = re.search(rf"{re.escape(name)},\s+[^.;:,□]{{2,90}}(?=[,.])", text)
        held = parse_speaker(apposed.group(), self.fresh()) if apposed else None
        return held if held and held.person == name else None

    def fresh(self) -> Register:
        """Return a register that knows the item's names and nobody met in it."""
        register = self.register
        return Register(known=register.known, places=register.places, cast=register.cast)

    def note_bodies(self, sentence: str) -> None:
        """Remember bodies that an apposition explains: "That worries Afloat, a charity"."""
        for match in APPOSED.finditer(sentence[:600]):
            if not self.consulter.is_named_by(match.group(1)):
                self.register.bodies.append(match.group(1))
                self.register.note(Speaker(None, match.group(1)))
                self.body_is_consulter = False
        opening = sentence.partition(" ")[0]
        if PRONOUN.match(opening) and opening not in {"I", "We"}:
            return
        for match in INTRODUCED.finditer(sentence[:600]):
            phrase = match.group(1) + sentence[match.end(1) : match.end(1) + 90]
            self._introduce(without_role(match.group(1)), re.split(r"[;:.□]", phrase)[0])

    def note_subject(self, sentence: str) -> Speaker | None:
        """Remember whom narration opens with, to whom "she" in the next line points."""
        sentence = UNDERSTOOD.sub("", sentence)
        self._note_people(sentence)
        self._note_office(sentence)
        subject = PREDICATE.split(sentence, maxsplit=1)[0].strip(" ,")
        somebody = FOR_SOMEBODY.match(sentence)
        subject = somebody.group(1) if somebody else subject
        if not subject or len(subject.split()) > 20:
            return None
        speaks = self.consulter.speaks_in(subject)
        if speaks:
            self.voice_of_subject(subject)
        if speaks or self.consulter.is_named_by(subject):
            return None
        beat = FIRST_NAME_BEAT.match(sentence.lstrip())
        if beat and folded(beat.group(1)) not in NO_FIRST_NAMES and not self._is_body(beat):
            return self.register.note(Speaker(beat.group(1)))
        speaker = parse_speaker(subject, self.fresh())
        name = speaker and (speaker.person or speaker.organisation)
        if not speaker or not name or not name[:1].isupper():
            return None
        short = name.split()[-1] if speaker.person else name
        if not 0 <= sentence.find(short) <= NEAR_START:
            return None
        met_before = short.lower() in self.register.people
        alone = self.register.cast.has_person(name)
        if speaker.person and (met_before or alone or " " in speaker.person):
            self.person_is_consulter = self.consulter.is_named_by(speaker.person)
            return parse_speaker(subject, self.register)
        if speaker.organisation and (KIND_OF_BODY.match(subject) or self._is_plain_body(name)):
            self.body_is_consulter = self.consulter.is_named_by(speaker.organisation)
            return parse_speaker(subject, self.register)
        return None

    def _is_plain_body(self, name: str) -> bool:
        """Whether a name is a body's by its words, by the piece, or by the consulter's place."""
        local = name.partition(" ")[0].lower() in self.register.places and " " in name
        return local or (" " in name and names_a_body(name)) or self.register.cast.has_body(name)

    def _introduce(self, name: str, phrase: str) -> None:
        """Remember whom narration brings in, who "she" or "they" then is."""
        if self.consulter.is_named_by(name):
            return
        if self.register.cast.has_body(name):
            self.register.note(Speaker(None, name))
            self.body_is_consulter = False
        elif self.register.cast.has_person(name):
            held = parse_speaker(phrase, self.fresh())
            known = held and held.person and held.person.endswith(name.rsplit(maxsplit=1)[-1])
            self.register.note(held if held and known else Speaker(name))
            self.register.note_roles(phrase, self.register.last_person or Speaker(name))
            self.person_is_consulter = False

    def _note_people(self, sentence: str) -> None:
        """Remember people whom narration names, by the titles they have elsewhere."""
        people = [run.text for run in title_runs(sentence[:400]) if self._is_somebody(run.text)]
        if len(people) == 1 and MASK not in sentence:
            self.register.note(Speaker(people[0]))
            self.person_is_consulter = self.consulter.is_named_by(people[0])
        for run in title_runs(sentence[:400]):
            words = run.text.removesuffix("’s").split()
            if 2 <= len(words) <= 3 and words[-1] in self.titled and words[0] not in self.titled:
                self.register.note(Speaker(" ".join(words)))
                self.person_is_consulter = self.consulter.is_named_by(" ".join(words))
            elif self.register.last_person is None and MASK not in sentence:
                met = parse_speaker(run.text, self.fresh())
                self.mentioned = met if met and met.person and not met.organisation else None

    def _is_body(self, beat: re.Match[str]) -> bool:
        name = beat.group(1)
        return self.register.cast.has_body(name) or names_a_body(name)

    def _is_somebody(self, name: str) -> bool:
        return " " in name and self.register.cast.has_person(name)

    def _note_office(self, sentence: str) -> None:
        """Remember the body of whom narration says what they are: "Ann Lee is head of X"."""
        match = IS_OFFICE.match(sentence)
        if match is None:
            return
        name, verb, rest = match.groups()
        link = "" if verb in {"is", "was"} else f"who {verb} "
        held = parse_speaker(f"{name.strip()}, {link}{rest}", self.fresh())
        if held and held.person and held.organisation and " " in held.person:
            self.register.note(held)

    def _is_of_the_consulter(self, subject: str) -> bool:
        """Whether "its director" or "area manager X" is the consulter's, just spoken of."""
        if not self.body_is_consulter:
            return False
        named = next(title_runs(subject), None)
        if self.register.cast.has_body(subject.partition(" ")[0]):
            return False
        office = ITS_OFFICE.match(subject) and any(w in OFFICES for w in subject.lower().split())
        leads = LEADING_OFFICE.match(subject) and self.quoting == CONSULTER_VOICE
        return named is not None and bool(office or leads)

    def _is_last_person(self, subject: str) -> bool:
        """Whether "the former nurse" is whoever spoke last; an office is somebody of its own."""
        the_one = THE_ONE.match(subject)
        noun = the_one.group(1).lower() if the_one else ""
        known = AGENT.fullmatch(noun) or noun in ROLES
        spoke = self.quoting is not None and self.quoting.speaker is not None
        return bool(known and noun not in OFFICES and noun not in self.register.roles and spoke)
