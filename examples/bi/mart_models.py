#!/usr/bin/env python3
"""Writes the marts as views for Looker, as models with metadata for Lightdash, or as datasets for Superset.

    python mart_models.py looker target/manifest.json views
    python mart_models.py lightdash target/manifest.json models/lightdash
    python mart_models.py superset target/manifest.json superset/datasets/api_call_volume

The manifest is that of a project with the package, after `dbt parse` or `dbt build`. A column becomes a sum where its
`meta` says that every sum is right, and otherwise a dimension. See README.md.
"""

from __future__ import annotations

import argparse
import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

PACKAGE = "api_call_volume"
OUTCOMES = ("successful", "client_error", "auth_failed", "rate_limited", "server_error", "aborted")
# The rates of the volume facts, which have the calls of each outcome: the numerator of each.
DENOMINATOR = "api_calls"
RATES = {"success_rate" if outcome == "successful" else f"{outcome}_rate": f"{outcome}_calls" for outcome in OUTCOMES}
# The dimensions that a fact can be joined with: the column of both.
JOINS = {"dim_accounts": "account_id", "dim_integrations": "integration_id", "dim_dates": "date_day"}
# What a fact shows unless somebody asks for more: rows of the two grains would be summed, and a period that is not over
# is not comparable with others.
FILTERS: dict[str, str | bool] = {"period_grain": "week", "is_complete_period": True}
# Not shown unless somebody unhides them: what no chart needs, and what is personal data (see docs/privacy.md).
HIDDEN = ("data_version", "user_id")
# Superset knows what belongs together by these, so that a second import replaces the first.
SUPERSET_IDS = uuid.uuid5(uuid.NAMESPACE_URL, "https://superset.apache.org/api_call_volume")


@dataclass(frozen=True)
class Column:
    """A column of a mart. `kind` is string, number, date, timestamp or boolean."""

    name: str
    kind: str
    description: str
    is_summable: bool


@dataclass(frozen=True)
class Rate:
    """The ratio of two sums: of any rows, and not a mean of their ratios."""

    name: str
    numerator: str
    denominator: str
    description: str


@dataclass(frozen=True)
class Mart:
    """A mart of the package: its table in the warehouse, and its columns."""

    name: str
    relation: str
    schema: str
    description: str
    primary_key: str | None
    columns: list[Column]

    @property
    def sums(self) -> list[Column]:
        return [column for column in self.columns if column.is_summable]

    @property
    def rates(self) -> list[Rate]:
        sums = {column.name for column in self.sums}
        return [
            Rate(name, numerator, DENOMINATOR, f"{numerator} divided by {DENOMINATOR}.")
            for name, numerator in RATES.items()
            if sums.issuperset((numerator, DENOMINATOR))
        ]

    @property
    def filters(self) -> dict[str, str | bool]:
        names = {column.name for column in self.columns}
        return {name: value for name, value in FILTERS.items() if name in names}

    @property
    def joins(self) -> dict[str, str]:
        """The dimensions that have one row for each row of this mart: the column of both."""
        names = {column.name for column in self.columns}
        is_fact = self.name.startswith("fct_")
        return {dimension: column for dimension, column in JOINS.items() if is_fact and column in names}


def kind(data_type: str) -> str:
    """What a BI tool calls a type of a contract, in the words of any adapter."""
    name = re.split(r"[(\s]", data_type.lower())[0]
    if name in ("date", "boolean"):
        return name
    if name == "bool":
        return "boolean"
    if name.startswith(("timestamp", "datetime")):
        return "timestamp"
    is_number = name.startswith(
        ("decimal", "numeric", "number", "bignumeric", "int", "bigint", "float", "double", "real")
    )
    return "number" if is_number else "string"


def prose(description: str) -> str:
    """A description in one line, without its examples of SQL."""
    return " ".join(re.sub(r"```.*?```", "", description, flags=re.S).split())


def column_of(name: str, column: dict[str, Any]) -> Column:
    meta = column.get("config", {}).get("meta") or column.get("meta") or {}
    needs = meta.get("needs", [])
    # Columns that tell kinds of rows apart, other than period_grain, have no value that a chart could show unasked.
    is_summable = meta.get("additive") is True and needs in ([], "period_grain")
    return Column(name, kind(column["data_type"]), prose(column["description"]), is_summable)


def own_columns(mart: str, measures: list[str], dimensions: list[str]) -> list[Column]:
    """The columns that a mart has of the project's own: no manifest lists them."""
    if mart in ("fct_api_calls_daily", "fct_account_calls_daily"):
        return [Column(name, "number", "The sum of a measure of the project's own.", True) for name in measures]
    if mart == "fct_route_calls_daily":
        return [Column(name, "string", "A dimension of the project's own.", False) for name in dimensions]
    return []


def marts(manifest: dict[str, Any], measures: list[str], dimensions: list[str]) -> Iterator[Mart]:
    """The marts that the project builds, by name."""
    for _, node in sorted(manifest["nodes"].items()):
        is_mart = node["resource_type"] == "model" and node["original_file_path"].startswith("models/marts/")
        if node["package_name"] != PACKAGE or not is_mart:
            continue
        columns = [column_of(name, column) for name, column in node["columns"].items()]
        columns += own_columns(node["name"], measures, dimensions)
        [primary_key] = node.get("primary_key") or [None]
        yield Mart(
            name=node["name"],
            relation=node["relation_name"],
            schema=node["schema"],
            description=prose(node["description"]),
            primary_key=primary_key,
            columns=columns,
        )


def lookml_text(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def lookml(mart: Mart) -> Iterator[str]:
    """The lines of a view, and for a fact of an explore with the dimensions that it can be joined with."""
    yield f"view: {mart.name} {{"
    yield f"  sql_table_name: {mart.relation} ;;"
    types = {"boolean": "yesno", "timestamp": "date_time"}
    for column in mart.columns:
        if column.is_summable:
            continue
        yield ""
        yield f"  dimension: {column.name} {{"
        yield f"    description: {lookml_text(column.description)}"
        yield f"    type: {types.get(column.kind, column.kind)}"
        if column.name == mart.primary_key:
            yield "    primary_key: yes"
        if column.kind in ("date", "timestamp"):
            # Dates are in the reporting time zone already, times in UTC.
            yield "    convert_tz: no"
            yield f"    datatype: {'date' if column.kind == 'date' else 'datetime'}"
        if column.name in HIDDEN:
            yield "    hidden: yes"
        yield f"    sql: ${{TABLE}}.{column.name} ;;"
        yield "  }"
    for column in mart.sums:
        yield ""
        yield f"  measure: {column.name} {{"
        yield f"    description: {lookml_text(column.description)}"
        yield "    type: sum"
        yield f"    sql: ${{TABLE}}.{column.name} ;;"
        yield "  }"
    for rate in mart.rates:
        yield ""
        yield f"  measure: {rate.name} {{"
        yield f"    description: {lookml_text(rate.description)}"
        yield "    type: number"
        yield "    value_format_name: percent_1"
        yield f"    sql: 1.0 * ${{{rate.numerator}}} / nullif(${{{rate.denominator}}}, 0) ;;"
        yield "  }"
    yield "}"
    if not mart.name.startswith("fct_"):
        return
    yield ""
    yield f"explore: {mart.name} {{"
    yield f"  description: {lookml_text(mart.description)}"
    if mart.filters:
        values = {name: "yes" if value is True else value for name, value in mart.filters.items()}
        filters = ", ".join(f'{mart.name}.{name}: "{value}"' for name, value in values.items())
        yield f"  always_filter: {{ filters: [{filters}] }}"
    for dimension, key in mart.joins.items():
        yield ""
        yield f"  join: {dimension} {{"
        yield "    type: left_outer"
        yield "    relationship: many_to_one"
        yield f"    sql_on: ${{{mart.name}.{key}}} = ${{{dimension}.{key}}} ;;"
        yield "  }"
    yield "}"


def lightdash_name(mart: str) -> str:
    """The name of the model over a mart: models of a project and of its packages must not share one."""
    name = re.sub("^(fct|dim)_", "", mart)
    return name if name.startswith("api_") else f"api_{name}"


def lightdash(mart: Mart) -> dict[str, Any]:
    """The model over a mart as its YAML has it: dimensions are its columns, metrics are sums and rates."""
    meta: dict[str, Any] = {}
    if mart.primary_key:
        meta["primary_key"] = mart.primary_key
    if mart.filters:
        required = {"period_grain": {"required": True}}
        meta["default_filters"] = [{name: value, **required.get(name, {})} for name, value in mart.filters.items()]
    if mart.joins:
        model = lightdash_name(mart.name)
        meta["joins"] = [
            {
                "join": lightdash_name(dimension),
                "sql_on": f"${{{model}.{column}}} = ${{{lightdash_name(dimension)}.{column}}}",
                "relationship": "many-to-one",
            }
            for dimension, column in mart.joins.items()
        ]
    if mart.rates:
        meta["metrics"] = {
            rate.name: {
                "type": "number",
                "description": rate.description,
                "sql": f"1.0 * ${{total_{rate.numerator}}} / nullif(${{total_{rate.denominator}}}, 0)",
                "format": "0.0%",
            }
            for rate in mart.rates
        }
    columns = []
    for column in mart.columns:
        dimension: dict[str, Any] = {"type": column.kind}
        if column.is_summable or column.name in HIDDEN:
            dimension["hidden"] = True
        if column.kind in ("date", "timestamp"):
            # Lightdash's weeks are not those of the project, which begin on its week_start_day: they are in api_dates.
            dimension["time_intervals"] = "OFF"
        described: dict[str, Any] = {"dimension": dimension}
        if column.is_summable:
            described["metrics"] = {f"total_{column.name}": {"type": "sum", "description": column.description}}
        columns.append({"name": column.name, "description": column.description, "config": {"meta": described}})
    return {
        "name": lightdash_name(mart.name),
        "description": mart.description,
        "config": {"meta": meta},
        "columns": columns,
    }


def superset_id(name: str) -> str:
    return str(uuid.uuid5(SUPERSET_IDS, name))


def superset(mart: Mart) -> dict[str, Any]:
    """
    The dataset of a mart as an export has it. Superset can't keep a filter: a mart with rows of two grains has a metric
    for each.
    """
    grains: list[str | None] = ["week", "month"] if "period_grain" in mart.filters else [None]
    metrics: list[tuple[str, str, str, str | None]] = []
    for grain in grains:
        suffix = f"_of_{grain}s" if grain else ""

        def sum_of(name: str, grain: str | None = grain) -> str:
            return f"SUM(CASE WHEN period_grain = '{grain}' THEN {name} END)" if grain else f"SUM({name})"

        for column in mart.sums:
            metrics.append((column.name + suffix, sum_of(column.name), column.description, None))
        for rate in mart.rates:
            ratio = f"1.0 * {sum_of(rate.numerator)} / NULLIF({sum_of(rate.denominator)}, 0)"
            metrics.append((rate.name + suffix, ratio, rate.description, ".1%"))
    dates = [column.name for column in mart.columns if column.kind == "date"]
    types = {"number": "DECIMAL", "string": "STRING", "date": "DATE", "timestamp": "TIMESTAMP", "boolean": "BOOLEAN"}
    return {
        "table_name": mart.name,
        "main_dttm_col": dates[0] if dates else None,
        "description": mart.description,
        "schema": mart.schema,
        "uuid": superset_id(mart.name),
        "database_uuid": superset_id("database"),
        "metrics": [
            {"metric_name": name, "expression": expression, "description": description, "d3format": d3format}
            for name, expression, description, d3format in metrics
        ],
        "columns": [
            {
                "column_name": column.name,
                "type": types[column.kind],
                "is_dttm": column.kind in ("date", "timestamp"),
                "groupby": True,
                "filterable": True,
                "description": column.description,
            }
            for column in mart.columns
        ],
        "version": "1.0.0",
    }


def yaml_text(value: dict[str, Any]) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=120)


def files(tool: str, mart: Mart) -> dict[str, str]:
    """The files of a mart: name -> text."""
    if tool == "looker":
        return {f"{mart.name}.view.lkml": "\n".join(lookml(mart)) + "\n"}
    if tool == "superset":
        return {f"{mart.name}.yaml": yaml_text(superset(mart))}
    model = lightdash_name(mart.name)
    return {
        f"{model}.sql": f"select * from {{{{ ref('{PACKAGE}', '{mart.name}') }}}}\n",
        f"{model}.yml": yaml_text({"models": [lightdash(mart)]}),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool", choices=["looker", "lightdash", "superset"])
    parser.add_argument("manifest", type=Path)
    parser.add_argument(
        "folder", type=Path, help="where the files are written; existing ones of these names are replaced"
    )
    parser.add_argument("--measures", nargs="*", default=[], help="the names in your call_measures")
    parser.add_argument("--dimensions", nargs="*", default=[], help="the names in your call_dimensions")
    arguments = parser.parse_args()
    manifest = json.loads(arguments.manifest.read_text(encoding="utf-8"))
    found = list(marts(manifest, arguments.measures, arguments.dimensions))
    if not found:
        parser.error(
            f"{arguments.manifest} has no marts of the package {PACKAGE}: run `dbt parse` in your project first"
        )
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for mart in found:
        for name, text in files(arguments.tool, mart).items():
            (arguments.folder / name).write_text(text, encoding="utf-8")
    print(f"{len(found)} marts in {arguments.folder}")


if __name__ == "__main__":
    main()
