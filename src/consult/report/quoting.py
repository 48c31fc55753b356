"""Quotes as a report shows them: who says it, where, and what the public may read of it."""

from __future__ import annotations

from collections.abc import Iterator

from consult.domain.document import Document, Role
from consult.domain.finding import Finding
from consult.domain.ledger import Mark
from consult.domain.quote import Quote
from consult.domain.run import RunResult
from consult.domain.segment import Segment
from consult.report.kept_back import KeptBack
from consult.report.names import Naming, Part
from consult.report.parts import QuoteView
from consult.report.places import place_of
from consult.report.sources import context
from consult.report.words import shown

_UNSHOWN = {Mark.SAFEGUARDING, Mark.RESTRICTED}
_ASIDE = " .“”"
"""What a statement may set around words of a quote."""


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
        self._kept_back = self._what_is_kept_back(result)

    def visible(self, quote_id: str) -> bool:
        """Tell whether this audience may read the quote."""
        return not self.public or self.views[quote_id].cleared

    def name(self, respondent_id: str) -> str:
        """Return what this audience reads as the respondent's name."""
        if self.public:
            return self.naming.label(respondent_id)
        return self.naming.name(respondent_id)

    def public_statement(self, finding: Finding) -> str:
        """Return what a finding states for the public: hidden names masked.

        Empty when it gives words of a quote that may not be shown, or repeats six words or more
        in a row that only respondents wrote whose words may not be.
        """
        if self._kept_back.in_text(finding.statement) or self._says_unseen(finding):
            return ""
        before, mark, said = shown(finding.statement).partition("“")
        author = next((q.respondent_id for q in self._said_by(finding)), None)
        return f"{self.naming.masked_text(before)}{mark}{self.naming.masked_text(said, author)}"

    def public_label(self, label: str) -> str:
        """Return the label of a theme of the run for the public: hidden names masked.

        Empty when any of it, even one word, was written only by respondents whose words may not
        be shown.
        """
        return "" if self._kept_back.in_label(label) else self.naming.masked_text(shown(label))

    def _says_unseen(self, finding: Finding) -> bool:
        """Tell whether any words that a statement gives are those of a quote kept back alone."""
        return any(
            giving and not any(self.views[quote.id].cleared for quote in giving)
            for giving in self._giving(finding)
        )

    def _said_by(self, finding: Finding) -> Iterator[Quote]:
        """Yield the quotes whose words a statement gives."""
        for giving in self._giving(finding):
            yield from giving

    def _giving(self, finding: Finding) -> Iterator[list[Quote]]:
        """Yield for each stretch of words that a statement gives the quotes that hold it."""
        _, _, said = finding.statement.partition("“")
        quotes = [self.quotes[quote_id] for quote_id in finding.quote_ids]
        for stretch in said.rpartition("”")[0].split("…"):
            words = stretch.strip(_ASIDE)
            if words:
                yield [quote for quote in quotes if words in quote.text]

    def _view(self, quote: Quote) -> QuoteView:
        document = self._documents[quote.document_id]
        author = quote.respondent_id
        before, after = context(document, quote)
        public_parts = self.naming.masked(quote.text, author)
        press = document.role is Role.PRESS
        name, label = self._attribution(quote, press=press)
        title = shown(document.title or self._names.get(document.item_id, document.id))
        title = self.naming.masked_text(title) if self.public else title
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
            return said or "Unnamed speaker", self.naming.masked_text(said or "Unnamed speaker")
        return ("Unknown respondent",) * 2

    def _cleared(self, document: Document, author: str | None, *, press: bool) -> bool:
        if document.item_id in self._unshown_items or document.role is Role.EVIDENCE:
            return False
        return (press and author is None) or self.naming.quotable(author)

    def _what_is_kept_back(self, result: RunResult) -> KeptBack:
        consultation = result.corpus.consultation
        open_texts = [q.text for q in consultation.questions]
        open_texts += [p.text for p in consultation.propositions]
        open_texts += [d.text for d in result.corpus.documents if d.role is Role.PAPER]
        closed_texts: list[str] = []
        for segment in result.corpus.segments:
            (open_texts if self._open(segment) else closed_texts).append(segment.text)
        return KeptBack(
            open_texts=open_texts,
            closed_texts=closed_texts,
            labels=[theme.label for theme in result.corpus.themes],
        )

    def _open(self, segment: Segment) -> bool:
        document = self._documents.get(segment.document_id)
        if document is None or document.item_id in self._unshown_items:
            return False
        if document.role is not Role.RESPONSE or segment.respondent_id is None:
            return True
        return self.naming.quotable(segment.respondent_id)
