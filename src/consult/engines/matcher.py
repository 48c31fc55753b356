"""Matchers: the bundled sentence encoder that was trained to match, and others by name.

A matcher is an embedder whose cosines tell which question, key point or theme a text speaks to.
The bundled one is MiniLM tuned for that (``training/matcher``); its weights are shipped as one byte
each and run in single precision, so that a vector still depends on its text alone.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from consult.engines.embedder import MiniLMEmbedder, check_digest, load_embedder
from consult.engines.one_byte import widened

if TYPE_CHECKING:
    from consult.domain.ports import Embedder

BUNDLED = Path(__file__).resolve().parent / "models" / "matcher"
MANIFEST = "manifest.json"
WEIGHTS = "weights.safetensors"


def load_matcher(spec: str, threads: int = 0) -> Embedder:
    """Return the matcher that the settings name.

    Args:
        spec: ``bundled``; a folder that ``training.matcher.export`` wrote or that holds a
            sentence-transformers model; or a model's name on a hub, which alone may reach for the
            network, and only when the model is not yet on disk.
        threads: how many threads it may use; 0 means one for each core.

    Raises:
        ModelError: ``MODEL_DIGEST`` or ``MODEL_MISSING``.
    """
    if spec == "bundled":
        return read_matcher(BUNDLED, threads)
    if (Path(spec) / MANIFEST).is_file():
        return read_matcher(Path(spec), threads)
    return load_embedder(spec, threads)


def read_matcher(folder: Path, threads: int = 0) -> MiniLMEmbedder:
    """Return the matcher of a folder with manifest.json and the files that it names.

    Raises:
        ModelError: ``MODEL_MISSING`` where a file is not there, ``MODEL_DIGEST`` where its bytes
            are not those of the manifest.
    """
    from safetensors.numpy import load_file

    if not (folder / MANIFEST).is_file():
        check_digest(folder / MANIFEST, "")
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    for name, digest in sorted(manifest["files"].items()):
        check_digest(folder / name, digest)
    return MiniLMEmbedder(
        folder,
        name=str(manifest["name"]),
        revision=str(manifest["files"][WEIGHTS])[:12],
        weights=widened(load_file(folder / WEIGHTS)),
        threads=threads,
    )
