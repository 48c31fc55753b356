"""The manifests of stance models that were trained here: what belongs to one, and its bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consult.domain.errors import ModelError
from consult.engines.digests import file_digest

MODELS = Path(__file__).resolve().parent / "models"
BUNDLED, LARGE = MODELS / "stance", MODELS / "stance_large"
MANIFEST = "manifest.json"
CHANGES = "changes.safetensors"
"""What training changed in an encoder that is installed apart."""
PACKED = "reader.safetensors"
"""A whole reader in half bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a model's folder says of it."""

    name: str
    revision: str
    """The first twelve digits of the manifest's own digest, which covers files and calibration."""
    tokens: int
    """What is read at once, marks among it."""
    temperature: float
    bias: tuple[float, ...]
    """Of agree, disagree and neither."""
    files: Mapping[str, str]
    """The SHA-256 of each file beside it."""
    base: Mapping[str, str]
    """The SHA-256 of each file of the encoder under it; empty where it is shipped whole."""


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a model's folder, once the bytes of every file are the ones it names.

    Raises:
        ModelError: ``MODEL_MISSING`` where a file is not there, ``MODEL_DIGEST`` where its SHA-256
            is another one, ``MODEL_MANIFEST`` where the manifest says not enough.
    """
    path = folder / MANIFEST
    if not path.is_file():
        raise ModelError("MODEL_MISSING", f"there is no stance model in {folder}.")
    found = _parsed(path)
    for name, expected in sorted(found.files.items()):
        part = folder / name
        if not part.is_file():
            raise ModelError("MODEL_MISSING", f"{part} is missing; install consult again.")
        digest = file_digest(part)
        if digest != expected:
            raise ModelError(
                "MODEL_DIGEST",
                f"{part} has SHA-256 {digest}, but its manifest says {expected}; "
                "install consult again, or name the folder of a model that you trust.",
            )
    return found


def needs_base(folder: Path) -> bool:
    """Return whether a folder holds a model of which the encoder is installed apart."""
    return (folder / MANIFEST).is_file() and bool(_parsed(folder / MANIFEST).base)


def _parsed(path: Path) -> Manifest:
    try:
        said: dict[str, Any] = json.loads(path.read_text("utf-8"))
        found = Manifest(
            name=str(said["name"]),
            revision=file_digest(path)[:12],
            tokens=int(said["tokens"]),
            temperature=float(said["temperature"]),
            bias=tuple(float(one) for one in said["bias"]),
            files=dict(said["files"]),
            base=dict(said.get("base", {})),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _unusable(path, f"{type(error).__name__}: {error}") from error
    if len(found.bias) != 3:
        raise _unusable(path, f"it has {len(found.bias)} biases, not 3")
    onnx = any(name.endswith(".onnx") for name in found.files)
    kinds = (onnx, CHANGES in found.files, PACKED in found.files)
    if kinds.count(True) != 1 or bool(found.base) != (CHANGES in found.files):
        raise _unusable(
            path, f"it names neither .onnx files, nor {PACKED}, nor {CHANGES} with its base"
        )
    return found


def _unusable(path: Path, why: str) -> ModelError:
    return ModelError(
        "MODEL_MANIFEST", f"{path} does not describe a stance model ({why}); export it again."
    )
