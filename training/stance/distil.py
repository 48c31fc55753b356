"""Let a teacher say what rows mean.

``python -m training.stance.distil --teacher NAME --rows FILE --out FILE``; NAME is a checkpoint.

What comes out are the same rows, whose targets are a mean of the known one and of what the
teacher says (Hinton et al. 2015, "Distilling the Knowledge in a Neural Network"): a small reader
learns from a doubt more than from a label. Started again, it goes on after the last row written.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from training.running import CHECKPOINTS, asked_for
from training.stance.encoder import FOLDER as BASE
from training.stance.network import fresh
from training.stance.rows import Row, read_rows
from training.stance.train import Recipe, logits_of

CHUNK = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the teacher is asked, and how far it is believed."""

    rows: str
    out: str
    teacher: str
    base: str = str(BASE)
    believed: float = 0.6
    temperature: float = 1.0
    threads: int = 2


def main() -> None:
    """Ask as the command line says."""
    asked = asked_for(Asked(rows="", out="", teacher=""), __doc__)
    rows = read_rows(Path(asked.rows))
    out = Path(asked.out)
    done = len(read_rows(out)) if out.exists() else 0
    model, tokenizer = loaded(asked)
    recipe = Recipe(train="", dev="", out="")
    began = time.monotonic()
    with out.open("a", encoding="utf-8") as stream:
        for begin in range(done, len(rows), CHUNK):
            part = rows[begin : begin + CHUNK]
            said = logits_of(model, tokenizer, part, recipe) / asked.temperature
            taught = blended(part, said.softmax(dim=-1).tolist(), asked.believed)
            stream.write("".join(json.dumps(asdict(row)) + "\n" for row in taught))
            stream.flush()
            spent = time.monotonic() - began
            print(f"{begin + len(part)} of {len(rows)} rows, {spent:.0f} s", flush=True)


def loaded(asked: Asked) -> tuple[Any, Any]:
    """Return the teacher and its tokenizer."""
    import torch
    from transformers import AutoTokenizer

    torch.set_num_threads(asked.threads)
    model = fresh(Path(asked.base))
    weights = CHECKPOINTS / asked.teacher / "model.pt"
    model.load_state_dict(torch.load(weights, weights_only=True))
    return model, AutoTokenizer.from_pretrained(asked.base)


def blended(rows: Sequence[Row], said: Sequence[Sequence[float]], believed: float) -> list[Row]:
    """Return the rows with targets of which the teacher's share is ``believed`` (0 to 1)."""
    found = []
    for row, probabilities in zip(rows, said, strict=True):
        agree, disagree, neither = (
            (1 - believed) * known + believed * p
            for known, p in zip(row.target, probabilities, strict=True)
        )
        found.append(replace(row, target=(agree, disagree, neither)))
    return found


if __name__ == "__main__":
    main()
