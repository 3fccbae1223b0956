# `make review` opens the review, `make test` runs every test; both set up all they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DB ?= corpus.db
DOCS ?= seeds

.PHONY: help setup review test lint clean
.DEFAULT_GOAL := help

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(BIN)/.product  ## install the product into .venv

review: $(BIN)/.product  ## review the sample documents (DOCS=path for your own, DB=file for another corpus)
	@$(BIN)/curator --db "$(DB)" import $(DOCS)
	@$(BIN)/curator --db "$(DB)" suggest
	@$(BIN)/curator --db "$(DB)" review $(if $(filter command line environment,$(origin DOCS)),$(foreach path,$(DOCS),--start-with $(path)))

test: $(BIN)/.dev  ## run every test
	$(BIN)/python -m pytest -q

lint: $(BIN)/.dev  ## ruff, mypy strict, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:  ## remove the virtual environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "curator needs Python 3.11 or later; name one with: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(BIN)/.product: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(BIN)/.dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[dev,clients]'
	@touch $(BIN)/.product $@
