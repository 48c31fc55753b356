"""Export checkpoints as int8 ONNX: ``python -m training.stance.export OUT NAME …``.

OUT names a folder under the checkpoints; every NAME is a checkpoint and becomes one reader in it.
Then ``calibrate OUT`` writes what it finds into the manifest, and ``export OUT --ship`` copies all
to where consult loads it from.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from consult.engines.stance_manifest import BUNDLED, MANIFEST
from training.running import CHECKPOINTS

NAME = "consult-stance-minilm"
TOKENS = 128
READER = "reader-{}.onnx"
TOKENIZER = "tokenizer.json"


def main() -> None:
    """Export as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--ship", action="store_true")
    given = parser.parse_args()
    folder = CHECKPOINTS / given.out / "export"
    for number, name in enumerate(given.names, start=1):
        export(CHECKPOINTS / name, folder / READER.format(number))
    if given.names:
        readers = [READER.format(number) for number, _ in enumerate(given.names, start=1)]
        write_manifest(folder, NAME, [*readers, TOKENIZER])
    if given.ship:
        ship(folder, BUNDLED)


def export(checkpoint: Path, reader: Path) -> None:
    """Write one reader (dynamic int8, weights per channel), and tokenizer.json beside it."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    from training.stance.network import base_folder, fresh

    folder = reader.parent
    folder.mkdir(parents=True, exist_ok=True)
    model = fresh(base_folder())
    weights = checkpoint / "model.pt"
    if weights.exists():
        model.load_state_dict(torch.load(weights, weights_only=True))
    else:
        state = torch.load(checkpoint / "state.pt", weights_only=True)
        model.load_state_dict(state["model"])
    model.eval()
    model.encoder.set_attn_implementation("eager")
    full = folder / "full.onnx"
    example = (
        torch.ones((1, 9), dtype=torch.long),
        torch.ones((1, 9), dtype=torch.long),
        torch.tensor([[0, 0, 0, 0, 1, 1, 1, 1, 1]]),
    )
    axes = {0: "pairs", 1: "tokens"}
    torch.onnx.export(
        model,
        example,
        str(full),
        input_names=["input_ids", "attention_mask", "token_type_ids"],
        output_names=["logits"],
        dynamic_axes=dict.fromkeys(("input_ids", "attention_mask", "token_type_ids"), axes),
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        str(full),
        str(reader),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
    )
    full.unlink()
    shutil.copyfile(base_folder() / TOKENIZER, folder / TOKENIZER)


def write_manifest(
    folder: Path, model: str, files: Sequence[str], base: Mapping[str, str] | None = None
) -> None:
    """Write manifest.json: the model's name, no calibration yet, and the digest of every file.

    ``base`` are the digests of an encoder under it that is installed apart.
    """
    digests = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in sorted(files)
    }
    manifest = {
        "name": model,
        "labels": ["agree", "disagree", "neither"],
        "tokens": TOKENS,
        "temperature": 1.0,
        "bias": [0.0, 0.0, 0.0],
        "files": digests,
    } | ({"base": dict(base)} if base else {})
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    say_sizes(folder, digests)


def ship(exported: Path, shipped: Path) -> None:
    """Put the manifest and the files it names in the place of those that are shipped."""
    names = json.loads((exported / MANIFEST).read_text("utf-8"))["files"]
    shipped.mkdir(parents=True, exist_ok=True)
    if (shipped / MANIFEST).exists():
        for old in json.loads((shipped / MANIFEST).read_text("utf-8"))["files"]:
            (shipped / old).unlink(missing_ok=True)
    for name in (*names, MANIFEST):
        shutil.copyfile(exported / name, shipped / name)
    say_sizes(shipped, names)


def say_sizes(folder: Path, names: Iterable[str]) -> None:
    """Print how large each file is."""
    for name in names:
        print(f"{(folder / name).stat().st_size / 1e6:.1f} MB {folder / name}")


if __name__ == "__main__":
    main()
