"""Where a response puts a question in words that are nearly its own.

Who copies a question by hand changes words of it. A line of its own, or a few, that asks something
is then likest to one question, by their letters, and plainly less like every other.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from consult.coding.answered import Mark
from consult.domain.document import Span

ALIKE = 0.7
SURELY_ALIKE = 0.8
"""Share of letters that a line must have in common with a question to put it anew, where it ends
in a question mark and where it does not."""
APART = 0.12
"""How much less it must share with every other question."""
SHORTEST = 15
"""Letters of a line or question; in fewer there is too little to tell apart."""
MOST_READ = 2_000
"""Lines, and groups of lines that ask something, that are read in one text."""
MOST_PARTS = 6
MOST_LINES = 4
MOST_CHARACTERS = 600
FEWEST_WORDS = 4
BEGUN_WORDS = 6
"""Words from which the beginning of a question, *…?* or *…*, stands for the whole."""

_NEAR = 40
_ENDS = '.?!:;)]”"'
_ASKS = re.compile(r"\?[\"'”’)*_\]]{0,3}[ \t]{0,20}$", re.MULTILINE)
_LINE = re.compile(r"^[^\n]{15,600}[^\s.?!:;,](?=[ \t]{0,20}$)", re.MULTILINE)
_LEADS = re.compile(
    r"[ \t#>*•|►_\"“'‘(\[-]{0,12}(?:(?:consultation |discussion )?(?:question|q)\b[ \t.:]{0,2})?"
    r"(?:[a-z]?\d{1,3}(?:\.\d{1,3}){0,2}[a-h]?\b[ \t.):\]–—-]{0,4}|[a-h][.)][ \t]{1,3})?"
    r"[*_\"“'‘]{0,3}",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.?!:])\s+(?=[^\W\d_]{3}|[\"'“‘])")


class Reworded:
    """The questions of a consultation, ready to be told from lines that nearly repeat them."""

    def __init__(self, questions: Sequence[str]) -> None:
        """Take the wordings; of a long one its sentences may stand for it, too."""
        self._forms = [_forms(question) for question in questions]

    def marks_in(self, text: str, found: Iterable[Mark]) -> tuple[Mark, ...]:
        """Return the lines that put a question anew, in the text's order, beside those ``found``.

        Up to four lines that end in a question mark, or one that ends no sentence.
        """
        taken = sorted((mark.span.start, mark.span.end) for mark in found if mark.by == "wording")
        marks: list[Mark] = []
        for ways, alike in ((_asking(text), ALIKE), (_plain(text), SURELY_ALIKE)):
            for stretches in islice(ways, MOST_READ):
                mark = self._likeliest(text, stretches, taken, alike)
                if mark is not None:
                    marks.append(mark)
                    insort(taken, (mark.span.start, mark.span.end))
        return tuple(sorted(marks, key=lambda mark: mark.span.start))

    def _likeliest(
        self,
        text: str,
        stretches: Sequence[tuple[int, int]],
        taken: Sequence[tuple[int, int]],
        alike: float,
    ) -> Mark | None:
        """Return the mark of the stretch that is likest to a question; of equals the first."""
        best, mark = 0.0, None
        for start, end in stretches:
            after = bisect_left(taken, (end, 0))
            if after and taken[after - 1][1] > start:
                continue
            found = self._question(text[start:end], alike)
            if found is not None and found[1] > best:
                best = found[1]
                span = Span(start=start, end=end)
                mark = Mark(questions=(found[0],), span=span, by="wording")
        return mark

    def _question(self, line: str, alike: float) -> tuple[int, float] | None:
        """Return the question that a line puts and the share of letters they have, or None."""
        said = _letters(line)
        if len(said) < SHORTEST:
            return None
        begun = len(line.split()) >= BEGUN_WORDS
        likeness = [
            max((_likeness(said, form, begun=begun) for form in forms), default=0.0)
            for forms in self._forms
        ]
        first, second = (sorted([*likeness, 0.0, 0.0], reverse=True))[:2]
        if first < alike or first - second < APART:
            return None
        return likeness.index(first), first


def _asking(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield by question mark the stretches of whole lines that end in it, the widest first."""
    for asks in _ASKS.finditer(text):
        end = asks.end()
        low = max(0, end - MOST_CHARACTERS)
        begins = [low] if low == 0 else []
        place = end
        for _ in range(MOST_LINES):
            place = text.rfind("\n", low, place)
            if place < 0:
                break
            begins.insert(0, place + 1)
        stretches = []
        for begin in begins:
            part = text[begin:end]
            if "\n\n" in part.lstrip() or not part.strip():
                continue
            lead = _LEADS.match(part)
            stretches.append((begin + (lead.end() if lead else 0), end))
        yield stretches


def _plain(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the lines of some words that stand apart and end in no mark."""
    for line in _LINE.finditer(text):
        before = text[max(0, line.start() - _NEAR) : line.start()].rstrip(" \t\n")
        after = text[line.end() : line.end() + _NEAR].lstrip()
        gap = text.endswith("\n\n", 0, line.start())
        apart = (gap or not before or before[-1] in _ENDS) and not after[:1].islower()
        if apart and len(line.group().split()) >= FEWEST_WORDS:
            lead = _LEADS.match(line.group())
            yield [(line.start() + (lead.end() if lead else 0), line.end())]


def _forms(question: str) -> tuple[str, ...]:
    """Return the letters of a question, and of each of its sentences that is long enough."""
    whole = _letters(question)
    parts = [_letters(part) for part in _SENTENCE_END.split(question.strip())][:MOST_PARTS]
    return tuple(dict.fromkeys(form for form in (whole, *parts) if len(form) >= SHORTEST))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _likeness(said: str, form: str, *, begun: bool) -> float:
    """Return the share of letters, 0..1, that a line shares with a form or with its beginning."""
    from rapidfuzz.distance import Indel

    floor = ALIKE - APART
    whole = Indel.normalized_similarity(said, form, score_cutoff=floor)
    if not begun or len(said) >= len(form):
        return whole
    beginning = Indel.normalized_similarity(said, form[: len(said)], score_cutoff=floor)
    return max(whole, beginning - APART)
