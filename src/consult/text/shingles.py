"""Texts as runs of four folded words, each run a number, in flat arrays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from consult.domain.document import Span

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Words = npt.NDArray[np.uint64]
    Numbers = npt.NDArray[np.uint32]
    Counts = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

N = TypeVar("N", bound="np.generic")
RUN = 4
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ODD = (
    0x9E3779B97F4A7C15,
    0xBF58476D1CE4E5B9,
    0x94D049BB133111EB,
    0xD6E8FEB86659FD93,
)
_FLAG_BITS = 25
_AT_A_TIME = 1 << 20


def fold(text: str, spans: Iterable[Span]) -> list[str]:
    """Return the folded words inside the spans, in order: marks, case, apostrophes are nothing."""
    found = " ".join(" ".join(_WORD.findall(text, span.start, span.end)) for span in spans)
    return found.lower().replace("'", "").replace("’", "").split()


def places(text: str, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Return where each word of :func:`fold` stands."""
    return [m.span() for span in spans for m in _WORD.finditer(text, span.start, span.end)]


class Folder:
    """Numbers texts; a word has one number for as long as the folder lives."""

    def __init__(self) -> None:
        self._numbers = _WordNumbers()

    def words(self, text: str, spans: Iterable[Span]) -> Words:
        """Return a number for each folded word inside the spans, in order."""
        import numpy as np

        words = fold(text, spans)
        return np.fromiter(map(self._numbers.__getitem__, words), np.uint64, len(words))

    def runs(self, text: str, spans: Iterable[Span] | None = None) -> Numbers:
        """Return a number for each run of four words, in order; fewer words make one run."""
        return runs_of(
            self.words(text, (Span(start=0, end=len(text)),) if spans is None else spans)
        )


class _WordNumbers(dict[str, int]):
    """Word -> 64-bit number."""

    def __missing__(self, word: str) -> int:
        raw = word.encode("utf-8", "surrogatepass")
        number = int.from_bytes(blake2b(raw, digest_size=8).digest(), "big")
        self[word] = number
        return number


def runs_of(words: Words) -> Numbers:
    """Return a number for each run of four words, in order; one for fewer, none for none.

    Of 32 bits: two runs in a pair of texts hardly ever meet by chance, and what is made of the
    numbers is a choice of texts, whose words are then laid side by side exactly.
    """
    import numpy as np

    if not len(words):
        return np.empty(0, dtype=np.uint32)
    if len(words) < RUN:
        words = np.concatenate([words, np.zeros(RUN - len(words), dtype=np.uint64)])
    many = len(words) - RUN + 1
    number = np.zeros(many, dtype=np.uint64)
    for place, odd in enumerate(_ODD):
        number += words[place : place + many] * np.uint64(odd)
    number ^= number >> np.uint64(31)
    number *= np.uint64(_ODD[2])
    return (number >> np.uint64(32)).astype(np.uint32)


class Rows(Generic[N]):
    """Numbers of many texts in one flat array; row i is ``flat[starts[i]:starts[i + 1]]``."""

    __slots__ = ("flat", "starts")

    def __init__(self, flat: npt.NDArray[N], starts: Counts) -> None:
        self.flat = flat
        self.starts = starts

    @classmethod
    def of(cls, rows: Sequence[npt.NDArray[N]]) -> Rows[N]:
        """Lay rows end to end."""
        import numpy as np

        starts = np.zeros(len(rows) + 1, dtype=np.int64)
        np.cumsum([len(row) for row in rows], out=starts[1:])
        return cls(np.concatenate(rows) if rows else cls._nothing(), starts)

    @staticmethod
    def _nothing() -> npt.NDArray[N]:
        import numpy as np

        empty: npt.NDArray[Any] = np.empty(0, dtype=np.uint32)
        return empty

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __iter__(self) -> Iterator[npt.NDArray[N]]:
        return (self[row] for row in range(len(self)))

    def __getitem__(self, row: int) -> npt.NDArray[N]:
        return self.flat[self.starts[row] : self.starts[row + 1]]

    @property
    def sizes(self) -> Counts:
        """How many numbers each row has."""
        return self.starts[1:] - self.starts[:-1]

    def sums(self, values: Counts | Flags) -> Counts:
        """Return the sum of one value a number, row by row."""
        import numpy as np

        total = np.zeros(len(values) + 1, dtype=np.int64)
        np.cumsum(values, out=total[1:])
        sums: Counts = total[self.starts[1:]] - total[self.starts[:-1]]
        return sums

    def chosen(self, which: Iterable[int]) -> Rows[N]:
        """Return some of the rows, in the order given."""
        return Rows.of([self[row] for row in which])

    def unique(self) -> Rows[N]:
        """Return each row sorted, every number once."""
        import numpy as np

        ordered = np.lexsort((self.flat, np.repeat(np.arange(len(self)), self.sizes)))
        flat = self.flat[ordered]
        first = np.ones(len(flat), dtype=bool)
        first[1:] = flat[1:] != flat[:-1]
        first[self.starts[:-1][self.sizes > 0]] = True
        return Rows(flat, self.starts).where(first)

    def blocks(self) -> Iterator[Rows[N]]:
        """Yield the rows again in blocks of about a million numbers, in order."""
        import numpy as np

        first = 0
        while first < len(self):
            reach = int(self.starts[first]) + _AT_A_TIME
            last = max(first + 1, int(np.searchsorted(self.starts, reach, side="right")) - 1)
            begin, end = int(self.starts[first]), int(self.starts[last])
            yield Rows(self.flat[begin:end], self.starts[first : last + 1] - begin)
            first = last

    def where(self, kept: Flags) -> Rows[N]:
        """Return the rows with the numbers that are kept."""
        import numpy as np

        before = np.concatenate([[0], np.cumsum(kept)])
        return Rows(self.flat[kept], before[self.starts])


def shared_stretches(
    rows: Rows[np.uint32], copied: Flags, least: int, barred: Numbers
) -> Rows[np.uint32]:
    """Return of each row the numbers in stretches that other rows hold too, each once, sorted.

    A number is shared when it stands in two places, or in a row that is ``copied`` (sent by
    several in the same words), and is not ``barred``. Single phrases are shared by chance in any
    large number of letters, so only stretches of at least ``least`` shared numbers count. One
    number in some dozens may be taken for shared that is not, which costs nothing but time.
    """
    import numpy as np

    flags = _flagged(rows, copied)
    found = []
    for block in rows.blocks():
        is_shared = flags[block.flat >> np.uint32(32 - _FLAG_BITS)]
        is_shared &= ~is_in(block.flat, barred)
        found.append(block.where(_in_stretches(block, is_shared, least)).unique())
    return Rows.of([row for block in found for row in block])


def is_in(values: npt.NDArray[N], ordered: npt.NDArray[N]) -> Flags:
    """Return which values stand among others, which are sorted."""
    import numpy as np

    if not len(ordered):
        return np.zeros(len(values), dtype=bool)
    at = np.searchsorted(ordered, values)
    at[at == len(ordered)] = 0
    found: Flags = ordered[at] == values
    return found


def _flagged(rows: Rows[np.uint32], copied: Flags) -> Flags:
    """Return by the first bits of a number whether one with these bits may be shared."""
    import numpy as np

    flags = np.zeros(1 << _FLAG_BITS, dtype=bool)
    ordered = np.sort(rows.flat)
    again = ordered[1:][ordered[1:] == ordered[:-1]]
    for numbers in (again, rows.flat[np.repeat(copied, rows.sizes)]):
        flags[numbers >> np.uint32(32 - _FLAG_BITS)] = True
    return flags


def _in_stretches(rows: Rows[np.uint32], flags: Flags, least: int) -> Flags:
    """Keep the flags that stand in unbroken stretches of at least ``least`` in one row."""
    import numpy as np

    begins = np.ones(len(flags), dtype=bool)
    begins[1:] = flags[1:] != flags[:-1]
    begins[rows.starts[:-1][rows.sizes > 0]] = True
    starts = np.flatnonzero(begins)
    lengths = np.diff(np.append(starts, len(flags)))
    kept: Flags = np.repeat(flags[starts] & (lengths >= least), lengths)
    return kept
