"""Where the words that people decided about stand among the segments of a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from consult.domain.anchor import Anchor
from consult.domain.document import Document, Span
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.run import Decision
from consult.domain.segment import Segment


class Passages:
    """Finds segments by anchors, also after texts were read or cut into segments anew."""

    def __init__(self, segments: Iterable[Segment], documents: Mapping[str, Document]) -> None:
        """Take the segments of a run and the documents that they stand in, by id."""
        self._documents = documents
        self._segments: dict[str, list[Segment]] = {}
        for segment in segments:
            self._segments.setdefault(segment.document_id, []).append(segment)

    def span(self, anchor: Anchor) -> Span | None:
        """Return where the words stand in their document now, or None where they are gone."""
        document = self._documents.get(anchor.document_id)
        return anchor.find(document.text) if document else None

    def best(self, anchor: Anchor) -> Segment | None:
        """Return the segment with most of the words, the first of equals, or None."""
        span = self.span(anchor)
        if span is None:
            return None
        held = [s for s in self._segments.get(anchor.document_id, ()) if _shared(s, span) > 0]
        return max(held, key=lambda s: (_shared(s, span), -s.start), default=None)

    def within(self, anchor: Anchor) -> tuple[Segment, ...]:
        """Return the segments of which the words hold at least half, or the one with most of them.

        In order of place; none where the words are gone.
        """
        span = self.span(anchor)
        if span is None:
            return ()
        inside = [
            s
            for s in self._segments.get(anchor.document_id, ())
            if 2 * _shared(s, span) >= s.end - s.start
        ]
        best = self.best(anchor) if not inside else None
        return tuple(sorted(inside or ([best] if best else []), key=lambda s: (s.start, s.id)))


def _shared(segment: Segment, span: Span) -> int:
    return min(segment.end, span.end) - max(segment.start, span.start)


def lost(decision: Decision, anchor: Anchor) -> Problem:
    """Return the problem that the words of a decision stand in no document now."""
    return Problem(
        code=ProblemCode.DECISION_LOST,
        where=decision.id,
        message=(
            f"{decision.actor} decided about “{anchor.exact[:60]}”, which stands in no document "
            "now; decide again where the words are, or leave it."
        ),
        severity=Severity.WARNING,
    )
