"""Hourly: one dbt build, then dbt source freshness. With astronomer-cosmos."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from airflow.sdk import DAG
from cosmos import ProfileConfig
from cosmos.operators.local import DbtBuildLocalOperator, DbtSourceLocalOperator

PROJECT = Path(os.environ["DBT_PROJECT_DIR"])
PROFILE = ProfileConfig(
    profile_name=os.environ["DBT_PROFILE"],
    target_name=os.environ["DBT_TARGET"],
    profiles_yml_filepath=Path(os.environ["DBT_PROFILES_DIR"]) / "profiles.yml",
)

with DAG(
    "api_call_volume",
    schedule="5 * * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,  # one run makes up for all missed ones
    max_active_runs=1,  # runs don't overlap
):
    # One task for all models, so that dbt parses and checks the settings once. With `retries`, dbt build runs again,
    # which is exact however the first run ended.
    build = DbtBuildLocalOperator(task_id="build", project_dir=PROJECT, profile_config=PROFILE, install_deps=True)
    freshness = DbtSourceLocalOperator(
        task_id="freshness", project_dir=PROJECT, profile_config=PROFILE, install_deps=True
    )
    build >> freshness
