"""Train a cross-encoder on (proposition, text) pairs; stops and resumes at any checkpoint.

``python -m training.stance.train --train FILE --dev FILE --out NAME``: on from ``--start NAME``,
or in another encoder than all-mpnet-base-v2 with ``--base FOLDER``.
Runs on the CPU, in bfloat16 where asked; one seed gives one order of batches. The word
embeddings stay as they came: they hold half of the weights, and 30,000 short pairs teach them
little but forgetting.
"""

from __future__ import annotations

import json
import math
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from training.running import CHECKPOINTS, asked_for, keep, resume
from training.stance.encoder import FOLDER as BASE
from training.stance.network import fresh
from training.stance.rounded import rounded
from training.stance.rows import Row, read_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """The settings of one training run."""

    train: str
    dev: str
    out: str
    base: str = str(BASE)
    start: str = ""
    epochs: int = 2
    batch: int = 32
    tokens: int = 128
    rate: float = 1e-4
    head: float = 1.0
    """How many times the encoder's rate the new head learns at."""
    warm_up: float = 0.06
    smoothing: float = 0.05
    decay: float = 0.01
    seed: int = 7
    threads: int = 2
    bfloat16: bool = True
    every: int = 200
    half: bool = False
    """Whether it learns with its weights rounded to half a byte, as it will be shipped."""


def main() -> None:
    """Train as the command line says."""
    run(asked_for(Recipe(train="", dev="", out=""), __doc__))


def run(recipe: Recipe) -> None:
    """Train to the end, resuming from the last checkpoint of ``recipe.out`` if there is one."""
    import torch
    from transformers import AutoTokenizer

    torch.set_num_threads(recipe.threads)
    torch.manual_seed(recipe.seed)
    folder = CHECKPOINTS / recipe.out
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "recipe.json").write_text(json.dumps(asdict(recipe), indent=1))
    tokenizer = AutoTokenizer.from_pretrained(recipe.base)
    model = fresh(Path(recipe.base))
    if recipe.start:
        weights = CHECKPOINTS / recipe.start / "model.pt"
        model.load_state_dict(torch.load(weights, weights_only=True))
    for name, parameter in model.named_parameters():
        if "word_embeddings" in name:
            parameter.requires_grad = False
    rows = read_rows(Path(recipe.train))
    dev = read_rows(Path(recipe.dev))
    schedule = [b for epoch in range(recipe.epochs) for b in batches(rows, recipe, epoch)]
    per_epoch = len(schedule) // recipe.epochs
    trained = [p for p in model.parameters() if p.requires_grad]
    paces = [
        {"params": [p for p in model.encoder.parameters() if p.requires_grad], "lr": recipe.rate},
        {"params": list(model.head.parameters()), "lr": recipe.rate * recipe.head},
    ]
    optimiser = torch.optim.AdamW(paces, weight_decay=recipe.decay, fused=True)
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: pace_at(step, len(schedule), recipe.warm_up)
    )
    step = resume(folder, model, optimiser, pace)
    print(f"{len(rows)} rows, {len(schedule)} steps, from step {step}", flush=True)
    began, loss_sum, seen = time.monotonic(), 0.0, 0
    model.train()
    while step < len(schedule):
        chosen = [rows[i] for i in schedule[step]]
        with rounded(model, asked=recipe.half):
            loss = loss_of(model, tokenizer, chosen, recipe)
            loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        pace.step()
        optimiser.zero_grad()
        step += 1
        loss_sum, seen = loss_sum + float(loss), seen + 1
        if step % 50 == 0:
            spent = time.monotonic() - began
            print(f"step {step} loss {loss_sum / seen:.4f} {spent:.0f} s", flush=True)
            loss_sum, seen = 0.0, 0
        if step % recipe.every == 0:
            keep(folder, model, optimiser, pace, step)
        if step % per_epoch == 0:
            torch.save(model.state_dict(), folder / "model.pt")
            print(json.dumps(evaluate(model, tokenizer, dev, recipe)), flush=True)
            model.train()
    torch.save(model.state_dict(), folder / "model.pt")
    (folder / "dev.json").write_text(json.dumps(evaluate(model, tokenizer, dev, recipe), indent=1))
    print("done", flush=True)


def pace_at(step: int, steps: int, warm_up: float) -> float:
    """Return the share of the learning rate at a step: linear warm-up, then a cosine to zero."""
    warm = max(1, int(steps * warm_up))
    if step < warm:
        return (step + 1) / warm
    return 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))


def batches(rows: list[Row], recipe: Recipe, epoch: int) -> list[list[int]]:
    """Return the batches of an epoch: shuffled by seed, pairs of like length together."""
    generator = random.Random(recipe.seed * 1000 + epoch)
    order = list(range(len(rows)))
    generator.shuffle(order)
    pool = recipe.batch * 40
    found: list[list[int]] = []
    for begin in range(0, len(order), pool):
        part = sorted(
            order[begin : begin + pool],
            key=lambda i: len(rows[i].proposition) + len(rows[i].text),
        )
        found += [part[i : i + recipe.batch] for i in range(0, len(part), recipe.batch)]
    generator.shuffle(found)
    return found


def encode(tokenizer: Any, rows: list[Row], tokens: int) -> Any:
    """Return the padded tensors of some rows; token types of one mark the text's tokens."""
    import torch

    found = tokenizer(
        [row.proposition for row in rows],
        [row.text for row in rows],
        padding=True,
        truncation="longest_first",
        max_length=tokens,
        return_tensors="pt",
    )
    if "token_type_ids" not in found:
        found["token_type_ids"] = torch.tensor(
            [[int(part == 1) for part in one.sequence_ids] for one in found.encodings]
        )
    return found


def loss_of(model: Any, tokenizer: Any, rows: list[Row], recipe: Recipe) -> Any:
    """Return the weighted cross-entropy with smoothed targets."""
    import torch

    targets = torch.tensor([row.target for row in rows])
    targets = targets * (1 - recipe.smoothing) + recipe.smoothing / 3
    weights = torch.tensor([row.weight for row in rows])
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=recipe.bfloat16):
        logits = model(**encode(tokenizer, rows, recipe.tokens))
    losses = -(targets * torch.log_softmax(logits.float(), dim=-1)).sum(dim=-1)
    return (losses * weights).sum() / weights.sum()


def logits_of(model: Any, tokenizer: Any, rows: list[Row], recipe: Recipe) -> Any:
    """Return the logits of all rows in their order, computed without gradients."""
    import torch

    model.eval()
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].proposition) + len(rows[i].text))
    found = torch.zeros((len(rows), 3))
    with (
        torch.no_grad(),
        rounded(model, asked=recipe.half),
        torch.autocast("cpu", dtype=torch.bfloat16, enabled=recipe.bfloat16),
    ):
        for begin in range(0, len(order), 64):
            part = order[begin : begin + 64]
            batch = encode(tokenizer, [rows[i] for i in part], recipe.tokens)
            found[part] = model(**batch).float()
    return found


def evaluate(model: Any, tokenizer: Any, rows: list[Row], recipe: Recipe) -> dict[str, float]:
    """Return the accuracy for each source among rows, over all three labels."""
    predicted = logits_of(model, tokenizer, rows, recipe).argmax(dim=-1).tolist()
    found = {}
    for source in sorted({row.source for row in rows}):
        hits = [p == r.label for p, r in zip(predicted, rows, strict=True) if r.source == source]
        found[source] = round(sum(hits) / len(hits), 4)
    return found


if __name__ == "__main__":
    main()
