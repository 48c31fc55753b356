#!/bin/sh
# All checks in the order in which they are cheap; called by `make test`.
set -eu
PYTHON=${PYTHON:-python3}
BIN=$(dirname "$PYTHON")

# System packages that some tests drive; without permission to install, those tests skip and say so.
if [ "$(uname)" = Linux ] && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  apt_updated=
  need() { # need PROGRAM "PACKAGES" WHICH-TESTS
    if ! command -v "$1" >/dev/null; then
      [ -n "$apt_updated" ] || apt-get update -qq && apt_updated=yes
      # shellcheck disable=SC2086 # the packages are several words
      apt-get install -y -qq --no-install-recommends $2 >/dev/null || echo "$1 could not be installed: $3 will skip"
    fi
  }
  need chromium "chromium" "browser tests"
  need tesseract "tesseract-ocr tesseract-ocr-eng tesseract-ocr-osd" "OCR tests"
  need soffice "libreoffice-writer-nogui libreoffice-impress-nogui" "tests of old office files"
fi

"$BIN/ruff" format --check .
"$BIN/ruff" check .
"$BIN/mypy"
"$BIN/lint-imports"
"$PYTHON" -m pytest -q --durations=10
