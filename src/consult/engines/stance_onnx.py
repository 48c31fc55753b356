"""The stance models that were trained here, run by ONNX Runtime."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from consult.domain.sentences import sentence_spans
from consult.engines.stance_manifest import read_manifest
from consult.engines.stance_pairs import paired, softmax
from consult.engines.stance_readers import open_readers

if TYPE_CHECKING:
    import numpy.typing as npt

    from consult.domain.ports import FloatMatrix

_CLAIM_TOKENS = 64


class OnnxStanceModel:
    """Cross-encoders run in whole numbers of one byte, with calibrated probabilities.

    A folder holds one reader or several; the mean of their probabilities is calibrated, so that
    readers who come to opposite sides make an unsure score.

    Each pair is run on its own: whole numbers may be scaled by what runs together, so only thus
    does a pair's score depend on that pair alone, whatever its order and company. Threads run
    pairs side by side. Texts longer than the model reads are cut into windows of whole sentences,
    and the windows that take a side speak for the text.
    """

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        """Load a folder with manifest.json and what it names.

        That is a whole reader in half bytes, its tokenizer.json and config.json; or one ``.onnx``
        file a reader and tokenizer.json; or what training changed in an encoder that is installed
        apart.

        Raises:
            ModelError: ``MODEL_MISSING`` where a file or an encoder is not there,
                ``MODEL_DIGEST`` where bytes are not those of the manifest, ``MODEL_MANIFEST``
                where the manifest says not enough.
        """
        manifest = read_manifest(folder)
        self._name, self._revision = manifest.name, manifest.revision
        self._temperature, self._tokens = manifest.temperature, manifest.tokens
        self._bias = np.asarray(manifest.bias, dtype=np.float32)
        self._threads = threads or os.cpu_count() or 1
        self._readers, self._tokenizer = open_readers(folder, manifest)

    @property
    def name(self) -> str:
        """The model's name as its manifest has it."""
        return self._name

    @property
    def revision(self) -> str:
        """The first twelve digits of its manifest's digest: all weights, and the calibration."""
        return self._revision

    def score(self, propositions: Sequence[str], texts: Sequence[str]) -> FloatMatrix:
        """Return float32 (n, 3): probabilities of agree, disagree and neither, row by pair.

        Rows sum to one and stand in the order of the pairs; equal pairs have equal rows, whatever
        else is scored with them. An empty text or proposition is certainly neither.

        Raises:
            ValueError: if there are not as many texts as propositions.
        """
        pairs = paired(propositions, texts)
        unique = sorted(set(pairs), key=lambda pair: (len(pair[0]) + len(pair[1]), pair))
        if not unique:
            return np.zeros((0, 3), dtype=np.float32)
        with ThreadPoolExecutor(max_workers=self._threads) as pool:
            rows = list(pool.map(self._of_pair, unique))
        known = dict(zip(unique, rows, strict=True))
        return np.stack([known[pair] for pair in pairs])

    def _of_pair(self, pair: tuple[str, str]) -> npt.NDArray[np.float32]:
        proposition, text = pair
        if not proposition or not text:
            return np.asarray((0.0, 0.0, 1.0), dtype=np.float32)
        claim: list[int] = self._tokenizer.encode(proposition, add_special_tokens=False).ids
        claim = claim[:_CLAIM_TOKENS]
        room = self._tokens - max(reader.marks for reader in self._readers) - len(claim)
        windows = [self._read(claim, window) for window in self._windows(text, room)]
        return pooled(np.stack(windows))

    def _windows(self, text: str, room: int) -> list[list[int]]:
        """Return the token ids of the text in windows of whole sentences that fit the room."""
        whole: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        if len(whole) <= room:
            return [whole]
        windows: list[list[int]] = [[]]
        for span in sentence_spans(text):
            ids = self._tokenizer.encode(text[span.start : span.end], add_special_tokens=False).ids
            for begin in range(0, len(ids), room):
                piece = ids[begin : begin + room]
                if windows[-1] and len(windows[-1]) + len(piece) > room:
                    windows.append([])
                windows[-1].extend(piece)
        return windows

    def _read(self, claim: list[int], text: list[int]) -> npt.NDArray[np.float32]:
        read = [softmax(reader.logits(claim, text)) for reader in self._readers]
        joint = np.log(np.clip(np.mean(read, axis=0), 1e-9, 1.0))
        return softmax(joint / self._temperature + self._bias)


def pooled(windows: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return one row for the windows (m, 3) of a text: those that take a side outweigh the rest.

    Windows count by the square of their probability of taking a side, so that one clear window
    speaks for a text whose other windows say nothing, while clear windows on both sides stay in
    balance. The row sums to one.
    """
    if len(windows) == 1:
        return np.asarray(windows[0], dtype=np.float32)
    weights = (1.0 - windows[:, 2]) ** 2 + 1e-6
    row = (windows * weights[:, None]).sum(axis=0) / weights.sum()
    return np.asarray(row, dtype=np.float32)
