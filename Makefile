# Every chore of the project; `make help` lists them from the ## comments.
PYTHON ?= python3
TARGET ?= duckdb
VENV   := .venv
ifeq ($(OS),Windows_NT)
BIN    := $(VENV)/Scripts
else
BIN    := $(VENV)/bin
endif
STAMP  := $(VENV)/.installed
MUTAKHIR := $(BIN)/mutakhir

.DEFAULT_GOAL := help
.PHONY: help setup report test lint golden bench lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(STAMP) profiles.yml ## install everything into .venv, by hash, and make profiles.yml

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

profiles.yml:
	cp profiles.example.yml profiles.yml

lock: ## renew requirements.lock from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.10 --all-extras \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet -o requirements.lock

clean: ## remove what can be made again (never history/, notes/, records/)
	rm -rf out target logs dbt_packages .pytest_cache .mypy_cache .ruff_cache .hypothesis
