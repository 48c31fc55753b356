"""all-mpnet-base-v2, the encoder under the large readers, out of the packages that hold it.

Its weights (12 layers, 768 wide; Apache-2.0) are on PyPI as five packages, each a part of one
archive. They are no dependencies of consult: together they weigh 400 MB, and their own
dependencies, which the weights do not need, are many. ``requirements-large.lock`` names them.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from importlib.metadata import Distribution, PackageNotFoundError, PackagePath, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from consult.domain.errors import ModelError

if TYPE_CHECKING:
    from consult.engines.onnx_graph import Weights

NAME = "all-mpnet-base-v2"
PARTS = tuple(f"{NAME}-pypi-part-{number:03}" for number in range(1, 6))
VERSION = "0.0.1"
REQUIREMENTS = tuple(f"{part}=={VERSION}" for part in PARTS)
WEIGHTS, TOKENIZER, CONFIG = "model.safetensors", "tokenizer.json", "config.json"
SHA256 = {
    WEIGHTS: "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    TOKENIZER: "b8be2c30ba5dd723a6d5ee26d013da103d5408d92ddcb23747622f9e48f1d842",
    CONFIG: "d46a3e04ded82bba22528424480697d394eeda6a27484e08c5bb2bdf5906cfa0",
}
"""The digests of what consult was measured with."""
_PIP = "python -m pip install --no-deps " + " ".join(REQUIREMENTS)
_OTHERWISE = 'or set stance = "bundled" and point_reader = "none" under [models].'
INSTALL = f"install it with `{_PIP}` (in a checkout: `make large`), {_OTHERWISE}"
AGAIN = f"install it again with `{_PIP} --force-reinstall`, {_OTHERWISE}"


def is_installed() -> bool:
    """Return whether all parts of the encoder are installed."""
    try:
        require_base()
    except ModelError:
        return False
    return True


def require_base() -> None:
    """Check that all parts of the encoder are installed, without reading them.

    Raises:
        ModelError: ``MODEL_MISSING`` where they are not, or not in the version that is wanted.
    """
    for part in PARTS:
        _piece(part)


def open_base() -> zipfile.ZipFile:
    """Return the archive of the encoder, joined in memory (400 MB).

    Raises:
        ModelError: ``MODEL_MISSING`` where a part is not installed, ``MODEL_DIGEST`` where what is
            installed is damaged.
    """
    joined = io.BytesIO()
    try:
        for part in PARTS:
            joined.write(_piece(part).read_binary())
        return zipfile.ZipFile(joined)
    except (OSError, zipfile.BadZipFile) as error:
        raise _damaged(str(error)) from error


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a file of the encoder.

    Raises:
        ModelError: ``MODEL_DIGEST`` where the archive has no such file, cannot be read, or holds
            other bytes than those that consult was measured with.
    """
    try:
        found = archive.read(f"{NAME}/{name}")
    except (KeyError, OSError, zipfile.BadZipFile, zlib.error) as error:
        raise _damaged(f"{name}: {error}") from error
    digest = hashlib.sha256(found).hexdigest()
    if digest != SHA256.get(name, digest):
        raise _damaged(f"{name} has SHA-256 {digest}, not {SHA256[name]}")
    return found


def base_weights(archive: zipfile.ZipFile) -> Weights:
    """Return the encoder's weights by their names in MPNet, each after ``encoder.``.

    Raises:
        ModelError: as ``read_member`` does.
    """
    from safetensors.numpy import load

    return {f"encoder.{name}": value for name, value in load(read_member(archive, WEIGHTS)).items()}


def _piece(part: str) -> PackagePath:
    """Return the file of a part that holds its piece of the archive."""
    found = _installed(part)
    if found.version != VERSION:
        raise ModelError(
            "MODEL_MISSING",
            f"the large reader needs {part} {VERSION}, and {found.version} is installed; {INSTALL}",
        )
    pieces = [file for file in found.files or () if ".zip." in file.name]
    if len(pieces) != 1 or not Path(pieces[0].locate()).is_file():
        raise _damaged(f"{part} is not whole")
    return pieces[0]


def _installed(part: str) -> Distribution:
    try:
        return distribution(part)
    except PackageNotFoundError as error:
        raise ModelError(
            "MODEL_MISSING", f"the package {part} of the large reader is not installed; {INSTALL}"
        ) from error


def _damaged(what: str) -> ModelError:
    return ModelError("MODEL_DIGEST", f"{NAME} as it is installed is damaged ({what}); {AGAIN}")
