"""Texts as runs of four folded words, each run a number, in flat arrays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Generic, TypeVar

from consult.domain.document import Span

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.uint64]
    Counts = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

N = TypeVar("N", bound="np.generic")
RUN = 4
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_APOSTROPHES = str.maketrans("", "", "'’")
_ODD = (
    0x9E3779B97F4A7C15,
    0xBF58476D1CE4E5B9,
    0x94D049BB133111EB,
    0xD6E8FEB86659FD93,
)
_FLAG_BITS = 26


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands."""

    text: str
    start: int
    end: int


def fold(text: str, spans: Iterable[Span]) -> list[str]:
    """Return the folded words inside the spans, in order: marks, case, apostrophes are nothing."""
    found = (_WORD.findall(text, span.start, span.end) for span in spans)
    return " ".join(" ".join(words) for words in found).lower().translate(_APOSTROPHES).split()


def words_of(text: str, spans: Iterable[Span]) -> list[Word]:
    """Return the words of :func:`fold` with their places."""
    return [
        Word(match.group().lower().translate(_APOSTROPHES), match.start(), match.end())
        for span in spans
        for match in _WORD.finditer(text, span.start, span.end)
    ]


class Folder:
    """Numbers texts; a word has one number for as long as the folder lives."""

    def __init__(self) -> None:
        self._numbers = _WordNumbers()

    def words(self, text: str, spans: Iterable[Span]) -> Numbers:
        """Return a number for each folded word inside the spans, in order."""
        import numpy as np

        words = fold(text, spans)
        return np.array([self._numbers[word] for word in words], dtype=np.uint64)

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


def runs_of(words: Numbers) -> Numbers:
    """Return a number for each run of four words, in order; one for fewer, none for none."""
    import numpy as np

    if not len(words):
        return np.empty(0, dtype=np.uint64)
    if len(words) < RUN:
        words = np.concatenate([words, np.zeros(RUN - len(words), dtype=np.uint64)])
    many = len(words) - RUN + 1
    number = np.zeros(many, dtype=np.uint64)
    for place, odd in enumerate(_ODD):
        number += words[place : place + many] * np.uint64(odd)
    return mixed(number)


def mixed(number: Numbers) -> Numbers:
    """Spread numbers over all 64 bits, one to one."""
    import numpy as np

    number = (number ^ (number >> np.uint64(30))) * np.uint64(_ODD[1])
    number = (number ^ (number >> np.uint64(27))) * np.uint64(_ODD[2])
    return number ^ (number >> np.uint64(31))


class Rows(Generic[N]):
    """Numbers of many texts in one flat array; row i is ``flat[starts[i]:starts[i + 1]]``."""

    __slots__ = ("flat", "starts")

    def __init__(self, flat: npt.NDArray[N], starts: Counts) -> None:
        self.flat = flat
        self.starts = starts

    @classmethod
    def of(cls, rows: Sequence[npt.NDArray[N]]) -> Rows[N]:
        """Lay rows end to end; there is at least one."""
        import numpy as np

        starts = np.zeros(len(rows) + 1, dtype=np.int64)
        np.cumsum([len(row) for row in rows], out=starts[1:])
        return cls(np.concatenate(rows), starts)

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
        """Return some of the rows, in the order given; there is at least one."""
        return Rows.of([self[row] for row in which])

    def unique(self) -> Rows[N]:
        """Return each row sorted, every number once."""
        import numpy as np

        return Rows.of([np.unique(row) for row in self])


def shared_stretches(
    rows: Rows[np.uint64], copied: Flags, least: int, without: Numbers
) -> list[Numbers]:
    """Return of each row the numbers in stretches that other rows hold too, each once, sorted.

    A number is shared when it stands in two places, or in a row that is ``copied`` (sent by
    several in the same words), and not ``without``. Single phrases are shared by chance in any
    large number of letters, so only stretches of at least ``least`` shared numbers count. One
    number in a thousand may be taken for shared that is not, which costs nothing but time.
    """
    import numpy as np

    flags = _flagged(_repeated(rows, copied))
    barred = _flagged(without)
    mask = np.uint64((1 << _FLAG_BITS) - 1)
    found = []
    for row in rows:
        places = (row & mask).astype(np.int64)
        is_shared = flags[places] & ~(barred[places] & np.isin(row, without))
        found.append(np.unique(row[_in_stretches(is_shared, least)]))
    return found


def _repeated(rows: Rows[np.uint64], copied: Flags) -> Numbers:
    import numpy as np

    ordered = np.sort(rows.flat)
    again = ordered[1:][ordered[1:] == ordered[:-1]]
    return np.concatenate([again, rows.flat[np.repeat(copied, rows.sizes)]])


def _flagged(numbers: Numbers) -> Flags:
    import numpy as np

    flags = np.zeros(1 << _FLAG_BITS, dtype=bool)
    flags[(numbers & np.uint64((1 << _FLAG_BITS) - 1)).astype(np.int64)] = True
    return flags


def _in_stretches(flags: Flags, least: int) -> Flags:
    """Keep the flags that stand in unbroken stretches of at least ``least``."""
    import numpy as np

    padded = np.concatenate([[False], flags, [False]])
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    kept = np.zeros(len(flags), dtype=bool)
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if end - start >= least:
            kept[start:end] = True
    return kept
