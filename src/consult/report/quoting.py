"""Quotes as a report shows them: who says it, where, and what the public may read of it."""

from __future__ import annotations

from collections.abc import Iterable

from consult.domain.document import Document, Role
from consult.domain.ledger import Mark
from consult.domain.quote import Quote
from consult.domain.run import RunResult
from consult.domain.segment import Segment
from consult.report.names import Naming, Part
from consult.report.parts import QuoteView
from consult.report.places import place_of
from consult.report.sources import context
from consult.report.words import shown

_UNSHOWN = {Mark.SAFEGUARDING, Mark.RESTRICTED}
_SHARED_WORDS = 6


class Quoting:
    """Every quote of a run as a view, and the guard over all other public text."""

    def __init__(self, result: RunResult, naming: Naming, *, public: bool) -> None:
        corpus = result.corpus
        self.public = public
        self.naming = naming
        self.quotes = {quote.id: quote for quote in result.quotes}
        self._documents = {document.id: document for document in corpus.documents}
        self._names = {item.id: item.name for item in corpus.items}
        self._segments = {segment.id: segment for segment in corpus.segments}
        self._unshown_items = {
            item_id
            for response in corpus.responses
            if _UNSHOWN & set(response.marks)
            for item_id in response.item_ids
        }
        self.views = {quote.id: self._view(quote) for quote in result.quotes}
        self._kept_back = self._kept_back_windows(result)

    def visible(self, quote_id: str) -> bool:
        """Tell whether this audience may read the quote."""
        return not self.public or self.views[quote_id].cleared

    def name(self, respondent_id: str) -> str:
        """Return what this audience reads as the respondent's name."""
        if self.public:
            return self.naming.label(respondent_id)
        return self.naming.name(respondent_id)

    def public_text(self, text: str) -> str:
        """Return a statement or label for the public: hidden names masked.

        Empty when it repeats six words or more in a row that only respondents wrote whose words
        may not be shown.
        """
        if not self._kept_back.isdisjoint(_windows([text])):
            return ""
        return self.naming.masked_text(shown(text))

    def _view(self, quote: Quote) -> QuoteView:
        document = self._documents[quote.document_id]
        author = quote.respondent_id
        before, after = context(document, quote)
        public_parts = self.naming.masked(quote.text, author)
        press = document.role is Role.PRESS
        name, label = self._attribution(quote, press=press)
        title = shown(document.title or self._names.get(document.item_id, document.id))
        return QuoteView(
            id=quote.id,
            document_id=document.id,
            who=label if self.public else name,
            public_who=label,
            place=place_of(document, quote.start),
            parts=public_parts if self.public else (Part(text=quote.text),),
            public_parts=public_parts,
            cleared=self._cleared(document, author, press=press),
            before=self.naming.masked(before, author) if before else (),
            after=self.naming.masked(after, author) if after else (),
            reported_by=title if press else "",
            language=document.language,
        )

    def _attribution(self, quote: Quote, *, press: bool) -> tuple[str, str]:
        """Return who says it, for the analyst and for the public."""
        if quote.respondent_id is not None:
            return self.naming.name(quote.respondent_id), self.naming.label(quote.respondent_id)
        segment = self._segments.get(quote.segment_id or "")
        if press and segment is not None:
            voice = segment.voice
            said = shown(", ".join(filter(None, (voice.speaker, voice.organisation))))
            return (said or "Unnamed speaker",) * 2
        return ("Unknown respondent",) * 2

    def _cleared(self, document: Document, author: str | None, *, press: bool) -> bool:
        if document.item_id in self._unshown_items or document.role is Role.EVIDENCE:
            return False
        return (press and author is None) or self.naming.quotable(author)

    def _kept_back_windows(self, result: RunResult) -> frozenset[tuple[str, ...]]:
        """Return the runs of words that only stand where the public may not read."""
        consultation = result.corpus.consultation
        open_texts = [q.text for q in consultation.questions]
        open_texts += [p.text for p in consultation.propositions]
        open_texts += [d.text for d in result.corpus.documents if d.role is Role.PAPER]
        closed_texts: list[str] = []
        for segment in result.corpus.segments:
            (open_texts if self._open(segment) else closed_texts).append(segment.text)
        if not closed_texts:
            return frozenset()
        return frozenset(_windows(closed_texts) - _windows(open_texts))

    def _open(self, segment: Segment) -> bool:
        document = self._documents.get(segment.document_id)
        if document is None or document.item_id in self._unshown_items:
            return False
        if document.role is not Role.RESPONSE or segment.respondent_id is None:
            return True
        return self.naming.quotable(segment.respondent_id)


def _windows(texts: Iterable[str]) -> set[tuple[str, ...]]:
    """Return every run of six folded words of the texts."""
    found: set[tuple[str, ...]] = set()
    for text in texts:
        words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
        for start in range(len(words) - _SHARED_WORDS + 1):
            found.add(tuple(words[start : start + _SHARED_WORDS]))
    return found
