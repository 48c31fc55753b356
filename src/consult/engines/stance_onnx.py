"""Stance models: the bundled one that was trained here, and others by folder or hub name."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from consult.domain.errors import ModelError
from consult.domain.sentences import sentence_spans
from consult.engines.digests import file_digest, folder_digest
from consult.engines.onnx import open_session, open_tokenizer

if TYPE_CHECKING:
    import numpy.typing as npt

    from consult.domain.ports import FloatMatrix, StanceModel

BUNDLED = Path(__file__).resolve().parent / "models" / "stance"
MANIFEST = "manifest.json"
HEAD_CHARACTERS = 20_000
"""What is read of one text; a segment is a few sentences, and a hostile one costs no more."""
_CLAIM_TOKENS = 64
_PAIR_MARKS = 3
_OPPOSITES = {
    "agree": 0, "favor": 0, "favour": 0, "support": 0, "pro": 0, "entailment": 0,
    "disagree": 1, "against": 1, "oppose": 1, "con": 1, "contradiction": 1,
    "neither": 2, "neutral": 2, "none": 2,
}  # fmt: skip


def load_stance(spec: str, threads: int = 0) -> StanceModel:
    """Return the stance model that the settings name.

    Args:
        spec: ``bundled``, a folder (one that ``training.stance.export`` wrote, or a cross-encoder
            of sentence-transformers), or the name of a cross-encoder on a hub. Only a hub name
            may reach for the network, and only when the model is not yet on disk.
        threads: how many threads it may use; 0 means one for each core.

    Raises:
        ModelError: ``MODEL_DIGEST``, ``MODEL_MISSING`` or ``MODEL_LABELS``.
    """
    if spec == "bundled":
        return OnnxStanceModel.bundled(threads=threads)
    if (Path(spec) / MANIFEST).is_file():
        return OnnxStanceModel(Path(spec), threads=threads)
    return CrossEncoderStance.load(spec, threads=threads)


class OnnxStanceModel:
    """Cross-encoders run by ONNX Runtime in int8, with calibrated probabilities.

    A folder holds one reader or several; the mean of their probabilities is calibrated, so that
    readers who come to opposite sides make an unsure score.

    Each pair is run on its own: int8 activations are scaled by what runs together, so only thus
    does a pair's score depend on that pair alone, whatever its order and company. Threads run
    pairs side by side. Texts longer than the model reads are cut into windows of whole sentences,
    and the windows that take a side speak for the text.
    """

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        """Load a folder with manifest.json, tokenizer.json and one ``.onnx`` file a reader.

        Raises:
            ModelError: ``MODEL_MISSING`` where a file is not there, ``MODEL_DIGEST`` where its
                bytes are not those of the manifest.
        """
        manifest = read_manifest(folder)
        self._name = str(manifest["name"])
        readers = sorted(name for name in manifest["files"] if name.endswith(".onnx"))
        self._revision = joint_digest([str(manifest["files"][name]) for name in readers])[:12]
        self._temperature = float(manifest["temperature"])
        self._bias = np.asarray(manifest["bias"], dtype=np.float32)
        self._tokens = int(manifest["tokens"])
        self._tokenizer = open_tokenizer(folder)
        self._threads = threads or os.cpu_count() or 1
        self._readers = [open_session(folder / name, 1) for name in readers]

    @classmethod
    def bundled(cls, threads: int = 0) -> OnnxStanceModel:
        """Return the model that is shipped with consult.

        Raises:
            ModelError: as the constructor does.
        """
        return cls(BUNDLED, threads=threads)

    @property
    def name(self) -> str:
        """The model's name as its manifest has it."""
        return self._name

    @property
    def revision(self) -> str:
        """The first twelve digits of the digest of its weights, of all readers together."""
        return self._revision

    def score(self, propositions: Sequence[str], texts: Sequence[str]) -> FloatMatrix:
        """Return float32 (n, 3): probabilities of agree, disagree and neither, row by pair.

        Rows sum to one and stand in the order of the pairs; equal pairs have equal rows, whatever
        else is scored with them. An empty text or proposition is certainly neither.

        Raises:
            ValueError: if there are not as many texts as propositions.
        """
        if len(propositions) != len(texts):
            raise ValueError(f"{len(propositions)} propositions for {len(texts)} texts")
        pairs = list(zip(propositions, texts, strict=True))
        unique = sorted(set(pairs), key=lambda pair: (len(pair[0]) + len(pair[1]), pair))
        if not unique:
            return np.zeros((0, 3), dtype=np.float32)
        with ThreadPoolExecutor(max_workers=self._threads) as pool:
            rows = list(pool.map(self._of_pair, unique))
        known = dict(zip(unique, rows, strict=True))
        return np.stack([known[pair] for pair in pairs])

    def _of_pair(self, pair: tuple[str, str]) -> npt.NDArray[np.float32]:
        proposition, text = pair[0].strip(), pair[1].strip()[:HEAD_CHARACTERS]
        if not proposition or not text:
            return np.asarray((0.0, 0.0, 1.0), dtype=np.float32)
        claim: list[int] = self._tokenizer.encode(proposition, add_special_tokens=False).ids
        claim = claim[:_CLAIM_TOKENS]
        room = self._tokens - _PAIR_MARKS - len(claim)
        windows = [self._run(claim, window) for window in self._windows(text, room)]
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

    def _run(self, claim: list[int], text: list[int]) -> npt.NDArray[np.float32]:
        start = self._tokenizer.token_to_id("[CLS]")
        stop = self._tokenizer.token_to_id("[SEP]")
        ids = [start, *claim, stop, *text, stop]
        types = [0] * (len(claim) + 2) + [1] * (len(text) + 1)
        given = {
            "input_ids": np.asarray([ids], dtype=np.int64),
            "attention_mask": np.ones((1, len(ids)), dtype=np.int64),
            "token_type_ids": np.asarray([types], dtype=np.int64),
        }
        read = [softmax(reader.run(None, given)[0][0]) for reader in self._readers]
        joint = np.log(np.clip(np.mean(read, axis=0), 1e-9, 1.0))
        return softmax(joint / self._temperature + self._bias)


class CrossEncoderStance:
    """Any cross-encoder or NLI model of sentence-transformers whose labels say sides.

    A model of natural-language inference reads the text first and the proposition as its
    hypothesis; a model of stance reads the proposition first.
    """

    def __init__(self, model: Any, *, name: str, revision: str, order: tuple[int, ...]) -> None:
        """Wrap a loaded model; ``order`` says which output is agree, disagree and neither."""
        self._model = model
        self._name = name
        self._revision = revision
        self._order = order
        labels = " ".join(str(v) for v in model.model.config.id2label.values()).lower()
        self._text_first = "entail" in labels

    @classmethod
    def load(cls, spec: str, threads: int = 0) -> CrossEncoderStance:
        """Load a cross-encoder from a folder or a hub.

        Raises:
            ModelError: ``MODEL_MISSING`` if it cannot be loaded, ``MODEL_LABELS`` if its labels
                are not three that mean agree, disagree and neither.
        """
        import torch
        from sentence_transformers import CrossEncoder

        if threads:
            torch.set_num_threads(threads)
        try:
            model = CrossEncoder(spec, device="cpu")
        except (OSError, ValueError) as error:
            raise ModelError(
                "MODEL_MISSING", f"the stance model {spec!r} cannot be loaded: {error}"
            ) from error
        config: Any = model.model.config
        order = label_order(config.id2label, spec)
        revision = getattr(config, "_commit_hash", None) or folder_digest(Path(spec))
        return cls(model, name=Path(spec).name, revision=str(revision)[:12], order=order)

    @property
    def name(self) -> str:
        """The last part of the folder's or the hub's name."""
        return self._name

    @property
    def revision(self) -> str:
        """The hub's commit, or a digest of the folder's weights."""
        return self._revision

    def score(self, propositions: Sequence[str], texts: Sequence[str]) -> FloatMatrix:
        """Return float32 (n, 3): probabilities of agree, disagree and neither, row by pair.

        Raises:
            ValueError: if there are not as many texts as propositions.
        """
        if len(propositions) != len(texts):
            raise ValueError(f"{len(propositions)} propositions for {len(texts)} texts")
        if not texts:
            return np.zeros((0, 3), dtype=np.float32)
        heads = [text[:HEAD_CHARACTERS] for text in texts]
        pairs = (
            list(zip(heads, propositions, strict=True))
            if self._text_first
            else list(zip(propositions, heads, strict=True))
        )
        logits = np.asarray(
            self._model.predict(
                pairs, activation_fn=_identity(), convert_to_numpy=True, show_progress_bar=False
            ),
            dtype=np.float32,
        )
        ordered: npt.NDArray[np.float32] = logits[:, list(self._order)]
        return softmax(ordered)


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a model's folder, once the bytes of every file are the ones it names.

    Raises:
        ModelError: ``MODEL_MISSING`` where a file is not there, ``MODEL_DIGEST`` where its SHA-256
            is another one.
    """
    path = folder / MANIFEST
    if not path.is_file():
        raise ModelError("MODEL_MISSING", f"there is no stance model in {folder}.")
    manifest: dict[str, Any] = json.loads(path.read_text("utf-8"))
    for name, expected in sorted(manifest["files"].items()):
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
    return manifest


def joint_digest(digests: Sequence[str]) -> str:
    """Return the digest of several files: their own for one, that of the list for more."""
    if len(digests) == 1:
        return digests[0]
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def label_order(labels: dict[int, str], spec: str) -> tuple[int, ...]:
    """Return at which outputs of a model agree, disagree and neither stand.

    Raises:
        ModelError: ``MODEL_LABELS`` where the labels do not name all three, once each.
    """
    sides = {
        side: int(index)
        for index, label in labels.items()
        if (side := _OPPOSITES.get(str(label).strip().lower())) is not None
    }
    if len(labels) != 3 or len(sides) != 3:
        raise ModelError(
            "MODEL_LABELS",
            f"the stance model {spec!r} has the labels {sorted(map(str, labels.values()))}; three "
            "are wanted: agree, disagree, neither (or entailment, contradiction, neutral).",
        )
    return tuple(sides[side] for side in range(3))


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


def softmax(logits: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return probabilities along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


def _identity() -> Any:
    import torch

    return torch.nn.Identity()
