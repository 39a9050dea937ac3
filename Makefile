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
# The sample has a warehouse of its own, so that made-up data never meet real ones.
SAMPLE_ENV := MUTAKHIR_DUCKDB_PATH=out/sample/mutakhir.duckdb
# Schedulers write into logs/ and backups read the others, so they are there from the first day on.
FOLDERS := warehouse logs inbox notes history records

.DEFAULT_GOAL := help
.PHONY: help setup report schedule test test-all test-quick lint golden bench lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(STAMP) profiles.yml | $(FOLDERS) ## install into .venv by hash; make profiles.yml and the folders it needs

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

profiles.yml:
	cp profiles.example.yml profiles.yml

$(FOLDERS):
	@mkdir -p $@

report: setup ## the main job on sample data: two months of deliveries, check list and report in out/<cycle>/
	@mkdir -p out
	rm -rf out/sample history/contoh
	$(MUTAKHIR) sample --out out/sample
	$(SAMPLE_ENV) $(MUTAKHIR) run --target $(TARGET) --inbox out/sample/kiriman/lalu --no-report
	$(SAMPLE_ENV) $(BIN)/dbt --quiet run-operation sample_undeclared_table --target $(TARGET) --target-path target/dbt/sample
	$(SAMPLE_ENV) $(MUTAKHIR) run --target $(TARGET) --inbox out/sample/kiriman/kini || test $$? -eq 1

schedule: setup ## write seeds/jadwal_pemutakhiran.csv anew from due rules and holidays; look at the diff
	$(MUTAKHIR) schedule

# A file is the unit: pytest 9.2 ignores the groups of pytest-xdist 3.8, and costly fixtures belong to one file.
test: setup ## the tests (pytest), about ten minutes; without those that take minutes each
	$(BIN)/pytest -n 2 --dist loadfile -m "not long"

test-all: setup ## every test: also months replayed day by day and the main job on PostgreSQL
	$(BIN)/pytest -n 2 --dist loadfile

test-quick: setup ## tests that take no more than seconds
	$(BIN)/pytest -m "not slow"

lint: setup ## ruff, mypy --strict, sqlfluff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --processes 2 --disable-progress-bar models tests/sql

golden: setup ## write the golden files of the tests and the picture of README anew (minutes; look at the diff)
	$(BIN)/pytest -q --golden tests/python/report tests/python/exports

bench: setup ## speed and memory, as ratios within one run
	$(BIN)/python tests/python/bench.py

lock: ## renew requirements.lock from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.10 --all-extras \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet -o requirements.lock

# In out/ workbooks and drafts of reminders stay: people may have written into them. So do the marks by which
# Office and LibreOffice show that one is open.
clean: ## remove what can be made again; what people wrote or sent stays, and check lists in XLSX too
	rm -rf out/sample target dbt_packages .pytest_cache .mypy_cache .ruff_cache .hypothesis
	rm -f logs/dbt.log*
	@test ! -d out || find out/ ! -type d ! -name 'checklist*.xlsx' ! -name '*.eml' ! -name '.~lock.checklist*' ! -name '~$$checklist*' \
	  -exec rm -f {} +
	@test ! -d out || find out/ -depth -type d -exec rmdir {} + 2>/dev/null || true
