#!/bin/sh
# All checks in the order in which they are cheap; called by `make test`.
set -eu
PYTHON=${PYTHON:-python3}
BIN=$(dirname "$PYTHON")

# System packages that some tests drive; without permission to install, those tests skip and say so.
if [ "$(uname)" = Linux ] && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  need() { # need PROGRAM WHICH-TESTS PACKAGES...
    program=$1 tests=$2
    shift 2
    if ! command -v "$program" >/dev/null; then
      { apt-get update -qq && apt-get install -y -qq "$@" >/dev/null; } || echo "$program could not be installed: $tests will skip"
    fi
  }
  need chromium "browser tests" chromium
  need tesseract "OCR tests" --no-install-recommends tesseract-ocr tesseract-ocr-eng tesseract-ocr-cym tesseract-ocr-osd
  need dovecot "mailbox tests" --no-install-recommends dovecot-imapd
  need soffice "tests of old office files" --no-install-recommends libreoffice-writer-nogui libreoffice-impress-nogui
fi

"$BIN/ruff" format --check .
"$BIN/ruff" check .
"$BIN/mypy"
"$BIN/lint-imports"
"$PYTHON" -m pytest -q --durations=10
