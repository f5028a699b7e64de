PYTHON ?= python3
BIN := .venv/bin

.PHONY: run check test proof bench data clean

run: .venv/app  ## install what is pinned and open Terril
	$(BIN)/streamlit run dashboard.py

check: .venv/dev  ## format, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

test: .venv/dev  ## unit, pages, and a real browser where there is one
	$(BIN)/python -m pytest

proof: .venv/dev  ## all that Terril shows, held against what it showed: tests/corpus
	TERRIL_PROOF=1 $(BIN)/python -m pytest tests/corpus

bench: .venv/bench  ## Terril beside Dash and D3 in the same run
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.national

data: .venv/app  ## rebuild data/*.parquet from data/figures and data/catalog
	$(BIN)/python -m loaders build

clean:
	rm -rf .venv

.venv/app: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/dev: .venv/app tests/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	touch $@

.venv/bench: .venv/dev tests/bench/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/bench/requirements.txt
	touch $@
