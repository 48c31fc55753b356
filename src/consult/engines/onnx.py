"""How models that run in ONNX Runtime are opened: their session and their tokenizer."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def open_session(model: Path | bytes, threads: int) -> Any:
    """Return an inference session on the CPU, quiet, with so many threads (0: one a core)."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Waiting threads that spin take the cores from whatever else runs on a small machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    source = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])


def open_tokenizer(folder: Path) -> Any:
    """Return the tokenizer of a folder, which neither pads nor cuts."""
    return parse_tokenizer((folder / "tokenizer.json").read_bytes())


def parse_tokenizer(content: bytes) -> Any:
    """Return the tokenizer that a tokenizer.json describes, which neither pads nor cuts."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_buffer(content)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
