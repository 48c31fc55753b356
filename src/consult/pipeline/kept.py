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


class KeptStanceModel(_Kept[StanceModel]):
    """A stance model over the store: a pair is scored once for each model and revision."""

    def score(self, propositions: Sequence[str], texts: Sequence[str]) -> FloatMatrix:
        """Return (n, 3) probabilities of agree, disagree and neither, in order of the pairs."""

        def make(positions: list[int]) -> FloatMatrix:
            rows = self._engine.score(
                [propositions[p] for p in positions], [texts[p] for p in positions]
            )
            self._advance(len(positions))
            return rows

        keys = [
            make_id("pair", proposition, text)
            for proposition, text in zip(propositions, texts, strict=True)
        ]
        return self._store.vectors.rows(f"{self.name}@{self.revision}", keys, make, batch=128)


class KeptPointReader(_Kept[PointReader]):
    """A reader of points over the store: a pair is read once for each model and revision."""

    def one_point(self, firsts: Sequence[str], seconds: Sequence[str]) -> FloatVector:
        """Return (n): how likely each pair makes one point, in order of the pairs."""

        def make(positions: list[int]) -> FloatMatrix:
            found = self._engine.one_point(
                [firsts[p] for p in positions], [seconds[p] for p in positions]
            )
            self._advance(len(positions))
            return found[:, None]

        keys = [
            make_id("points", first, second) for first, second in zip(firsts, seconds, strict=True)
        ]
        kept = self._store.vectors.rows(f"{self.name}@{self.revision}", keys, make, batch=128)
        return kept[:, 0]
