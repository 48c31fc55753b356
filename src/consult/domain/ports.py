"""What the core asks of engines, as protocols; tests use small fakes, engines/ the real models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from consult.domain.document import Span

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

FloatMatrix: TypeAlias = "npt.NDArray[np.float32]"
FloatVector: TypeAlias = "npt.NDArray[np.float32]"
IntVector: TypeAlias = "npt.NDArray[np.int64]"


class NamedEngine(Protocol):
    """An engine that says what it is, so that its results can be keyed and printed."""

    @property
    def name(self) -> str:
        """The model's name, as in ``model:<name>@<revision>``."""

    @property
    def revision(self) -> str:
        """A digest or version that changes whenever results could."""


class SentenceSplitter(NamedEngine, Protocol):
    """Splits text into sentences."""

    def split(self, texts: Sequence[str]) -> list[tuple[Span, ...]]:
        """Return for each text its sentences in order, trimmed, covering all but white space."""


class Embedder(NamedEngine, Protocol):
    """Turns texts into vectors."""

    def encode(self, texts: Sequence[str]) -> FloatMatrix:
        """Return float32 of shape (n, d) with rows of unit length, in the order of the texts."""


class StanceModel(NamedEngine, Protocol):
    """Scores attitudes of texts to propositions."""

    def score(self, propositions: Sequence[str], texts: Sequence[str]) -> FloatMatrix:
        """Return (n, 3) calibrated probabilities of agree, disagree and neither, row by pair."""


class PointReader(NamedEngine, Protocol):
    """Tells whether two texts make one point."""

    def one_point(self, firsts: Sequence[str], seconds: Sequence[str]) -> FloatVector:
        """Return (n): how likely each pair makes one point, 0..1, whichever stands first."""


class ThemeDiscoverer(NamedEngine, Protocol):
    """Groups segments that make the same point."""

    def discover(self, texts: Sequence[str], vectors: FloatMatrix) -> IntVector:
        """Return a group for each text, -1 for none; groups are numbered by first member."""


class LanguageIdentifier(NamedEngine, Protocol):
    """Tells the language of a text."""

    def identify(self, texts: Sequence[str]) -> list[str]:
        """Return ISO 639-1 codes, ``und`` where the text is too short to tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedWord:
    """A word that OCR read; the box is in pixels from the top left of the picture."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float
    """0..1, as the engine says; not calibrated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """A line that OCR read: its words from left to right, in pixels of the picture."""

    words: tuple[PrintedWord, ...]
    baseline: float
    size: float
    """The height of the type, from the descenders to the ascenders."""


class Ocr(NamedEngine, Protocol):
    """Reads print from pictures."""

    def read(self, picture: bytes, dots_per_inch: int) -> tuple[PrintedLine, ...]:
        """Return the lines of a picture (binary PGM) in reading order; none where none is found.

        Raises:
            TimeoutError: when a page takes too long.
            OSError: when the engine fails on the picture.
        """

    def quarter_turns(self, picture: bytes, dots_per_inch: int) -> int:
        """Return how many clockwise quarter turns bring the picture upright, 0 when unknown."""


class Phraser(NamedEngine, Protocol):
    """Finds noun phrases, for labels."""

    def noun_phrases(self, texts: Sequence[str]) -> list[tuple[Span, ...]]:
        """Return for each text the spans of its noun phrases in order."""
