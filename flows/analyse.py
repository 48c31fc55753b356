"""New documents -> codings -> findings."""

from __future__ import annotations

from prefect import flow, task

from consult.pipeline.collect import collect
from consult.pipeline.run import analyse as analyse_workspace
from consult.pipeline.run import read as read_workspace
from flows.collect import collect_task
from flows.entry import run_as_module
from flows.parameters import ConsultationParameters
from flows.publish import publish
from flows.telling import LogProgress, show_counts


@task(name="read what is new", retries=1, retry_delay_seconds=10)
def read_task(parameters: ConsultationParameters) -> int:
    """Read every present item, keeping what readers made of it; return how many documents."""
    workspace = parameters.workspace()
    with workspace.open_store() as store, store.lease("flow analyse", parameters.wait_seconds):
        return len(read_workspace(workspace, store, LogProgress()).documents)


@task(name="code and find", retries=1, retry_delay_seconds=10)
def find_task(parameters: ConsultationParameters) -> str:
    """Code every document and find what is agreed and disagreed; return the run's id.

    It looks at the channels once more, so that the run says what no source takes and which
    channel was silent, as `consult run` does. What is known by then is not fetched again.
    """
    workspace = parameters.workspace()
    with workspace.open_store() as store, store.lease("flow analyse", parameters.wait_seconds):
        collected = collect(workspace, store, LogProgress())
        result = analyse_workspace(workspace, store, LogProgress(), collected=collected)
    show_counts(workspace.settings.consultation.id, "analyse", result.run.counts)
    return result.run.id


@flow(name="analyse", flow_run_name="analyse {parameters.folder}")
def analyse(parameters: ConsultationParameters) -> str:
    """Collect and read what is new, code it, and keep the findings as a run; return its id."""
    collect_task(parameters)
    read_task(parameters)
    return find_task(parameters)


if __name__ == "__main__":
    run_as_module(analyse, publish)
