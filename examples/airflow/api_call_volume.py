"""Each hour: one dbt build, then whether the sources are late. With astronomer-cosmos."""

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
    catchup=False,  # a run makes up for all that were missed
    max_active_runs=1,  # two don't overlap
):
    # One task, and not one for each model: they share one parse and one check of the settings. With `retries`, it
    # runs dbt build again, which is exact, however the first one ended.
    build = DbtBuildLocalOperator(task_id="build", project_dir=PROJECT, profile_config=PROFILE, install_deps=True)
    freshness = DbtSourceLocalOperator(
        task_id="freshness", project_dir=PROJECT, profile_config=PROFILE, install_deps=True
    )
    build >> freshness
