"""Turn the large reader in the package into a checkpoint: ``python -m training.stance.shipped``.

Writes ``shipped-large`` under the checkpoints, so that training can go on from what is in the
package on a machine that holds nothing else; one of another release is written anew. What was
rounded to one byte and to its rank stays so: it reads nearly, not exactly, as what it was made of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from consult.engines.stance_manifest import CHANGES, LARGE, read_manifest
from training.running import CHECKPOINTS

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

NAME = "shipped-large"
RELEASE = "release.txt"
_UNREAD = re.compile(r"pooler|position_ids")
"""Weights of the base that the network has no place for."""


def main() -> None:
    """Write the checkpoint where there is none of this release."""
    import torch

    folder = CHECKPOINTS / NAME
    release, written = read_manifest(LARGE).revision, folder / RELEASE
    if written.exists() and written.read_text("utf-8") == release:
        return
    folder.mkdir(parents=True, exist_ok=True)
    written.unlink(missing_ok=True)
    state = {
        key: torch.from_numpy(np.array(weights, dtype=np.float32))
        for key, weights in large_weights().items()
    }
    torch.save(state, folder / "model.pt")
    written.write_text(release, "utf-8")
    print(folder / "model.pt")


def large_weights() -> dict[str, Array]:
    """Return the weights of the large reader: those of its base, and what training changed."""
    from safetensors.numpy import load_file

    from consult.engines.low_rank import changed
    from consult.engines.mpnet_base import base_weights, open_base
    from consult.engines.one_byte import widened

    with open_base() as base:
        weights = changed(base_weights(base), widened(load_file(LARGE / CHANGES)))
    return {name: value for name, value in weights.items() if not _UNREAD.search(name)}


if __name__ == "__main__":
    main()
