"""Export what training changed: ``python -m training.stance.export_large OUT NAME …``.

OUT names a folder under the checkpoints; every NAME is a checkpoint that ``train --base`` made from
all-mpnet-base-v2 and the same seed (OUT itself without any), and the mean of their weights is taken
(Wortsman et al. 2022, "Model soups"). What changed in the encoder is shipped;
the encoder itself is installed apart. Then ``calibrate OUT`` writes what it finds into the
manifest, and ``export_large OUT --ship`` copies both files to where consult loads them from.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from training.running import CHECKPOINTS
from training.stance.export import ship, write_manifest

NAME = "consult-stance-mpnet"
RANK = 96


def main() -> None:
    """Export as the command line says."""
    from consult.engines.stance_manifest import LARGE

    run(NAME, RANK, LARGE, __doc__)


def run(name: str, usual_rank: int, shipped: Path, doc: str | None) -> None:
    """Export, or ship, a reader of that name as the command line says."""
    from consult.engines.mpnet_base import SHA256
    from consult.engines.stance_manifest import CHANGES

    parser = argparse.ArgumentParser(description=doc)
    parser.add_argument("out")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--rank", type=int, default=usual_rank, help="of the matrices' changes")
    parser.add_argument("--ship", action="store_true")
    given = parser.parse_args()
    folder = CHECKPOINTS / given.out / "export"
    if given.ship:
        ship(folder, shipped)
    else:
        checkpoints = [CHECKPOINTS / one / "model.pt" for one in given.names or [given.out]]
        export(checkpoints, folder / CHANGES, given.rank)
        write_manifest(folder, name, [CHANGES], SHA256)


def export(checkpoints: Sequence[Path], changes_file: Path, rank: int) -> None:
    """Write what makes the mean of the checkpoints out of the encoder as it is installed."""
    import torch
    from safetensors.numpy import save_file

    from consult.engines.low_rank import changes
    from consult.engines.mpnet_base import base_weights, open_base
    from consult.engines.one_byte import narrowed

    states = [torch.load(checkpoint, weights_only=True) for checkpoint in checkpoints]
    trained = {
        name: np.mean([state[name].float().numpy() for state in states], axis=0)
        for name in states[0]
    }
    with open_base() as archive:
        base = base_weights(archive)
    changes_file.parent.mkdir(parents=True, exist_ok=True)
    fresh = changes_file.with_suffix(".new")
    save_file(narrowed(changes(base, trained, rank)), fresh)
    fresh.chmod(0o644)
    fresh.replace(changes_file)


if __name__ == "__main__":
    main()
