#!/bin/sh
# All checks in the order in which they are cheap; called by `make test`.
set -eu
PYTHON=${PYTHON:-python3}
BIN=$(dirname "$PYTHON")

# System packages that some tests drive; without permission to install, those tests skip and say so.
if [ "$(uname)" = Linux ] && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  if ! command -v chromium >/dev/null; then
    apt-get update -qq && apt-get install -y -qq chromium >/dev/null || echo "chromium could not be installed: browser tests will skip"
  fi
fi

"$BIN/ruff" format --check .
"$BIN/ruff" check .
"$BIN/mypy"
"$BIN/lint-imports"
"$PYTHON" -m pytest -q --durations=10
