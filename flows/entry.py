"""Running a flow as a module: no server started by hand, and no record lost at the end."""

from __future__ import annotations

import argparse
import fcntl
import os
import sys
import time
from pathlib import Path
from typing import Any, cast

from prefect import Flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
from prefect.client.schemas.objects import State

from consult.domain.errors import ConsultError
from flows.parameters import ConsultationParameters

_DRAIN_SECONDS = 30.0


def run_as_module(*flows: Flow[..., Any]) -> None:
    """Run the flows one after the other with the parameters of the command line, and exit.

    Exits with 0, with 1 when a flow failed, and with 2 when the parameters are wrong.
    """
    first = flows[0]
    parser = argparse.ArgumentParser(
        prog=f"python -m flows.{first.name}",
        description=first.description,
        epilog=f"Example: python -m flows.{first.name} raw/demo",
    )
    parser.add_argument("folder", help="the consultation's folder, with consultation.toml")
    parser.add_argument("--input", help="where the responses are, when not in FOLDER itself")
    parser.add_argument("--outputs", default="outputs", help="where results go")
    given = parser.parse_args()
    parameters = ConsultationParameters(
        folder=given.folder, input_folder=given.input, outputs=given.outputs
    )
    try:
        parameters.workspace()
    except ConsultError as error:
        sys.exit(_wrong_use(error))
    with _one_first_start():
        state = _run(first, parameters)
    for flow in flows[1:]:
        if state.is_completed():
            state = _run(flow, parameters)
    sys.exit(0 if state.is_completed() else 1)


def _wrong_use(error: ConsultError) -> int:
    print(f"{error.code}: {error.message}", file=sys.stderr)  # noqa: T201 - a command's own word
    return 2


def _run(flow: Flow[..., Any], parameters: ConsultationParameters) -> State[Any]:
    state = cast("State[Any]", flow(parameters, return_state=True))
    _drain(state)
    return state


class _one_first_start:  # noqa: N801 - reads as a phrase after `with`
    """Keep two first starts of the ephemeral server apart: they race for its database."""

    def __enter__(self) -> None:
        self._file = Path(os.environ["PREFECT_HOME"], "start.lock").open("w")
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _drain(state: State[Any]) -> None:
    """Wait until the server has counted the end of every task of the flow.

    Records travel to the ephemeral server in the background and are lost when the process
    ends before they arrive.
    """
    flow_run_id = state.state_details.flow_run_id
    if flow_run_id is None:
        return
    until = time.monotonic() + _DRAIN_SECONDS
    with get_client(sync_client=True) as client:
        while time.monotonic() < until:
            runs = client.read_task_runs(
                flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=[flow_run_id]))
            )
            if runs and all(run.state is not None and run.state.is_final() for run in runs):
                return
            time.sleep(0.5)
