"""Turn the shipped readers back into checkpoints: ``python -m training.stance.shipped``.

Writes ``shipped-large`` under the checkpoints, and ``shipped-1``, ``shipped-2`` where the package
still holds small readers, so that training can go on from what is in the package on a machine that
holds nothing else. What was rounded to one byte stays rounded: these read nearly, not exactly, as
what they were rounded from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from consult.engines.stance_manifest import BUNDLED, CHANGES, LARGE
from training.running import CHECKPOINTS

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

_UNREAD = re.compile(r"pooler|position_ids")
"""Weights of the base that the network has no place for."""
QUANTIZED, SCALE, ZERO = "_quantized", "_scale", "_zero_point"


def main() -> None:
    """Write the checkpoints that are not there yet."""
    from consult.engines.mpnet_base import is_installed

    for number, reader in enumerate(sorted(BUNDLED.glob("*.onnx")), start=1):
        if missing(f"shipped-{number}"):
            write(f"shipped-{number}", small_weights(reader))
    if is_installed() and missing("shipped-large"):
        write("shipped-large", large_weights())


def missing(name: str) -> bool:
    """Tell whether there is no such checkpoint."""
    return not (CHECKPOINTS / name / "model.pt").exists()


def write(name: str, weights: Mapping[str, Array]) -> None:
    """Write one checkpoint of float weights."""
    import torch

    folder = CHECKPOINTS / name
    folder.mkdir(parents=True, exist_ok=True)
    state = {key: torch.from_numpy(np.array(w, dtype=np.float32)) for key, w in weights.items()}
    torch.save(state, folder / "model.pt")
    print(folder / "model.pt")


def small_weights(reader: Path) -> dict[str, Array]:
    """Return the weights of an int8 ONNX reader, by their names in the network."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(reader).graph
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    found = {name: value for name, value in stored.items() if _is_weight(name)}
    for node in graph.node:
        for name in node.input:
            if name.endswith(QUANTIZED) and name in stored:
                whole = name.removesuffix(QUANTIZED)
                value = stored[name].astype(np.float32) - stored[whole + ZERO]
                value = value * stored[whole + SCALE]
                named = _of_node(node.name) if whole.startswith("onnx::") else whole
                found[named] = value.T if node.op_type == "MatMulInteger" else value
    return found


def large_weights() -> dict[str, Array]:
    """Return the weights of the large reader: those of its base, and what training changed."""
    from safetensors.numpy import load_file

    from consult.engines.low_rank import changed
    from consult.engines.mpnet_base import base_weights, open_base
    from consult.engines.one_byte import widened

    with open_base() as base:
        weights = changed(base_weights(base), widened(load_file(LARGE / CHANGES)))
    return {name: value for name, value in weights.items() if not _UNREAD.search(name)}


def _is_weight(name: str) -> bool:
    return name.endswith((".weight", ".bias")) and not name.startswith(("/", "onnx::"))


def _of_node(name: str) -> str:
    """Return "encoder.encoder.layer.0.output.dense.weight" for its product's node."""
    path = name.strip("/").removesuffix("/MatMul_quant")
    return path.replace("/", ".") + ".weight"


if __name__ == "__main__":
    main()
