"""Which words of a copy stand in a template, and which its sender added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from consult.domain.document import Span
from consult.text.fillers import is_letter_frame, is_particulars
from consult.text.shingles import RUN, Word, words_of
from consult.text.speakers import word_set

_PRINTED = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?]+[\"”’')\]]*\s+|\n+")
_OWN_WORDS = 3
_FEW_WORDS = 12
_BLANK_LINE = 2
_SUPPLIED_SENTENCE = 5
_SMALL = word_set("a an and at by de in le la near of on the to under upon von with")


@dataclass(frozen=True, slots=True)
class Supplied:
    """An organiser's words, as what stands together in them."""

    words: int
    runs: frozenset[tuple[str, ...]]
    """Every four words in a row."""
    twos: frozenset[tuple[str, str]]
    """Every two."""

    @classmethod
    def of(cls, stretches: Iterable[Sequence[str]]) -> Supplied:
        """Take folded words in stretches; words of two stretches do not stand together."""
        runs: set[tuple[str, ...]] = set()
        twos: set[tuple[str, str]] = set()
        count = 0
        for words in stretches:
            count += len(words)
            runs.update(tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)))
            twos.update(pairwise(words))
        return cls(count, frozenset(runs), frozenset(twos))


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """A copy laid against a template: its own words, and how much of the template it keeps."""

    own: tuple[Span, ...]
    """What the sender wrote, neighbours joined, in order: sentences, or stretches inside one."""
    filled: tuple[Span, ...]
    """Sentences that only say who the sender is, or fill in a blank, in order."""
    kept: float
    """Share of the template's words that stand in the copy, 0..1."""


def sentences_of(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return stretches of a text that end in a full stop or a line break, trimmed, in order."""
    found: list[Span] = []
    for span in spans:
        start = span.start
        for match in _SENTENCE_END.finditer(text, span.start, span.end):
            found.append(Span(start=start, end=match.end()))
            start = match.end()
        found.append(Span(start=start, end=span.end))
    return [trimmed for one in found if (trimmed := _trim(text, one)) is not None]


def align(text: str, spans: Sequence[Span], supplied: Supplied) -> Aligned:
    """Lay a copy against an organiser's words, wherever in the copy they stand.

    A word is supplied when it stands in four words in a row that are, or goes on from such words
    as they go on; so paragraphs may change places. A sentence without supplied words to speak of
    is the sender's own when it has three words; in one that is mostly supplied, own is a stretch
    of more than three other words. Filled blanks (a name, a place, a date), greetings and closes
    are not own. Time is linear.
    """
    words = words_of(text, spans)
    given = _given([word.text for word in words], supplied)
    kept = min(1.0, sum(given) / supplied.words) if supplied.words else 0.0
    if all(given):
        return Aligned(own=(), filled=(), kept=kept)
    shouted = _is_shouted(text)
    own: list[Span] = []
    filled: list[Span] = []
    for sentence, first, last in _with_words(sentences_of(text, spans), words):
        if all(given[first:last]):
            continue
        said = _Sentence(text, sentence, words[first:last], given[first:last], shouted=shouted)
        found = said.own()
        for span in found:
            if own and not text[own[-1].end : span.start].strip():
                own[-1] = Span(start=own[-1].start, end=span.end)
            else:
                own.append(span)
        if not found and said.is_filled():
            filled.append(sentence)
    return Aligned(own=tuple(own), filled=tuple(filled), kept=kept)


def _given(words: Sequence[str], supplied: Supplied) -> list[bool]:
    """Return for each word whether it is the organiser's."""
    given = [False] * len(words)
    reach = 0
    for at, run in enumerate(zip(*(words[i:] for i in range(RUN)), strict=False)):
        if run in supplied.runs:
            start = max(at, reach)
            reach = at + RUN
            given[start:reach] = [True] * (reach - start)
    if len(words) < RUN:
        given = [tuple(words) in supplied.runs] * len(words)
    for at in range(1, len(words)):
        if given[at - 1] and not given[at]:
            given[at] = (words[at - 1], words[at]) in supplied.twos
    for at in range(len(words) - 2, -1, -1):
        if given[at + 1] and not given[at]:
            given[at] = (words[at], words[at + 1]) in supplied.twos
    return given


def _with_words(
    sentences: Iterable[Span], words: Sequence[Word]
) -> Iterator[tuple[Span, int, int]]:
    """Yield sentences with the first of their words and the one after their last."""
    position = 0
    for sentence in sentences:
        first = position
        while position < len(words) and words[position].start < sentence.end:
            position += 1
        if position > first:
            yield sentence, first, position


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a copy with at least one word that was not supplied."""

    text: str
    span: Span
    words: Sequence[Word]
    given: Sequence[bool]
    shouted: bool

    def own(self) -> list[Span]:
        """Return what of it is its sender's own: nothing, all of it, or stretches of it."""
        said = self.text[self.span.start : self.span.end]
        if len(self.words) < _OWN_WORDS or is_letter_frame(said):
            return []
        if sum(self.given) >= _SUPPLIED_SENTENCE and sum(self.given) * 3 >= len(self.given):
            return [self._cut(run) for run in self._others() if self._is_added(run)]
        added = any(last - first >= _OWN_WORDS for first, last in self._others())
        return [self.span] if added and not self._is_sign_off(said) else []

    def is_filled(self) -> bool:
        """Whether it only says who the sender is, beside the organiser's words for that."""
        said = self.text[self.span.start : self.span.end]
        return sum(self.given) <= _BLANK_LINE or is_particulars(said)

    def _others(self) -> Iterator[tuple[int, int]]:
        start = None
        for at, is_given in enumerate((*self.given, True)):
            if is_given and start is not None:
                yield start, at
                start = None
            elif not is_given and start is None:
                start = at

    def _is_added(self, run: tuple[int, int]) -> bool:
        """Whether a stretch in a supplied sentence is more than a filled blank."""
        words = [self.text[w.start : w.end] for w in self.words[run[0] : run[1]]]
        return len(words) > _OWN_WORDS and not self._is_name(words)

    def _is_name(self, words: Sequence[str]) -> bool:
        named = all(w[0].isupper() or w[0].isdigit() or w.lower() in _SMALL for w in words)
        return named and not self.shouted and len(words) <= _FEW_WORDS

    def _is_sign_off(self, said: str) -> bool:
        """Whether a short line is a name, an address or a number: all capitals and digits."""
        if said.rstrip().endswith(("!", "?")) or (self.shouted and len(self.words) > _OWN_WORDS):
            return False
        return len(self.words) <= _FEW_WORDS and all(
            m.group()[0].isupper() or m.group()[0].isdigit() for m in _PRINTED.finditer(said)
        )

    def _cut(self, run: tuple[int, int]) -> Span:
        """Return a stretch of words with the marks that close it."""
        last = run[1]
        end = self.words[last].start if last < len(self.words) else self.span.end
        start = self.words[run[0]].start
        trimmed = _trim(self.text, Span(start=start, end=end))
        assert trimmed is not None, "a stretch holds a word"
        return trimmed


def _is_shouted(text: str) -> bool:
    """Whether most letters are capitals, which then tell nothing."""
    capitals = sum(map(str.isupper, text))
    return capitals * 2 > sum(map(str.isalpha, text))


def _trim(text: str, span: Span) -> Span | None:
    inside = text[span.start : span.end]
    if not inside.strip():
        return None
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start=start, end=start + len(inside.strip()))
