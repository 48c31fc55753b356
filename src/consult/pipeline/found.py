"""Codings to findings: the analysis, given the settings' conventions and the engines' evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from consult.analysis.findings import find
from consult.analysis.leads import lead_in
from consult.analysis.recompute import recompute
from consult.coding.rhetoric import LearnedActs, SpeechActs, speech_acts
from consult.domain.errors import Problem, Severity
from consult.domain.finding import QuestionFindings
from consult.domain.outcome import Exclusion
from consult.domain.quote import Quote
from consult.domain.run import Corpus
from consult.pipeline.coded import Coded
from consult.pipeline.engines import Engines
from consult.pipeline.kept import KeptEmbedder
from consult.pipeline.progress import Progress
from consult.settings.conventions import options_of
from consult.settings.model import Settings
from consult.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the report will say, and the corpus with its themes' key points filled in."""

    corpus: Corpus
    questions: tuple[QuestionFindings, ...]
    quotes: tuple[Quote, ...]
    exclusions: tuple[Exclusion, ...]
    problems: tuple[Problem, ...]


def find_all(
    settings: Settings,
    corpus: Corpus,
    coded: Coded,
    engines: Engines,
    store: Store,
    progress: Progress,
) -> Found:
    """Return the findings of every question, each number recomputed from the records.

    Raises:
        IntegrityError: when a quote is not where it says, or a number does not recompute.
    """
    progress.begin("find", 0)
    embedder = KeptEmbedder(engines.embedder, store)

    def nearness(proposition: str, sentences: Sequence[str]) -> list[float]:
        vectors = embedder.encode([proposition, *sentences])
        return [float(near) for near in vectors[1:] @ vectors[0]]

    options = options_of(settings)
    found = find(
        corpus,
        options,
        _speech_acts(corpus, coded.learned),
        key_points=coded.key_points,
        similarity=nearness,
    )
    shown = {quote.id for quote in found.quotes}
    corpus = replace(
        corpus,
        themes=tuple(
            replace(t, key_point=t.key_point if t.key_point in shown else None)
            for t in corpus.themes
        ),
    )
    problems = recompute(found.questions, corpus, options, found.quotes)
    count = sum(len(q.findings) for q in found.questions)
    progress.end(f"{count} findings, {len(found.quotes)} quotes")
    return Found(
        corpus=corpus,
        questions=found.questions,
        quotes=found.quotes,
        exclusions=found.exclusions,
        problems=tuple(replace(p, severity=Severity.ERROR) for p in problems),
    )


def _speech_acts(corpus: Corpus, learned: LearnedActs) -> dict[str, SpeechActs]:
    """Return what each segment does, the items of a list read with what leads into it."""
    documents = {document.id: document for document in corpus.documents}
    spoken = [segment for segment in corpus.segments if segment.respondent_id is not None]
    return {
        s.id: speech_acts(
            s.text,
            lead=lead_in(documents[s.document_id], s) or "",
            learned=learned,
        )
        for s in spoken
    }
