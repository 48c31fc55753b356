"""Prefect flows over the same functions as the command; no logic stands here.

Run them as modules (``python -m flows.analyse raw/demo``), so that this file sets Prefect's
environment before Prefect is imported. Whatever is set already stays.
"""

from __future__ import annotations

import os
from pathlib import Path

_HOME = Path("outputs", ".prefect").resolve()

_DEFAULTS = {
    "PREFECT_HOME": str(_HOME),
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # The first start of the ephemeral server builds its database, which takes up to 20 seconds.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # Pickled results execute code when read.
    "PREFECT_RESULTS_DEFAULT_SERIALIZER": "json",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "consult",
    "PREFECT_CLI_PROMPT": "false",
}

for _name, _value in _DEFAULTS.items():
    os.environ.setdefault(_name, _value)
Path(os.environ["PREFECT_HOME"]).mkdir(parents=True, exist_ok=True)
