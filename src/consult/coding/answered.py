"""The answers that stand under marks: the wordings, labels or numbers of questions in a text.

What stands between one mark and the next answers the questions that the first of the two names.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from consult.domain.document import Span

FEWEST_WORDS = 2
"""An answer of fewer words is none, but for *Yes.*: wordings in a list follow on each other."""
TITLE_WORDS = 8
"""So many words between a label and a wording are a title and no answer."""
FEWEST_HEADINGS = 2
"""Questions named in headings of one level from which that level is the one of answers."""
LIST_FROM = 3
"""More questions in a row without an answer between them may be a list."""

_LABEL_CHARACTERS = 40
_OVER_WORDS = 7
_LABEL = re.compile(
    r"(?<!\w)(?:(?:(?:discussion|consultation) )?(?:question|q)\s{0,2}(?:no\.?\s?)?#?\s?)?"
    r"[(\[]?\d{1,3}(?:\.\d{1,2}){0,2}[a-h]?\s{0,2}[.)\]:#–—-]{0,2}\s{0,3}\Z|"
    r"\b(?:question|q)\s{0,2}[.:#–—-]{0,2}\s{0,3}\Z|\bquestion [a-z]{3,12}\s{0,3}\Z|"
    r"(?<!\w)[a-h][.)]\s{0,3}\Z|[*#•►>-]{1,3}\s{0,3}\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place in a text that names questions, by their indexes; of none, where it only parts."""

    questions: tuple[int, ...]
    span: Span
    by: str
    """``wording``, ``label`` or ``number``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Questions that a text names, and the answer that stands after them."""

    questions: tuple[int, ...]
    mark: Span
    answer: Span
    """Trimmed; up to the next mark or the end of the text."""
    by: str


def answers_between(text: str, marks: Iterable[Mark], asked: int) -> tuple[Answered, ...]:
    """Return the answers that stand after marks, in the text's order; they never overlap.

    Args:
        text: what was sent.
        marks: where questions are named; labels that stand inside a wording do not count.
        asked: how many questions there are.

    A label and the wording under it are one mark. A label counts for nothing where the wordings
    under most labels are those of other questions: then the labels are the sender's own. Marks
    without words after them have no answer, nor has the last of a list of questions: marks in a
    row without an answer between them, if all of them are named again later, or more than three
    of which some are, or if all questions are in it. Marks of the same question one after the
    other are parts of it, and their answers are one.
    """
    joined = _joined(text, _without_own_numbering(text, _apart(marks)))
    spans = [_answer(text, joined, place) for place in range(len(joined))]
    told = [
        _says_something(text[span.start : span.end]) and not _is_title(text, joined, place, span)
        for place, span in enumerate(spans)
    ]
    lists = {p for p in range(len(joined)) if told[p] and _ends_list(joined, told, p, asked)}
    result: list[Answered] = []
    for place, mark in enumerate(joined):
        if not told[place] or place in lists or not mark.questions:
            continue
        goes_on = bool(result) and place > 0 and joined[place - 1].questions == mark.questions
        if goes_on and result[-1].questions == mark.questions:
            whole = Span(start=result[-1].answer.start, end=spans[place].end)
            result[-1] = replace(result[-1], answer=whole)
        else:
            result.append(
                Answered(questions=mark.questions, mark=mark.span, answer=spans[place], by=mark.by)
            )
    return tuple(result)


def end_at_headings(
    answered: Sequence[Answered], headings: Sequence[tuple[Span, int]]
) -> tuple[Answered, ...]:
    """Return answers that end where another heading of their own rank begins something else.

    Args:
        answered: in the text's order.
        headings: where the text's headings stand, in order, and the level of each, 1 the highest.

    Only where two marks or more stand in headings of one level: then these are the headings of
    answers, and one of that level or higher that names no question stands over no answer.
    """
    starts = [span.start for span, _ in headings]

    def level_of(one: Answered) -> int | None:
        place = bisect_right(starts, one.mark.start) - 1
        if place < 0 or one.mark.start >= headings[place][0].end:
            return None
        return headings[place][1]

    def ended(one: Answered, level: int) -> Answered:
        first, last = (bisect_left(starts, end) for end in (one.answer.start, one.answer.end))
        ends = (starts[place] for place in range(first, last) if headings[place][1] <= level)
        return replace(one, answer=replace(one.answer, end=next(ends, one.answer.end)))

    levels = [level_of(one) for one in answered]
    counts = Counter(levels)
    return tuple(
        one if level is None or counts[level] < FEWEST_HEADINGS else ended(one, level)
        for one, level in zip(answered, levels, strict=True)
    )


def label_before(text: str, end: int) -> bool:
    """Tell whether a label (*Question 7:*, *7.*, *Q7*, a bullet) ends at a place of a text."""
    return bool(_LABEL.search(text[max(0, end - _LABEL_CHARACTERS) : end]))


def _apart(marks: Iterable[Mark]) -> list[Mark]:
    """Return marks in order without the labels that stand inside another mark."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.span.start, m.by != "wording", m.span.end)):
        if kept and mark.span.start < kept[-1].span.end:
            if mark.by != "wording" or kept[-1].by == "wording":
                continue
            kept.pop()
        kept.append(mark)
    return kept


def _without_own_numbering(text: str, marks: list[Mark]) -> list[Mark]:
    same = other = 0
    for label, wording in pairwise(marks):
        if label.by == "label" and wording.by == "wording" and _close(text, label, wording):
            agrees = set(wording.questions) <= set(label.questions)
            same, other = same + agrees, other + (not agrees)
    return [m for m in marks if m.by != "label"] if other > same else marks


def _joined(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Return marks with each label and the wordings of its questions right under it as one.

    A label of several questions stands for all of them only where no wording follows, or those of
    all; where each has its wording and its answer, the label is a title over them.
    """
    result: list[Mark] = []
    place = 0
    while place < len(marks):
        label, last = marks[place], place
        named: set[int] = set()
        while (
            label.by in {"label", "number"}
            and last + 1 < len(marks)
            and marks[last + 1].by == "wording"
            and set(marks[last + 1].questions) <= set(label.questions)
            and _close(text, marks[last], marks[last + 1])
            and (last == place or _bare(text, marks[last], marks[last + 1]))
        ):
            last += 1
            named |= set(marks[last].questions)
        if named == set(label.questions) or last == place:
            by = "wording" if named else label.by
            end = marks[last].span.end
            result.append(replace(label, span=replace(label.span, end=end), by=by))
        else:
            first = marks[place + 1]
            result.append(replace(first, span=replace(first.span, start=label.span.start)))
            last = place + 1
        place = last + 1
    return result


def _close(text: str, mark: Mark, following: Mark) -> bool:
    """Tell whether at most a title stands between two marks."""
    between = text[mark.span.end : following.span.start].strip()
    return len(between.split()) <= TITLE_WORDS and not between.endswith((".", "?", "!"))


def _bare(text: str, mark: Mark, following: Mark) -> bool:
    """Tell whether at most the label of the second stands between two marks."""
    limit = _before_label(text, mark.span.end, following.span.start)
    return not text[mark.span.end : limit].strip()


def _answer(text: str, marks: Sequence[Mark], place: int) -> Span:
    """Return what stands after a mark, up to the label or title of the next one."""
    begin = marks[place].span.end
    limit = len(text)
    if place + 1 < len(marks):
        limit = marks[place + 1].span.start
        if marks[place + 1].by == "wording":
            limit = _before_label(text, begin, limit)
        limit = _before_title(text, begin, limit)
    return _trimmed(text, begin, limit)


def _says_something(said: str) -> bool:
    word = said.rstrip(".!")
    return len(said.split()) >= FEWEST_WORDS or (word.isalpha() and len(said) > len(word) > 1)


def _is_title(text: str, marks: Sequence[Mark], place: int, answer: Span) -> bool:
    """Tell whether nothing but a title stands after a mark whose question is named again."""
    said = text[answer.start : answer.end]
    if marks[place].by == "wording" or len(said.split()) > TITLE_WORDS:
        return False
    later = {question for mark in marks[place + 1 :] for question in mark.questions}
    return not said.endswith((".", "?", "!")) and bool(later & set(marks[place].questions))


def _ends_list(marks: Sequence[Mark], told: Sequence[bool], place: int, asked: int) -> bool:
    """Tell whether a mark is the last of a list of questions that nobody answers there."""
    first = place
    while first > 0 and not told[first - 1]:
        first -= 1
    listed = {question for mark in marks[first : place + 1] for question in mark.questions}
    if len(listed) == 1:
        return False
    again = listed & {question for mark in marks[place + 1 :] for question in mark.questions}
    many = len(listed) > LIST_FROM
    return again == listed or (many and (bool(again) or len(listed) >= asked))


def _before_label(text: str, low: int, high: int) -> int:
    """Return where the label of the mark at ``high`` begins: *Question 7:*, *7.*, *Q7*."""
    start = max(low, high - _LABEL_CHARACTERS)
    label = _LABEL.search(text[start:high].rstrip(" \t\"'“‘(") + " ")
    return min(high, start + label.start()) if label else high


def _before_title(text: str, low: int, high: int) -> int:
    """Return where a short line begins that stands as a title over the next mark, if one does.

    It follows on a line that ends its sentence, and ends none itself.
    """
    said = text[low:high].rstrip()
    begin = said.rfind("\n") + 1
    line = said[begin:].strip()
    is_title = (
        0 < len(line.split()) <= _OVER_WORDS and line[-1] not in ".?!;)" and line[0].isupper()
    )
    before = said[:begin].rstrip()
    return low + begin if is_title and before.endswith((".", "?", "!")) else high


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return a span without white space at its ends; empty at ``start`` where nothing is left."""
    part = text[start:end]
    if not part.strip():
        return Span(start=start, end=start)
    return Span(start=start + len(part) - len(part.lstrip()), end=start + len(part.rstrip()))
