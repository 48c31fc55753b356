"""Who speaks in a press item: quoted, reported, the consulter, or the narrator."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from consult.domain.document import BlockKind, Document, Span
from consult.domain.segment import CONSULTER_VOICE, Voice, VoiceKind
from consult.text.cast import cast_of
from consult.text.consulter import Consulter
from consult.text.interviews import interview_turns
from consult.text.name_words import OFFICES
from consult.text.names import folded, without_role
from consult.text.press_cues import (
    A_SOURCE,
    APPOSED,
    FOR_SOMEBODY,
    FOREWORD,
    GOES_ON,
    GOES_ON_SAYING,
    HAD,
    INTRODUCED,
    IS_OFFICE,
    ITS_OFFICE,
    KIND_OF_BODY,
    LEADING_OFFICE,
    LOOKS_BACK,
    MEN,
    MOSTLY,
    NEAR_START,
    PLAIN_SAYING,
    PREDICATE,
    PRONOUN,
    QUOTE_MARKS,
    SAYING,
    SPEAKING_FOR,
    TITLED,
    TO_CONSULTER,
    WE,
    WE_CONSULT,
    WOMEN,
    WOULD,
)
from consult.text.retold import begins_with_another, is_bare_mention, tells_of_plans
from consult.text.speakers import (
    Register,
    Speaker,
    names_a_body,
    parse_speaker,
    title_runs,
    unnamed,
)
from consult.text.speech import MASK, Attribution, attributions, masked, quoted, share_quoted

NARRATOR = Voice(kind=VoiceKind.REPORTED)
"""The writer of a press item, whose summary is nobody's view."""


class PressReader:
    """Reads one press item from top to bottom and says who speaks in each sentence."""

    def __init__(self, consulter: Consulter, known: Mapping[str, str]) -> None:
        self._consulter = consulter
        self._register = Register(known=dict(known), places=consulter.own_words)
        self._quoting: Voice | None = None
        """Whose words the last quotation held."""
        self._body_is_consulter = False
        self._person_is_consulter = False
        self._carry = False
        """Whether narration goes on retelling the consulter's paper."""
        self._open = False
        self._before: Voice | None = None
        """Whose statement the sentence read last was, quotations within it left out."""
        self._subject: Speaker | None = None
        """Whom the sentence read last opens with."""
        self._spoken = False
        """Whether it says that somebody speaks, known or not."""
        self._mentioned: Speaker | None = None
        """The last person met in narration, while nobody has spoken yet."""
        self._titled: frozenset[str] = frozenset()
        """Surnames to which the item puts "Mr", "Dr" or the like."""
        self._men: frozenset[str] = frozenset()
        self._women: frozenset[str] = frozenset()
        """First or last names to which the item puts "Ms", "Dame" or the like."""
        self._ours = False
        """Whether the item is the consulter's own newsletter, in which "we" are the consulter."""

    def read(self, document: Document, sentences: Sequence[Sequence[Span]]) -> list[list[Voice]]:
        """Return the voice of every sentence of every block."""
        told: list[list[Voice]] = []
        self._titled = frozenset(TITLED.findall(document.text))
        self._men = frozenset(MEN.findall(document.text))
        self._women = frozenset(WOMEN.findall(document.text))
        hidden = _hidden(document)
        self._register.cast = cast_of("\n\n".join(hidden))
        self._ours = any(WE_CONSULT.search(text) for text in hidden)
        turns = interview_turns([document.text[b.start : b.end] for b in document.blocks])
        for index, (block, cuts) in enumerate(zip(document.blocks, sentences, strict=True)):
            if index in turns:
                told.append([self._turn(turns[index], document.text)] * len(cuts))
                continue
            if block.kind in {BlockKind.HEADING, BlockKind.FURNITURE}:
                self._carry = False
                told.append([NARRATOR] * len(cuts))
                continue
            text = document.text[block.start : block.end]
            told.append(self._read_block(text, cuts, told))
        return [[self._completed(voice) for voice in voices] for voices in told]

    def _turn(self, label: str | None, text: str) -> Voice:
        """Return whose a turn of an interview is, by its label; the questions are narration."""
        if label is None:
            return NARRATOR
        named = parse_speaker(label, self._register) if label else self._interviewed(text)
        voice = _reported(named or Speaker(label or None)) or NARRATOR
        self._quoting, self._person_is_consulter = voice, False
        return voice

    def _interviewed(self, text: str) -> Speaker | None:
        """Return whom an interview names first."""
        lower = folded(text)
        people = [p for p in self._register.cast.full if folded(p) in lower]
        first = min(people, key=lambda p: lower.index(folded(p)), default=None)
        return self._register.note(Speaker(first)) if first else None

    def _fresh(self) -> Register:
        register = self._register
        return Register(known=register.known, places=register.places, cast=register.cast)

    def _completed(self, voice: Voice) -> Voice:
        """Give a person the body that the item names only later."""
        if voice.speaker is None or voice.organisation is not None:
            return voice
        body = self._register.completed(voice.speaker)
        return _reported(Speaker(voice.speaker, body)) or voice

    def _read_block(
        self, text: str, cuts: Sequence[Span], before: list[list[Voice]]
    ) -> list[Voice]:
        regions, still_open = quoted(text, opened=self._open)
        continues = self._open and bool(regions) and regions[0].start == 0
        hidden = masked(text, regions)
        self._register.read_names(hidden)
        stated: list[Voice | None] = []
        retold: list[bool] = []
        met: list[Speaker | None] = []
        speaking = self._quoting if continues or text.lstrip(" *_")[:1] in QUOTE_MARKS else None
        for cut in cuts:
            sentence = hidden[cut.start : cut.end]
            voice = self._stated(sentence)
            met.append(self._subject)
            if not stated and not (GOES_ON.match(sentence) or WOULD.search(sentence)):
                self._carry = False
            if not stated:
                self._look_back(sentence, before)
            stated.append(voice)
            self._before = voice
            if voice is not None:
                self._quoting = voice
            self._settle(sentence, voice)
            if voice is None and self._spoken:
                self._carry = False
            retold.append(self._carry)
        self._open = still_open
        voices: list[Voice] = []
        for index, own in enumerate(stated):
            sentence = hidden[cuts[index].start : cuts[index].end]
            if own is not None:
                voices.append(own)
            elif share_quoted(sentence) >= MOSTLY:
                inside = self._quoted_voice(text, cuts, regions, stated, index)
                carried = CONSULTER_VOICE if retold[index] else NARRATOR
                beat = None if inside else _reported(_last_person(met[: index + 1]))
                self._quoting = inside or beat or self._quoting
                voices.append(inside or beat or speaking or carried)
            else:
                voices.append(CONSULTER_VOICE if retold[index] else NARRATOR)
        return voices

    def _settle(self, sentence: str, voice: Voice | None) -> None:
        if voice is not None:
            # What a spokesperson says aloud ends the retelling, what the paper says does not.
            opening = sentence.partition(MASK)[0].partition(",")[0]
            aloud = share_quoted(sentence) >= MOSTLY and (
                self._consulter.speaks_in(opening) or not self._consulter.is_named_by(opening)
            )
            self._carry = voice.kind is VoiceKind.CONSULTER and not aloud
        elif share_quoted(sentence) < MOSTLY and begins_with_another(sentence, self._consulter):
            self._carry = False

    def _stated(self, sentence: str) -> Voice | None:
        """Return whose statement a masked sentence says it is, or None."""
        self._note_bodies(sentence)
        behalf = SPEAKING_FOR.search(sentence)
        if behalf:
            sentence = sentence[: behalf.start()] + sentence[behalf.end() :].lstrip()
        named = self._subject = self._note_subject(sentence)
        self._spoken = False
        for attribution in attributions(sentence):
            self._spoken = (
                self._spoken or attribution.verb in PLAIN_SAYING or attribution.verb == "stands"
            )
            voice = self._voice_of(attribution, sentence)
            if voice is not None:
                return self._on_behalf(voice, behalf.group(1)) if behalf else voice
        if named is not None and SAYING.search(sentence):
            return _reported(named)
        opening = sentence.lstrip(" *_").split(MASK)[0]
        if self._consulter.is_named_by(opening) and not is_bare_mention(opening):
            self._body_is_consulter = True
            return CONSULTER_VOICE
        if self._ours and WE.search(sentence):
            return CONSULTER_VOICE
        if tells_of_plans(sentence, self._consulter):
            self._body_is_consulter = True
            return CONSULTER_VOICE
        had = HAD.match(sentence)
        if had and self._before is not None and self._before.speaker:
            return _reported(self._meant_by(had.group(1).lower()))
        looks_back = LOOKS_BACK.match(sentence.strip())
        return self._voice_of_subject(looks_back.group(1)) if looks_back else None

    def _on_behalf(self, voice: Voice, body: str) -> Voice:
        """Give who is "speaking for" a body that body, or the consulter its own spokesperson."""
        if self._consulter.is_named_by(body):
            self._body_is_consulter = self._person_is_consulter = True
            return CONSULTER_VOICE
        if voice.speaker is None or voice.organisation is not None:
            return voice
        return _reported(self._register.note(Speaker(voice.speaker, body))) or voice

    def _note_bodies(self, sentence: str) -> None:
        """Remember bodies that an apposition explains: "That worries Afloat, a charity"."""
        for match in APPOSED.finditer(sentence[:600]):
            if not self._consulter.is_named_by(match.group(1)):
                self._register.bodies.append(match.group(1))
                self._register.note(Speaker(None, match.group(1)))
                self._body_is_consulter = False
        if PRONOUN.match(sentence.partition(" ")[0]):
            return
        for match in INTRODUCED.finditer(sentence[:600]):
            self._introduce(without_role(match.group(1)))

    def _introduce(self, name: str) -> None:
        """Remember whom narration brings in, who "she" or "they" then is."""
        if self._consulter.is_named_by(name):
            return
        if self._register.cast.has_body(name):
            self._register.note(Speaker(None, name))
            self._body_is_consulter = False
        elif self._register.cast.has_person(name) and " " in name:
            self._register.note(Speaker(name))
            self._person_is_consulter = False

    def _note_people(self, sentence: str) -> None:
        """Remember people whom narration names, by the titles they have elsewhere."""
        for run in title_runs(sentence[:400]):
            words = run.text.removesuffix("’s").split()
            if 2 <= len(words) <= 3 and words[-1] in self._titled and words[0] not in self._titled:
                self._register.note(Speaker(" ".join(words)))
                self._person_is_consulter = self._consulter.is_named_by(" ".join(words))
            elif self._register.last_person is None and MASK not in sentence:
                met = parse_speaker(run.text, self._fresh())
                self._mentioned = met if met and met.person and not met.organisation else None

    def _note_office(self, sentence: str) -> None:
        """Remember the body of whom narration says what they are: "Ann Lee is head of X"."""
        match = IS_OFFICE.match(sentence)
        if match is None:
            return
        name, verb, rest = match.groups()
        link = "" if verb in {"is", "was"} else f"who {verb} "
        held = parse_speaker(f"{name.strip()}, {link}{rest}", self._fresh())
        if held and held.person and held.organisation and " " in held.person:
            self._register.note(held)

    def _note_subject(self, sentence: str) -> Speaker | None:
        """Remember whom narration opens with, to whom "she" in the next line points."""
        self._note_people(sentence)
        self._note_office(sentence)
        subject = PREDICATE.split(sentence, maxsplit=1)[0].strip(" ,")
        somebody = FOR_SOMEBODY.match(sentence)
        subject = somebody.group(1) if somebody else subject
        if not subject or len(subject.split()) > 20 or self._consulter.is_named_by(subject):
            return None
        if self._consulter.speaks_in(subject):
            self._voice_of_subject(subject)
            return None
        speaker = parse_speaker(subject, self._fresh())
        name = speaker and (speaker.person or speaker.organisation)
        if not speaker or not name or not name[:1].isupper():
            return None
        short = name.split()[-1] if speaker.person else name
        if not 0 <= sentence.find(short) <= NEAR_START:
            return None
        met_before = short.lower() in self._register.people
        if speaker.person and (met_before or " " in speaker.person):
            self._person_is_consulter = self._consulter.is_named_by(speaker.person)
            return parse_speaker(subject, self._register)
        if speaker.organisation and KIND_OF_BODY.match(subject):
            self._body_is_consulter = self._consulter.is_named_by(speaker.organisation)
            return parse_speaker(subject, self._register)
        local = name.partition(" ")[0].lower() in self._register.places and " " in name
        a_body = names_a_body(speaker.organisation or "")
        a_body = a_body or self._register.cast.has_body(speaker.organisation or "")
        if speaker.organisation and (local or a_body):
            self._body_is_consulter = self._consulter.is_named_by(speaker.organisation)
            return parse_speaker(subject, self._register)
        return None

    def _voice_of(self, attribution: Attribution, sentence: str) -> Voice | None:
        subject = attribution.subject.strip()
        pronoun = PRONOUN.match(subject)
        if pronoun:
            return self._voice_of_pronoun(pronoun)
        if attribution.verb == "said" and GOES_ON_SAYING.match(subject):
            return self._quoting
        if A_SOURCE.match(subject):
            self._person_is_consulter = False
            return Voice(kind=VoiceKind.REPORTED, speaker=subject)
        if attribution.verb == "told":
            listener = TO_CONSULTER.match(sentence[attribution.start :])
            generic = parse_speaker(subject, self._fresh())
            if (
                listener
                and self._consulter.is_named_by(listener.group(1))
                and (
                    generic is None or (generic.organisation is None and generic.person == subject)
                )
            ):
                return CONSULTER_VOICE
        if FOREWORD.search(sentence[: attribution.start]) and self._consulter.mentions(sentence):
            self._person_is_consulter = True
            parse_speaker(subject, self._register)
            return CONSULTER_VOICE
        voice = self._voice_of_subject(subject)
        if voice is None and MASK in sentence and (one := unnamed(subject)):
            self._person_is_consulter = False
            return Voice(kind=VoiceKind.REPORTED, speaker=one)
        generic_person = voice is not None and voice.speaker == subject.strip(" ,")
        if (
            generic_person
            and subject.split()[-1].islower()
            and (attribution.verb not in PLAIN_SAYING)
        ):
            return None
        return voice

    def _voice_of_pronoun(self, pronoun: re.Match[str]) -> Voice | None:
        person, body, this = pronoun.groups()
        latest = self._register.latest
        if person and person.lower() == "they" and latest and not latest.person:
            return CONSULTER_VOICE if self._body_is_consulter else _reported(latest)
        if person:
            if self._person_is_consulter:
                return CONSULTER_VOICE
            return _reported(self._meant_by(person.lower()) or self._mentioned)
        if this:
            return CONSULTER_VOICE if self._carry else None
        if body and self._body_is_consulter:
            return CONSULTER_VOICE
        return _reported(self._register.last_body)

    def _meant_by(self, pronoun: str) -> Speaker | None:
        """Return the last person of whom a "he" or "she" may be said."""
        last = self._register.last_person
        other = {"he": self._women, "she": self._men}.get(pronoun, frozenset())
        if last is None or last.person is None or not other & set(last.person.split()):
            return last
        people = reversed(tuple(self._register.people.values()))
        return next((p for p in people if p.person and not other & set(p.person.split())), last)

    def _voice_of_subject(self, subject: str) -> Voice | None:
        speaks = self._consulter.speaks_in(subject) or self._is_of_the_consulter(subject)
        if speaks or self._consulter.is_named_by(subject):
            person = speaks and any(title_runs(subject))
            self._person_is_consulter = self._person_is_consulter or person
            named = parse_speaker(subject, Register()) if speaks else None
            if named and named.person and " " in named.person:
                self._consulter = self._consulter.with_person(named.person)
            self._body_is_consulter = True
            return CONSULTER_VOICE
        speaker = parse_speaker(subject, self._register)
        if speaker is None:
            return None
        if speaker.organisation and self._consulter.is_named_by(speaker.organisation):
            self._body_is_consulter = self._person_is_consulter = True
            return CONSULTER_VOICE
        if speaker.person:
            self._person_is_consulter = False
        if speaker.organisation:
            self._body_is_consulter = False
        return _reported(speaker)

    def _is_of_the_consulter(self, subject: str) -> bool:
        """Whether "its director" or "area manager X" is the consulter's, just spoken of."""
        if not self._body_is_consulter:
            return False
        named = next(title_runs(subject), None)
        office = ITS_OFFICE.match(subject) and any(w in OFFICES for w in subject.lower().split())
        leads = LEADING_OFFICE.match(subject) and self._quoting == CONSULTER_VOICE
        return named is not None and bool(office or leads)

    def _look_back(self, sentence: str, before: list[list[Voice]]) -> None:
        """Give the paragraph before to whom "That was a conclusion of …" names."""
        match = LOOKS_BACK.match(sentence.strip())
        voice = self._voice_of_subject(match.group(1)) if match else None
        if voice is not None and before and all(v == NARRATOR for v in before[-1]):
            before[-1] = [voice] * len(before[-1])

    def _quoted_voice(
        self,
        text: str,
        cuts: Sequence[Span],
        regions: Sequence[Span],
        stated: Sequence[Voice | None],
        index: int,
    ) -> Voice | None:
        """Return whose quotation a sentence stands in, by the attributions of its block."""
        cut = cuts[index]
        for region in regions:
            if region.start < cut.end and cut.start < region.end:
                for other, voice in enumerate(stated):
                    overlaps = cuts[other].start < region.end and region.start < cuts[other].end
                    if voice is not None and overlaps:
                        return voice
        for other in range(index - 1, -1, -1):
            if stated[other] is not None:
                return stated[other]
        if self._consulter.wrote(text[cut.start : cut.end]):
            return CONSULTER_VOICE
        for other in range(index + 1, len(stated)):
            if stated[other] is not None:
                return stated[other]
        return None


def _hidden(document: Document) -> list[str]:
    """Return the text of every block with what stands in quotation marks masked."""
    found, opened = [], False
    for block in document.blocks:
        text = document.text[block.start : block.end]
        inside, opened = quoted(text, opened=opened)
        found.append(masked(text, inside))
    return found


def _reported(speaker: Speaker | None) -> Voice | None:
    if speaker is None:
        return None
    return Voice(kind=VoiceKind.REPORTED, speaker=speaker.person, organisation=speaker.organisation)


def _last_person(met: Sequence[Speaker | None]) -> Speaker | None:
    """Return who did something right before words in quotation marks: "Lee laughed. “No.”"."""
    return next((one for one in reversed(met) if one and one.person), None)
