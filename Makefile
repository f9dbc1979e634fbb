# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception

SHELL := /bin/sh
PYTHON ?= python3
PORT ?= 8080
WORKERS ?= 2
export PORT

BIN := .venv/bin
# An edition whose folder is deleted isn't installed, and all else works: so these are found, not listed.
PROJECTS := $(wildcard licensing/pyproject.toml core/pyproject.toml plugins/*/pyproject.toml)
LOCKS := requirements/run.lock $(if $(wildcard plugins/premium/pyproject.toml),requirements/premium.lock)
# What the tests of its extra need besides: 91 MB, so `make run` does without. `make semantic` adds it.
SEMANTIC := $(if $(wildcard plugins/premium/pyproject.toml),.venv/.installed-semantic)
EDITABLE := $(foreach project,$(PROJECTS),-e $(patsubst %/pyproject.toml,%,$(project)))
SOURCES := $(wildcard core/src licensing/src sdk/src plugins/*/src)
CATALOGUES := $(shell find $(SOURCES) -path '*/LC_MESSAGES/*.po')
# Nothing may reach past the lock: no resolving, no build environment of its own. Byte code is made when first used.
PIP := $(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --root-user-action=ignore

.DEFAULT_GOAL := help
.PHONY: help install run semantic test lint bench drill lock clean

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: .venv/.installed-dev $(SEMANTIC) .venv/.catalogues ## Make .venv with everything that running and developing need

run: .venv/.installed-run .venv/.catalogues ## Try it: a town with content on 127.0.0.1:${PORT:-8080}; Ctrl-C ends it
	@exec $(BIN)/folkmoot run

semantic: $(SEMANTIC) ## Add what Insights needs to compare meaning without shared words (91 MB)

test: install lint ## Check everything that every change must pass: lint, then all tests but the drills
	@./tools/install_chromium.sh
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

lint: .venv/.installed-dev ## Check style, types, who imports whom, and licences
	$(BIN)/ruff check .
	$(BIN)/mypy $(SOURCES)
	$(BIN)/lint-imports
	$(BIN)/reuse lint --quiet || $(BIN)/reuse lint --lines

bench: install ## Measure, and print each goal with its figure (OPTIONS="--only casting.py" or --long)
	@exec $(BIN)/python -m tests.bench.everything $(OPTIONS)

drill: install ## Run what takes long: faults, scale (OPTIONS=FILE runs one file of drills)
	@exec $(BIN)/python -m tests.faults.everything $(OPTIONS)

lock: ## Remake requirements/*.lock from the pyproject files (OPTIONS=--upgrade takes the newest)
	$(PYTHON) tools/lock.py $(OPTIONS)

clean: ## Remove everything that was made: .venv, caches, compiled catalogues
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis dist
	find $(SOURCES) -name '*.mo' -delete
	find core licensing plugins sdk tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Folkmoot needs Python 3.11 or later")'
	$(PYTHON) -m venv .venv

.venv/.installed-run: $(LOCKS) $(PROJECTS) | .venv/bin/python
	$(PIP) --require-hashes $(LOCKS:%=-r %)
	$(PIP) --no-deps --no-build-isolation $(EDITABLE)
	@touch $@

# What developing needs comes on top of what running needs, at the same versions.
.venv/.installed-dev: requirements/dev.lock sdk/pyproject.toml .venv/.installed-run
	$(PIP) --require-hashes -r requirements/dev.lock
	$(PIP) --no-deps --no-build-isolation -e sdk
	@touch $@

.venv/.installed-semantic: requirements/semantic.lock .venv/.installed-run
	$(PIP) --require-hashes -r requirements/semantic.lock
	@touch $@

.venv/.catalogues: $(CATALOGUES) tools/compile_catalogues.py | .venv/.installed-run
	$(BIN)/python tools/compile_catalogues.py
	@touch $@
