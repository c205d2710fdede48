# Two commands: `make run` to see it, `make test` to trust it.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
HOST   ?= 127.0.0.1
PORT   ?= 8000
DATA   ?= .majiao
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test test-slow format lock docs clean

run: $(VENV)/.core
	$(BIN)/majiao serve --demo --host $(HOST) --port $(PORT) --data $(DATA)

test: $(VENV)/.dev
	$(BIN)/ruff format --check --quiet . || { echo "run 'make format' to fix the formatting"; exit 1; }
	$(BIN)/ruff check --quiet .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy src
	$(BIN)/pytest -m "not slow"

test-slow: $(VENV)/.dev
	$(BIN)/pytest -m slow

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only --quiet .

# Screenshots and generated reference pages in docs/ are made by the tests' own tools.
docs: $(VENV)/.dev
	$(BIN)/python -m tests.web.screenshots

# Needs uv (https://docs.astral.sh/uv/) on the path; only for maintainers who change dependencies.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet pyproject.toml requirements/build.in -o requirements/core.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet requirements/dev.in -c requirements/core.lock -o requirements/dev.lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Majiao needs Python 3.11 or newer; this is $$($(PYTHON) --version 2>&1). Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python has no venv module here. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: $(VENV)/bin/python requirements/core.lock pyproject.toml
	@echo "Setting up (about a minute the first time) ..."
	$(PIP) install --require-hashes -r requirements/core.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.core requirements/dev.lock
	$(PIP) install --require-hashes -r requirements/dev.lock
	@touch $@

clean:
	rm -rf $(VENV) .majiao .mypy_cache .pytest_cache .ruff_cache .hypothesis dist
