"""Who speaks in a press item: quoted, reported, the consulter, or the narrator."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from consult.domain.document import BlockKind, Document, Span
from consult.domain.segment import CONSULTER_VOICE, Voice, VoiceKind
from consult.text.consulter import Consulter
from consult.text.interviews import interview_turns
from consult.text.name_words import PEOPLE
from consult.text.names import folded
from consult.text.openings import is_byline, lowered, without_opening
from consult.text.press_cues import (
    A_SOURCE,
    AN_AUTHORITY,
    BULLETS,
    FIRST_PERSON,
    FORESEEN,
    FOREWORD,
    GOES_ON,
    HAD,
    LABELLED,
    LOOKS_BACK,
    MOSTLY,
    ON_BEHALF,
    PLAIN_SAYING,
    PRESENTS,
    PRONOUN,
    QUOTE_MARKS,
    SAYING,
    SPEAKING_FOR,
    TO_CONSULTER,
    WE,
    WE_CONSULT,
    WOULD,
)
from consult.text.retold import begins_with_another, is_bare_mention, tells_of_plans
from consult.text.scene import NARRATOR, Scene, reported
from consult.text.signed import signatory, signature, signature_alone
from consult.text.speakers import (
    Register,
    Speaker,
    parse_speaker,
)
from consult.text.speech import MASK, Attribution, attributions, masked, quoted, share_quoted
from consult.text.unnamed import unnamed

__all__ = ["NARRATOR", "PressReader"]


class PressReader:
    """Reads one press item from top to bottom and says who speaks in each sentence."""

    def __init__(self, consulter: Consulter, known: Mapping[str, str]) -> None:
        register = Register(known=dict(known), places=consulter.own_words)
        self._scene = Scene(consulter, register)
        self._open = False
        self._before: Voice | None = None
        """Whose statement the sentence read last was, quotations within it left out."""
        self._subject: Speaker | None = None
        """Whom the sentence read last opens with."""
        self._spoken = False
        """Whether it says that somebody speaks, known or not."""
        self._listed = False
        """Whether the block being read is an item of a list."""
        self._quotes = False
        """Whether the block read last is mostly a quotation."""
        self._first = True
        """Whether no sentence has been read yet."""
        self._leads = False
        """Whether the sentence that is read is the first."""
        self._ours = False
        """Whether the item is the consulter's own newsletter, in which "we" are the consulter."""

    def read(self, document: Document, sentences: Sequence[Sequence[Span]]) -> list[list[Voice]]:
        """Return the voice of every sentence of every block."""
        told: list[list[Voice]] = []
        hidden = _hidden(document)
        self._scene.set(document.text, hidden)
        self._ours = any(WE_CONSULT.search(text) for text in hidden)
        turns = interview_turns([document.text[b.start : b.end] for b in document.blocks])
        for index, (block, cuts) in enumerate(zip(document.blocks, sentences, strict=True)):
            if index in turns:
                told.append([self._turn(turns[index], document.text)] * len(cuts))
                if turns[index] is None:
                    self._scene.note_bodies(hidden[index])
                continue
            if block.kind in {BlockKind.HEADING, BlockKind.FURNITURE}:
                self._scene.carry = False
                told.append([NARRATOR] * len(cuts))
                continue
            text = document.text[block.start : block.end]
            if is_byline(text):
                told.append([NARRATOR] * len(cuts))
                continue
            self._listed = block.kind is BlockKind.LIST_ITEM or text[:1] in BULLETS
            told.append(self._read_block(text, cuts, told))
            self._sign(text, told)
        return [[self._completed(voice) for voice in voices] for voices in told]

    def _sign(self, text: str, told: list[list[Voice]]) -> None:
        """Give the quotation of the block before to whom a line of its own signs it."""
        label = signature_alone(text)
        if label and len(told) > 1 and self._quotes:
            voice = self._signed(label)
            told[-2], told[-1] = [voice] * len(told[-2]), [voice] * len(told[-1])
        self._quotes = share_quoted(masked(text, quoted(text)[0])) >= MOSTLY

    def _signed(self, label: str) -> Voice:
        if self._scene.consulter.is_named_by(label) or self._scene.consulter.speaks_in(label):
            return CONSULTER_VOICE
        self._scene.person_is_consulter = False
        return reported(signatory(label, self._scene.register)) or NARRATOR

    def _turn(self, label: str | None, text: str) -> Voice:
        """Return whose a turn of an interview is, by its label; the questions are narration."""
        if label is None:
            return NARRATOR
        named = self._labelled(label) if label else self._scene.interviewed(text)
        voice = reported(named or Speaker(label or None)) or NARRATOR
        self._scene.quoting, self._scene.person_is_consulter = voice, False
        return voice

    def _labelled(self, label: str) -> Speaker | None:
        """Return whom the label of a turn means: "LEE" is Ann Lee."""
        register = self._scene.register
        person = register.cast.short.get(folded(label))
        return register.note(Speaker(person)) if person else parse_speaker(label, register)

    def _completed(self, voice: Voice) -> Voice:
        """Give a person the body that the item names only later."""
        if voice.speaker is None or voice.organisation is not None:
            return voice
        body = self._scene.register.completed(voice.speaker)
        return reported(Speaker(voice.speaker, body)) or voice

    def _read_block(
        self, text: str, cuts: Sequence[Span], before: list[list[Voice]]
    ) -> list[Voice]:
        regions, still_open = quoted(text, opened=self._open)
        continues = self._open and bool(regions) and regions[0].start == 0
        hidden = masked(text, regions)
        self._scene.register.read_names(hidden)
        stated: list[Voice | None] = []
        retold: list[bool] = []
        met: list[Speaker | None] = []
        speaking = (
            self._scene.quoting if continues or text.lstrip(" *_")[:1] in QUOTE_MARKS else None
        )
        for cut in cuts:
            sentence = without_opening(hidden[cut.start : cut.end])
            sentence = lowered(sentence) if self._first else sentence
            self._leads, self._first = self._first, False
            voice = self._stated(sentence)
            met.append(self._subject)
            if not stated and not (GOES_ON.match(sentence) or WOULD.search(sentence)):
                self._scene.carry = False
            if not stated:
                self._look_back(sentence, before)
            stated.append(voice)
            self._before = voice
            if voice is not None:
                self._scene.quoting = voice
            self._settle(sentence, voice)
            if voice is None and self._spoken:
                self._scene.carry = False
            if FIRST_PERSON.search(sentence) and voice is None:
                self._scene.carry = False
            retold.append(self._scene.carry)
        self._open = still_open
        voices: list[Voice] = []
        for index, own in enumerate(stated):
            sentence = hidden[cuts[index].start : cuts[index].end]
            if own is not None:
                voices.append(own)
            elif share_quoted(sentence) >= MOSTLY:
                inside = self._quoted_voice(text, cuts, regions, stated, index)
                carried = CONSULTER_VOICE if retold[index] else NARRATOR
                beat = None if inside else reported(_last_person(met[: index + 1]))
                self._scene.quoting = inside or beat or self._scene.quoting
                voices.append(inside or beat or speaking or carried)
            else:
                voices.append(CONSULTER_VOICE if retold[index] else NARRATOR)
        return voices

    def _settle(self, sentence: str, voice: Voice | None) -> None:
        if voice is not None:
            # What a spokesperson says aloud ends the retelling, what the paper says does not.
            opening = sentence.partition(MASK)[0].partition(",")[0]
            aloud = share_quoted(sentence) >= MOSTLY and (
                self._scene.consulter.speaks_in(opening)
                or not self._scene.consulter.is_named_by(opening)
            )
            self._scene.carry = voice.kind is VoiceKind.CONSULTER and not aloud
        elif is_bare_mention(sentence) or (
            share_quoted(sentence) < MOSTLY and begins_with_another(sentence, self._scene.consulter)
        ):
            self._scene.carry = False

    def _stated(self, sentence: str) -> Voice | None:
        """Return whose statement a masked sentence says it is, or None."""
        label = signature(sentence)
        if label:
            self._subject, self._spoken = None, True
            return self._signed(label)
        self._scene.note_bodies(sentence)
        behalf = SPEAKING_FOR.search(sentence)
        if behalf:
            sentence = sentence[: behalf.start()] + sentence[behalf.end() :].lstrip()
        behalf = behalf or ON_BEHALF.search(sentence)
        named = self._subject = self._scene.note_subject(sentence)
        voice = self._attributed(sentence)
        if voice is not None:
            return self._on_behalf(voice, behalf.group(1)) if behalf else voice
        if named is not None and SAYING.search(sentence):
            return reported(named)
        led = self._leads and self._led(sentence)
        return self._of_consulter(sentence) or self._of_earlier(sentence) or led or None

    def _attributed(self, sentence: str) -> Voice | None:
        """Return to whom words of speech give a sentence; somebody named goes before "critics"."""
        self._spoken = False
        many: Voice | None = None
        for attribution in attributions(sentence):
            self._spoken = (
                self._spoken or attribution.verb in PLAIN_SAYING or attribution.verb == "stands"
            )
            voice = self._voice_of(attribution, sentence)
            if voice is not None and not _is_of_many(voice):
                return voice
            many = many or voice
        labelled = LABELLED.match(sentence) if self._listed and many is None else None
        return self._scene.voice_of_subject(labelled.group(1)) if labelled else many

    def _of_consulter(self, sentence: str) -> Voice | None:
        """Return the consulter's voice where a sentence tells of its words or plans, or None."""
        opening = sentence.lstrip(" *_").split(MASK)[0]
        if self._scene.consulter.is_named_by(opening) and not is_bare_mention(opening):
            self._scene.body_is_consulter = True
            return CONSULTER_VOICE
        if self._ours and WE.search(sentence):
            return CONSULTER_VOICE
        if tells_of_plans(sentence, self._scene.consulter):
            self._scene.body_is_consulter = True
            return CONSULTER_VOICE
        return None

    def _led(self, sentence: str) -> Voice | None:
        """Return the consulter's voice for a lead that tells what would happen, and not by whom."""
        would = FORESEEN.search(sentence) and not FIRST_PERSON.search(sentence)
        if not would or MASK in sentence or sentence.rstrip().endswith("?"):
            return None
        self._scene.body_is_consulter = True
        return CONSULTER_VOICE

    def _of_earlier(self, sentence: str) -> Voice | None:
        """Return who spoke before and is only meant here: "She had …", "That was the view of"."""
        had = HAD.match(sentence)
        if had and self._before is not None and self._before.speaker:
            return reported(self._scene.meant_by(had.group(1).lower()))
        looks_back = LOOKS_BACK.match(sentence.strip())
        return self._scene.voice_of_subject(looks_back.group(1)) if looks_back else None

    def _on_behalf(self, voice: Voice, body: str) -> Voice:
        """Give who is "speaking for" a body that body, or the consulter its own spokesperson."""
        if self._scene.consulter.is_named_by(body):
            self._scene.body_is_consulter = self._scene.person_is_consulter = True
            return CONSULTER_VOICE
        if voice.speaker is None or voice.organisation is not None:
            return voice
        return reported(self._scene.register.note(Speaker(voice.speaker, body))) or voice

    def _voice_of(self, attribution: Attribution, sentence: str) -> Voice | None:
        subject = attribution.subject.strip()
        pronoun = PRONOUN.match(subject)
        if pronoun:
            return self._of_pronoun(pronoun, sentence)
        meant = self._scene.voice_of_last(attribution, sentence)
        if meant is not None:
            return meant
        if A_SOURCE.match(subject):
            self._scene.person_is_consulter = False
            return Voice(kind=VoiceKind.REPORTED, speaker=subject)
        if attribution.verb == "told":
            listener = TO_CONSULTER.match(sentence[attribution.start :])
            generic = parse_speaker(subject, self._scene.fresh())
            if (
                listener
                and self._scene.consulter.is_named_by(listener.group(1))
                and (
                    generic is None or (generic.organisation is None and generic.person == subject)
                )
            ):
                return CONSULTER_VOICE
        consulter = self._scene.consulter
        presents = PRESENTS.match(sentence, attribution.start)
        introduces = FOREWORD.search(sentence[: attribution.start]) and consulter.mentions(sentence)
        if introduces or (presents and consulter.is_named_by(presents.group(1))):
            self._scene.person_is_consulter = True
            named = parse_speaker(subject, self._scene.register)
            if presents and named and named.person and " " in named.person:
                self._scene.consulter = consulter.with_person(named.person)
            return CONSULTER_VOICE
        voice = self._scene.voice_of_subject(subject)
        tells = MASK in sentence or attribution.verb in {"said", "told", "says", "tells"}
        if voice is None and tells and (one := unnamed(subject)):
            self._scene.person_is_consulter = False
            return Voice(kind=VoiceKind.REPORTED, speaker=one)
        generic_person = voice is not None and voice.speaker == subject.strip(" ,")
        if (
            generic_person
            and subject.split()[-1].islower()
            and (attribution.verb not in PLAIN_SAYING)
        ):
            return None
        return voice

    def _of_pronoun(self, pronoun: re.Match[str], sentence: str) -> Voice | None:
        """Return who "she" or "it" is: the consulter, where only its kind was named so far."""
        nobody = self._scene.register.latest is None and self._before is None
        if pronoun.group(2) and nobody and AN_AUTHORITY.search(sentence):
            self._scene.body_is_consulter = True
            return CONSULTER_VOICE
        return self._scene.voice_of_pronoun(pronoun)

    def _look_back(self, sentence: str, before: list[list[Voice]]) -> None:
        """Give the paragraph before to whom "That was a conclusion of …" names."""
        match = LOOKS_BACK.match(sentence.strip())
        voice = self._scene.voice_of_subject(match.group(1)) if match else None
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
        if self._scene.consulter.wrote(text[cut.start : cut.end]):
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


def _is_of_many(voice: Voice) -> bool:
    """Whether a voice is no more than "Campaigners", after which somebody may be named."""
    many = voice.speaker is not None and voice.organisation is None
    return many and folded(voice.speaker or "") in PEOPLE


def _last_person(met: Sequence[Speaker | None]) -> Speaker | None:
    """Return who did something right before words in quotation marks: "Lee laughed. “No.”"."""
    return next((one for one in reversed(met) if one and one.person), None)
