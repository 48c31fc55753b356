"""What a text itself says of the questions that it answers: their wordings and their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from consult.coding.answered import Answered, Mark, answers_between
from consult.coding.label_titles import without_titles
from consult.coding.numbered import Items, Numbers
from consult.coding.reworded import Reworded
from consult.coding.wordings import Wordings
from consult.domain.document import Span

MOST_TIMES_LONGER = 2
"""How much longer the last answer under plain numbers may be than the longest other."""


class Told:
    """The questions of a consultation, ready to be found by wording and number."""

    def __init__(
        self,
        questions: Sequence[str],
        numbers: Sequence[Sequence[str]],
        others: Sequence[str] = (),
    ) -> None:
        """Take the wordings of the questions, the numbers of each, and those of no question here.

        ``others`` are the numbers of what is asked but not answered in words.
        """
        self._questions = tuple(questions)
        self._wordings = Wordings(questions)
        self._reworded = Reworded(questions)
        self._numbers = Numbers(numbers, others)

    def answered_in(self, text: str, items: Items = ()) -> tuple[Answered, ...]:
        """Return the answers under wordings and labels of questions, in the text's order.

        With those under plain numbers that leave no doubt, where nothing else names a question;
        ``items`` are places of list items with the labels that stood before them.
        """
        marks = self._marks(text)
        if marks:
            return self._between(text, marks)
        plainly = self._numbers.plainly_counted_in(text, items)
        return _without_the_rest(text, self._between(text, plainly))

    def counted_in(self, text: str, items: Items = ()) -> tuple[Answered, ...]:
        """Return the same with what stands under plain numbers that may be those of questions.

        Nothing, where the text names half as many questions by their wording or label: who does
        that numbers something else. What is said there has to confirm the numbers, see
        :func:`consult.coding.assignable.believed_counts`.
        """
        marks = self._marks(text)
        counted = self._numbers.counted_in(text, items)
        named = {question for mark in marks for question in mark.questions}
        if 2 * len(named) >= len(counted):
            return ()
        return _without_the_rest(text, self._between(text, [*marks, *counted]))

    def _between(self, text: str, marks: Sequence[Mark]) -> tuple[Answered, ...]:
        answered = answers_between(text, marks, len(self._questions))
        return without_titles(text, answered, self._questions)

    def _marks(self, text: str) -> list[Mark]:
        wordings = self._wordings.marks_in(text)
        reworded = self._reworded.marks_in(text, wordings)
        return [*wordings, *reworded, *self._numbers.labels_in(text)]


def _without_the_rest(text: str, answered: Sequence[Answered]) -> tuple[Answered, ...]:
    """Return answers of which the last, under a plain number, is not much longer than the others.

    Nothing tells where it ends, and a summary in twenty lines may stand before a long letter.
    """
    if not answered or answered[-1].by != "number":
        return tuple(answered)
    last = answered[-1].answer
    longest = max((one.answer.end - one.answer.start for one in answered[:-1]), default=0)
    begins = text[last.start : min(last.end, last.start + MOST_TIMES_LONGER * longest)].rstrip()
    if not begins:
        return tuple(answered[:-1])
    shorter = Span(start=last.start, end=last.start + len(begins))
    return (*answered[:-1], replace(answered[-1], answer=shorter))
