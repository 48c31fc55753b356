"""Exact words with offsets."""

from __future__ import annotations

from dataclasses import dataclass

from consult.domain.document import Document
from consult.domain.errors import IntegrityError
from consult.domain.ids import make_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a document, cut from it and never typed.

    ``document.text[start:end] == text`` holds when it is made by :meth:`cut` and is checked
    again whenever an artefact is built.
    """

    id: str
    document_id: str
    start: int
    end: int
    text: str
    segment_id: str | None = None
    """The segment that it ends in; it begins there, or in what the same one says right before."""
    respondent_id: str | None = None

    @classmethod
    def cut(
        cls,
        document: Document,
        start: int,
        end: int,
        *,
        segment_id: str | None = None,
        respondent_id: str | None = None,
    ) -> Quote:
        """Return the quote of ``document.text[start:end]``, without white space at its ends.

        Raises:
            IntegrityError: ``QUOTE_SPAN`` when the span is outside the text or holds no words.
        """
        if not 0 <= start < end <= len(document.text):
            raise IntegrityError(
                "QUOTE_SPAN",
                f"document {document.id} has {len(document.text)} characters; "
                f"{start}..{end} is no span of it.",
            )
        text = document.text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        if not text:
            raise IntegrityError(
                "QUOTE_SPAN", f"{start}..{end} of document {document.id} holds no words."
            )
        return cls(
            id=make_id("quote", document.id, str(start), str(start + len(text)), text),
            document_id=document.id,
            start=start,
            end=start + len(text),
            text=text,
            segment_id=segment_id,
            respondent_id=respondent_id,
        )

    def check(self, document: Document) -> None:
        """Check that the words still stand where the quote says.

        Raises:
            IntegrityError: ``QUOTE_MISMATCH`` when they do not; nothing may be built from it.
        """
        if document.id != self.document_id or document.text[self.start : self.end] != self.text:
            raise IntegrityError(
                "QUOTE_MISMATCH",
                f"quote {self.id} does not stand at {self.start}..{self.end} of document "
                f"{document.id}; the store and the report disagree, run `consult run` again.",
            )
