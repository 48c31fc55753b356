"""What an exclusion or a problem is about, in words that a person can find it by."""

from __future__ import annotations

import re

from consult.domain.document import Document
from consult.domain.run import Corpus
from consult.report.places import place_of
from consult.report.words import shown

_SPAN = re.compile(r"([a-z]+_[0-9a-f]{16}):([0-9]{1,9})-([0-9]{1,9})")
_WORDS_UP_TO = 80


class Subjects:
    """Turns the id of an item, response, document, segment, theme or span into words."""

    def __init__(self, corpus: Corpus) -> None:
        self._items = {item.id: shown(item.name) for item in corpus.items}
        self._names = {who.id: shown(who.name) for who in corpus.respondents}
        self._responses = {response.id: response for response in corpus.responses}
        self._documents = {document.id: document for document in corpus.documents}
        self._segments = {segment.id: segment for segment in corpus.segments}
        self._themes = {theme.id: shown(theme.label) for theme in corpus.themes}

    def words(self, subject: str) -> str:
        """Return what the subject is called; whatever is no known id stays as it is."""
        if subject in self._items:
            return self._items[subject]
        if subject in self._themes:
            return self._themes[subject]
        if subject in self._responses:
            response = self._responses[subject]
            files = ", ".join(self._items.get(i, i) for i in response.item_ids)
            who = self._names.get(response.respondent_id)
            return f"{who}: {files}" if who else files
        if subject in self._documents:
            return self._document(self._documents[subject])
        if subject in self._segments:
            segment = self._segments[subject]
            return self._span(segment.document_id, segment.start, segment.end) or subject
        span = _SPAN.fullmatch(subject)
        if span is not None:
            said = self._span(span.group(1), int(span.group(2)), int(span.group(3)))
            return said or subject
        return shown(subject)

    def _document(self, document: Document) -> str:
        return self._items.get(document.item_id) or shown(document.title) or document.id

    def _span(self, document_id: str, start: int, end: int) -> str:
        document = self._documents.get(document_id)
        if document is None:
            return ""
        place = place_of(document, start)
        where = f"{self._document(document)}, {place}" if place else self._document(document)
        return f"{where}: “{_short(document.text[start:end])}”"


def _short(text: str) -> str:
    words = shown(text)
    if len(words) <= _WORDS_UP_TO:
        return words
    return (words[:_WORDS_UP_TO].rpartition(" ")[0] or words[:_WORDS_UP_TO]) + "…"
