"""Sources -> raw store -> ledger."""

from __future__ import annotations

from typing import Any

from prefect import flow, task
from prefect.client.schemas.objects import State, TaskRun
from prefect.logging import get_run_logger
from prefect.tasks import Task

from consult.domain.errors import ProblemCode
from consult.intake.offering import ChannelError
from consult.pipeline.collect import collect_channels
from flows.entry import run_as_module
from flows.parameters import ConsultationParameters
from flows.telling import LogProgress, show_counts


def may_help(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Tell whether trying again may help; a refused log-in would only lock the mailbox."""
    error = state.result(raise_on_failure=False)
    return not (isinstance(error, ChannelError) and error.code == ProblemCode.MAILBOX_LOGIN)


@task(
    name="collect what arrived",
    retries=2,
    retry_delay_seconds=30,
    retry_condition_fn=may_help,
)
def collect_task(
    parameters: ConsultationParameters, *, every_channel: bool = False
) -> dict[str, int]:
    """Bring what is new into the store; return the stage's counts.

    Raises:
        ChannelError: with ``every_channel``, when one could not be reached; what the others held
            is in the store by then. Otherwise that is a warning in the log.
    """
    workspace = parameters.workspace()
    with workspace.open_store() as store, store.lease("flow collect", parameters.wait_seconds):
        collected = collect_channels(workspace, store, LogProgress())
    count = collected.outcome.count()
    show_counts(workspace.settings.consultation.id, "collect", [count])
    for problem in collected.unreached:
        get_run_logger().warning("%s: %s", problem.code.value, problem.message)
    if collected.unreached and every_channel:
        problem = min(collected.unreached, key=lambda p: p.code is ProblemCode.MAILBOX_LOGIN)
        raise ChannelError(problem.code, problem.message)
    return {"given": count.given, "done": count.done, "excluded": count.excluded}


@flow(name="collect", flow_run_name="collect {parameters.folder}")
def collect(parameters: ConsultationParameters) -> dict[str, int]:
    """Bring what is new from every channel into the raw store and the ledger."""
    return collect_task(parameters, every_channel=True)


if __name__ == "__main__":
    run_as_module(collect)
