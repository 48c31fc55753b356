"""Tables of closed questions, in which the public reads nothing that a respondent wrote."""

from __future__ import annotations

from collections.abc import Callable

from consult.analysis.closed import answering_otherwise
from consult.analysis.standing import Standing
from consult.domain.consultation import Question
from consult.domain.finding import ClosedResult
from consult.report.parts import ClosedView
from consult.report.words import shown


def closed_view(
    result: ClosedResult, question: Question, standing: Callable[[], Standing], *, public: bool
) -> ClosedView:
    """Return the table of a closed question for its audience.

    What is none of the paper's options was written by somebody, consent or not, and may hold
    anything: the public reads only how many respondents answered so. ``standing`` is asked for
    only where respondents must be counted again, since one may have written several things.
    """
    known = frozenset(question.options)
    wordings = tuple((w, count) for w, count in result.options if w not in known)
    several = sum(count for _, count in result.options) > result.base
    others = sum(count for _, count in wordings)
    if several and len(wordings) > 1:
        others = len(answering_otherwise(question, standing()))
    return ClosedView(
        base=result.base,
        options=tuple((shown(o), count) for o, count in result.options if o in known),
        several=several,
        others=others,
        wordings=() if public else tuple((shown(w), count) for w, count in wordings),
    )
