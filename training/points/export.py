"""Export the reader of points: ``python -m training.points.export OUT NAME …``.

OUT names a folder under the checkpoints; every NAME is a checkpoint that ``training.stance.train
--base`` made from all-mpnet-base-v2 (OUT itself without any), and the mean of their weights is
taken. ``--ship`` copies what stands in OUT to where consult loads it from.
"""

from __future__ import annotations

from training.stance.export_large import run

NAME = "consult-points-mpnet"
RANK = 64


def main() -> None:
    """Export as the command line says."""
    from consult.engines.points import SHIPPED

    run(NAME, RANK, SHIPPED["large"], __doc__)


if __name__ == "__main__":
    main()
