"""Where a response quotes or retells the consulter, or quotes somebody else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from consult.domain.document import Block, BlockKind, Document, Span
from consult.domain.segment import CONSULTER_VOICE, RESPONDENT_VOICE, Voice, VoiceKind
from consult.text.cast import cast_of
from consult.text.consulter import (
    Consulter,
    is_briefing,
    opens_without_subject,
    speaks_of_self,
    takes_position,
    turns_against,
)
from consult.text.held import holders, is_own_name, without_listener
from consult.text.signed import signatory, signature
from consult.text.speakers import Register, Speaker, known_names, parse_speaker
from consult.text.speech import MASK, attributions, masked, quoted, share_quoted
from consult.text.unnamed import unnamed

_MOSTLY = 0.6
_HALF = 0.5
_QUOTED_WORDS = 6
_WHOLLY = 0.95
_NEARLY = 0.8
_CONCESSION = re.compile(r",?\s+(?:but|however|although|though|while|yet)\s+", re.IGNORECASE)
_PARTLY = 0.3
"""Share of a sentence in quotation marks from which it is its speaker's, who is named."""
_YOURS = re.compile(
    r"\byour\s+(?:(?:Mr|Mrs|Ms|Miss|Dr)\b|(?:[a-z\-]+\s+)?(?:officers?|director|manager|team|staff"
    r"|chief))"
)
"""Whom a letter calls "your Mr Lee" or "your planning officer"."""
_YOUR_CLAIM = re.compile(
    r"\byour\s+(?:[a-z]+\s+){0,2}(?:statement|claim|assertion|suggestion|proposal|assurance"
    r"|promise|"
    rf"belief|argument)\s+(?:is\s+)?that\s+{MASK}|"
    rf"{MASK},?\s+according\s+to\s+(?:paragraph|page|section|clause|chapter)\s+\d"
)
"""How a letter quotes whom it is written to: "your claim that “…”"."""
_PRONOUN = re.compile(r"he|she", re.IGNORECASE)
_OPENING_NAME = re.compile(r"[A-Z][\w’'\-]+\s[A-Z][\w’'\-]+(?=,\s)")
_GOES_ON = re.compile(r"^(?:it|this|they)\s+", re.IGNORECASE)


class ResponseReader:
    """Reads one response and says in each sentence whose words it holds."""

    def __init__(
        self,
        document: Document,
        consulter: Consulter,
        respondent_names: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._document = document
        self._consulter = consulter
        self._brought_in: frozenset[str] = frozenset()
        self._last: Voice | None = None
        """Whose the last sentence of the block before was."""
        self._briefing = is_briefing(document, consulter)
        self._respondent_names = respondent_names
        own = respondent_names.get(document.respondent_id or "", ())
        names = [re.escape(name) for name in own if len(name) > 2]
        self._self = re.compile(rf"\b(?:{'|'.join(names)})\b") if names else None
        self._own_names = frozenset(known_names({"": own}).values()) | frozenset(own)

    @cached_property
    def _register(self) -> Register:
        """Made only where somebody is quoted: there may be thousands of respondents."""
        text, opened = [], False
        for block in self._document.blocks:
            printed = self._document.text[block.start : block.end]
            regions, opened = quoted(printed, opened=opened)
            text.append(masked(printed, regions))
        return Register(known=known_names(self._respondent_names), cast=cast_of("\n\n".join(text)))

    def read(self, sentences: Sequence[Sequence[Span]]) -> list[list[Voice]]:
        """Return the voice of every sentence of every block."""
        told: list[list[Voice]] = []
        section = slide_section = False
        slide: int | None = None
        opened = False
        carry: Voice | None = None
        for index, (block, cuts) in enumerate(zip(self._document.blocks, sentences, strict=True)):
            text = self._document.text[block.start : block.end]
            if block.kind is BlockKind.HEADING:
                section = self._consulter.is_section(text, briefing=self._briefing)
                if block.locator.slide is not None and block.locator.slide != slide:
                    slide, slide_section = block.locator.slide, section
                told.append([RESPONDENT_VOICE] * len(cuts))
                carry, opened = None, False
                continue
            same_slide = block.locator.slide is not None and block.locator.slide == slide
            retold = section or (same_slide and slide_section)
            lead = self._lead_voice(index, told)
            voices, opened = self._read_block(
                text, cuts, lead or carry, opened=opened, retold=retold, led=lead is not None
            )
            if block.kind is BlockKind.QUOTATION:
                voices = [self._quotation(v, told) for v in voices]
            carry = self._carried(voices)
            self._last = voices[-1] if voices else None
            told.append(voices)
        return told

    def _carried(self, voices: Sequence[Voice]) -> Voice | None:
        """In a briefing the consulter's words run on under their heading until "we" speak."""
        if self._briefing and voices and voices[-1] == CONSULTER_VOICE:
            return CONSULTER_VOICE
        return None

    def _lead_voice(self, index: int, told: Sequence[Sequence[Voice]]) -> Voice | None:
        """Return the voice of the block that leads into this one, if there is such a block."""
        block = self._document.blocks[index]
        if block.lead is not None and block.lead < len(told) and told[block.lead]:
            lead = self._document.blocks[block.lead]
            if lead.kind is BlockKind.HEADING:
                return None
            return self._led_by(lead, told[block.lead][-1])
        if index and told[index - 1]:
            before = self._document.blocks[index - 1]
            ending = self._document.text[before.start : before.end].rstrip(" *_")
            if before.kind is BlockKind.PARAGRAPH and ending.endswith((":", " that")):
                return told[index - 1][-1]
        return None

    def _led_by(self, lead: Block, voice: Voice) -> Voice:
        """Return whose list a lead-in opens; a remark on what it retells makes no list its own."""
        if voice != RESPONDENT_VOICE or not self._briefing:
            return voice
        text = self._document.text[lead.start : lead.end]
        retold = _CONCESSION.split(text, maxsplit=1)[0]
        retells = retold != text and self._consulter.is_summarised_by(retold)
        return CONSULTER_VOICE if retells and not self._is_own(text) else voice

    def _read_block(
        self,
        text: str,
        cuts: Sequence[Span],
        inherited: Voice | None,
        *,
        opened: bool,
        retold: bool,
        led: bool,
    ) -> tuple[list[Voice], bool]:
        regions, still_open = quoted(text, opened=opened)
        hidden = masked(text, regions)
        signed = self._signed(hidden)
        if signed is not None:
            return [signed] * len(cuts), still_open
        voices: list[Voice] = []
        before: Voice | None = inherited if inherited and inherited != RESPONDENT_VOICE else None
        for cut in cuts:
            end = _quotation_end(cut, cuts, regions)
            whole, sentence = text[cut.start : end], hidden[cut.start : end]
            inside = any(r.start < cut.start < r.end for r in regions)
            if inside and before and before.speaker and share_quoted(sentence) >= _NEARLY:
                voice = before
            else:
                voice = self._sentence(whole, sentence, before, retold=retold, led=led)
            voices.append(voice)
            before = voice
        return voices, still_open

    def _signed(self, hidden: str) -> Voice | None:
        """Return whose words a block holds that is a quotation and its signature."""
        label = signature(hidden) if MASK in hidden else None
        if label is None or any(c.isalnum() for c in hidden[: hidden.rindex(MASK)]):
            return None
        if self._consulter.is_named_by(label) or self._consulter.speaks_in(label):
            return CONSULTER_VOICE
        named = signatory(label, self._register)
        ours = {named.person, named.organisation} & self._own_names
        return RESPONDENT_VOICE if ours else _reported(named)

    def _sentence(
        self, whole: str, sentence: str, before: Voice | None, *, retold: bool, led: bool
    ) -> Voice:
        share = self._consulter.share_written(whole)
        if share >= _WHOLLY:
            return CONSULTER_VOICE
        reported = self._said_by_another(sentence, before or self._last)
        if reported is not None:
            return reported
        told = self._told_of_another(sentence, before)
        if told is not None:
            return told
        plain = without_listener(sentence)
        if self._is_own(plain):
            return RESPONDENT_VOICE
        if self._consulter.is_summarised_by(plain):
            return CONSULTER_VOICE
        quotation = self._quoted(whole, sentence, before, retold=retold)
        if quotation is not None:
            return quotation
        # What stands in a list of the consulter's points is one of them, however it argues.
        listed = self._briefing and led and before == CONSULTER_VOICE
        if takes_position(sentence) and not listed:
            return RESPONDENT_VOICE
        goes_on = before == CONSULTER_VOICE and (self._briefing or led or self._goes_on(sentence))
        noted = self._briefing and opens_without_subject(sentence)
        retells = share >= _NEARLY or retold or goes_on or noted
        return CONSULTER_VOICE if retells else RESPONDENT_VOICE

    def _said_by_another(self, sentence: str, before_it: Voice | None) -> Voice | None:
        """Return who is quoted when at least a third of a sentence is quoted words."""
        share = share_quoted(sentence)
        if share < _PARTLY:
            return None
        yours = _YOUR_CLAIM.search(sentence)
        if yours and share >= _HALF and not _positions_after(sentence):
            return CONSULTER_VOICE
        self._bring_in(sentence)
        for attribution in attributions(sentence):
            before = sentence[: attribution.start].replace(attribution.subject, " ")
            if share < _MOSTLY and (takes_position(before) or _positions_after(sentence)):
                return None
            goes_on = _PRONOUN.fullmatch(attribution.subject) and before_it and before_it.speaker
            voice = before_it if goes_on else self._voice_of(attribution.subject)
            one = unnamed(attribution.subject) if voice is None else None
            voice = Voice(kind=VoiceKind.REPORTED, speaker=one) if one else voice
            if voice is None or voice.kind is not VoiceKind.REPORTED:
                continue
            partly = share < _MOSTLY
            # "families with better support" names nobody, whatever the sentence quotes.
            if partly and voice.speaker and voice.speaker[:1].islower() and not one:
                continue
            if voice.speaker or (partly and voice.organisation):
                return voice
        return None

    def _told_of_another(self, sentence: str, before: Voice | None) -> Voice | None:
        """Return who is said to say or want what a whole sentence tells, named in full.

        Nobody, where the respondent takes a position around it, and where somebody is only said to
        have found something out: that is evidence, on which the respondent builds.
        """
        plain = without_listener(sentence)
        if self._is_own(plain) or turns_against(plain):
            return None
        for attribution in holders(plain):
            if _PRONOUN.fullmatch(attribution.subject) and before and before.speaker:
                return before
            before_it = plain[: attribution.start].replace(attribution.subject, " ")
            voice = None if takes_position(before_it) else self._voice_of(attribution.subject)
            if voice is None or voice.kind is not VoiceKind.REPORTED:
                return None
            return voice if is_own_name(attribution.subject) else None
        return None

    def _bring_in(self, sentence: str) -> None:
        """Remember whom a sentence opens with, who "he" then is: "Ann Lee, a nurse, … “…,” he"."""
        self._brought_in = frozenset()
        opening = _OPENING_NAME.match(sentence)
        named = parse_speaker(opening.group(), self._register) if opening else None
        if named and named.person:
            self._brought_in = frozenset({named.person})

    def _is_own(self, sentence: str) -> bool:
        """Whether the words outside quotation marks are plainly the respondent's own."""
        return speaks_of_self(sentence) or bool(self._self and self._self.search(sentence))

    def _quoted(
        self, whole: str, sentence: str, before: Voice | None, *, retold: bool
    ) -> Voice | None:
        """Return whose words a sentence is that stands mostly inside quotation marks."""
        if share_quoted(sentence) < _MOSTLY or len(whole.split()) < _QUOTED_WORDS:
            return self._reported_words(whole, sentence)
        for attribution in attributions(sentence):
            voice = self._voice_of(attribution.subject)
            if voice is not None:
                return voice
        outside = sentence.replace("\u25a1", " ")
        if self._consulter.mentions(outside) or retold or before == CONSULTER_VOICE:
            return CONSULTER_VOICE
        if self._briefing:
            return CONSULTER_VOICE
        return before if before is not None and before.kind is VoiceKind.REPORTED else None

    def _reported_words(self, whole: str, sentence: str) -> Voice | None:
        """A shorter quotation is somebody's only with its source, and no position around it."""
        quoted_characters = sentence.count("\u25a1")
        if quoted_characters * 3 < len(whole) or takes_position(sentence):
            return None
        for attribution in attributions(sentence):
            voice = self._voice_of(attribution.subject)
            if voice is not None and not (voice.speaker or "A")[:1].islower():
                return voice
        return None

    def _voice_of(self, subject: str) -> Voice | None:
        if _PRONOUN.fullmatch(subject.strip()):
            last = self._register.last_person
            return _reported(last) if last and last.person in self._brought_in else None
        ours = self._consulter.is_named_by(subject) or self._consulter.speaks_in(subject)
        if ours or _YOURS.search(subject):
            return CONSULTER_VOICE
        speaker = parse_speaker(subject, self._register)
        if speaker is None:
            return None
        if speaker.organisation and self._consulter.is_named_by(speaker.organisation):
            return CONSULTER_VOICE
        if speaker.organisation in self._own_names or speaker.person in self._own_names:
            return RESPONDENT_VOICE
        return _reported(speaker)

    def _goes_on(self, sentence: str) -> bool:
        """Whether a sentence continues the retelling: "It also proposes …"."""
        match = _GOES_ON.match(sentence)
        return bool(match and opens_without_subject(sentence[match.end() :]))

    def _quotation(self, voice: Voice, told: Sequence[Sequence[Voice]]) -> Voice:
        """A block set as a quotation is not the respondent's own words."""
        if voice != RESPONDENT_VOICE:
            return voice
        last = told[-1][-1] if told and told[-1] else None
        return last if last and last != RESPONDENT_VOICE else Voice(kind=VoiceKind.REPORTED)


def _quotation_end(cut: Span, cuts: Sequence[Span], regions: Sequence[Span]) -> int:
    """Return where the words end by which a sentence is judged: those that it begins to quote.

    Of "She said: “I walk. There is no bus.”" the first sentence alone would quote too little. What
    others say before the end of the quotation's last sentence is theirs to judge.
    """
    opens = [r for r in regions if cut.start < r.start < cut.end < r.end]
    if not opens:
        return cut.end
    last = [c for c in cuts if c.start < opens[0].end]
    return min(opens[0].end, last[-1].end)


def _reported(speaker: Speaker) -> Voice:
    return Voice(kind=VoiceKind.REPORTED, speaker=speaker.person, organisation=speaker.organisation)


def _positions_after(sentence: str) -> bool:
    """Whether the respondent goes on in their own words after the last words quoted."""
    return takes_position(sentence.rpartition(MASK)[2])
