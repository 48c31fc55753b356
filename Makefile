# Two commands do all the set-up: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# Where another torch file should come from, e.g. TORCH_ARGS="--index-url <CPU index of pytorch.org>"
TORCH_ARGS ?=
TORCH := $(shell sed -n 's/^  "\(torch==[^"]*\)",/\1/p' pyproject.toml)
WHEELHOUSE ?=
FIND := $(if $(WHEELHOUSE),--no-index --find-links $(WHEELHOUSE),)

.PHONY: demo test check install install-dev large lock wheelhouse serve-flows bench clean help

help: ## Say what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

demo: install ## Run the whole pipeline on raw/demo
	@$(BIN)/consult run raw/demo || [ $$? -eq 1 ] # 1 says that a person is needed, which is fine

test: install-dev ## Set up and pass all tests
	@$(MAKE) --no-print-directory large || echo "the large reader could not be installed: its tests will skip"
	@PYTHON=$(BIN)/python sh tools/test.sh

check: install-dev ## Formatting, types, layers and unit tests, without the slow ones
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q -m "not model and not engine and not browser and not e2e"

large: $(VENV)/.large ## Install what the large stance reader needs (400 MB)

install: $(VENV)/.runtime

install-dev: $(VENV)/.dev

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))' \
	  || { echo "consult needs Python 3.11 or 3.12; set PYTHON=…"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.torch: | $(VENV)/bin/python
	$(PIP) install --quiet --no-deps $(FIND) $(TORCH_ARGS) $(TORCH)
	@touch $@

$(VENV)/.runtime: requirements.lock pyproject.toml $(VENV)/.torch
	$(PIP) install --quiet --no-deps --require-hashes $(FIND) -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --no-index -e .
	@$(BIN)/python -c 'import torch' 2>/dev/null || { echo \
	  "torch was installed but does not load: this is a CUDA build without its libraries." ; echo \
	  "Take the CPU build: rm -r $(VENV) and set TORCH_ARGS as the README says." ; exit 2; }
	@touch $@

$(VENV)/.large: requirements-large.lock $(VENV)/.runtime
	$(PIP) install --quiet --no-deps --require-hashes $(FIND) -r requirements-large.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(PIP) install --quiet --no-deps --require-hashes $(FIND) -r requirements-dev.lock
	@touch $@

lock: install-dev ## Renew the locks from pyproject.toml
	$(PIP) install --quiet uv
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python tools/lock.py $(LOCK_ARGS)

wheelhouse: | $(VENV)/bin/python ## Gather every file for an install without network; LARGE=1 takes `make large` in
	$(PIP) download --quiet --no-deps -d wheelhouse $(TORCH_ARGS) $(TORCH)
	$(PIP) download --quiet --no-deps --require-hashes -d wheelhouse -r requirements-dev.lock
	$(if $(LARGE),$(PIP) download --quiet --no-deps --require-hashes -d wheelhouse -r requirements-large.lock)
	@echo "Copy this folder to the other machine and run: make demo WHEELHOUSE=wheelhouse"

serve-flows: install ## Put collect, analyse and publish on a schedule: make serve-flows CONSULTATION=raw/demo
	$(BIN)/python -m flows.serve $(or $(CONSULTATION),raw/demo)

bench: install-dev ## Quality benches side by side; DATA is the folder of public ground truth
	$(BIN)/python -m benches.quality $(or $(DATA),../shared/data)

clean: ## Remove the environment and what runs wrote
	rm -rf $(VENV) outputs/*/ .mypy_cache .ruff_cache .pytest_cache
