"""One ReportView, many artefacts."""
