"""Finished runs, opened by their folder."""

from __future__ import annotations

from pathlib import Path

from consult.domain.errors import StoreError
from consult.domain.run import RunResult
from consult.report.trace import Trace, trace
from consult.store.store import Store


def open_run(folder: Path) -> RunResult:
    """Return the run whose artefacts stand in ``folder``, such as ``outputs/demo/latest``.

    Raises:
        StoreError: ``RUN_FOLDER`` when the folder is none of a run; ``RUN_UNKNOWN`` when the
            store beside it does not hold it.
    """
    target = folder.resolve()
    store_folder = target.parent / "store"
    if not target.is_dir() or not store_folder.is_dir():
        raise StoreError(
            "RUN_FOLDER",
            f"{folder} is not the folder of a run; give outputs/<consultation>/latest "
            "or outputs/<consultation>/<run>.",
        )
    with Store(store_folder) as store:
        return store.runs.load(target.name)


def find_trace(quote_id: str, run_folder: Path | None, outputs: Path) -> Trace:
    """Return a quote's way back, from the run given or the latest of any consultation.

    Raises:
        StoreError: ``QUOTE_UNKNOWN`` when no such run holds the quote.
    """
    runs = [run_folder] if run_folder else sorted(outputs.glob("*/latest"))
    for run in runs:
        try:
            return trace(open_run(run), quote_id)
        except KeyError:
            continue
    looked = ", ".join(str(run) for run in runs) or f"nothing under {outputs}"
    raise StoreError("QUOTE_UNKNOWN", f"no quote {quote_id!r} in {looked}; give --run for others.")
