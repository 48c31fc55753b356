"""Train the bi-encoder on groups of texts and columns; stops and resumes at any checkpoint.

``python -m training.matcher.train --train FILE --dev FILE --out NAME [--start NAME]``
Each batch comes from groups of one source. A text is to be nearer to what it speaks to than to the
other columns of its group and of the batch, and a pair's cosine is to tell by itself whether they
meet, as the ranking of matches over a whole topic needs. Word embeddings stay as they came.
"""

from __future__ import annotations

import json
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from training.matcher.encoder import encoder_folder
from training.matcher.groups import NO, UNKNOWN, YES, Group, read_groups
from training.matcher.measure import measure
from training.running import CHECKPOINTS, asked_for, keep, resume
from training.stance.network import average

TEXTS_OF = {
    "argkp": 20,
    "perspectrum": 10,
    "conclusions": 24,
    "nhs": 24,
    "consultation": 12,
    "written": 12,
}
"""How many texts of one group a batch takes."""
SHARES = {"argkp": 4, "perspectrum": 2, "conclusions": 0, "nhs": 1, "consultation": 4, "written": 0}
"""How many of the batches come from each source."""
SCALE = 20.0
PAIR_WEIGHT = 0.5
COLUMN_TOKENS = 80
AT_ONCE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """The settings of one training run."""

    train: str
    dev: str
    out: str
    start: str = "minilm"
    steps: int = 800
    words: int = 500
    """Words of texts in a batch, about."""
    tokens: int = 128
    frozen: int = 2
    """How many of the lower layers stay as they came."""
    rate: float = 1e-4
    warm_up: int = 40
    memory: float = 0.98
    """How slowly the average of the weights, which is what is kept, follows them."""
    decay: float = 0.01
    seed: int = 7
    threads: int = 1
    bfloat16: bool = True
    every: int = 50
    look: int = 200
    """Steps after which the key points of the development topics are scored."""
    shares: str = ""
    """Other shares than ``SHARES``, as ``argkp=5,nhs=0``."""


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
    tokenizer = AutoTokenizer.from_pretrained(encoder_folder())
    model = fresh()
    if recipe.start != "minilm":
        weights = CHECKPOINTS / recipe.start / "model.pt"
        model.load_state_dict(torch.load(weights, weights_only=True))
    for name, parameter in model.named_parameters():
        if "embeddings" in name or any(f"layer.{i}." in name for i in range(recipe.frozen)):
            parameter.requires_grad = False
    dev = read_groups(Path(recipe.dev))
    schedule = batches(read_groups(Path(recipe.train)), recipe)
    trained = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=recipe.rate, weight_decay=recipe.decay)
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / recipe.warm_up)
    )
    step = resume(folder, model, optimiser, pace)
    mean = fresh()
    mean.load_state_dict(model.state_dict())
    if (folder / "model.pt").exists():
        mean.load_state_dict(torch.load(folder / "model.pt", weights_only=True))
    print(f"{recipe.steps} steps, from step {step}", flush=True)
    began, loss_sum, seen = time.monotonic(), 0.0, 0
    model.train()
    while step < recipe.steps:
        loss = loss_of(model, tokenizer, schedule[step], recipe)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        pace.step()
        optimiser.zero_grad()
        step += 1
        loss_sum, seen = loss_sum + float(loss.detach()), seen + 1
        follow(mean, model, recipe.memory)
        if step % 25 == 0:
            spent = time.monotonic() - began
            print(f"step {step} loss {loss_sum / seen:.4f} {spent:.0f} s", flush=True)
            loss_sum, seen = 0.0, 0
        if step % recipe.every == 0:
            keep(folder, model, optimiser, pace, step)
            torch.save(mean.state_dict(), folder / "model.pt")
        if step % recipe.look == 0:
            looked = [group for group in dev if group.source == "argkp"]
            print(json.dumps(measure(lambda t: encode(mean, tokenizer, t), looked)), flush=True)
    torch.save(mean.state_dict(), folder / "model.pt")
    found = measure(lambda texts: encode(mean, tokenizer, texts), dev)
    (folder / "dev.json").write_text(json.dumps(found, indent=1))
    print("done", flush=True)


def follow(mean: Any, model: Any, memory: float) -> None:
    """Move the average weights towards those of the model; the rate never falls, this settles."""
    import torch

    with torch.no_grad():
        for kept, new in zip(mean.parameters(), model.parameters(), strict=True):
            if new.requires_grad:
                kept.mul_(memory).add_(new, alpha=1 - memory)


def fresh() -> Any:
    """Return the MiniLM that training starts from, with one learnt scale and bias for pairs."""
    import torch
    from transformers import AutoModel

    class Matcher(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = AutoModel.from_pretrained(encoder_folder(), add_pooling_layer=False)
            self.scale = torch.nn.Parameter(torch.tensor(10.0))
            self.bias = torch.nn.Parameter(torch.tensor(-5.0))

        def forward(self, **batch: Any) -> Any:
            """Return rows of unit length, the mean of the tokens of each text."""
            hidden = self.encoder(**batch).last_hidden_state
            mean = average(hidden.float(), batch["attention_mask"].float())
            return torch.nn.functional.normalize(mean, dim=-1)

    return Matcher()


def batches(groups: list[Group], recipe: Recipe) -> list[list[Group]]:
    """Return for each step parts of groups of one source, drawn by the seed."""
    dice = random.Random(recipe.seed)
    shares = dict(SHARES)
    for share in filter(None, recipe.shares.split(",")):
        name, _, value = share.partition("=")
        shares[name] = int(value)
    by_source: dict[str, list[Group]] = {}
    for group in groups:
        by_source.setdefault(group.source, []).append(group)
    sources = sorted(source for source in by_source if shares.get(source))
    decks: dict[str, list[Group]] = {source: [] for source in sources}
    found = []
    for _ in range(recipe.steps):
        source = dice.choices(sources, [shares[name] for name in sources])[0]
        part: list[Group] = []
        words = 0
        while words < recipe.words:
            if not decks[source]:
                decks[source] = parts_of(by_source[source], TEXTS_OF[source], dice)
            drawn = decks[source].pop()
            part.append(drawn)
            words += sum(len(text.split()) for text in drawn.texts)
        found.append(part)
    return found


def parts_of(groups: list[Group], size: int, dice: random.Random) -> list[Group]:
    """Return every group cut into parts of ``size`` texts, all in a drawn order."""
    found = []
    for group in groups:
        order = list(range(len(group.texts)))
        dice.shuffle(order)
        for begin in range(0, len(order), size):
            rows = order[begin : begin + size]
            found.append(
                Group(
                    source=group.source,
                    name=group.name,
                    texts=tuple(group.texts[i] for i in rows),
                    columns=group.columns,
                    truth=tuple(group.truth[i] for i in rows),
                )
            )
    dice.shuffle(found)
    return found


def loss_of(model: Any, tokenizer: Any, part: list[Group], recipe: Recipe) -> Any:
    """Return the loss of a batch: which column a text speaks to, and whether a pair meets."""
    import torch

    texts = [text for group in part for text in group.texts]
    columns = list(dict.fromkeys(column for group in part for column in group.columns))
    truth, inside = whole_truth(part, columns)
    truth_t, inside_t = torch.tensor(truth), torch.tensor(inside)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=recipe.bfloat16):
        rows = in_order_of_length(model, tokenizer, texts, recipe.tokens)
        heads = in_order_of_length(model, tokenizer, columns, COLUMN_TOKENS)
    cosines = rows.float() @ heads.float().T
    yes, known = truth_t == YES, truth_t != UNKNOWN
    logits = (SCALE * cosines).masked_fill(~known, -1e4)
    matched = yes.any(dim=1)
    loss = cosines.sum() * 0.0
    if matched.any():
        right = torch.logsumexp(logits.masked_fill(~yes, -1e4), dim=1)
        loss = (torch.logsumexp(logits, dim=1) - right)[matched].mean()
    pairs = model.scale * cosines + model.bias
    losses = torch.nn.functional.binary_cross_entropy_with_logits(
        pairs, yes.float(), reduction="none"
    )
    counted = known & inside_t
    return loss + PAIR_WEIGHT * losses[counted].mean()


def whole_truth(part: list[Group], columns: list[str]) -> tuple[list[list[int]], list[list[bool]]]:
    """Return the truth of all texts of a batch against all its columns, and which pairs are asked.

    A column of another matter is not what a text speaks to; one of another group of the same
    matter may be.
    """
    place = {column: i for i, column in enumerate(columns)}
    names: dict[str, set[str]] = {}
    for group in part:
        for column in group.columns:
            names.setdefault(column, set()).add(group.name)
    truth, inside = [], []
    for group in part:
        usual = [UNKNOWN if group.name in names[column] else NO for column in columns]
        own = {place[column] for column in group.columns}
        for row in group.truth:
            values = list(usual)
            for column, value in zip(group.columns, row, strict=True):
                values[place[column]] = value
            truth.append(values)
            inside.append([i in own for i in range(len(columns))])
    return truth, inside


def in_order_of_length(model: Any, tokenizer: Any, texts: list[str], tokens: int) -> Any:
    """Return the rows of some texts, run in parts of like length so that little is padding."""
    import torch

    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    parts = [order[begin : begin + AT_ONCE] for begin in range(0, len(order), AT_ONCE)]
    rows = torch.cat(
        [model(**tokens_of(tokenizer, [texts[i] for i in part], tokens)) for part in parts]
    )
    place = torch.tensor(order).argsort()
    return rows[place]


def tokens_of(tokenizer: Any, texts: list[str], tokens: int) -> Any:
    """Return the padded tensors of some texts."""
    return tokenizer(texts, padding=True, truncation=True, max_length=tokens, return_tensors="pt")


def encode(model: Any, tokenizer: Any, texts: list[str], tokens: int = 256) -> Any:
    """Return float32 (n, d) rows of unit length in the order of the texts, without gradients."""
    import numpy as np
    import torch

    model.eval()
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    rows = np.zeros((len(texts), model.encoder.config.hidden_size), dtype=np.float32)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for begin in range(0, len(order), 32):
            part = order[begin : begin + 32]
            batch = tokens_of(tokenizer, [texts[i] for i in part], tokens)
            rows[part] = model(**batch).float().numpy()
    return rows


if __name__ == "__main__":
    main()
