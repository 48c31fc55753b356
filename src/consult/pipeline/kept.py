"""Models whose results are kept, so that what was made once is never made again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from consult.domain.ids import make_id
from consult.domain.ports import (
    Embedder,
    FloatMatrix,
    FloatVector,
    NamedEngine,
    PointReader,
    StanceModel,
)
from consult.store.store import Store

Made = TypeVar("Made", bound=NamedEngine)


class _Kept(Generic[Made]):
    """An engine and the store that keeps what it makes, by its name and revision."""

    def __init__(
        self, engine: Made, store: Store, advance: Callable[[int], None] = lambda _: None
    ) -> None:
        self._engine = engine
        self._store = store
        self._advance = advance

    @property
    def name(self) -> str:
        """The model's name."""
        return self._engine.name

    @property
    def revision(self) -> str:
        """The model's revision."""
        return self._engine.revision


class KeptEmbedder(_Kept[Embedder]):
    """An embedder over the store: a text is embedded once for each model and revision."""

    def encode(self, texts: Sequence[str]) -> FloatMatrix:
        """Return one unit row for each text, in order."""

        def make(positions: list[int]) -> FloatMatrix:
            rows = self._engine.encode([texts[p] for p in positions])
            self._advance(len(positions))
            return rows

        keys = [make_id("text", text) for text in texts]
        return self._store.vectors.rows(f"{self.name}@{self.revision}", keys, make)


class _KeptPairs(_Kept[Made]):
    """The same for an engine of pairs."""

    def _rows(
        self,
        kind: str,
        firsts: Sequence[str],
        seconds: Sequence[str],
        ask: Callable[[Sequence[str], Sequence[str]], FloatMatrix],
    ) -> FloatMatrix:
        """Return one row for each pair, in order; ``ask`` makes those that are not there."""

        def make(positions: list[int]) -> FloatMatrix:
            rows = ask([firsts[p] for p in positions], [seconds[p] for p in positions])
            self._advance(len(positions))
            return rows

        keys = [make_id(kind, *pair) for pair in zip(firsts, seconds, strict=True)]
        return self._store.vectors.rows(f"{self.name}@{self.revision}", keys, make, batch=128)


class KeptStanceModel(_KeptPairs[StanceModel]):
    """A stance model over the store: a pair is scored once for each model and revision."""

    def score(self, propositions: Sequence[str], texts: Sequence[str]) -> FloatMatrix:
        """Return (n, 3) probabilities of agree, disagree and neither, in order of the pairs."""
        return self._rows("pair", propositions, texts, self._engine.score)


class KeptPointReader(_KeptPairs[PointReader]):
    """A reader of points over the store: a pair is read once for each model and revision."""

    def one_point(self, firsts: Sequence[str], seconds: Sequence[str]) -> FloatVector:
        """Return (n): how likely each pair makes one point, in order of the pairs."""
        read = self._engine.one_point
        return self._rows("points", firsts, seconds, lambda a, b: read(a, b)[:, None])[:, 0]
