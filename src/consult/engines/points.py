"""The reader of points that was trained here, run by ONNX Runtime."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from consult.domain.errors import ModelError
from consult.engines.mpnet_base import require_base
from consult.engines.stance_manifest import MANIFEST, MODELS, needs_base
from consult.engines.stance_onnx import OnnxStanceModel

if TYPE_CHECKING:
    import numpy.typing as npt

    from consult.domain.ports import PointReader

NONE = "none"
SHIPPED = {"large": MODELS / "points_large"}


class OnnxPointReader:
    """A cross-encoder of two texts with the network of the stance models.

    What it calls *agree* is one point, *neither* that they make none together.
    """

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        """Load a folder as :class:`OnnxStanceModel` does, with the same errors."""
        self._pairs = OnnxStanceModel(folder, threads=threads)

    @property
    def name(self) -> str:
        """The model's name as its manifest has it."""
        return self._pairs.name

    @property
    def revision(self) -> str:
        """The first twelve digits of its manifest's digest."""
        return self._pairs.revision

    def one_point(self, firsts: Sequence[str], seconds: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return float32 (n): how likely each pair makes one point, whichever stands first.

        Raises:
            ValueError: if there are not as many of the one as of the other.
        """
        scores = self._pairs.score([*firsts, *seconds], [*seconds, *firsts])
        ways = (scores[:, 0] / np.maximum(scores[:, 0] + scores[:, 2], 1e-9)).reshape(2, -1)
        return np.asarray(ways.mean(axis=0), dtype=np.float32)


def require_points(spec: str) -> None:
    """Check, before hours of other work, that a reader is there and its base installed.

    Raises:
        ModelError: ``MODEL_MISSING``, or ``MODEL_MANIFEST`` where a folder's manifest is none.
    """
    if spec == NONE:
        return
    folder = SHIPPED.get(spec, Path(spec))
    if not (folder / MANIFEST).is_file():
        raise ModelError(
            "MODEL_MISSING",
            f"there is no reader of points in {folder}; under [models], point_reader is "
            f'"{NONE}", "large" or the folder of one.',
        )
    if needs_base(folder):
        require_base()


def load_points(spec: str, threads: int = 0) -> PointReader | None:
    """Return the reader of points that the settings name.

    Args:
        spec: ``none``; ``large``, whose base is installed apart; or a folder that
            ``training.points`` exported.
        threads: how many threads it may use; 0 means one for each core.

    Raises:
        ModelError: ``MODEL_DIGEST``, ``MODEL_MISSING`` or ``MODEL_MANIFEST``.
    """
    if spec == NONE:
        return None
    return OnnxPointReader(SHIPPED.get(spec, Path(spec)), threads=threads)
