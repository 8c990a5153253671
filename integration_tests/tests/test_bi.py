"""examples/bi: what Looker, Lightdash and Superset get of the marts, beside SQL over them: `make test-bi`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from harness.warehouses.duckdb import PACKAGE, Warehouse

pytestmark = pytest.mark.bi

EXAMPLE = PACKAGE / "examples" / "bi"
SCRIPT = EXAMPLE / "mart_models.py"
LIGHTDASH = PACKAGE / ".venv" / "lightdash" / "node_modules"
EXPLORES = PACKAGE / "integration_tests" / "harness" / "lightdash_explores.cjs"
PROJECT = """
name: shop
version: 1.0.0
profile: api_call_volume_integration_tests
vars: {api_call_volume: {use_sample_data: true}}
"""
# A measure of a tool: what it sums, or the two sums that it divides.
Measure = tuple[str, ...]
# A dimension of a view, as an explore names it.
REFERENCE, COLUMN = r"\$\{(\w+)\.(\w+)\}", r"\1.\2"


def lookml_views(folder: Path) -> dict[str, dict[str, Any]]:
    """The files of LookML in a folder, as lkml parses them."""
    lkml: Any = import_module("lkml")  # other tests don't need it
    return {file.name.split(".")[0]: lkml.load(file.read_text(encoding="utf-8")) for file in folder.iterdir()}


def sql_of_measures(mart: str, measures: Mapping[str, Any]) -> dict[str, str]:
    """What Looker selects for each measure of a view."""
    sums: dict[str, str] = {
        name: f"sum({measure['sql'].replace('${TABLE}', mart)})"
        for name, measure in measures.items()
        if measure["type"] == "sum"
    }
    ratios = {
        name: re.sub(r"\$\{(\w+)\}", lambda reference: sums[str(reference[1])], measure["sql"])
        for name, measure in measures.items()
        if measure["type"] == "number"
    }
    return sums | ratios


@dataclass
class Shop:
    """A user's project with the package's sample and the models that Lightdash reads."""

    folder: Path

    def __post_init__(self) -> None:
        self.project = self.folder / "project"
        self.manifest = self.folder / "target" / "manifest.json"
        self.project.mkdir(parents=True)
        (self.project / "dbt_project.yml").write_text(PROJECT)
        (self.project / "packages.yml").write_text(f"packages:\n  - local: {PACKAGE}\n")
        self.warehouse = Warehouse(self.folder, self.project)
        self.warehouse.dbt("parse")
        self.write("lightdash", self.project / "models" / "lightdash")
        self.warehouse.dbt("build", "--exclude", "resource_type:test", "resource_type:unit_test")
        nodes = json.loads(self.manifest.read_text(encoding="utf-8"))["nodes"].values()
        # mart -> column -> what its `meta` says
        self.columns: dict[str, dict[str, dict[str, Any]]] = {
            node["name"]: {name: column["config"]["meta"] for name, column in node["columns"].items()}
            for node in nodes
            if node["resource_type"] == "model" and node["original_file_path"].startswith("models/marts/")
        }

    def write(self, tool: str, folder: Path) -> None:
        subprocess.run([sys.executable, str(SCRIPT), tool, str(self.manifest), str(folder)], check=True)

    def sums(self, mart: str) -> set[str]:
        """The columns of a mart that may be summed over any rows, or any rows of one period_grain."""
        return {
            name
            for name, meta in self.columns[mart].items()
            if meta.get("additive") and meta.get("needs", "period_grain") == "period_grain"
        }

    def row(self, query: str) -> dict[str, Any]:
        [row] = self.warehouse.rows(query)
        return row

    def expected(self, mart: str, measures: Mapping[str, Measure], where: str) -> dict[str, Any]:
        """What SQL over the mart says of measures."""
        selected = [
            f"{' / nullif('.join(f'sum({part}) * 1.0' for part in parts)}{', 0)' * (len(parts) - 1)} as {name}"
            for name, parts in measures.items()
        ]
        return self.row(f"select {', '.join(selected)} from {mart} where {where}")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return Shop(tmp_path_factory.mktemp("bi"))


def rounded(row: Mapping[str, Any]) -> dict[str, float | None]:
    return {name: None if value is None else round(float(value), 9) for name, value in row.items()}


def test_looker_sums_what_may_be_summed(
    shop: Shop, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """Also where a fact is joined with all that its explore has: no join makes two rows of one."""
    shop.write("looker", tmp_path)
    files = lookml_views(tmp_path)
    assert set(files) == set(shop.columns)
    compared = 0
    for mart, file in files.items():
        [view] = file["views"]
        dimensions = {dimension["name"]: dimension for dimension in view["dimensions"]}
        measures = {measure["name"]: measure for measure in view.get("measures", [])}
        assert dimensions.keys().isdisjoint(measures), mart
        assert set(shop.columns[mart]) <= dimensions.keys() | measures.keys(), mart
        assert {name for name, measure in measures.items() if measure["type"] == "sum"} == shop.sums(mart), mart
        hidden = {name for name, dimension in dimensions.items() if dimension.get("hidden") == "yes"}
        assert hidden == {"data_version", "user_id"} & set(shop.columns[mart]), mart
        if not measures:
            continue
        [explore] = file["explores"]
        parts: dict[str, Measure] = {
            name: tuple(re.findall(r"\$\{(\w+)\}", measure["sql"])) if measure["type"] == "number" else (name,)
            for name, measure in measures.items()
        }
        selected = [f"{sql} as {name}" for name, sql in sql_of_measures(mart, measures).items()]
        joins = [
            f"left join {join['name']} on {re.sub(REFERENCE, COLUMN, join['sql_on'])}"
            for join in explore.get("joins", [])
        ]
        filters = {
            name.partition(".")[2]: value
            for entry in explore.get("always_filter", {}).get("filters", [])
            for name, value in entry.items()
        }
        where = " and ".join(
            [f"{mart}.{name}" if value == "yes" else f"{mart}.{name} = '{value}'" for name, value in filters.items()]
            or ["true"]
        )
        found = shop.row(
            f"select {', '.join(selected)} from {view['sql_table_name']} as {mart} {' '.join(joins)} where {where}"
        )
        assert rounded(found) == rounded(shop.expected(mart, parts, where)), mart
        compared += len(found)
    [periods] = files["fct_account_periods"]["explores"]
    assert periods["always_filter"] == {"filters__all": [[{"fct_account_periods.period_grain": "week"}]]}
    assert compared > 100
    record_property("measures_of_looker", compared)


def test_lightdash_sums_what_may_be_summed(shop: Shop, record_property: Callable[[str, object], None]) -> None:
    """Lightdash's own compiler reads the models, and what it makes of their metadata is run with all their joins."""
    node = ["node", str(EXPLORES), str(shop.manifest), "shop"]
    ran = subprocess.run(
        node, env={**os.environ, "NODE_PATH": str(LIGHTDASH)}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    explores = json.loads(ran.stdout)
    marts = {re.sub("^(fct|dim)_(api_)?", "api_", mart): mart for mart in shop.columns}
    assert {name: explore["errors"] for name, explore in explores.items()} == {name: [] for name in marts}
    compared = 0
    for name, explore in explores.items():
        mart = marts[name]
        assert set(explore["dimensions"]) == set(shop.columns[mart])
        metrics = explore["metrics"]
        sums = {f"total_{column}" for column in shop.sums(mart)}
        assert {metric for metric in metrics if metric.startswith("total_")} == sums
        shown = {column for column, dimension in explore["dimensions"].items() if not dimension["hidden"]}
        assert shown == set(shop.columns[mart]) - shop.sums(mart) - {"data_version", "user_id"}
        joins = [f"left join {join['table']} on {join['on']}" for join in explore["joins"]]
        filters = {entry["fieldRef"]: entry for entry in explore["filters"]}
        assert all(entry["required"] == (column == "period_grain") for column, entry in filters.items())
        where = " and ".join(
            [
                f"{name}.{column}" if entry["values"] == [True] else f"{name}.{column} = '{entry['values'][0]}'"
                for column, entry in filters.items()
            ]
            or ["true"]
        )
        shop.row(
            f"select count({', '.join(d['sql'] for d in explore['dimensions'].values()).split(', ')[0]}) from {name}"
        )
        if not metrics:
            continue
        selected = ", ".join(f"{sql} as {metric}" for metric, sql in metrics.items())
        parts = {metric: tuple(re.findall(r'sum\("\w+"\.(\w+)\)', sql)) for metric, sql in metrics.items()}
        found = shop.row(f"select {selected} from {name} {' '.join(joins)} where {where}")
        expected = shop.expected(mart, parts, where.replace(f"{name}.", ""))
        assert rounded(found) == rounded(expected), name
        compared += len(found)
    assert compared > 100
    record_property("metrics_of_lightdash", compared)


def test_superset_sums_what_may_be_summed(
    shop: Shop, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    shop.write("superset", tmp_path)
    compared = 0
    for mart, columns in shop.columns.items():
        dataset = yaml.safe_load((tmp_path / f"{mart}.yaml").read_text(encoding="utf-8"))
        assert [column["column_name"] for column in dataset["columns"]] == list(columns)
        metrics = {metric["metric_name"]: metric["expression"] for metric in dataset["metrics"]}
        if not metrics:
            assert not shop.sums(mart)
            continue
        grains = ("week", "month") if "period_grain" in columns else (None,)
        found = shop.row(f"select {', '.join(f'{sql} as {name}' for name, sql in metrics.items())} from {mart}")
        expected: dict[str, Any] = {}
        for grain in grains:
            suffix = f"_of_{grain}s" if grain else ""
            parts: dict[str, Measure] = {
                name: tuple(re.findall(r"(?:SUM\(|THEN )(\w+)(?: END)?\)", sql))
                for name, sql in metrics.items()
                if name.endswith(suffix)
            }
            assert {name for name, summed in parts.items() if len(summed) == 1} == {
                column + suffix for column in shop.sums(mart)
            }
            expected |= shop.expected(mart, parts, f"period_grain = '{grain}'" if grain else "true")
        assert rounded(found) == rounded(expected), mart
        compared += len(found)
    assert compared > 100
    record_property("metrics_of_superset", compared)


def test_each_chart_has_its_dataset_and_columns(shop: Shop, tmp_path: Path) -> None:
    """The dashboard names metrics and columns that the datasets have, and each chart is on it once."""
    shop.write("superset", tmp_path)
    datasets = {}
    for file in tmp_path.iterdir():
        dataset = yaml.safe_load(file.read_text(encoding="utf-8"))
        datasets[dataset["uuid"]] = dataset
    database = yaml.safe_load((EXAMPLE / "superset" / "databases" / "api_call_volume.yaml").read_text(encoding="utf-8"))
    dashboard = yaml.safe_load(
        (EXAMPLE / "superset" / "dashboards" / "api_call_volume.yaml").read_text(encoding="utf-8")
    )
    charts = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in (EXAMPLE / "superset" / "charts").iterdir()]
    parts = [part for part in dashboard["position"].values() if isinstance(part, dict)]
    shown = [part["meta"]["uuid"] for part in parts if part["type"] == "CHART"]
    assert sorted(shown) == sorted(chart["uuid"] for chart in charts)
    for chart in charts:
        dataset = datasets[chart["dataset_uuid"]]
        assert dataset["database_uuid"] == database["uuid"]
        columns = {column["column_name"] for column in dataset["columns"]}
        metrics = {metric["metric_name"] for metric in dataset["metrics"]}
        params = chart["params"]
        named = [*params.get("metrics", []), params.get("metric"), params.get("timeseries_limit_metric")]
        assert {name for name in named if isinstance(name, str)} <= metrics, chart["slice_name"]
        used = [*params.get("groupby", []), *params.get("all_columns", []), params.get("x_axis")]
        assert {name for name in used if name} <= columns, chart["slice_name"]


def test_measures_and_dimensions_of_a_project_s_own_are_named(shop: Shop, tmp_path: Path) -> None:
    """No manifest lists their columns."""
    own = ["--measures", "tokens", "credits", "--dimensions", "region"]
    subprocess.run([sys.executable, str(SCRIPT), "looker", str(shop.manifest), str(tmp_path), *own], check=True)
    files = lookml_views(tmp_path)
    for mart, file in files.items():
        measures = {measure["name"] for measure in file["views"][0].get("measures", [])}
        dimensions = {dimension["name"] for dimension in file["views"][0]["dimensions"]}
        assert ({"tokens", "credits"} <= measures) == (mart in ("fct_api_calls_daily", "fct_account_calls_daily")), mart
        assert ("region" in dimensions - shop.columns[mart].keys()) == (mart == "fct_route_calls_daily"), mart


def test_a_project_without_the_package_is_told(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"nodes": {}}))
    command = [sys.executable, str(SCRIPT), "looker", str(manifest), str(tmp_path / "views")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, "has no marts of the package api_call_volume: run `dbt parse`" in ran.stderr) == (2, True)
    assert not (tmp_path / "views").exists()
