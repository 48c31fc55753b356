"""What every export of a reader does: takes the mean of checkpoints, writes files, ships them."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from consult.engines.stance_manifest import MANIFEST
from training.running import CHECKPOINTS

if TYPE_CHECKING:
    import numpy.typing as npt

    Weights = dict[str, npt.NDArray[Any]]

TOKENS = 128


def asking(description: str | None) -> argparse.ArgumentParser:
    """Return a parser of what every export is asked: OUT, the NAMEs and ``--ship``."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("out", help="a folder under the checkpoints")
    parser.add_argument("names", nargs="*", help="checkpoints; OUT itself without any")
    parser.add_argument("--ship", action="store_true", help="copy what stands in OUT")
    return parser


def exported(given: argparse.Namespace) -> Path:
    """Return the folder that an export writes to, made where it is not there."""
    folder: Path = CHECKPOINTS / given.out / "export"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def mean_of(given: argparse.Namespace) -> Weights:
    """Return the mean of the weights of the checkpoints that an export is asked for.

    Wortsman et al. 2022, "Model soups: averaging weights of multiple fine-tuned models".
    """
    import torch

    states = [
        torch.load(CHECKPOINTS / name / "model.pt", weights_only=True)
        for name in given.names or [given.out]
    ]
    return {
        name: np.mean([state[name].float().numpy() for state in states], axis=0)
        for name in states[0]
    }


def write_whole(weights: Mapping[str, npt.NDArray[Any]], file: Path) -> None:
    """Write weights to a new name first, then in place of an old file."""
    from safetensors.numpy import save_file

    fresh = file.with_suffix(".new")
    save_file(dict(weights), fresh)
    fresh.chmod(0o644)
    fresh.replace(file)


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
