"""Fit the temperature and bias that make the scores probabilities: on development rows only.

``python -m training.stance.calibrate NAME``: reads the logits that the *exported* int8 model
gives on development rows that people wrote, each source weighing the same, and finds by simplex
search the temperature and the biases of agree and disagree that minimise the log loss. Composed
rows are left out: they resemble what was trained on, and would make the scores too sure.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt

from consult.engines.stance_manifest import MANIFEST
from training.running import CHECKPOINTS
from training.stance.rows import Row, read_rows

WRITTEN = frozenset(
    {
        "argkp", "perspectrum", "ibm_claim_stance", "touche_valueeval_stance",
        "themefinder_gambling", "negated", "unrelated", "letters", "letters elsewhere",
    }
)  # fmt: skip

Logits = npt.NDArray[np.float64]


def main() -> None:
    """Write the calibration into the manifest of the exported model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--dev", default=str(CHECKPOINTS / "data" / "dev.jsonl"))
    parser.add_argument("--limit", type=int, default=1500)
    given = parser.parse_args()
    folder = CHECKPOINTS / given.name / "export"
    rows = [row for row in read_rows(Path(given.dev)) if row.source in WRITTEN][: given.limit]
    found = fit(exported_logits(folder, rows), rows)
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    manifest |= {"temperature": found["temperature"], "bias": found["bias"]}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    print(json.dumps(found, indent=1))


def exported_logits(folder: Path, rows: list[Row]) -> Logits:
    """Return the logits of the exported model, pair by pair as they are run in use."""
    from consult.engines.stance_onnx import OnnxStanceModel

    model = OnnxStanceModel(folder, threads=2)
    model._temperature, model._bias = 1.0, np.zeros(3, dtype=np.float32)  # noqa: SLF001
    scores = model.score([r.proposition for r in rows], [r.text for r in rows])
    return np.log(np.clip(scores.astype(np.float64), 1e-9, 1.0))


def fit(logits: Logits, rows: list[Row]) -> dict[str, object]:
    """Return temperature, bias and the calibration error before and after."""
    from scipy.optimize import minimize

    labels = np.asarray([row.label for row in rows])
    weights = source_weights(rows)

    def loss(point: npt.NDArray[np.float64]) -> float:
        scores = probabilities(logits, point)
        picked = np.log(np.clip(scores[np.arange(len(labels)), labels], 1e-12, 1.0))
        return float(-(picked * weights).sum() / weights.sum() + 0.01 * (point[1:] ** 2).sum())

    start = np.zeros(3)
    best = minimize(loss, start, method="Nelder-Mead", options={"xatol": 1e-4, "fatol": 1e-6})
    point = best.x
    return {
        "temperature": round(float(np.exp(point[0])), 4),
        "bias": [round(float(point[1]), 4), round(float(point[2]), 4), 0.0],
        "rows": len(rows),
        "log_loss": [round(loss(start), 4), round(loss(point), 4)],
        "ece": [
            round(calibration_error(probabilities(logits, start), labels), 4),
            round(calibration_error(probabilities(logits, point), labels), 4),
        ],
    }


def probabilities(logits: Logits, point: npt.NDArray[np.float64]) -> Logits:
    """Return calibrated probabilities; the point holds log temperature and two biases."""
    shifted = logits / np.exp(point[0]) + np.asarray((point[1], point[2], 0.0))
    raised = np.exp(shifted - shifted.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def source_weights(rows: list[Row]) -> npt.NDArray[np.float64]:
    """Return weights under which every source counts the same."""
    names = [row.source for row in rows]
    return np.asarray([1.0 / names.count(name) for name in names])


def calibration_error(scores: Logits, labels: npt.NDArray[np.int64], bins: int = 10) -> float:
    """Return the expected calibration error of the likeliest label, in equal bins of score."""
    top, hit = scores.max(axis=1), scores.argmax(axis=1) == labels
    places = np.minimum((top * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(top[places == b].mean() - hit[places == b].mean()) * (places == b).mean()
            for b in range(bins)
            if (places == b).any()
        )
    )


if __name__ == "__main__":
    main()
