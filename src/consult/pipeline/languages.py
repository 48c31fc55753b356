"""The language of each document and of each of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from consult.domain.document import Document
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
