"""Runs of words that stand only where the public may not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

_SHARED_WORDS = 6
_Run = tuple[str, ...]


class KeptBack:
    """What respondents wrote whose words may not be shown, and nobody whose words may be.

    ``labels`` are those of all themes: a label is a few words out of somebody's text, so runs of
    any length are looked for, where a statement has words of its own and shares short runs with
    everybody. The time is linear in the texts.
    """

    def __init__(
        self, *, open_texts: Sequence[str], closed_texts: Sequence[str], labels: Iterable[str]
    ) -> None:
        self._long: frozenset[_Run] = frozenset()
        self._short: frozenset[_Run] = frozenset()
        if closed_texts:
            wanted = {run for label in labels for run in _short_runs(_folded(label))}
            closed = _found(closed_texts, wanted)
            self._long = frozenset(_windows(closed_texts) - _windows(open_texts))
            self._short = frozenset(closed - _found(open_texts, closed))

    def in_text(self, text: str) -> bool:
        """Tell whether a text repeats six words or more in a row that are kept back."""
        return not self._long.isdisjoint(_windows([text]))

    def in_label(self, label: str) -> bool:
        """Tell whether any run of words of one of the labels is kept back, however short."""
        return self.in_text(label) or not self._short.isdisjoint(_short_runs(_folded(label)))


def _folded(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()


def _windows(texts: Iterable[str]) -> set[_Run]:
    """Return every run of six folded words of the texts."""
    found: set[_Run] = set()
    for text in texts:
        words = _folded(text)
        for start in range(len(words) - _SHARED_WORDS + 1):
            found.add(tuple(words[start : start + _SHARED_WORDS]))
    return found


def _short_runs(words: Sequence[str]) -> Iterator[_Run]:
    """Yield every run of one to five words."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + _SHARED_WORDS, len(words) + 1)):
            yield tuple(words[start:end])


def _found(texts: Iterable[str], wanted: Iterable[_Run]) -> set[_Run]:
    """Return those of the wanted runs that stand in any of the texts."""
    by_first: dict[str, set[_Run]] = {}
    for run in wanted:
        by_first.setdefault(run[0], set()).add(run)
    found: set[_Run] = set()
    for text in texts:
        words = _folded(text)
        for start, word in enumerate(words):
            for run in by_first.get(word, ()):
                if run not in found and tuple(words[start : start + len(run)]) == run:
                    found.add(run)
    return found
