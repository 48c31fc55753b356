"""Sources -> raw store -> ledger."""

from __future__ import annotations

from prefect import flow, task

from consult.pipeline.collect import collect as collect_sources
from flows.entry import run_as_module
from flows.parameters import ConsultationParameters
from flows.telling import LogProgress, show_counts


@task(name="collect what arrived", retries=2, retry_delay_seconds=30)
def collect_task(parameters: ConsultationParameters) -> dict[str, int]:
    """Bring what is new into the store; return the stage's counts."""
    workspace = parameters.workspace()
    with workspace.open_store() as store, store.lease("flow collect", parameters.wait_seconds):
        count = collect_sources(workspace, store, LogProgress()).count()
    show_counts(workspace.settings.consultation.id, "collect", [count])
    return {"given": count.given, "done": count.done, "excluded": count.excluded}


@flow(name="collect", flow_run_name="collect {parameters.folder}")
def collect(parameters: ConsultationParameters) -> dict[str, int]:
    """Bring what is new from the sources into the raw store and the ledger."""
    return collect_task(parameters)


if __name__ == "__main__":
    run_as_module(collect)
