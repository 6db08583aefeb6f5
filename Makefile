# Two commands on a fresh machine with Python 3.11+ and make: `make run` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run build test check lint types bench lock clean

run: $(VENV)/installed ## install, build a snapshot from data/ (only if something changed), serve it
	-@$(BIN)/enlace build --if-changed
	$(BIN)/enlace serve --port $(PORT)

build: $(VENV)/installed ## build a snapshot from data/
	$(BIN)/enlace build

test: $(VENV)/tested ## install the test extras and a browser, then all that CI runs
	$(MAKE) check

check: lint types ## lint, types, tests
	$(BIN)/python -m pytest

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Enlace needs Python 3.11 or newer, not " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml constraints.txt hatch_build.py webapp/package-lock.json $(wildcard webapp/translations/*/LC_MESSAGES/*.po) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/tested: pyproject.toml $(VENV)/installed scripts/browser.sh
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[test]'
	sh scripts/browser.sh $(BIN)/python
	touch $@

bench: $(VENV)/tested ## measure the SPARQL service against its peers (docs/performance.md)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[bench]'
	$(BIN)/python -m tests.bench.sparql

lock: ## move to the newest versions of everything: install them, test with them, write them down
	$(BIN)/python -m pip install --quiet --upgrade --upgrade-strategy eager --editable '.[test]'
	$(MAKE) check
	$(BIN)/python -m pip freeze --exclude-editable > constraints.txt

clean:
	rm -rf $(VENV) build dist var webapp/static/vendor
