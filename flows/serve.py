"""Put collect, analyse and publish of one consultation on its schedule.

``python -m flows.serve raw/demo`` starts a Prefect server on loopback unless PREFECT_API_URL
names one, and serves until it is stopped. Times are those of [schedule] in consultation.toml,
in the consultation's time zone; one run of each flow at a time, missed ones folded into one.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from prefect import Flow, serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from consult.domain.errors import ConsultError
from consult.settings import Settings
from flows.analyse import analyse
from flows.collect import collect
from flows.parameters import ConsultationParameters
from flows.publish import publish

_SERVER_START_SECONDS = 180.0


def deployments(settings: Settings, parameters: ConsultationParameters) -> list[RunnerDeployment]:
    """Return the deployments of the three flows, on the schedules of the settings."""
    wanted: list[tuple[Flow[..., Any], str]] = [
        (collect, settings.schedule.collect),
        (analyse, settings.schedule.analyse),
        (publish, settings.schedule.publish),
    ]
    return [
        cast(
            "RunnerDeployment",  # a coroutine only inside a running loop
            flow.to_deployment(
                name=settings.consultation.id,
                schedule=Cron(cron, timezone=settings.timezone),
                parameters={"parameters": parameters.model_dump()},
                concurrency_limit=ConcurrencyLimitConfig(
                    limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
                ),
                entrypoint_type=EntrypointType.MODULE_PATH,
                tags=["consult", settings.consultation.id],
            ),
        )
        for flow, cron in wanted
    ]


@contextmanager
def server(port: int) -> Iterator[str]:
    """Run a Prefect server on loopback for the length of the block; yield its API's address.

    Raises:
        ConsultError: ``SERVER_START`` when it does not answer in time.
    """
    address = f"http://127.0.0.1:{port}/api"
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1"]
    process = subprocess.Popen([*command, "--port", str(port)], env=os.environ.copy())  # noqa: S603
    try:
        _wait_until_healthy(address, process)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_healthy(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _SERVER_START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=2) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise ConsultError(
        "SERVER_START",
        f"the Prefect server at {address} did not answer; is its port taken? Try --port.",
    )


def main() -> None:
    """Serve the flows of one consultation until stopped."""
    parser = argparse.ArgumentParser(
        prog="python -m flows.serve", description=(__doc__ or "").strip()
    )
    parser.add_argument("folder", help="the consultation's folder, with consultation.toml")
    parser.add_argument("--input", help="where the responses are, when not in FOLDER itself")
    parser.add_argument("--outputs", default="outputs", help="where results go")
    parser.add_argument("--port", type=int, default=4200, help="port of the Prefect server")
    given = parser.parse_args()
    parameters = ConsultationParameters(
        folder=given.folder, input_folder=given.input, outputs=given.outputs
    )
    try:
        settings = parameters.workspace().settings
        wanted = deployments(settings, parameters)
        if os.environ.get("PREFECT_API_URL"):
            serve(*wanted)
            return
        with server(given.port) as address:
            from prefect.settings import PREFECT_API_URL, temporary_settings

            os.environ["PREFECT_API_URL"] = address
            with temporary_settings({PREFECT_API_URL: address}):
                serve(*wanted)
    except ConsultError as error:
        print(f"{error.code}: {error.message}", file=sys.stderr)  # noqa: T201 - a command's word
        sys.exit(2)


if __name__ == "__main__":
    main()
