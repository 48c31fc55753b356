"""Who speaks in each stretch of a document: the respondent, somebody reported, or the consulter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consult.domain.document import Block, Document, Role, Span
from consult.domain.segment import (
    CONSULTER_VOICE,
    Voice,
    VoiceSpan,
)
from consult.text.consulter import Consulter
from consult.text.press import NARRATOR, PressReader
from consult.text.retelling import ResponseReader
from consult.text.speakers import known_names

__all__ = ["NARRATOR", "attribute"]


def attribute(
    document: Document,
    sentences: Sequence[Sequence[Span]],
    consulter: Consulter,
    respondent_names: Mapping[str, tuple[str, ...]],
) -> tuple[VoiceSpan, ...]:
    """Return who speaks, as spans in order that cover every block of the document.

    ``sentences`` holds for each block its sentences as offsets into the block's own text; a voice
    changes only between sentences. ``respondent_names`` maps ids of respondents to the names by
    which they are called, first the one to use for ``Voice.organisation``.

    In a PRESS document what is quoted or reported is REPORTED with speaker and organisation, the
    consulter's words and their retelling CONSULTER, and the rest REPORTED with neither, which is
    the narrator. In a RESPONSE all is the respondent's but for the consulter's words, quoted or
    retold without a position, and other people's quoted words. Everything in EVIDENCE is
    REPORTED with neither, everything in a PAPER the consulter's.

    Raises:
        ValueError: if ``sentences`` does not have one entry for each block.
    """
    if len(sentences) != len(document.blocks):
        raise ValueError(f"{len(document.blocks)} blocks but sentences for {len(sentences)}")
    voices = _voices(document, sentences, consulter, respondent_names)
    spans: list[VoiceSpan] = []
    for block, cuts, told in zip(document.blocks, sentences, voices, strict=True):
        spans.extend(_block_spans(block, cuts, told))
    return tuple(spans)


def _voices(
    document: Document,
    sentences: Sequence[Sequence[Span]],
    consulter: Consulter,
    respondent_names: Mapping[str, tuple[str, ...]],
) -> list[list[Voice]]:
    if document.role is Role.PRESS:
        known = known_names(respondent_names)
        text = document.text
        consulter = consulter.with_acronyms(text).with_papers(text).with_people(text)
        reader = PressReader(consulter, known)
        return reader.read(document, sentences)
    if document.role is Role.RESPONSE:
        return ResponseReader(document, consulter, respondent_names).read(sentences)
    voice = CONSULTER_VOICE if document.role is Role.PAPER else NARRATOR
    return [[voice] * len(cuts) for cuts in sentences]


def _block_spans(block: Block, cuts: Sequence[Span], told: Sequence[Voice]) -> list[VoiceSpan]:
    """Join the sentences of a block that share a voice, and stretch the ends over the block."""
    if block.start == block.end:
        return []
    if not cuts:
        return [VoiceSpan(start=block.start, end=block.end, voice=NARRATOR)]
    runs: list[VoiceSpan] = []
    for cut, voice in zip(cuts, told, strict=True):
        start, end = block.start + cut.start, block.start + cut.end
        if runs and runs[-1].voice == voice:
            runs[-1] = VoiceSpan(start=runs[-1].start, end=end, voice=voice)
        else:
            runs.append(VoiceSpan(start=start, end=end, voice=voice))
    runs[0] = VoiceSpan(start=block.start, end=runs[0].end, voice=runs[0].voice)
    runs[-1] = VoiceSpan(start=runs[-1].start, end=block.end, voice=runs[-1].voice)
    return runs
