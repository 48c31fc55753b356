"""What is one point: sentences of one block and one voice joined or parted by what they say."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from consult.domain.document import Block, BlockKind, Document, Role, Span
from consult.domain.ids import make_id
from consult.domain.places import locator_between
from consult.domain.segment import Segment, Voice, VoiceSpan
from consult.text.fillers import FillerKind, filler, is_letter_frame
from consult.text.furniture import is_form_label, is_source_note
from consult.text.speakers import word_set

MOST_SENTENCES = 4
_MOST_WORDS = 110
_FRAGMENT_WORDS = 5
_SHORT_WORDS = 45
_QUOTATION = 800
"""Characters within which a quotation that sentences share must end."""
_COHESION = 0.25

_WORD = re.compile(r"[^\W\d_](?:[\w’'\-]*\w)?")
_NEW_POINT = re.compile(
    r"^(?:however|but|yet|nevertheless|nonetheless|conversely|on\s+the\s+other\s+hand|"
    r"in\s+contrast|by\s+contrast|that\s+said|having\s+said|alongside|in\s+parallel|in\s+addition|"
    r"additionally|furthermore|moreover|also|further|besides|as\s+well\s+as|another|other|"
    r"separately|meanwhile|equally|similarly|likewise|first(?:ly)?|second(?:ly)?|third(?:ly)?|"
    r"fourth(?:ly)?|finally|lastly|turning\s+to|regarding|with\s+regard|in\s+terms\s+of|"
    r"in\s+relation\s+to|as\s+for|on\s+(?:the\s+)?(?:question|issue|topic|matter|subject)|"
    r"while|whilst|although|though|despite|unfortunately|secondly|next|then\s+there|again|"
    r"more\s+(?:generally|broadly|importantly)|overall|in\s+conclusion|in\s+summary|to\s+conclude)\b",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"^(?:this|these|those|that|such|it|they|he|she|its|their|for\s+(?:example|instance)|e\.g|"
    r"as\s+a\s+result|therefore|thus|hence|consequently|so|because|otherwise|which|without\s+"
    r"(?:this|it|them|that)|in\s+other\s+words|indeed|in\s+fact|namely|specifically|in\s+particular|"
    r"if\s+(?:so|not|this|it|they)|and|or|to\s+do\s+(?:this|so)|doing\s+so|one\s+example|examples?|"
    r"here|why|how)\b|"
    r"^(?:[\w’'\-]+\s+){1,4}(?:this|these|those|such)\b(?!\s+(?:review|report|paper|consultation))",
    re.IGNORECASE,
)
_STOP = word_set(
    "the a an of for and on in to our your its their we you they it i he she this that these those "
    "is are was were be been being has have had do does did will would should could can may must "
    "not no with as at by from or if so than then there which who what when where how all any more "
    "most some such into about also very need needs needed important think believe make made new"
)
_CAPTION = re.compile(
    r"^(?:the|this)\s+(?:chart|figure|graph|table|diagram|map|image)s?\s+(?:above|below|opposite|"
    r"overleaf|shows?|forecasts?|illustrates?)\b|"
    r"^(?:figure|fig\.?|table|chart|source|graph|map)\s*\d*\s*[:.\-–]\s*\S",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(r"^[£$€]?\d[\d,.]*\s*(?:%|m|bn|million|billion|per\s+cent)?(?:\s|$)")
_FIGURES = "figures"
_NOTES = frozenset({"footnote", "endnote"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SetApart:
    """A stretch of a document that is not segmented, and why."""

    span: Span
    reason: str
    """``furniture``, ``heading``, ``figures``, ``caption``, ``note``, ``salutation``, ``symbols``
    or ``filler:`` with the kind of filler in lower case, ``filler:cross_reference``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmentation:
    """Segments and what was set apart, each in order; together they hold all but white space."""

    segments: tuple[Segment, ...]
    set_apart: tuple[SetApart, ...]


def segment(
    document: Document,
    sentences: Sequence[Sequence[Span]],
    voices: Sequence[VoiceSpan],
    respondent_of: Callable[[Voice], str | None],
    question_texts: Callable[[str], str | None] = lambda _: None,
) -> Segmentation:
    """Cut a document into segments of one to four sentences, one block, one voice, one point.

    ``sentences`` holds for each block its sentences as offsets into the block's own text,
    ``voices`` the voices in order; ``respondent_of`` says whose view a voice is, and
    ``question_texts`` the wording of a form's question, by which "None" is an answer or none. A
    sentence stays with the one before it when it follows on from it and both are short; a
    contrast, a move to another matter or a new subject begins a segment. Furniture, headings,
    figures, captions, notes of sources, greetings and filler answers are set apart with a reason.

    Raises:
        ValueError: if ``sentences`` does not have one entry for each block.
    """
    if len(sentences) != len(document.blocks):
        raise ValueError(f"{len(document.blocks)} blocks but sentences for {len(sentences)}")
    segments: list[Segment] = []
    apart: list[SetApart] = []
    voice_at = _VoiceReader(voices)
    figures_before = False
    paths = document.heading_paths()
    for index, (block, path) in enumerate(zip(document.blocks, paths, strict=True)):
        text = document.text[block.start : block.end]
        if not text.strip():
            continue
        question = question_texts(block.question_id) if block.question_id else None
        reason = _reason_apart(block, text, question, figures_before=figures_before)
        figures_before = reason == _FIGURES
        if reason:
            apart.append(SetApart(span=_trimmed(document, block.start, block.end), reason=reason))
            continue
        context = _context(document, index, path)
        for run, voice in voice_at.runs(block, sentences[index], text):
            owner = respondent_of(voice) if document.role is not Role.PAPER else None
            spoken = (voice, owner)
            for group in points(document.text, run):
                span = Span(start=group[0].start, end=group[-1].end)
                if _labels(block, document.text[span.start : span.end]):
                    apart.append(SetApart(span=span, reason="heading"))
                else:
                    segments.append(_cut(document, block, group, spoken, context))
    return Segmentation(segments=tuple(segments), set_apart=tuple(apart))


def points(text: str, sentences: Sequence[Span]) -> list[list[Span]]:
    """Group sentences of one block and voice, given by offsets into ``text``, into points."""
    groups: list[list[Span]] = []
    for sentence in sentences:
        if groups and _joins(text, groups[-1], sentence):
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    return _without_fragments(text, groups)


def _joins(text: str, group: Sequence[Span], sentence: Span) -> bool:
    """Whether a sentence goes on with the point of the group before it."""
    here = text[sentence.start : sentence.end].lstrip("“\"'‘(*_ ")
    so_far = text[group[0].start : group[-1].end]
    words = len(so_far.split()) + len(here.split())
    if len(group) >= MOST_SENTENCES or words > _MOST_WORDS:
        return False
    if words <= _SHORT_WORDS and _quotes_on(
        so_far, text[sentence.start : sentence.start + _QUOTATION]
    ):
        return True
    if _NEW_POINT.match(here):
        return False
    before = text[group[-1].start : group[-1].end]
    if len(before.split()) < _FRAGMENT_WORDS or before.rstrip().endswith((":", "?")):
        return True
    if _FOLLOWS.match(here):
        return len(group) < MOST_SENTENCES - 1 or words <= _SHORT_WORDS
    return words <= _SHORT_WORDS and len(group) < 2 and _cohesion(so_far, here) >= _COHESION


def _quotes_on(so_far: str, following: str) -> bool:
    """Whether a quotation that was begun goes on in what follows, and ends there."""
    rest = following.partition("\n")[0]
    if so_far.count("“") > so_far.count("”"):
        return "”" in rest
    return so_far.count('"') % 2 == 1 and '"' in rest


def _cohesion(one: str, other: str) -> float:
    """Return the share of the shorter text's content words that stand in the other, 0..1."""
    first, second = _content(one), _content(other)
    if not first or not second:
        return 1.0
    return len(first & second) / min(len(first), len(second))


def _content(text: str) -> set[str]:
    words = (w.group().lower().replace("’", "'") for w in _WORD.finditer(text))
    return {_stem(w) for w in words if w not in _STOP and len(w) > 2}


def _stem(word: str) -> str:
    for ending in ("'s", "ing", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _without_fragments(text: str, groups: list[list[Span]]) -> list[list[Span]]:
    """Join a group of a few words to its neighbour: the one after it, at the end the one before."""
    joined: list[list[Span]] = []
    pending: list[Span] = []
    for group in groups:
        whole = [*pending, *group]
        pending = []
        words = len(text[whole[0].start : whole[-1].end].split())
        if words < _FRAGMENT_WORDS and len(whole) < MOST_SENTENCES:
            pending = whole
        elif len(whole) > MOST_SENTENCES:
            joined.extend((whole[:-MOST_SENTENCES], whole[-MOST_SENTENCES:]))
        else:
            joined.append(whole)
    if pending and joined and len(joined[-1]) + len(pending) <= MOST_SENTENCES:
        joined[-1].extend(pending)
    elif pending:
        joined.append(pending)
    return joined


def _reason_apart(
    block: Block, text: str, question: str | None, *, figures_before: bool
) -> str | None:
    """Return why a whole block is set apart, or None."""
    if block.kind is BlockKind.FURNITURE:
        return "furniture"
    if block.kind is BlockKind.HEADING:
        return "heading"
    if block.kind is BlockKind.ANSWER:
        kind = filler(text, question)
        return f"filler:{kind.value.lower()}" if kind else None
    kind = filler(text)
    if kind in {FillerKind.CROSS_REFERENCE, FillerKind.NO_COMMENT}:
        return f"filler:{kind.value.lower()}" if any(c.isalpha() for c in text) else "symbols"
    if is_letter_frame(text):
        return "salutation"
    if is_source_note(text.strip(), is_note=block.locator.part in _NOTES):
        return "note"
    if _CAPTION.match(text) and block.kind is not BlockKind.LIST_ITEM:
        return "caption"
    return _FIGURES if _is_figures(block, text, figures_before=figures_before) else None


def _labels(block: Block, text: str) -> bool:
    """Whether words only name the question over an answer; a form's answer may name one."""
    return block.kind is not BlockKind.ANSWER and is_form_label(text)


def _is_figures(block: Block, text: str, *, figures_before: bool) -> bool:
    """Whether a block is numbers, or numbers with the few words that label them."""
    letters = sum(c.isalpha() for c in text)
    digits = sum(c.isdigit() for c in text)
    if letters == 0 or (block.kind is BlockKind.TABLE_ROW and digits > letters):
        return True
    label = len(text.split()) <= 16 and not text.rstrip().endswith((".", "!", "?", ";"))
    if block.kind is BlockKind.LIST_ITEM or not label:
        return False
    amount = _NUMBER_FIRST.match(text)
    big = amount is not None and sum(c.isdigit() for c in amount.group()) >= 3
    return figures_before or (big and not re.match(r"^\d{4}\s", text))


def _context(document: Document, index: int, path: tuple[Span, ...]) -> tuple[Span, ...]:
    lead = document.blocks[index].lead
    if lead is None:
        return path
    span = Span(start=document.blocks[lead].start, end=document.blocks[lead].end)
    return path if span in path else (*path, span)


def _cut(
    document: Document,
    block: Block,
    group: Sequence[Span],
    spoken: tuple[Voice, str | None],
    context: tuple[Span, ...],
) -> Segment:
    """Cut the sentences of a group as one segment, spoken by a voice for a respondent."""
    start, end = group[0].start, group[-1].end
    return Segment(
        id=make_id("seg", document.id, str(start), str(end)),
        document_id=document.id,
        respondent_id=spoken[1],
        start=start,
        end=end,
        text=document.text[start:end],
        locator=locator_between(block.locator, start, end),
        voice=spoken[0],
        context=context,
        question_id=block.question_id,
        language=document.language,
    )


def _trimmed(document: Document, start: int, end: int) -> Span:
    text = document.text[start:end]
    start += len(text) - len(text.lstrip())
    return Span(start=start, end=start + len(text.strip()))


class _VoiceReader:
    """Walks along the voices of a document, block by block."""

    def __init__(self, voices: Sequence[VoiceSpan]) -> None:
        self._voices = sorted(voices, key=lambda v: v.start)
        self._next = 0

    def runs(self, block: Block, cuts: Sequence[Span], text: str) -> list[tuple[list[Span], Voice]]:
        """Return the block's sentences as document offsets, in runs of one voice.

        A sentence that two voices share is the voice's that holds its middle.

        Raises:
            ValueError: if no voice covers a sentence.
        """
        whole = Span(start=len(text) - len(text.lstrip()), end=len(text.rstrip()))
        runs: list[tuple[list[Span], Voice]] = []
        for cut in cuts or (whole,):
            span = Span(start=block.start + cut.start, end=block.start + cut.end)
            voice = self._at((span.start + span.end) // 2)
            if runs and runs[-1][1] == voice:
                runs[-1][0].append(span)
            else:
                runs.append(([span], voice))
        return runs

    def _at(self, position: int) -> Voice:
        while self._next < len(self._voices) and self._voices[self._next].end <= position:
            self._next += 1
        if self._next < len(self._voices) and self._voices[self._next].start <= position:
            return self._voices[self._next].voice
        raise ValueError(f"no voice covers character {position}")
