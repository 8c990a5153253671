# `make help` lists what there is to do. Everything runs in .venv, which the first command makes.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DBT := $(BIN)/dbt --no-send-anonymous-usage-stats
# Tests are processes that wait for dbt: two at once take half the time on two cores.
PYTEST := $(BIN)/python -m pytest -n 2
HISTORIES ?= 1000
KILLS ?= 100

.PHONY: help
help: ## What there is to do
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(BIN)/.users: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv-spark/.installed: requirements.txt requirements-spark.txt
	$(PYTHON) -m venv .venv-spark
	.venv-spark/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-spark.txt
	@touch $@

$(BIN)/.maintainers: $(BIN)/.users requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

profiles.yml: profiles.example.yml
	@test -e $@ || cp $< $@
	@touch $@

.PHONY: build
build: $(BIN)/.users profiles.yml ## Environment, sample data, `dbt build` on DuckDB, and a summary of what was built
	$(DBT) build --profiles-dir .
	@$(DBT) --quiet run-operation volume_summary --profiles-dir .

.PHONY: sample
sample: ## Write the sample's raw tables (seeds/) again; the same seed gives the same files
	$(PYTHON) seeds/generate_sample.py

.PHONY: test
test: $(BIN)/.maintainers ## dbt's tests, and whole scenarios against plain Python, on DuckDB (and Postgres, where it is installed)
	$(PYTEST)

.PHONY: test-formats
test-formats: $(BIN)/.maintainers ## FORMATS="kong nginx": the examples of log formats (all of them by default), in each shape a loader lands
	FORMATS="$(FORMATS)" $(BIN)/python -m pytest integration_tests/tests/test_formats.py

.PHONY: test-spark
test-spark: .venv-spark/.installed ## The sample, increments and random histories on Spark, and on a cluster of which a worker is killed (Java 17 or 21)
	.venv-spark/bin/python -m pytest -v -s integration_tests/tests/test_spark.py

.PHONY: test-equivalence
test-equivalence: $(BIN)/.maintainers ## HISTORIES=1000 random histories of loads, replayed, against plain Python and a full build
	HISTORIES=$(HISTORIES) $(PYTEST) -v integration_tests/tests/test_equivalence.py

.PHONY: test-kill
test-kill: $(BIN)/.maintainers ## KILLS=100 runs ended by SIGKILL, and what the next run makes of it
	KILLS=$(KILLS) $(PYTEST) -v integration_tests/tests/test_kills.py

.PHONY: bench
bench: $(BIN)/.maintainers ## What a build and an increment cost, beside a floor written by hand: one table (10 minutes)
	$(BIN)/python benchmarks/run.py

.PHONY: lint
lint: $(BIN)/.maintainers profiles.yml ## SQL, Python, YAML, and a parse without warnings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy integration_tests/harness integration_tests/tests seeds benchmarks
	$(BIN)/yamllint --strict .
	$(DBT) --warn-error parse --profiles-dir . --no-partial-parse --show-all-deprecations
	$(BIN)/sqlfluff lint --disable-progress-bar models tests

.PHONY: lint-formats
lint-formats: $(BIN)/.maintainers profiles.yml ## The SQL of every log format, those included that the sample does not use
	rm -rf target/lint && mkdir -p target/lint/models/lint
	cp -r dbt_project.yml profiles.yml .sqlfluff macros models seeds tests target/lint
	echo 'select 1 as record' > target/lint/models/lint/any_log.sql
	cd target/lint && { echo 'vars: {api_call_sources: ['; \
		ls models/staging | grep -v columns | sed 's/.*/  {name: &, format: &, ref: any_log},/'; echo ']}'; } >> dbt_project.yml
	cd target/lint && ../../$(BIN)/sqlfluff lint --disable-progress-bar models/staging

.PHONY: docs
docs: $(BIN)/.users profiles.yml ## The dbt docs site, in target/
	$(DBT) docs generate --profiles-dir . --static
	@echo 'Open target/static_index.html'

.PHONY: clean
clean: ## Remove what was built, but for .venv
	rm -rf target logs integration_tests/target integration_tests/logs integration_tests/dbt_packages \
		.pytest_cache .mypy_cache .ruff_cache .hypothesis .user.yml
