"""The readers of stance models: each says of one proposition and one text what it makes of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from consult.domain.errors import ModelError
from consult.engines.encoder_layer import EncoderShape
from consult.engines.half_byte import unpacked
from consult.engines.low_rank import changed
from consult.engines.mpnet_base import (
    CONFIG,
    NAME,
    SHA256,
    TOKENIZER,
    base_weights,
    open_base,
    read_member,
)
from consult.engines.mpnet_graph import build_reader
from consult.engines.one_byte import widened
from consult.engines.onnx import open_session, open_tokenizer, parse_tokenizer
from consult.engines.stance_manifest import CHANGES, PACKED, Manifest

if TYPE_CHECKING:
    import numpy.typing as npt


class Reader(Protocol):
    """Reads a proposition and a text, both as token ids."""

    marks: int
    """How many of the tokens that it reads at once frame the two."""

    def logits(self, claim: list[int], text: list[int]) -> npt.NDArray[np.float32]:
        """Return the logits (3) of agree, disagree and neither."""


class BertReader:
    """A reader of the BERT family that is shipped whole, as an ONNX file."""

    marks = 3

    def __init__(self, model: Path, tokenizer: Any) -> None:
        self._session = open_session(model, 1)
        self._start = tokenizer.token_to_id("[CLS]")
        self._stop = tokenizer.token_to_id("[SEP]")

    def logits(self, claim: list[int], text: list[int]) -> npt.NDArray[np.float32]:
        """Return the logits (3) of agree, disagree and neither."""
        ids = [self._start, *claim, self._stop, *text, self._stop]
        types = [0] * (len(claim) + 2) + [1] * (len(text) + 1)
        given = {
            "input_ids": np.asarray([ids], dtype=np.int64),
            "attention_mask": np.ones((1, len(ids)), dtype=np.int64),
            "token_type_ids": np.asarray([types], dtype=np.int64),
        }
        found: npt.NDArray[np.float32] = self._session.run(None, given)[0][0]
        return found


class MpnetReader:
    """A reader of the MPNet family, whose graph is written when it is opened."""

    marks = 4

    def __init__(self, graph: bytes, tokenizer: Any) -> None:
        self._session = open_session(graph, 1)
        self._start = tokenizer.token_to_id("<s>")
        self._stop = tokenizer.token_to_id("</s>")

    def logits(self, claim: list[int], text: list[int]) -> npt.NDArray[np.float32]:
        """Return the logits (3) of agree, disagree and neither."""
        ids = [self._start, *claim, self._stop, self._stop, *text, self._stop]
        mask = [0] * (len(claim) + 3) + [1] * len(text) + [0]
        given = {
            "ids": np.asarray([ids], dtype=np.int64),
            "text": np.asarray([mask], dtype=np.float32),
        }
        found: npt.NDArray[np.float32] = self._session.run(None, given)[0][0]
        return found


def open_readers(folder: Path, manifest: Manifest) -> tuple[list[Reader], Any]:
    """Return the readers of a folder and the tokenizer that cuts texts for them.

    Raises:
        ModelError: ``MODEL_MISSING`` or ``MODEL_DIGEST`` where a base that is installed apart is
            not there, or not the one that the reader was made from.
    """
    if manifest.base:
        return _changed_reader(folder, manifest)
    tokenizer = open_tokenizer(folder)
    if PACKED in manifest.files:
        return [_packed_reader(folder, manifest, tokenizer)], tokenizer
    names = sorted(name for name in manifest.files if name.endswith(".onnx"))
    return [BertReader(folder / name, tokenizer) for name in names], tokenizer


def _packed_reader(folder: Path, manifest: Manifest, tokenizer: Any) -> Reader:
    from safetensors.numpy import load_file

    shape = EncoderShape.of_config(json.loads((folder / CONFIG).read_text("utf-8")))
    weights = unpacked(load_file(folder / PACKED))
    return MpnetReader(build_reader(weights, shape, manifest.tokens), tokenizer)


def _changed_reader(folder: Path, manifest: Manifest) -> tuple[list[Reader], Any]:
    """Assemble a reader: some seven seconds and 1.7 GB, of which 0.8 GB stay while it is used."""
    from safetensors.numpy import load_file

    if dict(manifest.base) != SHA256:
        raise ModelError(
            "MODEL_DIGEST", f"{folder} was not made from the {NAME} that consult knows."
        )
    with open_base() as base:
        config = json.loads(read_member(base, CONFIG))
        tokenizer = parse_tokenizer(read_member(base, TOKENIZER))
        weights = changed(base_weights(base), widened(load_file(folder / CHANGES)))
    graph = build_reader(weights, EncoderShape.of_config(config), manifest.tokens)
    return [MpnetReader(graph, tokenizer)], tokenizer
