"""What a run looks like on a terminal, and where that is none."""

from consult.terminal import TerminalProgress


def test_a_stage_ends_on_one_line(monkeypatch, capsys):
    """However narrow the terminal; a time broken in two is hard to read, and to search for."""
    monkeypatch.setenv("COLUMNS", "40")
    progress = TerminalProgress()
    progress.begin("publish", 0)
    progress.end("report, briefing and results in 20310304T105503Z-47559088")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].endswith(" s)")
    assert len(lines[0]) <= 80
