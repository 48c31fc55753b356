"""Export what training changed: ``python -m training.stance.export_large OUT NAME …``.

OUT names a folder under the checkpoints; every NAME is a checkpoint that ``train --base`` made from
all-mpnet-base-v2 and the same seed (OUT itself without any), and the mean of their weights is
taken. What changed in the encoder is shipped; the encoder itself is installed apart. Then
``calibrate OUT`` writes what it finds into the manifest, and ``export_large OUT --ship`` copies
both files to where consult loads them from.
"""

from __future__ import annotations

from pathlib import Path

from training.stance.export import asking, exported, mean_of, ship, write_manifest, write_whole

NAME = "consult-stance-mpnet"
RANK = 96


def main() -> None:
    """Export as the command line says."""
    from consult.engines.stance_manifest import LARGE

    run(NAME, RANK, LARGE, __doc__)


def run(name: str, usual_rank: int, shipped: Path, doc: str | None) -> None:
    """Export, or ship, a reader of that name as the command line says."""
    from consult.engines.low_rank import changes
    from consult.engines.mpnet_base import SHA256, base_weights, open_base
    from consult.engines.one_byte import narrowed
    from consult.engines.stance_manifest import CHANGES

    parser = asking(doc)
    parser.add_argument("--rank", type=int, default=usual_rank, help="of the matrices' changes")
    given = parser.parse_args()
    folder = exported(given)
    if given.ship:
        ship(folder, shipped)
        return
    with open_base() as archive:
        base = base_weights(archive)
    write_whole(narrowed(changes(base, mean_of(given), given.rank)), folder / CHANGES)
    write_manifest(folder, name, [CHANGES], SHA256)


if __name__ == "__main__":
    main()
