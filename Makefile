# 台账: everything a newcomer, a developer and CI run.
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help demo test check format schemas words docs picture torture bench clean

help: ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(BIN)/tz: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: $(BIN)/tz pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

demo: $(BIN)/tz ## Make the demo ledger and run the main job on it
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh data/demo/session.sh $(DEMO)

test: $(VENV)/.dev ## Run all tests
	$(BIN)/pytest -n auto

check: $(VENV)/.dev ## Run every linter and every comparison of documents with the code
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.words --check
	$(BIN)/python -m tests.documents

format: $(VENV)/.dev ## Format the code and mend what a linter can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

schemas: $(BIN)/tz ## Write schemas/ anew from the records
	$(BIN)/tz schemas schemas

words: $(VENV)/.dev ## Take new messages into the catalogues and compile them
	$(BIN)/python -m tests.words

docs: $(VENV)/.dev ## Write the made parts of the documents anew; read the difference
	$(BIN)/python -m tests.documents --write

picture: $(VENV)/.dev ## Draw the pictures of the demo's workbooks anew; LibreOffice prints them
	@PATH="$(CURDIR)/$(BIN):$$PATH" TAIZHANG_LANG=zh sh data/demo/session.sh build/demo >/dev/null
	@$(BIN)/python docs/workbooks.py build/demo-sheets

torture: $(VENV)/.dev ## Run every trial whole: kills, full disks, power cuts, damage, hostile input
	TORTURE=1 $(BIN)/pytest -n auto -rP --durations=20 tests/hostile tests/torture

bench: $(VENV)/.dev ## Measure, and print the tables of bench/README.md
	$(BIN)/python bench/run.py

clean: ## Remove what was built
	rm -rf $(VENV) $(DEMO) $(DEMO)-sheets build dist
