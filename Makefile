# Everything starts here: `make run` and `make test` set up what they need, once, in .venv.
# Paths are relative throughout, so that a checkout may live in a folder with spaces in its name.

PYTHON ?= python3
ARGS ?=
TESTS ?= tests
PY := .venv/bin/python
RUNTIME := .venv/.runtime
DEV := .venv/.dev
INPUTS := pyproject.toml requirements.lock

# A .venv whose Python has been moved or upgraded away is set up anew.
ALIVE := $(shell test -x $(PY) && echo yes)

.DELETE_ON_ERROR:
.PHONY: run test lint check bench screenshots lock clean anew

run: $(RUNTIME)
	@$(PY) -m tui $(ARGS)

test: $(DEV)
	$(PY) -m pytest -rs --numprocesses auto --maxprocesses 4 $(TESTS)

lint: $(DEV)
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	.venv/bin/lint-imports

check: lint test

bench: $(DEV)
	$(PY) -m tests.bench $(ARGS)

screenshots: $(DEV)
	$(PY) -m tests.screenshots $(ARGS)

$(RUNTIME): $(INPUTS) $(if $(ALIVE),,anew)
	@PYTHON='$(PYTHON)' sh .ci/setup runtime

$(DEV): $(INPUTS) $(if $(ALIVE),,anew)
	@PYTHON='$(PYTHON)' sh .ci/setup dev

anew:

# One lock for every system and Python from 3.11 on: first what the app needs, then what its tests add.
lock: $(DEV)
	sh .ci/lock

clean:
	rm -rf .venv dist build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	rm -f snapshot_report.html .coverage
	find tui tests -name __pycache__ -type d -prune -exec rm -rf '{}' +
