"""Which words of a copy stand in a template, and which its sender added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from consult.domain.document import Span
from consult.text.fillers import is_letter_frame

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_OWN_WORDS = 3
_BLANK_WORDS = 3
_FEW_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """A copy laid against a template: its own sentences, and how much of the template it keeps."""

    own: tuple[Span, ...]
    """Sentences with words of the sender's own, neighbours joined, in order."""
    own_words: int
    kept: float
    """Share of the template's words that stand in the copy in their order, 0..1."""


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands."""

    text: str
    start: int
    end: int


def words_of(text: str, spans: Iterable[Span]) -> list[Word]:
    """Return the folded words inside the spans, in order; marks and case do not count."""
    return [
        Word(match.group().lower().replace("’", "'"), match.start(), match.end())
        for span in spans
        for match in _WORD.finditer(text, span.start, span.end)
    ]


def sentences_of(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return stretches of a text that end in a full stop or a line break, trimmed, in order."""
    found: list[Span] = []
    for span in spans:
        start = span.start
        for match in re.finditer(r"[.!?]+[\"”’')\]]*\s+|\n+", text[span.start : span.end]):
            found.append(Span(start=start, end=span.start + match.end()))
            start = span.start + match.end()
        found.append(Span(start=start, end=span.end))
    return [trimmed for one in found if (trimmed := _trim(text, one)) is not None]


def align(text: str, spans: Sequence[Span], template: Sequence[str]) -> Aligned:
    """Lay a copy against the folded words of a template.

    Words are matched in order by the longest common stretches. A sentence is the sender's own
    when at least three words in a row, or half of it, are not the template's; filled blanks (a
    name, a place, a date of up to three words) and greetings are not. Time is that of difflib
    without junk, near-linear for texts that mostly agree.
    """
    words = words_of(text, spans)
    matcher = SequenceMatcher(None, list(template), [w.text for w in words], autojunk=False)
    shared = [False] * len(words)
    kept = 0
    for block in matcher.get_matching_blocks():
        if block.size >= 2 or _is_between(shared, block.b):
            shared[block.b : block.b + block.size] = [True] * block.size
            kept += block.size
    own: list[Span] = []
    own_words = 0
    position = 0
    for sentence in sentences_of(text, spans):
        inside: list[bool] = []
        first = position
        while position < len(words) and words[position].start < sentence.end:
            inside.append(shared[position])
            position += 1
        if not _is_own(text[sentence.start : sentence.end], inside, words[first:position]):
            continue
        own_words += inside.count(False)
        if own and not text[own[-1].end : sentence.start].strip():
            own[-1] = Span(start=own[-1].start, end=sentence.end)
        else:
            own.append(sentence)
    return Aligned(
        own=tuple(own), own_words=own_words, kept=kept / len(template) if template else 0.0
    )


def _is_between(shared: Sequence[bool], index: int) -> bool:
    """Whether a single shared word stands right after shared words."""
    return index > 0 and shared[index - 1]


def _is_own(sentence: str, inside: Sequence[bool], words: Sequence[Word]) -> bool:
    if len(inside) < _OWN_WORDS or is_letter_frame(sentence):
        return False
    longest = run = 0
    for is_shared in inside:
        run = 0 if is_shared else run + 1
        longest = max(longest, run)
    if longest <= _BLANK_WORDS and inside.count(False) * 2 < len(inside):
        return False
    return longest >= _OWN_WORDS and not _is_sign_off(sentence, words)


def _is_sign_off(sentence: str, words: Sequence[Word]) -> bool:
    """Whether a short line is a name, an address or a number: all capitals and digits."""
    if sentence.rstrip().endswith(("!", "?")):
        return False
    printed = [m.group() for m in _WORD.finditer(sentence)]
    named = sum(w[0].isupper() or w[0].isdigit() for w in printed)
    return len(words) <= _FEW_WORDS * 2 and named == len(printed)


def _trim(text: str, span: Span) -> Span | None:
    inside = text[span.start : span.end]
    if not inside.strip():
        return None
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start=start, end=start + len(inside.strip()))
