"""What the collect flow does about a channel that is silent, without starting a server."""

from __future__ import annotations

import logging

import pytest

from consult.domain.errors import ProblemCode
from consult.intake.offering import ChannelError
from tests.pipeline.test_collect import Team, bucket_table


class Ended:
    """A task's state that holds what it raised."""

    def __init__(self, error):
        self._error = error

    def result(self, *, raise_on_failure):
        assert not raise_on_failure
        return self._error


def test_only_what_may_help_is_tried_again():
    """A refused log-in is not, lest the mailbox be locked; a silent server and a full disk are."""
    from flows.collect import may_help

    for error, again in (
        (ChannelError(ProblemCode.MAILBOX_UNREACHABLE, "…"), True),
        (ChannelError(ProblemCode.MAILBOX_LOGIN, "…"), False),
        (OSError(28, "No space left on device"), True),
    ):
        assert may_help(None, None, Ended(error)) is again


def test_a_silent_channel_fails_the_flow_after_the_others_are_safe(tmp_path, monkeypatch, caplog):
    """The task raises for `collect`, and warns for `analyse`, which goes on with what is there."""
    import flows.collect as flow
    from flows.parameters import ConsultationParameters

    monkeypatch.setattr(flow, "show_counts", lambda *_: None)
    monkeypatch.setattr(flow, "get_run_logger", lambda: logging.getLogger("collecting"))
    monkeypatch.setattr("flows.telling.get_run_logger", lambda: logging.getLogger("collecting"))
    team = Team(tmp_path, bucket_table("memory://nowhere-at-all"))
    team.letter("a.txt", "I support this.")
    parameters = ConsultationParameters(
        folder=str(tmp_path), outputs=str(tmp_path / "outputs"), wait_seconds=0
    )

    with pytest.raises(ChannelError, match="BUCKET_UNREACHABLE"):
        flow.collect_task.fn(parameters, every_channel=True)
    assert [item.source_key for item in team.items()] == ["letters/a.txt"]
    assert flow.collect_task.fn(parameters) == {"given": 1, "done": 1, "excluded": 0}
    assert "BUCKET_UNREACHABLE" in caplog.text
