PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: help install install-dev test check soak bench pythons fresh pages format soak-merge wheel clean

help: ## say what each target does
	@sed -n 's/^\([a-z-]*\):.*## /  \1: /p' $(MAKEFILE_LIST)

install: ## the program and what its tests need, in .venv
	$(PYTHON) -m venv $(VENV) && $(BIN)/pip install -e '.[xlsx,test]'

install-dev: ## the same, and the tools of `make check`
	$(PYTHON) -m venv $(VENV) && $(BIN)/pip install -e '.[dev]'

test: ## every test
	$(BIN)/python -m pytest -n auto

check: ## format, lint, types, floors, made pages, tests, and a user's fresh machine: everything that the CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mypy scripts/pages.py
	$(BIN)/lint-imports
	$(BIN)/python scripts/pages.py --check
	$(MAKE) test
	$(MAKE) fresh

soak: ## the proofs of docs/reliability.md, less than ten minutes of them, with their figures written into that page
	$(BIN)/python -m tests.soak --record

bench: ## how fast it is, from 100 to 100,000 customers, with the figures written into docs/performance.md; an hour
	$(BIN)/python -m bench

pythons: ## the kept records and the core's tests in every Python from 3.11 on this computer, with the figures
	$(BIN)/python -m tests.soak --goal G11 --count 2 --record

fresh: ## the README's install and main job in an environment of its own, then the wheel alone
	.ci/fresh

pages: ## make again the pages and pictures that are made from the program
	$(BIN)/python scripts/pages.py

format: ## put every file in form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

N ?= 2000
soak-merge: ## N rounds of random merges over several clones, with the figures
	$(BIN)/python -m tests.soak --goal G6 --count $(N)

wheel: ## build dist/*.whl
	$(BIN)/pip wheel --no-deps --wheel-dir dist .

clean: ## remove what the other targets made
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
