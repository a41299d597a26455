# One word for each thing one does with the house; `make` alone lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test lint check bench faults format lock

PYTHON ?= python3
env := .venv/bin
pip := $(env)/python -m pip --quiet --disable-pip-version-check install --require-hashes
flask := $(env)/python -m flask --app wsgi
compile := $(env)/uv pip compile setup.cfg --quiet --universal --python-version 3.11 \
	--generate-hashes --no-annotate --custom-compile-command "make lock"

help: ## list the words
	@sed -nE 's/^([a-z]+):.*## (.*)/\1\t\2/p' Makefile | expand -t 10

run: .venv/runtime ## from a fresh clone to a running demo office (PORT, DATABASE_URL, LIANSHEN_DATA)
	@$(flask) demo
	@LIANSHEN_MAIL="$${LIANSHEN_MAIL-file:}" LIANSHEN_SMS="$${LIANSHEN_SMS-log:}" exec $(flask) serve

test: .venv/dev ## every test, on SQLite, PostgreSQL and in a browser (ARGS="-k …" for some)
	@tools/system.sh tests
	$(env)/python -m pytest -n 2 --dist worksteal $(ARGS)

lint: .venv/dev ## style, types and who may import whom
	$(env)/python -m ruff check .
	$(env)/python -m ruff format --check .
	$(env)/python -m mypy
	$(env)/lint-imports

check: lint test ## what CI runs

bench: .venv/dev ## the benchmarks, as ratios
	@tools/system.sh tests
	$(env)/python -m benchmarks $(ARGS)

faults: .venv/dev ## break offices on purpose and count what is lost (SEED=… repeats, LONG=1 for a night)
	@tools/system.sh tests
	$(env)/python -m faults $(if $(SEED),--seed $(SEED)) $(if $(LONG),--long) $(ARGS)

format: .venv/dev ## put the code in the house style
	$(env)/python -m ruff check --fix .
	$(env)/python -m ruff format .

lock: .venv/dev ## pin what setup.cfg asks for, with hashes (ARGS=--upgrade for newer versions)
	$(compile) $(ARGS) --output-file requirements.lock
	$(compile) $(ARGS) --output-file requirements-dev.lock --extra dev --constraints requirements.lock
	$(env)/python tools/notices.py > THIRD_PARTY.md

# The environment is made once, and again only when a lock is newer than its stamp.
.venv/runtime: requirements.lock
	@PYTHON=$(PYTHON) tools/system.sh python
	@echo "Preparing the environment in .venv (once, about a minute) …"
	@$(PYTHON) -m venv .venv
	@$(pip) -r $<
	@touch $@

.venv/dev: requirements-dev.lock .venv/runtime
	@echo "Adding the tools for tests and checks to .venv …"
	@$(pip) -r $<
	@touch $@
