"""Hourly: one dbt build, with models as assets and tests as asset checks. With dagster-dbt."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dagster import AssetExecutionContext, Definitions, ScheduleDefinition, define_asset_job
from dagster_dbt import DbtCliResource, DbtProject, dbt_assets

project = DbtProject(project_dir=Path(os.environ["DBT_PROJECT_DIR"]), profiles_dir=Path(os.environ["DBT_PROFILES_DIR"]))
project.prepare_if_dev()


@dbt_assets(manifest=project.manifest_path, project=project, pool="api_call_volume")
def models(context: AssetExecutionContext, dbt: DbtCliResource) -> Iterator[Any]:
    yield from dbt.cli(["build"], context=context).stream()


job = define_asset_job("api_call_volume", selection=[models])

defs = Definitions(
    assets=[models],
    jobs=[job],
    schedules=[ScheduleDefinition(job=job, cron_schedule="5 * * * *")],
    resources={"dbt": DbtCliResource(project_dir=project)},
)
