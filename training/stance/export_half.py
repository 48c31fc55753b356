"""Export a half of the large reader: ``python -m training.stance.export_half OUT NAME …``.

OUT names a folder under the checkpoints; every NAME is a checkpoint that ``train --half yes`` made
from what ``halved`` wrote into ``--base``, and the mean of their weights is taken. They are packed
as half bytes, as they were rounded while they learnt. Then ``calibrate OUT`` writes what it finds
into the manifest, and ``export_half OUT --ship`` copies all to where consult loads it from.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from training.running import CHECKPOINTS
from training.stance.export import TOKENIZER, TOKENS, ship, write_manifest

NAME = "consult-stance-half-mpnet"
CONFIG = "config.json"
PLACES = "encoder.embeddings.position_embeddings.weight"


def main() -> None:
    """Export as the command line says."""
    from consult.engines.stance_manifest import BUNDLED, PACKED

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--base", default="half", help="the checkpoint that halved wrote")
    parser.add_argument("--ship", action="store_true")
    given = parser.parse_args()
    folder = CHECKPOINTS / given.out / "export"
    if given.ship:
        ship(folder, BUNDLED)
        return
    folder.mkdir(parents=True, exist_ok=True)
    names = given.names or [given.out]
    export([CHECKPOINTS / name / "model.pt" for name in names], folder / PACKED)
    for name in (TOKENIZER, CONFIG):
        shutil.copyfile(CHECKPOINTS / given.base / name, folder / name)
    write_manifest(folder, NAME, [PACKED, TOKENIZER, CONFIG])


def export(checkpoints: Sequence[Path], reader: Path) -> None:
    """Write the mean of the checkpoints, with the places of as many tokens as are read at once."""
    import torch
    from safetensors.numpy import save_file

    from consult.engines.half_byte import packed
    from consult.engines.mpnet_graph import FIRST_POSITION

    states = [torch.load(checkpoint, weights_only=True) for checkpoint in checkpoints]
    trained = {
        name: np.mean([state[name].float().numpy() for state in states], axis=0)
        for name in states[0]
    }
    trained[PLACES] = trained[PLACES][: FIRST_POSITION + TOKENS]
    fresh = reader.with_suffix(".new")
    save_file(packed(trained), fresh)
    fresh.chmod(0o644)
    fresh.replace(reader)


if __name__ == "__main__":
    main()
