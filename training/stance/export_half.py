"""Export a half of the large reader: ``python -m training.stance.export_half OUT NAME …``.

OUT names a folder under the checkpoints; every NAME is a checkpoint that ``train --half yes`` made
from what ``halved`` wrote into ``--base`` (OUT itself without any), and the mean of their weights
is taken. They are packed as half bytes, as they were rounded while they learnt. Then ``calibrate
OUT`` writes what it finds into the manifest, and ``export_half OUT --ship`` copies all to where
consult loads it from.
"""

from __future__ import annotations

import shutil

from training.running import CHECKPOINTS
from training.stance.export import (
    TOKENS,
    asking,
    exported,
    mean_of,
    ship,
    write_manifest,
    write_whole,
)
from training.stance.halved import CONFIG, PLACES, TOKENIZER

NAME = "consult-stance-half-mpnet"


def main() -> None:
    """Export as the command line says."""
    from consult.engines.half_byte import packed
    from consult.engines.mpnet_graph import FIRST_POSITION
    from consult.engines.stance_manifest import BUNDLED, PACKED

    parser = asking(__doc__)
    parser.add_argument("--base", default="half-base", help="the checkpoint that halved wrote")
    given = parser.parse_args()
    folder = exported(given)
    if given.ship:
        ship(folder, BUNDLED)
        return
    trained = mean_of(given)
    trained[PLACES] = trained[PLACES][: FIRST_POSITION + TOKENS]
    write_whole(packed(trained), folder / PACKED)
    for name in (TOKENIZER, CONFIG):
        shutil.copyfile(CHECKPOINTS / given.base / name, folder / name)
    write_manifest(folder, NAME, [PACKED, TOKENIZER, CONFIG])


if __name__ == "__main__":
    main()
