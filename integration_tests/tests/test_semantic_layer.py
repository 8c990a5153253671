"""examples/semantic_layer: what `mf query` answers, beside SQL over the package's marts: `make test-semantic-layer`."""

from __future__ import annotations

import csv
import json
import math
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from harness.warehouses.duckdb import PACKAGE, PROFILES

pytestmark = pytest.mark.semantic_layer

EXAMPLE = PACKAGE / "examples" / "semantic_layer"
ENVIRONMENTS = {
    "1.11": Path(sys.prefix),
    "1.12": PACKAGE / ".venv-semantic-layer",
    "2.0": PACKAGE / ".venv-dbt-2",
}
MF_QUERIES = PACKAGE / "integration_tests" / "harness" / "run_mf_queries.py"
# What a README's reader may copy: the version of dbt, and the folder for it. dbt-metricflow runs beside 1.11 and 1.12;
# here it runs beside 1.12, and reads what each version made of the example.
VARIANTS = [("1.11", "legacy_spec"), ("1.12", "legacy_spec"), ("1.12", "latest_spec"), ("2.0", "latest_spec")]


@dataclass
class Project:
    """A copy of the example, which reads one of the specs and whose weeks begin on Sunday, and its DuckDB file."""

    folder: Path
    spec: str
    database: Path
    starts_of_mf: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        not_copied = shutil.ignore_patterns("target", "logs", "dbt_packages", "package-lock.yml", "profiles.yml")
        shutil.copytree(EXAMPLE, self.folder, ignore=not_copied)
        settings = yaml.safe_load((self.folder / "dbt_project.yml").read_text(encoding="utf-8"))
        settings["model-paths"] = ["models", self.spec]
        # A reporting week that is not MetricFlow's own week.
        settings["vars"]["api_call_volume"]["week_start_day"] = "sunday"
        (self.folder / "dbt_project.yml").write_text(json.dumps(settings), encoding="utf-8")
        (self.folder / "packages.yml").write_text(f"packages:\n  - local: {PACKAGE}\n", encoding="utf-8")
        profiles = PROFILES.format(profile="api_call_volume", database=self.database, threads=2)
        (self.folder / "profiles.yml").write_text(profiles, encoding="utf-8")

    def copy(self, folder: Path, spec: str) -> Project:
        """A copy that reads the other spec, or the same one, and the same DuckDB file."""
        project = Project(folder / "project", spec, self.database)
        shutil.copytree(self.folder / "dbt_packages", project.folder / "dbt_packages", symlinks=True)
        shutil.copy(self.folder / "package-lock.yml", project.folder)
        return project

    def run(self, *command: str | Path) -> tuple[int, str]:
        ran = subprocess.run(
            command,
            cwd=self.folder,
            env={
                **os.environ,
                "DBT_PROFILES_DIR": str(self.folder),
                "DBT_PROJECT_DIR": str(self.folder),
                "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return ran.returncode, ran.stdout

    def dbt(self, version: str, *arguments: str, must_pass: bool = True) -> str:
        code, printed = self.run(ENVIRONMENTS[version] / "bin" / "dbt", *arguments)
        assert not must_pass or code == 0, printed
        return printed

    def parse(self, version: str, *arguments: str, must_pass: bool = True) -> str:
        return self.dbt(version, "parse", "--no-partial-parse", *arguments, must_pass=must_pass)

    def metrics(self) -> set[str]:
        """The metrics that dbt found."""
        manifest = json.loads((self.folder / "target" / "semantic_manifest.json").read_text(encoding="utf-8"))
        return {metric["name"] for metric in manifest["metrics"]}

    def mf(self, queries: list[list[str]]) -> list[list[dict[str, str]]]:
        """The rows of each `mf query`, as texts."""
        results = self.folder / "results"
        results.mkdir()
        file = results / "queries.json"
        file.write_text(json.dumps(queries), encoding="utf-8")
        self.starts_of_mf += 1
        code, printed = self.run(ENVIRONMENTS["1.12"] / "bin" / "python", MF_QUERIES, file)
        assert code == 0, printed
        found = []
        for number, query in enumerate(queries):
            result = results / f"{number}.csv"
            assert result.exists(), f"no rows: {query}"
            with result.open(encoding="utf-8", newline="") as rows:
                found.append(list(csv.DictReader(rows)))
        return found

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(query).fetchall()


OUTCOMES = ["successful", "client_error", "auth_failed", "rate_limited", "server_error", "aborted"]
RATES = ["success_rate", *(f"{outcome}_rate" for outcome in OUTCOMES[1:])]
VOLUME = ["api_calls", *(f"{outcome}_calls" for outcome in OUTCOMES), *RATES, "request_bytes", "response_bytes"]
SUMS = (
    "sum(api_calls), "
    + ", ".join(f"sum({outcome}_calls)" for outcome in OUTCOMES)
    + ", "
    + ", ".join(f"sum({outcome}_calls) / nullif(sum(api_calls), 0)" for outcome in OUTCOMES)
    + ", sum(request_bytes), sum(response_bytes)"
)
COMPLETE_WEEKS = "{{ Dimension('calendar_day__is_complete_week') }}"
COMPLETE_MONTHS = "{{ Dimension('calendar_day__is_complete_month') }}"
ENGAGEMENT = {
    "fct_search_usage": ["sessions_with_search", "sessions", "search_usage_rate"],
    "fct_notification_interaction": ["notifications_acted_on", "notifications", "notification_interaction_rate"],
    "fct_collaboration": ["collaborating_users", "product_users", "collaboration_rate"],
    "fct_content_consumption": ["items_read", "items_available", "content_consumption_rate"],
}


def changes(period: str) -> str:
    """The calls of each account and complete period since its first one, and those of the one before."""
    return f"""
    with calls as (
        select date_{period} as period, account_id, sum(api_calls) as api_calls
        from fct_api_calls_{period}ly
        where is_complete_period
        group by all
    ), periods as (
        select account_id, period, coalesce(api_calls, 0) as api_calls
        from (select distinct period from calls)
        inner join (select account_id, min(period) as first_period from calls group by all) on period >= first_period
        left join calls using (account_id, period)
    )
    select *, lag(api_calls) over (partition by account_id order by period) as calls_before from periods
    """


def sums_of_changes(period: str, keys: str) -> str:
    return f"""
    select
        {keys}, sum(api_calls), sum(calls_before),
        (sum(api_calls) - sum(calls_before)) / nullif(sum(calls_before), 0)
    from ({changes(period)}) group by {keys}
    """


@dataclass(frozen=True)
class Query:
    """A query of metrics by dimensions, and SQL over the package's marts that has the same columns."""

    metrics: list[str]
    group_by: list[str]
    sql: str
    where: str = ""

    @property
    def arguments(self) -> list[str]:
        return [
            *("--metrics", ",".join(self.metrics)),
            *(["--group-by", ",".join(self.group_by)] if self.group_by else []),
            *(["--where", self.where] if self.where else []),
        ]


WEEK, MONTH, DAY, ACCOUNT = "metric_time__reporting_week", "metric_time__month", "metric_time__day", "account"
QUERIES = {
    "volume by week": Query(
        VOLUME,
        [WEEK],
        f"select date_week, {SUMS} from fct_api_calls_weekly where is_complete_period group by 1",
        COMPLETE_WEEKS,
    ),
    "volume by month and plan": Query(
        VOLUME,
        [MONTH, "account__plan"],
        f"select date_month, plan, {SUMS} from fct_account_calls_monthly left join dim_accounts using (account_id)"
        " where is_complete_period group by 1, 2",
        COMPLETE_MONTHS,
    ),
    "volume by day and category of integration": Query(
        VOLUME,
        [DAY, "integration__category"],
        f"select date_day, category, {SUMS} from fct_api_calls_daily left join dim_integrations using (integration_id)"
        " group by 1, 2",
    ),
    "volume in all": Query(VOLUME, [], f"select {SUMS} from fct_api_calls_monthly"),
    "volume of weekends": Query(
        ["api_calls"],
        ["account__industry"],
        "select industry, sum(api_calls) from fct_account_calls_daily left join dim_accounts using (account_id)"
        " where isodow(date_day) >= 6 group by 1",
        "{{ Dimension('calendar_day__is_weekend') }}",
    ),
    "active accounts by week": Query(
        ["active_accounts"],
        [WEEK],
        "select date_week, count(*) filter (account_id <> '(unattributed)') from fct_account_calls_weekly group by 1",
    ),
    "active accounts in all": Query(
        ["active_accounts"],
        [],
        "select count(*) from dim_accounts where first_called_on is not null and account_id <> '(unattributed)'",
    ),
    "active users by week": Query(
        ["active_users"], [WEEK], "select date_week, sum(active_users) from fct_account_calls_weekly group by 1"
    ),
    "active users by month and account": Query(
        ["active_users"], [MONTH, ACCOUNT], "select date_month, account_id, active_users from fct_account_calls_monthly"
    ),
    "active users by week, account and integration": Query(
        ["active_users"],
        [WEEK, ACCOUNT, "integration"],
        "select date_week, account_id, integration_id, active_users from fct_api_calls_weekly",
    ),
    "p95 by day and account": Query(
        ["highest_daily_duration_ms_p95"],
        [DAY, ACCOUNT],
        "select date_day, account_id, duration_ms_p95 from fct_account_calls_daily",
    ),
    "highest p95 of the days of a month": Query(
        ["highest_daily_duration_ms_p95"],
        [MONTH],
        "select date_trunc('month', date_day), max(duration_ms_p95) from fct_account_calls_daily group by 1",
    ),
    "p95 by week and account": Query(
        ["highest_weekly_duration_ms_p95"],
        [WEEK, ACCOUNT],
        "select date_week, account_id, duration_ms_p95 from fct_account_calls_weekly",
    ),
    "change by week": Query(
        ["weekly_calls", "previous_week_calls", "change_on_previous_week"], [WEEK], sums_of_changes("week", "period")
    ),
    "change by week and account": Query(
        ["weekly_calls", "previous_week_calls", "change_on_previous_week"],
        [WEEK, ACCOUNT],
        sums_of_changes("week", "period, account_id"),
    ),
    "change by month": Query(
        ["monthly_calls", "previous_month_calls", "change_on_previous_month"],
        [MONTH],
        sums_of_changes("month", "period"),
    ),
    "change by month and account": Query(
        ["monthly_calls", "previous_month_calls", "change_on_previous_month"],
        [MONTH, ACCOUNT],
        sums_of_changes("month", "period, account_id"),
    ),
    **{
        f"{mart} by {name}": Query(
            metrics,
            [WEEK, *dimensions],
            f"select {keys}, sum(numerator), sum(denominator), sum(numerator) / nullif(sum(denominator), 0) from {mart}"
            f" left join dim_accounts using (account_id) where period_grain = 'week' group by {keys}",
        )
        for mart, metrics in ENGAGEMENT.items()
        for name, dimensions, keys in [
            ("week", [], "period_start"),
            ("week and account", [ACCOUNT], "period_start, account_id"),
            ("week and plan", ["account__plan"], "period_start, plan"),
        ]
    },
}
METRICS = {metric for query in QUERIES.values() for metric in query.metrics}


def key_of(cell: Any) -> str:
    """A date, a text or a null, as both sides write it."""
    text = "" if cell is None else str(cell)
    return re.sub(r"[ T]00:00:00$", "", text)


def number_of(cell: Any) -> float | None:
    return None if cell is None or cell == "" else float(cell)


Cells = dict[tuple[str, ...], list[float | None]]


def cells(rows: list[list[Any]], keys: int) -> Cells:
    found = {tuple(map(key_of, row[:keys])): list(map(number_of, row[keys:])) for row in rows}
    assert len(found) == len(rows)
    return found


def different(answers: Cells, expected: Cells) -> list[Any]:
    """The rows that differ. Rates are floating-point numbers on one side."""

    def equal(one: list[float | None], other: list[float | None] | None) -> bool:
        return other is not None and all(
            a == b or (a is not None and b is not None and math.isclose(a, b, rel_tol=1e-12))
            for a, b in zip(one, other, strict=True)
        )

    return [
        (key, answers.get(key), expected.get(key))
        for key in sorted(answers.keys() | expected.keys())
        if key not in answers or not equal(answers[key], expected.get(key))
    ]


def examples_of_the_readme() -> list[list[str]]:
    readme = (EXAMPLE / "README.md").read_text(encoding="utf-8").replace("\\\n", " ")
    return [shlex.split(line)[2:] for line in re.findall(r"(?m)^mf query .*$", readme)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The package's sample and the example's models, as dbt 1.11 builds them."""
    folder = tmp_path_factory.mktemp("semantic_layer")
    project = Project(folder / "project", "legacy_spec", folder / "warehouse.duckdb")
    project.dbt("1.11", "deps")
    project.dbt("1.11", "build", "--exclude", "resource_type:test", "resource_type:unit_test")
    return project


@pytest.mark.parametrize(("version", "spec"), VARIANTS)
def test_each_metric_is_what_the_marts_say(version: str, spec: str, built: Project, tmp_path: Path) -> None:
    project = built.copy(tmp_path, spec)
    project.parse(version, "--warn-error", "--show-all-deprecations")
    assert project.metrics() == METRICS
    assert len(METRICS) == 37
    examples = examples_of_the_readme()
    assert len(examples) >= 5
    answers = project.mf([*(query.arguments for query in QUERIES.values()), *examples])
    compared = 0
    for (name, query), rows in zip(QUERIES.items(), answers, strict=False):
        columns = [*query.group_by, *query.metrics]
        assert set(rows[0]) == set(columns), name
        keys = len(query.group_by)
        answer = cells([[row[column] for column in columns] for row in rows], keys)
        assert different(answer, cells([list(row) for row in project.rows(query.sql)], keys)) == [], name
        compared += sum(map(len, answer.values()))
    print(
        f"dbt {version}, {spec}: {len(METRICS)} metrics, {len(QUERIES)} queries, {compared:,} numbers equal,"
        f" {len(examples)} examples of the README; starts of mf: {project.starts_of_mf}"
    )


def test_both_specs_say_the_same_of_each_metric() -> None:
    """The texts that people read."""

    def texts(folder: str) -> dict[str, tuple[str, str]]:
        found = {}
        for file in (EXAMPLE / folder).glob("*.yml"):
            of_file = yaml.safe_load(file.read_text(encoding="utf-8"))
            metrics = [*of_file.get("metrics", []), *(m for one in of_file["models"] for m in one.get("metrics", []))]
            found.update({one["name"]: (one["label"], one.get("description", "").strip()) for one in metrics})
        return found

    assert texts("latest_spec") == texts("legacy_spec")
    assert texts("latest_spec").keys() == METRICS


def test_mf_runs_as_the_readme_says(built: Project, tmp_path: Path) -> None:
    project = built.copy(tmp_path, "latest_spec")
    project.parse("1.12")
    [total] = project.rows("select cast(sum(api_calls) as integer) from fct_api_calls_daily")
    code, printed = project.run(ENVIRONMENTS["1.12"] / "bin" / "mf", "query", "--metrics", "api_calls")
    assert (code, str(total[0]) in printed) == (0, True), printed


def test_a_version_that_does_not_know_a_spec_finds_no_metric(built: Project, tmp_path: Path) -> None:
    """So the README says which spec is for which version, and to count the metrics."""
    latest = built.copy(tmp_path / "latest", "latest_spec")
    said = latest.parse("1.11", must_pass=False)
    assert "Could not render {{ Dimension('engagement_of_a_week__rate_name') }}" in said
    for file in ("latest_spec/engagement.yml", "models/engagement/engagement_by_week.sql"):
        (latest.folder / file).unlink()
    latest.parse("1.11", "--warn-error", "--show-all-deprecations")
    assert latest.metrics() == set()
    legacy = built.copy(tmp_path / "legacy", "legacy_spec")
    assert "defines semantic models and metrics using the legacy YAML" in legacy.parse("2.0")


def test_engagement_can_be_left_out(built: Project, tmp_path: Path) -> None:
    project = built.copy(tmp_path, "latest_spec")
    shutil.rmtree(project.folder / "models" / "engagement")
    (project.folder / "latest_spec" / "engagement.yml").unlink()
    project.parse("1.12", "--warn-error")
    of_engagement = {metric for metrics in ENGAGEMENT.values() for metric in metrics}
    assert project.metrics() == METRICS - of_engagement
