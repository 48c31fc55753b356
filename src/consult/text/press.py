"""Who speaks in a press item: quoted, reported, the consulter, or the narrator."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from consult.domain.document import BlockKind, Document, Span
from consult.domain.segment import CONSULTER_VOICE, Voice, VoiceKind
from consult.text.consulter import Consulter
from consult.text.speakers import Register, Speaker, names_a_body, parse_speaker, title_runs
from consult.text.speech import MASK, Attribution, attributions, masked, quoted, share_quoted

NARRATOR = Voice(kind=VoiceKind.REPORTED)
"""The writer of a press item, whose summary is nobody's view."""

_PRONOUN = re.compile(r"^(?:(she|he|they|we|i)|(it)|(this|that|these))$", re.IGNORECASE)
_LOOKS_BACK = re.compile(
    r"^(?:that|this|these|those|such)\s+(?:was|is|were|are)\s+(?:[\w’'\-]+\s+){0,5}?"
    r"(?:conclusion|finding|recommendation|message|verdict|warning|claim|proposal|view|argument|"
    r"call|criticism|assessment)s?\s+(?:of|from|in|by|made\s+by|made\s+in)\s+([^,.;:]+)",
    re.IGNORECASE,
)
_UNDER_PLANS = re.compile(
    r"\b(?:would|could|will|may|might|should|face|faces)\b.{0,200}\b(?:under|if|in)\s+(?:[\w’'\-]+\s+){0,4}?"
    r"(?:plans?|proposals?|recommendations?|shake-up|blueprint|draft)\b",
    re.IGNORECASE,
)
_PLANS_WOULD = re.compile(
    r"^(?:[\w’'\-]+\s+){0,6}?(?:plans?|proposals?|options?|recommendations?|changes|measures)\b"
    r".{0,120}\bwould\b",
    re.IGNORECASE,
)
_PREDICATE = re.compile(
    r"[.;:\u25a1]|\b(?:is|was|are|were|has|had|have|took|takes|did|does|will|would|could|can|may|"
    r"remains?|remained|seemed|came|went|made|lives|runs|called|joined|gave|gives|offered|reacted|struck|wants|put|set|defended|"
    r"fought|stood|spoke|hit|found|told|held|felt)\b"
)
_KIND_OF_BODY = re.compile(
    r"^(?:[\w’'\-]+\s+){0,2}?(?:group|charity|union|tank|body|firm|company|network|organisation|"
    r"association|club|society|trust|federation|alliance|campaign)\s",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r",\s+(?:saying|warning|welcoming|calling|urging|adding|arguing|insisting|claiming|telling|"
    r"describing|criticising|praising|backing)\b"
)
_TO_CONSULTER = re.compile(r"^(?:told|tell)\s+(?:the\s+)?([\w’' ]{3,60})", re.IGNORECASE)
_FOREWORD = re.compile(
    r"\b(?:foreword|preface|introduction)\s+to\s+(?:the\s+|its\s+|their\s+)?", re.IGNORECASE
)
_PLAIN_SAYING = frozenset({"said", "says", "told", "added", "asked", "explained", "according"})
_MOSTLY = 0.5
_NEAR_START = 60
_QUOTE_MARKS = ("“", "„", '"', "‘")


class PressReader:
    """Reads one press item from top to bottom and says who speaks in each sentence."""

    def __init__(self, consulter: Consulter, known: Mapping[str, str]) -> None:
        self._consulter = consulter
        self._register = Register(known=dict(known))
        self._quoting: Voice | None = None
        """Whose words the last quotation held."""
        self._body_is_consulter = False
        self._person_is_consulter = False
        self._carry = False
        """Whether narration goes on retelling the consulter's paper."""
        self._open = False

    def read(self, document: Document, sentences: Sequence[Sequence[Span]]) -> list[list[Voice]]:
        """Return the voice of every sentence of every block."""
        told: list[list[Voice]] = []
        for block, cuts in zip(document.blocks, sentences, strict=True):
            if block.kind in {BlockKind.HEADING, BlockKind.FURNITURE}:
                self._carry = False
                told.append([NARRATOR] * len(cuts))
                continue
            text = document.text[block.start : block.end]
            told.append(self._read_block(text, cuts, told))
        return told

    def _read_block(
        self, text: str, cuts: Sequence[Span], before: list[list[Voice]]
    ) -> list[Voice]:
        regions, still_open = quoted(text, opened=self._open)
        continues = self._open and bool(regions) and regions[0].start == 0
        hidden = masked(text, regions)
        self._register.read_names(hidden)
        stated: list[Voice | None] = []
        retold: list[bool] = []
        speaking = self._quoting if continues or text.lstrip(" *_")[:1] in _QUOTE_MARKS else None
        for cut in cuts:
            sentence = hidden[cut.start : cut.end]
            voice = self._stated(sentence)
            if not stated:
                self._look_back(sentence, before)
            stated.append(voice)
            if voice is not None:
                self._quoting = voice
            self._settle(sentence, voice)
            retold.append(self._carry)
        self._open = still_open
        voices: list[Voice] = []
        for index, own in enumerate(stated):
            sentence = hidden[cuts[index].start : cuts[index].end]
            if own is not None:
                voices.append(own)
            elif share_quoted(sentence) >= _MOSTLY:
                inside = self._quoted_voice(text, cuts, regions, stated, index)
                carried = CONSULTER_VOICE if retold[index] else NARRATOR
                voices.append(inside or speaking or carried)
            else:
                voices.append(CONSULTER_VOICE if retold[index] else NARRATOR)
        return voices

    def _settle(self, sentence: str, voice: Voice | None) -> None:
        if voice is not None:
            self._carry = voice.kind is VoiceKind.CONSULTER
        elif share_quoted(sentence) < _MOSTLY and self._begins_with_another(sentence):
            self._carry = False

    def _stated(self, sentence: str) -> Voice | None:
        """Return whose statement a masked sentence says it is, or None."""
        named = self._note_subject(sentence)
        for attribution in attributions(sentence):
            voice = self._voice_of(attribution, sentence)
            if voice is not None:
                return voice
        if named is not None and _SAYING.search(sentence):
            return _reported(named)
        opening = sentence.lstrip(" *_").split(MASK)[0]
        if self._consulter.is_named_by(opening) and not _is_bare_mention(opening):
            self._body_is_consulter = True
            return CONSULTER_VOICE
        if _UNDER_PLANS.search(sentence) or _PLANS_WOULD.match(sentence):
            self._body_is_consulter = True
            return CONSULTER_VOICE
        looks_back = _LOOKS_BACK.match(sentence.strip())
        return self._voice_of_subject(looks_back.group(1)) if looks_back else None

    def _note_subject(self, sentence: str) -> Speaker | None:
        """Remember whom narration opens with, to whom "she" in the next line points."""
        subject = _PREDICATE.split(sentence, maxsplit=1)[0].strip(" ,")
        if not subject or len(subject.split()) > 20 or self._consulter.is_named_by(subject):
            return None
        speaker = parse_speaker(subject, Register(known=self._register.known))
        name = speaker and (speaker.person or speaker.organisation)
        if not speaker or not name or not name[:1].isupper():
            return None
        if not 0 <= sentence.find(name) <= _NEAR_START:
            return None
        if speaker.person and " " in speaker.person:
            self._person_is_consulter = self._consulter.is_named_by(speaker.person)
            return parse_speaker(subject, self._register)
        if speaker.organisation and _KIND_OF_BODY.match(subject):
            self._body_is_consulter = self._consulter.is_named_by(speaker.organisation)
            return parse_speaker(subject, self._register)
        return speaker if speaker.organisation and names_a_body(speaker.organisation) else None

    def _voice_of(self, attribution: Attribution, sentence: str) -> Voice | None:
        subject = attribution.subject.strip()
        pronoun = _PRONOUN.match(subject)
        if pronoun:
            return self._voice_of_pronoun(pronoun)
        if attribution.verb == "told":
            listener = _TO_CONSULTER.match(sentence[attribution.start :])
            generic = parse_speaker(subject, Register(known=self._register.known))
            if (
                listener
                and self._consulter.is_named_by(listener.group(1))
                and (
                    generic is None or (generic.organisation is None and generic.person == subject)
                )
            ):
                return CONSULTER_VOICE
        if _FOREWORD.search(sentence[: attribution.start]) and self._consulter.mentions(sentence):
            self._person_is_consulter = True
            parse_speaker(subject, self._register)
            return CONSULTER_VOICE
        voice = self._voice_of_subject(subject)
        generic_person = voice is not None and voice.speaker == subject.strip(" ,")
        if (
            generic_person
            and subject.split()[-1].islower()
            and (attribution.verb not in _PLAIN_SAYING)
        ):
            return None
        return voice

    def _voice_of_pronoun(self, pronoun: re.Match[str]) -> Voice | None:
        person, body, this = pronoun.groups()
        if person:
            if self._person_is_consulter:
                return CONSULTER_VOICE
            return _reported(self._register.last_person)
        if this:
            return CONSULTER_VOICE if self._carry else None
        if body and self._body_is_consulter:
            return CONSULTER_VOICE
        return _reported(self._register.last_body)

    def _voice_of_subject(self, subject: str) -> Voice | None:
        if self._consulter.is_named_by(subject) or self._consulter.speaks_in(subject):
            runs = [r for r in title_runs(subject) if r.words >= 1]
            person = self._consulter.speaks_in(subject) and bool(runs)
            self._person_is_consulter = self._person_is_consulter or person
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

    def _look_back(self, sentence: str, before: list[list[Voice]]) -> None:
        """Give the paragraph before to whom "That was a conclusion of …" names."""
        match = _LOOKS_BACK.match(sentence.strip())
        voice = self._voice_of_subject(match.group(1)) if match else None
        if voice is not None and before and all(v == NARRATOR for v in before[-1]):
            before[-1] = [voice] * len(before[-1])

    def _begins_with_another(self, sentence: str) -> bool:
        """Whether narration turns to a body or person other than the consulter."""
        opening = " ".join(sentence.split()[:7])
        for run in title_runs(opening):
            first = opening.find(run.text)
            at_start = not opening[:first].strip() or opening[:first].strip().lower() == "the"
            named = run.words > 1 or run.text.isupper()
            return at_start and named and not self._consulter.is_named_by(run.text)
        return False

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


def _reported(speaker: Speaker | None) -> Voice | None:
    if speaker is None:
        return None
    return Voice(kind=VoiceKind.REPORTED, speaker=speaker.person, organisation=speaker.organisation)


def _is_bare_mention(opening: str) -> bool:
    """Whether the consulter is named but somebody acts on it ("The review was criticised by")."""
    return bool(
        re.search(
            r"\b(?:was|were|is|been)\s+(?:\w+ly\s+)?(?:welcomed|criticised|condemned|praised|"
            r"attacked|backed|rejected|opposed)\b",
            opening[:200],
            re.IGNORECASE,
        )
    )
