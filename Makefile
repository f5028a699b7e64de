PYTHON ?= python3
BIN := .venv/bin
LINT := tests/lint/node_modules
# A process a core, four at most; a file of unit tests stays in one, for what its tests share.
SPREAD := --numprocesses auto --maxprocesses 4

# What tries a sample in `make test` says so by what it imports.
# Signing in and a confined server are tried in full there too.
WHOLE = tests/e2e/signing tests/e2e/served/test_confined.py
PROVEN = $(shell grep -rl "from tests.proof import" tests --include="test_*.py")

# What is installed: each package by its hash. Where an index has packages of its own making: REQUIREMENTS=requirements.txt
REQUIREMENTS ?= requirements.lock

.PHONY: run check test proof rgaa supply lock bench beside data refresh clean

run: .venv/app  ## install what is pinned and open Terril
	$(BIN)/streamlit run dashboard.py

check: .venv/dev $(LINT)/.ready  ## format, lint, types, floors, scripts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(LINT)/.bin/eslint --config tests/lint/eslint.config.js --max-warnings 0 pages tests

test: .venv/dev $(LINT)/.ready  ## unit, pages, and a real browser where there is one
	$(BIN)/python -m pytest $(SPREAD) --dist loadfile tests/unit tests/app
	$(BIN)/python -m pytest $(SPREAD) tests/corpus
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 2 --dist loadfile tests/e2e

proof: .venv/dev $(LINT)/.ready  ## in full: all that Terril shows held against what it showed, classes of maps, secrets
	TERRIL_PROOF=1 $(BIN)/python -m pytest $(SPREAD) $(PROVEN) $(WHOLE)

rgaa: .venv/dev  ## the 106 criteria of the RGAA: met or not, how each was checked and by which tests
	$(BIN)/python -m tests.rgaa

supply: .venv/dev  ## what Terril is made of, as CycloneDX, and which of it has a known fault
	$(BIN)/python -m tests.supply

lock: .venv/dev  ## requirements.lock of requirements.txt: all that comes with it, for any machine, by its hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
		--custom-compile-command "make lock" --output-file requirements.lock requirements.txt

bench: .venv/bench  ## Terril beside Dash and D3 in the same run
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.national

beside: .venv/dev  ## the working tree beside another commit in the same run: make beside REV=a2b8413
	$(BIN)/python -m tests.bench.beside $(REV)

data: .venv/app  ## rebuild data/*.parquet from data/figures and data/catalog
	$(BIN)/python -m loaders build

refresh: .venv/app  ## ask publishers for what is new, take it as an import does, rebuild the tables
	$(BIN)/python -m loaders refresh

clean:
	rm -rf .venv $(LINT)

.venv/app: $(REQUIREMENTS)
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $(REQUIREMENTS)
	touch $@

.venv/dev: .venv/app tests/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	touch $@

.venv/bench: .venv/dev tests/bench/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/bench/requirements.txt
	touch $@

$(LINT)/.ready: tests/lint/package.json tests/lint/package-lock.json
	npm ci --prefix tests/lint --ignore-scripts --no-audit --no-fund --silent
	touch $@
