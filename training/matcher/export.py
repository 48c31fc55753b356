"""Mix trained weights with the original's and export: ``python -m training.matcher.export NAME``.

``--share`` is how much of each weight is the trained one's (0 the original, 1 the trained): halfway
models keep what the original knew of everything else. ``--ship`` writes the result to where consult
loads it from; without it, it stands beside the checkpoint, and ``[models] matcher`` may name it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from training.matcher.encoder import encoder_folder
from training.running import CHECKPOINTS

NAME = "consult-matcher-minilm"
FILES = ("config.json", "sentence_bert_config.json", "tokenizer.json")


def main() -> None:
    """Export as the command line says."""
    from consult.engines.matcher import BUNDLED

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="+", help="checkpoints; the mean of several is taken")
    parser.add_argument("--share", type=float, default=0.5)
    parser.add_argument("--out", default="")
    parser.add_argument("--ship", action="store_true")
    given = parser.parse_args()
    folder = Path(given.out) if given.out else CHECKPOINTS / given.names[0] / "export"
    export(
        [CHECKPOINTS / name for name in given.names], BUNDLED if given.ship else folder, given.share
    )


def export(checkpoints: list[Path], folder: Path, share: float) -> None:
    """Write the weights as int8, what is needed to read them, and a manifest with digests."""
    from safetensors.numpy import save_file

    from consult.engines.matcher import MANIFEST, WEIGHTS
    from consult.engines.one_byte import narrowed

    folder.mkdir(parents=True, exist_ok=True)
    save_file(narrowed(mixed(checkpoints, share)), folder / WEIGHTS)
    for name in FILES:
        shutil.copyfile(encoder_folder() / name, folder / name)
    (folder / WEIGHTS).chmod(0o644)
    digests = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (WEIGHTS, *FILES)
    }
    manifest = {"name": NAME, "share": share, "files": digests}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    print(f"{(folder / WEIGHTS).stat().st_size / 1e6:.1f} MB in {folder}")


def mixed(checkpoints: list[Path], share: float) -> dict[str, Any]:
    """Return the original weights moved by ``share`` towards the mean of the trained ones."""
    import torch
    from safetensors.numpy import load_file

    original = load_file(encoder_folder() / "model.safetensors")
    trained = [torch.load(folder / "model.pt", weights_only=True) for folder in checkpoints]
    result = {}
    for name, value in original.items():
        key = f"encoder.{name}"
        if key not in trained[0] or value.dtype.kind != "f":
            # The pooler, which the sentence encoder does not use, and the positions' numbers.
            continue
        mean = sum(state[key].float().numpy() for state in trained) / len(trained)
        result[name] = (1 - share) * value + share * mean
    return result


if __name__ == "__main__":
    main()
