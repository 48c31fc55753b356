"""Findings -> reports and briefings."""

from __future__ import annotations

from prefect import flow, task

from consult.pipeline.run import publish_latest
from flows.entry import run_as_module
from flows.parameters import ConsultationParameters
from flows.telling import LogProgress, show_report


@task(name="build report and briefing", retries=1, retry_delay_seconds=10)
def publish_task(parameters: ConsultationParameters) -> str:
    """Build every artefact of the newest run, checking each quote and number."""
    workspace = parameters.workspace()
    with workspace.open_store() as store, store.lease("flow publish", parameters.wait_seconds):
        published = publish_latest(workspace, store, LogProgress())
    show_report(workspace.settings.consultation.id, published)
    return str(published.folder)


@flow(name="publish", flow_run_name="publish {parameters.folder}")
def publish(parameters: ConsultationParameters) -> str:
    """Write the result files, reports and briefing of the newest run; return their folder."""
    return publish_task(parameters)


if __name__ == "__main__":
    run_as_module(publish)
