"""Which segments are coded by machine, and why the others are not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from consult.domain.document import Document, Role
from consult.domain.outcome import Exclusion
from consult.domain.segment import Segment, VoiceKind
from consult.domain.sentences import sentence_spans
from consult.text.consent import only_about_consent

_WORD = re.compile(r"[^\W_]+")
_LABEL = re.compile(
    r"^\W*(?:(?:consultation )?(?:question|q)\.? ?)?\d{1,3}[a-h]?\b\s*[-–—:.)]*\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligible:
    """Segments in somebody's voice, parted by whether the models know their language."""

    coded: tuple[Segment, ...]
    foreign: tuple[Segment, ...]
    """In a language that no model here knows: found and counted, coded by a person."""
    excluded: tuple[Exclusion, ...]


def eligible(
    segments: Iterable[Segment],
    documents: Mapping[str, Document],
    language: str,
    questions: Iterable[str] = (),
) -> Eligible:
    """Part the segments, each in the order given; all of them are in one part or excluded.

    ``questions`` are the wordings of what is asked, which many copy into their answers.
    """
    asked = {
        _folded(text[span.start : span.end]) for text in questions for span in sentence_spans(text)
    }
    coded: list[Segment] = []
    foreign: list[Segment] = []
    excluded: list[Exclusion] = []
    for segment in segments:
        reason = _nobodys(segment, documents[segment.document_id])
        if reason is None and _only_asks(segment.text, asked):
            reason = "the wording of a question, nobody's view"
        if reason is not None:
            excluded.append(Exclusion(subject_id=segment.id, stage="code", reason=reason))
        elif segment.language in (language, "und"):
            coded.append(segment)
        else:
            foreign.append(segment)
    return Eligible(coded=tuple(coded), foreign=tuple(foreign), excluded=tuple(excluded))


def is_own(segment: Segment, documents: Mapping[str, Document]) -> bool:
    """Tell whether a segment is what a respondent says in its own response."""
    return (
        segment.voice.kind is VoiceKind.RESPONDENT
        and documents[segment.document_id].role is Role.RESPONSE
    )


def _only_asks(text: str, asked: Collection[str]) -> bool:
    """Tell whether a text is sentences of the questions, with or without a number, and no more."""
    said = [_folded(text[span.start : span.end]) for span in sentence_spans(text)]
    return bool(asked and said) and all(one in asked for one in said)


def _folded(sentence: str) -> str:
    """Return the words of a sentence as they are compared, without the label of a question."""
    return " ".join(_WORD.findall(_LABEL.sub("", sentence).casefold()))


def _nobodys(segment: Segment, document: Document) -> str | None:
    if document.role is Role.EVIDENCE:
        return "background evidence is nobody's response"
    if segment.voice.kind is VoiceKind.CONSULTER:
        return "the consulting body's own words are nobody's view"
    if segment.respondent_id is None and segment.voice.speaker:
        return "said by somebody who sent no response and speaks for no body"
    if segment.respondent_id is None:
        return "told by a narrator, nobody's view"
    if only_about_consent(segment.text):
        return "says what may be published, and is heeded there"
    return None
