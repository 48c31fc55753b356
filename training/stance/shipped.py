"""Turn a reader in the package into a checkpoint: ``python -m training.stance.shipped``.

Writes ``shipped-large`` under the checkpoints, or with ``--half yes`` ``shipped-half``, which is an
encoder's folder (for ``train --base``) too, so that training can go on from what is in the package
on a machine that holds nothing else; one of another release is written anew. What was rounded to
bytes and to its rank stays so: it reads nearly, not exactly, as what it was made of.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from consult.engines.stance_manifest import BUNDLED, CHANGES, LARGE, PACKED, read_manifest
from training.running import CHECKPOINTS, asked_for
from training.stance.encoder import FOLDER as BASE
from training.stance.halved import CONFIG, PLACES, TOKENIZER

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

NAME, HALF = "shipped-large", "shipped-half"
RELEASE = "release.txt"
_UNREAD = re.compile(r"pooler|position_ids")
"""Weights of the base that the network has no place for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which reader."""

    half: bool = False


def main() -> None:
    """Write the checkpoint where there is none of this release."""
    import torch

    half = asked_for(Asked(), __doc__).half
    folder = CHECKPOINTS / (HALF if half else NAME)
    release, written = read_manifest(BUNDLED if half else LARGE).revision, folder / RELEASE
    if written.exists() and written.read_text("utf-8") == release:
        return
    folder.mkdir(parents=True, exist_ok=True)
    written.unlink(missing_ok=True)
    weights = half_weights() if half else large_weights()
    state = {
        key: torch.from_numpy(np.array(value, dtype=np.float32)) for key, value in weights.items()
    }
    torch.save(state, folder / "model.pt")
    if half:
        write_encoder(folder, weights)
    written.write_text(release, "utf-8")
    print(folder / "model.pt")


def half_weights() -> dict[str, Array]:
    """Return the weights of the half of the large reader that the package has for its default."""
    from safetensors.numpy import load_file

    from consult.engines.half_byte import unpacked

    return dict(unpacked(load_file(BUNDLED / PACKED)))


def write_encoder(folder: Path, weights: Mapping[str, Array]) -> None:
    """Write the files of the half's encoder beside its checkpoint."""
    from safetensors.numpy import save_file

    for name in ("tokenizer_config.json", "special_tokens_map.json"):
        shutil.copyfile(BASE / name, folder / name)
    shutil.copyfile(BUNDLED / TOKENIZER, folder / TOKENIZER)
    config = json.loads((BUNDLED / CONFIG).read_text("utf-8"))
    config["max_position_embeddings"] = len(weights[PLACES])
    (folder / CONFIG).write_text(json.dumps(config, indent=1), "utf-8")
    encoder = {
        name.removeprefix("encoder."): np.ascontiguousarray(value)
        for name, value in weights.items()
        if name.startswith("encoder.")
    }
    save_file(encoder, folder / "model.safetensors", metadata={"format": "pt"})


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
