"""What a scheduled run tells, without starting a server and without models."""

from __future__ import annotations

import functools
import logging

from consult.pipeline.run import analyse
from tests.e2e.fakes import fake_engines, make_pond, write

SILENT = """
[[mailboxes]]
host = "127.0.0.1"
port = 9
security = "none"
user = "pond@example.org"
password_env = "CONSULT_TEST_NO_PASSWORD"
channel = "mail"
"""


def test_a_scheduled_run_tells_what_no_source_takes_and_who_was_silent(tmp_path, monkeypatch):
    """As `consult run` does: a report that is silent on them hides what was not counted."""
    import flows.analyse as flow
    from flows.parameters import ConsultationParameters

    pond = make_pond(tmp_path)
    write(pond.input_folder / "stray.docx", "I object.", at=1_770_000_100)
    settings = pond.input_folder / "consultation.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + SILENT, encoding="utf-8")
    monkeypatch.setattr(flow, "show_counts", lambda *_: None)
    monkeypatch.setattr("flows.telling.get_run_logger", lambda: logging.getLogger("analysing"))
    engines = fake_engines(pond)
    fast = functools.partial(analyse, engines=engines)
    monkeypatch.setattr(flow, "analyse_workspace", fast)
    parameters = ConsultationParameters(
        folder=str(pond.input_folder), outputs=str(tmp_path / "outputs"), wait_seconds=0
    )

    run_id = flow.find_task.fn(parameters)

    with pond.open_store() as store:
        result = store.runs.load(run_id)
    assert result.run.counts[0].stage == "collect"
    assert [e.subject_id for e in result.corpus.exclusions if e.stage == "collect"] == [
        "stray.docx"
    ]
    assert {p.code.value for p in result.run.problems} & {
        "MAILBOX_UNREACHABLE",
        "MAILBOX_LOGIN",
    }
