"""Which words of a copy stand in a template, and which its sender added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from consult.domain.document import Span
from consult.text.fillers import is_letter_frame, is_particulars
from consult.text.shingles import RUN, fold, is_in, places
from consult.text.speakers import word_set

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Counts = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

_PRINTED = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"(?<![.!?])[.!?]++[\"”’')\]]*+\s++|\n++")
_OWN_WORDS = 3
_FEW_WORDS = 12
_BLANK_LINE = 2
_SUPPLIED_SENTENCE = 5
_MOST_WORDS = 50_000
"""Different words, of which four fit a number; of more, the rest is taken for nobody's."""
_SMALL = word_set("a an and at by de for from in le la near of on since the to under upon von with")


class Supplied:
    """An organiser's words, as what stands together in them.

    Made of folded words in stretches; words of two stretches do not stand together. Words are
    numbered, so that four in a row are one exact number.
    """

    def __init__(self, stretches: Iterable[Sequence[str]]) -> None:
        import numpy as np

        kept = [list(words) for words in stretches]
        listed = sorted({word for words in kept for word in words})[:_MOST_WORDS]
        self._numbers = {word: number for number, word in enumerate(listed, start=1)}
        self._base = len(listed) + 1
        self.words = sum(map(len, kept))
        numbered = [self._numbered(words) for words in kept]
        none = np.empty(0, dtype=np.int64)
        self._runs = {
            size: np.unique(
                np.concatenate(
                    [none, *(self._joined(n, size) for n in numbered if min(len(n), RUN) == size)]
                )
            )
            for size in range(2, RUN + 1)
        }
        self._twos = np.unique(np.concatenate([none, *(self._joined(n, 2) for n in numbered)]))

    def given(self, words: Sequence[str]) -> list[bool]:
        """Return for each folded word of a text whether it is the organiser's.

        It is when it stands in four words in a row that are, or in all words of a shorter
        stretch, or goes on from such words as they go on. Time is linear.
        """
        import numpy as np

        numbered = self._numbered(words)
        given = np.zeros(len(words), dtype=bool)
        for size, runs in self._runs.items():
            found = is_in(self._joined(numbered, size), runs)
            for place in range(size if len(found) else 0):
                given[place : place + len(found)] |= found
        goes_on = is_in(self._joined(numbered, 2), self._twos)
        for at in np.flatnonzero(given[:-1] & ~given[1:] & goes_on).tolist():
            _walk(given, goes_on, at)
        for at in np.flatnonzero(given[1:] & ~given[:-1] & goes_on).tolist():
            _walk(given, goes_on, at, back=True)
        flags: list[bool] = given.tolist()
        return flags

    def _numbered(self, words: Sequence[str]) -> Counts:
        """Number words from 1; a word that the organiser has not is 0."""
        import numpy as np

        return np.array([self._numbers.get(word, 0) for word in words], dtype=np.int64)

    def _joined(self, numbered: Counts, size: int) -> Counts:
        """Return one number for every so many words in a row."""
        import numpy as np

        many = max(0, len(numbered) - size + 1)
        joined = np.zeros(many, dtype=np.int64)
        for place in range(size):
            joined = joined * self._base + numbered[place : place + many]
        return joined


def _walk(given: Flags, goes_on: Flags, at: int, *, back: bool = False) -> None:
    """Go on from a word that is given as long as the next is joined to it."""
    step = -1 if back else 1
    word = at + 1 if back else at
    while (
        0 <= word + step < len(given) and not given[word + step] and goes_on[min(word, word + step)]
    ):
        word += step
        given[word] = True


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

    Paragraphs may change places. A sentence without supplied words to speak of
    is the sender's own when it has three words; in one that is mostly supplied, own is a stretch
    of more than three other words. Filled blanks (a name, a place, a date), greetings and closes
    are not own. Time is linear.
    """
    given = supplied.given(fold(text, spans))
    kept = min(1.0, sum(given) / supplied.words) if supplied.words else 0.0
    if all(given):
        return Aligned(own=(), filled=(), kept=kept)
    words = places(text, spans)
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


def _with_words(
    sentences: Iterable[Span], words: Sequence[tuple[int, int]]
) -> Iterator[tuple[Span, int, int]]:
    """Yield sentences with the first of their words and the one after their last."""
    position = 0
    for sentence in sentences:
        first = position
        while position < len(words) and words[position][0] < sentence.end:
            position += 1
        if position > first:
            yield sentence, first, position


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a copy with at least one word that was not supplied."""

    text: str
    span: Span
    words: Sequence[tuple[int, int]]
    given: Sequence[bool]
    shouted: bool

    def own(self) -> list[Span]:
        """Return what of it is its sender's own: nothing, all of it, or stretches of it."""
        said = self.text[self.span.start : self.span.end]
        if len(self.words) < _OWN_WORDS or is_letter_frame(said):
            return []
        if sum(self.given) >= _BLANK_LINE and is_particulars(said):
            return []
        if sum(self.given) >= _SUPPLIED_SENTENCE and sum(self.given) * 3 >= len(self.given):
            return [self._cut(run) for run in self._others() if self._is_added(run)]
        added = any(last - first >= _OWN_WORDS for first, last in self._others())
        return [self.span] if added and not self._is_sign_off(said) else []

    def is_filled(self) -> bool:
        """Whether it only says who the sender is, beside the organiser's words for that."""
        said = self.text[self.span.start : self.span.end]
        alone = sum(self.given) <= _BLANK_LINE and self._is_sign_off(said)
        return alone or is_particulars(said) or is_letter_frame(said)

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
        words = [self.text[start:end] for start, end in self.words[run[0] : run[1]]]
        return len(words) > _OWN_WORDS and not self._is_name(words)

    def _is_name(self, words: Sequence[str]) -> bool:
        named = all(w[0].isupper() or w[0].isdigit() or w.lower() in _SMALL for w in words)
        return named and not self.shouted and len(words) <= _FEW_WORDS

    def _is_sign_off(self, said: str) -> bool:
        """Whether a short line is a name, an address or a number: all capitals and digits."""
        if said.rstrip().endswith(("!", "?")) or (self.shouted and len(self.words) > _OWN_WORDS):
            return False
        printed = [match.group() for match in _PRINTED.finditer(said)]
        if any(map(str.isdigit, said)) and self._is_name(printed):
            return True
        named = all(word[0].isupper() or word[0].isdigit() for word in printed)
        return named and len(self.words) <= _FEW_WORDS

    def _cut(self, run: tuple[int, int]) -> Span:
        """Return a stretch of words with the marks that close it."""
        last = run[1]
        end = self.words[last][0] if last < len(self.words) else self.span.end
        start = self.words[run[0]][0]
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
