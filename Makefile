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
FIRST_BATCH ?= 1
AT_ONCE ?= 30
WEEKLY ?= 300
KILLS ?= 100
FIRST_KILLED ?= 0
MAVEN_COPY := mvn --quiet --batch-mode org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy
TRINO := 476
LIBDUCKDB := @duckdb/node-bindings-linux-x64@1.5.6-r.1
AXE := axe-core@4.14.1
LIGHTDASH := @lightdash/common@1.167.4

.PHONY: help
help: ## What there is to do
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

$(BIN)/.users: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv-bigquery/.installed: requirements-bigquery.txt
	$(PYTHON) -m venv .venv-bigquery
	.venv-bigquery/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-bigquery.txt
	@touch $@

.venv-clickhouse/.installed: requirements.txt requirements-clickhouse.txt
	$(PYTHON) -m venv .venv-clickhouse
	.venv-clickhouse/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-clickhouse.txt
	@touch $@

.PHONY: maven
maven:
	@command -v mvn >/dev/null || \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq maven >/dev/null; } || \
		{ echo 'Maven is not installed, and only root can do so: apt-get install maven'; exit 1; }

# The newest server that Maven Central has whole. Of its 50 plugins, the one for Iceberg.
.venv-trino/.installed: requirements.txt requirements-trino.txt | maven
	$(PYTHON) -m venv .venv-trino
	.venv-trino/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-trino.txt
	rm -rf .venv-trino/trino-server && mkdir .venv-trino/trino-server
	$(MAVEN_COPY) -Dartifact=io.trino:trino-server:$(TRINO):tar.gz -DoutputDirectory=.venv-trino
	tar --extract --gzip --strip-components=1 --directory .venv-trino/trino-server --file .venv-trino/trino-server-$(TRINO).tar.gz
	cd .venv-trino/trino-server && mv plugin plugins && mkdir plugin && mv plugins/iceberg plugin && rm -rf plugins
	rm .venv-trino/trino-server-$(TRINO).tar.gz
	@touch $@

.venv-spark/.installed: requirements.txt requirements-spark.txt | maven
	$(PYTHON) -m venv .venv-spark
	.venv-spark/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-spark.txt
	rm -rf .venv-spark/jars
	sed -n 's/^# jar //p' requirements-spark.txt | xargs -I % $(MAVEN_COPY) -Dartifact=% -DoutputDirectory=.venv-spark/jars
	@touch $@

$(BIN)/.maintainers: $(BIN)/.users requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# Environments beside .venv, each from a requirements file of its name that lists all that is in it.
.venv-%/.installed: requirements-%.txt
	$(PYTHON) -m venv .venv-$*
	.venv-$*/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r $<
	@touch $@

# dbt 2 brings no DuckDB: this is the library that DuckDB's own npm package has.
.venv-dbt-2/lib/libduckdb.so: .venv-dbt-2/.installed
	cd $(@D) && npm pack --silent $(LIBDUCKDB) | xargs -I % tar --extract --touch --file % --strip-components=1 package/libduckdb.so
	rm $(@D)/duckdb-*.tgz

profiles.yml: profiles.example.yml
	@test -e $@ || cp $< $@
	@touch $@

.PHONY: build
build: $(BIN)/.users profiles.yml ## Environment, sample data, `dbt build` on DuckDB, a summary of what was built, and the report
	$(DBT) build --profiles-dir .
	@$(DBT) --quiet run-operation volume_summary --profiles-dir .
	@$(DBT) --quiet run-operation volume_report --profiles-dir . > target/report.html && echo 'The report: target/report.html'

.PHONY: sample
sample: ## Write the sample's raw tables (seeds/) again; the same seed gives the same files
	$(PYTHON) seeds/generate_sample.py

.PHONY: test
test: $(BIN)/.maintainers ## dbt's tests, and a share of all scenarios against plain Python, on DuckDB (5 minutes)
	$(PYTEST)

.PHONY: bench-insight
bench-insight: $(BIN)/.maintainers ## What fct_findings finds in simulated accounts, and what it should not, beside the rules of others
	$(BIN)/python benchmarks/insight.py --seeds 10

.PHONY: test-scenarios
test-scenarios: $(BIN)/.maintainers ## Traps and unusual data on DuckDB that `make test` leaves out (5 minutes)
	$(PYTEST) -m 'scenarios and not long and not postgres'

.PHONY: test-long
test-long: $(BIN)/.maintainers ## More of both, and the engine broken on purpose (SHARE=1/4: the first of four shares)
	SHARE=$(SHARE) $(PYTEST) -m long

.PHONY: test-everything
test-everything: ## All there is, in full, and the seconds of each part: 1,000 histories, 100 kills, every warehouse (hours)
	$(PYTHON) .ci/suites.py everything

.PHONY: test-formats
test-formats: $(BIN)/.maintainers ## FORMATS="kong nginx": the examples of log formats (all of them by default), in each shape a loader lands
	FORMATS="$(FORMATS)" $(BIN)/python -m pytest integration_tests/tests/test_formats.py

# A process has sessions of one table format.
SPARK_TESTS = .venv-spark/bin/python -m pytest -n 2 -rA --show-capture=stdout integration_tests/tests/test_spark.py -k '$(1)'

.PHONY: test-spark
test-spark: .venv-spark/.installed ## Spark with plain files, Iceberg and Delta: the sample, increments, histories, KILLS=4 kills; a cluster (ONLY=iceberg; Java 17 or 21)
	$(if $(ONLY),$(call SPARK_TESTS,$(ONLY)),$(foreach format,parquet iceberg delta,$(call SPARK_TESTS,$(format)) &&) true)

.PHONY: test-clickhouse
test-clickhouse: .venv-clickhouse/.installed ## The sample, increments, kills, random histories and all log formats on ClickHouse's engine, cell for cell
	.venv-clickhouse/bin/python -m pytest -p no:xdist -rA --show-capture=stdout integration_tests/tests/test_clickhouse.py $(if $(ONLY),-k '$(ONLY)')

.PHONY: test-bigquery
test-bigquery: .venv-bigquery/.installed ## Two weeks of the sample in two loads, log formats and texts, on an emulator of BigQuery, cell for cell
	.venv-bigquery/bin/python -m pytest -p no:xdist -p no:bqemulator -rA --show-capture=stdout integration_tests/tests/test_bigquery.py $(if $(ONLY),-k '$(ONLY)')

.PHONY: test-trino
test-trino: .venv-trino/.installed ## The sample, increments, a kill, random histories and all log formats on Trino with Iceberg tables (Java 24 or later; installs 500 MB)
	.venv-trino/bin/python -m pytest -p no:xdist -rA --show-capture=stdout integration_tests/tests/test_trino.py $(if $(ONLY),-k '$(ONLY)')

.PHONY: test-equivalence
test-equivalence: $(BIN)/.maintainers ## HISTORIES=1000 random histories of loads, and WEEKLY=300 of long ones, replayed, against plain Python and a full build
	HISTORIES=$(HISTORIES) AT_ONCE=$(AT_ONCE) FIRST_BATCH=$(FIRST_BATCH) $(PYTEST) integration_tests/tests/test_equivalence.py
	WEEKLY=$(WEEKLY) AT_ONCE=$(AT_ONCE) FIRST_BATCH=$(FIRST_BATCH) $(PYTEST) -m long integration_tests/tests/test_equivalence.py -k many_weeks

.PHONY: test-kill
test-kill: $(BIN)/.maintainers ## KILLS=100 runs ended by SIGKILL, and what the next run makes of it
	KILLS=$(KILLS) FIRST_KILLED=$(FIRST_KILLED) $(PYTEST) integration_tests/tests/test_kills.py

.PHONY: test-postgres
test-postgres: $(BIN)/.maintainers ## The sample, random histories and two runs at once on Postgres, cell for cell; who may read what
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null; } || \
		{ echo 'Postgres is not installed, and only root can do so: apt-get install postgresql'; exit 1; }
	$(PYTEST) -m postgres -rA --show-capture=stdout

# What finds faults that keep somebody from reading the report.
$(VENV)/axe.min.js: | $(BIN)/.maintainers
	cd $(@D) && npm pack --silent $(AXE) | xargs -I % tar --extract --touch --file % --strip-components=1 package/axe.min.js
	rm $(@D)/axe-core-*.tgz

$(BIN)/.report: $(BIN)/.maintainers requirements-report.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-report.txt
	@touch $@

.PHONY: chromium
chromium:
	@command -v chromium >/dev/null || \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; } || \
		{ echo 'Chromium is not installed, and only root can do so: apt-get install chromium'; exit 1; }

.PHONY: test-report
test-report: $(BIN)/.report $(VENV)/axe.min.js chromium ## The report in a browser: its numbers, hostile names, phone, dark, keyboard (PICTURE=docs/report.png takes the README's)
	PICTURE=$(PICTURE) $(BIN)/python -m pytest -m browser

.venv-jobs/.installed: requirements-jobs.txt requirements.txt
	$(PYTHON) -m venv .venv-jobs
	.venv-jobs/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-jobs.txt
	@touch $@

.PHONY: test-jobs
test-jobs: $(BIN)/.maintainers .venv-jobs/.installed ## Exit codes, freshness, dbt retry, and examples/ under cron, GitHub Actions, Airflow and Dagster
	$(PYTEST) -m jobs

.PHONY: test-dbt-versions
test-dbt-versions: $(BIN)/.maintainers .venv-dbt-1.12/.installed .venv-dbt-2/lib/libduckdb.so ## dbt 1.11, 1.12 and 2: no warning, the same cells, and how long a run without news takes
	$(BIN)/python -m pytest -v -s -m dbt_versions

# Also made again where dbt 1.12 is another one.
.venv-semantic-layer/.installed: requirements-dbt-1.12.txt

.PHONY: test-semantic-layer
test-semantic-layer: $(BIN)/.maintainers .venv-semantic-layer/.installed .venv-dbt-2/.installed ## examples/semantic_layer: its metrics on dbt 1.11, 1.12 and 2, beside SQL over the marts
	$(BIN)/python -m pytest -v -s -m semantic_layer

# What compiles the metadata of models, as Lightdash does.
$(VENV)/lightdash/node_modules: | $(BIN)/.maintainers
	npm install --silent --no-audit --no-fund --ignore-scripts --prefix $(@D) $(LIGHTDASH)

.PHONY: test-bi
test-bi: $(BIN)/.maintainers $(VENV)/lightdash/node_modules ## examples/bi: the measures that Looker, Lightdash and Superset get, beside SQL over the marts
	$(BIN)/python -m pytest -m bi

.venv-superset/.installed: requirements-superset.txt
	$(PYTHON) -m venv .venv-superset
	.venv-superset/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-superset.txt
	@touch $@

.PHONY: test-superset
test-superset: $(BIN)/.report .venv-superset/.installed chromium ## examples/bi/superset in Superset and a browser, beside SQL over the marts (installs 600 MB; PICTURE=docs/superset.png takes its picture)
	PICTURE=$(PICTURE) $(BIN)/python -m pytest -m superset

.PHONY: test-package
test-package: $(BIN)/.maintainers ## The package installed by a project of a user's own, which names, overrides and leaves out
	$(PYTEST) -m package
.venv-warehouses/.installed: requirements.txt requirements-warehouses.txt
	$(PYTHON) -m venv .venv-warehouses
	.venv-warehouses/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-warehouses.txt
	@touch $@

.PHONY: test-warehouses
test-warehouses: .venv-warehouses/.installed ## What the adapters of Snowflake, BigQuery, Redshift, Databricks and Trino would send, without a warehouse
	.venv-warehouses/bin/python -m pytest -v -n 2 --dist loadgroup integration_tests/tests/test_warehouses.py

BENCH ?= full increments growth json

.PHONY: pictures
pictures: build .venv-pictures/.installed ## The pictures of docs/insight.md, drawn again from the sample's marts, and that of docs/scaling.md
	PYTHONPATH=integration_tests .venv-pictures/bin/python -m pictures.draw
	PYTHONPATH=integration_tests .venv-pictures/bin/python -m pictures.draw_scale

.PHONY: route-templates
route-templates: $(BIN)/.maintainers ## How many ids of each kind are replaced in paths, and how many words by mistake
	$(BIN)/python benchmarks/route_templates.py

.PHONY: bench-effects
bench-effects: $(BIN)/.maintainers ## How often fct_effects is wrong, in thousands of simulated experiments (3 minutes)
	$(BIN)/python benchmarks/effects.py

.PHONY: bench
bench: $(BIN)/.maintainers ## What builds and increments cost, beside a floor by hand and a naive project (10 minutes; BENCH=full)
	$(BIN)/python benchmarks/run.py $(BENCH)

.PHONY: bench-scale
bench-scale: $(BIN)/.maintainers .venv-spark/.installed .venv-clickhouse/.installed ## A first build and one more day of up to 200 M calls, for docs/scaling.md (hours; 40 GB of disk)
	$(BIN)/python benchmarks/scale.py duckdb 5000000 50000000 200000000
	.venv-clickhouse/bin/python benchmarks/scale.py clickhouse 5000000 50000000
	.venv-spark/bin/python benchmarks/scale.py spark 5000000 50000000

.PHONY: lint
lint: $(BIN)/.maintainers profiles.yml ## SQL, Python, YAML, and a parse without warnings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .ci/suites.py integration_tests/harness integration_tests/pictures integration_tests/tests seeds benchmarks
	$(BIN)/yamllint --strict .
	$(DBT) --warn-error parse --profiles-dir . --no-partial-parse --show-all-deprecations
	$(BIN)/sqlfluff lint --disable-progress-bar models tests

.PHONY: judges
judges: $(BIN)/.users .venv-judges/.installed profiles.yml ## What dbt-bouncer and dbt-score say of the models, the macros and their documentation; which room of macros calls which
	$(DBT) --quiet parse --profiles-dir . --target-path target/judges
	.venv-judges/bin/dbt-bouncer run --config-file dbt-bouncer.yml
	PYTHONPATH=integration_tests .venv-judges/bin/dbt-score lint --manifest target/judges/manifest.json
	$(BIN)/python integration_tests/macro_rooms.py

.PHONY: lint-formats
lint-formats: $(BIN)/.maintainers profiles.yml ## The SQL of every log format, those included that the sample does not use
	rm -rf target/lint && mkdir -p target/lint/models/lint
	cp -r dbt_project.yml profiles.yml .sqlfluff macros models seeds tests target/lint
	echo 'select 1 as record' > target/lint/models/lint/any_log.sql
	cd target/lint && { echo 'vars: {api_call_sources: ['; \
		ls models/staging | grep -v -e columns -e lines | sed 's/.*/  {name: &, format: &, ref: any_log},/'; \
		echo '  {name: lines, format: lines, ref: any_log, line_pattern: $$msec $$status},'; echo ']}'; } >> dbt_project.yml
	cd target/lint && ../../$(BIN)/sqlfluff lint --disable-progress-bar models/staging

.PHONY: lint-renderings
lint-renderings: .venv-warehouses/.installed ## The SQL that warehouses other than DuckDB get, under their dialects (LAYOUT=1: by the rules of layout, too)
	LAYOUT=$(LAYOUT) .venv-warehouses/bin/python -m pytest -n 2 -m renderings -rP --show-capture=stdout integration_tests/tests/test_renderings.py $(if $(ONLY),-k '$(ONLY)')

.PHONY: docs
docs: $(BIN)/.users .venv-docs/.installed profiles.yml ## The documentation site, in target/site, with dbt's own beside it; a broken link fails
	$(DBT) docs generate --profiles-dir . --static
	NO_MKDOCS_2_WARNING=1 .venv-docs/bin/mkdocs build
	@echo 'Open target/site/index.html (for its search: python3 -m http.server --directory target/site)'

.PHONY: clean
clean: ## Remove what was built, but for .venv
	rm -rf target logs integration_tests/target integration_tests/logs integration_tests/dbt_packages \
		.pytest_cache .mypy_cache .ruff_cache .hypothesis .user.yml
