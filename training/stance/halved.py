"""Make a half of the large reader, to learn on: ``python -m training.stance.halved --out NAME``.

NAME becomes a folder of an encoder under the checkpoints (for ``train --base``) and the checkpoint
to start from: some layers of ``--start``, a checkpoint of the large reader (Sanh et al. 2019,
"DistilBERT"), and of its vocabulary those tokens that the rows (``--rows``, files with commas
between) hold most often, then those that the vocabulary itself has first, which it has by how
common they are. A word that is left out is read in pieces. What no row tells of stays as it was.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.running import CHECKPOINTS, asked_for
from training.stance.encoder import FOLDER as BASE
from training.stance.rows import read_rows

TOKENIZER, CONFIG = "tokenizer.json", "config.json"
EMBEDDINGS = "encoder.embeddings.word_embeddings.weight"
PLACES = "encoder.embeddings.position_embeddings.weight"
LAYER = "encoder.encoder.layer."
LAST_LATIN = "\u024f"
"""Characters beyond it are of other scripts, but for marks; the reader is for English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is kept."""

    out: str
    rows: str
    start: str = "shipped-large"
    layers: str = "0,1,2,3,4,5"
    tokens: int = 15_000


def main() -> None:
    """Write the encoder's folder and the checkpoint."""
    import torch

    asked = asked_for(Asked(out="", rows=""), __doc__)
    folder = CHECKPOINTS / asked.out
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = json.loads((BASE / TOKENIZER).read_text("utf-8"))
    texts = (
        text
        for path in asked.rows.split(",")
        for row in read_rows(Path(path))
        for text in (row.proposition, row.text)
    )
    kept = kept_tokens(tokenizer, counted(texts), asked.tokens)
    layers = [int(layer) for layer in asked.layers.split(",")]
    state = torch.load(CHECKPOINTS / asked.start / "model.pt", weights_only=True)
    torch.save(halved(state, layers, kept), folder / "model.pt")
    write_base(folder, tokenizer, kept, len(layers))
    print(f"{len(layers)} layers, {len(kept)} tokens in {folder}")


def counted(texts: Iterable[str]) -> Counter[int]:
    """Return how often texts hold each token of the large encoder."""
    from tokenizers import Tokenizer

    cut = Tokenizer.from_file(str(BASE / TOKENIZER))
    cut.no_padding()
    cut.no_truncation()
    found: Counter[int] = Counter()
    for text in texts:
        found.update(cut.encode(text, add_special_tokens=False).ids)
    return found


def kept_tokens(tokenizer: Mapping[str, Any], counts: Counter[int], limit: int) -> list[int]:
    """Return the ids of the tokens to keep, ascending: marks, single characters, then the rest.

    Without every character of its script a word could not be read in pieces.
    """
    vocabulary: Mapping[str, int] = tokenizer["model"]["vocab"]
    kept = {added["id"] for added in tokenizer["added_tokens"]}
    words = []
    for token, number in vocabulary.items():
        plain = token.removeprefix("##")
        if token.startswith("[") and token.endswith("]"):
            continue
        if len(plain) == 1 and (plain <= LAST_LATIN or "\u2010" <= plain <= "\u2122"):
            kept.add(number)
        elif len(plain) > 1:
            words.append(number)
    words.sort(key=lambda number: (-counts[number], number))
    return sorted(kept.union(words[: limit - len(kept)]))


def halved(
    state: Mapping[str, Any], layers: Sequence[int], tokens: Sequence[int]
) -> dict[str, Any]:
    """Return the weights of those layers, numbered anew, with the embeddings of those tokens."""
    numbers = {layer: number for number, layer in enumerate(layers)}
    found = {}
    for name, value in state.items():
        if not name.startswith(LAYER):
            found[name] = value[list(tokens)].clone() if name == EMBEDDINGS else value
            continue
        layer, _, rest = name.removeprefix(LAYER).partition(".")
        if int(layer) in numbers:
            found[f"{LAYER}{numbers[int(layer)]}.{rest}"] = value
    return found


def write_base(folder: Path, tokenizer: dict[str, Any], kept: Sequence[int], layers: int) -> None:
    """Write what ``train --base`` reads beside the checkpoint: the encoder's shape and tokens."""
    import torch
    from safetensors.torch import save_file

    place = {number: index for index, number in enumerate(kept)}
    vocabulary = tokenizer["model"]["vocab"]
    tokenizer["model"]["vocab"] = {
        token: place[number]
        for token, number in sorted(vocabulary.items(), key=lambda item: item[1])
        if number in place
    }
    for added in tokenizer["added_tokens"]:
        added["id"] = place[added["id"]]
    tokenizer["padding"] = tokenizer["truncation"] = None
    (folder / TOKENIZER).write_text(json.dumps(tokenizer, ensure_ascii=False), "utf-8")
    for name in ("tokenizer_config.json", "special_tokens_map.json"):
        (folder / name).write_bytes((BASE / name).read_bytes())
    config = json.loads((BASE / CONFIG).read_text("utf-8"))
    config |= {"num_hidden_layers": layers, "vocab_size": len(kept)}
    (folder / CONFIG).write_text(json.dumps(config, indent=1), "utf-8")
    state = torch.load(folder / "model.pt", weights_only=True)
    encoder = {
        name.removeprefix("encoder."): value.contiguous()
        for name, value in state.items()
        if name.startswith("encoder.")
    }
    save_file(encoder, folder / "model.safetensors", metadata={"format": "pt"})


if __name__ == "__main__":
    main()
