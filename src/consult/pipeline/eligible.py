"""Which segments are coded by machine, and why the others are not."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
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
_SUBJECT = re.compile(
    r"^\W*(?:(?:re|ref|subject|title|fw|fwd)\s*[:.-]\s*)?"
    r"(?:(?:your|the|our|my)?\s*(?:consultation(?:\s+paper)?|paper|response\s+to|comments\s+on)"
    r"\s*(?:on\b|[:–—-])?\s*)?",
    re.IGNORECASE,
)
"""How the subject of a letter begins before the title of a paper."""


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
    *,
    titles: Iterable[str] = (),
    names: Mapping[str, Sequence[str]] | None = None,
    is_title: Callable[[Segment], bool] = lambda _: False,
) -> Eligible:
    """Part the segments, each in the order given; all of them are in one part or excluded.

    ``questions`` are the wordings of what is asked, which many copy into their answers;
    ``titles`` the names of the paper and of the consulting body, which stand as the subject of a
    letter; ``names`` what each respondent is called, by id, with which it may be signed;
    ``is_title`` tells of what is only the label of a question with its title.
    """
    asked = {
        _folded(text[span.start : span.end]) for text in questions for span in sentence_spans(text)
    }
    titled = {_folded(part) for title in titles for part in (title, *title.split(": "))}
    called = names or {}
    coded: list[Segment] = []
    foreign: list[Segment] = []
    excluded: list[Exclusion] = []
    for segment in segments:
        reason = _nobodys(segment, documents[segment.document_id])
        if reason is None and _only_asks(segment.text, asked):
            reason = "the wording of a question, nobody's view"
        if reason is None and is_title(segment):
            reason = "the label of a question, nobody's view"
        if reason is None and _only_names(segment.text, titled):
            reason = "only the name of the paper, nobody's view"
        if reason is None and _only_signs(
            segment.text, called.get(segment.respondent_id or "", ())
        ):
            reason = "only its author's name"
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


def _only_names(text: str, titled: Collection[str]) -> bool:
    """Tell whether a text is a title of the paper and no more: "Re: Cash within reach"."""
    folded = _folded(_SUBJECT.sub("", text))
    return bool(folded) and folded in titled


def _only_signs(text: str, names: Iterable[str]) -> bool:
    """Tell whether a text is the name of its author or the first words of it: "Gareth"."""
    signed = _WORD.findall(text.casefold())
    if not signed or not text[:1].isupper() or text.rstrip()[-1] in "?!:;":
        return False
    return any(_WORD.findall(name.casefold())[: len(signed)] == signed for name in names)


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
