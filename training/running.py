"""What every training run shares: its settings from the command line, its checkpoints."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    R = TypeVar("R", bound=DataclassInstance)
else:
    R = TypeVar("R")

CHECKPOINTS = Path(__file__).resolve().parent / "checkpoints"


def asked_for(defaults: R, description: str | None) -> R:
    """Return a recipe like ``defaults`` with what the command line says instead.

    Every field is an option of its name and type; a flag takes ``yes`` or ``no``.
    """
    parser = argparse.ArgumentParser(description=description)
    for name, value in asdict(defaults).items():
        kind: Any = _flag if isinstance(value, bool) else type(value)
        parser.add_argument(f"--{name}", type=kind, default=value)
    return type(defaults)(**vars(parser.parse_args()))


def _flag(text: str) -> bool:
    return text == "yes"


def keep(folder: Path, model: Any, optimiser: Any, pace: Any, step: int) -> None:
    """Write a checkpoint whole: to a new name first, then in place of the old one."""
    import torch

    fresh = folder / "state.new"
    torch.save(
        {
            "model": model.state_dict(),
            "optimiser": optimiser.state_dict(),
            "pace": pace.state_dict(),
            "step": step,
            "generator": torch.get_rng_state(),
        },
        fresh,
    )
    fresh.replace(folder / "state.pt")


def resume(folder: Path, model: Any, optimiser: Any, pace: Any) -> int:
    """Load the last checkpoint, if any, and return the step to go on from."""
    import torch

    path = folder / "state.pt"
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimiser.load_state_dict(state["optimiser"])
    pace.load_state_dict(state["pace"])
    torch.set_rng_state(state["generator"])
    return int(state["step"])
