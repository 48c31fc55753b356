"""Stance models of others: any cross-encoder whose labels say sides, by folder or hub name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from consult.domain.errors import ModelError
from consult.engines.digests import folder_digest
from consult.engines.stance_pairs import paired, softmax

if TYPE_CHECKING:
    import numpy.typing as npt

    from consult.domain.ports import FloatMatrix

_OPPOSITES = {
    "agree": 0, "favor": 0, "favour": 0, "support": 0, "pro": 0, "entailment": 0,
    "disagree": 1, "against": 1, "oppose": 1, "con": 1, "contradiction": 1,
    "neither": 2, "neutral": 2, "none": 2,
}  # fmt: skip


class CrossEncoderStance:
    """Any cross-encoder or NLI model of sentence-transformers whose labels say sides.

    A model of natural-language inference reads the text first and the proposition as its
    hypothesis; a model of stance reads the proposition first.
    """

    def __init__(self, model: Any, *, name: str, revision: str, order: tuple[int, ...]) -> None:
        """Wrap a loaded model; ``order`` says which output is agree, disagree and neither."""
        self._model = model
        self._name = name
        self._revision = revision
        self._order = order
        labels = " ".join(str(v) for v in model.model.config.id2label.values()).lower()
        self._text_first = "entail" in labels

    @classmethod
    def load(cls, spec: str, threads: int = 0) -> CrossEncoderStance:
        """Load a cross-encoder from a folder or a hub.

        Raises:
            ModelError: ``MODEL_MISSING`` if it cannot be loaded, ``MODEL_LABELS`` if its labels
                are not three that mean agree, disagree and neither.
        """
        import torch
        from sentence_transformers import CrossEncoder

        if threads:
            torch.set_num_threads(threads)
        try:
            model = CrossEncoder(spec, device="cpu")
        except (OSError, ValueError) as error:
            raise ModelError(
                "MODEL_MISSING", f"the stance model {spec!r} cannot be loaded: {error}"
            ) from error
        config: Any = model.model.config
        order = label_order(config.id2label, spec)
        revision = getattr(config, "_commit_hash", None) or folder_digest(Path(spec))
        return cls(model, name=Path(spec).name, revision=str(revision)[:12], order=order)

    @property
    def name(self) -> str:
        """The last part of the folder's or the hub's name."""
        return self._name

    @property
    def revision(self) -> str:
        """The hub's commit, or a digest of the folder's weights."""
        return self._revision

    def score(self, propositions: Sequence[str], texts: Sequence[str]) -> FloatMatrix:
        """Return float32 (n, 3): probabilities of agree, disagree and neither, row by pair.

        Raises:
            ValueError: if there are not as many texts as propositions.
        """
        pairs = paired(propositions, texts)
        if not pairs:
            return np.zeros((0, 3), dtype=np.float32)
        if self._text_first:
            pairs = [(text, proposition) for proposition, text in pairs]
        logits = np.asarray(
            self._model.predict(
                pairs, activation_fn=_identity(), convert_to_numpy=True, show_progress_bar=False
            ),
            dtype=np.float32,
        )
        ordered: npt.NDArray[np.float32] = logits[:, list(self._order)]
        return softmax(ordered)


def label_order(labels: dict[int, str], spec: str) -> tuple[int, ...]:
    """Return at which outputs of a model agree, disagree and neither stand.

    Raises:
        ModelError: ``MODEL_LABELS`` where the labels do not name all three, once each.
    """
    sides = {
        side: int(index)
        for index, label in labels.items()
        if (side := _OPPOSITES.get(str(label).strip().lower())) is not None
    }
    if len(labels) != 3 or len(sides) != 3:
        raise ModelError(
            "MODEL_LABELS",
            f"the stance model {spec!r} has the labels {sorted(map(str, labels.values()))}; three "
            "are wanted: agree, disagree, neither (or entailment, contradiction, neutral).",
        )
    return tuple(sides[side] for side in range(3))


def _identity() -> Any:
    import torch

    return torch.nn.Identity()
