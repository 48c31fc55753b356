"""Where a response names the number of the question that it answers next.

*Question 4:*, *Q4*, *Our response to question 4*, *Questions 2 and 3*: such a label at the
beginning of a line leads to the answer under it as surely as the question's wording does, and many
who write letters put nothing else over their answers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice, pairwise

from consult.coding.answered import Mark
from consult.domain.document import Span

MOST_TOGETHER = 8
"""How many questions one label may name; *Questions 1 to 40* introduces an annex."""
FEWEST_NUMBERS = 3
MOST_NUMBERS = 400
"""Labels, or numbers that lead lines, that are read in one text."""
LINE_CHARACTERS = 1_000
"""What is read of the line before a label."""
MOST_COUNTED = 60
"""Words under a number that count; an answer has no need of more."""
TITLE_WORDS = 8
"""A line of so many words or fewer may stand over a label without ending a sentence."""

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_BY_WORD: Mapping[str, str] = {
    word: str(number) for number, word in enumerate(_WORDS.split(), start=1)
}
_DIGITS = r"[a-z]?\d{1,3}(?:\.\d{1,3}){0,2}(?:[a-z]\b|\s?\([a-h]\)|\([ivx]{1,4}\))?"
_ONE = rf"(?:{_DIGITS}|(?:{'|'.join(_BY_WORD)})\b)"
# Type that was set with ligatures loses letters: *Queson*, *Quesion*.
_LABEL = re.compile(
    r"^[ \t]{0,20}(?:[#>*•|–-]{1,6}[ \t]{0,3})?(?:\d{1,2}(?:\.\d{1,2}){0,2}[.)]?[ \t]{1,3})?"
    r"[\[(\"“*_]{0,3}"
    r"(?:(?:(?:our|my|the)[ \t])?(?:responses?|answers?|reply|replies|feedback|comments?|views?)"
    r"[ \t](?:to|on|for)[ \t](?:the[ \t])?)?"
    r"(?:(?:consultation|discussion|survey|inquiry|specific)[ \t])?"
    r"(?:ques[^\W\d]{0,3}ons?|qu?s?)[ \t.:]{0,2}(?:(?:numbers?|nos?)\b\.?[ \t]?)?#?[ \t]?"
    rf"(?P<first>{_ONE})"
    rf"(?P<more>(?:[ \t]?(?:,|&|/|–|-|\band\b|\bto\b){{1,2}}[ \t]?(?:and[ \t])?"
    rf"(?:(?:question|q)[ \t]?)?#?{_ONE}){{0,9}})"
    r"(?P<after>[*_\])”\"]{0,3}(?:[ \t]{0,3}(?:[.:)\]|–—]|-(?=\s))[*_]{0,3}|[ \t]*$|"
    r"(?=[ \t]+(?-i:[^\W\d_a-z])|[ \t]+[\"“‘(])))",
    re.IGNORECASE | re.MULTILINE,
)
_COUNT = re.compile(
    r"^[ \t]{0,20}[*_]{0,2}(?:(?P<dot>\d{1,3}[a-h]?)[.:](?!\d)|(?P<round>\d{1,3}[a-h]?)\)|"
    r"\((?P<both>\d{1,3}[a-h]?)\)|\[(?P<square>\d{1,3}[a-h]?)\]|"
    r"(?P<cell>\d{1,3}[a-h]?)(?=[ \t]*\|)|"
    r"(?P<plain>\d{1,3}[a-h]?)(?=[ \t]+[^\W\d_a-z]))",
    re.MULTILINE,
)
_SAYS_SO = re.compile(
    r"\b(?:numbering|numbers?|numerals?|paragraphs?|headings?) (?:\w+ ){0,3}?"
    r"(?:follows?|corresponds? to|refers? to|match(?:es)?|relates? to|(?:is|are) (?:that|those) of)"
    r" (?:\w+ ){0,5}?questions?\b"
    r"|\b(?:numbered|set out|in the order|follows? the (?:order|numbering)) (?:\w+ ){0,4}?"
    r"(?:as|of|in) (?:\w+ ){0,5}?questions?\b"
    r"|\b(?:answers?|responses?|replies) to (?:\w+ ){0,3}?(?:numbered )?questions?"
    r" (?:are|is|follow)\b[^.]{0,40}\b(?:numbered|in order|in turn)\b",
    re.IGNORECASE,
)
"""That the numbers of a letter are those of the questions."""
_ANSWERS = re.compile(
    r"[\W_]*(?:yes|no|agree[ds]?|disagree[ds]?|support(?:ed)?|opposed?|neither|(?:i|we) (?:\w+ )?"
    r"(?:dis)?(?:agree|support|oppose)|no (?:comment|view|opinion|response)"
    r"|(?:i|we) have no (?:comment|view|opinion)s?"
    r"|(?-i:(?:[A-Z][\w’&-]+ ){1,4}(?:dis)?agrees|(?:[A-Z][\w’&-]+ ){1,4}(?:supports|opposes)))\b",
    re.IGNORECASE,
)
_FEWEST_ANSWERS = 3
_JOINED = re.compile(rf"(?P<by>–|-|\bto\b)?[^\w]*(?P<number>{_ONE})", re.IGNORECASE)
_LEADERS = re.compile(r"\.{4,}|…{2,}|(?:\. ){4,}")
_GOES_ON = re.compile(
    r"(?:,|\b(?:a|also|an|and|as|at|by|for|from|in|is|of|on|or|our|per|see|that|the|to|under|"
    r"with))\Z",
    re.IGNORECASE,
)
_STEM = re.compile(r"\A([a-z]?\d{1,3}(?:\.\d{1,3}){0,2})")


Items = Sequence[tuple[int, str]]
"""Where items of lists begin in a text, and the labels that a reader took off them (*4.*), or
cells of tables that hold nothing but a number (*4|*); in order."""


class Numbers:
    """The numbers of the questions of a consultation, ready to be found in what people send."""

    def __init__(self, numbers: Sequence[Sequence[str]], others: Sequence[str] = ()) -> None:
        """Take the numbers by which each question goes, and those of what is no question here.

        A number that two questions share tells neither.
        """
        every = [number.casefold() for group in numbers for number in set(group) if number]
        self._place = {
            number.casefold(): index
            for index, group in enumerate(numbers)
            for number in group
            if number and every.count(number.casefold()) == 1
        }
        self._known = {*every, *(number.casefold() for number in others)}

    def labels_in(self, text: str) -> tuple[Mark, ...]:
        """Return the labels that stand at the beginning of a line, in the text's order.

        A number inside a sentence, or in a table of contents, is no label; nor is any where most
        that stand in the text name questions that nobody asked: that is a numbering of its own.
        """
        found = []
        strange = 0
        for match in islice(_LABEL.finditer(text), MOST_NUMBERS):
            if not self._leads(text, match):
                continue
            named = _named(match["first"], match["more"])
            strange += not all(self._is_known(number) for number in named)
            indexes = [self._index(number) for number in named]
            found.append(
                Mark(
                    questions=tuple(dict.fromkeys(i for i in indexes if i is not None)),
                    span=Span(start=match.start(), end=match.end()),
                    by="label",
                )
            )
        return () if 2 * strange > len(found) else tuple(found)

    def counted_in(self, text: str, items: Items = ()) -> tuple[Mark, ...]:
        """Return the lines that begin with plain numbers and may count the questions, in order.

        They are of one style (*4.*, *4)*, *[4]*, *4*), their questions rise, and of such rows it is
        the one with the most words under its numbers: lists inside an answer have few. Whether
        they count questions or the sender's own paragraphs, only what stands under them can tell.
        ``items`` stand with the lines of their style.
        """
        rows: dict[str, list[Mark]] = {}
        for match in islice(_COUNT.finditer(text), MOST_NUMBERS):
            index = self._index(match[str(match.lastgroup)].casefold())
            span = Span(start=match.start(), end=match.end())
            named = () if index is None else (index,)
            rows.setdefault(str(match.lastgroup), []).append(
                Mark(questions=named, span=span, by="number")
            )
        for start, label in islice(items, MOST_NUMBERS):
            number = label.strip("()[].:| ")
            index = self._index(number.casefold())
            named = () if index is None else (index,)
            stands = len(number) if text.startswith(number, start) else 0
            span = Span(start=start, end=start + stands)
            style = _COUNT.match(label)
            if style is not None:
                mark = Mark(questions=named, span=span, by="number")
                rows.setdefault(str(style.lastgroup), []).append(mark)
        every = sorted(mark.span.start for row in rows.values() for mark in row)
        words = {
            start: min(MOST_COUNTED, len(text[start:stop].split()))
            for start, stop in pairwise([*every, len(text)])
        }
        best = max(
            (
                _rising(sorted(row, key=lambda mark: mark.span.start), words)
                for _, row in sorted(rows.items())
            ),
            key=lambda found: found[0],
            default=(0.0, []),
        )[1]
        return tuple(best) if len(best) >= FEWEST_NUMBERS else ()

    def plainly_counted_in(self, text: str, items: Items = ()) -> tuple[Mark, ...]:
        """Return what :meth:`counted_in` does, where the text leaves no doubt of the numbers.

        It says that they are those of the questions, or counts all of them and answers a good
        part with a yes, a no or a word like these.
        """
        marks = self.counted_in(text, items)
        if not marks or _SAYS_SO.search(text):
            return marks
        ends = [*(mark.span.start for mark in marks[1:]), len(text)]
        answers = sum(
            _ANSWERS.match(text[mark.span.end : end]) is not None
            for mark, end in zip(marks, ends, strict=True)
        )
        complete = {q for mark in marks for q in mark.questions} == set(self._place.values())
        return marks if complete and answers >= max(_FEWEST_ANSWERS, len(marks) / 3) else ()

    def _leads(self, text: str, match: re.Match[str]) -> bool:
        """Tell whether a match is a label and not the rest of a sentence or a line of contents."""
        stop = text.find("\n", match.end())
        rest = text[match.end() : stop if stop >= 0 else len(text)]
        if _LEADERS.search(rest) or (
            match["after"].strip() == "" and rest[:8].strip()[:1].islower()
        ):
            return False
        before = text[max(0, match.start() - LINE_CHARACTERS) : match.start()].rstrip(" \t")
        if not before or before.endswith("\n\n") or not before.rstrip():
            return True
        line = before.rstrip().rsplit("\n", 1)[-1].strip()
        if line.endswith((".", "?", "!", ":", ";", ")", "]", "”", '"')):
            return True
        if _GOES_ON.search(line):
            return False
        # After a long line that ends no sentence only a label that is plainly one counts.
        plainly = not rest.strip() or match["after"].strip(' \t*_])”"') in {".", ":", "–", "—"}
        return plainly or len(line.split()) <= TITLE_WORDS

    def _index(self, number: str) -> int | None:
        if number in self._place:
            return self._place[number]
        return self._place.get(_stem(number)) if number not in self._known else None

    def _is_known(self, number: str) -> bool:
        return number in self._known or _stem(number) in self._known


def _rising(row: Sequence[Mark], words: Mapping[int, int]) -> tuple[float, list[Mark]]:
    """Return the marks of rising questions with the most words under them, and how many."""
    totals: list[float] = []
    before: list[int | None] = []
    marks = [mark for mark in row if mark.questions]
    for place, mark in enumerate(marks):
        earlier = [
            (totals[i], i) for i in range(place) if marks[i].questions[0] < mark.questions[0]
        ]
        total, last = max(earlier, default=(0.0, None), key=lambda pair: pair[0])
        totals.append(total + words[mark.span.start] + MOST_COUNTED / 4)
        before.append(last)
    if not marks:
        return 0.0, []
    place_: int | None = max(range(len(marks)), key=lambda i: totals[i])
    total = totals[place_ or 0]
    chain: list[Mark] = []
    while place_ is not None:
        chain.append(marks[place_])
        place_ = before[place_]
    return total, chain[::-1]


def _named(first: str, more: str) -> list[str]:
    """Return the numbers that a label names; a range of whole numbers is filled."""
    numbers = [_plain(first)]
    for joined in _JOINED.finditer(more):
        number, last = _plain(joined["number"]), numbers[-1]
        if joined["by"] and number.isdecimal() and last.isdecimal():
            between = range(int(last) + 1, int(number))
            if len(between) <= MOST_TOGETHER:
                numbers.extend(str(n) for n in between)
        numbers.append(number)
    return list(dict.fromkeys(numbers))[:MOST_TOGETHER]


def _plain(number: str) -> str:
    folded = re.sub(r"[\s()]", "", number.casefold())
    return _BY_WORD.get(folded, folded)


def _stem(number: str) -> str:
    """Return a number without the letter of its part: 9 for 9a."""
    match = _STEM.match(number)
    return match[1] if match else number
