"""Themes that wait for a person: how many there are, and how many hold several respondents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from consult.domain.coding import ThemeStatus
from consult.domain.run import Corpus
from consult.report.words import plural


@dataclass(frozen=True, slots=True)
class Candidates:
    """Themes that no person has confirmed or rejected yet."""

    count: int
    shared: int
    """Those of several respondents; the others are points of one."""

    def __str__(self) -> str:
        """Return for example "301 themes (31 of several respondents)"."""
        return f"{plural(self.count, 'theme')} ({self.shared or 'none'} of several respondents)"


def candidates(corpus: Corpus) -> Candidates:
    """Return how many themes of a run wait for a person."""
    whose = theme_respondents(corpus)
    waiting = [t.id for t in corpus.themes if t.status is ThemeStatus.CANDIDATE]
    return Candidates(len(waiting), sum(len(whose.get(i, ())) > 1 for i in waiting))


def theme_respondents(corpus: Corpus) -> Mapping[str, set[str]]:
    """Return by theme the respondents whose segments it holds."""
    whose = {segment.id: segment.respondent_id for segment in corpus.segments}
    found: dict[str, set[str]] = defaultdict(set)
    for coding in corpus.theme_codings:
        respondent = whose.get(coding.segment_id)
        if respondent is not None:
            found[coding.theme_id].add(respondent)
    return found
