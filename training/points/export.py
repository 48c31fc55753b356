"""Export the reader of points: ``python -m training.points.export OUT NAME …``.

OUT names a folder under the checkpoints; every NAME is a checkpoint that ``training.stance.train
--base`` made from all-mpnet-base-v2 (OUT itself without any), and the mean of their weights is
taken. ``--ship`` copies what stands in OUT to where consult loads it from.
"""

from __future__ import annotations

import argparse

from training.running import CHECKPOINTS
from training.stance.export import ship, write_manifest
from training.stance.export_large import export

NAME = "consult-points-mpnet"
RANK = 64


def main() -> None:
    """Export as the command line says."""
    from consult.engines.mpnet_base import SHA256
    from consult.engines.points import SHIPPED
    from consult.engines.stance_manifest import CHANGES

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--rank", type=int, default=RANK, help="of the matrices' changes")
    parser.add_argument("--ship", action="store_true")
    given = parser.parse_args()
    folder = CHECKPOINTS / given.out / "export"
    if given.ship:
        SHIPPED["large"].mkdir(exist_ok=True)
        ship(folder, SHIPPED["large"])
    else:
        checkpoints = [CHECKPOINTS / name / "model.pt" for name in given.names or [given.out]]
        export(checkpoints, folder / CHANGES, given.rank)
        write_manifest(folder, NAME, [CHANGES], SHA256)


if __name__ == "__main__":
    main()
