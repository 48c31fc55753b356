"""The flows' definitions, without starting a server."""

from pathlib import Path

import pytest
import yaml

from consult.settings import load_settings

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def deployments():
    """The deployments of prefect.yaml by the name of their flow."""
    told = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))
    return {d["entrypoint"].rsplit(".", 1)[1]: d for d in told["deployments"]}


@pytest.mark.parametrize("flow", ["collect", "analyse", "publish"])
def test_prefect_yaml_has_the_schedule_of_the_settings(deployments, flow):
    """Cron and time zone are those of raw/demo/consultation.toml, one run at a time."""
    settings = load_settings(ROOT / "raw" / "demo")
    deployment = deployments[flow]

    assert deployment["schedules"] == [
        {"cron": getattr(settings.schedule, flow), "timezone": settings.timezone}
    ]
    assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}


def test_entrypoints_are_flows_of_that_name(deployments):
    """What prefect.yaml names exists."""
    import importlib

    for name, deployment in deployments.items():
        module, attribute = deployment["entrypoint"].rsplit(".", 1)
        assert getattr(importlib.import_module(module), attribute).name == name


def test_served_deployments_follow_the_settings():
    """`make serve-flows` takes schedule, time zone and parameters from consultation.toml."""
    from flows.parameters import ConsultationParameters
    from flows.serve import deployments as served

    parameters = ConsultationParameters(folder=str(ROOT / "raw" / "demo"))
    settings = parameters.workspace().settings

    made = {d.flow_name: d for d in served(settings, parameters)}

    assert set(made) == {"collect", "analyse", "publish"}
    for name, deployment in made.items():
        (schedule,) = deployment.schedules
        assert schedule.schedule.cron == getattr(settings.schedule, name)
        assert schedule.schedule.timezone == "Europe/London"
        assert deployment.parameters["parameters"]["folder"].endswith("demo")


def test_an_unknown_parameter_is_refused():
    """The run form does not take what no flow knows."""
    from pydantic import ValidationError

    from flows.parameters import ConsultationParameters

    with pytest.raises(ValidationError, match="colour"):
        ConsultationParameters(folder="x", colour="blue")
