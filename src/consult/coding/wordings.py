"""Where a response repeats the wording of a question, and the answer that stands after it.

Many who write letters copy the questions into them. What stands between one wording and the next
answers the first of the two; no likeness of meaning is needed, only the wording found again, with
the small changes that copying makes: other line breaks, a lost letter, a word left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from consult.coding.answered import Answered, Mark, answers_between, label_before
from consult.domain.document import Span

SAME = 0.82
"""Share of letters that a passage must have in common with a wording to repeat it."""
SHORTEST = 30
"""Letters under which a wording is too short to be told from ordinary words."""
CUT_FROM = 36
"""Letters from which the beginning of a numbered line tells a wording whose end is lost."""
MOST_PARTS = 6
MOST_REPEATS = 40
"""How often one wording is looked for in one text; who repeats it more writes no answers."""

_SEED = 14
_SLACK = 0.15
_END = 8
_LABEL_CHARACTERS = 40
_PART_END = re.compile(r"(?<=[.?!:])\s+(?=[^\W\d_]{3}|[\"'“‘])")
_NUMBER_ON_LINE = re.compile(
    r"(?:\A|\s)(?:question\s{0,2}|q)?[#(\[]?\d{1,3}[.)\]:]{0,2}\s{1,3}\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A passage, by places in the letters of the text."""

    question_index: int
    start: int
    end: int
    score: float


class Wordings:
    """The questions of a consultation, ready to be found again in what people send."""

    def __init__(self, questions: Sequence[str]) -> None:
        """Prepare to find ``questions``; one of fewer than 30 letters is never found."""
        wholes = [_letters(question)[0] for question in questions]
        self._count = len(wholes)
        self._forms: list[tuple[int, str]] = []
        self._heads: list[tuple[int, str]] = []
        for index, question in enumerate(questions):
            for form in sorted({*_runs(question), wholes[index]}):
                if len(form) >= SHORTEST and sum(form in other for other in wholes) == 1:
                    self._forms.append((index, form))
            head = wholes[index][:CUT_FROM]
            if len(wholes[index]) > CUT_FROM and sum(head in other for other in wholes) == 1:
                self._heads.append((index, head))

    def marks_in(self, text: str) -> tuple[Mark, ...]:
        """Return where questions are repeated, in the text's order; they never overlap.

        Letters and digits alone are compared, case-folded, around runs that text and wording
        share, so the time grows with the text and not with its square. A wording may be cut down
        to some of its sentences where those belong to one question only. Of passages that lie
        over each other the likest and longest counts.
        """
        letters, places = _letters(text)
        if len(letters) < SHORTEST:
            return ()
        hits = [hit for index, form in self._forms for hit in _hits(letters, form, index)]
        apart = [hit for hit in hits if _stands_apart(text, places, hit)]
        cut = [hit for head in self._heads for hit in _cut_off(text, letters, places, *head)]
        whole = {(hit.question_index, hit.start) for hit in apart}
        # A line that goes on to the next question is no reason to take that for this one's.
        lost = [hit for hit in cut if (hit.question_index, hit.start) not in whole]
        return tuple(
            Mark(
                questions=(hit.question_index,),
                span=Span(start=places[hit.start], end=_after_mark(text, places[hit.end - 1] + 1)),
                by="wording",
            )
            for hit in _apart([*apart, *lost])
        )

    def answered_in(self, text: str) -> tuple[Answered, ...]:
        """Return the answers that stand after repeated wordings, in the text's order."""
        return answers_between(text, self.marks_in(text), self._count)


def _letters(text: str) -> tuple[str, list[int]]:
    """Return the letters and digits of a text, case-folded one by one, and their places."""
    pairs = [
        (folded, place)
        for place, character in enumerate(text)
        if character.isalnum() and len(folded := character.casefold()) == 1
    ]
    return "".join(letter for letter, _ in pairs), [place for _, place in pairs]


def _runs(question: str) -> set[str]:
    """Return the letters of every run of sentences of a question."""
    parts = [_letters(part)[0] for part in _PART_END.split(question.strip())][:MOST_PARTS]
    return {
        "".join(parts[begin:end])
        for begin in range(len(parts))
        for end in range(begin + 1, len(parts) + 1)
    }


def _hits(letters: str, form: str, index: int) -> list[_Found]:
    """Return the passages of a text that repeat one form."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.fuzz import partial_ratio_alignment

    size = len(form)
    slack = int(size * _SLACK)
    found = []
    for start in _starts(letters, form, slack)[:MOST_REPEATS]:
        low, high = max(0, start - slack), min(len(letters), start + size + slack)
        part = letters[low:high]
        aligned = partial_ratio_alignment(form, part)
        if aligned is None or len(part) < size * SAME:
            continue
        begin, end = _tight(form, part, aligned.dest_start, aligned.dest_end)
        score = Indel.normalized_similarity(form, part[begin:end])
        if score >= SAME:
            found.append(
                _Found(question_index=index, start=low + begin, end=low + end, score=score)
            )
    return found


def _cut_off(text: str, letters: str, places: Sequence[int], index: int, head: str) -> list[_Found]:
    """Return wordings that a page of two columns cut: a numbered line that begins like one.

    Such a wording reaches to the end of its line.
    """
    found = []
    for begin in _all(letters, head)[:MOST_REPEATS]:
        line = text[max(0, places[begin] - _LABEL_CHARACTERS) : places[begin]]
        if _NUMBER_ON_LINE.search(line) is None:
            continue
        stop = text.find("\n", places[begin + len(head) - 1])
        end = bisect_left(places, stop if stop >= 0 else len(text))
        found.append(_Found(question_index=index, start=begin, end=end, score=SAME))
    return found


def _starts(letters: str, form: str, slack: int) -> list[int]:
    """Return where a form may begin in a text: places that runs of letters of both point to."""
    pointed = [
        place - offset
        for offset in range(0, max(1, len(form) - _SEED + 1), _SEED // 2)
        for place in _all(letters, form[offset : offset + _SEED])
    ]
    # A single shared run is an ordinary phrase; several that point to one place are a wording.
    needed = max(2, len(form) // _SEED // 5)
    starts: list[int] = []
    cluster: list[int] = []
    for place in [*sorted(pointed), len(letters) + 10 * len(form)]:
        if cluster and place - cluster[0] > slack:
            if len(cluster) >= needed:
                starts.append(max(0, cluster[len(cluster) // 2]))
            cluster = []
        cluster.append(place)
    return starts


def _tight(form: str, part: str, begin: int, end: int) -> tuple[int, int]:
    """Return the bounds of an alignment, moved to where the form's own ends stand close by."""
    near = max(_SEED, int(len(form) * _SLACK))
    head, tail = form[:_END], form[-_END:]
    heads = [i for i in _all(part, head) if abs(i - begin) <= near]
    tails = [i + len(tail) for i in _all(part, tail) if abs(i + len(tail) - end) <= near]
    return (
        min(heads, key=lambda i: abs(i - begin), default=begin),
        min(tails, key=lambda i: abs(i - end), default=end),
    )


def _all(letters: str, piece: str) -> list[int]:
    """Return where a piece stands, without overlap."""
    found = []
    place = letters.find(piece)
    while place >= 0:
        found.append(place)
        place = letters.find(piece, place + len(piece))
    return found


def _stands_apart(text: str, places: Sequence[int], hit: _Found) -> bool:
    """Tell whether a passage begins and ends as a wording does and not inside a sentence.

    Answers echo questions ("we consider that the Government could …"), and that is no wording.
    """
    before = text[max(0, places[hit.start] - _LABEL_CHARACTERS) : places[hit.start]]
    before = before.rstrip(" \t\"'“‘(*_")
    opens = (
        not before
        or before[-1] in "\n.?!:;|"
        or text[places[hit.start]].isupper()
        or label_before(before + " ", len(before) + 1)
    )
    end = places[hit.end - 1] + 1
    after = text[end : end + 2].lstrip(" ")
    return opens and (not after or not (after[0].isalnum() or after[0] == ","))


def _apart(found: Sequence[_Found]) -> list[_Found]:
    """Return hits that do not lie over each other, in order; the likest and longest first."""
    kept: list[_Found] = []
    starts: list[int] = []
    for hit in sorted(
        found, key=lambda h: ((0.5 - h.score) * (h.end - h.start), h.start, h.question_index)
    ):
        place = bisect_left(starts, hit.start)
        after_last = place == 0 or kept[place - 1].end <= hit.start
        before_next = place == len(kept) or hit.end <= kept[place].start
        if after_last and before_next:
            starts.insert(place, hit.start)
            kept.insert(place, hit)
    return kept


def _after_mark(text: str, end: int) -> int:
    """Return the place after the marks that close a wording: question mark, quotation mark."""
    while end < len(text) and text[end] in "?.!:;)]\"'”’*_":
        end += 1
    return end
