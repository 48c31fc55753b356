"""Export checkpoints as int8 ONNX: ``python -m training.stance.export OUT NAME …``.

OUT names a folder under the checkpoints; every NAME is a checkpoint and becomes one reader in it.
``--ship`` writes it where consult loads it from. Run it once, then ``calibrate OUT``, then again
with ``--ship``: the manifest takes up the calibration that stands beside the export.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
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
    write_manifest(folder, NAME, [*(p.name for p in folder.glob(READER.format("*"))), TOKENIZER])
    readers = sorted(folder.glob(READER.format("*")))
    if given.ship:
        BUNDLED.mkdir(parents=True, exist_ok=True)
        for old in BUNDLED.glob("*.onnx"):
            old.unlink()
        for path in (*readers, folder / TOKENIZER, folder / MANIFEST):
            shutil.copyfile(path, BUNDLED / path.name)
    for path in readers:
        print(f"{path.stat().st_size / 1e6:.1f} MB {path}")


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
    """Write manifest.json: the model's name, its calibration, and the digest of every file.

    ``base`` are the digests of an encoder under it that is installed apart.
    """
    calibration = folder / "calibration.json"
    fitted = json.loads(calibration.read_text()) if calibration.exists() else {}
    manifest = {
        "name": model,
        "labels": ["agree", "disagree", "neither"],
        "tokens": TOKENS,
        "temperature": fitted.get("temperature", 1.0),
        "bias": fitted.get("bias", [0.0, 0.0, 0.0]),
        "files": {
            name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in sorted(files)
        },
    } | ({"base": dict(base)} if base else {})
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
