"""Which stance model the settings name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from consult.engines.mpnet_base import require_base
from consult.engines.stance_hub import CrossEncoderStance
from consult.engines.stance_manifest import BUNDLED, LARGE, MANIFEST, needs_base
from consult.engines.stance_onnx import OnnxStanceModel

if TYPE_CHECKING:
    from consult.domain.ports import StanceModel

SHIPPED = {"bundled": BUNDLED, "large": LARGE}


def require_stance(spec: str) -> None:
    """Check, before hours of other work, that the base of a model is installed.

    Raises:
        ModelError: ``MODEL_MISSING``, or ``MODEL_MANIFEST`` where a folder's manifest is none.
    """
    if needs_base(SHIPPED.get(spec, Path(spec))):
        require_base()


def load_stance(spec: str, threads: int = 0) -> StanceModel:
    """Return the stance model that the settings name.

    Args:
        spec: ``bundled``; ``large``, which reads somewhat better and takes longer, and
            whose base is installed apart; a folder (one that ``training.stance`` exported, or a
            cross-encoder of sentence-transformers); or the name of a cross-encoder on a hub. Only
            a hub name may reach for the network, and only when the model is not yet on disk.
        threads: how many threads it may use; 0 means one for each core.

    Raises:
        ModelError: ``MODEL_DIGEST``, ``MODEL_MISSING``, ``MODEL_MANIFEST`` or ``MODEL_LABELS``.
    """
    if spec in SHIPPED:
        return OnnxStanceModel(SHIPPED[spec], threads=threads)
    if (Path(spec) / MANIFEST).is_file():
        return OnnxStanceModel(Path(spec), threads=threads)
    return CrossEncoderStance.load(spec, threads=threads)
