"""The language of each document and of each of its paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from consult.domain.document import Document
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ports import LanguageIdentifier
from consult.domain.segment import Segment
from consult.text.languages import UNKNOWN, language_of_blocks


def with_language(
    documents: Sequence[Document], identifier: LanguageIdentifier
) -> tuple[Document, ...]:
    """Return the documents, in order, with the language of those that did not say it."""
    unknown = [d for d in documents if d.language == UNKNOWN]
    found = dict(
        zip((d.id for d in unknown), identifier.identify([d.text for d in unknown]), strict=True)
    )
    return tuple(replace(d, language=found.get(d.id, d.language)) for d in documents)


def in_their_language(
    segments: Iterable[Segment], document: Document, identifier: LanguageIdentifier
) -> list[Segment]:
    """Return the segments of one document, in order, each in the language of its paragraph."""
    cut = list(segments)
    if not cut:
        return cut
    texts = [document.text[b.start : b.end] for b in document.blocks]
    languages = language_of_blocks(document.language, texts, identifier.identify(texts))
    result: list[Segment] = []
    index = 0
    for one in cut:
        while document.blocks[index].end <= one.start:
            index += 1
        result.append(replace(one, language=languages[index]))
    return result


def wait_for_people(
    foreign: Iterable[Segment], decided: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Return a problem for each document and language with segments that no model here knows.

    ``decided`` are the ids of the segments that a person has coded; they wait no longer. In order
    of document, then language.
    """
    waiting = Counter((s.document_id, s.language) for s in foreign if s.id not in decided)
    return tuple(
        Problem(
            code=ProblemCode.LANGUAGE_UNKNOWN,
            where=document_id,
            message=(
                f"{count} {'passage' if count == 1 else 'passages'} in {language!r}, which no "
                "model here knows: found, counted and shown, but not coded; have a person who "
                "reads it say what each answers (`consult recode`)."
            ),
            severity=Severity.WARNING,
        )
        for (document_id, language), count in sorted(waiting.items())
    )
