"""Where in a text a person decided something, told so that a better reader finds it again."""

from __future__ import annotations

from dataclasses import dataclass

from consult.domain.document import Document, Span

_AROUND = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Exact words of a document with what stands before and after them, and where they stood.

    The words lead, as in the W3C Web Annotation model (text quote selector); the offsets tell
    which of several equal places was meant.
    """

    document_id: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str

    @classmethod
    def at(cls, document: Document, start: int, end: int) -> Anchor:
        """Return the anchor of ``document.text[start:end]``.

        Raises:
            ValueError: when the span is empty or not within the text.
        """
        if not 0 <= start < end <= len(document.text):
            raise ValueError(f"no text at {start}:{end} of {document.id}")
        return cls(
            document_id=document.id,
            start=start,
            end=end,
            exact=document.text[start:end],
            prefix=document.text[max(0, start - _AROUND) : start],
            suffix=document.text[end : end + _AROUND],
        )

    def find(self, text: str) -> Span | None:
        """Return where the words stand in a text now, or None where they are gone.

        Of several places the one whose neighbourhood is most like the old one, then the nearest.
        """
        if text[self.start : self.end] == self.exact and self._around(text, self.start) == (
            len(self.prefix) + len(self.suffix)
        ):
            return Span(start=self.start, end=self.end)
        places = []
        place = text.find(self.exact)
        while place >= 0:
            places.append(place)
            place = text.find(self.exact, place + 1)
        if not places:
            return None
        best = max(places, key=lambda p: (self._around(text, p), -abs(p - self.start), -p))
        return Span(start=best, end=best + len(self.exact))

    def _around(self, text: str, place: int) -> int:
        """Return how many characters before and after a place are as they were."""
        end = place + len(self.exact)
        before = text[max(0, place - len(self.prefix)) : place]
        after = text[end : end + len(self.suffix)]
        return _alike(before[::-1], self.prefix[::-1]) + _alike(after, self.suffix)


def _alike(now: str, then: str) -> int:
    count = 0
    for a, b in zip(now, then, strict=False):
        if a != b:
            break
        count += 1
    return count
